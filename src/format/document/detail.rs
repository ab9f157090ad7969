//! Details: everything that an output says of a thing, as records. The serialised fields are those of our JSON, which
//! docs/guide/src/json.md describes; what is skipped there is for people and for the formats of other tools.
//!
//! Fields are never left out: what is not known is null, an empty text or an empty list. Only the links of a thing to
//! others ([`ActorLinks`], [`PlaceLinks`], [`SourceLinks`]) are left out where the others stand beside it, in an export.

use std::borrow::Cow;
use std::ops::Deref;

use serde::Serialize;

use super::citation::{CitationDetail, ClaimDetail};
use super::date::DateDetail;
use super::words::{certainty, joined, pinpoint, place_path, roles, status, with};
use super::{Document, Item};
use crate::model::shortest_paths::{PathEdge, PathNode, PathStep};
use crate::model::text::one_line;
use crate::model::{
    Actor, ActorId, BriefingId, Chronology, Event, EventId, Meeting, Numbering, Participation,
    PlaceId, Relation, Source, SourceId, Status,
};

/// A thing, in full.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[expect(
    clippy::large_enum_variant,
    reason = "one is made at a time, and written at once"
)]
pub enum Detail<'a> {
    Event(EventDetail<'a>),
    Actor(ActorDetail<'a>),
    Place(PlaceDetail<'a>),
    Source(SourceDetail<'a>),
    Relation(RelationDetail<'a>),
    Briefing(BriefingDetail<'a>),
    Hop(HopDetail<'a>),
}

/// An id and a name.
#[derive(Debug, Serialize)]
pub struct Link<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

/// An actor's part in an event.
#[derive(Debug, Serialize)]
pub struct PartDetail<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub role: &'a str,
    pub note: &'a str,
    #[serde(skip)]
    pub actor: ActorId,
}

/// A place of an event.
#[derive(Debug, Serialize)]
pub struct PlaceLink<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Its name and those of the places around it, in one line: "Shwe Kokko ‹ Myawaddy ‹ Karen State".
    #[serde(skip)]
    pub path: String,
}

/// An event.
#[derive(Debug, Serialize)]
pub struct EventDetail<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub date: DateDetail<'a>,
    pub date_note: &'a str,
    pub inferred: bool,
    pub summary: &'a str,
    pub kind: &'a str,
    pub status: Option<&'static str>,
    pub disputed: bool,
    /// The best grade that supports it.
    pub grade: Option<String>,
    pub actors: Vec<PartDetail<'a>>,
    pub places: Vec<PlaceLink<'a>>,
    pub tags: Vec<&'a str>,
    /// What it rests on, and what speaks against it.
    pub cites: Vec<CitationDetail<'a>>,
    pub note: &'a str,
    /// "certain" or "possible", where a period was asked for.
    pub meets: Option<&'static str>,
    #[serde(skip)]
    pub event: &'a Event,
    /// Whether it may, but need not, fall in the period that was asked for.
    #[serde(skip)]
    pub possible: bool,
    /// If it is disputed, who claims what.
    #[serde(skip)]
    pub claims: Vec<ClaimDetail<'a>>,
}

/// An event, in brief.
#[derive(Debug, Serialize)]
pub struct Mention<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub date: DateDetail<'a>,
    pub status: Option<&'static str>,
    /// Its status in words, and whether it is disputed.
    #[serde(skip)]
    pub known: Cow<'static, str>,
    /// The roles in it of the actor that mentions it.
    pub role: String,
    /// What a briefing says of it.
    pub note: &'a str,
}

/// Actor → actor.
#[derive(Debug, Serialize)]
pub struct RelationDetail<'a> {
    pub from: Link<'a>,
    pub is: &'a str,
    /// What `to` is to `from`.
    pub inverse: &'a str,
    pub to: Link<'a>,
    pub date: DateDetail<'a>,
    pub status: Option<&'static str>,
    pub note: &'a str,
    pub cites: Vec<CitationDetail<'a>>,
    #[serde(skip)]
    pub relation: &'a Relation,
}

/// An actor.
#[derive(Debug, Serialize)]
pub struct ActorDetail<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kind: &'static str,
    pub aliases: Vec<&'a str>,
    pub about: &'a str,
    pub cites: Vec<CitationDetail<'a>>,
    #[serde(flatten)]
    pub links: Option<ActorLinks<'a>>,
}

/// What an actor is linked to.
#[derive(Debug, Serialize)]
pub struct ActorLinks<'a> {
    pub relations: Vec<RelationDetail<'a>>,
    pub events: Vec<Mention<'a>>,
}

/// A place.
#[derive(Debug, Serialize)]
pub struct PlaceDetail<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub aliases: Vec<&'a str>,
    /// The places that it lies within, from the nearest outwards.
    pub within: Vec<Link<'a>>,
    pub at: Option<(f64, f64)>,
    pub about: &'a str,
    #[serde(flatten)]
    pub links: Option<PlaceLinks<'a>>,
    /// As [`PlaceLink::path`].
    #[serde(skip)]
    pub path: String,
}

/// What a place is linked to.
#[derive(Debug, Serialize)]
pub struct PlaceLinks<'a> {
    /// There or at a place within.
    pub events: Vec<Mention<'a>>,
}

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceDetail<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub kind: &'static str,
    pub authors: Vec<&'a str>,
    pub publisher: &'a str,
    pub published: DateDetail<'a>,
    pub accessed: DateDetail<'a>,
    pub language: &'a str,
    pub origin: &'a str,
    pub archived: &'a str,
    pub reliability: char,
    /// Whether the numbers of its paragraphs are the file owner's.
    pub numbered_by_us: bool,
    pub about: &'a str,
    #[serde(flatten)]
    pub links: Option<SourceLinks<'a>>,
    #[serde(skip)]
    pub source: &'a Source,
}

/// What a source says, and what it is linked to.
#[derive(Debug, Serialize)]
pub struct SourceLinks<'a> {
    pub file: &'a str,
    pub paragraphs: Vec<ParagraphDetail>,
    pub events: Vec<Mention<'a>>,
    pub contradicts: Vec<Mention<'a>>,
    pub context: Vec<Mention<'a>>,
    pub relations: Vec<RelationDetail<'a>>,
    /// Why its note can't be read.
    #[serde(skip)]
    pub unread: Option<String>,
}

/// A paragraph of a source's note.
#[derive(Debug, Serialize)]
pub struct ParagraphDetail {
    pub at: String,
    pub text: String,
}

/// A briefing.
#[derive(Debug, Serialize)]
pub struct BriefingDetail<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub about: &'a str,
    pub steps: Vec<Mention<'a>>,
}

/// A step from one thing to another.
#[derive(Debug, Serialize)]
pub struct HopDetail<'a> {
    /// The number of the path that it is of.
    pub path: usize,
    pub from: Link<'a>,
    pub to: Link<'a>,
    pub told: String,
    pub relation: Option<RelationDetail<'a>>,
}

impl<'a> Detail<'a> {
    /// An item of a document.
    pub fn of(document: &Document<'a>, item: &Item) -> Self {
        let all = document.chronology;
        match *item {
            Item::Row(id, meeting) => {
                Self::Event(EventDetail::of(all, id, meeting, document.has_period))
            }
            Item::Event(id) => Self::Event(EventDetail::of(all, id, Meeting::Certain, false)),
            Item::Actor(id) => Self::Actor(ActorDetail {
                links: Some(ActorLinks::of(all, id)),
                ..ActorDetail::of(all, id)
            }),
            Item::Place(id) => Self::Place(PlaceDetail {
                links: Some(PlaceLinks::of(all, id)),
                ..PlaceDetail::of(all, id)
            }),
            Item::Source(id) => Self::Source(SourceDetail {
                links: Some(SourceLinks::of(document, id)),
                ..SourceDetail::of(all, id)
            }),
            Item::Briefing(id) => Self::Briefing(BriefingDetail::of(all, id)),
            Item::Hop { path, step } => Self::Hop(HopDetail::of(all, path, step)),
        }
    }
}

impl<'a> Link<'a> {
    fn of(all: &'a Chronology, node: PathNode) -> Self {
        Self {
            id: node.id(all),
            name: node.name(all),
        }
    }
}

impl<'a> PartDetail<'a> {
    fn of(all: &'a Chronology, part: &'a Participation) -> Self {
        let actor: &Actor = all.actor(part.actor);
        Self {
            id: &actor.id,
            name: &actor.name,
            role: &part.role,
            note: &part.note,
            actor: part.actor,
        }
    }

    /// "Saw Chit Thu (sanctioned)", in one line.
    pub fn words(&self) -> String {
        one_line(&with(self.name, self.role)).into_owned()
    }
}

impl<'a> EventDetail<'a> {
    /// An event that meets so the period that was asked for, if one was.
    pub fn of(all: &'a Chronology, id: EventId, meeting: Meeting, has_period: bool) -> Self {
        let event = all.event(id);
        let meets = certainty(meeting, has_period);
        let places = event.places.iter().map(|id| PlaceLink {
            id: &all.place(*id).id,
            name: &all.place(*id).name,
            path: place_path(all, *id),
        });
        let claims = all.claims(event).into_iter().map(|claim| ClaimDetail {
            by: CitationDetail::of(all, claim.cite),
            words: claim.words,
        });
        let parts = event.actors.iter().map(|part| PartDetail::of(all, part));
        Self {
            id: &event.id,
            title: &event.title,
            date: DateDetail::of_event(event),
            date_note: &event.date_note,
            inferred: event.inferred,
            summary: &event.summary,
            kind: &event.kind,
            status: event.status.code(),
            disputed: event.disputed,
            grade: all
                .grade(id)
                .map(|(letter, figure)| format!("{}{figure}", letter.letter())),
            actors: parts.collect(),
            places: places.collect(),
            tags: texts(&event.tags),
            cites: CitationDetail::all(all, &event.cites),
            note: &event.note,
            meets: Some(meets).filter(|meets| !meets.is_empty()),
            event,
            possible: meeting == Meeting::Possible,
            claims: claims.collect(),
        }
    }

    /// Who takes part: "Saw Chit Thu (sanctioned); Britain (imposes)".
    pub fn who(&self) -> String {
        let words: Vec<String> = self.actors.iter().map(PartDetail::words).collect();
        words.join("; ")
    }

    /// Where: "Shwe Kokko ‹ Myawaddy; Laukkai".
    pub fn paths(&self) -> String {
        joined(self.places.iter().map(|place| &*place.path), "; ")
    }
}

impl<'a> Mention<'a> {
    fn of(all: &'a Chronology, id: EventId, role: String, note: &'a str) -> Self {
        let event = all.event(id);
        Self {
            id: &event.id,
            title: &event.title,
            date: DateDetail::of_event(event),
            status: event.status.code(),
            known: status(event),
            role,
            note,
        }
    }

    fn all(all: &'a Chronology, ids: &[EventId]) -> Vec<Self> {
        let mention = |id: &EventId| Self::of(all, *id, String::new(), "");
        ids.iter().map(mention).collect()
    }

    /// "10 Oct 2023: Title (sanctioned; announced, disputed; id)".
    pub fn words(&self) -> String {
        let line = format!("{}: {}", self.date.shown, self.title);
        with(&line, &joined([&*self.role, &*self.known, self.id], "; "))
    }
}

impl<'a> RelationDetail<'a> {
    /// A relation.
    pub fn of(all: &'a Chronology, relation: &'a Relation) -> Self {
        let link = |actor| Link::of(all, PathNode::Actor(actor));
        Self {
            from: link(relation.from),
            is: &relation.is,
            inverse: &relation.inverse,
            to: link(relation.to),
            date: DateDetail::of(&relation.date),
            status: relation.status.code(),
            note: &relation.note,
            cites: CitationDetail::all(all, &relation.cites),
            relation,
        }
    }

    /// "Saw Chit Thu leads Karen State BGF (undated; partnership-report ¶4, C2)".
    pub fn words(&self) -> String {
        self.words_from(self.relation.from)
    }

    /// The same, said of either of its ends: "Karen State BGF is led by Saw Chit Thu (…)", where the file has words for that.
    fn words_from(&self, actor: ActorId) -> String {
        let mut more = vec![self.date.shown.clone()];
        more.extend(self.unusual_status().map(str::to_owned));
        more.extend((!self.note.is_empty()).then(|| self.note.to_owned()));
        for cite in &self.cites {
            more.push(format!("{}, {}", cite.pinpoint(), cite.grade));
        }
        with(&self.sentence_from(actor), &more.join("; "))
    }

    /// "Saw Chit Thu leads Karen State BGF".
    pub fn sentence(&self) -> String {
        self.sentence_from(self.relation.from)
    }

    /// The same, said of either of its ends.
    fn sentence_from(&self, actor: ActorId) -> String {
        let said = if actor == self.relation.to && !self.inverse.is_empty() {
            [self.to.name, self.inverse, self.from.name]
        } else {
            [self.from.name, self.is, self.to.name]
        };
        said.join(" ")
    }

    /// The status, where it is more than told.
    pub fn unusual_status(&self) -> Option<&'static str> {
        match self.relation.status {
            Status::Reported | Status::Unstated => None,
            Status::Announced
            | Status::Alleged
            | Status::Assessed
            | Status::Confirmed
            | Status::Denied => Some(self.relation.status.word()),
        }
    }
}

impl<'a> ActorDetail<'a> {
    /// An actor, without its links.
    pub fn of(all: &'a Chronology, id: ActorId) -> Self {
        let actor = all.actor(id);
        Self {
            id: &actor.id,
            name: &actor.name,
            kind: actor.kind.word(),
            aliases: texts(&actor.aliases),
            about: &actor.about,
            cites: CitationDetail::all(all, &actor.cites),
            links: None,
        }
    }
}

impl<'a> ActorLinks<'a> {
    fn of(all: &'a Chronology, id: ActorId) -> Self {
        let actor = all.actor(id);
        let relations = actor.relations.iter().map(|id| all.relation(*id));
        let mention = |event: &EventId| Mention::of(all, *event, roles(all.event(*event), id), "");
        Self {
            relations: relations.map(|one| RelationDetail::of(all, one)).collect(),
            events: actor.events.iter().map(mention).collect(),
        }
    }
}

impl<'a> PlaceDetail<'a> {
    /// A place, without its links.
    pub fn of(all: &'a Chronology, id: PlaceId) -> Self {
        let place = all.place(id);
        let outer = all.place_chain(id).skip(1).map(|place| Link {
            id: &place.id,
            name: &place.name,
        });
        Self {
            id: &place.id,
            name: &place.name,
            aliases: texts(&place.aliases),
            within: outer.collect(),
            at: place.at,
            about: &place.about,
            links: None,
            path: place_path(all, id),
        }
    }
}

impl<'a> PlaceLinks<'a> {
    fn of(all: &'a Chronology, id: PlaceId) -> Self {
        Self {
            events: Mention::all(all, &all.events_within(id)),
        }
    }
}

impl<'a> SourceDetail<'a> {
    /// A source, without its links.
    pub fn of(all: &'a Chronology, id: SourceId) -> Self {
        let source = all.source(id);
        Self {
            id: &source.id,
            title: &source.title,
            description: &source.description,
            kind: source.kind.word(),
            authors: texts(&source.authors),
            publisher: &source.publisher,
            published: DateDetail::of(&source.published),
            accessed: DateDetail::of(&source.accessed),
            language: &source.language,
            origin: &source.origin,
            archived: &source.archived,
            reliability: source.reliability.letter(),
            numbered_by_us: source.numbered == Numbering::Ours,
            about: &source.about,
            links: None,
            source,
        }
    }
}

impl<'a> SourceLinks<'a> {
    fn of(document: &Document<'a>, id: SourceId) -> Self {
        let all = document.chronology;
        let source = all.source(id);
        let (paragraphs, unread) = match document.notes.paragraphs(id) {
            Ok(paragraphs) => (paragraphs, None),
            Err(why) => (Vec::new(), Some(why)),
        };
        let relations = source.relations.iter().map(|id| all.relation(*id));
        Self {
            file: &source.file,
            paragraphs: paragraphs
                .into_iter()
                .map(|(at, text)| ParagraphDetail { at, text })
                .collect(),
            events: Mention::all(all, &source.events),
            contradicts: Mention::all(all, &source.contradicts),
            context: Mention::all(all, &source.context),
            relations: relations.map(|one| RelationDetail::of(all, one)).collect(),
            unread: unread.filter(|_| !source.file.is_empty()),
        }
    }
}

impl<'a> BriefingDetail<'a> {
    fn of(all: &'a Chronology, id: BriefingId) -> Self {
        let briefing = all.briefing(id);
        let steps = briefing.steps.iter();
        Self {
            id: &briefing.id,
            title: &briefing.title,
            about: &briefing.about,
            steps: steps
                .map(|step| Mention::of(all, step.event, String::new(), &step.note))
                .collect(),
        }
    }
}

impl<'a> HopDetail<'a> {
    fn of(all: &'a Chronology, path: usize, step: PathStep) -> Self {
        let (from, to) = (Link::of(all, step.from), Link::of(all, step.to));
        let relation = match step.by {
            PathEdge::Relation(id) => Some(RelationDetail::of(all, all.relation(id))),
            PathEdge::Part => None,
        };
        let told = match (&relation, step.from, step.to) {
            (Some(relation), PathNode::Actor(actor), _) => relation.words_from(actor),
            (None, PathNode::Actor(actor), PathNode::Event(event))
            | (None, PathNode::Event(event), PathNode::Actor(actor)) => part(all, actor, event),
            (Some(_) | None, ..) => format!("{} – {}", from.name, to.name),
        };
        Self {
            path,
            from,
            to,
            told,
            relation,
        }
    }
}

/// "Saw Chit Thu: sanctioned in “Title” (10 Oct 2023; announced; sanctions; partnership-report ¶9)".
fn part(all: &Chronology, actor: ActorId, id: EventId) -> String {
    let event = all.event(id);
    let roles = roles(event, actor);
    let role = if roles.is_empty() {
        "takes part"
    } else {
        &roles
    };
    let cites: Vec<String> = event
        .cites_by_bearing()
        .map(|cite| format!("{}{}", cite.bearing.lead_in(), pinpoint(all, cite)))
        .collect();
    let (date, known) = (event.date_shown(), status(event));
    let more = joined([&*date, &*known, &*event.id, &*cites.join(", ")], "; ");
    let name = &all.actor(actor).name;
    format!("{name}: {role} in “{}” ({more})", event.title)
}

fn texts<T: Deref<Target = str>>(texts: &[T]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}
