//! Status: how sure it is that something happened, its word and its mark.

use serde::Deserialize;

/// How sure it is that an event happened as told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Status {
    /// The file does not say.
    #[default]
    #[serde(skip)]
    Unstated,
    /// Made known by a party to it.
    Announced,
    /// Told by a source that was not a party to it.
    Reported,
    /// Claimed against somebody, not shown.
    Alleged,
    /// A judgement, not a finding.
    Assessed,
    /// Shown by independent sources.
    Confirmed,
    /// Denied by those concerned.
    Denied,
}

impl Status {
    /// Every status, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Announced,
        Self::Confirmed,
        Self::Reported,
        Self::Alleged,
        Self::Assessed,
        Self::Denied,
        Self::Unstated,
    ];

    /// What files and queries call it; `None` where a file has none.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Unstated => None,
            stated => Some(stated.word()),
        }
    }

    /// What queries call it: `none` where a file has none.
    pub const fn key(self) -> &'static str {
        match self.code() {
            Some(code) => code,
            None => "none",
        }
    }

    /// The word on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unstated => "status not stated",
            Self::Announced => "announced",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
            Self::Assessed => "assessed",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
        }
    }

    /// The mark in a row: (Unicode, ASCII), one cell each.
    pub const fn mark(self) -> (&'static str, &'static str) {
        match self {
            Self::Unstated => (" ", " "),
            Self::Announced | Self::Confirmed => ("●", "*"),
            Self::Reported => ("•", "-"),
            Self::Alleged => ("?", "?"),
            Self::Assessed => ("~", "~"),
            Self::Denied => ("×", "x"),
        }
    }

    /// What the word means, for the help and the event pane.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Unstated => "the file does not say how sure it is",
            Self::Announced => "made known by a party to it",
            Self::Reported => "told by a source that was not a party to it",
            Self::Alleged => "claimed, not shown",
            Self::Assessed => "a judgement, not a finding",
            Self::Confirmed => "shown by independent sources",
            Self::Denied => "denied by those concerned",
        }
    }
}

/// The mark of a disputed event, which stands in place of its status mark: (Unicode, ASCII).
pub const DISPUTED_MARK: (&str, &str) = ("≠", "#");
