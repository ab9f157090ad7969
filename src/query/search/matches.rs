//! What a query found.

use std::fmt;
use std::sync::OnceLock;

use super::hit::Hit;
use super::order;
use crate::model::EventId;
use crate::query::index::arena::index;

/// The events that match, by date and by rank.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    by_date: Vec<Hit>,
    /// The places of the hits by date, best first; `None` if that is the order by date.
    by_rank: OnceLock<Option<Vec<u32>>>,
    best: OnceLock<Option<Hit>>,
    total: usize,
    correction: Option<Box<str>>,
}

/// Hits in some order.
#[derive(Clone, Copy)]
pub struct Hits<'a> {
    by_date: &'a [Hit],
    /// Their places, in the order; `None` is by date.
    places: Option<&'a [u32]>,
}

impl Matches {
    pub(crate) fn new(by_date: Vec<Hit>, total: usize, correction: Option<Box<str>>) -> Self {
        Self {
            by_date,
            by_rank: OnceLock::new(),
            best: OnceLock::new(),
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

    /// The same, for who takes either order.
    pub fn hits_by_date(&self) -> Hits<'_> {
        Hits {
            by_date: &self.by_date,
            places: None,
        }
    }

    /// Best first: by tier, then score, then date. Sorted when first asked for.
    pub fn by_rank(&self) -> Hits<'_> {
        let places = self.by_rank.get_or_init(|| order::rank(&self.by_date));
        Hits {
            by_date: &self.by_date,
            places: places.as_deref(),
        }
    }

    /// The first by rank. Nothing is sorted for it; looked for when first asked for.
    pub fn best(&self) -> Option<Hit> {
        *self
            .best
            .get_or_init(|| order::best(&self.by_date).copied())
    }

    /// The hit for `event`, if it matches.
    pub fn hit(&self, event: EventId) -> Option<Hit> {
        let place = place_by_date(&self.by_date, event)?;
        self.by_date.get(place).copied()
    }

    /// What was searched for in place of words that find nothing: "polcie → police".
    pub fn correction(&self) -> Option<&str> {
        self.correction.as_deref()
    }
}

fn place_by_date(hits: &[Hit], event: EventId) -> Option<usize> {
    hits.binary_search_by_key(&event, |hit| hit.event).ok()
}

impl<'a> Hits<'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.by_date.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.by_date.is_empty()
    }

    /// The hit at `place` of the order.
    pub fn get(self, place: usize) -> Option<&'a Hit> {
        match self.places {
            Some(places) => self.by_date.get(index(*places.get(place)?)),
            None => self.by_date.get(place),
        }
    }

    /// The first.
    pub fn first(self) -> Option<&'a Hit> {
        self.get(0)
    }

    /// All, in the order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'a Hit> {
        (0..self.len()).filter_map(move |place| self.get(place))
    }

    /// The place of `event` in the order.
    pub fn place_of(self, event: EventId) -> Option<usize> {
        let by_date = place_by_date(self.by_date, event)?;
        match self.places {
            Some(places) => places.iter().position(|place| index(*place) == by_date),
            None => Some(by_date),
        }
    }
}

impl PartialEq for Hits<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Hits<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}
