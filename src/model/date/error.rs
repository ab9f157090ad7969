//! Errors: why a text is no date, where, and what to write instead.
//!
//! Texts come from files and keys and may be hostile: what is quoted is cut and cleaned.

use crate::model::text::{cleaned, one_line};

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

    pub(super) fn too_long(most: usize) -> Self {
        Self {
            message: format!("a date has at most {most} characters"),
            at: most,
            help: None,
        }
    }
}

/// `text` for a message: at most 40 characters, cleaned, in one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quote: String = text.chars().take(QUOTED).collect();
    if quote.len() < text.len() {
        quote.push('…');
    }
    one_line(&cleaned(&quote)).into_owned()
}
