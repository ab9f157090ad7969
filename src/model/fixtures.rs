//! Records for tests.

use std::sync::Arc;

use super::build::build;
use super::chronology::Chronology;
use super::record::{ChronologyRecord, EventRecord, Position};
use super::status::Status;

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

/// A chronology of events with these titles, the next of which is the summary of each.
pub fn titled(titles: &[&str]) -> Arc<Chronology> {
    let summaries = titles.iter().cycle().skip(1);
    let events = titles.iter().zip(summaries).enumerate();
    let events = events.map(|(nth, (title, summary))| EventRecord {
        summary: (*summary).into(),
        ..EventRecord::plain(&format!("e{nth:05}"), "2023", title)
    });
    let record = ChronologyRecord {
        title: "t".to_owned(),
        events: events.collect(),
        ..ChronologyRecord::default()
    };
    Arc::new(build(vec![record]).chronology)
}
