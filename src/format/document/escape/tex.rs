//! Text of TeX, for BibTeX.

/// `text` as TeX sets it: no letter of it is a command, and braces are in pairs.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}

/// An address within a text: in the argument of another command these two need a backslash, which `\url` does not print.
pub fn url_in_text(url: &str) -> String {
    let address = address(url).replace('%', "\\%").replace('#', "\\#");
    format!("\\url{{{address}}}")
}

/// An address: biblatex takes it letter by letter, but counts braces.
pub fn address(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}
