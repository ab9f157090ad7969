//! What is to be written: things of a chronology, each in a line or in full, and what was asked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::shortest_paths::{PathNode, PathStep};
use crate::model::{ActorId, BriefingId, Chronology, EventId, Meeting, PlaceId, SourceId};

/// A thing, in a line or in full.
#[derive(Debug, Clone, Copy)]
pub enum Item {
    /// An event in a line.
    Row(EventId, Meeting),
    /// All of an event.
    Event(EventId),
    /// All of an actor.
    Actor(ActorId),
    /// All of a place.
    Place(PlaceId),
    /// All of a source.
    Source(SourceId),
    /// All of a briefing.
    Briefing(BriefingId),
    /// A step of a path from one thing to another.
    Hop {
        /// The number of the path, from 1.
        path: usize,
        /// The step.
        step: PathStep,
    },
}

/// Says which bytes of a text of an event match.
pub type Matched<'a> = &'a dyn Fn(EventId, &str) -> Vec<Range<usize>>;

/// Reads source notes.
pub trait Notes {
    /// The paragraphs of a source's note, each with its locator.
    ///
    /// # Errors
    ///
    /// If there is none or it can't be read: why, in a sentence.
    fn paragraphs(&self, source: SourceId) -> Result<Vec<(String, String)>, String>;
}

/// What is to be written.
pub struct Document<'a> {
    /// What the things are of.
    pub chronology: &'a Chronology,
    /// Where notes of sources are read.
    pub notes: &'a dyn Notes,
    /// The command that asks.
    pub command: &'static str,
    /// The query, or empty.
    pub query: &'a str,
    /// Whether a period was asked for, so that rows are certain or possible.
    pub has_period: bool,
    /// How many there were before a limit.
    pub found: usize,
    /// What a word of the query was taken as: "talsk → talks".
    pub correction: Option<&'a str>,
    /// What a word may have been meant as, where nothing was found.
    pub did_you_mean: Option<&'a str>,
    /// What was found.
    pub items: Vec<Item>,
    /// What to highlight.
    pub matched: Option<Matched<'a>>,
}

impl Document<'_> {
    /// Whether the item of that number stands apart from the one before: steps do only where another path begins.
    pub fn is_apart(&self, nth: usize) -> bool {
        let before = nth.checked_sub(1).and_then(|before| self.items.get(before));
        match (before, self.items.get(nth)) {
            (Some(Item::Hop { path: before, .. }), Some(Item::Hop { path, .. })) => before != path,
            (before, _) => before.is_some(),
        }
    }

    /// What its paths lead over, each once, in order.
    pub fn path_nodes(&self) -> Vec<PathNode> {
        let mut seen = BTreeSet::new();
        let ends = self.items.iter().flat_map(|item| match item {
            Item::Hop { step, .. } => vec![step.from, step.to],
            Item::Row(..)
            | Item::Event(_)
            | Item::Actor(_)
            | Item::Place(_)
            | Item::Source(_)
            | Item::Briefing(_) => Vec::new(),
        });
        ends.filter(|node| seen.insert(*node)).collect()
    }
}
