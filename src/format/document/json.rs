//! JSON: one object with a version, or one a line. docs/guide/src/json.md describes each field; a test compares.
//!
//! A new field is no new version; a field that goes or changes its meaning is.

use serde::Serialize;

use super::Document;
use super::detail::Detail;

/// The version of the schema.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    dateline: u32,
    command: &'a str,
    query: &'a str,
    title: &'a str,
    found: usize,
    total: usize,
    correction: Option<&'a str>,
    items: Vec<Detail<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    dateline: u32,
    #[serde(flatten)]
    item: Detail<'a>,
}

/// The document as one object.
pub fn write(document: &Document<'_>) -> String {
    pretty(&Whole {
        dateline: VERSION,
        command: document.command,
        query: document.query,
        title: document.chronology.title(),
        found: document.found,
        total: document.chronology.events().len(),
        correction: document.correction,
        items: details(document).collect(),
    })
}

/// The document as an object a line.
pub fn write_lines(document: &Document<'_>) -> String {
    let mut text = String::new();
    for item in details(document) {
        let line = Line {
            dateline: VERSION,
            item,
        };
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn details<'a>(document: &Document<'a>) -> impl Iterator<Item = Detail<'a>> {
    let items = document.items.iter();
    items.map(|item| Detail::of(document, item))
}

/// An object with its fields a line each. It has text, numbers and lists of them, so this can't fail.
pub fn pretty(object: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(object).unwrap_or_default();
    text.push('\n');
    text
}
