//! What a citation does for the claim that is shown, and whose its locators are.

use serde::Deserialize;

/// What a citation does for the claim that an event or relation shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Bearing {
    /// It backs the claim.
    #[default]
    Supports,
    /// It claims something else.
    Contradicts,
    /// It bears on the claim and backs neither side.
    Context,
}

impl Bearing {
    /// Every bearing, in the order in which citations show.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Contradicts, Self::Context];

    /// The word on the screen and in outputs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Context => "context",
        }
    }

    /// What comes before the name of such a source where several are listed.
    pub const fn lead_in(self) -> &'static str {
        match self {
            Self::Supports => "",
            Self::Contradicts => "but see ",
            Self::Context => "for context see ",
        }
    }
}

/// Whose the numbers of a source's paragraphs and pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// The source's own.
    #[default]
    Source,
    /// Ours: never told as the source's.
    Ours,
}
