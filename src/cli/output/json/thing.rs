//! The things of a chronology as JSON has them.

use std::ops::Deref;

use serde::Serialize;

use super::date::Day;
use crate::cli::output::card::hop_told;
use crate::cli::output::{Document, Item, row};
use crate::model::shortest_path::{PathEdge, PathNode};
use crate::model::{ActorId, Chronology, Citation, EventId, PlaceId, RelationId, SourceId};

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Thing<'a> {
    Event(Event<'a>),
    Actor(Actor<'a>),
    Place(Place<'a>),
    Source(Source<'a>),
    Briefing(Briefing<'a>),
    Hop(Step<'a>),
}

#[derive(Debug, Serialize)]
pub(super) struct Event<'a> {
    id: &'a str,
    title: &'a str,
    date: Day,
    date_note: &'a str,
    inferred: bool,
    summary: &'a str,
    kind: &'a str,
    status: Option<&'a str>,
    disputed: bool,
    grade: Option<String>,
    actors: Vec<Part<'a>>,
    places: Vec<Named<'a>>,
    tags: Vec<&'a str>,
    cites: Vec<Cite<'a>>,
    note: &'a str,
    meets: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Part<'a> {
    id: &'a str,
    name: &'a str,
    role: &'a str,
    note: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Cite<'a> {
    source: &'a str,
    title: &'a str,
    at: &'a str,
    bearing: &'a str,
    says: &'a str,
    quote: &'a str,
    grade: String,
    date: Option<Day>,
    figure: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Relation<'a> {
    from: Named<'a>,
    is: &'a str,
    inverse: &'a str,
    to: Named<'a>,
    date: Day,
    status: Option<&'a str>,
    note: &'a str,
    cites: Vec<Cite<'a>>,
}

/// An event, in brief.
#[derive(Debug, Serialize)]
pub(super) struct Mention<'a> {
    id: &'a str,
    title: &'a str,
    date: Day,
    status: Option<&'a str>,
    role: String,
    note: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    aliases: Vec<&'a str>,
    about: &'a str,
    cites: Vec<Cite<'a>>,
    relations: Vec<Relation<'a>>,
    events: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    id: &'a str,
    name: &'a str,
    aliases: Vec<&'a str>,
    within: Vec<Named<'a>>,
    at: Option<[f64; 2]>,
    about: &'a str,
    events: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Source<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
    kind: &'a str,
    authors: Vec<&'a str>,
    publisher: &'a str,
    published: Day,
    accessed: Day,
    language: &'a str,
    origin: &'a str,
    reliability: char,
    about: &'a str,
    file: &'a str,
    paragraphs: Vec<Paragraph>,
    events: Vec<Mention<'a>>,
    contradicts: Vec<Mention<'a>>,
    context: Vec<Mention<'a>>,
    relations: Vec<Relation<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Paragraph {
    at: String,
    text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Briefing<'a> {
    id: &'a str,
    title: &'a str,
    about: &'a str,
    steps: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Step<'a> {
    from: Named<'a>,
    to: Named<'a>,
    told: String,
    relation: Option<Relation<'a>>,
}

impl<'a> Thing<'a> {
    /// An item.
    pub fn of(document: &Document<'a>, item: &Item) -> Self {
        let all = document.chronology();
        match item {
            Item::Row(id, meeting) => {
                let meets = row::certainty(*meeting, document.has_period);
                Self::Event(event(
                    all,
                    *id,
                    Some(meets).filter(|meets| !meets.is_empty()),
                ))
            }
            Item::Event(id) => Self::Event(event(all, *id, None)),
            Item::Actor(id) => Self::Actor(actor(all, *id)),
            Item::Place(id) => Self::Place(place(all, *id)),
            Item::Source(id) => Self::Source(source(document, *id)),
            Item::Briefing(id) => {
                let briefing = all.briefing(*id);
                let steps = briefing.steps.iter();
                Self::Briefing(Briefing {
                    id: &briefing.id,
                    title: &briefing.title,
                    about: &briefing.about,
                    steps: steps
                        .map(|step| mention(all, step.event, String::new(), &step.note))
                        .collect(),
                })
            }
            Item::Hop(hop) => Self::Hop(Step {
                from: node(all, hop.from),
                to: node(all, hop.to),
                told: hop_told(all, *hop),
                relation: match hop.by {
                    PathEdge::Relation(id) => Some(relation(all, id)),
                    PathEdge::Part => None,
                },
            }),
        }
    }
}

fn texts<T: Deref<Target = str>>(texts: &[T]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

fn node(all: &Chronology, node: PathNode) -> Named<'_> {
    Named {
        id: node.id(all),
        name: node.name(all),
    }
}

fn named(all: &Chronology, id: ActorId) -> Named<'_> {
    node(all, PathNode::Actor(id))
}

fn event<'a>(all: &'a Chronology, id: EventId, meets: Option<&'a str>) -> Event<'a> {
    let event = all.event(id);
    Event {
        id: &event.id,
        title: &event.title,
        date: Day::of_event(event),
        date_note: &event.date_note,
        inferred: event.inferred,
        summary: &event.summary,
        kind: &event.kind,
        status: event.status.code(),
        disputed: event.disputed,
        grade: all
            .grade(id)
            .map(|(letter, figure)| format!("{}{figure}", letter.letter())),
        actors: event
            .actors
            .iter()
            .map(|part| Part {
                id: &all.actor(part.actor).id,
                name: &all.actor(part.actor).name,
                role: &part.role,
                note: &part.note,
            })
            .collect(),
        places: event
            .places
            .iter()
            .map(|id| Named {
                id: &all.place(*id).id,
                name: &all.place(*id).name,
            })
            .collect(),
        tags: texts(&event.tags),
        cites: cites(all, &event.cites),
        note: &event.note,
        meets,
    }
}

fn cites<'a>(all: &'a Chronology, cites: &'a [Citation]) -> Vec<Cite<'a>> {
    let cite = |cite: &'a Citation| Cite {
        source: &all.source(cite.source).id,
        title: all.source(cite.source).label(),
        at: &cite.at,
        bearing: cite.bearing.word(),
        says: &cite.says,
        quote: &cite.quote,
        grade: all.citation_grade(cite),
        date: cite.date.as_deref().map(Day::of),
        figure: &cite.figure,
    };
    cites.iter().map(cite).collect()
}

fn relation(all: &Chronology, id: RelationId) -> Relation<'_> {
    let relation = all.relation(id);
    Relation {
        from: named(all, relation.from),
        is: &relation.is,
        inverse: &relation.inverse,
        to: named(all, relation.to),
        date: Day::of(&relation.date),
        status: relation.status.code(),
        note: &relation.note,
        cites: cites(all, &relation.cites),
    }
}

fn mention<'a>(all: &'a Chronology, id: EventId, role: String, note: &'a str) -> Mention<'a> {
    let event = all.event(id);
    Mention {
        id: &event.id,
        title: &event.title,
        date: Day::of_event(event),
        status: event.status.code(),
        role,
        note,
    }
}

fn mentions<'a>(all: &'a Chronology, ids: &[EventId]) -> Vec<Mention<'a>> {
    ids.iter()
        .map(|id| mention(all, *id, String::new(), ""))
        .collect()
}

fn actor(all: &Chronology, id: ActorId) -> Actor<'_> {
    let actor = all.actor(id);
    let events = actor.events.iter();
    Actor {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind.word(),
        aliases: texts(&actor.aliases),
        about: &actor.about,
        cites: cites(all, &actor.cites),
        relations: actor
            .relations
            .iter()
            .map(|id| relation(all, *id))
            .collect(),
        events: events
            .map(|event| mention(all, *event, row::roles(all.event(*event), id), ""))
            .collect(),
    }
}

fn place(all: &Chronology, id: PlaceId) -> Place<'_> {
    let place = all.place(id);
    Place {
        id: &place.id,
        name: &place.name,
        aliases: texts(&place.aliases),
        within: all
            .place_chain(id)
            .skip(1)
            .map(|place| Named {
                id: &place.id,
                name: &place.name,
            })
            .collect(),
        at: place.at.map(|(latitude, longitude)| [latitude, longitude]),
        about: &place.about,
        events: mentions(all, &place.events),
    }
}

fn source<'a>(document: &Document<'a>, id: SourceId) -> Source<'a> {
    let all = document.chronology();
    let source = all.source(id);
    let note = document.loaded.note_of(id).ok();
    let paragraphs = note.into_iter().flat_map(|note| note.paragraphs);
    Source {
        id: &source.id,
        title: &source.title,
        description: &source.description,
        kind: source.kind.word(),
        authors: texts(&source.authors),
        publisher: &source.publisher,
        published: Day::of(&source.published),
        accessed: Day::of(&source.accessed),
        language: &source.language,
        origin: &source.origin,
        reliability: source.reliability.letter(),
        about: &source.about,
        file: &source.file,
        paragraphs: paragraphs
            .map(|(at, text)| Paragraph { at, text })
            .collect(),
        events: mentions(all, &source.events),
        contradicts: mentions(all, &source.contradicts),
        context: mentions(all, &source.context),
        relations: source
            .relations
            .iter()
            .map(|id| relation(all, *id))
            .collect(),
    }
}
