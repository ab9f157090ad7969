//! Rows of the chronology by date: events, headings above years, gaps between months.
//!
//! Headings and gaps are few beside the events, so only they are stored; the row
//! at a position is found by binary search. A million events cost what their
//! headings cost. They are found by stretches of the calendar, not by events.

use super::calendar::{Calendar, Heading, month_number};
use crate::model::EventId;
use crate::query::Hit;

/// The fewest events of a month that have a heading of their own.
const CROWD: usize = 8;

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A heading.
    Heading(Heading),
    /// A stretch of whole months in which nothing begins: the first (astronomical year, month), and how many.
    Gap {
        /// Year and month (1–12) in which it begins.
        from: (i64, u8),
        /// How many months.
        months: i64,
    },
    /// The event at that place of the hits by date.
    Event(usize),
}

/// All rows of a result.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Rows that are no events: position among all rows, ascending, and what they are.
    extras: Vec<(usize, Row)>,
    events: usize,
}

/// Whether two dates stand under one heading.
fn same_group(one: Heading, other: Heading) -> bool {
    match (one, other) {
        (Heading::Year { year: a, .. }, Heading::Year { year: b, .. }) => a == b,
        _ => one == other,
    }
}

impl Rows {
    /// The rows of `hits`, which are in chronological order.
    pub fn new(calendar: &Calendar, hits: &[Hit]) -> Self {
        let mut extras: Vec<(usize, Row)> = Vec::new();
        let mut open: Option<(usize, Heading)> = None;
        let mut reached: Option<i64> = None;
        let mut before: Option<(i64, u8)> = None;
        // The month whose heading was given last, in this year.
        let mut under: Option<(i64, u8)> = None;
        let mut stretches = calendar.stretches_of(hits);
        // The dates of a stretch say the same, so whatever stands between rows stands before its first hit.
        while let Some((stretch, places)) = stretches.next() {
            let nth = places.start;
            let told = stretch.told();
            if let Some(gap) = gap(reached, told.start) {
                extras.push((nth + extras.len(), gap));
            }
            let is_certain = || {
                let mut hits = hits.get(places.clone()).unwrap_or_default().iter();
                hits.any(|hit| !calendar.is_uncertain(hit.event))
            };
            let is_crowd = || {
                let last = nth + CROWD - 1;
                let mut ahead = std::iter::once((stretch, places.clone())).chain(stretches.clone());
                let last = ahead.find(|(_, places)| places.contains(&last));
                last.is_some_and(|(last, _)| last.told().month == told.month)
            };
            // A month's heading ends with its month.
            let is_past = under.is_some() && told.month != under;
            match &mut open {
                Some((_, current))
                    if same_group(*current, told.heading) && !(is_past && told.month.is_none()) =>
                {
                    if let Heading::Year { uncertain, .. } = current {
                        *uncertain = *uncertain && !is_certain();
                    }
                }
                _ => {
                    close(&mut extras, open);
                    let mut heading = told.heading;
                    if let Heading::Year { uncertain, .. } = &mut heading {
                        *uncertain = !is_certain();
                    }
                    open = Some((extras.len(), heading));
                    extras.push((nth + extras.len(), Row::Heading(heading)));
                    under = None;
                }
            }
            if let Some((year, month)) = told.month
                && told.month != under
                && (under.is_some() || told.month != before && is_crowd())
            {
                let heading = Row::Heading(Heading::Month(year, month));
                extras.push((nth + extras.len(), heading));
                under = told.month;
            }
            before = told.month;
            reached = reached.max(told.reach);
        }
        close(&mut extras, open);
        Self {
            extras,
            events: hits.len(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.events + self.extras.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at `position`.
    pub fn row(&self, position: usize) -> Option<Row> {
        if position >= self.len() {
            return None;
        }
        match self.extras.binary_search_by_key(&position, |(at, _)| *at) {
            Ok(found) => self.extras.get(found).map(|(_, row)| *row),
            Err(before) => Some(Row::Event(position - before)),
        }
    }

    /// The row of the event at `place` among the hits by date.
    pub fn position(&self, place: usize) -> usize {
        // An extra stands before the event if its position, less the extras before it, is at most the place.
        let (mut low, mut high) = (0, self.extras.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.extras.get(middle) {
                Some((at, _)) if at - middle <= place => low = middle + 1,
                _ => high = middle,
            }
        }
        place + low
    }

    /// The heading over the row at `position`: of a month, or of a year.
    pub fn heading(&self, position: usize) -> Option<Heading> {
        self.heading_that(position, |_| true)
    }

    /// The heading of the year over the row at `position`, or that of events without one.
    pub fn year_heading(&self, position: usize) -> Option<Heading> {
        self.heading_that(position, |heading| !matches!(heading, Heading::Month(..)))
    }

    fn heading_that(&self, position: usize, is_meant: impl Fn(Heading) -> bool) -> Option<Heading> {
        let until = self.extras.partition_point(|(at, _)| *at <= position);
        self.extras
            .iter()
            .take(until)
            .rev()
            .find_map(|(_, row)| match row {
                Row::Heading(heading) => Some(*heading).filter(|heading| is_meant(*heading)),
                _ => None,
            })
    }
}

/// Writes what became of an open heading back to its row.
fn close(extras: &mut [(usize, Row)], open: Option<(usize, Heading)>) {
    if let Some((at, heading)) = open
        && let Some((_, row)) = extras.get_mut(at)
    {
        *row = Row::Heading(heading);
    }
}

/// The gap between what was reached so far and the month that is next.
fn gap(reached: Option<i64>, next: Option<(i64, u8)>) -> Option<Row> {
    let (reached, (year, month)) = reached.zip(next)?;
    let months = month_number(year, month) - reached - 1;
    if months < 1 {
        return None;
    }
    let first = reached + 1;
    let month = u8::try_from(first.rem_euclid(12) + 1).unwrap_or(1);
    Some(Row::Gap {
        from: (first.div_euclid(12), month),
        months,
    })
}

/// The place of `event` among hits by date; or the place of the next one, or the last.
pub fn nearest_place(hits: &[Hit], event: EventId) -> Option<usize> {
    if hits.is_empty() {
        return None;
    }
    let at = hits.partition_point(|hit| hit.event < event);
    Some(at.min(hits.len() - 1))
}

#[cfg(test)]
mod tests;
