//! Errors: why a text is no date, where, and what to write instead.
//!
//! Texts come from files and keys and may be hostile: what is quoted is cut and cleaned.

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
