//! Display: a date in full in short words, never narrower than written.
//!
//! A span has a dash (–), a one-of a dotted one (‥), an all-of "and" or "each". Two ends in one year
//! share it, two days in one month share both.

use std::fmt;

use edtf_core::{
    Date as Part, DateTime, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, TimeShift,
};

use super::day::Day;
use super::from_edtf::is_given;
use super::month;
use super::single_date::{Cut, show, year_words};
use super::{Date, fast_path};

impl Date {
    /// In full: "10 Oct 2023", "Aug 2023?", "Oct 2023 – ongoing", "10 Oct ‥ 31 Dec 2023"; "undated".
    ///
    /// `?` follows each uncertain component; "c." covers what follows it, brackets show where only some is
    /// approximate. Years from 1 to 999 and beyond 9999 say CE, those before BCE. Two dates that mean
    /// different days or qualify different components are never shown alike.
    pub fn shown(&self) -> String {
        if let Some(shown) = fast_path::shown(&self.written) {
            return shown;
        }
        match self.edtf() {
            Some(edtf) => edtf_shown(&edtf),
            None if self.is_unreadable() => format!("unreadable: {}", self.written()),
            None => "undated".to_owned(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.shown())
    }
}

impl Day {
    /// In short words: "10 Oct 2023", "15 Mar 44 BCE".
    pub fn words(self) -> String {
        let (year, month, day) = self.civil();
        format!("{day} {} {}", month::short(month), year_words(year))
    }
}

pub(super) fn edtf_shown(edtf: &Edtf) -> String {
    match edtf {
        Edtf::Date(date) => show(date, Cut::Whole),
        Edtf::DateTime(moment) => {
            format!("{} {}", show(&moment.date, Cut::Whole), clock(moment))
        }
        Edtf::Interval(interval) => interval_shown(interval, &show),
        Edtf::Set(set) => set_shown(set, &show),
    }
}

/// The time of day as written: "00:30 +09:00", "23:20:30 UTC". Seconds are left out if 0.
pub(super) fn clock(moment: &DateTime) -> String {
    let offset = match moment.time.shift {
        None => String::new(),
        Some(TimeShift::Utc) => " UTC".to_owned(),
        Some(TimeShift::Offset {
            minutes,
            hours_only,
        }) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let size = minutes.unsigned_abs();
            let rest = if hours_only {
                String::new()
            } else {
                format!(":{:02}", size % 60)
            };
            format!(" {sign}{:02}{rest}", size / 60)
        }
    };
    format!("{}{offset}", clock_without_zone(moment))
}

/// The same without the offset: "23:20:30".
pub(super) fn clock_without_zone(moment: &DateTime) -> String {
    let time = moment.time;
    let seconds = match time.second {
        0 => String::new(),
        second => format!(":{second:02}"),
    };
    format!("{:02}:{:02}{seconds}", time.hour, time.minute)
}

/// How one date of an expression is shown.
pub(super) type ShowPart<'a> = &'a dyn Fn(&Part, Cut) -> String;

/// "Sep – Nov 2023", "Oct 2023 – ongoing", "Oct 2023 – ?", "? – 1985", "until 1985".
pub(super) fn interval_shown(interval: &Interval, part: ShowPart<'_>) -> String {
    let end = match &interval.end {
        IntervalEndpoint::Open => "ongoing".to_owned(),
        IntervalEndpoint::Unknown => "?".to_owned(),
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => part(date, Cut::Whole),
        IntervalEndpoint::OnOrAfter(date) => format!("{} or later", part(date, Cut::Whole)),
    };
    match (&interval.start, &interval.end) {
        (IntervalEndpoint::Open, _) => format!("until {end}"),
        (IntervalEndpoint::Unknown, _) => format!("? – {end}"),
        (IntervalEndpoint::OnOrBefore(start), _) => {
            format!("{} or before – {end}", part(start, Cut::Whole))
        }
        (IntervalEndpoint::Date(start), IntervalEndpoint::Date(date)) => {
            format!("{} – {end}", part(start, shared_cut(start, date)))
        }
        (IntervalEndpoint::Date(start) | IntervalEndpoint::OnOrAfter(start), _) => {
            format!("{} – {end}", part(start, Cut::Whole))
        }
    }
}

/// "1667, 1668 or 1670 ‥ 1672", "1960 and Dec 1961", "1984 or before".
pub(super) fn set_shown(set: &Set, part: ShowPart<'_>) -> String {
    let all = set.kind == SetKind::AllMembers;
    let (word, or_before, or_later) = if all {
        ("and", "and all before", "and all later")
    } else {
        ("or", "or before", "or later")
    };
    let mut rest = set.elements.as_slice();
    if let [SetElement::Date(only)] = rest {
        let only = part(only, Cut::Whole);
        return if all {
            format!("each of {only}")
        } else {
            format!("one of {only}")
        };
    }
    let mut text = String::new();
    while let [element, after @ ..] = rest {
        rest = after;
        let next = after.first();
        let shown = match element {
            SetElement::Date(date) => match next {
                Some(SetElement::Date(next)) => part(date, shared_cut(date, next).keep_month()),
                _ => part(date, Cut::Whole),
            },
            SetElement::OnOrBefore(date) => format!("{} {or_before}", part(date, Cut::Whole)),
            SetElement::OnOrAfter(date) => format!("{} {or_later}", part(date, Cut::Whole)),
            SetElement::Range(from, to) => {
                let each = if all { "each " } else { "" };
                let from = part(from, shared_cut(from, to));
                format!("{each}{from} ‥ {}", part(to, Cut::Whole))
            }
        };
        text.push_str(&shown);
        match next {
            None => {}
            Some(_) if after.len() > 1 => text.push_str(", "),
            Some(_) => text.extend([" ", word, " "]),
        }
    }
    text
}

/// What may be left out of `first` because `second`, shown after it, says the same.
pub(super) fn shared_cut(first: &Part, second: &Part) -> Cut {
    let (Some(month), Some(other)) = (first.month, second.month) else {
        return Cut::Whole;
    };
    // "? – Jul 2004" would be a start that is not known at all.
    if first.year != second.year || first.year.has_unspecified() || !is_given(month) {
        return Cut::Whole;
    }
    let both_days = first.day.is_some() && second.day.is_some();
    let about = first.year.qualifier.approximate || month.qualifier.approximate;
    if both_days && month == other && !month.has_unspecified() && !about {
        return Cut::NoMonth;
    }
    Cut::NoYear
}
