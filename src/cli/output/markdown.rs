//! Markdown: a list of events, or a section for each thing. Text of the file is escaped.

use super::card;
use super::row;
use super::{Document, Format, Item, Paper};
use crate::format::cite::escape_markdown;
use crate::model::text::one_line;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "md",
    help: "Markdown",
    write,
};

fn write(document: &Document<'_>, _: &Paper) -> String {
    let chronology = document.chronology();
    let mut text = String::new();
    for (nth, item) in document.items.iter().enumerate() {
        if let Item::Row(id, meeting) = item {
            let event = chronology.event(*id);
            let source = row::source(chronology, *id);
            let notes: Vec<String> = [
                &*row::status(event),
                row::certainty(*meeting, document.has_period),
                &*source,
            ]
            .into_iter()
            .filter(|note| !note.is_empty())
            .map(escaped)
            .collect();
            text.extend(["- **", &escaped(&event.date_shown()), "** "]);
            text.extend([&escaped(&event.title), " (", &notes.join("; "), ")\n"]);
        } else if let Some(card) = card::of(document, item) {
            if !card.title.is_empty() {
                if nth > 0 {
                    text.push('\n');
                }
                text.extend(["## ", &escaped(&card.title), "\n\n"]);
            }
            for field in &card.fields {
                let label = match field.label {
                    "" => String::new(),
                    label => format!("**{label}** "),
                };
                text.extend(["- ", &label, &escaped(&field.value), "\n"]);
            }
        }
    }
    text
}

fn escaped(text: &str) -> String {
    escape_markdown(&one_line(text))
}
