//! Mermaid: a `timeline` diagram, a section a year, undated events in one of their own.
//!
//! Its grammar has no quotes, so what it would read as its own becomes an entity code (`#58;` is a colon), which
//! Mermaid puts back before it draws.

use std::fmt::Write as _;

use super::event::known;
use super::{Exported, Exporter, Extract};
use crate::model::text::one_line;

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "mermaid",
    extensions: &["mmd", "mermaid"],
    about: "A Mermaid timeline, for Markdown that draws diagrams",
    write,
};

fn write(extract: &Extract<'_>) -> Exported {
    let mut text = String::from("timeline\n");
    let _ = writeln!(text, "    title {}", plain(extract.title()));
    for group in extract.groups() {
        let _ = writeln!(text, "    section {}", plain(&group.heading));
        for (id, _) in group.events {
            let event = extract.chronology.event(*id);
            let _ = writeln!(
                text,
                "        {} : {} ({})",
                plain(&event.date_shown()),
                plain(&event.title),
                known(event),
            );
        }
    }
    text.into()
}

/// Text that Mermaid takes as text.
fn plain(text: &str) -> String {
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
