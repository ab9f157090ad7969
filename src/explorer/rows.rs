//! Rows of the chronology by date: events, headings above years, gaps between months.
//!
//! Headings and gaps are few beside the events, so only they are stored; the row
//! at a position is found by binary search. A million events cost what their
//! headings cost.

use crate::model::date::{Bound, Date, Shape};
use crate::model::{Chronology, Event, EventId};
use crate::query::Hit;

/// What a heading stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Events whose start is open or unknown.
    Unstarted,
    /// Events that begin in that astronomical year.
    Year {
        /// The year.
        year: i64,
        /// Whether each of them marks its year as uncertain, or its date as inferred.
        uncertain: bool,
    },
    /// Undated events.
    Undated,
}

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

/// Months since the year 0.
fn month_number(year: i64, month: u8) -> i64 {
    year.saturating_mul(12).saturating_add(i64::from(month) - 1)
}

/// The last month in which `date` may begin, as a month number; a span begins at its start.
fn reach(date: &Date) -> Option<i64> {
    let bounds = date.bounds();
    let bound = match (date.shape(), bounds.latest) {
        (Shape::Moment | Shape::OneOf, Bound::Day(_)) => bounds.latest,
        _ => bounds.earliest,
    };
    let Bound::Day(day) = bound else { return None };
    let (year, month, _) = day.civil();
    Some(month_number(year, month))
}

fn heading_of(event: &Event) -> Heading {
    let date = &event.date;
    if date.is_undated() {
        return Heading::Undated;
    }
    date.heading()
        .map_or(Heading::Unstarted, |heading| Heading::Year {
            year: heading.year,
            uncertain: date.is_year_uncertain() || event.inferred,
        })
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
    pub fn new(chronology: &Chronology, hits: &[Hit]) -> Self {
        let mut extras: Vec<(usize, Row)> = Vec::new();
        let mut open: Option<(usize, Heading)> = None;
        let mut reached: Option<i64> = None;
        for (nth, hit) in hits.iter().enumerate() {
            let event = chronology.event(hit.event);
            let date = &event.date;
            let heading = heading_of(event);
            if let Some(gap) = gap(reached, date) {
                extras.push((nth + extras.len(), gap));
            }
            match &mut open {
                Some((_, current)) if same_group(*current, heading) => {
                    if let (
                        Heading::Year { uncertain, .. },
                        Heading::Year {
                            uncertain: false, ..
                        },
                    ) = (current, heading)
                    {
                        *uncertain = false;
                    }
                }
                _ => {
                    close(&mut extras, open);
                    open = Some((extras.len(), heading));
                    extras.push((nth + extras.len(), Row::Heading(heading)));
                }
            }
            reached = reached.max(reach(date));
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

    /// The heading over the row at `position`.
    pub fn heading(&self, position: usize) -> Option<Heading> {
        let until = self.extras.partition_point(|(at, _)| *at <= position);
        self.extras
            .iter()
            .take(until)
            .rev()
            .find_map(|(_, row)| match row {
                Row::Heading(heading) => Some(*heading),
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

/// The gap between what was reached so far and `next`.
fn gap(reached: Option<i64>, next: &Date) -> Option<Row> {
    let reached = reached?;
    let Bound::Day(day) = next.bounds().earliest else {
        return None;
    };
    let (year, month, _) = day.civil();
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
