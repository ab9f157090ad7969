//! Diagnosis: what is wrong with a text that is no date, and what to write instead.
//!
//! The grammar says where it stumbled. What the writer meant is guessed from the whole text: one meaning is spelled out,
//! two are asked about, what EDTF can't say is told why. A guess is offered, never taken.

use edtf_core::{Edtf, ParseError, SetElement};

use super::day::days_in_month;
use super::error::{DateError, quoted};
use super::natural::{DateToken, meant, normal, of_epoch, single, tokens};
use super::{month, single_date};

/// What `fault` means for the writer of `written`.
pub(super) fn explain(written: &str, fault: ParseError) -> DateError {
    let (message, help) = said(written, fault);
    DateError {
        message: match message {
            Some(message) => message,
            None => format!(
                "“{}” is no EDTF date: {}",
                quoted(written),
                plain(fault.message)
            ),
        },
        at: written
            .char_indices()
            .take_while(|(place, _)| *place < fault.offset)
            .count(),
        help,
    }
}

/// A message of our own and a help, where the text tells what was meant.
fn said(written: &str, fault: ParseError) -> (Option<String>, Option<String>) {
    if let Some(length) = month_length(written, fault) {
        return (Some(length), None);
    }
    if let Some(blank) = outer_blank(written) {
        return (
            Some(blank.to_owned()),
            meant(written).map(|meant| format!("write {meant}")),
        );
    }
    if let Some(advice) = advice(written) {
        return (advice.message, Some(advice.help));
    }
    (None, known_help(written, fault))
}

/// "February 2020 has 29 days", for a day past the end of its month.
fn month_length(written: &str, fault: ParseError) -> Option<String> {
    if fault.message != "day is out of range for the month" {
        return None;
    }
    let end = written
        .get(..fault.offset)?
        .rsplit(['/', '[', '{', ',', '.'])
        .next()?;
    let mut fields = end.rsplit('-').skip(1);
    let digits = |text: &str| text.trim_matches(['?', '~', '%']).to_owned();
    let code: u8 = digits(fields.next()?).parse().ok()?;
    let year_text = digits(fields.next()?);
    let year: i64 = year_text.parse().ok()?;
    let negative = fields.next().is_some_and(str::is_empty);
    let year = if negative { -year } else { year };
    Some(format!(
        "{} {} has {} days",
        month::long(code),
        single_date::year_words(year),
        days_in_month(year, code)
    ))
}

fn outer_blank(written: &str) -> Option<&'static str> {
    if written.starts_with(|letter: char| letter.is_whitespace()) {
        return Some("there is a blank before the date");
    }
    if written.ends_with(|letter: char| letter.is_whitespace()) {
        return Some("there is a blank after the date");
    }
    None
}

/// edtf-core's message in words for people who know no grammar.
fn plain(message: &str) -> &str {
    match message {
        "EDTF permits ASCII characters only" => "only plain letters, digits and signs are allowed",
        "whitespace is not allowed" => "blanks are not allowed",
        "month must be 01-12 or a sub-year code 21-41" => {
            "months are 01 to 12, seasons and quarters 21 to 41"
        }
        "set range endpoints must share precision" => "EDTF wants one precision at both ends",
        "interval end precedes interval start" => "it ends before it starts",
        "set range end precedes range start" => "the range ends before it starts",
        "interval needs at least one dated endpoint" => "a span needs a date at one end",
        "hour must be 00-23 (24 is not allowed)" => "hours are 00 to 23",
        "-0000 is not a valid year" => "there is no year −0000; 1 BCE is 0000",
        other => other,
    }
}

/// Help that follows from the grammar's message.
fn known_help(written: &str, fault: ParseError) -> Option<String> {
    match fault.message {
        "interval end precedes interval start" => {
            let (start, end) = written.split_once('/')?;
            Some(format!(
                "write {}/{}, if the ends were swapped",
                quoted(end),
                quoted(start)
            ))
        }
        "set range endpoints must share precision" => {
            one_precision(written).map(|range| format!("write {range}"))
        }
        "-0000 is not a valid year" => Some("write 0000 for 1 BCE".to_owned()),
        "set range endpoints cannot be qualified" => Some(
            "list the dates one by one, as in [2023-10?,2023-11?], or leave the mark out"
                .to_owned(),
        ),
        "negative years cannot contain unspecified digits" => {
            Some("write the years that it is one of, as in [-0199..-0100]".to_owned())
        }
        "month must be 01-12 or a sub-year code 21-41" => {
            Some("write year-month-day, as in 2023-10-31".to_owned())
        }
        _ => Some("write a date as 2023, 2023-10 or 2023-10-31".to_owned()),
    }
}

/// What is wrong, if it can be said better than the grammar does, and what to write.
struct Advice {
    message: Option<String>,
    help: String,
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
fn advice(written: &str) -> Option<Advice> {
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
        DateToken::Number(first @ 1..=12, 1 | 2),
        DateToken::Number(second @ 1..=12, 1 | 2),
        DateToken::Number(year, 4),
    ] = *tokens(text)?.as_slice()
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
    if let [DateToken::Month(code) | DateToken::Season(code)] = *tokens(text)?.as_slice() {
        return Some(Advice::new(
            "the year is missing",
            format!("write it with its year, as in 2023-{code:02}"),
        ));
    }
    let ([
        DateToken::Month(code),
        DateToken::Number(day @ 1..=31, 1 | 2),
    ]
    | [
        DateToken::Number(day @ 1..=31, 1 | 2),
        DateToken::Month(code),
    ]) = *tokens(text)?.as_slice()
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
fn one_precision(written: &str) -> Option<String> {
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
