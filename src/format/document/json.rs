//! JSON: one object with a version, or one a line: the same shape from every command. docs/guide/src/json.md describes each field, and
//! docs/dateline.schema.json is made of that; a test compares.
//!
//! A new field is no new version; a field that goes or changes its meaning is.

use serde::Serialize;

use super::Document;
use super::detail::Detail;
use crate::model::Chronology;

/// The version of the schema.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    dateline: u32,
    command: &'a str,
    query: &'a str,
    title: &'a str,
    about: &'a str,
    found: usize,
    total: usize,
    correction: Option<&'a str>,
    did_you_mean: Option<&'a str>,
    items: Vec<Detail<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    dateline: u32,
    #[serde(flatten)]
    item: Detail<'a>,
}

/// What stands before the things: who asks what of which chronology, and how much was found.
#[derive(Debug)]
pub struct Head<'a> {
    /// The command that asks.
    pub command: &'a str,
    /// The query, or empty.
    pub query: &'a str,
    /// What is asked.
    pub chronology: &'a Chronology,
    /// How many there were before a limit.
    pub found: usize,
    /// What a word of the query was taken as.
    pub correction: Option<&'a str>,
    /// What a word may have been meant as, where nothing was found.
    pub did_you_mean: Option<&'a str>,
}

/// The document as one object.
pub fn write(document: &Document<'_>) -> String {
    let head = Head {
        command: document.command,
        query: document.query,
        chronology: document.chronology,
        found: document.found,
        correction: document.correction,
        did_you_mean: document.did_you_mean,
    };
    write_items(&head, details(document).collect())
}

/// These things as one object.
pub fn write_items(head: &Head<'_>, items: Vec<Detail<'_>>) -> String {
    pretty(&Whole {
        dateline: VERSION,
        command: head.command,
        query: head.query,
        title: head.chronology.title(),
        about: head.chronology.about(),
        found: head.found,
        total: head.chronology.events().len(),
        correction: head.correction,
        did_you_mean: head.did_you_mean,
        items,
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
