//! The first events of a large file, to show while the rest is read.
//!
//! It is read in a hurry: where the list of events seems to begin, what stands
//! before it, and of that only what the first events name. If anything is unsupported, there is no preview.

use std::collections::HashSet;
use std::io::Read;

use super::reader;
use crate::model::record::{ChronologyRecord, EventRecord};

/// How many events are shown.
const EVENTS: usize = 200;

/// How many bytes are looked at.
const NEAR: u64 = 4 << 20;

/// How many bytes are looked at for events, at most.
const EVENT_BYTES: usize = 1 << 18;

/// The first events that `file` has, with what they name.
pub fn read(file: &mut dyn Read) -> Option<ChronologyRecord> {
    let mut bytes = Vec::new();
    let room = usize::try_from(NEAR).unwrap_or_default();
    bytes.reserve_exact(room);
    file.take(NEAR).read_to_end(&mut bytes).ok()?;
    let list = list_of_events(&bytes)?;
    let head = str::from_utf8(bytes.get(..list)?).ok()?;
    let head = head.strip_prefix('\u{FEFF}').unwrap_or(head);
    let rest = bytes.get(list..)?;
    let rest = rest.get(..rest.len().min(EVENT_BYTES))?;
    let end = match str::from_utf8(rest) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    let rest = str::from_utf8(rest.get(..end)?).ok()?;
    let mut record: ChronologyRecord = reader::document(&format!("{head}])")).ok()?;
    record.events = reader::first(rest, EVENTS);
    record.briefings.clear();
    record.claims.clear();
    record.number_items();
    keep_named(&mut record);
    (!record.events.is_empty()).then_some(record)
}

/// The byte behind what looks like the start of the list: a line that begins with `events: [`.
fn list_of_events(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"events")
        .filter(|at| {
            let before = bytes.get(..*at).unwrap_or_default().trim_ascii_end();
            before.ends_with(b",") || before.ends_with(b"(")
        })
        .find_map(|at| {
            let behind = bytes.get(at + "events".len()..)?;
            let list = behind
                .trim_ascii_start()
                .strip_prefix(b":")?
                .trim_ascii_start()
                .strip_prefix(b"[")?;
            Some(bytes.len() - list.len())
        })
}

/// Keeps of the actors, sources and relations those that the events name. Places stay: they lie within one another.
fn keep_named(record: &mut ChronologyRecord) {
    let mut actors: HashSet<&str> = HashSet::new();
    let mut sources: HashSet<&str> = HashSet::new();
    for EventRecord {
        actors: parts,
        cites,
        ..
    } in &record.events
    {
        actors.extend(parts.iter().map(|part| &*part.id));
        sources.extend(cites.iter().map(|cite| &*cite.source));
    }
    record
        .actors
        .retain(|actor| actors.contains(actor.id.as_str()));
    record
        .sources
        .retain(|source| sources.contains(source.id.as_str()));
    let is_named = |id: &String| actors.contains(id.as_str());
    record
        .relations
        .retain(|relation| is_named(&relation.from) && is_named(&relation.to));
}
