//! Rules of actors: those that nothing names, and relations outside the lives of both.
//!
//! Actors have no dates of their own: a life begins and ends with events of such a kind, in which the actor has the part of the one
//! who is born, founded, killed or dissolved, or is the only one.

use std::collections::HashMap;

use super::findings::Findings;
use crate::model::date::Date;
use crate::model::problem::Hop;
use crate::model::{Actor, ActorId, Bound, Chronology, Day, Event};

/// Actors in no event and no relation.
pub(super) fn unused(chronology: &Chronology, findings: &mut Findings<'_>) {
    for actor in chronology.actors() {
        if actor.events.is_empty() && actor.relations.is_empty() {
            let site = actor.position.site("actors", &[Hop::Field("id")]);
            let message = format!("the actor `{}` is in no event and no relation", actor.id);
            findings.add(&actor.id, site, message);
        }
    }
}

/// Kinds of events that begin a life, and the roles of the one whose life it is.
const BEGINNINGS: (&[&str], &[&str]) = (
    &[
        "birth",
        "founding",
        "foundation",
        "establishment",
        "formation",
    ],
    &[
        "born",
        "child",
        "subject",
        "founded",
        "established",
        "formed",
    ],
);

/// The same of events that end one.
const ENDS: (&[&str], &[&str]) = (
    &[
        "death",
        "killing",
        "assassination",
        "execution",
        "dissolution",
        "disbandment",
    ],
    &[
        "dead",
        "dies",
        "deceased",
        "subject",
        "victim",
        "killed",
        "executed",
        "dissolved",
        "disbanded",
    ],
);

/// Relations that held while one of the two was not there.
pub(super) fn relation_outside_life(chronology: &Chronology, findings: &mut Findings<'_>) {
    let mut lives: HashMap<ActorId, [Option<&Event>; 2]> = HashMap::new();
    for relation in chronology.relations() {
        if !relation.date.is_dated() {
            continue;
        }
        let bounds = relation.date.bounds();
        for id in [relation.from, relation.to] {
            let actor = chronology.actor(id);
            let [begins, ends] = *lives
                .entry(id)
                .or_insert_with(|| [BEGINNINGS, ENDS].map(|kind| turning(chronology, id, kind)));
            // Certainly outside: however the dates are read.
            let before = begins.filter(|event| is_before(bounds.latest, first(&event.date)));
            let after = ends.filter(|event| is_before(last(&event.date), bounds.earliest));
            for (event, when) in [(before, "before"), (after, "after")] {
                let Some(event) = event else { continue };
                let site = relation.position.site("relations", &[Hop::Field("date")]);
                let message = format!(
                    "this relation held {when} the life of `{}`: {}",
                    actor.id,
                    event.date.shown()
                );
                let from = &chronology.actor(relation.from).id;
                findings.add(from, site, message).related(
                    event.position.site("events", &[Hop::Field("date")]),
                    format!("{} `{}` is here", event.kind, actor.id),
                );
            }
        }
    }
}

/// The first event of such a kind in an actor's life.
fn turning<'a>(
    chronology: &'a Chronology,
    id: ActorId,
    (kinds, roles): (&[&str], &[&str]),
) -> Option<&'a Event> {
    let actor: &Actor = chronology.actor(id);
    let mut events = actor.events.iter().map(|event| chronology.event(*event));
    events.find(|event| {
        let is_one = |word: &str, words: &[&str]| words.contains(&word.to_lowercase().as_str());
        let is_alone = event.actors.len() == 1;
        is_one(&event.kind, kinds)
            && event
                .actors
                .iter()
                .any(|part| part.actor == id && (is_alone || is_one(&part.role, roles)))
    })
}

fn first(date: &Date) -> Bound {
    date.bounds().earliest
}

fn last(date: &Date) -> Bound {
    date.bounds().latest
}

/// Whether a day is known to be before another.
fn is_before(one: Bound, other: Bound) -> bool {
    let number = |bound: Bound| match bound {
        Bound::Day(day) => Some(Day::number(day)),
        Bound::Open | Bound::Unknown => None,
    };
    matches!((number(one), number(other)), (Some(one), Some(other)) if one < other)
}
