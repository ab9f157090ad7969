//! Ranking: tiers first, score second.
//!
//! Long texts match almost any scattered letters, so how a word was found counts
//! before how well. Within a tier the title counts more than names, names more than
//! aliases and places; early and short more than late and long.

/// How an event was found, best first. With several words, that of the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// By filters alone: the query has no words.
    Filter,
    /// The query is an id, a name or an alias.
    Named,
    /// Whole words of the title, a name or an alias.
    Word,
    /// Beginnings of words there.
    Beginning,
    /// Letters within words there.
    Inside,
    /// Scattered letters there.
    Fuzzy,
    /// Words of the summary, the quotes or the note, or of a place around.
    Text,
    /// Words that are not in the query but like one that finds nothing.
    Corrected,
}

impl Tier {
    /// The tier in words: "whole words of the title or a name".
    pub const fn told(self) -> &'static str {
        match self {
            Self::Filter => "filters",
            Self::Named => "its name, alias or id",
            Self::Word => "whole words of the title or a name",
            Self::Beginning => "beginnings of words of the title or a name",
            Self::Inside => "letters within the title or a name",
            Self::Fuzzy => "scattered letters of the title or a name",
            Self::Text => "words of the summary, the quotes or the note",
            Self::Corrected => "a corrected word",
        }
    }
}

/// Where in a word something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    Whole,
    Beginning,
    Inside,
}

/// Something found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Where in a word.
    pub how: How,
    /// The byte where it begins.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
}

/// What a text weighs in the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Title,
    Name,
    Alias,
    Place,
    Text,
}

impl Weight {
    const fn points(self) -> i32 {
        match self {
            Self::Title => 400,
            Self::Name => 220,
            Self::Alias => 200,
            Self::Place => 160,
            Self::Text => 0,
        }
    }

    /// The most that any find in such a text is worth.
    pub const fn tier(self, how: How) -> Tier {
        match (self, how) {
            (Self::Text, _) => Tier::Text,
            (_, How::Whole) => Tier::Word,
            (_, How::Beginning) => Tier::Beginning,
            (_, How::Inside) => Tier::Inside,
        }
    }
}

/// What a find is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Worth {
    /// Tier.
    pub tier: Tier,
    /// Score within it; more is better.
    pub score: i32,
}

/// The points for a query or word that is an id, a name or an alias.
pub(super) const NAMED: i32 = 10_000;
/// The points for words that stand together as in the query.
pub(super) const TOGETHER: i32 = 150;

impl Worth {
    /// What `found` is worth in a text of `length` bytes.
    pub fn of(found: Found, weight: Weight, length: usize) -> Self {
        let early = 60 - i32::try_from(found.at.min(60)).unwrap_or(60);
        let covers = found.length.saturating_mul(50) / length.max(1);
        let covers = i32::try_from(covers.min(50)).unwrap_or(50);
        // In long texts neither place nor share says anything; in what kind of word does.
        let points = match (weight, found.how) {
            (Weight::Text, How::Whole) => 200,
            (Weight::Text, How::Beginning) => 100,
            (Weight::Text, How::Inside) => 0,
            _ => early + covers,
        };
        Self {
            tier: weight.tier(found.how),
            score: weight.points() + points,
        }
    }

    /// What it is worth to lie within a place that is worth `self`; scattered letters are worth nothing there.
    pub fn within(self) -> Option<Self> {
        let points = match self.tier {
            Tier::Word => 160,
            Tier::Beginning => 80,
            Tier::Inside => 0,
            _ => return None,
        };
        Some(Self {
            tier: Tier::Text,
            score: points,
        })
    }

    /// What scattered letters are worth.
    pub fn fuzzy(score: i64, weight: Weight) -> Self {
        let score = i32::try_from(score.clamp(0, 100_000)).unwrap_or(0);
        Self {
            tier: Tier::Fuzzy,
            score: score * 4 + weight.points() / 4,
        }
    }

    /// The better of two.
    pub fn better(self, other: Self) -> Self {
        let other_is_better = (other.tier, -other.score) < (self.tier, -self.score);
        if other_is_better { other } else { self }
    }

    /// The better of what there is.
    pub fn best(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(one.better(other)),
            (one, other) => one.or(other),
        }
    }
}
