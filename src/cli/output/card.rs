//! Cards: everything known of a thing as labels and values, for all formats that people read.

use super::row::{place, roles};
use super::{Document, Item};
use crate::model::shortest_path::{PathEdge, PathNode, PathStep};
use crate::model::{
    Actor, ActorId, Chronology, Citation, Date, Event, EventId, PlaceId, RelationId, SourceId,
};

/// What a dispute is, in words.
const DISPUTED: &str = "its sources claim dates or figures that can't all be right";

/// A thing in words.
#[derive(Debug)]
pub(super) struct Card {
    /// Its name; empty for a step.
    pub title: String,
    /// What is known.
    pub fields: Vec<Field>,
}

/// A label of six letters at most, and its value.
#[derive(Debug)]
pub(super) struct Field {
    pub label: &'static str,
    pub value: String,
}

impl Card {
    fn titled(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            fields: Vec::new(),
        }
    }

    /// Adds a field, unless it is empty.
    fn add(&mut self, label: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.fields.push(Field { label, value });
        }
    }

    fn add_cites(&mut self, chronology: &Chronology, cites: &[Citation]) {
        for cite in cites {
            self.add("cites", cited(chronology, cite));
        }
    }

    fn add_events(
        &mut self,
        label: &'static str,
        chronology: &Chronology,
        events: &[EventId],
        actor: Option<ActorId>,
    ) {
        for id in events {
            let event = chronology.event(*id);
            let roles = actor.map_or_else(String::new, |actor| roles(event, actor));
            self.add(label, event_line(event, &roles));
        }
    }
}

/// The card of an item; rows have none.
pub(super) fn of(document: &Document<'_>, item: &Item) -> Option<Card> {
    let chronology = document.chronology();
    Some(match item {
        Item::Row(..) => return None,
        Item::Event(id) => event(chronology, *id),
        Item::Actor(id) => actor(chronology, *id),
        Item::Place(id) => place_card(chronology, *id),
        Item::Source(id) => source(document, *id),
        Item::Briefing(id) => {
            let briefing = chronology.briefing(*id);
            let mut card = Card::titled(&briefing.title);
            card.add("id", &*briefing.id);
            card.add("about", &*briefing.about);
            for step in &briefing.steps {
                let line = event_line(chronology.event(step.event), "");
                card.add("step", with(&line, &step.note));
            }
            card
        }
        Item::Hop(hop) => Card {
            title: String::new(),
            fields: vec![Field {
                label: "",
                value: hop_told(chronology, *hop),
            }],
        },
    })
}

fn event(chronology: &Chronology, id: EventId) -> Card {
    let event = chronology.event(id);
    let mut card = Card::titled(&event.title);
    card.add("id", &*event.id);
    card.add("date", dated(&event.date));
    card.add("when", event.date_description());
    match (&*event.date_note, event.inferred) {
        ("", true) => card.add("basis", "partly inferred, not stated by a source"),
        (note, _) => card.add("basis", note),
    }
    let best = chronology.grade(id);
    let graded = best.map_or_else(
        || "no source is given".to_owned(),
        |(letter, figure)| format!("{}{figure}", letter.letter()),
    );
    let what = [&*event.kind, event.status.word(), &graded];
    let what: Vec<&str> = what.into_iter().filter(|word| !word.is_empty()).collect();
    card.add("what", what.join(" · "));
    if event.disputed {
        card.add("≠", format!("disputed: {DISPUTED}"));
    }
    for claim in chronology.claims(event) {
        let words = format!(
            "{}, {}: {}",
            place(chronology, claim.cite),
            claim.grade,
            claim.words
        );
        card.add("claim", words);
    }
    for part in &event.actors {
        let role = [&*part.role, &*part.note];
        let role: Vec<&str> = role.into_iter().filter(|word| !word.is_empty()).collect();
        let name = &chronology.actor(part.actor).name;
        card.add("who", with(name, &role.join("; ")));
    }
    for place in &event.places {
        card.add("where", chain(chronology, *place));
    }
    card.add("tags", event.tags.join(", "));
    card.add("text", &*event.summary);
    card.add("note", &*event.note);
    card.add_cites(chronology, &event.cites);
    card
}

fn actor(chronology: &Chronology, id: ActorId) -> Card {
    let actor: &Actor = chronology.actor(id);
    let mut card = Card::titled(&actor.name);
    card.add("id", &*actor.id);
    card.add("kind", actor.kind.word());
    card.add("also", actor.aliases.join(", "));
    card.add("about", &*actor.about);
    card.add_cites(chronology, &actor.cites);
    for relation in &actor.relations {
        card.add("is", relation_told(chronology, *relation));
    }
    card.add_events("event", chronology, &actor.events, Some(id));
    card
}

fn place_card(chronology: &Chronology, id: PlaceId) -> Card {
    let place = chronology.place(id);
    let mut card = Card::titled(&place.name);
    card.add("id", &*place.id);
    card.add("also", place.aliases.join(", "));
    if place.within.is_some() {
        card.add("where", chain(chronology, id));
    }
    if let Some((latitude, longitude)) = place.at {
        card.add("at", format!("{latitude}, {longitude}"));
    }
    card.add("about", &*place.about);
    card.add_events("event", chronology, &place.events, None);
    card
}

fn source(document: &Document<'_>, id: SourceId) -> Card {
    let chronology = document.chronology();
    let source = chronology.source(id);
    let mut card = Card::titled(source.label());
    card.add("id", &*source.id);
    card.add("kind", source.kind.word());
    card.add("by", source.authors.join("; "));
    card.add("from", &*source.publisher);
    card.add("date", dated(&source.published));
    if !source.accessed.is_undated() {
        card.add("seen", dated(&source.accessed));
    }
    card.add("lang", &*source.language);
    card.add("at", &*source.origin);
    let reliability = source.reliability;
    card.add(
        "grade",
        format!("{} {}", reliability.letter(), reliability.meaning()),
    );
    card.add("about", &*source.about);
    if !source.file.is_empty() {
        card.add("file", &*source.file);
        match document.loaded.note_of(id) {
            Ok(note) => {
                for (at, text) in note.paragraphs {
                    card.add("says", format!("{at} {text}").trim_start());
                }
            }
            Err(why) => card.add("says", why),
        }
    }
    card.add_events("event", chronology, &source.events, None);
    card.add_events("against", chronology, &source.contradicts, None);
    card.add_events("context", chronology, &source.context, None);
    for relation in &source.relations {
        card.add("is", relation_told(chronology, *relation));
    }
    card
}

/// The date as shown, and as written where that says more: "Aug 2023? (2023?-08)".
fn dated(date: &Date) -> String {
    with(&date.shown(), date.written())
}

/// "text (more)", or "text" alone.
fn with(text: &str, more: &str) -> String {
    if more.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({more})")
    }
}

fn chain(chronology: &Chronology, id: PlaceId) -> String {
    let chain: Vec<&str> = chronology
        .place_chain(id)
        .map(|place| &*place.name)
        .collect();
    chain.join(" ‹ ")
}

fn event_line(event: &Event, roles: &str) -> String {
    let line = format!("{}: {}", event.date_shown(), event.title);
    let more = if roles.is_empty() {
        event.id.to_string()
    } else {
        format!("{roles}; {}", event.id)
    };
    with(&line, &more)
}

/// "partnership-report ¶6, C2: what it says (claims Oct 2023, 2,317 suspects)".
fn cited(chronology: &Chronology, cite: &Citation) -> String {
    let source = chronology.source(cite.source);
    let mut told = format!(
        "{}{}, {}, {}",
        cite.bearing.lead_in(),
        place(chronology, cite),
        chronology.citation_grade(cite),
        source.label()
    );
    if !cite.says.is_empty() {
        told.extend([": ", &*cite.says]);
    }
    if !cite.quote.is_empty() {
        told.extend([": “", &*cite.quote, "”"]);
    }
    let mut claims = Vec::new();
    if let Some(date) = &cite.date {
        claims.push(date.shown());
    }
    if !cite.figure.is_empty() {
        claims.push(cite.figure.to_string());
    }
    if claims.is_empty() {
        told
    } else {
        format!("{told} (claims {})", claims.join(", "))
    }
}

/// "Saw Chit Thu leads Karen State BGF (undated; partnership-report ¶4, C2)".
pub(super) fn relation_told(chronology: &Chronology, id: RelationId) -> String {
    let relation = chronology.relation(id);
    let mut more = vec![relation.date.shown()];
    if !matches!(
        relation.status,
        crate::model::Status::Reported | crate::model::Status::Unstated
    ) {
        more.push(relation.status.word().to_owned());
    }
    more.extend((!relation.note.is_empty()).then(|| relation.note.to_string()));
    for cite in &relation.cites {
        more.push(format!(
            "{}, {}",
            place(chronology, cite),
            chronology.citation_grade(cite)
        ));
    }
    format!(
        "{} {} {} ({})",
        chronology.actor(relation.from).name,
        relation.is,
        chronology.actor(relation.to).name,
        more.join("; ")
    )
}

/// A step, said: the relation, or the part that the actor has in the event.
pub(super) fn hop_told(chronology: &Chronology, hop: PathStep) -> String {
    let part = |actor: ActorId, event: EventId| {
        let name = &chronology.actor(actor).name;
        let event = chronology.event(event);
        let roles = roles(event, actor);
        let role = if roles.is_empty() {
            "takes part"
        } else {
            &roles
        };
        let cites: Vec<String> = event
            .cites
            .iter()
            .map(|cite| place(chronology, cite))
            .collect();
        let more = [&event.date_shown(), &*event.id, &cites.join(", ")].map(str::to_owned);
        let more: Vec<String> = more.into_iter().filter(|text| !text.is_empty()).collect();
        format!("{name}: {role} in “{}” ({})", event.title, more.join("; "))
    };
    match (hop.by, hop.from, hop.to) {
        (PathEdge::Relation(relation), ..) => relation_told(chronology, relation),
        (PathEdge::Part, PathNode::Actor(actor), PathNode::Event(event))
        | (PathEdge::Part, PathNode::Event(event), PathNode::Actor(actor)) => part(actor, event),
        (PathEdge::Part, from, to) => {
            format!("{} – {}", from.name(chronology), to.name(chronology))
        }
    }
}
