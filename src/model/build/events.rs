//! Events: checked, given the claims of other files, and put in chronological order.

use std::collections::{BTreeMap, HashSet};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::checks::{Checks, RecordSite, Unknown};
use super::chunks::CHUNK;
use super::citations::citations;
use super::id_table::{IdTable, IdTables};
use super::{chunks, dispute, duplicates};
use crate::model::date::OrderKey;
use crate::model::entities::{Citation, Event, Participation};
use crate::model::ids::{ActorId, PlaceId};
use crate::model::problem::{Hop, Problem, Severity, quoted};
use crate::model::record::{ClaimRecord, EventRecord, ParticipationRecord};
use crate::model::text::{Interned, SmallString};

/// Lists of at most so many entries are searched for repeats; longer ones use a set.
const SHORT: usize = 16;

/// The table of events in chronological order, and its index, which is empty unless it `is_asked` for.
pub(super) fn build(
    records: Vec<Vec<EventRecord>>,
    claims: Vec<ClaimRecord>,
    is_asked: bool,
    tables: &IdTables,
    checks: &mut Checks,
) -> (Vec<Event>, IdTable) {
    let mut chunks = chunks::cut(records);
    chunks::each(chunks.iter_mut().collect(), checks, |chunk, checks| {
        for record in chunk {
            let spot = RecordSite::new("events", record.position);
            let id = std::mem::take(&mut record.id);
            record.id = checks.short_id(id, "event", spot);
        }
    });
    let mut index = IdTable::new("event", "events", "unknown-event");
    let duplicates = find_duplicates(&chunks, is_asked || !claims.is_empty(), &mut index, checks);
    let mut events = made(chunks, &duplicates, tables, checks);
    let mut claimed: BTreeMap<usize, Vec<Citation>> = BTreeMap::new();
    for record in claims {
        if let Some((at, cites)) = claim(record, &index, tables, checks) {
            claimed.entry(at).or_default().extend(cites);
        }
    }
    for (at, cites) in claimed {
        if let Some(event) = events.get_mut(at) {
            add_claims(event, cites);
        }
    }
    put_in_order(&mut events, &mut index);
    (events, index)
}

/// The events of all records but the `duplicates`, in the order of the records, whose memory is freed as they are made.
fn made(
    chunks: Vec<Vec<EventRecord>>,
    duplicates: &[usize],
    tables: &IdTables,
    checks: &mut Checks,
) -> Vec<Event> {
    let numbered = numbered(chunks);
    let length: usize = numbered.iter().map(|(_, chunk)| chunk.len()).sum();
    let mut events = Vec::with_capacity(length - duplicates.len());
    chunks::in_waves(
        numbered,
        checks,
        |(start, chunk), checks| {
            let mut events = Vec::with_capacity(chunk.len());
            for (mut record, number) in chunk.into_iter().zip(start..) {
                if duplicates.binary_search(&number).is_err() {
                    let spot = RecordSite::new("events", record.position);
                    let id = std::mem::take(&mut record.id);
                    events.push(event(record, id, spot, tables, checks));
                }
            }
            events
        },
        |mut chunk| events.append(&mut chunk),
    );
    events
}

/// Slices with the number of their first record.
fn numbered<Record>(chunks: Vec<Vec<Record>>) -> Vec<(usize, Vec<Record>)> {
    let mut start = 0;
    let numbered = chunks.into_iter().map(|chunk| {
        start += chunk.len();
        (start - chunk.len(), chunk)
    });
    numbered.collect()
}

/// Reports duplicates and gives their numbers; fills the index if it `is_asked` for.
fn find_duplicates(
    chunks: &[Vec<EventRecord>],
    is_asked: bool,
    index: &mut IdTable,
    checks: &mut Checks,
) -> Vec<usize> {
    let records: Vec<&EventRecord> = chunks.iter().flatten().collect();
    let spot = |record: &EventRecord| RecordSite::new("events", record.position);
    let duplicates = duplicates::find(&records);
    for duplicate in &duplicates {
        if let (Some(record), Some(first)) =
            (records.get(duplicate.number), records.get(duplicate.first))
        {
            index.report_duplicate(&record.id, spot(record), spot(first), None, checks);
        }
    }
    let duplicates: Vec<usize> = duplicates
        .into_iter()
        .map(|duplicate| duplicate.number)
        .collect();
    if is_asked {
        let kept = records.iter().enumerate();
        let kept = kept.filter(|(number, _)| duplicates.binary_search(number).is_err());
        for (at, (_, record)) in kept.enumerate() {
            index.add(&record.id, at, spot(record));
        }
    }
    duplicates
}

/// Sorts events by the keys of their dates, then by their positions, and renumbers `index`.
///
/// Sorts in place: a second table of events would be the peak of the memory that loading takes.
fn put_in_order(events: &mut [Event], index: &mut IdTable) {
    let key = |(at, event): (usize, &Event)| (event.date.order_key(), at);
    // Waking the thread pool costs more than a few events.
    let keys: Vec<(OrderKey, usize)> = if events.len() <= CHUNK {
        let mut keys: Vec<_> = events.iter().enumerate().map(key).collect();
        keys.sort_unstable();
        keys
    } else {
        let mut keys: Vec<_> = events.par_iter().enumerate().map(key).collect();
        keys.par_sort_unstable();
        keys
    };
    let mut origins: Vec<usize> = keys.into_iter().map(|(_, at)| at).collect();
    if !index.is_empty() {
        let mut positions = vec![0; origins.len()];
        for (position, origin) in origins.iter().enumerate() {
            if let Some(new) = positions.get_mut(*origin) {
                *new = position;
            }
        }
        index.renumber(&positions);
    }
    // Follows each cycle of the permutation: the event that belongs here is swapped in.
    for start in 0..origins.len() {
        let mut here = start;
        while let Some(origin) = origins.get_mut(here) {
            let from = std::mem::replace(origin, here);
            if from == start || from == here {
                break;
            }
            events.swap(here, from);
            here = from;
        }
    }
}

pub(super) fn event(
    record: EventRecord,
    id: SmallString,
    spot: RecordSite,
    tables: &IdTables,
    checks: &mut Checks,
) -> Event {
    checks.needed(
        &record.title,
        "empty-title",
        || spot.field("title"),
        || format!("the event {} has no title", quoted(&id)),
    );
    let cites = citations(
        record.cites,
        &tables.sources,
        &[Hop::Field("cites")],
        spot,
        checks,
    );
    let date = checks.date(&record.date, || spot.field("date"));
    let has_disputed_date = dispute::has_disputed_date(&date, &cites);
    Event {
        position: record.position,
        id,
        date,
        date_note: checks.text_word(record.date_note),
        inferred: record.inferred,
        title: checks.text(record.title),
        summary: checks.text(record.summary),
        kind: checks.word(record.kind),
        status: record.status,
        actors: participations(record.actors, &tables.actors, spot, checks),
        places: places(record.places, &tables.places, spot, checks),
        tags: checks.words(record.tags, "tag", "tags", spot),
        has_disputed_date,
        disputed: has_disputed_date || dispute::has_disputed_figure(&cites),
        cites: cites.into(),
        note: checks.text_word(record.note),
    }
}

fn participations(
    written: Box<[ParticipationRecord]>,
    actors: &IdTable,
    spot: RecordSite,
    checks: &mut Checks,
) -> Box<[Participation]> {
    if has_no_repeats(&written) {
        // Collects into the allocation of the list (std does so where the sizes allow).
        let parts = written.into_iter().enumerate().filter_map(|(nth, part)| {
            let site = || spot.site(&[Hop::Field("actors"), Hop::Item(nth), Hop::Field("id")]);
            let actor = actors.find(&part.id, checks, site).map(ActorId::new);
            let note = checks.text_word(part.note);
            let role = part.role;
            actor.map(|actor| Participation { actor, role, note })
        });
        return parts.collect::<Vec<_>>().into();
    }
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
        let role = checks.word(part.role);
        let note = checks.text_word(part.note);
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

/// Whether no two of a short list are alike, ids and roles being clean. May be `false` for one without repeats.
fn has_no_repeats(written: &[ParticipationRecord]) -> bool {
    written.len() <= SHORT
        && written.iter().enumerate().all(|(nth, part)| {
            let mut earlier = written.iter().take(nth);
            part.id.is_line()
                && part.role.is_line()
                && earlier.all(|known| known.id != part.id || known.role != part.role)
        })
}

fn places(
    written: Box<[Interned]>,
    known: &IdTable,
    spot: RecordSite,
    checks: &mut Checks,
) -> Box<[PlaceId]> {
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

/// Adds what other files cite for an event, all of it at once: there may be many claims.
fn add_claims(event: &mut Event, cites: Vec<Citation>) {
    let own = std::mem::take(&mut event.cites);
    event.cites = own.into_iter().chain(cites).collect();
    event.has_disputed_date = dispute::has_disputed_date(&event.date, &event.cites);
    event.disputed = event.has_disputed_date || dispute::has_disputed_figure(&event.cites);
}

/// A claim's citations, and where the event that it names stands in the table.
fn claim(
    record: ClaimRecord,
    index: &IdTable,
    tables: &IdTables,
    checks: &mut Checks,
) -> Option<(usize, Vec<Citation>)> {
    let spot = RecordSite::new("claims", record.position);
    if record.cites.is_empty() {
        checks.report(
            Problem::warning("empty-claim", spot.field("cites"), "a claim cites nothing")
                .label("empty"),
        );
    }
    let cites = citations(
        record.cites,
        &tables.sources,
        &[Hop::Field("cites")],
        spot,
        checks,
    );
    let id = checks.line(record.event);
    if let Some((at, _)) = index.get(&id) {
        return Some((at, cites));
    }
    if id.trim().is_empty() {
        index.find(&id, checks, || spot.field("event"));
        return None;
    }
    if checks.was_left_out("events", &id) {
        return None;
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
    None
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::model::build;
    use crate::model::record::{
        ChronologyRecord, CitationRecord, ClaimRecord, EventRecord, SourceRecord,
    };

    /// Of 50,000 events in chunks, with some twice and some claimed, each is once, in order, with its own claim.
    #[test]
    fn events_change_places_with_all_that_is_theirs() {
        let number = |nth: u32| nth.wrapping_mul(2_654_435_761) % 50_000;
        let records = (0..50_000_u32).map(|nth| {
            let year = 1000 + number(nth) % 1000;
            let id = format!("event-{}", number(nth));
            EventRecord::plain(&id, &format!("{year}"), &id)
        });
        let source = SourceRecord {
            id: "s".into(),
            title: "s".into(),
            ..SourceRecord::default()
        };
        let claims = (0..50_000).step_by(7).map(|nth| ClaimRecord {
            event: format!("event-{nth}"),
            cites: Box::new([CitationRecord {
                source: "s".into(),
                at: format!("{nth}").into(),
                ..CitationRecord::default()
            }]),
            ..ClaimRecord::default()
        });
        let mut chunks: Vec<Vec<EventRecord>> = Vec::new();
        let ids: HashSet<u32> = (0..50_000).map(number).collect();
        for (nth, record) in records.enumerate() {
            if nth % 700 == 0 {
                chunks.push(Vec::new());
            }
            chunks.last_mut().unwrap().push(record);
        }
        let built = build::build(vec![ChronologyRecord {
            title: "t".into(),
            sources: vec![source],
            event_slices: chunks,
            claims: claims.collect(),
            ..ChronologyRecord::default()
        }]);
        let events = built.chronology.events();
        assert_eq!(events.len(), ids.len());
        let key = |at: usize| events[at].date.order_key();
        assert!((1..events.len()).all(|at| key(at - 1) <= key(at)));
        for event in events {
            let nth: u32 = event.id.strip_prefix("event-").unwrap().parse().unwrap();
            assert_eq!(&*event.title, &*event.id);
            assert_eq!(event.date.written(), format!("{}", 1000 + nth % 1000));
            let claimed: Vec<&str> = event.cites.iter().map(|cite| &*cite.at).collect();
            let wanted = nth.is_multiple_of(7).then(|| nth.to_string());
            assert_eq!(claimed, wanted.as_deref().into_iter().collect::<Vec<_>>());
        }
    }
}
