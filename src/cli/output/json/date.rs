//! Dates as JSON has them: as written, as shown, and in ISO 8601 bounds.

use serde::Serialize;

use crate::model::{Bound, Date, DateShape, Event, Precision};

/// A date, in words for machines.
#[derive(Debug, Serialize)]
pub(in crate::cli::output) struct Day {
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
