//! JSON: one object with a version, or one a line. docs/guide/src/json.md describes each field; a test compares.
//!
//! Fields are never left out: what is not known is null, an empty text or an empty list. A new field is no new
//! version; a field that goes or changes its meaning is.

pub(super) mod date;
mod thing;

use serde::Serialize;

use super::{Document, Format, Paper};
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
