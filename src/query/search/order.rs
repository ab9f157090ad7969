//! Ranking hits: the places of hits by date, best first, in time proportional to the hits.
//!
//! The scores of one query lie close together, so they are counted, not compared: each tier and score has
//! a slot, and a hit's place goes where its slot begins. Hits of one slot keep their order, which is by date.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use super::hit::Hit;

/// From how many hits on all cores work.
const PARALLEL: usize = 20_000;
/// The most slots; scores farther apart are compared.
const SLOTS: usize = 1 << 16;
/// How many tiers there are.
const TIERS: usize = 8;
/// The most that a score counts.
const MOST: u32 = (1 << 28) - 1;

/// How far a hit is from the best of its tier, that is from `MOST`.
fn distance(hit: &Hit) -> u32 {
    MOST - u32::try_from(hit.score).unwrap_or(0).min(MOST)
}

/// A number that is small for what ranks high.
fn key(hit: &Hit) -> u32 {
    u32::from(hit.tier.number()) << 28 | distance(hit)
}

/// The best of `hits`; of equals the first.
pub(crate) fn best(hits: &[Hit]) -> Option<&Hit> {
    hits.iter().min_by_key(|hit| key(hit))
}

/// The places of `hits`, best first; `None` if they are in that order already.
pub(crate) fn rank(hits: &[Hit]) -> Option<Vec<u32>> {
    if hits.is_sorted_by_key(key) {
        return None;
    }
    let share = if hits.len() < PARALLEL {
        hits.len()
    } else {
        hits.len().div_ceil(rayon::current_num_threads())
    };
    Some(match Slots::of(hits, share) {
        Some(slots) => slots.sort(hits, share),
        None => compare(hits),
    })
}

/// Sorts by comparing, for scores that are far apart.
fn compare(hits: &[Hit]) -> Vec<u32> {
    let keys = hits.iter().zip(0u32..);
    let mut keys: Vec<(u32, u32)> = keys.map(|(hit, place)| (key(hit), place)).collect();
    if keys.len() < PARALLEL {
        keys.sort_unstable();
    } else {
        keys.par_sort_unstable();
    }
    keys.into_iter().map(|(_, place)| place).collect()
}

/// The slots of one result: for each tier the score that its first slot is of, and where its slots begin.
#[derive(Debug)]
struct Slots {
    nearest: [u32; TIERS],
    begins: [u32; TIERS],
    count: usize,
}

impl Slots {
    /// Slots for the scores of `hits`; `None` if that were too many.
    fn of(hits: &[Hit], share: usize) -> Option<Self> {
        let empty = [(u32::MAX, 0); TIERS];
        let widen = |spans: &mut [(u32, u32); TIERS], tier: u8, least: u32, most: u32| {
            if let Some(span) = spans.get_mut(usize::from(tier)) {
                *span = (span.0.min(least), span.1.max(most));
            }
        };
        let spans = hits
            .par_chunks(share)
            .map(|hits| {
                let mut spans = empty;
                for hit in hits {
                    let distance = distance(hit);
                    widen(&mut spans, hit.tier.number(), distance, distance);
                }
                spans
            })
            .reduce(
                || empty,
                |mut one, other| {
                    for (tier, (least, most)) in (0..).zip(other) {
                        widen(&mut one, tier, least, most);
                    }
                    one
                },
            );
        let mut slots = Self {
            nearest: [0; TIERS],
            begins: [0; TIERS],
            count: 0,
        };
        let tiers = slots.nearest.iter_mut().zip(&mut slots.begins).zip(spans);
        for ((nearest, begins), (least, most)) in tiers {
            *nearest = least;
            *begins = u32::try_from(slots.count).ok()?;
            if least <= most {
                slots.count += usize::try_from(most - least).ok()? + 1;
            }
        }
        (slots.count <= SLOTS).then_some(slots)
    }

    /// The slot of a hit.
    fn slot(&self, hit: &Hit) -> u16 {
        let tier = usize::from(hit.tier.number());
        let (begins, nearest) = match (self.begins.get(tier), self.nearest.get(tier)) {
            (Some(begins), Some(nearest)) => (*begins, *nearest),
            _ => (0, 0),
        };
        u16::try_from(begins + (distance(hit) - nearest)).unwrap_or(u16::MAX)
    }

    /// The slot of each hit, in parts, and how many hits each slot has.
    fn counts(&self, hits: &[Hit], share: usize) -> (Vec<Vec<u16>>, Vec<u32>) {
        let count = |hits: &[Hit]| {
            let slots: Vec<u16> = hits.iter().map(|hit| self.slot(hit)).collect();
            let mut counts = vec![0; self.count];
            for slot in &slots {
                if let Some(count) = counts.get_mut(usize::from(*slot)) {
                    *count += 1;
                }
            }
            (slots, counts)
        };
        let parts: Vec<(Vec<u16>, Vec<u32>)> = hits.par_chunks(share).map(count).collect();
        let (slots, counts): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let counts = counts.into_iter().reduce(|mut one, other: Vec<u32>| {
            for (count, more) in one.iter_mut().zip(other) {
                *count += more;
            }
            one
        });
        (slots, counts.unwrap_or_default())
    }

    /// The places of `hits` in the order of their slots.
    fn sort(&self, hits: &[Hit], share: usize) -> Vec<u32> {
        let (slots, counts) = self.counts(hits, share);
        let mut places = vec![0; hits.len()];
        // Each core fills the places of some slots, about as many as the others.
        let mut parts = Vec::new();
        let (mut rest, mut first) = (places.as_mut_slice(), 0);
        while first < counts.len() && !rest.is_empty() {
            let (mut taken, mut next) = (0, Vec::new());
            for count in counts.get(first..).unwrap_or_default() {
                if taken >= share {
                    break;
                }
                next.push(taken);
                taken += crate::query::index::arena::index(*count);
            }
            let (part, others) = rest.split_at_mut(taken.min(rest.len()));
            rest = others;
            let slots = next.len();
            parts.push((first, next, part));
            first += slots;
        }
        parts.into_par_iter().for_each(|(first, mut next, part)| {
            for (slot, place) in slots.iter().flatten().zip(0..) {
                // Those before the first are out of reach too.
                let slot = usize::from(*slot).wrapping_sub(first);
                if let Some(next) = next.get_mut(slot)
                    && let Some(free) = part.get_mut(*next)
                {
                    *free = place;
                    *next += 1;
                }
            }
        });
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventId, Meeting};
    use crate::query::search::score::Tier;
    use proptest::prelude::*;

    fn hits(of: impl IntoIterator<Item = (usize, i32)>) -> Vec<Hit> {
        let of = of.into_iter().enumerate();
        of.map(|(event, (tier, score))| Hit {
            event: EventId::new(event),
            certainty: Meeting::Certain,
            tier: Tier::ALL[tier],
            score,
        })
        .collect()
    }

    /// As a sort that keeps equals in order has it.
    fn reference(hits: &[Hit]) -> Vec<u32> {
        let mut places: Vec<u32> = (0..u32::try_from(hits.len()).unwrap()).collect();
        places.sort_by_key(|place| {
            let hit = &hits[usize::try_from(*place).unwrap()];
            (hit.tier, -hit.score)
        });
        places
    }

    fn ranked(hits: &[Hit]) -> Vec<u32> {
        let all = 0..u32::try_from(hits.len()).unwrap();
        rank(hits).unwrap_or_else(|| all.collect())
    }

    proptest! {
        #[test]
        fn counting_sorts_as_comparing_does(
            of in prop::collection::vec((0..TIERS, 0..40), 0..300),
            far in prop::collection::vec((0..TIERS, 0..200_000_000), 0..300),
        ) {
            for hits in [hits(of), hits(far)] {
                let wanted = reference(&hits);
                prop_assert_eq!(ranked(&hits), wanted.clone());
                prop_assert_eq!(best(&hits), wanted.first().map(|at| &hits[usize::try_from(*at).unwrap()]));
            }
        }
    }

    #[test]
    fn many_hits_are_ranked_on_all_cores_alike() {
        let score = |at: usize| i32::try_from(at * 7919 % 613).unwrap();
        let all = 0..3 * PARALLEL;
        let few = hits(all.clone().map(|at| (at % 5, score(at))));
        assert_eq!(ranked(&few), reference(&few));
        let far = hits(all.map(|at| (at % TIERS, score(at) * 400_000)));
        assert_eq!(ranked(&far), reference(&far));
    }
}
