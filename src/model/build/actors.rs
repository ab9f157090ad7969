//! Actors: checked, and merged with equal ones of other files.

use super::super::problem::{Hop, quoted};
use super::super::record::ActorRecord;
use super::super::things::Actor;
use super::checks::{Checks, Spot};
use super::index::Index;
use super::merge::merge;

/// The table of actors, and its index.
pub(super) fn build(
    records: Vec<ActorRecord>,
    sources: &Index,
    checks: &mut Checks,
) -> (Vec<Actor>, Index) {
    let mut index = Index::new("actor", "actors", "unknown-actor");
    let make = |record: ActorRecord, id: Box<str>, spot: Spot, checks: &mut Checks| {
        actor(record, id, spot, sources, checks)
    };
    let actors = merge(records, &mut index, checks, make);
    for actor in &actors {
        index.add_name(&actor.name, &actor.id);
    }
    for actor in &actors {
        for alias in &actor.aliases {
            index.add_name(alias, &actor.id);
        }
    }
    (actors, index)
}

pub(super) fn actor(
    record: ActorRecord,
    id: Box<str>,
    spot: Spot,
    sources: &Index,
    checks: &mut Checks,
) -> Actor {
    checks.needed(
        &record.name,
        "empty-name",
        || spot.field("name"),
        || format!("the actor {} has no name", quoted(&id)),
    );
    let name = checks.line(record.name);
    Actor {
        position: record.position,
        name: if name.trim().is_empty() {
            id.clone()
        } else {
            name
        },
        id,
        kind: record.kind,
        aliases: checks.names(record.aliases, "alias", "aliases", spot),
        about: checks.text(record.about),
        cites: checks
            .citations(record.cites, sources, &[Hop::Field("cites")], spot)
            .into(),
        events: Box::default(),
        relations: Box::default(),
    }
}
