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

    /// How many of `events`, which ascend, match.
    pub fn count_of(&self, events: &[EventId]) -> usize {
        if self.len() == self.total {
            return events.len();
        }
        // The shorter list is looked up in what is left of the longer one, which a step or two settle if both are long.
        let hits = self.by_date.iter().map(|hit| hit.event);
        if events.len() < self.len() {
            count_in(events.iter().copied(), &self.by_date, |hit| hit.event)
        } else {
            count_in(hits, events, |event| *event)
        }
    }

    /// What was searched for in place of words that find nothing: "polcie → police".
    pub fn correction(&self) -> Option<&str> {
        self.correction.as_deref()
    }
}

/// How many of `few` stand in `many`; both ascend.
fn count_in<T>(
    few: impl Iterator<Item = EventId>,
    many: &[T],
    event: impl Fn(&T) -> EventId,
) -> usize {
    let mut rest = many;
    let mut count = 0;
    for wanted in few {
        let mut reach = 1;
        while rest.get(reach - 1).is_some_and(|item| event(item) < wanted) {
            rest = rest.get(reach..).unwrap_or_default();
            reach *= 2;
        }
        let part = rest.get(..reach.min(rest.len())).unwrap_or_default();
        let before = part.partition_point(|item| event(item) < wanted);
        rest = rest.get(before..).unwrap_or_default();
        if rest.first().is_some_and(|item| event(item) == wanted) {
            count += 1;
        }
    }
    count
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use crate::model::Meeting;
    use crate::query::search::score::Tier;

    fn matches(events: &BTreeSet<usize>, total: usize) -> Matches {
        let hits = events.iter().map(|event| Hit {
            event: EventId::new(*event),
            certainty: Meeting::Certain,
            tier: Tier::Filter,
            score: 0,
        });
        Matches::new(hits.collect(), total, None)
    }

    proptest! {
        #[test]
        fn the_events_of_a_list_that_match_are_counted(
            found in prop::collection::btree_set(0..300_usize, 0..300),
            asked in prop_oneof![
                prop::collection::btree_set(0..300_usize, 0..8),
                prop::collection::btree_set(0..300_usize, 0..300),
            ],
        ) {
            let events: Vec<_> = asked.iter().copied().map(EventId::new).collect();
            let both = found.intersection(&asked).count();
            prop_assert_eq!(matches(&found, 301).count_of(&events), both);
        }
    }

    #[test]
    fn of_all_events_all_are_counted() {
        let all: BTreeSet<usize> = (0..9).collect();
        let events = [EventId::new(1), EventId::new(7)];
        assert_eq!(matches(&all, 9).count_of(&events), 2);
        assert_eq!(matches(&BTreeSet::new(), 9).count_of(&events), 0);
    }
}
