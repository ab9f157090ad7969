//! The builder: events as readers find them → records, with ids, actors, places and sources that the file does not list itself.
//!
//! The file becomes a source, and each event cites it at its row. Ids come from the file or from what an event says, never
//! from where it stands: a row that is inserted before it changes nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::format::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::format::reading::{Reading, stem};
use crate::model::record::{
    ActorRecord, ChronologyRecord, CitationRecord, EventRecord, ParticipationRecord, PlaceRecord,
    Position, RelationRecord, SourceRecord,
};
use crate::model::{ActorKind, SourceKind, Status};

/// Letters of a title that stand in an id made of it.
const OF_TITLE: usize = 32;

/// An event as it was read.
#[derive(Debug, Default)]
pub(super) struct ImportedEvent<'a> {
    /// Its id, if the file has one.
    pub id: &'a str,
    /// EDTF, or the text that can't be read.
    pub date: String,
    /// Whether it was told that the date can't be read.
    pub is_date_told: bool,
    pub date_note: String,
    pub inferred: bool,
    pub title: String,
    pub summary: String,
    pub kind: String,
    pub status: Status,
    /// Names and roles.
    pub actors: Vec<(String, String)>,
    /// Ids of actors that the file lists, and roles.
    pub actor_ids: Vec<(String, String)>,
    /// Names from the place outwards, and where the first is.
    pub place: Vec<String>,
    pub position: Option<(f64, f64)>,
    /// Ids of places that the file lists.
    pub place_ids: Vec<String>,
    pub tags: Vec<String>,
    pub note: String,
    /// Who says so by the file: names and addresses.
    pub sources: Vec<(String, String)>,
    /// Where in the first of them.
    pub locator: String,
    /// Where it stands in the file, in words: "row 12".
    pub at: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// Makes records of what is read.
#[derive(Debug)]
pub(super) struct RecordBuilder {
    record: ChronologyRecord,
    file_source: String,
    ids: HashSet<String>,
    actors: HashMap<String, String>,
    places: HashMap<String, usize>,
    sources: HashMap<String, String>,
    items: Vec<Range<usize>>,
    diagnostics: Diagnostics,
}

impl RecordBuilder {
    /// Nothing yet, of the file of that name.
    pub fn new(name: &str) -> Self {
        let stem = stem(name);
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let id = slug(stem, "file");
        let source = SourceRecord {
            id: id.clone(),
            description: format!("the file {file}"),
            kind: SourceKind::Dataset,
            ..SourceRecord::default()
        };
        Self {
            record: ChronologyRecord {
                title: stem.to_owned(),
                sources: vec![source],
                ..ChronologyRecord::default()
            },
            ids: HashSet::from([id.clone()]),
            file_source: id,
            actors: HashMap::new(),
            places: HashMap::new(),
            sources: HashMap::new(),
            items: Vec::new(),
            diagnostics: Diagnostics::default(),
        }
    }

    /// What the file calls itself, and what it is about.
    pub fn describe(&mut self, title: String, about: String) {
        self.record.title = title;
        self.record.about = about;
    }

    /// Tells that something can't be read as it stands.
    pub fn warn(&mut self, code: &'static str, message: String, range: Range<usize>, help: String) {
        let mut diagnostic = Diagnostic::new(Severity::Warning, code, message).at(range, "");
        diagnostic.help = (!help.is_empty()).then_some(help);
        self.diagnostics.push(diagnostic);
    }

    /// Adds an event.
    pub fn add(&mut self, event: ImportedEvent<'_>) {
        let id = if event.id.trim().is_empty() {
            self.id_of(&event)
        } else {
            event.id.trim().to_owned()
        };
        self.ids.insert(id.clone());
        let mut actors = Vec::new();
        for (name, role) in event.actors {
            actors.push((self.actor(&name), role));
        }
        actors.extend(event.actor_ids);
        let actors = actors.into_iter().map(|(id, role)| ParticipationRecord {
            id: id.into(),
            role: role.into(),
            ..ParticipationRecord::default()
        });
        let actors = actors.collect::<Vec<_>>().into();
        let place = self.place(&event.place, event.position);
        let places = place.into_iter().chain(event.place_ids).map(Into::into);
        let places = places.collect::<Vec<_>>().into();
        let cites = self.cites(&event.sources, &event.locator, &event.at);
        let tags: Vec<_> = event.tags.iter().map(|tag| tag.as_str().into()).collect();
        self.items.push(event.range);
        self.record.events.push(EventRecord {
            id: id.into(),
            date: event.date.into(),
            date_note: event.date_note.into(),
            inferred: event.inferred,
            title: event.title.into(),
            summary: event.summary.into(),
            kind: event.kind.into(),
            status: event.status,
            actors,
            places,
            tags: tags.into(),
            cites: cites.into(),
            note: event.note.into(),
            position: Position::default(),
            is_date_told: event.is_date_told,
        });
    }

    /// Citations of these sources, names and addresses, and of the file.
    fn cites(
        &mut self,
        sources: &[(String, String)],
        locator: &str,
        at: &str,
    ) -> Vec<CitationRecord> {
        let mut cites = Vec::new();
        for (name, address) in sources {
            cites.push(CitationRecord {
                source: self.source(name, address).into(),
                at: if cites.is_empty() { locator } else { "" }.into(),
                ..CitationRecord::default()
            });
        }
        cites.push(CitationRecord {
            source: self.file_source.as_str().into(),
            at: at.into(),
            ..CitationRecord::default()
        });
        cites
    }

    /// The file lists sources and nothing else: it is not one of them.
    pub fn only_sources(&mut self) {
        self.record.sources.clear();
        self.ids.clear();
        self.file_source.clear();
    }

    /// Adds a source that the file lists. One whose id another has gets a number behind it.
    pub fn add_source(&mut self, mut source: SourceRecord) {
        source.id = self.free(&source.id);
        self.ids.insert(source.id.clone());
        self.record.sources.push(source);
    }

    /// Adds an actor that the file lists, with an id of its own; it rests on these sources and on the file.
    pub fn add_actor(&mut self, mut actor: ActorRecord, sources: &[(String, String)], at: &str) {
        self.ids.insert(actor.id.clone());
        actor.cites = self.cites(sources, "", at).into();
        self.record.actors.push(actor);
    }

    /// Adds a place that the file lists, with an id of its own.
    pub fn add_place(&mut self, place: PlaceRecord) {
        self.ids.insert(place.id.clone());
        self.record.places.push(place);
    }

    /// Adds a relation between actors that the file lists; it rests on the file.
    pub fn add_relation(&mut self, mut relation: RelationRecord, at: &str) {
        relation.cites = self.cites(&[], "", at).into();
        self.record.relations.push(relation);
    }

    /// Gives what was built to the reading, whose text has each event where it was said to be.
    pub fn finish(mut self, reading: &mut Reading) {
        let record = &mut self.record;
        if record.events.is_empty() && record.actors.is_empty() && record.relations.is_empty() {
            // Nothing cites the file.
            record
                .sources
                .retain(|source| source.id != self.file_source || self.file_source.is_empty());
        }
        self.record.number_items();
        reading.source.items = self.items;
        reading.diagnostics.append(self.diagnostics);
        reading.record = Some(self.record);
    }

    /// An id made of what the event says. Two that say the same are told apart by a number.
    fn id_of(&self, event: &ImportedEvent<'_>) -> String {
        let hash = hash([&*event.date, &*event.title, &*event.summary, &*event.note]);
        let mut words: String = slug(&event.title, "event").chars().take(OF_TITLE).collect();
        words.truncate(words.trim_end_matches('-').len());
        self.free(&format!("{words}-{hash}"))
    }

    /// `id`, or that with the first number that no other has.
    fn free(&self, id: &str) -> String {
        if !self.ids.contains(id) {
            return id.to_owned();
        }
        (2..=u32::MAX)
            .map(|number| format!("{id}-{number}"))
            .find(|id| !self.ids.contains(id))
            .unwrap_or_default()
    }

    fn new_id(&mut self, name: &str, otherwise: &str) -> String {
        let id = self.free(&slug(name, otherwise));
        self.ids.insert(id.clone());
        id
    }

    /// The id of the actor of that name.
    fn actor(&mut self, name: &str) -> String {
        if let Some(id) = self.actors.get(name) {
            return id.clone();
        }
        let id = self.new_id(name, "actor");
        self.actors.insert(name.to_owned(), id.clone());
        self.record.actors.push(ActorRecord {
            id: id.clone(),
            name: name.to_owned(),
            kind: ActorKind::default(),
            aliases: Box::default(),
            about: String::new(),
            cites: Box::default(),
            position: Position::default(),
        });
        id
    }

    /// The id of the place with these names, from itself outwards.
    fn place(&mut self, names: &[String], position: Option<(f64, f64)>) -> Option<String> {
        let (name, around) = names.split_first()?;
        let path = names.join("\n");
        if let Some(place) = self.places.get(&path) {
            let place = self.record.places.get_mut(*place)?;
            if place.at != position {
                // Rows that put it in two spots: neither is the place's.
                place.at = None;
            }
            return Some(place.id.clone());
        }
        let within = self.place(around, None);
        let id = self.new_id(name, "place");
        self.places.insert(path, self.record.places.len());
        self.record.places.push(PlaceRecord {
            id: id.clone(),
            name: name.clone(),
            within,
            at: position,
            ..PlaceRecord::default()
        });
        Some(id)
    }

    /// The id of the source of that name or, without one, of that address.
    fn source(&mut self, name: &str, address: &str) -> String {
        let known = [name, "\n", address].concat();
        if let Some(id) = self.sources.get(&known) {
            return id.clone();
        }
        let id = self.new_id(if name.is_empty() { address } else { name }, "source");
        self.sources.insert(known, id.clone());
        self.record.sources.push(SourceRecord {
            id: id.clone(),
            description: if name.is_empty() {
                address.to_owned()
            } else {
                name.to_owned()
            },
            origin: address.to_owned(),
            ..SourceRecord::default()
        });
        id
    }
}

/// ASCII letters and digits of `text` in lower case, without accents, with `-` between words. A text of other letters has
/// `otherwise` and a hash instead, so that no id mixes scripts.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    let mut is_other = false;
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() {
            is_other = true;
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    match (is_other, slug.is_empty()) {
        (false, false) => slug,
        (false, true) => otherwise.to_owned(),
        (true, _) => format!("{otherwise}-{}", hash([text])),
    }
}

/// Six digits that follow from these texts.
fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    let number = digest
        .finalize()
        .iter()
        .take(3)
        .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{number:06x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(title: &str) -> ImportedEvent<'static> {
        ImportedEvent {
            title: title.to_owned(),
            ..ImportedEvent::default()
        }
    }

    #[test]
    fn ids_follow_from_what_an_event_says_and_not_from_its_row() {
        let ids = |titles: &[&str]| {
            let mut builder = RecordBuilder::new("a/b.csv");
            for title in titles {
                builder.add(event(title));
            }
            let mut reading = Reading::default();
            builder.finish(&mut reading);
            let events = reading.record.unwrap().events;
            events
                .iter()
                .map(|event| event.id.to_string())
                .collect::<Vec<_>>()
        };
        let first = ids(&["A raid!", "A raid!", "老街"]);
        assert_eq!(first[1], format!("{}-2", first[0]));
        assert!(first[0].starts_with("a-raid-") && first[2].starts_with("event-"));
        assert_eq!(ids(&["Other", "A raid!"])[1], first[0]);
    }

    #[test]
    fn a_place_lies_in_what_is_around_it_and_has_one_spot_or_none() {
        let mut builder = RecordBuilder::new("x");
        let names = ["Town".to_owned(), "State".to_owned()];
        let id = builder.place(&names, Some((1.0, 2.0)));
        assert_eq!(builder.place(&names, Some((1.0, 2.0))), id);
        let places = &builder.record.places;
        assert_eq!(
            (&*places[1].name, places[1].within.as_deref(), places[1].at),
            ("Town", Some("state"), Some((1.0, 2.0)))
        );
        builder.place(&names, Some((3.0, 2.0)));
        assert_eq!(builder.record.places[1].at, None);
    }
}
