//! Text of Markdown: it reads as it was written, in `CommonMark` and in what GitHub and Pandoc add to it. No markup, no raw
//! HTML, no link that nobody made.

use crate::format::document::words::is_web_address;
use crate::model::text::one_line;

/// Text of one line within a line, without blanks around it: they would be code where it begins a line, and `* x*` is no
/// emphasis.
pub fn inline(text: &str) -> String {
    let line = one_line(text.trim());
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut rest = &*line;
    while let Some(character) = rest.chars().next() {
        let marks = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '#' | '|' | '~' | '&'
            | '$' | '^' | '@' => true,
            // No address becomes a link by itself.
            ':' => rest.starts_with("://"),
            '.' => escaped
                .get(escaped.len().saturating_sub(3)..)
                .is_some_and(|end| end.eq_ignore_ascii_case("www")),
            _ => false,
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(character);
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    escaped
}

/// Text of one line that stands at the beginning of one: it begins no list, no code, no underline of a heading and no
/// rule.
pub fn line(text: &str) -> String {
    let line = inline(text);
    let length = line.chars().take_while(char::is_ascii_alphanumeric).count();
    let (number, rest) = line.split_at_checked(length).unwrap_or((&line, ""));
    // Pandoc numbers lists also by letters and Roman numerals, and in brackets.
    let is_number = number.chars().all(|letter| letter.is_ascii_digit())
        || number.len() == 1
        || number
            .chars()
            .all(|letter| "ivxlcdmIVXLCDM".contains(letter));
    let acts = if number.is_empty() {
        rest.starts_with(['-', '+', '=', '.', ')', ':', '('])
    } else {
        is_number && rest.starts_with(['.', ')'])
    };
    if acts {
        return format!("{number}\\{rest}");
    }
    line
}

/// Text that stands as paragraphs: its lines are kept.
pub fn block(text: &str) -> String {
    let mut paragraphs = String::new();
    let mut after_text = false;
    for (nth, written) in text.split('\n').map(str::trim).enumerate() {
        if nth > 0 {
            let breaks = after_text && !written.is_empty();
            paragraphs.push_str(if breaks { "\\\n" } else { "\n" });
        }
        paragraphs.push_str(&line(written));
        after_text = !written.is_empty();
    }
    paragraphs
}

/// A code span, with more backticks around it than in it.
pub fn code(text: &str) -> String {
    let text = one_line(text);
    let runs = text.split(|letter| letter != '`').map(str::len);
    let longest = runs.max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A web address as a link that shows it; `None` if the text is none, or has what could act between `<` and `>`.
pub fn autolink(text: &str) -> Option<String> {
    is_web_address(text).then(|| format!("<{text}>"))
}

/// An address so that it can stand in the brackets of a link.
pub fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_no_markup() {
        for (text, expected) in [
            ("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)"),
            ("![](x) # h {.a}", "!\\[\\](x) \\# h \\{.a\\}"),
            ("<script>&amp;", "\\<script\\>\\&amp;"),
            ("http://x.y www.x.y a@b", "http\\://x.y www\\.x.y a\\@b"),
            ("¶6: 10–12, +5%", "¶6: 10–12, +5%"),
        ] {
            assert_eq!(inline(text), expected);
        }
        for (text, expected) in [
            ("- a\n1. b\nc", "\\- a\\\n1\\. b\\\nc"),
            ("a\n\n    b\n===", "a\n\nb\\\n\\==="),
            ("2,317 and 3", "2,317 and 3"),
            ("    a\n\tb", "a\\\nb"),
            ("(1) a\niv) b\nJ. c", "\\(1) a\\\niv\\) b\\\nJ\\. c"),
            ("no. 4 and more.", "no. 4 and more."),
        ] {
            assert_eq!(block(text), expected);
        }
        assert_eq!(code("a `b`"), "`` a `b` ``");
    }
}
