//! Keys: what a source is called in the bibliographies that we write.
//!
//! One key a source, the same in BibTeX, CSL-JSON, RIS and what cites by key, whatever else is cited: its id, if every tool reads that.

use std::collections::{BTreeMap, BTreeSet};

use super::phrase::joined;
use crate::model::{Chronology, SourceId};

/// The keys of those sources whose ids are no keys.
#[derive(Debug)]
pub(super) struct Keys<'a> {
    chronology: &'a Chronology,
    odd: BTreeMap<SourceId, String>,
}

impl<'a> Keys<'a> {
    /// The keys of a chronology's sources, no two alike.
    pub fn of(chronology: &'a Chronology) -> Self {
        let ids = || chronology.source_ids();
        let id = |source| &*chronology.source(source).id;
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let mut odd = BTreeMap::new();
        let is_odd = |source: &SourceId| !is_key(id(*source));
        if ids().any(|source| is_odd(&source)) {
            keys.extend(ids().map(|source| id(source).to_owned()));
        }
        // How often a key was taken, so that the next is found at once.
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        for source in ids().filter(is_odd) {
            let plain = key(id(source));
            let mut key = plain.clone();
            while !keys.insert(key.clone()) {
                let nth = taken.entry(plain.clone()).or_insert(1);
                *nth = nth.saturating_add(1);
                key = format!("{plain}-{nth}");
            }
            odd.insert(source, key);
        }
        Self { chronology, odd }
    }

    /// The key of a source.
    pub fn get(&self, source: SourceId) -> &str {
        match self.odd.get(&source) {
            Some(key) => key,
            None => &self.chronology.source(source).id,
        }
    }
}

/// Whether every tool reads it as one key: letters and digits, with single signs between them.
fn is_key(id: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric();
    id.split(['-', '_', '.', ':'])
        .all(|part| !part.is_empty() && part.chars().all(is_plain))
}

/// An id in letters that every tool reads.
fn key(id: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() {
            part.push(letter);
        } else if !part.is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        // Other letters by their numbers, so that an id without any of these still has a name of its own.
        if !letter.is_ascii() && letter.is_alphanumeric() {
            parts.push(format!("{:x}", u32::from(letter)));
        }
    }
    parts.push(part);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match joined(&parts, "-") {
        key if key.is_empty() => "source".to_owned(),
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_by_every_tool() {
        for (id, told) in [
            ("a-report.2023:x_y", "a-report.2023:x_y"),
            ("web page", "web-page"),
            ("-e", "e"),
            ("a--b.", "a-b"),
            ("报告", "62a5-544a"),
            ("--", "source"),
        ] {
            assert_eq!(if is_key(id) { id.to_owned() } else { key(id) }, told);
            assert!(is_key(told));
        }
    }
}
