//! A handout as a page to print: it fetches nothing, and its policy lets nothing run.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{Handout, facts, when};
use crate::model::Chronology;

const STYLE: &str = include_str!("html/handout.css");

#[derive(Template)]
#[template(path = "handout.html")]
struct Page<'a> {
    title: &'a str,
    style: &'static str,
    style_hash: String,
    steps: Vec<Item<'a>>,
}

/// A step, ready to be set.
struct Item<'a> {
    number: usize,
    title: &'a str,
    when: String,
    summary: &'a str,
    facts: Vec<(&'static str, String)>,
    note: &'a str,
}

/// The handout as HTML.
pub fn write(chronology: &Chronology, handout: &Handout<'_>) -> String {
    let items = handout.steps.iter().enumerate().map(|(nth, step)| {
        let event = chronology.event(step.event);
        Item {
            number: nth + 1,
            title: &event.title,
            when: when(event),
            summary: &event.summary,
            facts: facts(chronology, event),
            note: step.note,
        }
    });
    let page = Page {
        title: handout.title,
        style: STYLE,
        style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE))),
        steps: items.collect(),
    };
    // Writing to a String can't fail.
    page.render().unwrap_or_default()
}
