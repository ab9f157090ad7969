//! Times, weeks and day numbers of other notations → EDTF, for `loose`.
//!
//! EDTF wants `hh:mm:ss` with an offset that has a colon, and knows neither fractions of a second, nor 24:00,
//! nor the week and ordinal dates of ISO 8601-1.

use super::day::{Day, is_leap};
use super::loose::single;
use super::written::day_edtf;

/// "2024-06-01 00:30", "2016-05-02t16:54:59.042z", "…t16:54:59+0230", "…t24:00:00".
pub(super) fn with_clock(text: &str) -> Option<String> {
    text.match_indices(['t', ' ']).find_map(|(place, _)| {
        let date = text.get(..place)?;
        let rest = text.get(place + 1..)?;
        if !rest.contains(':') || date.contains(':') {
            return None;
        }
        let date = single(date)?;
        if date.len() != 10 {
            return None;
        }
        let (clock, offset) = split_offset(rest)?;
        let (time, next_day) = clock_edtf(clock)?;
        let date = if next_day { day_after(&date)? } else { date };
        Some(format!("{date}T{time}{offset}"))
    })
}

fn day_after(date: &str) -> Option<String> {
    let mut fields = date.split('-');
    let day = Day::from_civil(
        fields.next()?.parse().ok()?,
        fields.next()?.parse().ok()?,
        fields.next()?.parse().ok()?,
    )?;
    day_edtf(Day::new(day.number().checked_add(1)?))
}

/// The clock, and the offset in EDTF: "", "Z", "+02:30".
fn split_offset(text: &str) -> Option<(&str, String)> {
    for zone in ["z", "utc", "gmt"] {
        if let Some(clock) = text.strip_suffix(zone) {
            return Some((clock.trim_end(), "Z".to_owned()));
        }
    }
    let Some(place) = text.rfind(['+', '-']) else {
        return Some((text, String::new()));
    };
    let (clock, offset) = text.split_at_checked(place)?;
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let sign = offset.get(..1)?;
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = match minutes {
        "" => String::new(),
        _ => format!(":{minutes}"),
    };
    Some((clock.trim_end(), format!("{sign}{hours}{minutes}")))
}

/// `hh:mm:ss`, and whether it is 24:00, the first moment of the next day.
fn clock_edtf(text: &str) -> Option<(String, bool)> {
    let mut fields = text.split(':');
    let hour: u8 = fields.next()?.parse().ok()?;
    let minute: u8 = fields.next()?.parse().ok()?;
    let second: u8 = match fields.next() {
        Some(second) => second.split(['.', ',']).next()?.parse().ok()?,
        None => 0,
    };
    if (hour, minute, second) == (24, 0, 0) {
        return Some(("00:00:00".to_owned(), true));
    }
    Some((format!("{hour:02}:{minute:02}:{second:02}"), false))
}

/// "2024-w01-1", "2024-w01" (its seven days), "2012-025".
pub(super) fn week_or_ordinal(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('-')?;
    let year: i64 = year.parse().ok().filter(|_| year.len() == 4)?;
    if let Some(week) = rest.strip_prefix('w') {
        return week_edtf(year, week);
    }
    let number: i64 = rest.parse().ok().filter(|_| rest.len() == 3)?;
    let length = if is_leap(year) { 366 } else { 365 };
    if !(1..=length).contains(&number) {
        return None;
    }
    let first = Day::from_civil(year, 1, 1)?;
    day_edtf(Day::new(first.number() + number - 1))
}

/// "week 41 2023", "2023 week 41", "w41 2023", "2023w41": the seven days.
pub(super) fn week(text: &str) -> Option<String> {
    let text = text.replace(',', " ").replace("week", "w");
    let (before, after) = text.split_once('w')?;
    let mut numbers = before
        .split_whitespace()
        .chain(after.split_whitespace())
        .map(|number| {
            let is_digits = number.bytes().all(|digit| digit.is_ascii_digit());
            is_digits.then_some(number)
        });
    let (Some(one), Some(other), None) = (numbers.next()?, numbers.next()?, numbers.next()) else {
        return None;
    };
    let (year, week) = match (one.len(), other.len()) {
        (4, 1 | 2) => (one, other),
        (1 | 2, 4) => (other, one),
        _ => return None,
    };
    week_edtf(year.parse().ok()?, week)
}

/// ISO 8601-1:2019 clause 5.2.3: week 1 holds 4 January; weeks start on Monday.
fn week_edtf(year: i64, text: &str) -> Option<String> {
    let (week, weekday) = match text.split_once('-') {
        Some((week, weekday)) => (week, Some(weekday)),
        None => (text, None),
    };
    let week: i64 = week.parse().ok().filter(|week| (1..=53).contains(week))?;
    let fourth = Day::from_civil(year, 1, 4)?.number();
    // Day 0, 1 January 1970, was a Thursday.
    let monday = fourth - (fourth + 3).rem_euclid(7) + (week - 1) * 7;
    if let Some(weekday) = weekday {
        let weekday: i64 = weekday.parse().ok().filter(|day| (1..=7).contains(day))?;
        return day_edtf(Day::new(monday + weekday - 1));
    }
    let (first, last) = (Day::new(monday), Day::new(monday + 6));
    Some(format!("[{}..{}]", day_edtf(first)?, day_edtf(last)?))
}

/// The instant that a count of seconds since 1970 stands for; `None` outside the years 0000 to 9999.
pub(super) fn of_epoch(seconds: i64) -> Option<String> {
    let date = day_edtf(Day::new(seconds.div_euclid(86_400)))?;
    let clock = seconds.rem_euclid(86_400);
    if date.starts_with('-') {
        return None;
    }
    Some(format!(
        "{date}T{:02}:{:02}:{:02}Z",
        clock / 3_600,
        clock / 60 % 60,
        clock % 60
    ))
}
