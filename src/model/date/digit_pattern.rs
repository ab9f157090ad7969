//! Unspecified digits (ISO 8601-2:2019 clause 9): which days `156X-12-25` or `1560-X2` may mean.
//!
//! The days of such a date are no run: they have gaps. A pattern keeps the digits and walks the
//! completions lazily, in order; it answers "is there one between these days?" in a few steps.
//! Months with an unspecified digit are calendar months only, never seasons.

use edtf_core::{Date, DateField, YearKind};

use super::bounds::{Run, number_of};
use super::day::{Day, days_in_month, is_leap};

/// The years of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Years {
    One(i64),
    Digits([Option<u8>; 4]),
}

/// What part of each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Year,
    Season(u8),
    /// Bit m − 1 is month m.
    Months(u16),
    /// Bit d − 1 is day d.
    Days {
        months: u16,
        days: u32,
    },
}

const ALL_MONTHS: u16 = 0x0FFF;
const ALL_DAYS: u32 = 0x7FFF_FFFF;

/// The days that a date with a four-digit year may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DigitPattern {
    years: Years,
    within: Within,
}

impl DigitPattern {
    /// The pattern of a date; `None` for years written with `Y` or with significant digits.
    pub fn of(date: &Date) -> Option<Self> {
        let YearKind::Standard { negative, digits } = date.year.kind else {
            return None;
        };
        if date.year.significant_digits.is_some() {
            return None;
        }
        let years = match (date.year.value(), negative) {
            (Some(value), _) => Years::One(value),
            (None, _) => Years::Digits(digits),
        };
        let within = match (date.month, date.day) {
            (None, _) => Within::Year,
            (Some(month), None) => match month.value() {
                Some(code) if code > 12 => Within::Season(code),
                _ => Within::Months(months_of(month)),
            },
            (Some(month), Some(day)) => Within::Days {
                months: months_of(month),
                days: days_of(day),
            },
        };
        Some(Self {
            years,
            within: widest(within),
        })
    }

    /// The first and last day.
    pub fn bounds(self) -> Option<Run> {
        let first = self.first_from(i64::MIN)?;
        let last = (0..self.years.count())
            .rev()
            .find_map(|place| self.last_in(self.years.at(place)))?;
        Some(Run { first, last })
    }

    /// Whether every day between the first and the last belongs to it.
    pub fn is_run(self) -> bool {
        let one_year = matches!(self.years, Years::One(_));
        match self.within {
            Within::Year => self.years.are_run(),
            Within::Season(_) => one_year,
            Within::Months(months) => one_year && is_row(months.into()),
            Within::Days { months, days } => one_year && months.is_power_of_two() && is_row(days),
        }
    }

    /// Whether one of its days is in `run`.
    pub fn meets(self, run: Run) -> bool {
        self.first_from(run.first)
            .is_some_and(|day| day <= run.last)
    }

    /// The first of its days from `from` on.
    ///
    /// Each year after that of `from` ends the walk unless it lacks a 29 February, so that the walk is
    /// a few years long.
    fn first_from(self, from: i64) -> Option<i64> {
        let (year, _, _) = Day::new(from).civil();
        // A winter may reach over from the year before.
        let start = self.years.place_from(year.saturating_sub(1));
        (start..self.years.count()).find_map(|place| self.first_in(self.years.at(place), from))
    }

    fn first_in(self, year: i64, from: i64) -> Option<i64> {
        let clip = |run: Run| (run.last >= from).then_some(run.first.max(from));
        match self.within {
            Within::Year => clip(Run::of_years(year, year)),
            Within::Season(code) => clip(season(year, code)),
            Within::Months(months) => bits(months.into()).find_map(|month| {
                clip(Run {
                    first: number_of(year, month, 1),
                    last: number_of(year, month, days_in_month(year, month)),
                })
            }),
            Within::Days { months, days } => bits(months.into()).find_map(|month| {
                bits(days)
                    .filter(|day| *day <= days_in_month(year, month))
                    .map(|day| number_of(year, month, day))
                    .find(|number| *number >= from)
            }),
        }
    }

    fn last_in(self, year: i64) -> Option<i64> {
        match self.within {
            Within::Year => Some(Run::of_years(year, year).last),
            Within::Season(code) => Some(season(year, code).last),
            Within::Months(months) => bits(months.into())
                .last()
                .map(|month| number_of(year, month, days_in_month(year, month))),
            Within::Days { months, days } => bits(months.into())
                .filter_map(|month| {
                    bits(days)
                        .filter(|day| *day <= days_in_month(year, month))
                        .last()
                        .map(|day| number_of(year, month, day))
                })
                .last(),
        }
    }
}

impl Years {
    /// How many there are: 1 to 10,000.
    fn count(self) -> u32 {
        match self {
            Self::One(_) => 1,
            Self::Digits(digits) => digits
                .iter()
                .filter(|digit| digit.is_none())
                .fold(1, |count, _| count * 10),
        }
    }

    /// The year at that place, in ascending order.
    fn at(self, place: u32) -> i64 {
        match self {
            Self::One(year) => year,
            Self::Digits(digits) => {
                let mut rest = i64::from(place);
                let mut weight = 1;
                let mut year = 0;
                for digit in digits.iter().rev() {
                    let value = digit.map_or_else(
                        || {
                            let value = rest % 10;
                            rest /= 10;
                            value
                        },
                        i64::from,
                    );
                    year += value * weight;
                    weight *= 10;
                }
                year
            }
        }
    }

    /// The place of the first year from `year` on; the count if there is none.
    fn place_from(self, year: i64) -> u32 {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at(middle) < year {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Whether they follow one another: only digits at the end are unspecified.
    fn are_run(self) -> bool {
        match self {
            Self::One(_) => true,
            Self::Digits(digits) => digits
                .iter()
                .skip_while(|digit| digit.is_some())
                .all(Option::is_none),
        }
    }
}

/// `within` with parts that are wholly unspecified left out.
fn widest(within: Within) -> Within {
    match within {
        Within::Days {
            months,
            days: ALL_DAYS,
        } => widest(Within::Months(months)),
        Within::Months(ALL_MONTHS) => Within::Year,
        other => other,
    }
}

/// The months 1–12 that the digits allow, bit m − 1 for month m.
fn months_of(field: DateField) -> u16 {
    candidates(field.digits, 12).fold(0, |mask, month| mask | 1 << (month - 1))
}

fn days_of(field: DateField) -> u32 {
    candidates(field.digits, 31).fold(0, |mask, day| mask | 1 << (day - 1))
}

/// The numbers from 1 to `most` that the two digits allow.
fn candidates([tens, units]: [Option<u8>; 2], most: u8) -> impl Iterator<Item = u8> {
    (1..=most).filter(move |value| {
        tens.is_none_or(|digit| digit == value / 10)
            && units.is_none_or(|digit| digit == value % 10)
    })
}

/// The months and days that the digits of a date allow, less those that no calendar has: `2023-02-2X` is no 29th,
/// `2023-1X-31` not in November. All months or days where nothing is written.
pub(super) fn possible(date: &Date) -> (Vec<u8>, Vec<u8>) {
    let may_leap = match (date.year.value(), date.year.kind) {
        (Some(year), _) => is_leap(year),
        (None, YearKind::Standard { digits, .. }) => {
            let years = Years::Digits(digits);
            (0..years.count()).any(|place| is_leap(years.at(place)))
        }
        (None, YearKind::Big { .. } | YearKind::Exponential { .. }) => true,
    };
    let length = |month: &u8| days_in_month(if may_leap { 2000 } else { 2001 }, *month);
    let digits = |field: Option<DateField>| field.map_or([None; 2], |field| field.digits);
    let mut months: Vec<u8> = candidates(digits(date.month), 12).collect();
    let mut days: Vec<u8> = candidates(digits(date.day), 31).collect();
    let shortest = days.first().copied().unwrap_or(1);
    months.retain(|month| length(month) >= shortest);
    let longest = months.iter().map(length).max().unwrap_or(31);
    days.retain(|day| *day <= longest);
    (months, days)
}

/// The numbers, from 1, of the bits that are set.
fn bits(mask: u32) -> impl Iterator<Item = u8> {
    (1..=31_u8).filter(move |number| mask & (1 << (number - 1)) != 0)
}

/// Whether the bits that are set stand side by side.
fn is_row(mask: u32) -> bool {
    let row = mask >> mask.trailing_zeros().min(31);
    row & row.wrapping_add(1) == 0
}

/// The days of a sub-year grouping (ISO 8601-2:2019 clause 4.8, codes 21–41).
///
/// The standard fixes no months for seasons. 21–24 are of no said hemisphere, so that they may fall anywhere in
/// their year. 25–32 are the meteorological ones, winter of the north and summer of the south beginning in
/// December and ending in the next year.
pub(super) fn season(year: i64, code: u8) -> Run {
    let (first, last) = match code {
        25 | 31 => (3, 5),
        26 | 32 => (6, 8),
        27 | 29 => (9, 11),
        28 | 30 => (12, 2),
        33 => (1, 3),
        34 => (4, 6),
        35 => (7, 9),
        36 => (10, 12),
        37 => (1, 4),
        38 => (5, 8),
        39 => (9, 12),
        40 => (1, 6),
        41 => (7, 12),
        _ => (1, 12),
    };
    let end = if last < first { year + 1 } else { year };
    Run {
        first: number_of(year, first, 1),
        last: number_of(end, last, days_in_month(end, last)),
    }
}
