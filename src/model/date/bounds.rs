//! Bounds: the earliest and latest day that a date allows, and runs of days between two numbers.
//!
//! Outside this folder a bound is a `Bound`. Inside, a run of days is two numbers, where the least
//! and the greatest `i64` stand for "no limit". No real day comes near them: years are held within
//! ±10^15, and a year beyond stands at that limit, where it still sorts before or after all others.

use super::day::Day;

/// One end of what a date allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Written as open (`..`), or unlimited.
    Open,
    /// Not known.
    Unknown,
    /// That day, inclusive.
    Day(Day),
}

impl Bound {
    /// The day, `..` for open, nothing for unknown.
    pub fn iso(self) -> Option<String> {
        match self {
            Self::Day(day) => Some(day.iso()),
            Self::Open => Some("..".to_owned()),
            Self::Unknown => None,
        }
    }
}

/// The earliest and latest day that a date allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// No earlier than this.
    pub earliest: Bound,
    /// No later than this.
    pub latest: Bound,
}

/// The farthest year, either way, that keeps a day of its own.
pub(super) const YEAR_LIMIT: i64 = 1_000_000_000_000_000;

/// Days from one to another, both within; `i64::MIN` and `i64::MAX` are "no limit".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub first: i64,
    pub last: i64,
}

impl Run {
    /// Every day.
    pub const ALL: Self = Self {
        first: i64::MIN,
        last: i64::MAX,
    };

    /// The days that both hold; `None` if there are none.
    pub fn shared(self, other: Self) -> Option<Self> {
        let first = self.first.max(other.first);
        let last = self.last.min(other.last);
        (first <= last).then_some(Self { first, last })
    }

    /// Whether all days of `other` are in this run.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// From the first day of one year to the last of another.
    pub fn of_years(first: i64, last: i64) -> Self {
        Self {
            first: number_of(first, 1, 1),
            last: number_of(last, 12, 31),
        }
    }
}

/// The number of that day; a year beyond the limit stands at the limit.
pub(super) fn number_of(year: i64, month: u8, day: u8) -> i64 {
    if year > YEAR_LIMIT {
        return number_of(YEAR_LIMIT, 12, 31);
    }
    if year < -YEAR_LIMIT {
        return number_of(-YEAR_LIMIT, 1, 1);
    }
    Day::from_civil(year, month, day).map_or(0, Day::number)
}

/// `Bound`, in one byte: which kind it is. The day's number stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Edge {
    Open,
    Unknown,
    Day,
}

impl Edge {
    /// The bound of this kind, with that day if it is one.
    pub fn bound(self, number: i64) -> Bound {
        match self {
            Self::Open => Bound::Open,
            Self::Unknown => Bound::Unknown,
            Self::Day => Bound::Day(Day::new(number)),
        }
    }
}

impl Bounds {
    /// All days that the bounds allow, an unknown end being as good as none.
    pub(super) fn run(self) -> Run {
        Run {
            first: match self.earliest {
                Bound::Day(day) => day.number(),
                Bound::Open | Bound::Unknown => i64::MIN,
            },
            last: match self.latest {
                Bound::Day(day) => day.number(),
                Bound::Open | Bound::Unknown => i64::MAX,
            },
        }
    }

    /// The days that are within the bounds whatever an unknown end turns out to be.
    pub(super) fn core(self) -> Option<Run> {
        match (self.earliest, self.latest) {
            (Bound::Unknown, Bound::Open | Bound::Unknown) | (Bound::Open, Bound::Unknown) => None,
            (Bound::Unknown, Bound::Day(day)) | (Bound::Day(day), Bound::Unknown) => Some(Run {
                first: day.number(),
                last: day.number(),
            }),
            _ => Some(self.run()),
        }
    }
}
