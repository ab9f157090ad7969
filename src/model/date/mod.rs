//! Dates: an EDTF expression as written, its bounds, precision, order, and how it is shown.
//!
//! edtf-core reads levels 0, 1 and 2 of ISO 8601-2:2019; everything else is ours and stays behind this
//! module. A `Date` keeps the text as written, and beside it, small, what order, bounds and meeting
//! need; words are made from the text when a row is drawn. A million dates take 56 bytes each.
//!
//! Text → date: `parse`, by way of `fast_path`, `from_edtf`, `natural` and `from_display`, or `diagnose` if it is none. Date →
//! text: `display`, `compact` and `describe`, over `single_date`. What it means: `bounds`, `extent`, `meeting`, `order`, `period`.

mod bounds;
mod clock;
mod compact;
mod day;
mod describe;
mod diagnose;
mod digit_pattern;
mod display;
mod endpoints;
mod error;
mod extent;
mod fast_path;
mod from_display;
mod from_edtf;
mod meeting;
mod month;
mod natural;
mod order;
mod parse;
mod period;
mod single_date;
mod zone;

use edtf_core::Edtf;

pub use bounds::{Bound, Bounds};
pub use clock::DAY_SECONDS;
pub use compact::{HeadingSays, SaidOnce};
pub use day::Day;
pub use endpoints::Endpoints;
pub use error::DateError;
pub use meeting::Meeting;
pub use month::{month_names, month_short};
pub use natural::of_epoch;
pub use order::OrderKey;
pub use parse::parse_natural;
pub use period::parse_period;
pub use single_date::{year_range, year_words};
pub use zone::Zone;

use super::text::SmallString;
use bounds::{Edge, Run};
use extent::Extent;

/// How finely a date is given, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A set of dates.
    Set,
    /// A span.
    Interval,
    /// A thousand years.
    Millennium,
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A season, quarter or the like.
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
    /// A time of day.
    Time,
}

impl Precision {
    /// The word for it, which stays.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Interval => "interval",
            Self::Millennium => "millennium",
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Season => "season",
            Self::Month => "month",
            Self::Day => "day",
            Self::Time => "time",
        }
    }
}

/// What kind of statement a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateShape {
    /// No date.
    Undated,
    /// A text that is no date.
    Unreadable,
    /// Once, at some moment within the bounds.
    Moment,
    /// Lasts from a start to an end.
    Span,
    /// Once, on one of several (`[…]`).
    OneOf,
    /// On all of several (`{…}`).
    AllOf,
}

impl DateShape {
    /// The word for programs: "moment", "one-of".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Undated => "undated",
            Self::Unreadable => "unreadable",
            Self::Moment => "moment",
            Self::Span => "span",
            Self::OneOf => "one-of",
            Self::AllOf => "all-of",
        }
    }
}

/// A date, never narrower than written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    written: SmallString,
    /// What bounds alone don't tell; `None` for a moment or one-of that is one run of days.
    extent: Option<Box<Extent>>,
    /// The earliest day, if `earliest` is a day.
    first: i64,
    /// The latest day, if `latest` is a day.
    last: i64,
    /// Half seconds since midnight, of a time's day in UTC.
    clock: u32,
    /// From the day as written to a time's day in UTC: −1, 0 or 1.
    day_shift: i8,
    earliest: Edge,
    latest: Edge,
    shape: DateShape,
    precision: Option<Precision>,
    /// The unit in which its beginning is written: that of the start of a span, of the earliest element of a set.
    unit: Option<Precision>,
    flags: Flags,
}

/// Yes-or-no facts, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flags(u8);

impl Flags {
    const UNCERTAIN: u8 = 1;
    const APPROXIMATE: u8 = 1 << 1;
    const YEAR_UNCERTAIN: u8 = 1 << 2;
    const ONGOING: u8 = 1 << 3;
    const HEADING_MONTH: u8 = 1 << 4;
    const ENDS_FIRST: u8 = 1 << 5;

    fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    fn set(&mut self, flag: u8, on: bool) {
        if on {
            self.0 |= flag;
        } else {
            self.0 &= !flag;
        }
    }
}

/// The heading under which a date stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Astronomical year of the day that it stands at.
    pub year: i64,
    /// Month of that day, 1–12; `None` if the date names no such month.
    pub month: Option<u8>,
}

impl Date {
    /// No date.
    pub fn undated() -> Self {
        Self {
            written: SmallString::default(),
            extent: None,
            first: 0,
            last: 0,
            clock: 0,
            day_shift: 0,
            earliest: Edge::Unknown,
            latest: Edge::Unknown,
            shape: DateShape::Undated,
            precision: None,
            unit: None,
            flags: Flags(0),
        }
    }

    /// What stands where a date should, and is none: kept as it is written, shown as unreadable.
    pub fn unreadable(written: &str) -> Self {
        Self {
            written: written.into(),
            shape: DateShape::Unreadable,
            ..Self::undated()
        }
    }

    /// As written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether no date is given. One that can't be read is given.
    pub fn is_undated(&self) -> bool {
        self.shape == DateShape::Undated
    }

    /// Whether there is a date that can be read.
    pub fn is_dated(&self) -> bool {
        self.precision.is_some()
    }

    /// Whether something is written that is no date.
    pub fn is_unreadable(&self) -> bool {
        self.shape == DateShape::Unreadable
    }

    /// The bounds; both unknown for undated, and for a date whose four year digits are all unspecified.
    ///
    /// Those of a time are the day as written. Qualifiers play no part. A year beyond ±10^15 stands at that
    /// limit.
    pub fn bounds(&self) -> Bounds {
        Bounds {
            earliest: self.earliest.bound(self.first),
            latest: self.latest.bound(self.last),
        }
    }

    /// How finely it is given; `None` for undated.
    ///
    /// Parts at the end that are wholly unspecified do not count: `1985-04-XX` is as fine as a month,
    /// `202X` as a decade.
    pub fn precision(&self) -> Option<Precision> {
        self.precision
    }

    /// What kind of statement it is.
    pub fn shape(&self) -> DateShape {
        self.shape
    }

    /// Whether any part is marked uncertain (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        self.flags.has(Flags::UNCERTAIN)
    }

    /// Whether any part is marked approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.flags.has(Flags::APPROXIMATE)
    }

    /// Whether the year that it stands under, alone or with the rest, is marked uncertain.
    ///
    /// That is the year of the start of a span, of its end if it has no start, of the earliest element of a set.
    pub fn is_year_uncertain(&self) -> bool {
        self.flags.has(Flags::YEAR_UNCERTAIN)
    }

    /// Whether it is a span without an end (`2023-10/..`).
    pub fn is_ongoing(&self) -> bool {
        self.flags.has(Flags::ONGOING)
    }

    /// Whether it is a span that ends before it starts, wherever in their bounds both fall.
    ///
    /// `parse` refuses such a span as EDTF does; it lets one by only if a year is beyond `i64`
    /// (`Y9E30/2000`).
    pub fn ends_before_it_starts(&self) -> bool {
        self.flags.has(Flags::ENDS_FIRST)
    }

    /// The heading that it stands under, that of its known end if its start is open or unknown; `None` for undated
    /// and for a year that is wholly unspecified.
    pub fn heading(&self) -> Option<YearMonth> {
        let (year, month, _) = Day::new(self.stands_at()?).civil();
        Some(YearMonth {
            year,
            month: self.flags.has(Flags::HEADING_MONTH).then_some(month),
        })
    }

    /// Whether two claims about one happening can both be right: whether their bounds share a day.
    ///
    /// An open or unknown end excludes nothing, and an undated claim agrees with all.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.bounds().run().shared(other.bounds().run()).is_some()
    }

    /// Whether each of them agrees with each other.
    pub fn all_agree<'a>(dates: impl Iterator<Item = &'a Self>) -> bool {
        let mut runs = dates.map(|date| date.bounds().run());
        runs.try_fold(Run::ALL, Run::shared).is_some()
    }

    /// What was written, parsed again, for the words; `None` for undated.
    fn edtf(&self) -> Option<Edtf> {
        if !self.is_dated() {
            return None;
        }
        Edtf::parse(&self.written).ok()
    }

    /// Whether it is a time with an offset from UTC.
    fn has_offset(&self) -> bool {
        matches!(self.edtf(), Some(Edtf::DateTime(moment)) if moment.time.shift.is_some())
    }
}
