//! Vimgrep: where each thing is written, as `file:line:column: words`, for the quickfix list of an editor.
//!
//! Lines and columns count from 1, columns in bytes, as editors want them. What is built in or came through a pipe
//! has no file that could be opened: the name says so.

use std::collections::HashMap;

use crate::cli::loaded::Loaded;
use crate::format::Locator;
use crate::format::document::{Document, Item};
use crate::format::locate::locator_of;
use crate::model::problem::Hop;
use crate::model::record::Position;
use crate::model::shortest_paths::PathNode;
use crate::model::text::one_line;

/// A thing as it is written: the list where it stands, its place there, and what it says.
struct Written {
    list: &'static str,
    position: Position,
    words: String,
}

/// The document as places in files.
pub(super) fn write(document: &Document<'_>, loaded: &Loaded) -> String {
    let mut items: Vec<Written> = Vec::new();
    for item in &document.items {
        items.extend(written(document, item));
    }
    let nodes = document.path_nodes();
    items.extend(nodes.into_iter().map(|node| of_node(document, node)));
    let mut text = String::new();
    loaded.restore_texts();
    let mut locators: HashMap<usize, Box<dyn Locator + '_>> = HashMap::new();
    for item in items {
        let file = usize::from(item.position.file);
        let Some(source) = loaded.files.get(file) else {
            continue;
        };
        let locator = locators.entry(file).or_insert_with(|| locator_of(source));
        let nth = usize::try_from(item.position.item).unwrap_or(usize::MAX);
        let start = locator
            .find(&[Hop::Field(item.list), Hop::Item(nth)], None)
            .start;
        let line = source.line_column(start).line;
        let column = start.saturating_sub(source.line(line).start) + 1;
        let words = one_line(&item.words);
        let place = format!("{}:{line}:{column}: ", source.name());
        text.extend([&*place, &*words, "\n"]);
    }
    text
}

fn written(document: &Document<'_>, item: &Item) -> Option<Written> {
    let chronology = document.chronology;
    let (list, position, words) = match *item {
        Item::Row(id, _) | Item::Event(id) => return Some(of_node(document, PathNode::Event(id))),
        Item::Actor(id) => return Some(of_node(document, PathNode::Actor(id))),
        Item::Hop { .. } => return None,
        Item::Place(id) => {
            let place = chronology.place(id);
            ("places", place.position, &*place.name)
        }
        Item::Source(id) => {
            let source = chronology.source(id);
            ("sources", source.position, source.label())
        }
        Item::Briefing(id) => {
            let briefing = chronology.briefing(id);
            ("briefings", briefing.position, &*briefing.title)
        }
    };
    Some(Written {
        list,
        position,
        words: words.to_string(),
    })
}

fn of_node(document: &Document<'_>, node: PathNode) -> Written {
    match node {
        PathNode::Event(id) => {
            let event = document.chronology.event(id);
            Written {
                list: "events",
                position: event.position,
                words: format!("{} {}", event.date_shown(), event.title),
            }
        }
        PathNode::Actor(id) => {
            let actor = document.chronology.actor(id);
            Written {
                list: "actors",
                position: actor.position,
                words: actor.name.to_string(),
            }
        }
    }
}
