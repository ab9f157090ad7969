//! Kinds that a second file may repeat: an equal record is one with the first, another is a fault.

use super::checks::{Checks, RecordSite};
use super::id_table::IdTable;
use crate::model::record::{ActorRecord, PlaceRecord, Position, SourceRecord};

/// A record that a second file may repeat.
pub(super) trait Repeatable: Clone {
    /// Where it stood.
    fn position(&self) -> Position;
    /// Takes its id out.
    fn take_id(&mut self) -> String;
    /// The first field in which it differs from `other`, but for id and position.
    fn difference(&self, other: &Self) -> Option<&'static str>;
}

/// The first of the named fields in which `$a` and `$b` differ.
macro_rules! difference {
    ($a:expr, $b:expr; $($field:ident),+ $(,)?) => {
        [$((stringify!($field), $a.$field == $b.$field)),+]
            .into_iter()
            .find(|(_, same)| !same)
            .map(|(field, _)| field)
    };
}
pub(super) use difference;

macro_rules! repeatable {
    ($record:ty: $($field:ident),+ $(,)?) => {
        impl Repeatable for $record {
            fn position(&self) -> Position {
                self.position
            }

            fn take_id(&mut self) -> String {
                std::mem::take(&mut self.id)
            }

            fn difference(&self, other: &Self) -> Option<&'static str> {
                difference!(self, other; $($field),+)
            }
        }
    };
}

repeatable!(SourceRecord: title, kind, authors, publisher, published, accessed, language, origin,
    reliability, file, about);
repeatable!(PlaceRecord: name, aliases, within, at, about);
repeatable!(ActorRecord: name, kind, aliases, about, cites);

/// Checks ids, leaves out repeated records and reports those that may not be repeated; `make` makes
/// the thing of a record that is new. `index` must be empty, and is filled.
pub(super) fn merge<Record: Repeatable, Thing>(
    records: Vec<Record>,
    index: &mut IdTable,
    checks: &mut Checks,
    make: impl Fn(Record, Box<str>, RecordSite, &mut Checks) -> Thing,
) -> Vec<Thing> {
    let mut kept: Vec<Record> = Vec::with_capacity(records.len());
    let mut things = Vec::with_capacity(records.len());
    for mut record in records {
        let spot = RecordSite::new(index.list(), record.position());
        let id = checks.id(record.take_id(), index.noun(), spot);
        if let Some((at, first)) = index.get(&id) {
            let other_file = first.position.file != spot.position.file;
            let difference = kept.get(at).and_then(|known| known.difference(&record));
            if !other_file || difference.is_some() {
                let difference = difference.filter(|_| other_file);
                index.report_duplicate(&id, spot, first, difference, checks);
            }
            continue;
        }
        index.add(&id, things.len(), spot);
        kept.push(record.clone());
        things.push(make(record, id, spot, checks));
    }
    things
}
