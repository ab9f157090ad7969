//! From EDTF: a parsed expression → the compact facts that a `Date` keeps.
//!
//! The grammar is edtf-core's; what it means (days, precision, bounds, what may and must happen
//! when) is decided here, after ISO 8601-2:2019. A date whose four year digits are all unspecified
//! has no bounds: the digits name no stretch of time.

use edtf_core::{Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, Time, YearKind};

use super::bounds::{Edge, Run, YEAR_LIMIT};
use super::digit_pattern::DigitPattern;
use super::extent::{Extent, ExtentElement, PossibleDays, SetUnit};
use super::{Date, DateShape, Flags, Precision};

/// One end of a date, with its day.
type End = (Edge, i64);

/// The date that `edtf`, written so, stands for.
pub(super) fn date(written: &str, edtf: &Edtf) -> Date {
    let mut date = Date {
        written: written.into(),
        ..Date::undated()
    };
    match edtf {
        Edtf::Date(plain) => read_moment(&mut date, plain),
        Edtf::DateTime(moment) => {
            read_moment(&mut date, &moment.date);
            date.precision = Some(Precision::Time);
            date.unit = date.precision;
            (date.day_shift, date.clock) = instant(moment.time);
        }
        Edtf::Interval(interval) => read_interval(&mut date, interval),
        Edtf::Set(set) => read_set(&mut date, set),
    }
    date.flags.set(Flags::UNCERTAIN, edtf.is_uncertain());
    date.flags.set(Flags::APPROXIMATE, edtf.is_approximate());
    date
}

fn read_moment(date: &mut Date, plain: &edtf_core::Date) {
    let days = days_of(plain);
    date.shape = DateShape::Moment;
    date.precision = Some(precision(plain));
    set_bounds(date, bounds_of(plain));
    set_lead(date, plain);
    if date.bounds().run() != days.run() || matches!(days, PossibleDays::Pattern { .. }) {
        date.extent = Some(Box::new(Extent::Moment(days)));
    }
}

fn read_interval(date: &mut Date, interval: &Interval) {
    let (earliest, start) = start_of(&interval.start);
    let (latest, end) = end_of(&interval.end);
    date.shape = DateShape::Span;
    date.precision = Some(Precision::Interval);
    set_bounds(date, (earliest, latest));
    if let Some(lead) = dated(&interval.start).or_else(|| dated(&interval.end)) {
        set_lead(date, lead);
    }
    date.flags
        .set(Flags::ONGOING, interval.end == IntervalEndpoint::Open);
    date.flags
        .set(Flags::ENDS_FIRST, start.run().first > end.run().last);
    date.extent = Some(Box::new(Extent::Span { start, end }));
}

fn read_set(date: &mut Date, set: &Set) {
    date.shape = match set.kind {
        SetKind::AllMembers => DateShape::AllOf,
        SetKind::OneMember => DateShape::OneOf,
    };
    date.precision = Some(Precision::Set);
    let mut earliest: Option<(End, &edtf_core::Date)> = None;
    let mut latest: Option<End> = None;
    let mut elements = Vec::with_capacity(set.elements.len());
    for element in &set.elements {
        let ((first, last), lead, mut part) = read_element(element);
        if set.kind == SetKind::OneMember {
            part.each = None;
        }
        if earliest.is_none_or(|(known, _)| first < known) {
            earliest = Some((first, lead));
        }
        if latest.is_none_or(|known| later(last) > later(known)) {
            latest = Some(last);
        }
        elements.push(part);
    }
    if let (Some((first, lead)), Some(last)) = (earliest, latest) {
        set_bounds(date, (first, last));
        set_lead(date, lead);
    }
    let plain = match elements.as_slice() {
        [only] => only.each.is_none() && only.days == PossibleDays::Run(date.bounds().run()),
        _ => false,
    };
    if !plain {
        date.extent = Some(Box::new(Extent::Set(elements.into())));
    }
}

/// How late a latest bound is: a day, then unknown, then open.
fn later((edge, day): End) -> (u8, i64) {
    match edge {
        Edge::Day => (0, day),
        Edge::Unknown => (1, 0),
        Edge::Open => (2, 0),
    }
}

fn read_element(element: &SetElement) -> ((End, End), &edtf_core::Date, ExtentElement) {
    match element {
        SetElement::Date(date) => {
            let element = ExtentElement {
                days: days_of(date),
                each: None,
            };
            (bounds_of(date), date, element)
        }
        SetElement::OnOrBefore(date) => {
            let (_, last) = bounds_of(date);
            let run = Run {
                first: i64::MIN,
                last: days_of(date).run().last,
            };
            (((Edge::Open, 0), last), date, each(run, date))
        }
        SetElement::OnOrAfter(date) => {
            let (first, _) = bounds_of(date);
            let run = Run {
                first: days_of(date).run().first,
                last: i64::MAX,
            };
            ((first, (Edge::Open, 0)), date, each(run, date))
        }
        SetElement::Range(from, to) => {
            let run = Run {
                first: days_of(from).run().first,
                last: days_of(to).run().last,
            };
            ((bounds_of(from).0, bounds_of(to).1), from, each(run, from))
        }
    }
}

/// A run of units as fine as `date`; of nothing finer than itself if `date` is no plain unit.
fn each(run: Run, date: &edtf_core::Date) -> ExtentElement {
    let unit = match date.precision() {
        _ if date.has_unspecified() || date.year.significant_digits.is_some() => None,
        edtf_core::Precision::Day => Some(SetUnit::Day),
        edtf_core::Precision::Month => Some(SetUnit::Month),
        edtf_core::Precision::Year => Some(SetUnit::Year),
        edtf_core::Precision::Season => None,
    };
    ExtentElement {
        days: PossibleDays::Run(run),
        each: unit,
    }
}

fn set_bounds(date: &mut Date, (earliest, latest): (End, End)) {
    (date.earliest, date.first) = earliest;
    (date.latest, date.last) = latest;
}

/// Keeps what the heading needs to know of the date that stands first.
fn set_lead(date: &mut Date, lead: &edtf_core::Date) {
    date.flags
        .set(Flags::YEAR_UNCERTAIN, lead.year.qualifier.uncertain);
    date.unit = Some(precision(lead));
    let month = lead.month.and_then(edtf_core::DateField::value);
    date.flags
        .set(Flags::HEADING_MONTH, month.is_some_and(|month| month <= 12));
}

fn dated(endpoint: &IntervalEndpoint) -> Option<&edtf_core::Date> {
    match endpoint {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn start_of(endpoint: &IntervalEndpoint) -> (End, PossibleDays) {
    match endpoint {
        IntervalEndpoint::Open => ((Edge::Open, 0), at(i64::MIN, i64::MIN)),
        IntervalEndpoint::Unknown => ((Edge::Unknown, 0), PossibleDays::Run(Run::ALL)),
        IntervalEndpoint::Date(date) => (bounds_of(date).0, days_of(date)),
        IntervalEndpoint::OnOrBefore(date) => {
            ((Edge::Open, 0), at(i64::MIN, days_of(date).run().last))
        }
        IntervalEndpoint::OnOrAfter(date) => {
            (bounds_of(date).0, at(days_of(date).run().first, i64::MAX))
        }
    }
}

fn end_of(endpoint: &IntervalEndpoint) -> (End, PossibleDays) {
    match endpoint {
        IntervalEndpoint::Open => ((Edge::Open, 0), at(i64::MAX, i64::MAX)),
        IntervalEndpoint::Unknown => ((Edge::Unknown, 0), PossibleDays::Run(Run::ALL)),
        IntervalEndpoint::Date(date) => (bounds_of(date).1, days_of(date)),
        IntervalEndpoint::OnOrBefore(date) => {
            (bounds_of(date).1, at(i64::MIN, days_of(date).run().last))
        }
        IntervalEndpoint::OnOrAfter(date) => {
            ((Edge::Open, 0), at(days_of(date).run().first, i64::MAX))
        }
    }
}

fn at(first: i64, last: i64) -> PossibleDays {
    PossibleDays::Run(Run { first, last })
}

/// The days that a date may mean; qualifiers play no part.
fn days_of(date: &edtf_core::Date) -> PossibleDays {
    let Some(pattern) = DigitPattern::of(date) else {
        let (first, last) = years_of(&date.year);
        return PossibleDays::Run(Run::of_years(first, last));
    };
    let run = pattern.bounds().unwrap_or(Run::ALL);
    if pattern.is_run() {
        return PossibleDays::Run(run);
    }
    PossibleDays::Pattern { run, pattern }
}

/// The bounds of one date; unknown if its year is wholly unspecified.
fn bounds_of(date: &edtf_core::Date) -> (End, End) {
    if is_yearless(date) {
        return ((Edge::Unknown, 0), (Edge::Unknown, 0));
    }
    let run = days_of(date).run();
    ((Edge::Day, run.first), (Edge::Day, run.last))
}

fn is_yearless(date: &edtf_core::Date) -> bool {
    matches!(date.year.kind, YearKind::Standard { digits, .. } if digits.iter().all(Option::is_none))
}

/// The first and last year that a year with all its digits allows (ISO 8601-2:2019 clause 4.4.3: of
/// significant digits the leading ones stand, and the rest are swept from 0 to 9). Years beyond the
/// limit are held just past it.
pub(super) fn years_of(year: &edtf_core::Year) -> (i64, i64) {
    let (negative, size, width) = match year.kind {
        YearKind::Standard { negative, .. } => (negative, year.value().map(i64::unsigned_abs), 4),
        YearKind::Big { value } => (value < 0, Some(value.unsigned_abs()), digits_in(value)),
        YearKind::Exponential {
            significand,
            exponent,
        } => (
            significand < 0,
            year.value().map(i64::unsigned_abs),
            digits_in(significand).saturating_add(exponent),
        ),
    };
    let size = size.map_or(i128::MAX, i128::from);
    let swept = year
        .significant_digits
        .map_or(0, |digits| width.saturating_sub(digits));
    let step = 10_i128.checked_pow(swept).unwrap_or(i128::MAX);
    let low = size - size.rem_euclid(step);
    let high = low.saturating_add(step - 1);
    if negative {
        (held(-high), held(-low))
    } else {
        (held(low), held(high))
    }
}

fn held(year: i128) -> i64 {
    let limit = i128::from(YEAR_LIMIT) + 1;
    i64::try_from(year.clamp(-limit, limit)).unwrap_or(YEAR_LIMIT)
}

fn digits_in(value: i64) -> u32 {
    value.unsigned_abs().checked_ilog10().unwrap_or(0) + 1
}

/// How finely a date is given. Parts at its end that are wholly unspecified do not count: `1985-04-XX`
/// is as fine as a month, `202X` as a decade.
pub(super) fn precision(date: &edtf_core::Date) -> Precision {
    if date.day.is_some_and(is_given) {
        return Precision::Day;
    }
    match date.month {
        Some(month) if month.value().is_some_and(|code| code > 12) => Precision::Season,
        Some(month) if is_given(month) => Precision::Month,
        _ => year_precision(&date.year),
    }
}

/// Whether one digit at least is specified.
pub(super) fn is_given(field: edtf_core::DateField) -> bool {
    field.digits.iter().any(Option::is_some)
}

fn year_precision(year: &edtf_core::Year) -> Precision {
    let swept = match (year.kind, year.significant_digits) {
        (YearKind::Standard { digits, .. }, None) => digits
            .iter()
            .rev()
            .take_while(|digit| digit.is_none())
            .count(),
        (_, None) => 0,
        (_, Some(_)) => {
            let (first, last) = years_of(year);
            match last.saturating_sub(first) {
                0 => 0,
                1..10 => 1,
                10..100 => 2,
                _ => 3,
            }
        }
    };
    match swept {
        0 => Precision::Year,
        1 => Precision::Decade,
        2 => Precision::Century,
        _ => Precision::Millennium,
    }
}

/// The instant of a time: which day in UTC it falls on, counted from the day as written, and the half
/// seconds since that day's midnight. A time without an offset is taken as it stands.
fn instant(time: Time) -> (i8, u32) {
    let leap = time.second == 60;
    let second = if leap { 59 } else { i32::from(time.second) };
    let offset = match time.shift {
        Some(edtf_core::TimeShift::Offset { minutes, .. }) => i32::from(minutes),
        Some(edtf_core::TimeShift::Utc) | None => 0,
    };
    let minutes = i32::from(time.hour) * 60 + i32::from(time.minute) - offset;
    let seconds = minutes * 60 + second;
    let half_seconds = seconds.rem_euclid(86_400) * 2 + i32::from(leap);
    (
        i8::try_from(seconds.div_euclid(86_400)).unwrap_or(0),
        u32::try_from(half_seconds).unwrap_or(0),
    )
}
