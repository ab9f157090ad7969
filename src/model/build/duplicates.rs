//! Duplicates: events with an id that an event before them has.
//!
//! Among many, hashes are sorted instead of a map filled: a million ids then cost a few
//! bytes each, and only those with equal hashes are compared.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::chunks::CHUNK;
use crate::model::record::EventRecord;
use crate::model::text::is_blank;

/// An event that repeats an id: the number of it and of the first that has the id, counted through all chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Duplicate {
    /// This one's number.
    pub number: usize,
    /// The number of the one that is kept.
    pub first: usize,
}

/// All duplicates among `records`, in their order. Blank ids have none.
pub(super) fn find(records: &[&EventRecord]) -> Vec<Duplicate> {
    // Waking the other cores would take longer than one chunk does.
    if records.len() <= CHUNK {
        among_few(records)
    } else {
        among_many(records)
    }
}

fn among_many(records: &[&EventRecord]) -> Vec<Duplicate> {
    let seed = RandomState::new();
    let hash = |record: &EventRecord| seed.hash_one(&record.id);
    let mut hashes: Vec<u64> = records
        .par_iter()
        .with_min_len(CHUNK)
        .map(|record| hash(record))
        .collect();
    hashes.par_sort_unstable();
    // Most files have no equal hashes, and until then which record has which need not be kept.
    let alike: Vec<u64> = hashes
        .chunk_by(PartialEq::eq)
        .filter_map(|alike| alike.get(1).copied())
        .collect();
    drop(hashes);
    if alike.is_empty() {
        return Vec::new();
    }
    let mut hashes: Vec<(u64, usize)> = records
        .par_iter()
        .with_min_len(CHUNK)
        .enumerate()
        .filter(|(_, record)| !is_blank(&record.id))
        .map(|(number, record)| (hash(record), number))
        .filter(|(hash, _)| alike.binary_search(hash).is_ok())
        .collect();
    hashes.par_sort_unstable();
    let mut duplicates = Vec::new();
    for alike in hashes.chunk_by(|(one, _), (other, _)| one == other) {
        if alike.len() < 2 {
            continue;
        }
        let mut firsts: HashMap<&str, usize> = HashMap::new();
        for &(_, number) in alike {
            let Some(record) = records.get(number) else {
                continue;
            };
            let first = *firsts.entry(&record.id).or_insert(number);
            if first != number {
                duplicates.push(Duplicate { number, first });
            }
        }
    }
    duplicates.sort_unstable();
    duplicates
}

fn among_few(records: &[&EventRecord]) -> Vec<Duplicate> {
    let mut firsts: HashMap<&str, usize> = HashMap::with_capacity(records.len());
    let mut duplicates = Vec::new();
    for (number, record) in records.iter().enumerate() {
        if is_blank(&record.id) {
            continue;
        }
        let first = *firsts.entry(&record.id).or_insert(number);
        if first != number {
            duplicates.push(Duplicate { number, first });
        }
    }
    duplicates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str) -> EventRecord {
        EventRecord::plain(id, "", "")
    }

    #[test]
    fn few_and_many_are_told_apart_alike() {
        let records: Vec<EventRecord> = ["b", "a", " ", "b", "", "c", "b", "", "a"]
            .map(record)
            .into();
        let records: Vec<&EventRecord> = records.iter().collect();
        let duplicate = |(number, first)| Duplicate { number, first };
        let duplicates = [(3, 0), (6, 0), (8, 1)].map(duplicate);
        assert_eq!(among_few(&records), duplicates);
        assert_eq!(among_many(&records), duplicates);
    }
}
