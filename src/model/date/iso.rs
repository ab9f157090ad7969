//! Days, bounds and precisions as programs read them: ISO 8601 and fixed words.

use super::{Bound, Day, Precision};

impl Day {
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
