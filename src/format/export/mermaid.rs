//! Mermaid: a `timeline` diagram, a section a year, undated events in one of their own.

use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::format::document::escape::mermaid::plain;
use crate::format::document::words::known;

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
        for detail in &group.events {
            let _ = writeln!(
                text,
                "        {} : {} ({})",
                plain(&detail.date.shown),
                plain(detail.title),
                known(detail.event),
            );
        }
    }
    text.into()
}
