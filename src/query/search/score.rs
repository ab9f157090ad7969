//! Ranking: tiers first, score second.
//!
//! Long texts match almost any scattered letters, so how a word was found counts
//! before how well. Within a tier the title counts more than names, names more than
//! aliases and places; early and short more than late and long.

use crate::query::text::term_matcher::{Boundary, TermMatch};

/// How an event was found, best first. With several words, that of the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// By filters alone: the query has no words.
    Filter,
    /// The query is an id.
    Named,
    /// Whole words of the title, a name or an alias.
    Word,
    /// Beginnings of words there.
    Beginning,
    /// Letters within words there.
    Inside,
    /// Words that are not in the query but like one that stands nowhere as it is.
    Corrected,
    /// Scattered letters of the title, a name or an alias.
    Fuzzy,
    /// Words of the summary, the quotes or the note, of an id, or of a place around.
    Text,
}

impl Tier {
    /// Its number, the best first.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Filter => 0,
            Self::Named => 1,
            Self::Word => 2,
            Self::Beginning => 3,
            Self::Inside => 4,
            Self::Corrected => 5,
            Self::Fuzzy => 6,
            Self::Text => 7,
        }
    }

    /// All tiers, by number.
    pub(crate) const ALL: [Self; 8] = [
        Self::Filter,
        Self::Named,
        Self::Word,
        Self::Beginning,
        Self::Inside,
        Self::Corrected,
        Self::Fuzzy,
        Self::Text,
    ];
}

/// What a text weighs in the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
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
    pub const fn tier(self, how: Boundary) -> Tier {
        match (self, how) {
            (Self::Text, _) => Tier::Text,
            (_, Boundary::Whole) => Tier::Word,
            (_, Boundary::Beginning) => Tier::Beginning,
            (_, Boundary::Inside) => Tier::Inside,
        }
    }
}

/// What a find is worth, in a number that is the lower the better: the tier in the upper eight bits, the score taken from its most
/// in the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Score(u32);

/// The most that a score counts.
const MOST: u32 = (1 << 24) - 1;

/// The points for a query that is an id.
pub(crate) const NAMED: i32 = 10_000;
/// The points for a query that is a name or an alias: of names the whole one comes first, but after any word of a title.
pub(crate) const CALLED: i32 = 50;
/// The points for words that stand together as in the query.
pub(crate) const TOGETHER: i32 = 150;

impl Default for Score {
    fn default() -> Self {
        Self::NONE
    }
}

impl Score {
    /// Nothing was found.
    pub const NONE: Self = Self(u32::MAX);

    fn new(tier: Tier, score: i32) -> Self {
        let score = u32::try_from(score).unwrap_or(0).min(MOST);
        Self(u32::from(tier.number()) << 24 | (MOST - score))
    }

    /// Whether something was found.
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// How it was found; the worst if it was not.
    pub fn tier(self) -> Tier {
        let number = usize::try_from(self.0 >> 24).ok();
        let tier = number.and_then(|number| Tier::ALL.get(number));
        tier.copied().unwrap_or(Tier::Text)
    }

    /// The score within the tier; more is better.
    pub fn score(self) -> i32 {
        i32::try_from(MOST - (self.0 & MOST)).unwrap_or(0)
    }

    /// What `found` is worth in a text of `length` bytes.
    pub fn of(found: TermMatch, weight: Weight, length: usize) -> Self {
        let early = 60 - i32::try_from(found.at.min(60)).unwrap_or(60);
        let covers = found.length.saturating_mul(50) / length.max(1);
        let covers = i32::try_from(covers.min(50)).unwrap_or(50);
        // In long texts neither place nor share says anything; in what kind of word does.
        let points = match (weight, found.how) {
            (Weight::Text, Boundary::Whole) => 200,
            (Weight::Text, Boundary::Beginning) => 100,
            (Weight::Text, Boundary::Inside) => 0,
            _ => early + covers,
        };
        Self::new(weight.tier(found.how), weight.points() + points)
    }

    /// What it is worth to lie within a place that is worth `self`; scattered letters are worth nothing there.
    pub fn within(self) -> Self {
        let points = match self.tier() {
            Tier::Word => 160,
            Tier::Beginning => 80,
            Tier::Inside => 0,
            _ => return Self::NONE,
        };
        Self::new(Tier::Text, points)
    }

    /// What scattered letters are worth.
    pub fn fuzzy(score: i64, weight: Weight) -> Self {
        let score = i32::try_from(score.clamp(0, 100_000)).unwrap_or(0);
        Self::new(Tier::Fuzzy, score * 4 + weight.points() / 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_is_the_lower() {
        let found = |how, at| TermMatch { how, at, length: 4 };
        let whole = Score::of(found(Boundary::Whole, 10), Weight::Title, 40);
        let early = Score::of(found(Boundary::Whole, 0), Weight::Title, 40);
        let begins = Score::of(found(Boundary::Beginning, 0), Weight::Title, 40);
        let text = Score::of(found(Boundary::Whole, 0), Weight::Text, 1);
        let order = [
            early,
            whole,
            begins,
            Score::fuzzy(80, Weight::Title),
            text,
            Score::NONE,
        ];
        assert!(order.is_sorted_by(|one, other| one < other), "{order:?}");
        assert_eq!((early.tier(), early.score()), (Tier::Word, 400 + 60 + 5));
        assert_eq!((text.tier(), text.score()), (Tier::Text, 200));
        assert_eq!(whole.within(), Score::new(Tier::Text, 160));
        assert_eq!([text.within(), Score::NONE.within()], [Score::NONE; 2]);
        assert_eq!(Score::fuzzy(i64::MAX, Weight::Title).score(), 400_100);
    }
}
