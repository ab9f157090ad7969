//! Rows: what one line says of an event, for the table, the plain list and Markdown.

use std::borrow::Cow;

use super::Document;
use super::words::{certainty, mark, pinpoint, status};
use crate::model::{Event, EventId, Meeting};

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
    /// Its first source with the locator, and how many citations there are more: "partnership-report ¶6 +2".
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
            source: match &*event.cites {
                [] => String::new(),
                [only] => pinpoint(chronology, only),
                [first, more @ ..] => format!("{} +{}", pinpoint(chronology, first), more.len()),
            },
            meets: certainty(meeting, document.has_period),
        }
    }
}
