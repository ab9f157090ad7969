//! Plain: a line an event with TABs between its fields; a thing as lines of label and value. No colours, never cut.
//!
//! The fields of a row are id, date, title, status, source, and, where a period was asked for, how it is met. New
//! fields come after these.

use super::card;
use super::row;
use super::{Document, Format, Item, Paper};
use crate::model::text::one_line;

/// Room for a row, in bytes: most take less.
const ROW: usize = 160;

/// How many fields a row always has.
const FIELDS: usize = 5;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "plain",
    help: "lines with TABs between fields (the usual one in a pipe)",
    write,
};

fn write(document: &Document<'_>, _: &Paper) -> String {
    let chronology = document.chronology();
    let mut text = String::with_capacity(document.items.len() * ROW);
    for (nth, item) in document.items.iter().enumerate() {
        if let Item::Row(id, meeting) = item {
            let event = chronology.event(*id);
            let source = row::source(chronology, *id);
            let (date, status) = (event.date_shown(), row::status(event));
            let certainty = row::certainty(*meeting, document.has_period);
            let fields = [&event.id, &*date, &event.title, &status, &source, certainty];
            let fields = fields.into_iter().enumerate();
            for (nth, field) in fields.filter(|(nth, field)| *nth < FIELDS || !field.is_empty()) {
                if nth > 0 {
                    text.push('\t');
                }
                text.push_str(&one_line(field));
            }
            text.push('\n');
        } else if let Some(card) = card::of(document, item) {
            if nth > 0 && !matches!(item, Item::Hop(_)) {
                text.push('\n');
            }
            if !card.title.is_empty() {
                text.extend([&*one_line(&card.title), "\n"]);
            }
            for field in &card.fields {
                // A step of a way is a line of its own.
                if !card.title.is_empty() {
                    text.extend([field.label, "\t"]);
                }
                text.extend([&*one_line(&field.value), "\n"]);
            }
        }
    }
    text
}
