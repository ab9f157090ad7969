//! iCalendar (RFC 5545): all-day events. A calendar knows days only, so a fuzzy date takes all the days that
//! it allows, and summary and description say what is really known.
//!
//! What has no day in the years 1 to 9999 can't stand in a calendar: it is counted in
//! `X-DATELINE-LEFT-OUT` and in a remark. Times are not shifted to UTC: the day is the one written, the time
//! stands in the text. `X-DATELINE-` lines hold the date as EDTF and whatever else a calendar has no lines for, so that it reads back.

use std::collections::HashSet;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Exported, Exporter, Extract, Made};
use crate::format::document::detail::EventDetail;
use crate::format::document::escape::ics::{Lines, escape};
use crate::format::document::words::{counted, is_web_address, joined, marked_status, with};
use crate::model::date::{Bound, Date, DateShape, Day, Precision};
use crate::model::text::one_line;
use crate::model::{Bearing, Event, Status};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "ics",
    extensions: &["ics"],
    about: "A calendar: fuzzy dates on all the days that they allow, and said so",
    write,
};

fn write(extract: &Extract<'_>) -> Exported {
    let mut body = Lines::default();
    let mut left_out = 0;
    let title = extract.chronology.title();
    for detail in extract.details() {
        match days(&detail.event.date) {
            Some(days) => component(&mut body, &detail, days, title, extract.made),
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
        remarks: match left_out {
            0 => Vec::new(),
            _ => vec![format!(
                "{} left out of the calendar: undated, unreadable, or outside the years 1 to 9999",
                counted(left_out, "event", "events")
            )],
        },
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
    detail: &EventDetail<'_>,
    days: Days,
    chronology: &str,
    made: Option<Made>,
) {
    lines.add("BEGIN", "VEVENT");
    lines.text("UID", &uid(chronology, detail.id));
    lines.add("DTSTAMP", &stamp(made));
    lines.add("DTSTART;VALUE=DATE", &basic(days.first));
    lines.add("DTEND;VALUE=DATE", &basic(days.after));
    let summary = summary(detail.event);
    lines.text("SUMMARY", &summary);
    lines.text("DESCRIPTION", &description(detail));
    if !detail.places.is_empty() {
        lines.text("LOCATION", &detail.paths());
    }
    let mut seen = HashSet::new();
    let categories: Vec<String> = std::iter::once(&detail.kind)
        .chain(&detail.tags)
        .filter(|word| !word.is_empty() && seen.insert(word.to_lowercase()))
        .map(|word| escape(word))
        .collect();
    if let Some(url) = url(detail) {
        lines.add("URL", url);
    }
    if !categories.is_empty() {
        lines.add("CATEGORIES", &categories.join(","));
    }
    if categories.len() < detail.tags.len() + usize::from(!detail.kind.is_empty()) {
        // A tag that says what the kind or another tag says stands here alone.
        let tags: Vec<String> = detail.tags.iter().map(|tag| escape(tag)).collect();
        lines.add("X-DATELINE-TAGS", &tags.join(","));
    }
    twins(lines, detail, &summary);
    lines.add("TRANSP", "TRANSPARENT");
    lines.add("END", "VEVENT");
}

/// "sanctions.4f2a91c07be3d5f8@dateline": the same in each export of the event, another for the event of that id in another
/// chronology (RFC 5545, 3.8.4.7, wants it globally unique).
fn uid(chronology: &str, id: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(chronology);
    digest.update([0]);
    digest.update(id);
    let mut uid = format!("{id}.");
    for byte in digest.finalize().iter().take(8) {
        let _ = write!(uid, "{byte:02x}");
    }
    uid.push_str("@dateline");
    uid
}

/// The address of the first source on the web that supports it.
fn url<'a>(detail: &EventDetail<'a>) -> Option<&'a str> {
    let supporting = detail
        .cites
        .iter()
        .filter(|cite| cite.cite.bearing == Bearing::Supports);
    let mut addresses = supporting.map(|cite| &*cite.cited.origin);
    addresses.find(|address| is_web_address(address))
}

/// What no line of a calendar says, for `import::ics`.
fn twins(lines: &mut Lines, detail: &EventDetail<'_>, summary: &str) {
    let event = detail.event;
    let title = if summary == detail.title {
        ""
    } else {
        detail.title
    };
    lines.text("X-DATELINE-EDTF", event.date.written());
    for (name, value) in [
        ("X-DATELINE-DATE-NOTE", detail.date_note),
        (
            "X-DATELINE-INFERRED",
            if event.inferred { "TRUE" } else { "" },
        ),
        ("X-DATELINE-TITLE", title),
        ("X-DATELINE-SUMMARY", detail.summary),
        ("X-DATELINE-KIND", detail.kind),
        ("X-DATELINE-STATUS", detail.status.unwrap_or_default()),
    ] {
        if !value.is_empty() {
            lines.text(name, value);
        }
    }
}

/// "Title", "Title (c. Oct 2023; alleged; ≠ disputed)".
fn summary(event: &Event) -> String {
    let date = if is_plain_day(&event.date) && !event.inferred {
        String::new()
    } else {
        event.date_shown()
    };
    let status = match event.status {
        Status::Alleged | Status::Assessed | Status::Denied => event.status.word(),
        Status::Announced | Status::Confirmed | Status::Reported | Status::Unstated => "",
    };
    let disputed = if event.disputed { "≠ disputed" } else { "" };
    with(
        &one_line(&event.title),
        &joined([&date, status, disputed], "; "),
    )
}

/// Whether it is one day for sure: nothing about it needs saying beside a calendar's day.
fn is_plain_day(date: &Date) -> bool {
    date.shape() == DateShape::Moment
        && date.precision() == Some(Precision::Day)
        && !date.is_uncertain()
        && !date.is_approximate()
        && date.bounds().earliest == date.bounds().latest
}

fn description(detail: &EventDetail<'_>) -> String {
    let event = detail.event;
    let mut text = format!("When: {}.", event.date_description());
    let mut add = |before: &str, words: &str| {
        if !words.is_empty() {
            text.extend([before, words]);
        }
    };
    add(" ", days_told(&event.date));
    add("\nDate: ", &event.date_basis());
    let status = with(&marked_status(event), event.status.meaning());
    add("\nStatus: ", &status);
    if detail.possible {
        add(
            "\n",
            "It is possible, not certain, that it falls in the period asked for.",
        );
    }
    add("\n", detail.summary);
    add("\nWho: ", &detail.who());
    for claim in &detail.claims {
        add("\n≠ ", &claim.words());
    }
    for cite in &detail.cites {
        let source = format!("{} [{}]", cite.words(), cite.grade_meaning());
        add("\nSource: ", &source);
    }
    add("\nNote: ", detail.note);
    text
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

#[cfg(test)]
mod tests {
    use super::*;

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
