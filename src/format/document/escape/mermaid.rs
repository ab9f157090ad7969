//! Text of Mermaid. Its grammar has no quotes, so what it would read as its own becomes an entity code (`#58;` is a
//! colon), which Mermaid puts back before it draws.

use std::fmt::Write as _;

use crate::model::text::one_line;

/// Text that Mermaid takes as text.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in one_line(text).trim().chars() {
        match character {
            // Entity codes are in words or in decimal.
            ':' | ';' | '#' | '%' | '<' | '>' | '"' | '&' | '{' | '}' | '\\' | '`' | '$' => {
                let _ = write!(plain, "#{};", u32::from(character));
            }
            character => plain.push(character),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_is_left_that_mermaid_reads() {
        assert_eq!(plain("a: b; #c\n%%d"), "a#58; b#59; #35;c⏎#37;#37;d");
    }
}
