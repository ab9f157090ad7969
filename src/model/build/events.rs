//! Events: checked, given the claims of other files, and put in chronological order.

use std::collections::HashSet;

use rayon::slice::ParallelSliceMut;

use super::super::date::OrderKey;
use super::super::ids::{ActorId, PlaceId};
use super::super::problem::{Hop, Problem, Severity, quoted};
use super::super::record::{ClaimRecord, EventRecord, ParticipationRecord};
use super::super::things::{Event, Participation};
use super::checks::{Checks, Spot, Unknown};
use super::index::{Index, Indices};
use super::{dispute, slices, twins};

/// Up to so many entries, a list is looked through for repeats; past it, a set is kept.
const SHORT: usize = 16;

/// The table of events in chronological order, and its index, which is empty unless it `is_asked` for.
pub(super) fn build(
    records: Vec<Vec<EventRecord>>,
    claims: Vec<ClaimRecord>,
    is_asked: bool,
    indices: &Indices,
    checks: &mut Checks,
) -> (Vec<Event>, Index) {
    let mut slices = slices::cut(records);
    slices::each(slices.iter_mut().collect(), checks, |slice, checks| {
        for record in slice {
            let spot = Spot::new("events", record.position);
            let id = std::mem::take(&mut record.id);
            record.id = checks.id(id, "event", spot).into();
        }
    });
    let mut index = Index::new("event", "events", "unknown-event");
    let twins = sort_out(&slices, is_asked || !claims.is_empty(), &mut index, checks);
    let numbered = numbered(slices);
    let made = slices::each(numbered, checks, |(start, slice), checks| {
        let mut keys = Vec::with_capacity(slice.len());
        let mut events = Vec::with_capacity(slice.len());
        for (mut record, number) in slice.into_iter().zip(start..) {
            if twins.binary_search(&number).is_ok() {
                events.push(None);
                continue;
            }
            let spot = Spot::new("events", record.position);
            let id = std::mem::take(&mut record.id).into();
            let event = event(record, id, spot, indices, checks);
            keys.push((event.date.order_key(), number));
            events.push(Some(event));
        }
        (keys, events)
    });
    let (keys, events): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let mut drafts = Drafts::new(events);
    for record in claims {
        claim(record, &index, &mut drafts, indices, checks);
    }
    let events = drafts.in_order(keys.concat(), &mut index);
    (events, index)
}

/// Slices with the number of their first record.
fn numbered<Record>(slices: Vec<Vec<Record>>) -> Vec<(usize, Vec<Record>)> {
    let mut start = 0;
    let numbered = slices.into_iter().map(|slice| {
        start += slice.len();
        (start - slice.len(), slice)
    });
    numbered.collect()
}

/// Reports twins and gives their numbers; fills the index if it `is_asked` for.
fn sort_out(
    slices: &[Vec<EventRecord>],
    is_asked: bool,
    index: &mut Index,
    checks: &mut Checks,
) -> Vec<usize> {
    let records: Vec<&EventRecord> = slices.iter().flatten().collect();
    let spot = |record: &EventRecord| Spot::new("events", record.position);
    let twins = twins::find(&records);
    for twin in &twins {
        if let (Some(record), Some(first)) = (records.get(twin.number), records.get(twin.first)) {
            index.report_twin(&record.id, spot(record), spot(first), None, checks);
        }
    }
    let twins: Vec<usize> = twins.into_iter().map(|twin| twin.number).collect();
    if is_asked {
        for (number, record) in records.iter().enumerate() {
            if twins.binary_search(&number).is_err() {
                index.add(&record.id, number, spot(record));
            }
        }
    }
    twins
}

/// Events that are not in order yet, by their number through all slices.
struct Drafts {
    /// `None` for twins.
    slices: Vec<Vec<Option<Event>>>,
    /// The number of each slice's first event.
    starts: Vec<usize>,
    /// How many there are, twins counted.
    length: usize,
}

impl Drafts {
    fn new(slices: Vec<Vec<Option<Event>>>) -> Self {
        let mut length = 0;
        let mut starts = Vec::with_capacity(slices.len());
        for slice in &slices {
            starts.push(length);
            length += slice.len();
        }
        Self {
            slices,
            starts,
            length,
        }
    }

    fn get_mut(&mut self, number: usize) -> Option<&mut Option<Event>> {
        let slice = self.starts.partition_point(|start| *start <= number);
        let slice = slice.checked_sub(1)?;
        let row = number - self.starts.get(slice)?;
        self.slices.get_mut(slice)?.get_mut(row)
    }

    /// The events in the order of their dates' keys, then of their numbers; `index` then tells their places in it.
    fn in_order(mut self, mut keys: Vec<(OrderKey, usize)>, index: &mut Index) -> Vec<Event> {
        if keys.len() <= slices::SLICE {
            keys.sort_unstable();
        } else {
            keys.par_sort_unstable();
        }
        if !index.is_empty() {
            let mut places = vec![0; self.length];
            for (at, (_, number)) in keys.iter().enumerate() {
                if let Some(place) = places.get_mut(*number) {
                    *place = at;
                }
            }
            index.renumber(&places);
        }
        let mut events = Vec::with_capacity(keys.len());
        events.extend(
            keys.iter()
                .filter_map(|(_, number)| self.get_mut(*number)?.take()),
        );
        events
    }
}

pub(super) fn event(
    record: EventRecord,
    id: Box<str>,
    spot: Spot,
    indices: &Indices,
    checks: &mut Checks,
) -> Event {
    checks.needed(
        &record.title,
        "empty-title",
        || spot.field("title"),
        || format!("the event {} has no title", quoted(&id)),
    );
    let cites = checks.citations(record.cites, &indices.sources, &[Hop::Field("cites")], spot);
    Event {
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
        disputed: dispute::is_disputed(&cites),
        cites: cites.into(),
        note: checks.text(record.note),
    }
}

fn participations(
    written: Vec<ParticipationRecord>,
    actors: &Index,
    spot: Spot,
    checks: &mut Checks,
) -> Box<[Participation]> {
    let mut parts: Vec<Participation> = Vec::with_capacity(written.len());
    let mut seen = HashSet::new();
    let is_long = written.len() > SHORT;
    for (nth, part) in written.into_iter().enumerate() {
        let site = |field| spot.site(&[Hop::Field("actors"), Hop::Item(nth), Hop::Field(field)]);
        let actor = actors.find(&part.id, checks, || site("id"));
        checks.needed(
            &part.role,
            "empty-role",
            || site("role"),
            || format!("the actor {} has no role in this event", quoted(&part.id)),
        );
        let role = checks.line(part.role);
        let note = checks.text(part.note);
        let Some(actor) = actor.map(ActorId::new) else {
            continue;
        };
        let is_new = if is_long {
            seen.insert((actor, role.clone()))
        } else {
            !parts
                .iter()
                .any(|known| known.actor == actor && known.role == role)
        };
        if is_new {
            parts.push(Participation { actor, role, note });
        } else {
            checks.report(
                Problem::warning(
                    "repeated-actor",
                    site("id"),
                    format!(
                        "the actor {} has the role {} twice in this event",
                        quoted(&part.id),
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
    let mut seen = HashSet::new();
    let is_long = written.len() > SHORT;
    for (nth, name) in written.into_iter().enumerate() {
        let site = || spot.site(&[Hop::Field("places"), Hop::Item(nth)]);
        let Some(place) = known.find(&name, checks, site).map(PlaceId::new) else {
            continue;
        };
        let is_new = if is_long {
            seen.insert(place)
        } else {
            !places.contains(&place)
        };
        if is_new {
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
    drafts: &mut Drafts,
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
        if let Some(Some(event)) = drafts.get_mut(at) {
            let own = std::mem::take(&mut event.cites);
            event.cites = own.into_iter().chain(cites).collect();
            event.disputed = dispute::is_disputed(&event.cites);
        }
        return;
    }
    if id.trim().is_empty() {
        index.find(&id, checks, || spot.field("event"));
        return;
    }
    if checks.was_left_out("events", &id) {
        return;
    }
    let problem = Problem::new(
        Severity::Note,
        "claim-elsewhere",
        spot.field("event"),
        format!("the event {} is in none of the files opened", quoted(&id)),
    )
    .label("this claim waits for the file that has it");
    let list = index.list();
    checks.report_unknown(problem, Unknown { list, id });
}
