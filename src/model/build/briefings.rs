//! Briefings and saved queries: checked. What a query's text means is `query`'s to judge.

use std::collections::HashMap;

use super::checks::{Checks, RecordSite};
use super::id_table::IdTable;
use crate::model::entities::{Briefing, BriefingStep, SavedQuery};
use crate::model::ids::EventId;
use crate::model::problem::{Hop, Problem, quoted};
use crate::model::record::{BriefingRecord, QueryRecord, StepRecord};

/// The table of briefings, in the order of the files. One without a sound step is left out.
pub(super) fn build(
    records: Vec<BriefingRecord>,
    events: &IdTable,
    checks: &mut Checks,
) -> Vec<Briefing> {
    let mut index = IdTable::new("briefing", "briefings", "unknown-briefing");
    let mut briefings = Vec::with_capacity(records.len());
    for mut record in records {
        let spot = RecordSite::new("briefings", record.position);
        let id = checks.id(std::mem::take(&mut record.id), "briefing", spot);
        if let Some((_, first)) = index.get(&id) {
            index.report_duplicate(&id, spot, first, None, checks);
            continue;
        }
        index.add(&id, briefings.len(), spot);
        checks.needed(
            &record.title,
            "empty-title",
            || spot.field("title"),
            || format!("the briefing {} has no title", quoted(&id)),
        );
        if record.steps.is_empty() {
            checks.report(
                Problem::error(
                    "empty-briefing",
                    spot.field("steps"),
                    format!("the briefing {} has no steps", quoted(&id)),
                )
                .label("empty; the briefing is left out"),
            );
        }
        let written = record.steps.len();
        let steps = steps(record.steps, events, spot, checks);
        let title = checks.text(record.title);
        let about = checks.text(record.about);
        if !steps.is_empty() {
            briefings.push(Briefing {
                position: record.position,
                id,
                title,
                about,
                missing: written.saturating_sub(steps.len()),
                steps: steps.into(),
            });
        }
    }
    briefings
}

pub(super) fn steps(
    written: Vec<StepRecord>,
    events: &IdTable,
    spot: RecordSite,
    checks: &mut Checks,
) -> Vec<BriefingStep> {
    let mut steps = Vec::with_capacity(written.len());
    for (nth, step) in written.into_iter().enumerate() {
        let event = events.find(&step.event, checks, || {
            spot.site(&[Hop::Field("steps"), Hop::Item(nth), Hop::Field("event")])
        });
        let note = checks.text(step.note);
        steps.extend(event.map(|event| BriefingStep {
            event: EventId::new(event),
            note,
        }));
    }
    steps
}

/// Saved queries, in the order of the files.
pub(super) fn queries(records: Vec<QueryRecord>, checks: &mut Checks) -> Vec<SavedQuery> {
    let mut seen: HashMap<Box<str>, (RecordSite, String)> = HashMap::new();
    let mut queries = Vec::with_capacity(records.len());
    for record in records {
        let spot = RecordSite::new("queries", record.position);
        checks.needed(
            &record.name,
            "empty-name",
            || spot.field("name"),
            || "a saved query has no name".to_owned(),
        );
        checks.needed(
            &record.query,
            "empty-query",
            || spot.field("query"),
            || format!("the saved query {} is empty", quoted(&record.name)),
        );
        if record.name.trim().is_empty() || record.query.trim().is_empty() {
            continue;
        }
        let name = checks.line(record.name);
        if let Some((first, text)) = seen.get(&name) {
            // A second file may repeat a query, as it may repeat an actor.
            if first.position.file == spot.position.file || *text != record.query {
                checks.report(
                    Problem::error(
                        "duplicate-id",
                        spot.field("name"),
                        format!("two saved queries have the name {}", quoted(&name)),
                    )
                    .label("this one is left out")
                    .related(first.field("name"), "first used here"),
                );
            }
            continue;
        }
        seen.insert(name.clone(), (spot, record.query.clone()));
        let query = checks.line(record.query);
        queries.push(SavedQuery { name, query });
    }
    queries
}
