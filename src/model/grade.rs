//! Grades: the reliability of a source, A–F, and the credibility of a citation, 1–6.
//!
//! Both are the Admiralty code (NATO AJP-2.1).

use serde::Deserialize;

/// A source's reliability, the letter of the Admiralty code; `A` is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    #[default]
    F,
}

impl Reliability {
    /// The letter.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }

    /// What the letter means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

/// A citation's credibility, the figure of the Admiralty code: 1 (confirmed) to 6 (cannot be judged).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credibility(u8);

impl Credibility {
    /// Cannot be judged; what a citation has that gives none.
    pub const UNJUDGED: Self = Self(6);

    /// The credibility `figure`, if it is 1 to 6.
    pub fn new(figure: u8) -> Option<Self> {
        (1..=6).contains(&figure).then_some(Self(figure))
    }

    /// The figure, 1 to 6.
    pub const fn figure(self) -> u8 {
        self.0
    }

    /// What the figure means.
    pub const fn meaning(self) -> &'static str {
        match self.0 {
            1 => "confirmed by other sources",
            2 => "probably true",
            3 => "possibly true",
            4 => "doubtful",
            5 => "improbable",
            _ => "truth cannot be judged",
        }
    }
}
