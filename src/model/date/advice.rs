//! Advice: what to write instead of a text that is no date but shows what was meant.
//!
//! A text that means one thing is spelled out; one that could mean two is asked about; one that EDTF can't
//! say is told why. Nothing here is ever taken in place of what was written.

use edtf_core::{Edtf, SetElement};

use super::day::days_in_month;
use super::error::quoted;
use super::loose::{Word, meant, normal, single, words};
use super::times::of_epoch;

/// What is wrong, if it can be said better than the grammar does, and what to write.
pub(super) struct Advice {
    pub message: Option<String>,
    pub help: String,
}

impl Advice {
    fn new(message: &str, help: String) -> Self {
        Self {
            message: Some(message.to_owned()),
            help,
        }
    }
}

/// Advice on `written`, if it shows what was meant.
pub(super) fn advice(written: &str) -> Option<Advice> {
    let text = normal(written);
    foreign_digits(written)
        .or_else(|| two_ranges(written, &text))
        .or_else(|| spelled(written, &text))
        .or_else(|| day_or_month_first(&text))
        .or_else(|| ten_or_hundred(&text))
        .or_else(|| no_year(&text))
        .or_else(|| short_year(&text))
        .or_else(|| no_date(&text))
        .or_else(|| bare_number(&text))
        .or_else(|| far_year(&text))
        .or_else(|| zone(&text))
        .or_else(|| old_draft(&text))
        .or_else(|| unread_word(&text))
}

fn spelled(written: &str, text: &str) -> Option<Advice> {
    let edtf = meant(written)?;
    let quote = quoted(written);
    let message = if text.contains("24:00") {
        "EDTF has no hour 24; it is the first moment of the next day".to_owned()
    } else if text.contains(':') && text.contains('.') {
        "EDTF has no fractions of a second".to_owned()
    } else {
        format!("“{quote}” is not written as EDTF")
    };
    Some(Advice::new(&message, format!("write {edtf}")))
}

/// "2023-10-10..2023-12-31" lacks what says whether it lasted.
fn two_ranges(written: &str, text: &str) -> Option<Advice> {
    let (start, end) = text.split_once("..")?;
    if written.starts_with(['[', '{']) || text.contains('/') {
        return None;
    }
    let once = format!("[{}..{}]", single(start)?, single(end)?);
    let lasted = format!("{}/{}", single(start)?, single(end)?);
    if Edtf::parse(&once).is_err() {
        return None;
    }
    Some(Advice::new(
        "a range needs brackets or a slash to say which kind it is",
        format!("write {lasted} if it lasted, {once} if it happened once between"),
    ))
}

fn day_or_month_first(text: &str) -> Option<Advice> {
    let [
        Word::Number(first @ 1..=12, 1 | 2),
        Word::Number(second @ 1..=12, 1 | 2),
        Word::Number(year, 4),
    ] = *words(text)?.as_slice()
    else {
        return None;
    };
    Some(Advice::new(
        "it does not say whether the day or the month comes first",
        format!("write {year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"),
    ))
}

fn ten_or_hundred(text: &str) -> Option<Advice> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let century = text.strip_suffix("00s")?;
    if century.len() != 2 || !century.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    Some(Advice::new(
        "it may be ten years or a hundred",
        format!("write {century}0X for the ten years, {century}XX for the hundred"),
    ))
}

fn no_year(text: &str) -> Option<Advice> {
    if let [Word::Month(code) | Word::Season(code)] = *words(text)?.as_slice() {
        return Some(Advice::new(
            "the year is missing",
            format!("write it with its year, as in 2023-{code:02}"),
        ));
    }
    let ([Word::Month(code), Word::Number(day @ 1..=31, 1 | 2)]
    | [Word::Number(day @ 1..=31, 1 | 2), Word::Month(code)]) = *words(text)?.as_slice()
    else {
        return None;
    };
    Some(Advice::new(
        "the year is missing",
        format!("write XXXX-{code:02}-{day:02} if the year is not known"),
    ))
}

/// "576", "198".
fn short_year(text: &str) -> Option<Advice> {
    let is_year = text.len() == 3 && text.chars().all(|letter| letter.is_ascii_digit());
    is_year.then(|| {
        Advice::new(
            "a year has four digits",
            format!("write 0{text} for the year {text}, {text}X for the ten years from {text}0"),
        )
    })
}

fn no_date(text: &str) -> Option<Advice> {
    let unknown = matches!(
        text,
        "n.d."
            | "n.d"
            | "nd"
            | "s.d."
            | "n/a"
            | "na"
            | "none"
            | "null"
            | "-"
            | "?"
            | "unknown"
            | "undated"
    );
    unknown.then(|| Advice::new("it is no date", "leave it empty for undated".to_owned()))
}

/// Counts since 1970 (of the years 1900 to 2100), and years of five digits or more.
fn bare_number(text: &str) -> Option<Advice> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.len() < 5 || !digits.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let year = digits.trim_start_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    let year = format!("Y{sign}{year}");
    let (unit, per_second) = match digits.len() {
        0..=11 => ("seconds", 1),
        12..=14 => ("milliseconds", 1_000),
        _ => ("microseconds", 1_000_000),
    };
    let lifetime = -2_208_988_800..4_133_980_800;
    let instant = Some(number.div_euclid(per_second))
        .filter(|seconds| lifetime.contains(seconds))
        .filter(|_| number < 0 || digits.len() > 8)
        .and_then(of_epoch);
    let help = match (instant, Edtf::parse(&year).is_ok()) {
        (Some(instant), true) => {
            format!("write {instant} if it counts {unit} since 1970, {year} if it is a year")
        }
        (Some(instant), false) => format!("write {instant} if it counts {unit} since 1970"),
        (None, true) => format!("write {year} if it is a year"),
        (None, false) => return None,
    };
    Some(Advice::new("a number alone is no date", help))
}

/// "+12024-01-01".
fn far_year(text: &str) -> Option<Advice> {
    let sign = if text.starts_with('-') { "-" } else { "" };
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (year, _) = digits.split_once('-')?;
    let year = format!("Y{sign}{year}");
    Edtf::parse(&year).ok()?;
    Some(Advice::new(
        "years beyond 9999 have neither months nor days in EDTF",
        format!("write {year}"),
    ))
}

/// "2024-03-31T01:30:00[Europe/London]".
fn zone(text: &str) -> Option<Advice> {
    let (time, _) = text.split_once('[')?;
    if !time.contains(':') {
        return None;
    }
    let time = single(time)?;
    Some(Advice::new(
        "EDTF has no time zones by name",
        format!("write the offset that was in force, as in {time}+01:00"),
    ))
}

/// Drafts before 2019: "(2004)?-06", "199u", "2004/open".
fn old_draft(text: &str) -> Option<Advice> {
    if text.contains('(') {
        return Some(Advice::new(
            "brackets belong to a draft of EDTF",
            "write the mark after what it qualifies, as in 2004?-06, or before one part, as in 2004-?06"
                .to_owned(),
        ));
    }
    let masked = text.replace('u', "x");
    let edtf = single(&masked)?;
    Some(Advice::new(
        "unspecified digits are written X",
        format!("write {edtf}"),
    ))
}

/// "15 août 1944": words that are no English month.
fn unread_word(text: &str) -> Option<Advice> {
    let letters = text.chars().any(char::is_alphabetic);
    let digits = text.chars().any(|letter| letter.is_ascii_digit());
    let blank = text.contains(' ');
    (letters && digits && blank).then(|| Advice {
        message: None,
        help: "write the date in digits, as in 2023, 2023-10 or 2023-10-31".to_owned(),
    })
}

/// Where the digits of other scripts begin, and whether Buddhist years are written with them.
const DIGITS: [(char, bool); 12] = [
    ('\u{660}', false),
    ('\u{6F0}', false),
    ('\u{966}', false),
    ('\u{9E6}', false),
    ('\u{E50}', true),
    ('\u{ED0}', true),
    ('\u{F20}', false),
    ('\u{1040}', false),
    ('\u{1090}', false),
    ('\u{17E0}', true),
    ('\u{1810}', false),
    ('\u{FF10}', false),
];

fn foreign_digits(written: &str) -> Option<Advice> {
    let digit = |letter: char| {
        DIGITS.iter().find_map(|(zero, buddhist)| {
            let value = u32::from(letter).checked_sub(u32::from(*zero))?;
            Some((char::from_digit(value, 10)?, *buddhist))
        })
    };
    let (_, buddhist) = written.chars().find_map(digit)?;
    let ascii: String = written
        .chars()
        .map(|letter| digit(letter).map_or(letter, |(ascii, _)| ascii))
        .collect();
    let edtf = meant(&ascii);
    let help = match edtf {
        Some(edtf) if buddhist => match less_543(&edtf) {
            Some(common) => {
                format!("write {common} if it is a Buddhist year, {edtf} if it is not")
            }
            None => format!("write {edtf}"),
        },
        Some(edtf) => format!("write {edtf}, if the year is of the common era"),
        None => "write the digits 0 to 9".to_owned(),
    };
    Some(Advice::new("EDTF takes only the digits 0 to 9", help))
}

/// The same date in the common era, its Buddhist year being 543 ahead.
fn less_543(edtf: &str) -> Option<String> {
    let (year, rest) = edtf.split_at_checked(4)?;
    let year: i64 = year.parse().ok()?;
    Some(format!(
        "{:04}{rest}",
        year.checked_sub(543).filter(|year| *year > 0)?
    ))
}

/// A one-of or all-of range whose ends differ in precision, with the coarser end made as fine as the other:
/// `[2023-10-10..2023-12]` → `[2023-10-10..2023-12-31]`.
pub(super) fn one_precision(written: &str) -> Option<String> {
    let open = written.chars().next()?;
    let close = written.chars().last()?;
    let inner = written.strip_prefix(open)?.strip_suffix(close)?;
    let (start, end) = inner.split_once("..")?;
    let mut start = start.to_owned();
    let mut end = end.to_owned();
    while start.len() < end.len() {
        start.push_str("-01");
    }
    while end.len() < start.len() {
        end = last_within(&end)?;
    }
    let range = format!("{open}{start}..{end}{close}");
    match Edtf::parse(&range).ok()? {
        Edtf::Set(set) => {
            matches!(set.elements.as_slice(), [SetElement::Range(..)]).then_some(range)
        }
        _ => None,
    }
}

/// The last month of a year, the last day of a month.
fn last_within(edtf: &str) -> Option<String> {
    let Some((year, month)) = edtf.split_once('-') else {
        return Some(format!("{edtf}-12"));
    };
    let days = days_in_month(year.parse().ok()?, month.parse().ok()?);
    Some(format!("{edtf}-{days:02}"))
}
