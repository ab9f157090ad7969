//! Relations: checked; equal ones of other files are one.

use std::collections::HashMap;

use super::super::ids::ActorId;
use super::super::problem::{Hop, Problem, quoted};
use super::super::record::RelationRecord;
use super::super::things::Relation;
use super::checks::{Checks, Spot};
use super::index::Indices;
use super::merge::difference;

/// What two relations must share to be worth comparing.
type Key = (String, String, String, String);

/// The table of relations, in the order of the files.
pub(super) fn build(
    records: Vec<RelationRecord>,
    indices: &Indices,
    checks: &mut Checks,
) -> Vec<Relation> {
    let mut relations = Vec::with_capacity(records.len());
    let mut seen: HashMap<Key, RelationRecord> = HashMap::new();
    for record in records {
        let spot = Spot::new("relations", record.position);
        let key = (
            record.from.clone(),
            record.is.clone(),
            record.to.clone(),
            record.date.clone(),
        );
        if let Some(first) = seen.get(&key) {
            if difference!(first, &record; inverse, status, note, cites).is_none() {
                report_twin(&record, first, checks);
                continue;
            }
        } else {
            seen.insert(key, record.clone());
        }
        relations.extend(relation(record, spot, indices, checks));
    }
    relations
}

/// Says so if `record` repeats `first` in the same file; in another file that is fine.
fn report_twin(record: &RelationRecord, first: &RelationRecord, checks: &mut Checks) {
    if first.position.file != record.position.file {
        return;
    }
    let spot = |record: &RelationRecord| Spot::new("relations", record.position);
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
    spot: Spot,
    indices: &Indices,
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
    let from = indices
        .actors
        .find(&record.from, checks, || spot.field("from"));
    let to = indices.actors.find(&record.to, checks, || spot.field("to"));
    let is = checks.line(record.is);
    let inverse = checks.line(record.inverse);
    let date = checks.date(&record.date, || spot.field("date"));
    let note = checks.text(record.note);
    let cites = checks.citations(record.cites, &indices.sources, &[Hop::Field("cites")], spot);
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
