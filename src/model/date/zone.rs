//! Zones: the offset from UTC in which a time is written.

use super::{Date, Precision};

/// The offset with which a time of day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// None: a local time.
    Local,
    /// `Z`.
    Utc,
    /// Minutes east of UTC.
    Offset(i16),
}

impl Zone {
    /// As it stands after a time: "UTC", "+05:45"; nothing for a local time.
    pub fn words(self) -> String {
        match self {
            Self::Local => String::new(),
            Self::Utc => "UTC".to_owned(),
            Self::Offset(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let size = minutes.unsigned_abs();
                format!("{sign}{:02}:{:02}", size / 60, size % 60)
            }
        }
    }
}

impl Date {
    /// The zone of its time of day; `None` if it has none. Read from the text: it is asked of every event of a file.
    pub fn zone(&self) -> Option<Zone> {
        if self.precision != Some(Precision::Time) {
            return None;
        }
        let (_, time) = self.written().split_once('T')?;
        let Some(at) = time.find(['Z', '+', '-']) else {
            return Some(Zone::Local);
        };
        let offset = time.get(at..)?;
        if offset == "Z" {
            return Some(Zone::Utc);
        }
        let (hours, minutes) = match offset.get(1..)?.split_once(':') {
            Some((hours, minutes)) => (hours, minutes.parse::<i16>().ok()?),
            None => (offset.get(1..)?, 0),
        };
        let size = hours.parse::<i16>().ok()? * 60 + minutes;
        Some(Zone::Offset(if offset.starts_with('-') {
            -size
        } else {
            size
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_from_the_text() {
        for (written, zone) in [
            ("2024-06-01", None),
            ("2024-06-01T12:00:00", Some(Zone::Local)),
            ("2024-06-01T12:00:00Z", Some(Zone::Utc)),
            ("2024-06-01T12:00:00+05:45", Some(Zone::Offset(345))),
            ("2024-06-01T12:00:00-11", Some(Zone::Offset(-660))),
            ("2024-06-01/2024-06-02", None),
        ] {
            assert_eq!(Date::parse(written).unwrap().zone(), zone, "{written}");
        }
        assert_eq!(Zone::Offset(-570).words(), "-09:30");
    }
}
