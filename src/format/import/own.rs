//! What we wrote ourselves: the CSV and the JSON of `find`, `show` and `export`, read back as they were.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::{Map, Value};

use super::table::Rows;
use crate::format::diagnostic::Diagnostic;
use crate::format::document::json::VERSION;
use crate::format::reading::{Reading, stem};
use crate::model::record::{
    ActorRecord, ChronologyRecord, CitationRecord, EventRecord, ParticipationRecord, PlaceRecord,
    Position, RelationRecord, SourceRecord,
};
use crate::model::text::Interned;
use crate::model::{ActorKind, Bearing, Numbering, Reliability, SourceKind, Status};

/// The first columns of our tables.
const FIRST: [&str; 5] = ["type", "id", "title", "date", "shown"];

/// In which order things are read; anything else before them.
const ORDER: [&str; 5] = ["source", "place", "actor", "relation", "event"];

/// Whether these are the headers of a table of ours.
pub(super) fn is_table(headers: &[String]) -> bool {
    headers.iter().take(FIRST.len()).eq(FIRST.iter())
}

/// Whether an object is a line of our JSON lines.
pub(super) fn is_line(object: &Map<String, Value>) -> bool {
    object.contains_key("dateline") && object.contains_key("type")
}

/// Reads an object: the things that a command wrote.
pub(super) fn read(reading: &mut Reading, object: &Map<String, Value>) {
    let mut own = Own::new(reading.source.name());
    if object.get("dateline").and_then(Value::as_u64) != Some(u64::from(VERSION)) {
        let message = format!("this is another version of our JSON than {VERSION}");
        reading
            .diagnostics
            .push(Diagnostic::error("version", message).at(0..0, ""));
        return;
    }
    if !text(object, "title").is_empty() {
        own.record.title = text(object, "title");
    }
    own.record.about = text(object, "about");
    own.add_all(objects(object.get("items")).map(|item| (item, 0..0)));
    own.finish(reading);
}

/// Reads objects that stand a line each.
pub(super) fn read_lines<'a>(
    reading: &mut Reading,
    lines: impl Iterator<Item = (&'a Map<String, Value>, Range<usize>)>,
) {
    let mut own = Own::new(reading.source.name());
    own.add_all(lines);
    own.finish(reading);
}

/// Reads a table of ours.
pub(super) fn read_table(reading: &mut Reading, rows: &dyn Rows) {
    let mut own = Own::new(reading.source.name());
    let headers = rows.headers();
    rows.each(&mut |row| {
        own.add_row(
            &Cells {
                headers,
                cells: row.cells,
            },
            row.range.clone(),
        );
    });
    own.finish(reading);
}

/// Makes records of what we wrote.
struct Own {
    record: ChronologyRecord,
    /// Ids that are there, by list.
    known: HashSet<(&'static str, String)>,
    items: Vec<Range<usize>>,
    /// Actors and places that are named: list, id and name.
    named: Vec<(&'static str, String, String)>,
}

impl Own {
    fn new(name: &str) -> Self {
        let record = ChronologyRecord {
            title: stem(name).to_owned(),
            ..ChronologyRecord::default()
        };
        Self {
            record,
            known: HashSet::new(),
            items: Vec::new(),
            named: Vec::new(),
        }
    }

    fn finish(mut self, reading: &mut Reading) {
        self.add_named();
        self.record.number_items();
        reading.source.items = self.items;
        reading.record = Some(self.record);
    }

    /// Whether a thing is new; then it is known from now on.
    fn is_new(&mut self, list: &'static str, id: &str) -> bool {
        self.known.insert((list, id.to_owned()))
    }

    /// Adds things; first those that others may name only, so that what is known of them is not lost.
    fn add_all<'a>(
        &mut self,
        things: impl Iterator<Item = (&'a Map<String, Value>, Range<usize>)>,
    ) {
        let mut things: Vec<_> = things
            .map(|(thing, range)| (text(thing, "type"), thing, range))
            .collect();
        things.sort_by_key(|(kind, ..)| ORDER.iter().position(|known| known == kind));
        for (kind, thing, range) in things {
            self.add(&kind, thing, range);
        }
    }

    fn add(&mut self, kind: &str, item: &Map<String, Value>, range: Range<usize>) {
        match kind {
            "event" => self.event(item, range),
            "actor" => self.actor(item),
            "place" => self.place(item),
            "source" => self.source(item),
            "relation" => self.relation(item),
            // Briefings and hops repeat what stands elsewhere.
            _ => {}
        }
    }

    fn event(&mut self, item: &Map<String, Value>, range: Range<usize>) {
        if !self.is_new("events", &text(item, "id")) {
            return;
        }
        let actors = objects(item.get("actors")).map(|actor| {
            self.name_actor(&text(actor, "id"), &text(actor, "name"));
            ParticipationRecord {
                id: word(actor, "id"),
                role: word(actor, "role"),
                note: word(actor, "note"),
            }
        });
        let actors: Vec<_> = actors.collect();
        let places: Vec<Interned> = objects(item.get("places"))
            .map(|place| {
                self.name_place(&text(place, "id"), &text(place, "name"));
                word(place, "id")
            })
            .collect();
        let cites = self.cites(item);
        self.items.push(range);
        self.record.events.push(EventRecord {
            id: text(item, "id").into(),
            date: written(item, "date").into(),
            date_note: word(item, "date_note"),
            inferred: item.get("inferred") == Some(&Value::Bool(true)),
            title: text(item, "title").into(),
            summary: text(item, "summary").into(),
            kind: word(item, "kind"),
            status: status(&text(item, "status")),
            actors: actors.into(),
            places: places.into(),
            tags: texts(item.get("tags")).into(),
            cites: cites.into(),
            note: word(item, "note"),
            position: Position::default(),
            is_date_told: false,
        });
    }

    fn cites(&mut self, item: &Map<String, Value>) -> Vec<CitationRecord> {
        let cites = objects(item.get("cites")).map(|cite| {
            let id = text(cite, "source");
            if !self.known.contains(&("sources", id.clone())) {
                self.known.insert(("sources", id.clone()));
                self.record.sources.push(SourceRecord {
                    id: id.clone(),
                    description: text(cite, "title"),
                    reliability: reliability(&text(cite, "grade")),
                    ..SourceRecord::default()
                });
            }
            CitationRecord {
                source: id.as_str().into(),
                at: word(cite, "at"),
                bearing: bearing(&text(cite, "bearing")),
                says: text(cite, "says").into(),
                quote: text(cite, "quote").into(),
                credibility: text(cite, "grade")
                    .get(1..)
                    .and_then(|figure| figure.parse().ok())
                    .filter(|figure| *figure < 6),
                date: written(cite, "date").as_str().into(),
                figure: word(cite, "figure"),
            }
        });
        cites.collect()
    }

    fn actor(&mut self, item: &Map<String, Value>) {
        let id = text(item, "id");
        if !self.is_new("actors", &id) {
            return;
        }
        let cites = self.cites(item);
        self.record.actors.push(ActorRecord {
            id,
            name: text(item, "name"),
            kind: actor_kind(&text(item, "kind")),
            aliases: texts(item.get("aliases")).into(),
            about: text(item, "about"),
            cites: cites.into(),
            position: Position::default(),
        });
        for relation in objects(item.get("relations")) {
            self.relation(relation);
        }
    }

    fn relation(&mut self, item: &Map<String, Value>) {
        let end = |name: &str| {
            item.get(name)
                .and_then(Value::as_object)
                .map(|end| (text(end, "id"), text(end, "name")))
        };
        let (Some((from, from_name)), Some((to, to_name))) = (end("from"), end("to")) else {
            return;
        };
        let key = [
            &*from,
            "\n",
            &text(item, "is"),
            "\n",
            &to,
            "\n",
            &written(item, "date"),
        ]
        .concat();
        if !self.is_new("relations", &key) {
            return;
        }
        self.name_actor(&from, &from_name);
        self.name_actor(&to, &to_name);
        let cites = self.cites(item);
        self.record.relations.push(RelationRecord {
            from,
            is: text(item, "is"),
            inverse: text(item, "inverse"),
            to,
            date: written(item, "date"),
            status: status(&text(item, "status")),
            note: text(item, "note"),
            cites: cites.into(),
            position: Position::default(),
        });
    }

    fn place(&mut self, item: &Map<String, Value>) {
        let id = text(item, "id");
        if !self.is_new("places", &id) {
            return;
        }
        // The nearest place around it, or all of them, from the nearest outwards.
        let around = match item.get("within") {
            Some(Value::Object(one)) => Some(one),
            Some(Value::Array(all)) => all.first().and_then(Value::as_object),
            _ => None,
        };
        if let Some(around) = around {
            self.name_place(&text(around, "id"), &text(around, "name"));
        }
        let at = item
            .get("at")
            .and_then(Value::as_array)
            .and_then(|at| Some((at.first()?.as_f64()?, at.get(1)?.as_f64()?)));
        self.record.places.push(PlaceRecord {
            id,
            name: text(item, "name"),
            aliases: texts(item.get("aliases")).into(),
            within: around.map(|around| text(around, "id")),
            at,
            about: text(item, "about"),
            position: Position::default(),
        });
    }

    fn source(&mut self, item: &Map<String, Value>) {
        let id = text(item, "id");
        if !self.is_new("sources", &id) {
            return;
        }
        self.record.sources.push(SourceRecord {
            id,
            title: text(item, "title"),
            description: text(item, "description"),
            kind: source_kind(&text(item, "kind")),
            authors: texts(item.get("authors")).into(),
            publisher: text(item, "publisher"),
            published: written(item, "published"),
            accessed: written(item, "accessed"),
            language: text(item, "language"),
            origin: text(item, "origin"),
            archived: text(item, "archived"),
            numbered: if item.get("numbered_by_us") == Some(&Value::Bool(true)) {
                Numbering::Ours
            } else {
                Numbering::Source
            },
            reliability: reliability(&text(item, "reliability")),
            file: text(item, "file"),
            about: text(item, "about"),
            ..SourceRecord::default()
        });
    }

    /// Notes that an event or a relation names an actor: it may have a record of its own further on.
    fn name_actor(&mut self, id: &str, name: &str) {
        self.named.push(("actors", id.to_owned(), name.to_owned()));
    }

    fn name_place(&mut self, id: &str, name: &str) {
        self.named.push(("places", id.to_owned(), name.to_owned()));
    }

    /// Records of what is only named.
    fn add_named(&mut self) {
        for (list, id, name) in std::mem::take(&mut self.named) {
            if !self.is_new(list, &id) {
                continue;
            }
            if list == "places" {
                self.record.places.push(PlaceRecord {
                    id,
                    name,
                    ..PlaceRecord::default()
                });
            } else {
                self.record.actors.push(ActorRecord {
                    id,
                    name,
                    kind: ActorKind::default(),
                    aliases: Box::default(),
                    about: String::new(),
                    cites: Box::default(),
                    position: Position::default(),
                });
            }
        }
    }

    /// A row of a table of ours: names stand for ids of actors and places.
    fn add_row(&mut self, cells: &Cells<'_>, range: Range<usize>) {
        let id = cells.get("id");
        let aliases = cells.words("aliases");
        match cells.get("type") {
            "event" if self.is_new("events", id) => self.row_event(cells, range),
            "actor" if self.is_new("actors", id) => self.record.actors.push(ActorRecord {
                id: id.to_owned(),
                name: cells.get("title").to_owned(),
                kind: actor_kind(cells.get("kind")),
                aliases,
                about: cells.get("text").to_owned(),
                cites: Box::default(),
                position: Position::default(),
            }),
            "place" if self.is_new("places", id) => self.record.places.push(PlaceRecord {
                id: id.to_owned(),
                name: cells.get("title").to_owned(),
                aliases,
                about: cells.get("text").to_owned(),
                ..PlaceRecord::default()
            }),
            "source" if self.is_new("sources", id) => self.record.sources.push(SourceRecord {
                id: id.to_owned(),
                title: cells.get("title").to_owned(),
                kind: source_kind(cells.get("kind")),
                publisher: cells.get("publisher").to_owned(),
                published: cells.get("date").to_owned(),
                origin: cells.get("origin").to_owned(),
                reliability: reliability(cells.get("grade")),
                about: cells.get("text").to_owned(),
                ..SourceRecord::default()
            }),
            _ => {}
        }
    }

    fn row_event(&mut self, cells: &Cells<'_>, range: Range<usize>) {
        let mut actors = Vec::new();
        for words in cells.values("actors") {
            let named = words
                .strip_suffix(')')
                .and_then(|words| words.rsplit_once(" ("));
            let (name, role) = named.unwrap_or((words, ""));
            let id = slug(name);
            self.name_actor(&id, name);
            actors.push(ParticipationRecord {
                id: id.into(),
                role: role.into(),
                ..ParticipationRecord::default()
            });
        }
        let mut places: Vec<Interned> = Vec::new();
        for name in cells.values("places") {
            let id = slug(name);
            self.name_place(&id, name);
            places.push(id.into());
        }
        let cites: Vec<CitationRecord> = cells
            .values("sources")
            .map(|words| self.pinpoint(words))
            .collect();
        self.items.push(range);
        self.record.events.push(EventRecord {
            id: cells.get("id").into(),
            date: cells.get("date").into(),
            date_note: cells.get("date_note").into(),
            inferred: cells.get("inferred") == "true",
            title: cells.get("title").into(),
            summary: cells.get("text").into(),
            kind: cells.get("kind").into(),
            status: status(cells.get("status")),
            actors: actors.into(),
            places: places.into(),
            tags: cells.words("tags"),
            cites: cites.into(),
            note: cells.get("note").into(),
            position: Position::default(),
            is_date_told: false,
        });
    }

    /// "but see sanctions-list p. 2".
    fn pinpoint(&mut self, words: &str) -> CitationRecord {
        let bearing = Bearing::ALL
            .into_iter()
            .rev()
            .find(|bearing| words.starts_with(bearing.lead_in()))
            .unwrap_or_default();
        let words = words.strip_prefix(bearing.lead_in()).unwrap_or(words);
        let (id, at) = words.split_once(' ').unwrap_or((words, ""));
        if self.is_new("sources", id) {
            self.record.sources.push(SourceRecord {
                id: id.to_owned(),
                description: id.to_owned(),
                ..SourceRecord::default()
            });
        }
        CitationRecord {
            source: id.into(),
            at: at.into(),
            bearing,
            ..CitationRecord::default()
        }
    }
}

/// The cells of a row, by their headers.
struct Cells<'r> {
    headers: &'r [String],
    cells: &'r [&'r str],
}

impl<'r> Cells<'r> {
    fn get(&self, name: &str) -> &'r str {
        let column = self.headers.iter().position(|header| header == name);
        let cell = column.and_then(|column| self.cells.get(column));
        unguarded(cell.copied().unwrap_or_default())
    }

    /// The values of a cell that has several.
    fn values(&self, name: &str) -> impl Iterator<Item = &'r str> + use<'r> {
        self.get(name).split("; ").filter(|value| !value.is_empty())
    }

    fn words(&self, name: &str) -> Box<[Interned]> {
        self.values(name).map(Interned::from).collect()
    }
}

/// A cell without the sign that keeps spreadsheets from taking it for a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']) => rest,
        _ => cell,
    }
}

fn slug(name: &str) -> String {
    super::builder::slug(name, "x")
}

fn text(object: &Map<String, Value>, field: &str) -> String {
    match object.get(field) {
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}

fn word(object: &Map<String, Value>, field: &str) -> Interned {
    text(object, field).as_str().into()
}

fn texts(value: Option<&Value>) -> Vec<Interned> {
    let values = value.and_then(Value::as_array).into_iter().flatten();
    values
        .filter_map(|value| Some(value.as_str()?.into()))
        .collect()
}

fn objects(value: Option<&Value>) -> impl Iterator<Item = &Map<String, Value>> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
}

/// The date of a field as it was written.
fn written(object: &Map<String, Value>, field: &str) -> String {
    let date = object.get(field).and_then(Value::as_object);
    date.map(|date| text(date, "written")).unwrap_or_default()
}

fn status(word: &str) -> Status {
    let mut all = Status::ALL.into_iter();
    all.find(|status| status.code() == Some(word))
        .unwrap_or_default()
}

fn bearing(word: &str) -> Bearing {
    Bearing::ALL
        .into_iter()
        .find(|bearing| bearing.word() == word)
        .unwrap_or_default()
}

fn actor_kind(word: &str) -> ActorKind {
    ActorKind::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .unwrap_or_default()
}

fn source_kind(word: &str) -> SourceKind {
    SourceKind::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .unwrap_or_default()
}

fn reliability(grade: &str) -> Reliability {
    let letter = grade.chars().next();
    Reliability::ALL
        .into_iter()
        .find(|known| Some(known.letter()) == letter)
        .unwrap_or_default()
}
