//! Rows of the chronology by date: events; headings above years, crowded months and days, or decades and more where they
//! are sparse; gaps between months. And what the rows share: the cells that their dates need, and the zone of their times.
//!
//! Headings and gaps are few beside the events, so only they are stored; the row
//! at a position is found by binary search. A million events cost what their
//! headings cost. They are found by stretches of the calendar, not by events.

use std::cmp::Reverse;
use std::ops::Range;

use super::calendar::{Calendar, Heading, Stretch, StretchesOf, Told, month_number};
use super::grain::Grains;
use crate::explorer::base::wrap::width;
use crate::model::date::{Day, HeadingSays, SaidOnce, Zone};
use crate::model::{Chronology, EventId};
use crate::query::Hit;

/// The fewest events of a month or a day that have a heading of their own.
const CROWD: usize = 8;
/// The same of a day, where they have clock times, which under its heading are all that is left to say.
const CLOCK_CROWD: usize = 4;
/// The most events of a result whose dates are measured for the column.
const MEASURED: usize = 512;

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
    /// The zone of all times of day, if they have the same.
    zone: Option<Zone>,
    /// The cells that dates need.
    widths: DateWidths,
}

/// The cells that the dates of a result need, each in a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateWidths {
    /// Under their headings.
    pub short: usize,
    /// In full.
    pub full: usize,
}

/// Whether two dates stand under one heading.
fn same_group(one: Option<Heading>, other: Option<Heading>) -> bool {
    match (one, other) {
        (Some(Heading::Year { year: a, .. }), Some(Heading::Year { year: b, .. })) => a == b,
        _ => one == other,
    }
}

/// What stands before events, made from the first to the last.
struct Outline<'a> {
    calendar: &'a Calendar,
    hits: &'a [Hit],
    grains: Grains,
    /// Rows, each with the place of the event that it stands before.
    rows: Vec<(usize, Row)>,
    /// The heading of a year or more that events stand under, and its row, if it has one.
    open: Option<(Option<usize>, Option<Heading>)>,
    /// The month or day below it.
    under: Option<Heading>,
    /// The month whose days have headings.
    by_day: Option<(i64, u8)>,
    /// What was last.
    before: (Option<(i64, u8)>, Option<Day>),
    /// The last month that was reached.
    reached: Option<i64>,
}

impl Outline<'_> {
    /// Takes in the stretch at `places`; `later` are those after it.
    fn add(&mut self, stretch: &Stretch, places: Range<usize>, later: &StretchesOf<'_>) {
        let nth = places.start;
        let told = stretch.told(&self.grains);
        if let Some(gap) = gap(self.reached, told.start) {
            self.rows.push((nth, gap));
        }
        self.reached = self.reached.max(told.reach);
        self.group(&told, places.clone());
        let by_year = matches!(told.heading, Some(Heading::Year { .. }));
        // Whether so many events from here on are alike.
        let are_alike = |many: usize, alike: &dyn Fn(Told) -> bool| {
            let last = nth + many - 1;
            let mut ahead = std::iter::once((stretch, places.clone())).chain(later.clone());
            let last = ahead.find(|(_, places)| places.contains(&last));
            last.is_some_and(|(last, _)| alike(last.told(&self.grains)))
        };
        let sub = match (told.month, told.day) {
            _ if !by_year => None,
            (Some((year, month)), day) => {
                let is_new = told.day != self.before.1;
                let is_crowd = |day| {
                    let of_day = |told: Told| told.day == Some(day);
                    are_alike(CLOCK_CROWD, &|told| of_day(told) && told.has_clock)
                        || are_alike(CROWD, &of_day)
                };
                let by_day = self.by_day == told.month;
                let of_month = |told_later: Told| told_later.month == told.month;
                match day {
                    Some(day) if by_day || is_new && is_crowd(day) => {
                        self.by_day = told.month;
                        Some(Heading::Day(day))
                    }
                    _ if self.under.is_some()
                        || told.month != self.before.0 && are_alike(CROWD, &of_month) =>
                    {
                        Some(Heading::Month(year, month))
                    }
                    _ => None,
                }
            }
            (None, _) => None,
        };
        if let Some(heading) = sub
            && sub != self.under
        {
            self.rows.push((nth, Row::Heading(heading)));
            self.under = sub;
        }
        self.before = (told.month, told.day);
    }

    /// Goes on under the open heading of a year, or opens another.
    fn group(&mut self, told: &Told, places: Range<usize>) {
        let nth = places.start;
        let is_certain = || {
            let mut hits = self.hits.get(places).unwrap_or_default().iter();
            hits.any(|hit| !self.calendar.is_uncertain(hit.event))
        };
        // A month's heading ends with its month.
        let is_past = self.under.is_some() && told.month.is_none();
        match &mut self.open {
            Some((_, current)) if same_group(*current, told.heading) && !is_past => {
                if let Some(Heading::Year { uncertain, .. }) = current {
                    *uncertain = *uncertain && !is_certain();
                }
            }
            _ => {
                let mut heading = told.heading;
                if let Some(Heading::Year { uncertain, .. }) = &mut heading {
                    *uncertain = !is_certain();
                }
                self.close();
                let row = heading.map(|heading| {
                    self.rows.push((nth, Row::Heading(heading)));
                    self.rows.len() - 1
                });
                self.open = Some((row, heading));
                self.under = None;
            }
        }
    }

    /// Writes what became of the open heading back to its row.
    fn close(&mut self) {
        if let Some((Some(at), Some(heading))) = self.open
            && let Some((_, row)) = self.rows.get_mut(at)
        {
            *row = Row::Heading(heading);
        }
    }

    /// All of it, with the longest gaps only: headings and gaps are never more than events.
    fn finish(mut self) -> Vec<(usize, Row)> {
        self.close();
        let mut gaps: Vec<i64> = self
            .rows
            .iter()
            .filter_map(|(_, row)| months(row))
            .collect();
        let headings = self.rows.len() - gaps.len();
        let most = self.hits.len().saturating_sub(headings) / 2;
        if gaps.len() > most {
            let (_, longest_left_out, _) =
                gaps.select_nth_unstable_by_key(most, |months| Reverse(*months));
            let longest_left_out = *longest_left_out;
            self.rows
                .retain(|(_, row)| months(row).is_none_or(|months| months > longest_left_out));
        }
        for (nth, (place, _)) in self.rows.iter_mut().enumerate() {
            *place += nth;
        }
        self.rows
    }
}

/// How long a gap is.
fn months(row: &Row) -> Option<i64> {
    match row {
        Row::Gap { months, .. } => Some(*months),
        Row::Heading(_) | Row::Event(_) => None,
    }
}

/// The zone of all times of day among `hits`, if there are some and all have the same.
fn shared_zone(calendar: &Calendar, hits: &[Hit]) -> Option<Zone> {
    let mut zones = calendar
        .stretches_of(hits)
        .filter_map(|(stretch, places)| Some((stretch.zone()?, places.len())));
    let (zone, many) = zones.next()?;
    let mut times = many;
    for (other, many) in zones {
        if other != zone {
            return None;
        }
        times += many;
    }
    (times > 1 && zone != Zone::Local).then_some(zone)
}

impl Rows {
    /// The rows of `hits`, which are in chronological order.
    pub fn new(calendar: &Calendar, chronology: &Chronology, hits: &[Hit]) -> Self {
        let mut stretches = calendar.stretches_of(hits);
        let years = stretches
            .clone()
            .filter_map(|(stretch, places)| Some((stretch.year()?, places.len())));
        let mut outline = Outline {
            calendar,
            hits,
            grains: Grains::of(years),
            rows: Vec::new(),
            open: None,
            under: None,
            by_day: None,
            before: (None, None),
            reached: None,
        };
        // The dates of a stretch say the same, so whatever stands between rows stands before its first hit.
        while let Some((stretch, places)) = stretches.next() {
            outline.add(stretch, places, &stretches);
        }
        let mut rows = Self {
            extras: outline.finish(),
            events: hits.len(),
            zone: shared_zone(calendar, hits),
            widths: DateWidths::default(),
        };
        rows.widths = rows.measured(chronology, hits);
        rows
    }

    /// The cells that dates need. Of many events some are measured; a date that is wider than those moves its row's title.
    fn measured(&self, chronology: &Chronology, hits: &[Hit]) -> DateWidths {
        let step = hits.len().div_ceil(MEASURED).max(1);
        let mut widths = DateWidths::default();
        for (place, hit) in hits.iter().enumerate().step_by(step) {
            let event = chronology.event(hit.event);
            let said = self.said_over(self.position(place));
            widths.short = widths.short.max(width(&event.date_short(said)));
            widths.full = widths.full.max(width(&event.date_short(self.said())));
        }
        widths
    }

    /// The cells that the dates need.
    pub fn date_widths(&self) -> DateWidths {
        self.widths
    }

    /// The zone of all times of day, if it is said once.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// What is said once of all dates.
    pub fn said(&self) -> SaidOnce {
        SaidOnce {
            heading: HeadingSays::Nothing,
            zone: self.zone.is_some(),
        }
    }

    /// What is said once of the date in the row at `position`.
    pub fn said_over(&self, position: usize) -> SaidOnce {
        let heading = match self.heading(position) {
            Some(Heading::Day(day)) => HeadingSays::Day(day),
            Some(Heading::Year { uncertain, .. }) => HeadingSays::Year { uncertain },
            Some(Heading::Month(..)) => HeadingSays::Year {
                uncertain: matches!(
                    self.year_heading(position),
                    Some(Heading::Year {
                        uncertain: true,
                        ..
                    })
                ),
            },
            Some(Heading::Years(_) | Heading::NoYear | Heading::Unreadable | Heading::Undated)
            | None => HeadingSays::Nothing,
        };
        SaidOnce {
            heading,
            ..self.said()
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
    fn year_heading(&self, position: usize) -> Option<Heading> {
        self.heading_that(position, |heading| {
            !matches!(heading, Heading::Month(..) | Heading::Day(_))
        })
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
