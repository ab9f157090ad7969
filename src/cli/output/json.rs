//! JSON: one object with a version, or one a line. docs/guide/src/json.md describes each field; a test compares.
//!
//! Fields are never left out: what is not known is null, an empty text or an empty list. A new field is no new
//! version; a field that goes or changes its meaning is.

mod thing;

use serde::Serialize;

use super::{Document, Format, Paper};
use crate::model::{Bound, Date, DateShape, Event, Precision};
use thing::Thing;

/// The version of the schema.
pub const VERSION: u32 = 1;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "json",
    help: "one JSON object; the guide describes its fields",
    write,
};

/// The format, a line a thing.
pub(super) const LINES: Format = Format {
    name: "jsonl",
    help: "a JSON object a line",
    write: write_lines,
};

#[derive(Debug, Serialize)]
struct Whole<'a> {
    dateline: u32,
    command: &'a str,
    query: &'a str,
    title: &'a str,
    found: usize,
    total: usize,
    items: Vec<Thing<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    dateline: u32,
    #[serde(flatten)]
    item: Thing<'a>,
}

fn write(document: &Document<'_>, _: &Paper) -> String {
    let whole = Whole {
        dateline: VERSION,
        command: document.command,
        query: document.query,
        title: document.chronology().title(),
        found: document.found,
        total: document.chronology().events().len(),
        items: things(document).collect(),
    };
    // Text, numbers and lists of them: this can't fail.
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn write_lines(document: &Document<'_>, _: &Paper) -> String {
    let mut text = String::new();
    for item in things(document) {
        let line = Line {
            dateline: VERSION,
            item,
        };
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn things<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Thing<'a>> {
    document.items.iter().map(|item| Thing::of(document, item))
}

/// A date, in words for machines.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    pub written: String,
    pub shown: String,
    pub kind: &'static str,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub precision: Option<&'static str>,
    pub uncertain: bool,
    pub approximate: bool,
    pub certain: bool,
    /// Why it can't be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl Day {
    /// The date of an event: certain only if nothing around it is in doubt.
    pub fn of_event(event: &Event) -> Self {
        let day = Self::of(&event.date);
        Self {
            shown: event.date_shown(),
            certain: day.certain && !event.inferred && !event.has_disputed_date,
            ..day
        }
    }

    /// A date.
    pub fn of(date: &Date) -> Self {
        let bounds = date.bounds();
        let is_marked = date.is_uncertain() || date.is_approximate();
        Self {
            written: date.written().to_owned(),
            shown: date.shown(),
            kind: match date.shape() {
                DateShape::Undated => "undated",
                DateShape::Unreadable => "unreadable",
                DateShape::Moment => "moment",
                DateShape::Span => "span",
                DateShape::OneOf => "one-of",
                DateShape::AllOf => "all-of",
            },
            earliest: bounds.earliest.iso(),
            latest: bounds.latest.iso(),
            precision: date.precision().map(Precision::word),
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
            error: date.error().map(|error| error.message),
            certain: !is_marked && is_known(bounds.earliest) && is_known(bounds.latest),
        }
    }
}

fn is_known(bound: Bound) -> bool {
    bound != Bound::Unknown
}
