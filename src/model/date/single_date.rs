//! Single dates: one date of an expression in short words, each unsure component with its own mark.
//!
//! `?` follows each uncertain component. "c." covers all that follows it in the date; where only some
//! of it is approximate, brackets show how far it reaches: "c. Oct 2023" (all), "Oct c. 2023" (the year), "(c. Oct)
//! 2023" (the month). A component that is wholly unspecified is `?`, a year `????`; single digits are `X`.

use edtf_core::{Date, DateField, Qualifier, Year, YearKind};

use super::bounds::YEAR_LIMIT;
use super::digit_pattern::possible;
use super::from_edtf::years_of;
use super::month;

/// How much of a date to show; the rest is said beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Day, month and year.
    Whole,
    /// Day and month.
    NoYear,
    /// The day alone.
    NoMonth,
    /// Month and year, though there is a day.
    NoDay,
    /// The month alone.
    MonthOnly,
}

impl Cut {
    /// The same, but never without the month.
    pub fn keep_month(self) -> Self {
        if self == Self::NoMonth {
            Self::NoYear
        } else {
            self
        }
    }
}

/// A date in short words: "10 Oct 2023", "Aug 2023?", "c. 1984".
pub(super) fn show(date: &Date, cut: Cut) -> String {
    let year = (year_text(&date.year), date.year.qualifier);
    let month = date
        .month
        .map(|field| (month_text(date, field), field.qualifier));
    let day = date.day.map(|field| (day_text(field), field.qualifier));
    let with_day = !matches!(cut, Cut::NoDay | Cut::MonthOnly);
    let all: Vec<(String, Qualifier)> = [day.filter(|_| with_day), month, Some(year)]
        .into_iter()
        .flatten()
        .collect();
    let hidden = match cut {
        Cut::Whole | Cut::NoDay => 0,
        Cut::NoYear | Cut::MonthOnly => 1,
        Cut::NoMonth => 2,
    };
    join(&all, all.len().saturating_sub(hidden))
}

/// The first `shown` components, with marks as if all were shown.
fn join(all: &[(String, Qualifier)], shown: usize) -> String {
    let exact_after = |place: usize| {
        all.iter()
            .skip(place)
            .any(|(_, qualifier)| !qualifier.approximate)
    };
    let mut text = String::new();
    let mut about = false;
    let mut bracket = false;
    for (place, (component, qualifier)) in all.iter().enumerate().take(shown) {
        if bracket && !qualifier.approximate {
            text.push(')');
            bracket = false;
        }
        if place > 0 {
            text.push(' ');
        }
        if qualifier.approximate && !about {
            bracket = exact_after(place);
            text.push_str(if bracket { "(c. " } else { "c. " });
        }
        about = qualifier.approximate;
        text.push_str(component);
        if qualifier.uncertain {
            text.push('?');
        }
    }
    if bracket {
        text.push(')');
    }
    text
}

fn digit_text(digits: &[Option<u8>]) -> String {
    digits
        .iter()
        .map(|digit| {
            digit
                .and_then(|digit| char::from_digit(digit.into(), 10))
                .unwrap_or('X')
        })
        .collect()
}

fn day_text(field: DateField) -> String {
    match field.value() {
        Some(day) => day.to_string(),
        None if field.digits.iter().all(Option::is_none) => "?".to_owned(),
        None => digit_text(&field.digits),
    }
}

/// "Oct", "spring", "?", or all months that the digits allow: "Feb/Dec".
fn month_text(date: &Date, field: DateField) -> String {
    if let Some(code) = field.value() {
        return month::short(code).to_owned();
    }
    if field.digits.iter().all(Option::is_none) {
        return "?".to_owned();
    }
    let (months, _) = possible(date);
    let months: Vec<&str> = months.into_iter().map(month::short).collect();
    match months.as_slice() {
        [first, _, _, _, .., last] => format!("{first}/…/{last}"),
        _ => months.join("/"),
    }
}

/// "2023", "94 CE", "44 BCE", "2020s", "1900–1909", "20XX", "????", "1950 (1900–1999)".
pub(super) fn year_text(year: &Year) -> String {
    if let (YearKind::Standard { digits, .. }, None) = (year.kind, year.value()) {
        return masked_year(digits);
    }
    let said = match (year.value(), year.kind) {
        (
            None,
            YearKind::Exponential {
                significand,
                exponent,
            },
        ) => format!("year {}×10^{exponent}", signed(significand)),
        (value, _) => year_words(value.unwrap_or(0)),
    };
    if year.significant_digits.is_none() {
        return said;
    }
    let beyond = year
        .value()
        .is_none_or(|value| value.unsigned_abs() > YEAR_LIMIT.unsigned_abs());
    if let (true, Some(digits)) = (beyond, year.significant_digits) {
        return format!("{said} ({digits} significant digits)");
    }
    let (first, last) = years_of(year);
    if first == last {
        return said;
    }
    format!("{said} ({})", year_range(first, last))
}

/// An astronomical year as people write it: "2023", "94 CE", "1 BCE" for 0, "12,024 CE".
pub fn year_words(year: i64) -> String {
    match year {
        1_000..=9_999 => year.to_string(),
        1.. => format!("{} CE", grouped(year.unsigned_abs())),
        _ => format!("{} BCE", grouped(year.unsigned_abs().saturating_add(1))),
    }
}

/// "1900–1999", "2,000–1,901 BCE", "1 BCE – 999 CE".
pub fn year_range(first: i64, last: i64) -> String {
    let (start, end) = (year_words(first), year_words(last));
    for era in [" BCE", " CE"] {
        if let (Some(bare), true) = (start.strip_suffix(era), end.ends_with(era)) {
            return format!("{bare}–{end}");
        }
    }
    if start.contains(' ') || end.contains(' ') {
        return format!("{start} – {end}");
    }
    format!("{start}–{end}")
}

fn signed(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", value.unsigned_abs())
}

/// Thousands in groups from 10,000 on.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    if value < 10_000 {
        return digits;
    }
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn masked_year(digits: [Option<u8>; 4]) -> String {
    match digits {
        [None, None, None, None] => "????".to_owned(),
        [Some(thousands), Some(hundreds), Some(tens), None] => {
            let decade = i64::from(thousands) * 100 + i64::from(hundreds) * 10 + i64::from(tens);
            // "1900s" may be a hundred years.
            if decade >= 100 && tens != 0 {
                format!("{decade}0s")
            } else {
                year_range(decade * 10, decade * 10 + 9)
            }
        }
        _ => digit_text(&digits),
    }
}
