//! Days: one number a day, in the proleptic Gregorian calendar with astronomical years.
//!
//! Any year that an `i64` count of days can reach is exact (±2.5 × 10^16), far past chrono's ±262,143.
//! The arithmetic is the 400-year-era scheme of Howard Hinnant's "chrono-Compatible Low-Level Date
//! Algorithms"; nothing here overflows.

/// Days in 400 Gregorian years.
const ERA_DAYS: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_OFFSET: i64 = 719_468;

/// A day, as a count from 1970-01-01 (0) in the proleptic Gregorian calendar; any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day of that year (astronomical), month 1–12 and day of month; `None` if there is none,
    /// or if its number does not fit (years beyond about ±2.5 × 10^16).
    pub fn from_civil(year: i64, month: u8, day: u8) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let month = i64::from(month);
        let year = if month <= 2 {
            year.checked_sub(1)?
        } else {
            year
        };
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (month + 9).rem_euclid(12);
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let number = i128::from(year.div_euclid(400)) * i128::from(ERA_DAYS)
            + i128::from(day_of_era - EPOCH_OFFSET);
        i64::try_from(number).ok().map(Self)
    }

    /// (year, month, day of month).
    pub fn civil(self) -> (i64, u8, u8) {
        let shifted = self.0.rem_euclid(ERA_DAYS) + EPOCH_OFFSET;
        let era = self.0.div_euclid(ERA_DAYS) + shifted.div_euclid(ERA_DAYS);
        let day_of_era = shifted.rem_euclid(ERA_DAYS);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2).rem_euclid(12) + 1;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        (year, small(month), small(day))
    }

    /// The day that many days later.
    pub(super) fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// In EDTF; `None` beyond the four-digit years.
    pub fn edtf(self) -> Option<String> {
        let (year, month, day) = self.civil();
        let is_short = year.unsigned_abs() <= 9_999;
        is_short.then(|| format!("{}-{month:02}-{day:02}", year_edtf(year)))
    }

    /// As ISO 8601 writes it, with an astronomical year: 2023-10-10, -0043-03-15, +12023-01-01.
    pub fn iso(self) -> String {
        let (year, month, of_month) = self.civil();
        let sign = match year {
            ..0 => "-",
            10_000.. => "+",
            _ => "",
        };
        format!("{sign}{:04}-{month:02}-{of_month:02}", year.unsigned_abs())
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

/// A month or day of month, which the calendar keeps within 1–31.
fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(1)
}

/// An astronomical year in EDTF.
pub(super) fn year_edtf(year: i64) -> String {
    match year {
        0..=9_999 => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    }
}

/// Whether February has 29 days in that year (astronomical).
pub(super) fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// How many days month 1–12 has in that year; 0 for a month that does not exist.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_of_known_days() {
        assert_eq!(Day::from_civil(1970, 1, 1), Some(Day::new(0)));
        assert_eq!(Day::from_civil(1969, 12, 31), Some(Day::new(-1)));
        assert_eq!(Day::from_civil(2000, 2, 29), Some(Day::new(11_016)));
        assert_eq!(Day::from_civil(0, 3, 1), Some(Day::new(-719_468)));
        assert_eq!(Day::from_civil(1900, 2, 29), None);
        assert_eq!(Day::from_civil(2023, 13, 1), None);
        assert_eq!(Day::from_civil(i64::MAX, 1, 1), None);
        assert_eq!(Day::from_civil(i64::MIN, 1, 1), None);
    }

    #[test]
    fn every_number_is_some_day() {
        for number in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
            let (year, month, day) = Day::new(number).civil();
            assert_eq!(Day::from_civil(year, month, day), Some(Day::new(number)));
        }
    }
}
