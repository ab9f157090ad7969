//! Errors: why a text is no date, where, and what to write instead.
//!
//! The grammar's own message says where it stumbled; what the writer meant is guessed from the whole text
//! (`loose`), and offered, never taken. Texts come from files and keys and may be hostile: what is quoted
//! is cut and cleaned.

use edtf_core::ParseError;

use super::day::days_in_month;
use super::{advice, loose, month};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// What is wrong.
    pub message: String,
    /// Where, as a character from the start.
    pub at: usize,
    /// What to write instead, if one can tell.
    pub help: Option<String>,
}

/// The most characters of a text that a message repeats.
const QUOTED: usize = 40;

impl DateError {
    /// Of a span between two dates that are sound by themselves.
    pub(super) fn ends_first() -> Self {
        Self {
            message: "it ends before it starts".to_owned(),
            at: 0,
            help: Some("put the earlier date first".to_owned()),
        }
    }

    pub(super) fn too_long() -> Self {
        Self {
            message: format!("a date has at most {} characters", super::read::LONGEST),
            at: super::read::LONGEST,
            help: None,
        }
    }

    /// What `fault` means for the writer of `written`.
    pub(super) fn explain(written: &str, fault: ParseError) -> Self {
        let (message, help) = said(written, fault);
        Self {
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
}

/// A message of our own and a help, where the text tells what was meant.
fn said(written: &str, fault: ParseError) -> (Option<String>, Option<String>) {
    if let Some(length) = month_length(written, fault) {
        return (Some(length), None);
    }
    if let Some(blank) = outer_blank(written) {
        return (
            Some(blank.to_owned()),
            loose::meant(written).map(|meant| format!("write {meant}")),
        );
    }
    if let Some(advice) = advice::advice(written) {
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
        super::part::year_words(year),
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
            advice::one_precision(written).map(|range| format!("write {range}"))
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

/// `text` for a message: at most 40 characters, nothing that moves a cursor or hides.
pub(super) fn quoted(text: &str) -> String {
    let mut quote: String = text
        .chars()
        .take(QUOTED)
        .map(|letter| {
            if is_hidden(letter) {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .collect();
    if text.chars().nth(QUOTED).is_some() {
        quote.push('…');
    }
    quote
}

fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}
