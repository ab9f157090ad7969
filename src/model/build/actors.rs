//! Actors: checked, and merged with equal ones of other files.

use super::checks::{Checks, RecordSite};
use super::citations::citations;
use super::id_table::IdTable;
use super::merge::merge;
use crate::model::entities::Actor;
use crate::model::problem::{Hop, quoted};
use crate::model::record::ActorRecord;

/// The table of actors, and its index.
pub(super) fn build(
    records: Vec<ActorRecord>,
    sources: &IdTable,
    checks: &mut Checks,
) -> (Vec<Actor>, IdTable) {
    let mut index = IdTable::new("actor", "actors", "unknown-actor");
    let make = |record: ActorRecord, id: Box<str>, spot: RecordSite, checks: &mut Checks| {
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
    spot: RecordSite,
    sources: &IdTable,
    checks: &mut Checks,
) -> Actor {
    checks.needed(
        &record.name,
        "empty-name",
        || spot.field("name"),
        || format!("the actor {} has no name", quoted(&id)),
    );
    let name = checks.name(record.name, "name", spot);
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
        cites: citations(record.cites, sources, &[Hop::Field("cites")], spot, checks).into(),
        events: Box::default(),
        relations: Box::default(),
    }
}
