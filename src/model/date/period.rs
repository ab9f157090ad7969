//! Periods: what people type for a stretch of time, read against today's date if it is known.
//!
//! A period is the days between two bounds. What names no one stretch of whole days (an unknown year, some day of
//! an unknown month, several dates, a clock time) is refused, with what to write instead; nothing is dropped in
//! silence.

use super::day::{Day, days_in_month, year_edtf};
use super::extent::{Extent, PossibleDays};
use super::natural::{LONGEST, normal};
use super::parse::parse_natural;
use super::{Bound, Date, DateError, DateShape};

/// Reads a period: everything that `parse_natural` reads and that is one stretch of days; "today", "yesterday",
/// "this year", "last month"; "early 2023", "mid oct 2023", "late 1980s" (thirds of it); "before 2023", "after 2023".
///
/// # Errors
///
/// As `parse_natural`; where `text` needs today's date and `today` is `None`; where it is no one stretch of days.
pub fn parse_period(text: &str, today: Option<Day>) -> Result<Date, DateError> {
    let typed = normal(text);
    if typed.len() > LONGEST {
        return parse_natural(text);
    }
    if let Some(word) = Relative::read(&typed) {
        let today = today.ok_or_else(|| DateError {
            message: format!("“{typed}” needs today's date, which is not known here"),
            at: 0,
            help: Some("write the period, as in 2023-10".to_owned()),
        })?;
        return span(word.days(today));
    }
    if let Some((third, rest)) = third(&typed) {
        let (first, last) = both(&parse_period(rest, today)?, rest)?;
        return span(third_of(first, last, third));
    }
    for (word, is_before) in [("before ", true), ("after ", false)] {
        if let Some(rest) = typed.strip_prefix(word) {
            let (first, last) = both(&parse_period(rest, today)?, rest)?;
            return if is_before {
                open(&format!("../{}", edtf(first.plus(-1))?))
            } else {
                open(&format!("{}/..", edtf(last.plus(1))?))
            };
        }
    }
    let date = parse_natural(text)?;
    refuse(&date)?;
    match date.shape() {
        // A week is read as "on one of its days", the second century BCE as "in one of its years"; as periods they are all of them.
        DateShape::OneOf => match both(&date, text) {
            Ok(days) => span(days),
            Err(_) => Ok(date),
        },
        DateShape::Undated
        | DateShape::Unreadable
        | DateShape::Moment
        | DateShape::Span
        | DateShape::AllOf => Ok(date),
    }
}

fn open(edtf: &str) -> Result<Date, DateError> {
    Date::parse(edtf)
}

/// The span of days, in whole years or months where it is of such.
fn span((first, last): (Day, Day)) -> Result<Date, DateError> {
    let (year, month, day) = first.civil();
    let (next_year, next_month, next_day) = last.plus(1).civil();
    let (last_year, last_month, _) = last.civil();
    let is_months = day == 1 && next_day == 1;
    let month_edtf = |year: i64, month: u8| format!("{}-{month:02}", year_edtf(year));
    let (start, end) = if is_months && month == 1 && next_month == 1 {
        (year_edtf(year), year_edtf(next_year - 1))
    } else if is_months && year.abs().max(last_year.abs()) <= 9_999 {
        (month_edtf(year, month), month_edtf(last_year, last_month))
    } else {
        (edtf(first)?, edtf(last)?)
    };
    if start == end {
        return Date::parse(&start);
    }
    Date::parse(&format!("{start}/{end}"))
}

fn edtf(day: Day) -> Result<String, DateError> {
    day.edtf().ok_or_else(|| {
        wrong(
            "EDTF has no days in years of more than four digits",
            "write whole years, as in Y-12000/Y-11000",
        )
    })
}

fn wrong(message: &str, help: &str) -> DateError {
    DateError {
        message: message.to_owned(),
        at: 0,
        help: Some(help.to_owned()),
    }
}

/// The first and last day.
fn both(date: &Date, text: &str) -> Result<(Day, Day), DateError> {
    let bounds = date.bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Day(first), Bound::Day(last)) => Ok((first, last)),
        _ => Err(wrong(
            &format!(
                "“{}” does not end on both sides",
                super::error::quoted(text)
            ),
            "write a period that does, as in 2023",
        )),
    }
}

/// Refuses what is no one stretch of whole days.
fn refuse(date: &Date) -> Result<(), DateError> {
    let written = date.written();
    if written.contains('T') {
        let day = written.split('T').next().unwrap_or_default();
        let help = format!(
            "write the day, as in {}",
            day.trim_start_matches(['[', '{'])
        );
        return Err(wrong(
            "a period is made of whole days, without clock times",
            &help,
        ));
    }
    if written.contains("XXXX") {
        return Err(wrong(
            "a period needs a year; this is a part of every year",
            &format!(
                "write the year, as in {}",
                written.replacen("XXXX", "2023", 1)
            ),
        ));
    }
    let gap = |days: &PossibleDays| matches!(days, PossibleDays::Pattern { .. });
    match date.extent.as_deref() {
        Some(Extent::Moment(days)) if gap(days) => Err(scattered(written)),
        Some(Extent::Span { start, end }) if gap(start) || gap(end) => Err(scattered(written)),
        Some(Extent::Set(elements)) if elements.len() > 1 => Err(wrong(
            "several dates are no one stretch of time",
            "ask for one or the other with |, as in during:1960 | during:1962",
        )),
        Some(Extent::Set(elements)) if elements.iter().any(|element| gap(&element.days)) => {
            Err(scattered(written))
        }
        _ => Ok(()),
    }
}

/// Of "2023-XX-05", whose days lie apart.
fn scattered(written: &str) -> DateError {
    let year = written
        .split('-')
        .next()
        .filter(|year| year.len() == 4 && !year.contains('X'))
        .unwrap_or("2023");
    wrong(
        "its days lie apart, and a period is one stretch of time",
        &format!("write all of it, as in {year}, or one part, as in {year}-10"),
    )
}

/// A stretch of time that is told from today.
enum Relative {
    /// That many days on.
    Day(i64),
    /// That many weeks on, Monday to Sunday.
    Week(i64),
    /// That many months on.
    Month(i64),
    /// That many years on.
    Year(i64),
}

impl Relative {
    fn read(typed: &str) -> Option<Self> {
        match typed {
            "today" => return Some(Self::Day(0)),
            "yesterday" => return Some(Self::Day(-1)),
            "tomorrow" => return Some(Self::Day(1)),
            _ => {}
        }
        let (which, unit) = typed.split_once([' ', '-'])?;
        let by = match which {
            "this" => 0,
            "last" | "previous" => -1,
            "next" => 1,
            _ => return None,
        };
        match unit {
            "week" => Some(Self::Week(by)),
            "month" => Some(Self::Month(by)),
            "year" => Some(Self::Year(by)),
            _ => None,
        }
    }

    fn days(&self, today: Day) -> (Day, Day) {
        let (year, month, _) = today.civil();
        match *self {
            Self::Day(by) => (today.plus(by), today.plus(by)),
            Self::Week(by) => {
                // Day 0, 1 January 1970, was a Thursday.
                let monday = today.plus(7 * by - (today.number() + 3).rem_euclid(7));
                (monday, monday.plus(6))
            }
            Self::Month(by) => {
                let count = year * 12 + i64::from(month) - 1 + by;
                let year = count.div_euclid(12);
                let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
                (
                    Day::from_civil(year, month, 1).unwrap_or(today),
                    Day::from_civil(year, month, days_in_month(year, month)).unwrap_or(today),
                )
            }
            Self::Year(by) => (
                Day::from_civil(year + by, 1, 1).unwrap_or(today),
                Day::from_civil(year + by, 12, 31).unwrap_or(today),
            ),
        }
    }
}

/// "early 2023": which third (0–2), and of what.
fn third(typed: &str) -> Option<(i64, &str)> {
    let words = [("early", 0), ("mid", 1), ("middle", 1), ("late", 2)];
    words.into_iter().find_map(|(word, third)| {
        let rest = typed.strip_prefix(word)?;
        let rest = rest.strip_prefix([' ', '-'])?;
        Some((third, rest.strip_prefix("of ").unwrap_or(rest)))
    })
}

/// A third of the days from `first` to `last`, in whole years or months if there are as many as three.
fn third_of(first: Day, last: Day, third: i64) -> (Day, Day) {
    let (first_year, first_month, _) = first.civil();
    let (last_year, last_month, _) = last.plus(1).civil();
    let months = (last_year - first_year) * 12 + i64::from(last_month) - i64::from(first_month);
    let whole = if last_year - first_year >= 3 { 12 } else { 1 };
    let begins = |nth: i64| -> Day {
        if months < 3 {
            return first.plus((last.number() - first.number() + 1) * nth / 3);
        }
        let count = months / whole * nth / 3 * whole;
        let month = first_year * 12 + i64::from(first_month) - 1 + count;
        let of_year = u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
        Day::from_civil(month.div_euclid(12), of_year, 1).unwrap_or(first)
    };
    (begins(third), begins(third + 1).plus(-1).min(last))
}
