//! Ids: one a line, for other commands.

use super::{Document, Item};
use crate::model::text::one_line;

/// The document as ids.
pub fn write(document: &Document<'_>) -> String {
    let all = document.chronology;
    let id = |item: &Item| -> Option<&str> {
        Some(match *item {
            Item::Row(id, _) | Item::Event(id) => &all.event(id).id,
            Item::Actor(id) => &all.actor(id).id,
            Item::Place(id) => &all.place(id).id,
            Item::Source(id) => &all.source(id).id,
            Item::Briefing(id) => &all.briefing(id).id,
            Item::Hop { .. } => return None,
        })
    };
    let nodes = document.path_nodes();
    let on_paths = nodes.iter().map(|node| node.id(all));
    let mut text = String::new();
    for id in document.items.iter().filter_map(id).chain(on_paths) {
        text.extend([&*one_line(id), "\n"]);
    }
    text
}
