//! Relations: checked; equal ones of other files are one.

use std::collections::HashMap;

use super::checks::{Checks, RecordSite};
use super::citations::citations;
use super::id_table::IdTables;
use super::merge::difference;
use crate::model::entities::Relation;
use crate::model::ids::ActorId;
use crate::model::problem::{Hop, Problem, quoted};
use crate::model::record::RelationRecord;

/// What two relations must share to be worth comparing.
type RelationKey = (String, String, String, String);

/// The table of relations, in the order of the files.
pub(super) fn build(
    records: Vec<RelationRecord>,
    tables: &IdTables,
    checks: &mut Checks,
) -> Vec<Relation> {
    let mut relations = Vec::with_capacity(records.len());
    let mut seen: HashMap<RelationKey, RelationRecord> = HashMap::new();
    for record in records {
        let spot = RecordSite::new("relations", record.position);
        let key = (
            record.from.clone(),
            record.is.clone(),
            record.to.clone(),
            record.date.clone(),
        );
        if let Some(first) = seen.get(&key) {
            if difference!(first, &record; inverse, status, note, cites).is_none() {
                report_duplicate(&record, first, checks);
                continue;
            }
        } else {
            seen.insert(key, record.clone());
        }
        relations.extend(relation(record, spot, tables, checks));
    }
    relations
}

/// Says so if `record` repeats `first` in the same file; in another file that is fine.
fn report_duplicate(record: &RelationRecord, first: &RelationRecord, checks: &mut Checks) {
    if first.position.file != record.position.file {
        return;
    }
    let spot = |record: &RelationRecord| RecordSite::new("relations", record.position);
    checks.report(
        Problem::warning(
            "repeated-relation",
            spot(record).site(&[]),
            "the same relation is written twice",
        )
        .label("again here")
        .related(spot(first).site(&[]), "first here"),
    );
}

pub(super) fn relation(
    record: RelationRecord,
    spot: RecordSite,
    tables: &IdTables,
    checks: &mut Checks,
) -> Option<Relation> {
    checks.needed(
        &record.is,
        "empty-relation",
        || spot.field("is"),
        || "a relation does not say what it is".to_owned(),
    );
    if record.from == record.to {
        checks.report(
            Problem::warning(
                "self-relation",
                spot.field("to"),
                format!("the actor {} is related to itself", quoted(&record.to)),
            )
            .label("the same as `from`"),
        );
    }
    let from = tables
        .actors
        .find(&record.from, checks, || spot.field("from"));
    let to = tables.actors.find(&record.to, checks, || spot.field("to"));
    let is = checks.line(record.is);
    let inverse = checks.line(record.inverse);
    let date = checks.date(&record.date, || spot.field("date"));
    let note = checks.text(record.note);
    let cites = citations(
        record.cites,
        &tables.sources,
        &[Hop::Field("cites")],
        spot,
        checks,
    );
    Some(Relation {
        position: record.position,
        from: ActorId::new(from?),
        is,
        inverse,
        to: ActorId::new(to?),
        date,
        status: record.status,
        note,
        cites: cites.into(),
    })
}
