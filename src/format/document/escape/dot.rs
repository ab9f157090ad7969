//! Strings of DOT (Graphviz).

/// A quoted string in which Graphviz finds no escape and no entity of its own.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '&' => quoted.push_str("&amp;"),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_gets_out_of_quotes() {
        assert_eq!(quoted("a\"b\\\"c\nd &lt;"), r#""a\"b\\\"c\nd &amp;lt;""#);
    }
}
