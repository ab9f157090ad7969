//! Which actors, places or words of a table a word of a query names, how well, and in which events they stand.

use super::arena::Lists;
use super::names::NameTable;
use super::rank::Worth;
use super::slice::{EVENTS, Slice};
use crate::model::EventId;

/// Events are listed one by one while they are at most one in so many.
const FEW: usize = 4;

/// What a word names in a table of things.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// What each thing is worth; empty if none is met.
    worths: Vec<Worth>,
    /// Where they stand, if in few events.
    few: Option<Few>,
}

/// Rows, slice after slice.
#[derive(Debug)]
struct Few {
    /// A row within its slice, and the thing that stands there.
    rows: Vec<(u16, u32)>,
    /// For each slice the end of its rows.
    ends: Vec<usize>,
}

impl Met {
    /// Things of a table, each worth what `worths` has for it, wherever they stand.
    pub fn anywhere(worths: Vec<Worth>) -> Self {
        let is_met = worths.iter().any(|worth| worth.is_some());
        Self {
            worths: if is_met { worths } else { Vec::new() },
            few: None,
        }
    }

    /// The same, of which is known in which `events` each stands; of all events there are `total`.
    pub fn known<E: Iterator<Item = EventId>>(
        worths: Vec<Worth>,
        total: usize,
        events: impl Fn(usize) -> E,
    ) -> Self {
        let mut met = Self::anywhere(worths);
        let things = met.worths.iter().enumerate();
        let things = things.filter(|(_, worth)| worth.is_some());
        let mut ends = vec![0; total.div_ceil(EVENTS)];
        let mut rows = Vec::new();
        for (thing, _) in things {
            for event in events(thing) {
                if rows.len() > total / FEW {
                    return met;
                }
                rows.push((event.index(), u32::try_from(thing).unwrap_or(u32::MAX)));
                if let Some(count) = ends.get_mut(event.index() / EVENTS) {
                    *count += 1;
                }
            }
        }
        met.few = Some(Few::new(&rows, ends));
        met
    }

    /// Whether no thing is met.
    pub fn is_nothing(&self) -> bool {
        self.worths.is_empty()
    }

    /// Shows `visit` the rows of `slice` in which a thing stands that is met, and what it is worth; `lists` has the things of each row.
    pub fn each(&self, slice: &Slice, lists: &Lists, mut visit: impl FnMut(usize, Worth)) {
        let worth = |thing: usize| self.worths.get(thing).copied().unwrap_or_default();
        if self.is_nothing() {
            return;
        }
        if let Some(few) = &self.few {
            for (row, thing) in few.of(slice.first / EVENTS) {
                visit(
                    usize::from(*row),
                    worth(usize::try_from(*thing).unwrap_or(usize::MAX)),
                );
            }
            return;
        }
        for row in 0..slice.len() {
            let best = lists.row(row).map(worth).min();
            if let Some(best) = best.filter(|best| best.is_some()) {
                visit(row, best);
            }
        }
    }
}

impl Few {
    /// Sorts `rows`, counted from the first event, into slices, of which `counts` says how many each has.
    fn new(rows: &[(usize, u32)], counts: Vec<usize>) -> Self {
        let mut ends = counts;
        let mut next = 0;
        for end in &mut ends {
            (*end, next) = (next, next + *end);
        }
        let mut sorted = vec![(0, 0); rows.len()];
        for (row, thing) in rows {
            if let Some(at) = ends.get_mut(row / EVENTS) {
                if let Some(to) = sorted.get_mut(*at) {
                    *to = (u16::try_from(row % EVENTS).unwrap_or(u16::MAX), *thing);
                }
                *at += 1;
            }
        }
        Self { rows: sorted, ends }
    }

    fn of(&self, slice: usize) -> &[(u16, u32)] {
        let end = |slice: usize| self.ends.get(slice).copied().unwrap_or(0);
        let start = slice.checked_sub(1).map_or(0, end);
        self.rows.get(start..end(slice)).unwrap_or_default()
    }
}

/// A table in which to note what the things of `table` are worth.
pub(super) fn note(worths: &mut Vec<Worth>, table: &NameTable, thing: usize, worth: Worth) {
    if worth.is_some() {
        worths.resize(table.len(), Worth::NONE);
        if let Some(best) = worths.get_mut(thing) {
            *best = worth.min(*best);
        }
    }
}
