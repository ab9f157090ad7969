//! A cell: what a search knows of one event so far.

use super::score::Tier;
use crate::model::Meeting;

/// What is known of one event so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Whether it matches; `Never` is dead.
    pub meeting: Meeting,
    /// How it was found.
    pub tier: Tier,
    /// How well.
    pub score: i32,
}

impl Cell {
    /// An event that nothing was asked of.
    pub const FRESH: Self = Self {
        meeting: Meeting::Certain,
        tier: Tier::Filter,
        score: 0,
    };
    /// An event that does not match.
    pub const DEAD: Self = Self {
        meeting: Meeting::Never,
        tier: Tier::Filter,
        score: 0,
    };

    /// Whether it may still match.
    pub fn is_alive(self) -> bool {
        self.meeting != Meeting::Never
    }

    /// Whether its rank may be raised by what all words are together: not if it was found by a correction.
    pub fn may_be_raised(self) -> bool {
        self.is_alive() && self.tier != Tier::Corrected
    }

    /// Both must hold.
    pub fn and(self, other: Self) -> Self {
        Self {
            meeting: self.meeting.min(other.meeting),
            tier: self.tier.max(other.tier),
            score: self.score.saturating_add(other.score),
        }
    }

    /// Either may hold.
    pub fn or(self, other: Self) -> Self {
        if !self.is_alive() {
            return other;
        }
        if !other.is_alive() {
            return self;
        }
        let other_is_better = (other.tier, -other.score) < (self.tier, -self.score);
        let better = if other_is_better { other } else { self };
        Self {
            meeting: self.meeting.max(other.meeting),
            ..better
        }
    }

    /// It must not hold.
    pub fn not(self) -> Self {
        let meeting = match self.meeting {
            Meeting::Never => Meeting::Certain,
            Meeting::Possible => Meeting::Possible,
            Meeting::Certain => Meeting::Never,
        };
        Self {
            meeting,
            ..Self::FRESH
        }
    }
}
