//! Events: checked, given the claims of other files, and put in chronological order.

use std::collections::HashSet;

use super::super::ids::{ActorId, PlaceId};
use super::super::problem::{Hop, Problem, Severity, quoted};
use super::super::record::{ClaimRecord, EventRecord, ParticipationRecord};
use super::super::things::{Citation, Event, Participation};
use super::checks::{Checks, Spot};
use super::dispute;
use super::index::{Index, Indices};

/// The table of events in chronological order, and its index.
pub(super) fn build(
    records: Vec<EventRecord>,
    claims: Vec<ClaimRecord>,
    indices: &Indices,
    checks: &mut Checks,
) -> (Vec<Event>, Index) {
    let mut index = new_index();
    let mut drafts: Vec<(Event, Vec<Citation>)> = Vec::with_capacity(records.len());
    for mut record in records {
        let spot = Spot::new("events", record.position);
        let id = checks.id(std::mem::take(&mut record.id), "event", spot);
        if let Some((_, first)) = index.get(&id) {
            index.report_twin(&id, spot, first, None, checks);
            continue;
        }
        index.add(&id, drafts.len(), spot);
        drafts.push(event(record, id, spot, indices, checks));
    }
    for record in claims {
        claim(record, &index, &mut drafts, indices, checks);
    }
    let mut events: Vec<Event> = drafts
        .into_iter()
        .map(|(mut event, cites)| {
            event.disputed = dispute::is_disputed(&cites);
            event.cites = cites.into();
            event
        })
        .collect();
    events.sort_by(|one, other| {
        one.date
            .cmp_chronologically(&other.date)
            .then_with(|| one.position.cmp(&other.position))
            .then_with(|| one.id.cmp(&other.id))
    });
    let mut index = new_index();
    for (at, event) in events.iter().enumerate() {
        let spot = Spot::new("events", event.position);
        index.add(&event.id, at, spot);
    }
    (events, index)
}

fn new_index() -> Index {
    Index::new("event", "events", "unknown-event")
}

pub(super) fn event(
    record: EventRecord,
    id: Box<str>,
    spot: Spot,
    indices: &Indices,
    checks: &mut Checks,
) -> (Event, Vec<Citation>) {
    checks.needed(
        &record.title,
        "empty-title",
        spot.field("title"),
        &format!("the event {} has no title", quoted(&id)),
    );
    let cites = checks.citations(record.cites, &indices.sources, &[Hop::Field("cites")], spot);
    let event = Event {
        position: record.position,
        id,
        date: checks.date(&record.date, || spot.field("date")),
        date_note: checks.text(record.date_note),
        inferred: record.inferred,
        title: checks.text(record.title),
        summary: checks.text(record.summary),
        kind: checks.line(record.kind),
        status: record.status,
        actors: participations(record.actors, &indices.actors, spot, checks),
        places: places(record.places, &indices.places, spot, checks),
        tags: checks.words(record.tags, "tag", "tags", spot),
        cites: Box::default(),
        note: checks.text(record.note),
        disputed: false,
    };
    (event, cites)
}

fn participations(
    written: Vec<ParticipationRecord>,
    actors: &Index,
    spot: Spot,
    checks: &mut Checks,
) -> Box<[Participation]> {
    let mut parts = Vec::with_capacity(written.len());
    let mut seen: HashSet<(ActorId, Box<str>)> = HashSet::new();
    for (nth, part) in written.into_iter().enumerate() {
        let site = |field| spot.site(&[Hop::Field("actors"), Hop::Item(nth), Hop::Field(field)]);
        let name = part.id.clone();
        let actor = actors.find(part.id, checks, || site("id"));
        checks.needed(
            &part.role,
            "empty-role",
            site("role"),
            &format!("the actor {} has no role in this event", quoted(&name)),
        );
        let role = checks.line(part.role);
        let note = checks.text(part.note);
        let Some(actor) = actor.map(ActorId::new) else {
            continue;
        };
        if seen.insert((actor, role.clone())) {
            parts.push(Participation { actor, role, note });
        } else {
            checks.report(
                Problem::warning(
                    "repeated-actor",
                    site("id"),
                    format!(
                        "the actor {} has the role {} twice in this event",
                        quoted(&name),
                        quoted(&role)
                    ),
                )
                .label("again here; dropped"),
            );
        }
    }
    parts.into()
}

fn places(written: Vec<String>, known: &Index, spot: Spot, checks: &mut Checks) -> Box<[PlaceId]> {
    let mut places = Vec::with_capacity(written.len());
    let mut seen: HashSet<PlaceId> = HashSet::new();
    for (nth, place) in written.into_iter().enumerate() {
        let site = || spot.site(&[Hop::Field("places"), Hop::Item(nth)]);
        let name = place.clone();
        let Some(place) = known.find(place, checks, site).map(PlaceId::new) else {
            continue;
        };
        if seen.insert(place) {
            places.push(place);
        } else {
            let message = format!("the place {} is listed twice in this event", quoted(&name));
            checks.report(
                Problem::warning("repeated-place", site(), message).label("again here; dropped"),
            );
        }
    }
    places.into()
}

/// Adds a claim's citations to the event that it names.
fn claim(
    record: ClaimRecord,
    index: &Index,
    drafts: &mut [(Event, Vec<Citation>)],
    indices: &Indices,
    checks: &mut Checks,
) {
    let spot = Spot::new("claims", record.position);
    if record.cites.is_empty() {
        checks.report(
            Problem::warning("empty-claim", spot.field("cites"), "a claim cites nothing")
                .label("empty"),
        );
    }
    let cites = checks.citations(record.cites, &indices.sources, &[Hop::Field("cites")], spot);
    let id = checks.line(record.event);
    if let Some((at, _)) = index.get(&id) {
        if let Some((_, known)) = drafts.get_mut(at) {
            known.extend(cites);
        }
        return;
    }
    if id.trim().is_empty() {
        index.find(id.into(), checks, || spot.field("event"));
        return;
    }
    if checks.was_left_out("events", &id) {
        return;
    }
    let help = index.meant(&id, checks);
    checks.report(
        Problem::new(
            Severity::Note,
            "claim-elsewhere",
            spot.field("event"),
            format!("the event {} is in none of the files opened", quoted(&id)),
        )
        .label("this claim waits for the file that has it")
        .help(help),
    );
}
