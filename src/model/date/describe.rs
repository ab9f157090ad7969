//! Descriptions: a date in words, as a fragment of a sentence for the detail pane.
//!
//! It says what the short form only marks: that a month is "some time in" it, which parts are uncertain or
//! approximate, and which are not known.

use edtf_core::{
    Date as Part, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Precision, Set,
    SetElement, SetKind, TimeShift, YearKind,
};

use super::Date;
use super::bounds::YEAR_LIMIT;
use super::digit_pattern::possible;
use super::from_edtf::years_of;
use super::month;
use super::single_date::{year_text, year_words};

impl Date {
    /// In a sentence: "on some day from 10 October to 31 December 2023".
    pub fn describe(&self) -> String {
        match self.edtf() {
            None => self.shown(),
            Some(Edtf::Date(date)) => moment(&date),
            Some(Edtf::DateTime(time)) => instant(&time),
            Some(Edtf::Interval(interval)) => span(&interval),
            Some(Edtf::Set(set)) => describe_set(&set),
        }
    }
}

/// "on 10 October 2023", "some time in August 2023 (the year is uncertain)".
fn moment(date: &Part) -> String {
    let doubts: Vec<String> = doubts(date)
        .iter()
        .map(|doubt| {
            let verb = if doubt.many { "are" } else { "is" };
            format!("the {} {verb} {}", doubt.subject, doubt.adjective)
        })
        .collect();
    bracketed(about(date, some_time(date)), &doubts)
}

/// Whether all of it is approximate, which "about" says.
fn is_about(date: &Part) -> bool {
    let fields = [date.day, date.month].into_iter().flatten();
    date.year.qualifier.approximate && fields.into_iter().all(|field| field.qualifier.approximate)
}

/// `text`, as "about …" where all of the date is approximate.
fn about(date: &Part, text: String) -> String {
    if !is_about(date) {
        return text;
    }
    let bare = ["on ", "some time in ", "in "]
        .into_iter()
        .find_map(|start| text.strip_prefix(start));
    format!("about {}", bare.unwrap_or(&text))
}

/// Within a span: "10 October 2023", "some time in August 2023 (year uncertain)".
fn end(date: &Part) -> String {
    let doubts: Vec<String> = doubts(date)
        .iter()
        .map(|doubt| format!("{} {}", doubt.subject, doubt.adjective))
        .collect();
    let text = about(date, some_time(date));
    let bare = ["on ", "in "]
        .into_iter()
        .find_map(|start| text.strip_prefix(start));
    bracketed(bare.unwrap_or(&text).to_owned(), &doubts)
}

fn bracketed(text: String, doubts: &[String]) -> String {
    if doubts.is_empty() {
        return text;
    }
    format!("{text} ({})", doubts.join(", "))
}

/// "on 10 October 2023", "some time in August 2023", without qualifiers.
fn some_time(date: &Part) -> String {
    let year = year_long(date);
    let Some(month) = date.month else {
        return match year {
            Some(year) => format!("some time in {year}"),
            None => "in an unknown year".to_owned(),
        };
    };
    let of_year = year.map_or_else(
        || " of an unknown year".to_owned(),
        |year| year_after(date, &year),
    );
    let Some(day) = date.day else {
        return match month_long(date, month) {
            Some(month) => format!("some time in {month}{of_year}"),
            None => format!("in an unknown month{}", of(&of_year)),
        };
    };
    let month = month_long(date, month);
    match (day_long(date, day), month) {
        (Some(DayWords::One(day)), Some(month)) if !month.contains(' ') => {
            format!("on {day} {month}{of_year}")
        }
        (Some(DayWords::One(day)), Some(month)) => format!("on day {day} of {month}{of_year}"),
        (Some(DayWords::One(day)), None) => {
            format!("on day {day} of an unknown month{}", of(&of_year))
        }
        (Some(DayWords::Some(days)), Some(month)) => format!("on {days} of {month}{of_year}"),
        (Some(DayWords::Some(days)), None) => {
            format!("on {days} of an unknown month{}", of(&of_year))
        }
        (None, Some(month)) => format!("on an unknown day of {month}{of_year}"),
        (None, None) => format!("on an unknown day{}", of(&of_year)),
    }
}

/// The year after a month: " 2023", or " of the 1560s".
fn year_after(date: &Part, year: &str) -> String {
    if date.year.value().is_some() {
        format!(" {year}")
    } else {
        format!(" of a year in {year}")
    }
}

fn of(year: &str) -> String {
    if year.starts_with(" of ") {
        year.to_owned()
    } else {
        format!(" of{year}")
    }
}

/// "2023", "the 2020s", "the years 2000 to 2099"; `None` if wholly unspecified.
fn year_long(date: &Part) -> Option<String> {
    let year = &date.year;
    let known = year
        .value()
        .filter(|value| value.unsigned_abs() <= YEAR_LIMIT.unsigned_abs());
    if let Some(value) = known {
        let said = year_words(value);
        let (first, last) = years_of(year);
        if first == last {
            return Some(said);
        }
        return Some(format!(
            "the years {} to {}, perhaps {said}",
            year_words(first),
            year_words(last)
        ));
    }
    let YearKind::Standard { digits, .. } = year.kind else {
        return Some(year_text(year));
    };
    let fill = |digit: u8| {
        digits.iter().fold(0, |year, known| {
            year * 10 + i64::from(known.unwrap_or(digit))
        })
    };
    let trailing = digits
        .iter()
        .skip_while(|digit| digit.is_some())
        .all(Option::is_none);
    match digits {
        [None, None, None, None] => None,
        [Some(_), Some(_), Some(1..), None] if fill(0) >= 1_000 => {
            Some(format!("the {}s", fill(0)))
        }
        _ if trailing => Some(format!(
            "the years {} to {}",
            year_words(fill(0)),
            year_words(fill(9))
        )),
        _ => Some(format!("the years written {}", year_text(year))),
    }
}

/// "October", "spring", "October, November or December"; `None` if wholly unspecified.
fn month_long(date: &Part, field: DateField) -> Option<String> {
    if let Some(code) = field.value() {
        return Some(month::long(code).to_owned());
    }
    if field.digits.iter().all(Option::is_none) {
        return None;
    }
    let (months, _) = possible(date);
    let months: Vec<&str> = months.into_iter().map(month::long).collect();
    Some(listed(&months, "or"))
}

enum DayWords {
    One(u8),
    Some(String),
}

/// "day 5, 15 or 25"; `None` if wholly unspecified.
fn day_long(date: &Part, field: DateField) -> Option<DayWords> {
    if let Some(day) = field.value() {
        return Some(DayWords::One(day));
    }
    let (_, days) = possible(date);
    match (field.digits, days.as_slice()) {
        ([None, None], _) => None,
        (_, [only]) => Some(DayWords::One(*only)),
        ([Some(_), None], [first, .., last]) => {
            Some(DayWords::Some(format!("one of the days {first} to {last}")))
        }
        _ => {
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            let days: Vec<&str> = days.iter().map(String::as_str).collect();
            Some(DayWords::Some(format!("day {}", listed(&days, "or"))))
        }
    }
}

/// "a, b or c".
fn listed(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

struct ComponentDoubt {
    subject: String,
    many: bool,
    adjective: &'static str,
}

/// Which components are uncertain or approximate: "the month and year are uncertain".
///
/// That all of it is approximate is said by "about".
fn doubts(date: &Part) -> Vec<ComponentDoubt> {
    let is_about = is_about(date);
    let month = match date.precision() {
        Precision::Season => "season",
        _ => "month",
    };
    let components: Vec<(&str, bool, bool)> = [
        date.day.map(|day| ("day", day.qualifier)),
        date.month.map(|field| (month, field.qualifier)),
        Some(("year", date.year.qualifier)),
    ]
    .into_iter()
    .flatten()
    .map(|(name, mark)| (name, mark.uncertain, mark.approximate && !is_about))
    .collect();
    let mut doubts = Vec::new();
    for (uncertain, approximate, adjective) in [
        (true, true, "uncertain and approximate"),
        (true, false, "uncertain"),
        (false, true, "approximate"),
    ] {
        let names: Vec<&str> = components
            .iter()
            .filter(|(_, is_uncertain, is_approximate)| {
                (*is_uncertain, *is_approximate) == (uncertain, approximate)
            })
            .map(|(name, _, _)| *name)
            .collect();
        if names.is_empty() {
            continue;
        }
        let whole = names.len() == components.len() && names.len() > 1;
        doubts.push(ComponentDoubt {
            subject: if whole {
                "whole date".to_owned()
            } else {
                listed(&names, "and")
            },
            many: names.len() > 1 && !whole,
            adjective,
        });
    }
    doubts
}

/// "on 1 June 2024 at 00:30, UTC+09:00".
fn instant(time: &DateTime) -> String {
    let day = some_time(&time.date);
    let clock = super::display::clock(time);
    match (time.time.shift, clock.split_once(' ')) {
        (Some(TimeShift::Offset { .. }), Some((clock, offset))) => {
            format!("{day} at {clock}, UTC{offset}")
        }
        (Some(_), _) => format!("{day} at {clock}"),
        (None, _) => format!("{day} at {clock}, no offset given"),
    }
}

/// "from some time in October 2023, still going on".
fn span(interval: &Interval) -> String {
    let start = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
            format!("from {}", end(date))
        }
        IntervalEndpoint::OnOrBefore(date) => format!("from {} or before", end(date)),
        IntervalEndpoint::Unknown => "from an unknown day".to_owned(),
        IntervalEndpoint::Open => {
            let end = span_end(&interval.end).unwrap_or_else(|| "any time".to_owned());
            return format!("until {end}, its start left open");
        }
    };
    match span_end(&interval.end) {
        Some(end) => format!("{start} to {end}"),
        None if interval.end == IntervalEndpoint::Open => format!("{start}, still going on"),
        None => format!("{start} to an unknown day"),
    }
}

fn span_end(endpoint: &IntervalEndpoint) -> Option<String> {
    match endpoint {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => Some(end(date)),
        IntervalEndpoint::OnOrAfter(date) => Some(format!("{} or later", end(date))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

/// "some time in 1667, or some time in December 1760".
fn describe_set(set: &Set) -> String {
    let all = set.kind == SetKind::AllMembers;
    let elements: Vec<String> = set
        .elements
        .iter()
        .map(|element| describe_element(element, all))
        .collect();
    match elements.as_slice() {
        [] => String::new(),
        [only] if matches!(set.elements.as_slice(), [SetElement::Date(_)]) => {
            format!("{only}, the only date of a list")
        }
        [only] => only.clone(),
        [most @ .., last] => {
            let word = if all { "and" } else { "or" };
            format!("{}, {word} {last}", most.join(", "))
        }
    }
}

fn describe_element(element: &SetElement, all: bool) -> String {
    match (element, all) {
        (SetElement::Date(date), _) => moment(date),
        (SetElement::OnOrBefore(date), true) => format!("{}, and all before it", moment(date)),
        (SetElement::OnOrBefore(date), false) => format!("{} or before", moment(date)),
        (SetElement::OnOrAfter(date), true) => format!("{}, and all after it", moment(date)),
        (SetElement::OnOrAfter(date), false) => format!("{} or later", moment(date)),
        (SetElement::Range(from, to), _) => {
            let unit = match (from.precision(), all) {
                (Precision::Day, true) => "on each day",
                (Precision::Day, false) => "on some day",
                (Precision::Month, true) => "in each month",
                (_, true) => "in each year",
                (_, false) => "some time",
            };
            format!("{unit} from {} to {}", bare(from, Some(to)), bare(to, None))
        }
    }
}

/// "10 October 2023", "October 2023" or "2023"; without the year if `next`, said after it, has the same.
fn bare(date: &Part, next: Option<&Part>) -> String {
    let text = some_time(date);
    let text = text
        .strip_prefix("on ")
        .or_else(|| text.strip_prefix("some time in "))
        .unwrap_or(&text);
    let same_year = next.is_some_and(|next| next.year == date.year) && date.month.is_some();
    if !same_year {
        return text.to_owned();
    }
    let year = format!(" {}", year_text(&date.year));
    text.strip_suffix(&year).unwrap_or(text).to_owned()
}
