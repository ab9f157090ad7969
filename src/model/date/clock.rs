//! The time of day that a date names, as it is written: in its own zone, never shifted into another.

use super::{Date, Precision};

/// The seconds of a day.
pub const DAY_SECONDS: u32 = 86_400;

impl Date {
    /// The seconds from the midnight of its day to its time of day; `None` if it has none. Read from the text: it is asked of the
    /// few events that a strip of hours shows.
    pub fn clock_seconds(&self) -> Option<u32> {
        if self.precision != Some(Precision::Time) {
            return None;
        }
        let (_, time) = self.written().split_once('T')?;
        let time = time.split(['Z', '+', '-']).next()?;
        let mut seconds = 0;
        for (nth, part) in time.split(':').enumerate() {
            let of_part = [3600, 60, 1].get(nth)?;
            seconds += part.parse::<u32>().ok()?.checked_mul(*of_part)?;
        }
        Some(seconds.min(DAY_SECONDS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_read_as_written() {
        for (written, seconds) in [
            ("2024-06-01", None),
            ("2024-06-01T12:00:00", Some(43_200)),
            ("2024-06-01T00:00:01Z", Some(1)),
            ("2024-06-01T23:59:59-11", Some(86_399)),
            ("2024-06-01T06:30:00+05:45", Some(23_400)),
            ("2024-06-01/2024-06-02", None),
        ] {
            let date = Date::parse(written).unwrap();
            assert_eq!(date.clock_seconds(), seconds, "{written}");
        }
    }
}
