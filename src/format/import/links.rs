//! Linked objects: files that list things by id and say separately how they are linked (STIX, `FollowTheMoney`) → records.
//!
//! Two actors that are linked have a relation; an actor and an event, a part; an event and a place, a place. What is linked with
//! something that is none of these says so in words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::builder::{ImportedEvent, RecordBuilder};
use super::dates::{DateColumn, interval};
use crate::model::problem::quoted;
use crate::model::record::{ActorRecord, PlaceRecord, Position, RelationRecord};
use crate::model::{ActorKind, Date, Status};

/// What a thing becomes.
#[derive(Debug)]
pub(super) enum Becomes {
    Actor {
        kind: ActorKind,
        aliases: Vec<String>,
        about: String,
        sources: Vec<(String, String)>,
    },
    Event(Box<ImportedEvent<'static>>),
    Place {
        position: Option<(f64, f64)>,
        about: String,
    },
    /// Nothing of its own: it is named where something else is linked with it.
    Nothing,
}

/// A thing that the file lists.
#[derive(Debug)]
pub(super) struct Thing {
    pub id: String,
    pub name: String,
    /// What it is in the file's words: "malware".
    pub noun: String,
    pub becomes: Becomes,
    /// Where it stands: "object 12".
    pub at: String,
}

/// How two things are linked.
#[derive(Debug)]
pub(super) struct Link {
    pub from: String,
    /// What `from` does or is to `to`.
    pub is: String,
    pub to: String,
    /// EDTF; empty if it is not said.
    pub date: String,
    pub note: String,
    pub at: String,
}

/// How many kinds of things that become nothing are told.
const MOST_TOLD: usize = 20;

/// The things and links of a file.
#[derive(Debug, Default)]
pub(super) struct LinkedObjects {
    things: Vec<Thing>,
    index: HashMap<String, usize>,
    links: Vec<Link>,
    /// What each thing has in words.
    words: Vec<Vec<String>>,
    /// How many things become nothing, by what they are.
    unused: BTreeMap<String, usize>,
}

impl LinkedObjects {
    /// Adds a thing; a second one with its id is left out.
    pub fn add(&mut self, thing: Thing) {
        if matches!(thing.becomes, Becomes::Nothing) {
            *self.unused.entry(thing.noun.clone()).or_default() += 1;
        }
        if !self.index.contains_key(&thing.id) {
            self.index.insert(thing.id.clone(), self.things.len());
            self.things.push(thing);
            self.words.push(Vec::new());
        }
    }

    /// Links two things, which may be added later.
    pub fn link(&mut self, link: Link) {
        self.links.push(link);
    }

    /// Gives everything to the builder; what of it is not told in full, a sentence each. `nouns` is what the file calls its
    /// things.
    pub fn finish(mut self, nouns: &str, builder: &mut RecordBuilder) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.unused.is_empty() {
            let unused = self.unused.iter().take(MOST_TOLD);
            let unused: Vec<String> = unused
                .map(|(noun, many)| format!("{many} {}", quoted(noun)))
                .collect();
            remarks.push(format!(
                "named only where an actor or event is linked with them: {}",
                unused.join(", ")
            ));
        }
        let mut lost = 0;
        let mut relations = Vec::new();
        for link in std::mem::take(&mut self.links) {
            let ends = (self.index.get(&link.from), self.index.get(&link.to));
            let (Some(&from), Some(&to)) = ends else {
                lost += 1;
                continue;
            };
            if !self.join(from, &link, to) {
                relations.push(link);
            }
        }
        for (thing, words) in self.things.into_iter().zip(self.words) {
            add(thing, &words.join("\n"), builder);
        }
        for link in relations {
            let relation = RelationRecord {
                from: link.from,
                is: link.is,
                inverse: String::new(),
                to: link.to,
                date: link.date,
                status: Status::default(),
                note: link.note,
                cites: Box::default(),
                position: Position::default(),
            };
            builder.add_relation(relation, &link.at);
        }
        if lost > 0 {
            remarks.push(format!(
                "links with {nouns} that are not in the file, left out: {lost}"
            ));
        }
        remarks
    }

    /// Whether the link is told by its ends; two actors need a relation.
    fn join(&mut self, from: usize, link: &Link, to: usize) -> bool {
        let kind = |at: usize| self.things.get(at).map(|thing| &thing.becomes);
        let (event, other) = match (kind(from), kind(to)) {
            (Some(Becomes::Actor { .. }), Some(Becomes::Actor { .. })) => return false,
            (Some(Becomes::Event(_)), Some(Becomes::Actor { .. } | Becomes::Place { .. })) => {
                (from, to)
            }
            (Some(Becomes::Actor { .. } | Becomes::Place { .. }), Some(Becomes::Event(_))) => {
                (to, from)
            }
            (
                Some(
                    Becomes::Actor { .. }
                    | Becomes::Event(_)
                    | Becomes::Place { .. }
                    | Becomes::Nothing,
                )
                | None,
                _,
            ) => {
                self.tell(from, link, to);
                return true;
            }
        };
        let id = self.things.get(other).map(|thing| thing.id.clone());
        let is_place = matches!(kind(other), Some(Becomes::Place { .. }));
        if let (Some(id), Some(thing)) = (id, self.things.get_mut(event))
            && let Becomes::Event(event) = &mut thing.becomes
        {
            let part = (id, link.is.clone());
            if is_place && !event.place_ids.contains(&part.0) {
                event.place_ids.push(part.0);
            } else if !is_place && !event.actor_ids.contains(&part) {
                event.actor_ids.push(part);
            }
        }
        true
    }

    /// Says in words what one thing has to do with another.
    fn tell(&mut self, from: usize, link: &Link, to: usize) {
        let Some(other) = self.things.get(to) else {
            return;
        };
        let mut words = format!("{}: {} ({})", link.is, other.name, other.noun);
        for more in [&link.date, &link.note] {
            if !more.is_empty() {
                words.push_str("; ");
                words.push_str(more);
            }
        }
        if let Some(known) = self.words.get_mut(from)
            && !known.contains(&words)
        {
            known.push(words);
        }
    }
}

/// Adds a thing with what is said of it in words.
fn add(thing: Thing, words: &str, builder: &mut RecordBuilder) {
    let with = |text: String| {
        let texts = [text.trim(), words];
        let texts = texts.into_iter().filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("\n")
    };
    match thing.becomes {
        Becomes::Actor {
            kind,
            aliases,
            about,
            sources,
        } => {
            let aliases = aliases.into_iter().map(Into::into);
            let actor = ActorRecord {
                id: thing.id,
                name: thing.name,
                kind,
                aliases: aliases.collect::<Vec<_>>().into(),
                about: with(about),
                cites: Box::default(),
                position: Position::default(),
            };
            builder.add_actor(actor, &sources, &thing.at);
        }
        Becomes::Event(event) => builder.add(ImportedEvent {
            id: &thing.id,
            title: thing.name,
            at: thing.at,
            note: with(event.note.clone()),
            ..*event
        }),
        Becomes::Place { position, about } => builder.add_place(PlaceRecord {
            id: thing.id,
            name: thing.name,
            at: position,
            about: with(about),
            ..PlaceRecord::default()
        }),
        Becomes::Nothing => {}
    }
}

/// From a first to a last date, as the file writes them, into an event; what can't be read is kept and told.
pub(super) fn set_dates(
    event: &mut ImportedEvent<'_>,
    first: &str,
    last: &str,
    range: &Range<usize>,
    builder: &mut RecordBuilder,
) {
    let dates = DateColumn::default();
    let mut notes = Vec::new();
    let read = |written: &str| dates.read(written);
    let fault = match (read(first), read(last)) {
        (Ok(first), Ok(last)) => {
            event.date = interval(first, &last, &mut notes);
            let is_sound = Date::parse(&event.date).is_ok_and(|date| !date.ends_before_it_starts());
            let message = format!("{} ends before it starts", quoted(&event.date));
            (!is_sound && !event.date.is_empty()).then_some((message, String::new()))
        }
        (Err(why), _) | (_, Err(why)) => {
            let written = [first, last].into_iter().filter(|text| !text.is_empty());
            event.date = written.collect::<Vec<_>>().join("/");
            Some((why.message, why.help))
        }
    };
    event.date_note = notes.join("; ");
    if let Some((message, help)) = fault {
        event.is_date_told = true;
        builder.warn("bad-date", message, range.clone(), help);
    }
}

/// A date as the file writes it → EDTF, or as it is written.
pub(super) fn edtf(written: &str) -> String {
    let dates = DateColumn::default();
    dates.read(written).unwrap_or_else(|_| written.to_owned())
}
