//! Extent: which days a date may mean, where bounds alone don't tell.
//!
//! A date with unspecified digits leaves gaps, a span has a start and an end that are each known to some degree, a set
//! has elements. Order and meeting read it; a date that is one run of days has none.

use super::bounds::{Run, number_of};
use super::day::{Day, days_in_month};
use super::digit_pattern::DigitPattern;

/// The days that one date may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PossibleDays {
    /// All days of a run.
    Run(Run),
    /// Some days of a run.
    Pattern { run: Run, pattern: DigitPattern },
}

impl PossibleDays {
    /// The run that holds all of them.
    pub fn run(self) -> Run {
        match self {
            Self::Run(run) | Self::Pattern { run, .. } => run,
        }
    }

    /// Whether one of them lies in `other`.
    pub fn meets(self, other: Run) -> bool {
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
pub(super) enum SetUnit {
    Day,
    Month,
    Year,
}

/// An element of a set: a date, or each unit of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ExtentElement {
    pub days: PossibleDays,
    /// In `{…}`, what happened on each of.
    pub each: Option<SetUnit>,
}

/// What the bounds alone don't tell. Dates that are one run of days need none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Extent {
    /// A moment on one of several days.
    Moment(PossibleDays),
    /// A start and an end. Open is the end of time; unknown is any day.
    Span {
        start: PossibleDays,
        end: PossibleDays,
    },
    /// One or all of several, as the shape says.
    Set(Box<[ExtentElement]>),
}

impl SetUnit {
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
