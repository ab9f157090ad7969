//! Records that could be read in part only: they are checked, so that all that is wrong with them is told in
//! one run, and left out.

use super::checks::{Checks, RecordSite};
use super::id_table::{IdTable, IdTables};
use super::{actors, briefings, events, places, relations, sources};
use crate::model::record::ChronologyRecord;
use crate::model::text::SmallString;

/// Checks partial records against the tables of whole ones.
pub(super) fn check(
    records: ChronologyRecord,
    tables: &IdTables,
    event_index: &IdTable,
    checks: &mut Checks,
) {
    let no_id = Box::<str>::default;
    for record in records.sources {
        let spot = RecordSite::new("sources", record.position);
        sources::source(record, no_id(), spot, checks);
    }
    for record in records.places {
        let spot = RecordSite::new("places", record.position);
        let (_, within) = places::place(record, no_id(), spot, checks);
        if let Some(within) = within {
            tables.places.find(&within, checks, || spot.field("within"));
        }
    }
    for record in records.actors {
        let spot = RecordSite::new("actors", record.position);
        actors::actor(record, no_id(), spot, &tables.sources, checks);
    }
    for record in records.relations {
        let spot = RecordSite::new("relations", record.position);
        relations::relation(record, spot, tables, checks);
    }
    for record in records.events {
        let spot = RecordSite::new("events", record.position);
        events::event(record, SmallString::default(), spot, tables, checks);
    }
    for record in records.briefings {
        let spot = RecordSite::new("briefings", record.position);
        briefings::steps(record.steps, event_index, spot, checks);
    }
}
