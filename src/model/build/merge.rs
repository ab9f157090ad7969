//! Kinds that a second file may repeat: a record that says the same, or less, is one with the first, another is a fault.

use super::checks::{Checks, RecordSite};
use super::id_table::IdTable;
use crate::model::record::{ActorRecord, PlaceRecord, Position, SourceRecord};

/// A record that a second file may repeat.
pub(super) trait Repeatable {
    /// Where it stood.
    fn position(&self) -> Position;
    /// Takes its id out.
    fn take_id(&mut self) -> String;
    /// The first field that both give and in which they differ, but for id and position.
    fn difference(&self, other: &Self) -> Option<&'static str>;
    /// Takes from `other` what it leaves out.
    fn complete(&mut self, other: Self);
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

/// Whether a field holds more than what it holds when it is left out.
fn is_given<T: Default + PartialEq>(value: &T) -> bool {
    *value != T::default()
}

/// A kind of record: the fields that a repetition must give alike, and those that it may leave out.
macro_rules! repeatable {
    ($record:ty: $($needed:ident),+; $($free:ident),+ $(,)?) => {
        impl Repeatable for $record {
            fn position(&self) -> Position {
                self.position
            }

            fn take_id(&mut self) -> String {
                std::mem::take(&mut self.id)
            }

            fn difference(&self, other: &Self) -> Option<&'static str> {
                let differs = difference!(self, other; $($needed),+);
                differs$(.or_else(|| {
                    let is_given = is_given(&self.$free) && is_given(&other.$free);
                    (is_given && self.$free != other.$free).then_some(stringify!($free))
                }))+
            }

            fn complete(&mut self, other: Self) {
                $(if !is_given(&self.$free) {
                    self.$free = other.$free;
                })+
            }
        }
    };
}

repeatable!(SourceRecord: title; description, kind, authors, publisher, published, accessed, language, origin,
    archived, reliability, file, numbered, about);
repeatable!(PlaceRecord: name; aliases, within, at, about);
repeatable!(ActorRecord: name, kind; aliases, about, cites);

/// Checks ids, leaves out repeated records and reports those that may not be repeated; `make` makes
/// the thing of a record that is new. `index` must be empty, and is filled.
pub(super) fn merge<Record: Repeatable, Thing>(
    records: Vec<Record>,
    index: &mut IdTable,
    checks: &mut Checks,
    make: impl Fn(Record, Box<str>, RecordSite, &mut Checks) -> Thing,
) -> Vec<Thing> {
    let mut kept: Vec<(Record, Box<str>, RecordSite)> = Vec::with_capacity(records.len());
    for mut record in records {
        let spot = RecordSite::new(index.list(), record.position());
        let id = checks.id(record.take_id(), index.noun(), spot);
        if let Some((at, first)) = index.get(&id) {
            let other_file = first.position.file != spot.position.file;
            let known = kept.get_mut(at).map(|(known, ..)| known);
            let difference = known.as_ref().and_then(|known| known.difference(&record));
            if !other_file || difference.is_some() {
                let difference = difference.filter(|_| other_file);
                index.report_duplicate(&id, spot, first, difference, checks);
            } else if let Some(known) = known {
                known.complete(record);
            }
            continue;
        }
        index.add(&id, kept.len(), spot);
        kept.push((record, id, spot));
    }
    let things = kept
        .into_iter()
        .map(|(record, id, spot)| make(record, id, spot, checks));
    things.collect()
}
