//! Counting: how many events of a result have each value of a field.
//!
//! Of a result that is most of the chronology, the events that it leaves out are counted,
//! and taken from the totals. All is done in segments, on all cores if there are many hits, and stopped between segments.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::model::{Chronology, Meeting};
use crate::query::index::arena::index as place;
use crate::query::index::build::Index;
use crate::query::index::row_set::EVENTS;
use crate::query::index::segment::Segment;
use crate::query::language::field::ValueColumn;
use crate::query::language::is::Is;
use crate::query::language::name_source::NamedBy;
use crate::query::search::hit::Hit;

/// How many events have each value; one table a column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    tables: Vec<(ValueColumn, Vec<u32>)>,
    /// While it counts: for each thing that others lie within, the number of the event that it was counted for last.
    counted: Vec<usize>,
}

/// Which events are counted.
#[derive(Debug, Clone, Copy)]
enum TermCounts<'a> {
    Hits(&'a [Hit]),
    AllBut(&'a [Hit]),
}

impl Counts {
    /// The counts of every event; `None` if `stop` was set meanwhile.
    pub fn of_all(index: &Index, keys: &[ValueColumn], stop: &AtomicBool) -> Option<Self> {
        Self::of(index, TermCounts::AllBut(&[]), keys, stop)
    }

    /// The counts of `hits`, which are by date; `None` if `stop` was set meanwhile.
    pub fn of_hits(
        index: &Index,
        hits: &[Hit],
        keys: &[ValueColumn],
        stop: &AtomicBool,
    ) -> Option<Self> {
        Self::of(index, TermCounts::Hits(hits), keys, stop)
    }

    /// What these counts of every event are without those that `hits` leave out.
    pub fn less_all_but(
        &self,
        index: &Index,
        hits: &[Hit],
        keys: &[ValueColumn],
        stop: &AtomicBool,
    ) -> Option<Self> {
        let missing = Self::of(index, TermCounts::AllBut(hits), keys, stop)?;
        let tables = missing.tables.into_iter().map(|(key, mut table)| {
            for (missing, total) in table.iter_mut().zip(self.of_column(key)) {
                *missing = total - *missing;
            }
            (key, table)
        });
        Some(Self {
            tables: tables.collect(),
            counted: Vec::new(),
        })
    }

    /// The counts of a column, by the value's position.
    pub fn of_column(&self, key: ValueColumn) -> &[u32] {
        let table = self.tables.iter().find(|(of, _)| *of == key);
        table.map_or(&[], |(_, counts)| counts)
    }

    /// Adds how many of `hits` meet the periods of their query certainly, and how many possibly.
    pub fn add_meetings(&mut self, hits: &[Hit]) {
        let certain = hits
            .iter()
            .filter(|hit| hit.certainty == Meeting::Certain)
            .count();
        let tables = self.tables.iter_mut();
        let Some((_, table)) = tables.into_iter().find(|(key, _)| *key == ValueColumn::Is) else {
            return;
        };
        for (is, met) in [(Is::Certain, certain), (Is::Possible, hits.len() - certain)] {
            if let (Some(count), Ok(met)) = (table.get_mut(is.place()), u32::try_from(met)) {
                *count = met;
            }
        }
    }

    fn of(
        index: &Index,
        counted: TermCounts<'_>,
        keys: &[ValueColumn],
        stop: &AtomicBool,
    ) -> Option<Self> {
        let none = || Self {
            tables: keys
                .iter()
                .map(|key| (*key, vec![0; index.vocabulary().labels(*key).len()]))
                .collect(),
            counted: Vec::new(),
        };
        let tally = |mut counts: Self, segment: &Segment| {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            counts.add(index.chronology(), segment, counted);
            Some(counts)
        };
        let segments = index.segments.as_slice();
        let events = index.chronology().events().len();
        let settled = |counts: Self| Self {
            counted: Vec::new(),
            ..counts
        };
        if counted.len(events) <= EVENTS {
            return segments.iter().try_fold(none(), tally).map(settled);
        }
        let share = segments.len().div_ceil(4 * rayon::current_num_threads());
        segments
            .par_iter()
            .with_min_len(share)
            .try_fold(none, tally)
            .try_reduce(none, |one, other| Some(one.sum(other)))
            .map(settled)
    }

    fn sum(mut self, other: Self) -> Self {
        for ((_, table), (_, more)) in self.tables.iter_mut().zip(other.tables) {
            for (count, more) in table.iter_mut().zip(more) {
                *count += more;
            }
        }
        self
    }

    /// Counts those events of `segment` that are to be.
    fn add(&mut self, chronology: &Chronology, segment: &Segment, counted: TermCounts<'_>) {
        let runs = counted.runs(segment);
        let runs = || runs.iter().map(|(from, to)| (*from).into()..(*to).into());
        let counted = &mut self.counted;
        for (key, table) in &mut self.tables {
            let length = table.len();
            let mut tally = |value: usize| {
                if let Some(count) = table.get_mut(value) {
                    *count += 1;
                }
            };
            let names = match key {
                ValueColumn::Names(names) => *names,
                ValueColumn::Status => {
                    for run in runs() {
                        let statuses = segment.statuses.get::<Range<usize>>(run);
                        for status in statuses.unwrap_or_default() {
                            tally((*status).into());
                        }
                    }
                    continue;
                }
                ValueColumn::Is => {
                    for run in runs() {
                        let flags = segment.flags.get::<Range<usize>>(run);
                        for flags in flags.unwrap_or_default() {
                            // As a rule, nothing of it holds.
                            let mut left = *flags;
                            while left != 0 {
                                tally(place(left.trailing_zeros()));
                                left &= left - 1;
                            }
                        }
                    }
                    continue;
                }
            };
            let lists = segment.columns.get(names);
            if let NamedBy::Things {
                within: Some(within),
                ..
            } = names.source().values
            {
                let within = |value: usize| within(chronology, value);
                counted.resize(length, 0);
                for row in runs().flatten() {
                    let number = segment.first + row + 1;
                    each_around(lists.row(row), (number, counted), within, &mut tally);
                }
                continue;
            }
            for run in runs() {
                for value in lists.rows(run) {
                    tally(place(*value));
                }
            }
        }
    }
}

/// Shows `visit` each of an event's `values` and what they lie `within`, each once. `counted` has for each thing the number of
/// the event that it was shown for last.
fn each_around(
    values: impl Iterator<Item = usize>,
    (number, counted): (usize, &mut [usize]),
    within: impl Fn(usize) -> Option<usize>,
    mut visit: impl FnMut(usize),
) {
    for value in values {
        let mut here = Some(value);
        while let Some(value) = here
            && let Some(last) = counted.get_mut(value)
            && *last != number
        {
            *last = number;
            visit(value);
            here = within(value);
        }
    }
}

impl TermCounts<'_> {
    /// How many events these are, of so many.
    fn len(self, events: usize) -> usize {
        match self {
            Self::Hits(hits) => hits.len(),
            Self::AllBut(hits) => events.saturating_sub(hits.len()),
        }
    }

    /// The rows of `segment` that are counted, as runs of rows: from one, up to another.
    fn runs(self, segment: &Segment) -> Vec<(u16, u16)> {
        let (Self::Hits(hits) | Self::AllBut(hits)) = self;
        let before = |event: usize| hits.partition_point(|hit| hit.event.index() < event);
        let places = before(segment.first)..before(segment.first + segment.len());
        let hits = hits.get(places).unwrap_or_default();
        let rows = hits.iter().map(|hit| hit.event.index() - segment.first);
        let rows = rows.filter_map(|row| u16::try_from(row).ok());
        let mut runs: Vec<(u16, u16)> = Vec::new();
        match self {
            Self::Hits(_) => {
                for row in rows {
                    match runs.last_mut() {
                        Some((_, end)) if *end == row => *end += 1,
                        _ => runs.push((row, row + 1)),
                    }
                }
            }
            Self::AllBut(_) => {
                let mut next = 0;
                for row in rows.chain(u16::try_from(segment.len())) {
                    if next < row {
                        runs.push((next, row));
                    }
                    next = row + 1;
                }
            }
        }
        runs
    }
}
