//! CSV (RFC 4180): one header for all commands, CRLF, quotes where they are needed, and no cell that a
//! spreadsheet could take for a formula.

use super::card;
use super::json::date::Day;
use super::row;
use super::{Document, Format, Item, Paper};
use crate::model::{Date, EventId, Meeting, Place};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    help: "CSV for spreadsheets, formulas guarded",
    write,
};

/// The columns. New ones come after these.
const COLUMNS: [&str; 25] = [
    "type",
    "id",
    "title",
    "date",
    "shown",
    "earliest",
    "latest",
    "precision",
    "certain",
    "inferred",
    "status",
    "kind",
    "disputed",
    "grade",
    "actors",
    "places",
    "tags",
    "sources",
    "text",
    "note",
    "meets",
    "aliases",
    "authors",
    "publisher",
    "origin",
];

/// What begins a formula in some spreadsheet, or hides one.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Between values of one cell.
const BETWEEN: &str = "; ";

type Cells = Vec<(&'static str, String)>;

fn write(document: &Document<'_>, _: &Paper) -> String {
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for item in &document.items {
        let cells = cells(document, item);
        let of = |column: &&str| {
            let found = cells.iter().find(|(name, _)| name == column);
            found.map_or_else(String::new, |(_, value)| cell(value))
        };
        let line: Vec<String> = COLUMNS.iter().map(of).collect();
        text.push_str(&line.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A value as a cell: a formula gets an apostrophe, and what needs quotes gets them.
pub fn cell(value: &str) -> String {
    let guard = if value.starts_with(FORMULA) { "'" } else { "" };
    if value.contains(['"', ',', '\n', '\r']) || value.starts_with(' ') || value.ends_with(' ') {
        format!("\"{guard}{}\"", value.replace('"', "\"\""))
    } else {
        format!("{guard}{value}")
    }
}

fn cells(document: &Document<'_>, item: &Item) -> Cells {
    let chronology = document.chronology();
    match item {
        Item::Row(id, meeting) => event(document, *id, *meeting),
        Item::Event(id) => event(document, *id, Meeting::Certain),
        Item::Actor(id) => {
            let actor = chronology.actor(*id);
            vec![
                ("type", "actor".to_owned()),
                ("id", actor.id.to_string()),
                ("title", actor.name.to_string()),
                ("kind", actor.kind.word().to_owned()),
                ("aliases", actor.aliases.join(BETWEEN)),
                ("text", actor.about.to_string()),
            ]
        }
        Item::Place(id) => {
            let place = chronology.place(*id);
            let within = place.within.map(|outer| chronology.place(outer));
            vec![
                ("type", "place".to_owned()),
                ("id", place.id.to_string()),
                ("title", place.name.to_string()),
                ("places", within.map_or_else(String::new, name)),
                ("aliases", place.aliases.join(BETWEEN)),
                ("text", place.about.to_string()),
            ]
        }
        Item::Source(id) => {
            let source = chronology.source(*id);
            let mut cells = vec![
                ("type", "source".to_owned()),
                ("id", source.id.to_string()),
                ("title", source.title.to_string()),
                ("kind", source.kind.word().to_owned()),
                ("grade", source.reliability.letter().to_string()),
                ("authors", source.authors.join(BETWEEN)),
                ("publisher", source.publisher.to_string()),
                ("origin", source.origin.to_string()),
                ("text", source.about.to_string()),
            ];
            cells.extend(date(&source.published));
            cells
        }
        Item::Briefing(id) => {
            let briefing = chronology.briefing(*id);
            vec![
                ("type", "briefing".to_owned()),
                ("id", briefing.id.to_string()),
                ("title", briefing.title.to_string()),
                ("text", briefing.about.to_string()),
            ]
        }
        Item::Hop(hop) => {
            let told = card::of(document, item).and_then(|card| card.fields.into_iter().next());
            vec![
                ("type", "hop".to_owned()),
                ("id", hop.to.id(chronology).to_owned()),
                ("title", told.map(|field| field.value).unwrap_or_default()),
            ]
        }
    }
}

fn name(place: &Place) -> String {
    place.name.to_string()
}

fn event(document: &Document<'_>, id: EventId, meeting: Meeting) -> Cells {
    let chronology = document.chronology();
    let event = chronology.event(id);
    let joined = |values: Vec<String>| values.join(BETWEEN);
    let actors = event.actors.iter().map(|part| {
        let name = &chronology.actor(part.actor).name;
        if part.role.is_empty() {
            name.to_string()
        } else {
            format!("{name} ({})", part.role)
        }
    });
    let places = event.places.iter().map(|id| name(chronology.place(*id)));
    let sources = event.cites.iter().map(|cite| row::place(chronology, cite));
    let grade = chronology.grade(id);
    let mut cells = vec![
        ("type", "event".to_owned()),
        ("id", event.id.to_string()),
        ("title", event.title.to_string()),
        ("status", event.status.word().to_owned()),
        ("kind", event.kind.to_string()),
        ("inferred", event.inferred.to_string()),
        ("disputed", event.disputed.to_string()),
        (
            "grade",
            grade.map_or_else(String::new, |(letter, figure)| {
                format!("{}{figure}", letter.letter())
            }),
        ),
        ("actors", joined(actors.collect())),
        ("places", joined(places.collect())),
        ("tags", event.tags.join(BETWEEN)),
        ("sources", joined(sources.collect())),
        ("text", event.summary.to_string()),
        ("note", event.note.to_string()),
        (
            "meets",
            row::certainty(meeting, document.has_period).to_owned(),
        ),
    ];
    cells.extend(day(Day::of_event(event)));
    cells
}

fn date(date: &Date) -> Cells {
    day(Day::of(date))
}

fn day(day: Day) -> Cells {
    vec![
        ("date", day.written),
        ("shown", day.shown),
        ("earliest", day.earliest.unwrap_or_default()),
        ("latest", day.latest.unwrap_or_default()),
        ("precision", day.precision.unwrap_or_default().to_owned()),
        ("certain", day.certain.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_guarded() {
        for (value, written) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            (" x", "\" x\""),
            ("", ""),
        ] {
            assert_eq!(cell(value), written);
        }
    }
}
