//! Text in XML and HTML.

use std::borrow::Cow;

/// `text` as it stands in content and in quoted attributes. What XML 1.0 allows nowhere becomes U+FFFD.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character if is_special(character) => escaped.push('\u{FFFD}'),
            character => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

fn is_special(character: char) -> bool {
    matches!(
        character,
        '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}'
    ) || (character.is_control() && character != '\n')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_ends_what_it_stands_in() {
        assert_eq!(
            escape("</title><b a=\"'\">&\u{1b}\u{FFFF}"),
            "&lt;/title&gt;&lt;b a=&quot;&#39;&quot;&gt;&amp;\u{FFFD}\u{FFFD}"
        );
        assert_eq!(escape("plain"), "plain");
    }
}
