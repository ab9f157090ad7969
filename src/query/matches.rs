//! What a query found.

use std::sync::OnceLock;

use rayon::slice::ParallelSliceMut;

use super::rank::Tier;
use crate::model::{EventId, Meeting};

/// From how many hits on they are sorted on all cores.
const PARALLEL: usize = 20_000;

/// An event that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The event.
    pub event: EventId,
    /// `Certain`, unless a period of the query is met only possibly.
    pub certainty: Meeting,
    /// How it was found.
    pub tier: Tier,
    /// How well, within the tier; more is better.
    pub score: i64,
}

/// The events that match, by date and by rank.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    by_date: Vec<Hit>,
    by_rank: OnceLock<Vec<Hit>>,
    total: usize,
    correction: Option<Box<str>>,
}

/// The bits of a key that tell the place.
const PLACE: u64 = 0xFFFF_FFFF;
/// The most that a score counts in a key.
const MOST: u64 = (1 << 28) - 1;

/// A number of 32 bits that is small for what ranks high.
fn key(hit: &Hit) -> u64 {
    let score = u64::try_from(hit.score).unwrap_or(0).min(MOST);
    let tier: u64 = match hit.tier {
        Tier::Filter => 0,
        Tier::Named => 1,
        Tier::Word => 2,
        Tier::Beginning => 3,
        Tier::Inside => 4,
        Tier::Fuzzy => 5,
        Tier::Text => 6,
        Tier::Corrected => 7,
    };
    tier << 28 | (MOST - score)
}

impl Matches {
    pub(super) fn new(by_date: Vec<Hit>, total: usize, correction: Option<Box<str>>) -> Self {
        Self {
            by_date,
            by_rank: OnceLock::new(),
            total,
            correction,
        }
    }

    /// How many events match.
    pub fn len(&self) -> usize {
        self.by_date.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.by_date.is_empty()
    }

    /// How many events the chronology has.
    pub fn total(&self) -> usize {
        self.total
    }

    /// In chronological order.
    pub fn by_date(&self) -> &[Hit] {
        &self.by_date
    }

    /// Best first: by tier, then score, then date. Sorted when first asked for.
    pub fn by_rank(&self) -> &[Hit] {
        self.by_rank.get_or_init(|| {
            if self.by_date.iter().all(|hit| hit.tier == Tier::Filter) {
                return self.by_date.clone();
            }
            // One number a hit, tier over score over place, sorts twice as fast as the hits.
            let keys = self.by_date.iter().zip(0u64..);
            let mut keys: Vec<u64> = keys.map(|(hit, place)| key(hit) << 32 | place).collect();
            if keys.len() > PARALLEL {
                keys.par_sort_unstable();
            } else {
                keys.sort_unstable();
            }
            let places = keys.iter().map(|key| usize::try_from(key & PLACE));
            places
                .filter_map(|place| self.by_date.get(place.ok()?).copied())
                .collect()
        })
    }

    /// The hit for `event`, if it matches.
    pub fn hit(&self, event: EventId) -> Option<Hit> {
        let place = self
            .by_date
            .binary_search_by_key(&event, |hit| hit.event)
            .ok()?;
        self.by_date.get(place).copied()
    }

    /// What was searched for in place of words that find nothing: "polcie → police".
    pub fn correction(&self) -> Option<&str> {
        self.correction.as_deref()
    }
}
