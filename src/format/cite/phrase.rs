//! Phrases: pieces of text that become sentences, titles and lines.

use crate::format::document::words;

/// `text` in one line: newlines and runs of blanks are one blank.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` with a full stop, unless it ends like a sentence already.
pub(super) fn stopped(text: &str) -> String {
    if text.is_empty() || is_stopped(text) {
        return text.to_owned();
    }
    format!("{text}.")
}

/// Whether `text` ends like a sentence, within closing quotes and brackets too.
fn is_stopped(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '"']);
    text.ends_with(['.', '?', '!', '。', '？', '！', '။'])
}

/// A title in quotes with the sign that follows it, inside of the quotes as the American styles have it:
/// “Title.” or “Title,”; a title that ends in ? or ! needs none, and no full stop stands before a comma.
pub(super) fn quoted(title: &str, sign: char) -> String {
    let inner: String = title
        .chars()
        .map(|letter| match letter {
            '“' => '‘',
            '”' => '’',
            '"' => '\'',
            other => other,
        })
        .collect();
    if sign == '.' {
        return format!("“{}”", stopped(&inner));
    }
    let inner = inner.strip_suffix('.').unwrap_or(&inner);
    if inner.ends_with(['?', '!', '？', '！']) {
        format!("“{inner}”")
    } else {
        format!("“{inner}{sign}”")
    }
}

/// `text` before `sign`; quotes at its end take a comma in, unless a question or an exclamation ends there.
pub(super) fn followed(text: &str, sign: &str) -> String {
    match text.strip_suffix('”') {
        Some(inner) if sign == ", " && inner.ends_with(['?', '!', '？', '！']) => {
            format!("{text} ")
        }
        Some(inner) if sign == ", " => format!("{inner},” "),
        Some(_) | None => format!("{text}{sign}"),
    }
}

/// A title in quotes without a sign.
pub(super) fn in_quotes(title: &str) -> String {
    quoted(title, ',').replace(",”", "”")
}

/// The parts that are not empty, joined: as in `words`, of texts that are borrowed in passing.
pub(super) fn joined(parts: &[&str], by: &str) -> String {
    words::joined(parts.iter().copied(), by)
}

/// The parts that are not empty as sentences, one after the other.
pub(super) fn sentences(parts: &[&str]) -> String {
    let stopped: Vec<String> = parts.iter().map(|part| stopped(part)).collect();
    let stopped: Vec<&str> = stopped.iter().map(String::as_str).collect();
    joined(&stopped, " ")
}

/// " (text)", or nothing of an empty text.
pub(super) fn aside(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(" ({text})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_stands_twice() {
        for (title, sign, told) in [
            ("A title", '.', "“A title.”"),
            ("A title.", '.', "“A title.”"),
            ("Why?", '.', "“Why?”"),
            ("Why?", ',', "“Why?”"),
            ("The “new” city", ',', "“The ‘new’ city,”"),
            ("The \"new\" city", '.', "“The 'new' city.”"),
            ("A log.", ',', "“A log,”"),
            ("为什么？", '.', "“为什么？”"),
        ] {
            assert_eq!(quoted(title, sign), told);
        }
        assert_eq!(
            sentences(&["n.d.", "", "Title", "“Why?”"]),
            "n.d. Title. “Why?”"
        );
    }
}
