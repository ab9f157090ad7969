//! iCalendar (RFC 5545): all-day events. A calendar knows days only, so a fuzzy date takes all the days that
//! it allows, and summary and description say what is really known.
//!
//! What has no day in the years 1 to 9999 can't stand in a calendar: it is counted in
//! `X-DATELINE-LEFT-OUT` and in a remark. Times are not shifted to UTC: the day is the one written, the time
//! stands in the text.

use super::event::{cited, claims, grade_told, is_plain_day, participants, place_path, status};
use super::extract::counted;
use super::{Exported, Exporter, Extract, Made};
use crate::model::date::{Bound, Date, DateShape, Day};
use crate::model::text::one_line;
use crate::model::{Event, Meeting, Status};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "ics",
    extensions: &["ics"],
    about: "A calendar: fuzzy dates on all the days that they allow, and said so",
    write,
};

/// The most octets of a line without its break (RFC 5545, 3.1).
const LINE: usize = 75;

fn write(extract: &Extract<'_>) -> Exported {
    let mut body = Lines::default();
    let mut left_out = 0;
    for (id, meeting) in extract.events {
        let event = extract.chronology.event(*id);
        match days(&event.date) {
            Some(days) => component(&mut body, extract, event, *meeting, days),
            None => left_out += 1,
        }
    }
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add(
        "PRODID",
        concat!("-//Dateline//Dateline ", env!("CARGO_PKG_VERSION"), "//EN"),
    );
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", "PUBLISH");
    lines.text("X-WR-CALNAME", extract.title());
    if left_out > 0 {
        lines.add("X-DATELINE-LEFT-OUT", &left_out.to_string());
    }
    lines.0.push_str(&body.0);
    lines.add("END", "VCALENDAR");
    Exported {
        text: lines.0,
        remarks: (left_out > 0)
            .then(|| {
                format!(
                    "{} left out of the calendar: undated, or outside the years 1 to 9999",
                    counted(left_out, "event", "events")
                )
            })
            .into_iter()
            .collect(),
    }
}

/// The first day, and the day after the last.
#[derive(Clone, Copy)]
struct Days {
    first: Day,
    after: Day,
}

/// The days that a calendar shows for a date. Where an end is open or unknown, those of the other end.
fn days(date: &Date) -> Option<Days> {
    let bounds = date.bounds();
    let ends = date.endpoints();
    let known = |end: Option<Date>| {
        let bounds = end?.bounds();
        match (bounds.earliest, bounds.latest) {
            (Bound::Day(first), Bound::Day(last)) => Some((first, last)),
            _ => None,
        }
    };
    let (first, last) = match (bounds.earliest, bounds.latest) {
        (Bound::Day(first), Bound::Day(last)) => (first, last),
        (Bound::Day(day), _) => known(ends.first).unwrap_or((day, day)),
        (_, Bound::Day(day)) => known(ends.last).unwrap_or((day, day)),
        _ => return None,
    };
    let after = Day::new(last.number().checked_add(1)?);
    let fits = |day: Day| (1..=9999).contains(&day.civil().0);
    (fits(first) && fits(after)).then_some(Days { first, after })
}

fn component(
    lines: &mut Lines,
    extract: &Extract<'_>,
    event: &Event,
    meeting: Meeting,
    days: Days,
) {
    lines.add("BEGIN", "VEVENT");
    lines.text("UID", &format!("{}@dateline", event.id));
    lines.add("DTSTAMP", &stamp(extract.made));
    lines.add("DTSTART;VALUE=DATE", &basic(days.first));
    lines.add("DTEND;VALUE=DATE", &basic(days.after));
    lines.text("SUMMARY", &summary(event));
    lines.text("DESCRIPTION", &description(extract, event, meeting));
    if !event.places.is_empty() {
        let places: Vec<String> = event
            .places
            .iter()
            .map(|place| place_path(extract.chronology, *place))
            .collect();
        lines.text("LOCATION", &places.join("; "));
    }
    let categories: Vec<String> = std::iter::once(&event.kind)
        .chain(&event.tags)
        .filter(|word| !word.is_empty())
        .map(|word| escaped(word))
        .collect();
    if !categories.is_empty() {
        lines.add("CATEGORIES", &categories.join(","));
    }
    lines.add("TRANSP", "TRANSPARENT");
    lines.add("END", "VEVENT");
}

/// "Title", "Title (c. Oct 2023; alleged; ≠ disputed)".
fn summary(event: &Event) -> String {
    let mut known = Vec::new();
    if !is_plain_day(&event.date) {
        known.push(event.date_shown());
    }
    if matches!(
        event.status,
        Status::Alleged | Status::Assessed | Status::Denied
    ) {
        known.push(event.status.word().to_owned());
    }
    if event.disputed {
        known.push("≠ disputed".to_owned());
    }
    let title = one_line(&event.title);
    if known.is_empty() {
        return title.into_owned();
    }
    format!("{title} ({})", known.join("; "))
}

fn description(extract: &Extract<'_>, event: &Event, meeting: Meeting) -> String {
    let chronology = extract.chronology;
    let when = format!(
        "When: {}. {}",
        event.date_description(),
        days_told(&event.date)
    );
    let mut paragraphs = vec![when.trim_end().to_owned()];
    if event.inferred {
        paragraphs.push("The date is inferred in part, not stated by the source.".to_owned());
    }
    if !event.date_note.is_empty() {
        paragraphs.push(format!("Of the date: {}", event.date_note));
    }
    paragraphs.push(format!(
        "Status: {} ({})",
        status(event),
        event.status.meaning()
    ));
    if meeting == Meeting::Possible {
        paragraphs
            .push("It is possible, not certain, that it falls in the period asked for.".into());
    }
    if !event.summary.is_empty() {
        paragraphs.push(event.summary.to_string());
    }
    if !event.actors.is_empty() {
        paragraphs.push(format!(
            "Who: {}",
            participants(chronology, event).join("; ")
        ));
    }
    for claim in claims(chronology, event) {
        paragraphs.push(format!("≠ {claim}"));
    }
    for cite in &event.cites {
        paragraphs.push(format!(
            "Source: {} [{}]",
            cited(chronology, cite),
            grade_told(chronology, cite)
        ));
    }
    if !event.note.is_empty() {
        paragraphs.push(format!("Note: {}", event.note));
    }
    paragraphs.join("\n")
}

/// What the days in the calendar stand for.
fn days_told(date: &Date) -> &'static str {
    let bounds = date.bounds();
    match (date.shape(), bounds.earliest, bounds.latest) {
        (DateShape::Span, Bound::Day(_), Bound::Open) => {
            "The calendar shows when it began; it goes on, and no end is known."
        }
        (_, Bound::Day(_), Bound::Open | Bound::Unknown) => {
            "The calendar shows when it began at the earliest; its end is not known."
        }
        (_, Bound::Open | Bound::Unknown, _) => {
            "The calendar shows when it ended; its beginning is not known."
        }
        (DateShape::Span, ..) => "The calendar shows all the days that it may have lasted.",
        (DateShape::AllOf, ..) => "The calendar shows the days from the first of them to the last.",
        (_, earliest, latest) if earliest != latest => {
            "The calendar shows all the days that it may have happened on; it happened once."
        }
        _ if date.is_uncertain() || date.is_approximate() => "The day is not certain.",
        _ => "",
    }
}

/// 20231010
fn basic(day: Day) -> String {
    let (year, month, of_month) = day.civil();
    format!("{year:04}{month:02}{of_month:02}")
}

/// 20261126T101500Z; the first moment of 1970 if it is not to be said.
fn stamp(made: Option<Made>) -> String {
    let made = made.unwrap_or(Made {
        day: Day::new(0),
        second: 0,
    });
    let (hour, minute, second) = (
        made.second / 3600 % 24,
        made.second / 60 % 60,
        made.second % 60,
    );
    format!("{}T{hour:02}{minute:02}{second:02}Z", basic(made.day))
}

/// A TEXT value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' => escaped.push_str("\\n"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Content lines.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn text(&mut self, name: &str, value: &str) {
        self.add(name, &escaped(value));
    }

    /// A line, folded so that none is longer than 75 octets and none breaks inside a character.
    fn add(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            let length = character.len_utf8();
            if octets + length > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += length;
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"မြန်မာ, ".repeat(40));
        for line in lines.0.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let unfolded = lines.0.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "မြန်မာ\\, ".repeat(40)));
    }

    #[test]
    fn dates_take_the_days_that_they_allow() {
        for (written, expected) in [
            ("2023-10-10", Some(("20231010", "20231011"))),
            ("2023?-08", Some(("20230801", "20230901"))),
            ("[2023-10-10..2023-12-31]", Some(("20231010", "20240101"))),
            ("2023-10/..", Some(("20231001", "20231101"))),
            ("2023-10-05/", Some(("20231005", "20231006"))),
            ("../2023", Some(("20230101", "20240101"))),
            ("2024-06-01T00:30:00+09:00", Some(("20240601", "20240602"))),
            ("XXXX-12-25", None),
            ("-0043-03-15", None),
            ("9999-12-31", None),
            ("", None),
        ] {
            let shown = days(&Date::parse(written).unwrap())
                .map(|days| (basic(days.first), basic(days.after)));
            let shown = shown.as_ref().map(|(first, after)| (&**first, &**after));
            assert_eq!(shown, expected, "{written}");
        }
    }
}
