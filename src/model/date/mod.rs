//! Dates: an EDTF expression as written, its bounds, precision and order. (stub; being written)

use std::fmt;

/// A day, as a count from 1970-01-01 (0) in the proleptic Gregorian calendar; any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day of that year (astronomical), month 1–12 and day of month; `None` if there is none.
    pub fn from_civil(year: i64, month: u8, day: u8) -> Option<Self> {
        let _ = (year, month, day);
        None
    }
    /// (year, month, day of month).
    pub fn civil(self) -> (i64, u8, u8) {
        (1970, 1, 1)
    }
    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        self.0
    }
    /// The day that many days since 1970-01-01.
    pub fn new(number: i64) -> Self {
        Self(number)
    }
}

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

/// The earliest and latest day that a date allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// No earlier than this.
    pub earliest: Bound,
    /// No later than this.
    pub latest: Bound,
}

/// How finely a date is given.
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

/// What kind of statement a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// No date.
    Undated,
    /// Once, at some moment within the bounds.
    Moment,
    /// Lasts from a start to an end.
    Span,
    /// Once, on one of several (`[…]`).
    OneOf,
    /// On all of several (`{…}`).
    AllOf,
}

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

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub message: String,
    /// Where, as a character from the start.
    pub at: usize,
    /// What to write instead, if one can tell.
    pub help: Option<String>,
}

/// A date, never narrower than written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    written: Box<str>,
}

/// The heading under which a date stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Astronomical year of the earliest bound.
    pub year: i64,
    /// Month of the earliest bound, 1–12; `None` if the date is coarser than a season.
    pub month: Option<u8>,
}

impl Date {
    /// No date.
    pub fn undated() -> Self {
        Self { written: "".into() }
    }

    /// Reads EDTF level 0, 1 or 2; blank is undated.
    ///
    /// # Errors
    ///
    /// What is wrong with it, where, and what to write instead.
    pub fn parse(written: &str) -> Result<Self, DateError> {
        Ok(Self {
            written: written.into(),
        })
    }

    /// As written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether there is no date.
    pub fn is_undated(&self) -> bool {
        true
    }

    /// The bounds; both unknown for undated.
    pub fn bounds(&self) -> Bounds {
        Bounds {
            earliest: Bound::Unknown,
            latest: Bound::Unknown,
        }
    }

    /// How finely it is given; `None` for undated.
    pub fn precision(&self) -> Option<Precision> {
        None
    }

    /// What kind of statement it is.
    pub fn shape(&self) -> Shape {
        Shape::Undated
    }

    /// Whether any part is marked uncertain (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        false
    }

    /// Whether any part is marked approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        false
    }

    /// Whether the year alone, or with the rest, is marked uncertain.
    pub fn is_year_uncertain(&self) -> bool {
        false
    }

    /// Whether it is a span without an end (`2023-10/..`).
    pub fn is_ongoing(&self) -> bool {
        false
    }

    /// In full: "10 Oct 2023", "Aug 2023?", "Oct 2023 – ongoing", "10 Oct ‥ 31 Dec 2023"; "undated".
    pub fn shown(&self) -> String {
        String::new()
    }

    /// In a sentence: "on some day from 10 October to 31 December 2023".
    pub fn told(&self) -> String {
        String::new()
    }

    /// Short, under a heading that already says the year (and that it is uncertain, if `under_uncertain`):
    /// "10 Oct", "Aug", "Oct –", "10 Oct ‥ Dec"; "—" for undated.
    pub fn short(&self, under_uncertain: bool) -> String {
        let _ = under_uncertain;
        String::new()
    }

    /// The heading that it stands under; `None` for undated and for an earliest bound that is open or unknown.
    pub fn heading(&self) -> Option<YearMonth> {
        None
    }

    /// x
    pub fn order_reason(&self, _other: &Self) -> String {
        String::new()
    }
    /// x
    /// # Errors
    /// x
    pub fn parse_loosely(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
    /// Whether this event date falls in `period`.
    pub fn meeting(&self, period: &Date) -> Meeting {
        let _ = period;
        Meeting::Never
    }

    /// Whether two claims about one happening can both be right: whether their bounds share a day.
    pub fn agrees_with(&self, other: &Date) -> bool {
        let _ = other;
        true
    }

    /// Earliest bound, then coarser precision first, then latest bound; undated last.
    /// Ties are the file's order, then the id.
    pub fn cmp_chronologically(&self, other: &Self) -> std::cmp::Ordering {
        let _ = other;
        std::cmp::Ordering::Equal
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown())
    }
}
