//! CSV by RFC 4180: one row an event, CRLF, a header. A cell that a spreadsheet would take for a formula
//! gets a `'` before it.

use csv::{Terminator, WriterBuilder};

use super::event::{certainty, cited, participants};
use super::{Exported, Exporter, Extract};
use crate::model::Precision;
use crate::model::date::Meeting;
use crate::model::{Event, EventId};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "csv",
    extensions: &["csv"],
    about: "A table for spreadsheets, a row an event",
    write,
};

const HEADER: [&str; 19] = [
    "id",
    "date",
    "shown",
    "earliest",
    "latest",
    "precision",
    "date_note",
    "inferred",
    "title",
    "summary",
    "kind",
    "status",
    "disputed",
    "meets",
    "actors",
    "places",
    "tags",
    "cites",
    "note",
];

fn write(extract: &Extract<'_>) -> Exported {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(HEADER);
    for (id, meeting) in extract.events {
        let _ = writer.write_record(row(extract, *id, *meeting).map(guarded));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default().into()
}

fn row(extract: &Extract<'_>, id: EventId, meeting: Meeting) -> [String; 19] {
    let event: &Event = extract.chronology.event(id);
    let bounds = event.date.bounds();
    let meets = if extract.has_period {
        certainty(meeting)
    } else {
        ""
    };
    let places: Vec<&str> = event
        .places
        .iter()
        .map(|place| &*extract.chronology.place(*place).name)
        .collect();
    let cites: Vec<String> = event
        .cites
        .iter()
        .map(|cite| {
            format!(
                "{} [{}]",
                cited(extract.chronology, cite),
                extract.chronology.citation_grade(cite)
            )
        })
        .collect();
    [
        event.id.to_string(),
        event.date.written().to_owned(),
        event.date_shown(),
        bounds.earliest.iso().unwrap_or_default(),
        bounds.latest.iso().unwrap_or_default(),
        event
            .date
            .precision()
            .map(Precision::word)
            .unwrap_or_default()
            .to_owned(),
        event.date_note.to_string(),
        event.inferred.to_string(),
        event.title.to_string(),
        event.summary.to_string(),
        event.kind.to_string(),
        event.status.word().to_owned(),
        event.disputed.to_string(),
        meets.to_owned(),
        participants(extract.chronology, event).join("; "),
        places.join("; "),
        event.tags.join("; "),
        cites.join("; "),
        event.note.to_string(),
    ]
}

/// A cell that begins as formulas do, in halfwidth or fullwidth, is made text.
fn guarded(cell: String) -> String {
    let begins = |letter: char| {
        matches!(
            letter,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
        )
    };
    if cell.starts_with(begins) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_text() {
        for cell in ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "＝1"] {
            assert_eq!(guarded(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(guarded("1=1".to_owned()), "1=1");
    }
}
