//! Output of the lookup commands: one row of `FORMATS` a format; all of them write the same document.

mod card;
mod csv;
mod ids;
mod json;
mod markdown;
mod paper;
mod plain;
mod row;
mod table;
mod vimgrep;

use std::ops::Range;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::loaded::Loaded;
use crate::model::shortest_path::PathStep;
use crate::model::{ActorId, BriefingId, Chronology, EventId, Meeting, PlaceId, SourceId};

pub use paper::Paper;

/// A format.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    write: fn(&Document<'_>, &Paper) -> String,
}

/// Every format, in the order of the help.
pub static FORMATS: &[Format] = &[
    table::FORMAT,
    plain::FORMAT,
    markdown::FORMAT,
    json::FORMAT,
    json::LINES,
    csv::FORMAT,
    ids::FORMAT,
    vimgrep::FORMAT,
];

impl Format {
    /// The format of that name.
    pub fn called(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// Something to be written.
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
    /// A step from one thing to another.
    Hop(PathStep),
}

/// Says which bytes of a text of an event match.
pub type Light<'a> = &'a dyn Fn(EventId, &str) -> Vec<Range<usize>>;

/// What is to be written.
pub struct Document<'a> {
    /// What was loaded, for source notes.
    pub loaded: &'a Loaded,
    /// The command that asks.
    pub command: &'static str,
    /// The query, or empty.
    pub query: &'a str,
    /// Whether a period was asked for, so that rows are certain or possible.
    pub has_period: bool,
    /// How many there were before a limit.
    pub found: usize,
    /// What was found.
    pub items: Vec<Item>,
    /// What to light.
    pub light: Option<Light<'a>>,
}

impl<'a> Document<'a> {
    /// A document of things.
    pub fn of(loaded: &'a Loaded, command: &'static str, items: Vec<Item>) -> Self {
        Self {
            loaded,
            command,
            query: "",
            has_period: false,
            found: items.len(),
            items,
            light: None,
        }
    }

    /// The chronology.
    pub fn chronology(&self) -> &'a Chronology {
        &self.loaded.chronology
    }

    /// The document in `format`; where none is asked for, a table on a terminal and else plain lines.
    pub fn written(&self, format: Option<&'static Format>, paper: &Paper) -> String {
        let usual = if paper.is_tty {
            &table::FORMAT
        } else {
            &plain::FORMAT
        };
        (format.unwrap_or(usual).write)(self, paper)
    }
}

/// Reads the name of a format.
pub fn parser() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.help));
    PossibleValuesParser::new(names).map(|name| Format::called(&name).unwrap_or(&plain::FORMAT))
}
