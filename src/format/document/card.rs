//! Cards: everything known of a thing as labels and values, for all formats that people read.

use super::citation::CitationDetail;
use super::detail::{
    ActorDetail, BriefingDetail, Detail, EventDetail, Mention, PlaceDetail, RelationDetail,
    SourceDetail,
};
use super::words::{joined, with};
use super::{Document, Item};

/// What a dispute is, in words.
const DISPUTED: &str = "its sources claim dates or figures that can't all be right";

/// A thing in words.
#[derive(Debug, Default)]
pub struct Card {
    /// Its name; empty for a step.
    pub title: String,
    /// What is known.
    pub fields: Vec<Field>,
}

/// A label of six letters at most, and its value.
#[derive(Debug)]
pub struct Field {
    pub label: &'static str,
    pub value: String,
}

impl Card {
    /// The card of an item; rows have none.
    pub fn of(document: &Document<'_>, item: &Item) -> Option<Self> {
        if matches!(item, Item::Row(..)) {
            return None;
        }
        Some(match Detail::of(document, item) {
            Detail::Event(event) => Self::event(&event),
            Detail::Actor(actor) => Self::actor(&actor),
            Detail::Place(place) => Self::place(&place),
            Detail::Source(source) => Self::source(&source),
            Detail::Relation(relation) => Self::alone(relation.words()),
            Detail::Briefing(briefing) => Self::briefing(&briefing),
            Detail::Hop(hop) => Self::alone(hop.told),
        })
    }

    fn titled(title: &str, id: &str) -> Self {
        let mut card = Self {
            title: title.to_owned(),
            ..Self::default()
        };
        card.add("id", id);
        card
    }

    /// Adds a field, unless it is empty.
    fn add(&mut self, label: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.fields.push(Field { label, value });
        }
    }

    fn add_cites(&mut self, cites: &[CitationDetail<'_>]) {
        for cite in cites {
            self.add("cites", cited(cite));
        }
    }

    fn add_events(&mut self, label: &'static str, events: &[Mention<'_>]) {
        for event in events {
            self.add(label, event.words());
        }
    }

    fn add_relations(&mut self, relations: &[RelationDetail<'_>]) {
        for relation in relations {
            self.add("is", relation.words());
        }
    }

    fn event(detail: &EventDetail<'_>) -> Self {
        let mut card = Self::titled(detail.title, detail.id);
        card.add("date", detail.date.both());
        card.add("when", detail.event.date_description());
        card.add("basis", detail.event.date_basis());
        let grade = detail.grade.as_deref().unwrap_or("no source is given");
        card.add(
            "what",
            joined([detail.kind, detail.event.status.word(), grade], " · "),
        );
        if detail.disputed {
            card.add("≠", format!("disputed: {DISPUTED}"));
        }
        for claim in &detail.claims {
            let (by, words) = (&claim.by, &claim.words);
            card.add("claim", format!("{}, {}: {words}", by.pinpoint(), by.grade));
        }
        for part in &detail.actors {
            card.add(
                "who",
                with(part.name, &joined([part.role, part.note], "; ")),
            );
        }
        for place in &detail.places {
            card.add("where", &*place.path);
        }
        card.add("tags", detail.tags.join(", "));
        card.add("text", detail.summary);
        card.add("note", detail.note);
        card.add_cites(&detail.cites);
        card
    }

    fn actor(detail: &ActorDetail<'_>) -> Self {
        let mut card = Self::titled(detail.name, detail.id);
        card.add("kind", detail.kind);
        card.add("also", detail.aliases.join(", "));
        card.add("about", detail.about);
        card.add_cites(&detail.cites);
        if let Some(links) = &detail.links {
            card.add_relations(&links.relations);
            card.add_events("event", &links.events);
        }
        card
    }

    fn place(detail: &PlaceDetail<'_>) -> Self {
        let mut card = Self::titled(detail.name, detail.id);
        card.add("also", detail.aliases.join(", "));
        if !detail.within.is_empty() {
            card.add("where", &*detail.path);
        }
        if let Some((latitude, longitude)) = detail.at {
            card.add("at", format!("{latitude}, {longitude}"));
        }
        card.add("about", detail.about);
        if let Some(links) = &detail.links {
            card.add_events("event", &links.events);
        }
        card
    }

    fn source(detail: &SourceDetail<'_>) -> Self {
        let source = detail.source;
        let mut card = Self::titled(source.label(), detail.id);
        card.add("kind", detail.kind);
        card.add("by", detail.authors.join("; "));
        card.add("from", detail.publisher);
        card.add("date", detail.published.both());
        if !source.accessed.is_undated() {
            card.add("seen", detail.accessed.both());
        }
        card.add("lang", detail.language);
        card.add("at", detail.origin);
        card.add("copy", detail.archived);
        let meaning = source.reliability.meaning();
        card.add("grade", format!("{} {meaning}", detail.reliability));
        card.add("about", detail.about);
        if let Some(links) = &detail.links {
            card.add("file", links.file);
            for paragraph in &links.paragraphs {
                card.add("says", joined([&*paragraph.at, &paragraph.text], " "));
            }
            card.add("says", links.unread.as_deref().unwrap_or_default());
            card.add_events("event", &links.events);
            card.add_events("against", &links.contradicts);
            card.add_events("context", &links.context);
            card.add_relations(&links.relations);
        }
        card
    }

    fn briefing(detail: &BriefingDetail<'_>) -> Self {
        let mut card = Self::titled(detail.title, detail.id);
        card.add("about", detail.about);
        for step in &detail.steps {
            card.add("step", with(&step.words(), step.note));
        }
        card
    }

    /// A sentence that says it all.
    fn alone(sentence: String) -> Self {
        let mut card = Self::default();
        card.add("", sentence);
        card
    }
}

/// "partnership-report ¶6, C2, title: what it says “its words” (claims Oct 2023, 2,317 suspects)".
fn cited(cite: &CitationDetail<'_>) -> String {
    let quote = match cite.quote {
        "" => String::new(),
        quote => format!("“{quote}”"),
    };
    let line = format!(
        "{}, {}, {}",
        cite.led_in(),
        cite.grade,
        joined([cite.title, &joined([cite.says, &quote], " ")], ": ")
    );
    let claim = match &*cite.claim() {
        "" => String::new(),
        claim => format!("claims {claim}"),
    };
    with(&line, &claim)
}
