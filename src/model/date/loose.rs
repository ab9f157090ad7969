//! Loose reading: dates as people type them → EDTF.
//!
//! "oct 2023", "10 oct 2023", "2023 q4", "1980s", "44 BC", "2023-10-10..2023-12-31": each becomes the EDTF
//! that says the same, or nothing if it could mean two things. `parse_loosely` takes it for queries; for
//! files it is only help ("write 2023-10"). There is no clock here, so "today" is not known.

use edtf_core::Edtf;

use super::month::{month_named, season_named};
use super::written::{decade_shown, year_edtf};
use super::{Date, DateError, reread, times};

/// The most bytes of a text that is searched for what it may mean.
pub(super) const LONGEST: usize = 100;

/// Reads everything that `Date::parse` reads, and what people type: "oct 2023", "10 oct 2023",
/// "2023-Q4", "summer 2023", "1980s", "44 BC", "circa 1984", "2023-10-10..2023-12-31", "oct – dec 2023".
/// Blanks around it do not matter. Two dates joined by `..`, a dash or "to" are a span.
///
/// # Errors
///
/// As `Date::parse`; also where a text could mean two dates ("03/04/2020", "1900s").
pub fn parse_loosely(text: &str) -> Result<Date, DateError> {
    let fault = match Date::parse(text.trim()) {
        Ok(date) => return Ok(date),
        Err(fault) => fault,
    };
    if let Some(meant) = meant(text) {
        return Date::parse(&meant);
    }
    let blanks = text.chars().take_while(|letter| letter.is_whitespace());
    Err(DateError {
        at: fault.at + blanks.count(),
        ..fault
    })
}

/// The EDTF that says what `text` says, if it is clear.
pub(super) fn meant(text: &str) -> Option<String> {
    let text = normal(text);
    single(&text)
        .or_else(|| decade_shown(&text))
        .or_else(|| days_of_month(&text))
        .or_else(|| span(&text))
        .or_else(|| reread::read(&text))
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
        let (left, right) = (words(left.trim())?, words(right.trim())?);
        let ((
            [Word::Month(code), Word::Number(from, 1 | 2)],
            [Word::Number(to, 1 | 2), Word::Number(year, 4)],
        )
        | (
            [
                Word::Number(year, 4),
                Word::Month(code),
                Word::Number(from, 1 | 2),
            ],
            [Word::Number(to, 1 | 2)],
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
        .or_else(|| times::week_or_ordinal(text))
        .or_else(|| times::week(text))
        .or_else(|| times::with_clock(text))
        .or_else(|| from_words(&words(text)?))?;
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

/// A word of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
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

/// The words of a date; `None` if one of them has no place in a date.
pub(super) fn words(text: &str) -> Option<Vec<Word>> {
    if text.starts_with('-') || text.contains("..") {
        return None;
    }
    let text = era_apart(text);
    quarter_apart(&text)
        .split([' ', ',', '-', '/', '.'])
        .filter(|word| !matches!(*word, "" | "of" | "the" | "in" | "on"))
        .map(word)
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

fn word(text: &str) -> Option<Word> {
    let number = ordinal(text).unwrap_or(text);
    if number.chars().all(|letter| letter.is_ascii_digit()) {
        return Some(Word::Number(number.parse().ok()?, number.len()));
    }
    match text {
        "bc" | "bce" => Some(Word::Era { before: true }),
        "ad" | "ce" => Some(Word::Era { before: false }),
        _ => month_named(text)
            .map(Word::Month)
            .or_else(|| season_named(text).map(Word::Season)),
    }
}

fn from_words(words: &[Word]) -> Option<String> {
    let (era, rest) = match words {
        [rest @ .., Word::Era { before }] => (Some(*before), rest),
        [Word::Era { before: false }, rest @ ..] => (Some(false), rest),
        _ => (None, words),
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
        [Word::Number(number, digits)] if era.is_some() => year(number, digits),
        [Word::Number(number, 8)] => Some(format!(
            "{:04}-{:02}-{:02}",
            number / 10_000,
            number / 100 % 100,
            number % 100
        )),
        [
            Word::Month(code) | Word::Season(code),
            Word::Number(number, digits),
        ]
        | [
            Word::Number(number, digits),
            Word::Month(code) | Word::Season(code),
        ] => Some(format!("{}-{code:02}", year(number, digits)?)),
        [
            Word::Number(day, 1 | 2),
            Word::Month(code),
            Word::Number(number, digits),
        ]
        | [
            Word::Month(code),
            Word::Number(day, 1 | 2),
            Word::Number(number, digits),
        ]
        | [
            Word::Number(number, digits),
            Word::Month(code),
            Word::Number(day, 1 | 2),
        ] => Some(format!("{}-{code:02}-{day:02}", year(number, digits)?)),
        [
            Word::Number(number, 4),
            Word::Number(code, 1 | 2),
            Word::Number(day, 1 | 2),
        ] => Some(format!("{}-{:02}-{day:02}", year(number, 4)?, month(code)?)),
        [
            Word::Number(first, 1 | 2),
            Word::Number(second, 1 | 2),
            Word::Number(number, 4),
        ] => {
            let (code, day) = match (month(first), month(second)) {
                (None, Some(code)) => (code, first),
                (Some(code), None) => (code, second),
                (Some(code), Some(_)) if first == second => (code, first),
                _ => return None,
            };
            Some(format!("{}-{code:02}-{day:02}", year(number, 4)?))
        }
        [Word::Number(number, 4), Word::Number(code, 1 | 2)]
        | [Word::Number(code, 1 | 2), Word::Number(number, 4)] => {
            Some(format!("{}-{:02}", year(number, 4)?, month(code)?))
        }
        _ => None,
    }
}
