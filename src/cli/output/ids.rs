//! Ids: one a line, for other commands.

use super::{Document, Format, Item, Paper};
use crate::model::text::one_line;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "ids",
    help: "ids alone, one a line",
    write,
};

fn write(document: &Document<'_>, _: &Paper) -> String {
    let chronology = document.chronology();
    let mut ids: Vec<&str> = Vec::new();
    for item in &document.items {
        ids.push(match item {
            Item::Row(id, _) | Item::Event(id) => &chronology.event(*id).id,
            Item::Actor(id) => &chronology.actor(*id).id,
            Item::Place(id) => &chronology.place(*id).id,
            Item::Source(id) => &chronology.source(*id).id,
            Item::Briefing(id) => &chronology.briefing(*id).id,
            Item::Hop(hop) => hop.from.id(chronology),
        });
    }
    if let Some(Item::Hop(hop)) = document.items.last() {
        ids.push(hop.to.id(chronology));
    }
    let mut text = String::new();
    for id in ids {
        text.extend([&*one_line(id), "\n"]);
    }
    text
}
