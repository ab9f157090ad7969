//! Rows: what one line says of an event, for the table, the plain list and Markdown.

use std::borrow::Cow;

use super::Document;
use super::words::{certainty, joined, mark, pinpoint, status};
use crate::model::{Bearing, Chronology, Event, EventId, Meeting};

/// An event in a line.
#[derive(Debug)]
pub struct Row<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its date, as shown.
    pub date: String,
    /// Its mark: (Unicode, ASCII).
    pub mark: (&'static str, &'static str),
    /// Its status: "reported, disputed".
    pub status: Cow<'static, str>,
    /// The first citation that supports it, how many more do, and how many contradict it: "partnership-report ¶6 +2, 1 against".
    pub source: String,
    /// "certain" or "possible", where a period was asked for.
    pub meets: &'static str,
}

impl<'a> Row<'a> {
    /// The row of an event of the document.
    pub fn of(document: &Document<'a>, id: EventId, meeting: Meeting) -> Self {
        let chronology = document.chronology;
        let event = chronology.event(id);
        Self {
            event,
            date: event.date_shown(),
            mark: mark(event),
            status: status(event),
            source: rests_on(chronology, event),
            meets: certainty(meeting, document.has_period),
        }
    }
}

fn rests_on(chronology: &Chronology, event: &Event) -> String {
    let count = |bearing| event.citing(bearing).count();
    let first = event.citing(Bearing::Supports).next();
    let first = first.map(|first| pinpoint(chronology, first));
    let more = match count(Bearing::Supports) {
        0 | 1 => String::new(),
        all => format!(" +{}", all - 1),
    };
    let against = match count(Bearing::Contradicts) {
        0 => String::new(),
        against => format!("{against} against"),
    };
    joined([&*(first.unwrap_or_default() + &more), &*against], ", ")
}
