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
            let mut hits = self.by_date.clone();
            if hits.iter().any(|hit| hit.tier != Tier::Filter) {
                let key = |hit: &Hit| (hit.tier, -hit.score, hit.event);
                if hits.len() > PARALLEL {
                    hits.par_sort_unstable_by_key(key);
                } else {
                    hits.sort_unstable_by_key(key);
                }
            }
            hits
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
