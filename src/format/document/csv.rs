//! CSV (RFC 4180): a row a thing, CRLF, a header, and no cell that a spreadsheet could take for a formula.

use csv::{Terminator, WriterBuilder};

use super::Document;
use super::citation::CitationDetail;
use super::date::DateDetail;
use super::detail::{Detail, EventDetail, PartDetail};
use super::escape::csv::guarded;

/// The columns of every table that we write. New ones come after these.
const COLUMNS: &[&str] = &[
    "type",
    "id",
    "title",
    "date",
    "shown",
    "earliest",
    "latest",
    "precision",
    "certain",
    "uncertain",
    "approximate",
    "inferred",
    "date_note",
    "status",
    "kind",
    "disputed",
    "grade",
    "actors",
    "places",
    "tags",
    "sources",
    "cites",
    "text",
    "note",
    "meets",
    "aliases",
    "authors",
    "publisher",
    "origin",
];

/// Between values of one cell.
const BETWEEN: &str = "; ";

/// The document as a table.
pub fn write(document: &Document<'_>) -> String {
    let items = document.items.iter();
    table(items.map(|item| Detail::of(document, item)))
}

/// Things as a table, a row each; one that has nothing for a column leaves its cell empty.
pub fn table<'a>(things: impl Iterator<Item = Detail<'a>>) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for thing in things {
        let cells = COLUMNS.iter().map(|column| guarded(cell(&thing, column)));
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn cell(thing: &Detail<'_>, column: &str) -> String {
    match thing {
        Detail::Event(event) => event_cell(event, column),
        Detail::Actor(actor) => match column {
            "type" => "actor".to_owned(),
            "id" => actor.id.to_owned(),
            "title" => actor.name.to_owned(),
            "kind" => actor.kind.to_owned(),
            "aliases" => actor.aliases.join(BETWEEN),
            "text" => actor.about.to_owned(),
            _ => String::new(),
        },
        Detail::Place(place) => match column {
            "type" => "place".to_owned(),
            "id" => place.id.to_owned(),
            "title" => place.name.to_owned(),
            "places" => place
                .within
                .first()
                .map_or("", |outer| outer.name)
                .to_owned(),
            "aliases" => place.aliases.join(BETWEEN),
            "text" => place.about.to_owned(),
            _ => String::new(),
        },
        Detail::Source(source) => match column {
            "type" => "source".to_owned(),
            "id" => source.id.to_owned(),
            "title" => source.title.to_owned(),
            "kind" => source.kind.to_owned(),
            "grade" => source.reliability.to_string(),
            "authors" => source.authors.join(BETWEEN),
            "publisher" => source.publisher.to_owned(),
            "origin" => source.origin.to_owned(),
            "text" => source.about.to_owned(),
            column => date_cell(&source.published, column),
        },
        Detail::Relation(relation) => match column {
            "type" => "relation".to_owned(),
            "title" => relation.sentence(),
            "status" => relation.relation.status.word().to_owned(),
            "cites" => relation
                .cites
                .iter()
                .map(CitationDetail::graded)
                .collect::<Vec<_>>()
                .join(BETWEEN),
            "note" => relation.note.to_owned(),
            column => date_cell(&relation.date, column),
        },
        Detail::Briefing(briefing) => match column {
            "type" => "briefing".to_owned(),
            "id" => briefing.id.to_owned(),
            "title" => briefing.title.to_owned(),
            "text" => briefing.about.to_owned(),
            _ => String::new(),
        },
        Detail::Hop(hop) => match column {
            "type" => "hop".to_owned(),
            "id" => hop.to.id.to_owned(),
            "title" => hop.told.clone(),
            "kind" => format!("path {}", hop.path),
            _ => String::new(),
        },
    }
}

fn event_cell(event: &EventDetail<'_>, column: &str) -> String {
    let joined = |values: Vec<String>| values.join(BETWEEN);
    match column {
        "type" => "event".to_owned(),
        "id" => event.id.to_owned(),
        "title" => event.title.to_owned(),
        "date_note" => event.date_note.to_owned(),
        "inferred" => event.inferred.to_string(),
        "status" => event.event.status.word().to_owned(),
        "kind" => event.kind.to_owned(),
        "disputed" => event.disputed.to_string(),
        "grade" => event.grade.clone().unwrap_or_default(),
        "actors" => joined(event.actors.iter().map(PartDetail::words).collect()),
        "places" => joined(event.places.iter().map(|one| one.name.to_owned()).collect()),
        "tags" => event.tags.join(BETWEEN),
        "sources" => joined(event.cites.iter().map(CitationDetail::led_in).collect()),
        "cites" => joined(event.cites.iter().map(CitationDetail::graded).collect()),
        "text" => event.summary.to_owned(),
        "note" => event.note.to_owned(),
        "meets" => event.meets.unwrap_or_default().to_owned(),
        column => date_cell(&event.date, column),
    }
}

fn date_cell(date: &DateDetail<'_>, column: &str) -> String {
    match column {
        "date" => date.written.to_owned(),
        "shown" => date.shown.clone(),
        "earliest" => date.earliest.clone().unwrap_or_default(),
        "latest" => date.latest.clone().unwrap_or_default(),
        "precision" => date.precision.unwrap_or_default().to_owned(),
        "certain" => date.certain.to_string(),
        "uncertain" => date.uncertain.to_string(),
        "approximate" => date.approximate.to_string(),
        _ => String::new(),
    }
}
