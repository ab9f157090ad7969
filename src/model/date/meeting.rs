//! Meeting: whether an event's date falls in a period, for sure, perhaps, or not.
//!
//! The period is the days between its bounds. A moment is certain if every day it may mean lies within.
//! A span is certain if, wherever in their bounds its start and end fall, some day of it lies within.
//! `{…}` is certain if one element is. Qualifiers move no bounds (ISO 8601-2:2019 clause 8.4.2), but
//! what they qualify is at most possible.

use super::bounds::{Edge, Run, number_of};
use super::day::{Day, days_in_month};
use super::pattern::Pattern;
use super::{Date, Shape};

/// Whether an event falls in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meeting {
    /// It can't.
    Never,
    /// It may.
    Possible,
    /// It must.
    Certain,
}

/// The days that one date may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// All days of a run.
    Run(Run),
    /// Some days of a run.
    Pattern { run: Run, pattern: Pattern },
}

impl Days {
    /// The run that holds all of them.
    pub fn run(self) -> Run {
        match self {
            Self::Run(run) | Self::Pattern { run, .. } => run,
        }
    }

    fn meets(self, other: Run) -> bool {
        match self {
            Self::Run(run) => run.shared(other).is_some(),
            Self::Pattern { run, pattern } => run
                .shared(other)
                .is_some_and(|shared| pattern.meets(shared)),
        }
    }
}

/// What the elements of `a..b` in `{…}` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Year,
}

/// An element of a set: a date, or each unit of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    pub days: Days,
    /// In `{…}`, what happened on each of.
    pub each: Option<Unit>,
}

/// What the bounds alone don't tell. Dates that are one run of days need none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parts {
    /// A moment on one of several days.
    Moment(Days),
    /// A start and an end. Open is the end of time; unknown is any day.
    Span { start: Days, end: Days },
    /// One or all of several, as the shape says.
    Set(Box<[Element]>),
}

impl Date {
    /// Whether this date falls in `period`, taken as the days between its bounds.
    ///
    /// An undated event meets no period, and nothing meets an undated one. Beyond an unknown end of the
    /// period, events are at most possible; beyond an open one there is no limit. What is qualified is at most
    /// possible. An open end of this date is certain only up to its known start; see `Chronology::meeting` for
    /// what the sources vouch for.
    pub fn meeting(&self, period: &Self) -> Meeting {
        let meeting = self.meeting_unmarked(period, None);
        if self.is_uncertain() || self.is_approximate() {
            meeting.min(Meeting::Possible)
        } else {
            meeting
        }
    }

    /// As `meeting`, as if it had no qualifier, its open end being certain up to the day `vouched`.
    pub(in crate::model) fn meeting_unmarked(
        &self,
        period: &Self,
        vouched: Option<Day>,
    ) -> Meeting {
        if !self.is_dated() || !period.is_dated() || !self.may_meet(period.bounds().run()) {
            return Meeting::Never;
        }
        match period.bounds().core() {
            Some(core) if self.must_meet(core, vouched) => Meeting::Certain,
            _ => Meeting::Possible,
        }
    }

    /// Whether it goes on without an end: what comes after its beginning needs a source to be certain.
    pub(in crate::model) fn has_open_end(&self) -> bool {
        self.latest == Edge::Open && matches!(self.shape, Shape::Span | Shape::AllOf)
    }

    fn may_meet(&self, period: Run) -> bool {
        match self.parts.as_deref() {
            None => self.bounds().run().shared(period).is_some(),
            Some(Parts::Moment(days)) => days.meets(period),
            Some(Parts::Span { start, end }) => {
                start.run().first <= period.last && end.run().last >= period.first
            }
            Some(Parts::Set(elements)) => elements.iter().any(|element| element.days.meets(period)),
        }
    }

    fn must_meet(&self, period: Run, vouched: Option<Day>) -> bool {
        match self.parts.as_deref() {
            None => period.covers(self.bounds().run()),
            Some(Parts::Moment(days)) => period.covers(days.run()),
            Some(Parts::Span { start, end }) => {
                span_must_meet(*start, vouched_end(*end, vouched), period)
            }
            Some(Parts::Set(elements)) if self.shape == Shape::AllOf => elements
                .iter()
                .any(|element| element.must_meet(period, vouched)),
            Some(Parts::Set(elements)) => elements
                .iter()
                .all(|element| period.covers(element.days.run())),
        }
    }
}

/// When a span may have ended: one that is open, on any day from `vouched` on.
fn vouched_end(end: Days, vouched: Option<Day>) -> Days {
    if end.run().first != i64::MAX {
        return end;
    }
    Days::Run(Run {
        first: vouched.map_or(i64::MIN, Day::number),
        last: i64::MAX,
    })
}

/// A span misses the period if it may end before it, or may start after it.
fn span_must_meet(start: Days, end: Days, period: Run) -> bool {
    let before = Run {
        first: start.run().first,
        last: period.first.saturating_sub(1),
    };
    let after = Run {
        first: period.last.saturating_add(1),
        last: end.run().last,
    };
    let may_end_before = period.first != i64::MIN && end.meets(before);
    let may_start_after = period.last != i64::MAX && start.meets(after);
    !may_end_before && !may_start_after
}

impl Element {
    /// Whether this element of a `{…}` lies in the period for sure.
    fn must_meet(self, period: Run, vouched: Option<Day>) -> bool {
        let Some(unit) = self.each else {
            return period.covers(self.days.run());
        };
        let mut run = self.days.run();
        if run.last == i64::MAX {
            let first = unit.first_from(run.first).last;
            run.last = vouched.map_or(first, |day| day.number().max(first));
        }
        let Some(shared) = run.shared(period) else {
            return false;
        };
        if shared.first == i64::MIN {
            return true;
        }
        let whole = unit.first_from(shared.first);
        whole.first >= shared.first && whole.last <= shared.last
    }
}

impl Unit {
    /// The first whole unit that starts on that day or later.
    pub fn first_from(self, from: i64) -> Run {
        let (year, month, day) = Day::new(from).civil();
        match self {
            Self::Day => Run {
                first: from,
                last: from,
            },
            Self::Month => {
                let (year, month) = match (day, month) {
                    (1, _) => (year, month),
                    (_, 12) => (year.saturating_add(1), 1),
                    _ => (year, month + 1),
                };
                Run {
                    first: number_of(year, month, 1),
                    last: number_of(year, month, days_in_month(year, month)),
                }
            }
            Self::Year => {
                let year = if (day, month) == (1, 1) {
                    year
                } else {
                    year.saturating_add(1)
                };
                Run::of_years(year, year)
            }
        }
    }
}
