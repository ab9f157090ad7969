//! A date, as every output says it.

use serde::Serialize;

use super::words::with;
use crate::model::{Bound, Date, Event, Precision};

/// A date.
#[derive(Debug, Serialize)]
pub struct DateDetail<'a> {
    pub written: &'a str,
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

impl<'a> DateDetail<'a> {
    /// A date.
    pub fn of(date: &'a Date) -> Self {
        let bounds = date.bounds();
        let is_marked = date.is_uncertain() || date.is_approximate();
        Self {
            written: date.written(),
            shown: date.shown(),
            kind: date.shape().word(),
            earliest: bounds.earliest.iso(),
            latest: bounds.latest.iso(),
            precision: date.precision().map(Precision::word),
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
            certain: !is_marked && ![bounds.earliest, bounds.latest].contains(&Bound::Unknown),
            error: date.error().map(|error| error.message),
        }
    }

    /// The date of an event: in brackets if it is inferred, certain only if nothing around it is in doubt.
    pub fn of_event(event: &'a Event) -> Self {
        let date = Self::of(&event.date);
        Self {
            shown: event.date_shown(),
            certain: date.certain && !event.inferred && !event.has_disputed_date,
            ..date
        }
    }

    /// As shown, and as written where that says more: "Aug 2023? (2023?-08)"; or why it can't be read.
    pub fn both(&self) -> String {
        with(&self.shown, self.error.as_deref().unwrap_or(self.written))
    }
}
