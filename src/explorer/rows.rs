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
    /// Events that begin in that month of a year, where there are many: year, and month 1–12.
    Month(i64, u8),
    /// Undated events.
    Undated,
}

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

/// The heading of a month, if the event at `nth` is the first of a crowd in one.
fn crowd(chronology: &Chronology, hits: &[Hit], nth: usize) -> Option<Heading> {
    let month_of = |at: usize| {
        let heading = chronology.event(hits.get(at)?.event).date.heading()?;
        Some((heading.year, heading.month?))
    };
    let here = month_of(nth)?;
    let before = nth.checked_sub(1).and_then(month_of);
    let last = month_of(nth + CROWD - 1);
    (before != Some(here) && last == Some(here)).then_some(Heading::Month(here.0, here.1))
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
            if let Some(crowd) = crowd(chronology, hits, nth) {
                extras.push((nth + extras.len(), Row::Heading(crowd)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::build::build;
    use crate::model::record::{ChronologyRecord, EventRecord};
    use crate::query::{Index, Outside, Query, run};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    /// The rows of events on these dates, as words.
    fn rows(dates: &[&str]) -> Vec<String> {
        let events = dates.iter().enumerate().map(|(nth, date)| EventRecord {
            position: crate::model::record::Position::default(),
            id: format!("e{nth}").into(),
            date: (*date).into(),
            date_note: "".into(),
            inferred: false,
            title: "title".into(),
            summary: "".into(),
            kind: "".into(),
            status: crate::model::Status::Reported,
            actors: Box::default(),
            places: Box::default(),
            tags: Box::default(),
            cites: Box::default(),
            note: "".into(),
        });
        let record = ChronologyRecord {
            title: "t".to_owned(),
            events: events.collect(),
            ..ChronologyRecord::default()
        };
        let chronology = Arc::new(build(vec![record]).chronology);
        let index = Index::new(Arc::clone(&chronology));
        let found = run(
            &index,
            &Query::default(),
            &Outside::default(),
            &AtomicBool::new(false),
        )
        .unwrap();
        let rows = Rows::new(&chronology, found.by_date());
        for place in 0..found.len() {
            assert_eq!(rows.row(rows.position(place)), Some(Row::Event(place)));
        }
        let word = |at| match rows.row(at).unwrap() {
            Row::Heading(heading) => format!("{heading:?}"),
            Row::Gap { from, months } => format!("gap {}-{} {months}", from.0, from.1),
            Row::Event(place) => found.by_date()[place].event.index().to_string(),
        };
        (0..rows.len()).map(word).collect()
    }

    #[test]
    fn years_have_headings_and_empty_months_are_told() {
        assert_eq!(
            rows(&["2023-01", "2023-02-03", "2023-05-01", "2024", "", "../1999"]),
            [
                "Unstarted",
                "0",
                "Year { year: 2023, uncertain: false }",
                "1",
                "2",
                "gap 2023-3 2",
                "3",
                "gap 2023-6 7",
                "Year { year: 2024, uncertain: false }",
                "4",
                "Undated",
                "5",
            ]
        );
    }

    #[test]
    fn a_year_is_uncertain_only_if_all_its_events_say_so() {
        assert_eq!(
            rows(&["2023?-01", "2023?-02"])[0],
            "Year { year: 2023, uncertain: true }"
        );
        assert_eq!(
            rows(&["2023?-01", "2023-02"])[0],
            "Year { year: 2023, uncertain: false }"
        );
    }

    #[test]
    fn a_span_reaches_as_far_as_its_start_and_a_decade_as_far_as_its_end() {
        assert_eq!(rows(&["2020/2023", "2021-06"])[2], "gap 2020-2 16");
        assert_eq!(
            rows(&["202X", "2021-06"])
                .iter()
                .filter(|row| row.starts_with("gap"))
                .count(),
            0
        );
    }

    #[test]
    fn a_crowded_month_has_a_heading() {
        let mut dates = vec!["2023-01-01"; CROWD];
        dates.push("2023-02-01");
        let rows = rows(&dates);
        assert_eq!(rows[1], "Month(2023, 1)");
        assert_eq!(
            rows.iter().filter(|row| row.starts_with("Month")).count(),
            1
        );
    }
}
