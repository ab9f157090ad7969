//! Records for tests.

use super::record::{EventRecord, Position};
use super::words::Status;

impl EventRecord {
    /// An event with what every event has.
    pub fn plain(id: &str, date: &str, title: &str) -> Self {
        Self {
            position: Position::default(),
            id: id.into(),
            date: date.into(),
            date_note: "".into(),
            inferred: false,
            title: title.into(),
            summary: "".into(),
            kind: "".into(),
            status: Status::Reported,
            actors: Box::default(),
            places: Box::default(),
            tags: Box::default(),
            cites: Box::default(),
            note: "".into(),
        }
    }
}
