//! The calendar: what rows and the density strip ask of the dates of a chronology, made once.
//!
//! Events are in chronological order, so those whose dates say the same stand
//! together. A result is looked through by such stretches, not by its events: a million
//! events on the days of twenty years are some tens of thousands of stretches.

use std::ops::Range;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::grain::{Grain, Grains, Years};
use crate::model::date::{Bound, Bounds, Date, DateShape, Day, YearMonth, Zone};
use crate::model::{Chronology, Event, EventId};
use crate::query::Hit;

/// How many events are read as one piece of work.
const SHARE: usize = 1 << 14;

/// What a heading stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Events whose year is wholly unknown.
    NoYear,
    /// Events whose date can't be read.
    Unreadable,
    /// Events that begin, or end if their start is not known, in that astronomical year.
    Year {
        /// The year.
        year: i64,
        /// Whether each of them marks its year as uncertain, or its date as inferred.
        uncertain: bool,
    },
    /// Events that begin in one of these years, where years have few; or whose date is all of them.
    Years(Years),
    /// Events that begin in that month of a year, where there are many: year, and month 1–12.
    Month(i64, u8),
    /// Events of that day, or that begin on it, where there are many.
    Day(Day),
    /// Undated events.
    Undated,
}

/// Consecutive events whose dates say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first event.
    first: EventId,
    bounds: Bounds,
    shape: DateShape,
    /// The year that they stand in, and the month if their dates name one.
    stands_in: Option<YearMonth>,
    /// The day that they are of or begin on, if their dates name one.
    day: Option<Day>,
    /// The zone of their times, if they have any.
    zone: Option<Zone>,
}

/// The stretches of a chronology.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    stretches: Vec<Stretch>,
    /// For each event, whether its year is uncertain or its date inferred.
    uncertain: Vec<bool>,
}

/// Months since the year 0.
pub(crate) fn month_number(year: i64, month: u8) -> i64 {
    year.saturating_mul(12).saturating_add(i64::from(month) - 1)
}

fn month_of(bound: Bound) -> Option<(i64, u8)> {
    let Bound::Day(day) = bound else { return None };
    let (year, month, _) = Day::civil(day);
    Some((year, month))
}

impl Stretch {
    fn new(first: EventId, date: &Date) -> Self {
        Self {
            first,
            bounds: date.bounds(),
            shape: date.shape(),
            stands_in: date.heading(),
            day: date.stands_on(),
            zone: date.zone(),
        }
    }

    fn is_alike(&self, other: &Self) -> bool {
        let first = self.first;
        *self == Self { first, ..*other }
    }

    /// What its events allow.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The zone of its events' times, if they have any.
    pub(crate) fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// The year that its events stand in.
    pub(crate) fn year(&self) -> Option<i64> {
        self.stands_in.map(|stands| stands.year)
    }

    /// What its events stand under, where years have those grains, as if certain; `None` under nothing.
    fn heading(&self, grains: &Grains) -> Option<Heading> {
        match (self.shape, self.stands_in) {
            (DateShape::Undated, _) => Some(Heading::Undated),
            (DateShape::Unreadable, _) => Some(Heading::Unreadable),
            (_, None) => Some(Heading::NoYear),
            (_, Some(YearMonth { year, .. })) => {
                let grain = grains.at(year);
                let years = match grain {
                    Grain::All => return None,
                    Grain::Year => None,
                    Grain::Decade | Grain::Century | Grain::Millennium => {
                        Some(Years::holding(year, grain))
                    }
                };
                // A century does not stand under a decade, nor a decade under a year.
                let meant = Years::meant(self.shape, self.bounds);
                let wider = meant.filter(|meant| {
                    years.is_none_or(|years| meant.last - meant.first > years.last - years.first)
                });
                Some(match wider.or(years) {
                    Some(years) => Heading::Years(years),
                    None => Heading::Year {
                        year,
                        uncertain: false,
                    },
                })
            }
        }
    }

    /// What rows ask of it, where years have those grains.
    pub(crate) fn told(&self, grains: &Grains) -> Told {
        let Bounds { earliest, latest } = self.bounds;
        let start = month_of(earliest);
        let last = match latest {
            Bound::Day(_) if latest != earliest => month_of(latest),
            Bound::Day(_) | Bound::Open | Bound::Unknown => start,
        };
        Told {
            start,
            month: self
                .stands_in
                .and_then(|stands| Some((stands.year, stands.month?))),
            reach: last.map(|(year, month)| month_number(year, month)),
            day: self.day,
            has_clock: self.zone.is_some(),
            heading: self.heading(grains),
        }
    }
}

/// What rows ask of a stretch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// The year and month of its earliest day.
    pub start: Option<(i64, u8)>,
    /// The month that its heading tells, if it does.
    pub month: Option<(i64, u8)>,
    /// The last month that its dates reach to, as a month number; where they have no last day, the month of the first.
    pub reach: Option<i64>,
    /// The day that its heading tells, if it does.
    pub day: Option<Day>,
    /// Whether its events have times of day.
    pub has_clock: bool,
    /// What its events stand under, as if certain; `None` under nothing.
    pub heading: Option<Heading>,
}

impl Calendar {
    /// The calendar of `chronology`, made on all cores if it is large.
    pub fn new(chronology: &Chronology) -> Self {
        let parts: Vec<Self> = chronology
            .events()
            .par_chunks(SHARE)
            .map(Self::of)
            .collect();
        let mut all = Self::default();
        all.uncertain.reserve_exact(chronology.events().len());
        all.stretches
            .reserve_exact(parts.iter().map(|part| part.stretches.len()).sum());
        for part in parts {
            let before = all.uncertain.len();
            for stretch in part.stretches {
                let first = EventId::new(before + stretch.first.index());
                all.push(Stretch { first, ..stretch });
            }
            all.uncertain.extend(part.uncertain);
        }
        all
    }

    /// That of some events alone, counted from the first of them.
    fn of(events: &[Event]) -> Self {
        let mut part = Self::default();
        for (nth, event) in events.iter().enumerate() {
            part.push(Stretch::new(EventId::new(nth), &event.date));
            let uncertain = event.date.is_year_uncertain() || event.inferred;
            part.uncertain.push(uncertain);
        }
        part
    }

    /// One in which each event is a stretch of its own.
    #[cfg(test)]
    pub(super) fn one_by_one(chronology: &Chronology) -> Self {
        let mut all = Self::of(chronology.events());
        let events = chronology.events().iter().enumerate();
        let stretches = events.map(|(nth, event)| Stretch::new(EventId::new(nth), &event.date));
        all.stretches = stretches.collect();
        all
    }

    fn push(&mut self, next: Stretch) {
        if !self
            .stretches
            .last()
            .is_some_and(|last| last.is_alike(&next))
        {
            self.stretches.push(next);
        }
    }

    /// Whether an event's year is uncertain or its date inferred.
    pub(crate) fn is_uncertain(&self, event: EventId) -> bool {
        self.uncertain.get(event.index()).copied().unwrap_or(false)
    }

    /// The stretches that have any of `hits`, which are by date, each with the places of those.
    pub fn stretches_of<'a>(&'a self, hits: &'a [Hit]) -> StretchesOf<'a> {
        StretchesOf {
            stretches: &self.stretches,
            hits,
            place: 0,
        }
    }
}

/// Stretches and places of hits, in step.
#[derive(Debug, Clone)]
pub struct StretchesOf<'a> {
    /// Those that are left; the first may be passed already.
    stretches: &'a [Stretch],
    /// The hits that are left.
    hits: &'a [Hit],
    /// The place of the first of them.
    place: usize,
}

impl<'a> Iterator for StretchesOf<'a> {
    type Item = (&'a Stretch, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let event = self.hits.first()?.event;
        let passed = leading(self.stretches, |stretch| stretch.first <= event);
        self.stretches = self.stretches.get(passed.checked_sub(1)?..)?;
        let (stretch, later) = self.stretches.split_first()?;
        let many = match later.first() {
            Some(next) => {
                // There are no more hits than events until then.
                let most = next.first.index() - event.index();
                let near = self.hits.get(..most).unwrap_or(self.hits);
                if near.last().is_some_and(|hit| hit.event < next.first) {
                    near.len()
                } else {
                    near.partition_point(|hit| hit.event < next.first)
                }
            }
            None => self.hits.len(),
        };
        let range = self.place..self.place + many;
        self.hits = self.hits.get(many..)?;
        self.place = range.end;
        Some((stretch, range))
    }
}

/// How many of `items` at the beginning `hold`, of which the rest do not; quick if they are few.
fn leading<T>(items: &[T], holds: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while items.get(reach - 1).is_some_and(&holds) {
        reach *= 2;
    }
    let from = reach / 2;
    let near = items.get(from..reach.min(items.len())).unwrap_or_default();
    from + near.partition_point(holds)
}

#[cfg(test)]
mod tests {
    use crate::explorer::answer::calendar::leading;

    #[test]
    fn what_leads_is_counted() {
        for length in 0..70 {
            let items: Vec<usize> = (0..length).collect();
            for until in 0..=length {
                assert_eq!(leading(&items, |item| *item < until), until);
            }
        }
    }
}
