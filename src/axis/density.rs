//! Density: how much happens in each cell. An event weighs one, spread evenly over the days that it may
//! have happened on, or lasted: a month event spreads over its month.

use super::scale::Scale;
use crate::model::date::{Bound, Bounds, Day};

/// What one event weighs.
const WEIGHT: u64 = 1 << 20;

/// Parts of a cell that positions are counted in.
const PARTS: i64 = 256;

/// Where the weight of an event falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Over the days that it may have happened on, or lasted.
    Days(Bounds),
    /// On one cell: that of a time, so many seconds after the beginning of its day.
    Clock(Day, u32),
}

/// The weight of events in each cell of `scale`, in parts of 2²⁰ an event: `events` say where it falls, and of how many events
/// it does. Time is proportional to bounds plus cells, however long a span is.
pub fn density(scale: Scale, events: impl Iterator<Item = (Spread, u64)>) -> Vec<u64> {
    let cells = usize::from(scale.cells());
    let mut weights = vec![0_u64; cells];
    // Rates that begin and end at a cell: whole cells of a span are added up once at the end.
    let mut begins = vec![0_u64; cells + 1];
    let mut ends = vec![0_u64; cells + 1];
    for (spread, count) in events {
        let found = match spread {
            Spread::Days(bounds) => positions(scale, bounds),
            Spread::Clock(day, seconds) => position(scale, day, seconds),
        };
        let Some((from, to)) = found else {
            continue;
        };
        let (first, last) = (from / PARTS, (to - 1) / PARTS);
        // Rounded for each event, so that it makes no difference which are counted together.
        let share = |parts: i64| count * (WEIGHT * part(parts) / part(to - from));
        if first == last {
            add(&mut weights, first, count * WEIGHT);
            continue;
        }
        add(&mut weights, first, share((first + 1) * PARTS - from));
        add(&mut weights, last, share(to - last * PARTS));
        add(&mut begins, first + 1, share(PARTS));
        add(&mut ends, last, share(PARTS));
    }
    let mut rate = 0_u64;
    for ((weight, begin), end) in weights.iter_mut().zip(&begins).zip(&ends) {
        rate = (rate + begin).saturating_sub(*end);
        *weight += rate;
    }
    weights
}

fn part(parts: i64) -> u64 {
    u64::try_from(parts).unwrap_or(0).max(1)
}

fn add(cells: &mut [u64], cell: i64, weight: u64) {
    if let Some(cell) = usize::try_from(cell)
        .ok()
        .and_then(|cell| cells.get_mut(cell))
    {
        *cell += weight;
    }
}

/// Where a time of a day is on the scale, in parts of a cell; `None` off the scale.
fn position(scale: Scale, day: Day, seconds: u32) -> Option<(i64, i64)> {
    let from = i64::from(scale.cell_in_day(day, seconds)?) * PARTS;
    Some((from, from + 1))
}

/// Where bounds begin and end on the scale, in parts of a cell; `None` off the scale. An open end
/// goes on to the edge; an unknown one ends with the day it begins on.
fn positions(scale: Scale, bounds: Bounds) -> Option<(i64, i64)> {
    let (first, last) = (scale.first().number(), scale.last().number());
    let start = match (bounds.earliest, bounds.latest) {
        (Bound::Day(day), _) | (Bound::Unknown, Bound::Day(day)) => day.number(),
        (Bound::Open, _) => first,
        _ => return None,
    };
    let end = match bounds.latest {
        Bound::Day(day) => day.number(),
        Bound::Open => last,
        Bound::Unknown => start,
    };
    if end < first || start > last {
        return None;
    }
    let from = scale.position(start, PARTS);
    let to = scale.position(end.saturating_add(1), PARTS);
    let most = i64::from(scale.cells()) * PARTS;
    let from = from.min(most - 1);
    Some((from, to.clamp(from + 1, most)))
}

/// The height of each cell, from 0 (nothing) to `most` (the fullest, but at least a whole event); anything at all is at least 1. Heights
/// grow with the square root of the weight: a month event beside a day event stays visible.
pub fn heights(weights: &[u64], most: u64) -> Vec<u64> {
    let fullest = weights.iter().copied().max().unwrap_or(0).max(WEIGHT);
    weights
        .iter()
        .map(|weight| match *weight {
            0 => 0,
            weight => (weight * most * most / fullest).isqrt().clamp(1, most),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::heights;

    #[test]
    fn nothing_is_flat_and_something_shows() {
        let event = super::WEIGHT;
        assert_eq!(heights(&[0, 1, event / 4, event], 8), [0, 1, 4, 8]);
        assert_eq!(heights(&[0, event, 4 * event], 8), [0, 4, 8]);
        assert_eq!(heights(&[0, 0], 8), [0, 0]);
        assert!(heights(&[], 8).is_empty());
    }
}
