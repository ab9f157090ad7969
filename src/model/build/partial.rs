//! Records that could be read in part only: they are checked, so that all that is wrong with them is told in
//! one run, and left out.

use super::super::letters::Short;
use super::super::record::ChronologyRecord;
use super::checks::{Checks, Spot};
use super::index::{Index, Indices};
use super::{actors, briefings, events, places, relations, sources};

/// Checks partial records against the tables of whole ones.
pub(super) fn check(
    records: ChronologyRecord,
    indices: &Indices,
    event_index: &Index,
    checks: &mut Checks,
) {
    let no_id = Box::<str>::default;
    for record in records.sources {
        let spot = Spot::new("sources", record.position);
        sources::source(record, no_id(), spot, checks);
    }
    for record in records.places {
        let spot = Spot::new("places", record.position);
        let (_, within) = places::place(record, no_id(), spot, checks);
        if let Some(within) = within {
            indices
                .places
                .find(&within, checks, || spot.field("within"));
        }
    }
    for record in records.actors {
        let spot = Spot::new("actors", record.position);
        actors::actor(record, no_id(), spot, &indices.sources, checks);
    }
    for record in records.relations {
        let spot = Spot::new("relations", record.position);
        relations::relation(record, spot, indices, checks);
    }
    for record in records.events {
        let spot = Spot::new("events", record.position);
        events::event(record, Short::default(), spot, indices, checks);
    }
    for record in records.briefings {
        let spot = Spot::new("briefings", record.position);
        briefings::steps(record.steps, event_index, spot, checks);
    }
}
