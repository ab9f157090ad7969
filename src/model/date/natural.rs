//! Natural dates: as people type them and other programs write them → EDTF.
//!
//! "oct 2023", "10 oct 2023", "2023 q4", "1980s", "44 BC", "2023-10-10..2023-12-31", "2024-W01", a timestamp: each becomes
//! the EDTF that says the same, or nothing if it could mean two things. There is no clock here, so "today" is not known.

use edtf_core::Edtf;

use super::day::{Day, is_leap, year_edtf};
use super::from_display::{self, decade_shown};
use super::month::{month_named, season_named};

/// The most bytes of a text that is searched for what it may mean.
pub(super) const LONGEST: usize = 100;

/// The EDTF that says what `text` says, if it is clear.
pub(super) fn meant(text: &str) -> Option<String> {
    let text = normal(text);
    single(&text)
        .or_else(|| decade_shown(&text))
        .or_else(|| days_of_month(&text))
        .or_else(|| span(&text))
        .or_else(|| from_display::read(&text))
        .filter(|edtf| Edtf::parse(edtf).is_ok())
}

/// Lower case, one kind of blank and hyphen, none outside.
pub(super) fn normal(text: &str) -> String {
    let letters: String = text
        .chars()
        .map(|letter| match letter {
            '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
            _ if letter.is_whitespace() => ' ',
            _ => letter.to_ascii_lowercase(),
        })
        .collect();
    let words: Vec<&str> = letters.split_ascii_whitespace().collect();
    words.join(" ")
}

/// "oct 10-12 2023", "2023 oct 10 to 12": days of one month.
fn days_of_month(text: &str) -> Option<String> {
    JOINTS.into_iter().find_map(|joint| {
        let (left, right) = text.split_once(joint)?;
        let (left, right) = (tokens(left.trim())?, tokens(right.trim())?);
        let ((
            [DateToken::Month(code), DateToken::Number(from, 1 | 2)],
            [DateToken::Number(to, 1 | 2), DateToken::Number(year, 4)],
        )
        | (
            [
                DateToken::Number(year, 4),
                DateToken::Month(code),
                DateToken::Number(from, 1 | 2),
            ],
            [DateToken::Number(to, 1 | 2)],
        )) = (left.as_slice(), right.as_slice())
        else {
            return None;
        };
        Some(format!(
            "{year:04}-{code:02}-{from:02}/{year:04}-{code:02}-{to:02}"
        ))
    })
}

/// What stands between the ends of a span.
const JOINTS: [&str; 11] = [
    "..", "‥", " to ", " until ", " – ", "–", " — ", "—", " - ", "/", "-",
];

/// Two dates with something between that joins them, as a span.
fn span(text: &str) -> Option<String> {
    if text.len() > 2 * LONGEST {
        return None;
    }
    for (word, open_start) in [("until ", true), ("since ", false), ("from ", false)] {
        if let Some(date) = text.strip_prefix(word).and_then(single) {
            return Some(if open_start {
                format!("../{date}")
            } else {
                format!("{date}/..")
            });
        }
    }
    let text = text.strip_prefix("from ").unwrap_or(text);
    JOINTS.into_iter().find_map(|joint| {
        let (left, right) = text.split_once(joint)?;
        let (left, right) = (left.trim(), right.trim());
        let end = endpoint(right, joint)?;
        let start = endpoint(left, joint).or_else(|| borrowed(left, right))?;
        let once = (joint == "‥").then(|| format!("[{start}..{end}]"));
        once.into_iter()
            .chain([format!("{start}/{end}")])
            .find(|edtf| Edtf::parse(edtf).is_ok())
    })
}

/// One end of a span. Nothing beside `..` is open, and beside `/` unknown.
fn endpoint(text: &str, joint: &str) -> Option<String> {
    match (text, joint) {
        ("", "..") | (".." | "now" | "present" | "ongoing" | "open", _) => Some("..".to_owned()),
        ("", "/") | ("?" | "unknown", _) => Some(String::new()),
        _ => single(text),
    }
}

/// The start of "sep – nov 2023" or "10 – 12 oct 2023", which takes its year, or month and year, from the end.
fn borrowed(left: &str, right: &str) -> Option<String> {
    right
        .match_indices(' ')
        .filter_map(|(place, _)| right.get(place..))
        .find_map(|rest| single(&format!("{left}{rest}")))
}

/// One date, in lower case with single blanks.
pub(super) fn single(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let edtf = as_edtf(text)
        .or_else(|| qualified(text))
        .or_else(|| decade(text))
        .or_else(|| week_or_ordinal(text))
        .or_else(|| week(text))
        .or_else(|| with_clock(text))
        .or_else(|| from_tokens(&tokens(text)?))?;
    Edtf::parse(&edtf).is_ok().then_some(edtf)
}

/// What is EDTF but for small letters and blanks: "198x", "[1667, 1668]".
fn as_edtf(text: &str) -> Option<String> {
    let in_set = text.starts_with(['[', '{']);
    let upper: String = text
        .chars()
        .filter(|letter| !in_set || *letter != ' ')
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    Edtf::parse(&upper).is_ok().then_some(upper)
}

/// "circa 1984", "oct 2023?", "maybe 1862".
fn qualified(text: &str) -> Option<String> {
    const ABOUT: [&str; 8] = [
        "circa ",
        "ca. ",
        "ca ",
        "c. ",
        "c.",
        "about ",
        "around ",
        "approximately ",
    ];
    const PERHAPS: [&str; 5] = ["maybe ", "perhaps ", "possibly ", "probably ", "uncertain "];
    let strip = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| text.strip_prefix(prefix));
    let (inner, mark) = if let Some(rest) = strip(&ABOUT) {
        (rest, "~")
    } else if let Some(rest) = strip(&PERHAPS) {
        (rest, "?")
    } else {
        (text.strip_suffix('?')?, "?")
    };
    let inner = single(inner.trim_end())?;
    let both = inner
        .strip_suffix('?')
        .filter(|_| mark == "~")
        .map(|bare| format!("{bare}%"));
    Some(both.unwrap_or_else(|| format!("{inner}{mark}")))
}

/// "1980s", "the 1980s", "19th century"; not "1900s", which may be ten or a hundred years.
fn decade(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    for (era, is_before) in [
        (" bce", true),
        (" bc", true),
        (" ce", false),
        (" ad", false),
        ("", false),
    ] {
        let Some(number) = text.strip_suffix(era) else {
            continue;
        };
        let Some(number) = number.strip_suffix("century") else {
            continue;
        };
        let number: u8 = ordinal(number.strip_suffix([' ', '-'])?)?.parse().ok()?;
        let before = number.checked_sub(1)?;
        // The second century BCE is 200–101 BCE: −199 to −100.
        return Some(if is_before {
            let last = i64::from(before) * -100;
            format!("[{}..{}]", year_edtf(last - 99), year_edtf(last))
        } else {
            format!("{before:02}XX")
        });
    }
    let years = text.strip_suffix("0s")?;
    let digits = years.len() == 3 && years.chars().all(|letter| letter.is_ascii_digit());
    (digits && !years.ends_with('0')).then(|| format!("{years}X"))
}

fn ordinal(word: &str) -> Option<&str> {
    let number = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    number
        .chars()
        .all(|letter| letter.is_ascii_digit())
        .then_some(number)
}

/// A word or number of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateToken {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    Month(u8),
    /// A season, quarter or half.
    Season(u8),
    /// BCE, or else CE.
    Era {
        before: bool,
    },
}

/// The tokens of a date; `None` if a word has no part in a date.
pub(super) fn tokens(text: &str) -> Option<Vec<DateToken>> {
    if text.starts_with('-') || text.contains("..") {
        return None;
    }
    let text = era_apart(text);
    quarter_apart(&text)
        .split([' ', ',', '-', '/', '.'])
        .filter(|word| !matches!(*word, "" | "of" | "the" | "in" | "on"))
        .map(token)
        .collect()
}

/// "2023q4" as "2023 q4".
fn quarter_apart(text: &str) -> String {
    match text.split_at_checked(4) {
        Some((year, rest))
            if rest.starts_with(['q', 'h']) && year.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            format!("{year} {rest}")
        }
        _ => text.to_owned(),
    }
}

/// "44bc" and "44 b.c." as "44 bc".
fn era_apart(text: &str) -> String {
    let dotless = text
        .replace("b.c.e", "bce")
        .replace("b.c", "bc")
        .replace("a.d", "ad");
    for era in ["bce", "bc", "ce", "ad"] {
        let number = dotless.strip_suffix(era).map(str::trim_end);
        if let Some(number) =
            number.filter(|text| text.ends_with(|last: char| last.is_ascii_digit()))
        {
            return format!("{number} {era}");
        }
    }
    dotless
}

fn token(text: &str) -> Option<DateToken> {
    let number = ordinal(text).unwrap_or(text);
    if number.chars().all(|letter| letter.is_ascii_digit()) {
        return Some(DateToken::Number(number.parse().ok()?, number.len()));
    }
    match text {
        "bc" | "bce" => Some(DateToken::Era { before: true }),
        "ad" | "ce" => Some(DateToken::Era { before: false }),
        _ => month_named(text)
            .map(DateToken::Month)
            .or_else(|| season_named(text).map(DateToken::Season)),
    }
}

fn from_tokens(tokens: &[DateToken]) -> Option<String> {
    let (era, rest) = match tokens {
        [rest @ .., DateToken::Era { before }] => (Some(*before), rest),
        [DateToken::Era { before: false }, rest @ ..] => (Some(false), rest),
        _ => (None, tokens),
    };
    let year = |number: u32, digits: usize| match era {
        Some(true) => (number > 0).then(|| year_edtf(1 - i64::from(number))),
        Some(false) => Some(year_edtf(number.into())),
        None if digits == 4 => Some(year_edtf(number.into())),
        None => None,
    };
    let month = |code: u32| {
        u8::try_from(code)
            .ok()
            .filter(|code| (1..=12).contains(code))
    };
    match *rest {
        [DateToken::Number(number, digits)] if era.is_some() => year(number, digits),
        [DateToken::Number(number, 8)] => Some(format!(
            "{:04}-{:02}-{:02}",
            number / 10_000,
            number / 100 % 100,
            number % 100
        )),
        [
            DateToken::Month(code) | DateToken::Season(code),
            DateToken::Number(number, digits),
        ]
        | [
            DateToken::Number(number, digits),
            DateToken::Month(code) | DateToken::Season(code),
        ] => Some(format!("{}-{code:02}", year(number, digits)?)),
        [
            DateToken::Number(day, 1 | 2),
            DateToken::Month(code),
            DateToken::Number(number, digits),
        ]
        | [
            DateToken::Month(code),
            DateToken::Number(day, 1 | 2),
            DateToken::Number(number, digits),
        ]
        | [
            DateToken::Number(number, digits),
            DateToken::Month(code),
            DateToken::Number(day, 1 | 2),
        ] => Some(format!("{}-{code:02}-{day:02}", year(number, digits)?)),
        [
            DateToken::Number(number, 4),
            DateToken::Number(code, 1 | 2),
            DateToken::Number(day, 1 | 2),
        ] => Some(format!("{}-{:02}-{day:02}", year(number, 4)?, month(code)?)),
        [
            DateToken::Number(first, 1 | 2),
            DateToken::Number(second, 1 | 2),
            DateToken::Number(number, 4),
        ] => {
            let (code, day) = match (month(first), month(second)) {
                (None, Some(code)) => (code, first),
                (Some(code), None) => (code, second),
                (Some(code), Some(_)) if first == second => (code, first),
                _ => return None,
            };
            Some(format!("{}-{code:02}-{day:02}", year(number, 4)?))
        }
        [DateToken::Number(number, 4), DateToken::Number(code, 1 | 2)]
        | [DateToken::Number(code, 1 | 2), DateToken::Number(number, 4)] => {
            Some(format!("{}-{:02}", year(number, 4)?, month(code)?))
        }
        _ => None,
    }
}

// Notations of ISO 8601-1 that EDTF lacks: it wants `hh:mm:ss` with an offset that has a colon, and knows neither fractions
// of a second, nor 24:00, nor week and ordinal dates.

/// "2024-06-01 00:30", "2016-05-02t16:54:59.042z", "…t16:54:59+0230", "…t24:00:00".
fn with_clock(text: &str) -> Option<String> {
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
    Day::new(day.number().checked_add(1)?).edtf()
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
fn week_or_ordinal(text: &str) -> Option<String> {
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
    Day::new(first.number() + number - 1).edtf()
}

/// "week 41 2023", "2023 week 41", "w41 2023", "2023w41": the seven days.
fn week(text: &str) -> Option<String> {
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
        return Day::new(monday + weekday - 1).edtf();
    }
    let (first, last) = (Day::new(monday), Day::new(monday + 6));
    Some(format!("[{}..{}]", first.edtf()?, last.edtf()?))
}

/// The instant that a count of seconds since 1970 stands for; `None` outside the years 0000 to 9999.
pub(super) fn of_epoch(seconds: i64) -> Option<String> {
    let date = Day::new(seconds.div_euclid(86_400)).edtf()?;
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
