//! JSON: events, actors, relations, places and sources of a result, with the names that the RON file uses and
//! that `find --format json` has.
//!
//! `"dateline"` is the version of this shape: it grows when a reader of an older one would misread.

use std::ops::Deref;

use serde::Serialize;

use super::event::certainty;
use super::{Exported, Exporter, Extract};
use crate::model::Precision;
use crate::model::{
    Actor, Chronology, Citation, Date, DateShape, Event, Meeting, Place, Relation, Source,
};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "json",
    extensions: &["json"],
    about: "Everything known, for programs",
    write,
};

/// The version of the shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    dateline: u32,
    title: &'a str,
    about: &'a str,
    query: &'a str,
    events: Vec<EventOut<'a>>,
    actors: Vec<ActorOut<'a>>,
    relations: Vec<RelationOut<'a>>,
    places: Vec<PlaceOut<'a>>,
    sources: Vec<SourceOut<'a>>,
}

#[derive(Serialize)]
struct DateOut<'a> {
    written: &'a str,
    shown: String,
    kind: &'static str,
    earliest: Option<String>,
    latest: Option<String>,
    precision: Option<&'static str>,
    uncertain: bool,
    approximate: bool,
    /// Why it can't be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    name: &'a str,
    role: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct Cite<'a> {
    source: &'a str,
    title: &'a str,
    at: &'a str,
    bearing: &'a str,
    says: &'a str,
    quote: &'a str,
    grade: String,
    date: Option<DateOut<'a>>,
    figure: &'a str,
}

#[derive(Serialize)]
struct EventOut<'a> {
    id: &'a str,
    date: DateOut<'a>,
    date_note: &'a str,
    inferred: bool,
    title: &'a str,
    summary: &'a str,
    kind: &'a str,
    status: Option<&'static str>,
    meets: Option<&'static str>,
    actors: Vec<Part<'a>>,
    places: Vec<Named<'a>>,
    tags: Vec<&'a str>,
    cites: Vec<Cite<'a>>,
    disputed: bool,
    note: &'a str,
}

#[derive(Serialize)]
struct ActorOut<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    aliases: Vec<&'a str>,
    about: &'a str,
    cites: Vec<Cite<'a>>,
}

#[derive(Serialize)]
struct RelationOut<'a> {
    from: Named<'a>,
    is: &'a str,
    inverse: &'a str,
    to: Named<'a>,
    date: DateOut<'a>,
    status: Option<&'static str>,
    note: &'a str,
    cites: Vec<Cite<'a>>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    id: &'a str,
    name: &'a str,
    aliases: Vec<&'a str>,
    within: Option<Named<'a>>,
    at: Option<(f64, f64)>,
    about: &'a str,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
    kind: &'static str,
    authors: Vec<&'a str>,
    publisher: &'a str,
    published: DateOut<'a>,
    accessed: DateOut<'a>,
    language: &'a str,
    origin: &'a str,
    reliability: char,
    about: &'a str,
}

fn write(extract: &Extract<'_>) -> Exported {
    let chronology = extract.chronology;
    let document = Document {
        dateline: VERSION,
        title: chronology.title(),
        about: chronology.about(),
        query: extract.asked,
        events: extract
            .events
            .iter()
            .map(|(id, meeting)| event(extract, chronology.event(*id), *meeting))
            .collect(),
        actors: extract
            .actors()
            .into_iter()
            .map(|id| actor(chronology, chronology.actor(id)))
            .collect(),
        relations: extract
            .relations()
            .into_iter()
            .map(|one| relation(extract, one))
            .collect(),
        places: extract
            .places()
            .into_iter()
            .map(|id| place(chronology, chronology.place(id)))
            .collect(),
        sources: extract
            .sources()
            .into_iter()
            .map(|id| source(chronology.source(id)))
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text.into()
}

fn date(date: &Date) -> DateOut<'_> {
    let bounds = date.bounds();
    DateOut {
        written: date.written(),
        shown: date.shown(),
        kind: match date.shape() {
            DateShape::Undated => "undated",
            DateShape::Unreadable => "unreadable",
            DateShape::Moment => "moment",
            DateShape::Span => "span",
            DateShape::OneOf => "one-of",
            DateShape::AllOf => "all-of",
        },
        earliest: bounds.earliest.iso(),
        latest: bounds.latest.iso(),
        precision: date.precision().map(Precision::word),
        uncertain: date.is_uncertain(),
        approximate: date.is_approximate(),
        error: date.error().map(|error| error.message),
    }
}

fn texts<T: Deref<Target = str>>(texts: &[T]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

fn cites<'a>(chronology: &'a Chronology, cites: &'a [Citation]) -> Vec<Cite<'a>> {
    cites
        .iter()
        .map(|cite| {
            let source = chronology.source(cite.source);
            Cite {
                source: &source.id,
                title: source.label(),
                at: &cite.at,
                bearing: cite.bearing.word(),
                says: &cite.says,
                quote: &cite.quote,
                grade: chronology.citation_grade(cite),
                date: cite.date.as_deref().map(date),
                figure: &cite.figure,
            }
        })
        .collect()
}

fn event<'a>(extract: &Extract<'a>, event: &'a Event, meeting: Meeting) -> EventOut<'a> {
    let chronology = extract.chronology;
    EventOut {
        id: &event.id,
        date: date(&event.date),
        date_note: &event.date_note,
        inferred: event.inferred,
        title: &event.title,
        summary: &event.summary,
        kind: &event.kind,
        status: event.status.code(),
        meets: extract.has_period.then(|| certainty(meeting)),
        actors: event
            .actors
            .iter()
            .map(|part| {
                let actor = chronology.actor(part.actor);
                Part {
                    id: &actor.id,
                    name: &actor.name,
                    role: &part.role,
                    note: &part.note,
                }
            })
            .collect(),
        places: event
            .places
            .iter()
            .map(|place| named_place(chronology.place(*place)))
            .collect(),
        tags: texts(&event.tags),
        cites: cites(chronology, &event.cites),
        disputed: event.disputed,
        note: &event.note,
    }
}

fn named_place(place: &Place) -> Named<'_> {
    Named {
        id: &place.id,
        name: &place.name,
    }
}

fn named(actor: &Actor) -> Named<'_> {
    Named {
        id: &actor.id,
        name: &actor.name,
    }
}

fn actor<'a>(chronology: &'a Chronology, actor: &'a Actor) -> ActorOut<'a> {
    ActorOut {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind.word(),
        aliases: texts(&actor.aliases),
        about: &actor.about,
        cites: cites(chronology, &actor.cites),
    }
}

fn relation<'a>(extract: &Extract<'a>, relation: &'a Relation) -> RelationOut<'a> {
    let (from, to) = extract.pair(relation);
    RelationOut {
        from: named(from),
        is: &relation.is,
        inverse: &relation.inverse,
        to: named(to),
        date: date(&relation.date),
        status: relation.status.code(),
        note: &relation.note,
        cites: cites(extract.chronology, &relation.cites),
    }
}

fn place<'a>(chronology: &'a Chronology, place: &'a Place) -> PlaceOut<'a> {
    PlaceOut {
        id: &place.id,
        name: &place.name,
        aliases: texts(&place.aliases),
        within: place
            .within
            .map(|outer| named_place(chronology.place(outer))),
        at: place.at,
        about: &place.about,
    }
}

fn source(source: &Source) -> SourceOut<'_> {
    SourceOut {
        id: &source.id,
        title: &source.title,
        description: &source.description,
        kind: source.kind.word(),
        authors: texts(&source.authors),
        publisher: &source.publisher,
        published: date(&source.published),
        accessed: date(&source.accessed),
        language: &source.language,
        origin: &source.origin,
        reliability: source.reliability.letter(),
        about: &source.about,
    }
}
