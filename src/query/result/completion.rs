//! Completion: fields, values and names that could stand at the cursor, with counts.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Day, Status};
use crate::query::index::build::Index;
use crate::query::language::field::{Compares, FIELDS, Field};
use crate::query::language::name_source::{NamedBy, Names};
use crate::query::language::names::{NameTable, Sort};
use crate::query::text::fold::fold;
use crate::query::text::word_boundary::is_border;

/// The most completions that are given.
const MOST: usize = 100;
/// From how many letters on a free word is completed to a name.
const FEWEST_LETTERS: usize = 2;

/// Something that could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that it replaces.
    pub replace: Range<usize>,
    /// What to write there.
    pub text: String,
    /// What to show.
    pub label: String,
    /// How many events have that value; `None` for fields and periods to be filled in.
    pub count: Option<usize>,
}

/// What could stand at the byte `cursor` of `text`: values after a field's colon, else fields, then actors and
/// places. The most frequent first.
pub fn complete(index: &Index, text: &str, cursor: usize) -> Vec<Completion> {
    let Some(before) = text.get(..cursor) else {
        return Vec::new();
    };
    let start = token_start(before);
    let token = before.get(start..).unwrap_or_default();
    if let Some((name, value)) = token.split_once(':')
        && let Some(field) = Field::called(name)
    {
        let from = start + name.len() + 1;
        let value = value.strip_prefix('"').unwrap_or(value);
        return values(index, field, &fold(value.trim()))
            .into_iter()
            .map(|value| value.completion(from..cursor, ""))
            .collect();
    }
    let mut completions: Vec<_> = FIELDS
        .iter()
        .filter(|field| field.name.starts_with(&token.to_lowercase()))
        .map(|field| Completion {
            replace: start..cursor,
            text: format!("{}:", field.name),
            label: format!("{}: {}", field.name, field.help),
            count: None,
        })
        .collect();
    let token = fold(token.trim_start_matches(['"', '\'', '^']));
    if token.chars().count() >= FEWEST_LETTERS {
        let fields = ["actor", "place"].into_iter().filter_map(Field::called);
        for field in fields {
            let values = values(index, field, &token).into_iter();
            completions.extend(
                values.map(|value| value.completion(start..cursor, &format!("{}:", field.name))),
            );
        }
    }
    completions
}

/// Where the term at the end of `text` begins.
fn token_start(text: &str) -> usize {
    let mut start = 0;
    let mut in_quotes = false;
    let mut escaped = false;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let after = at + letter.len_utf8();
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_quotes => escaped = true,
            '"' if in_quotes => in_quotes = false,
            '"' if at == start || matches!(before, ':' | '\'' | '^') => in_quotes = true,
            _ if in_quotes => {}
            '|' | '(' | ')' => start = after,
            '-' | '!' if at == start => start = after,
            _ if letter.is_whitespace() => start = after,
            _ => {}
        }
        before = letter;
    }
    start
}

/// A value that a field could have.
struct Value {
    key: String,
    label: String,
    count: Option<usize>,
}

impl Value {
    fn completion(self, replace: Range<usize>, field: &str) -> Completion {
        let label = match field.strip_suffix(':') {
            Some(field) => format!("{field} {}", self.label),
            None => self.label,
        };
        Completion {
            replace,
            text: format!("{field}{}", self.key),
            label,
            count: self.count,
        }
    }
}

/// The values of `field` that begin with folded `begun`, the most frequent first.
fn values(index: &Index, field: &Field, begun: &str) -> Vec<Value> {
    let mut values = match field.compares {
        Compares::Names(names) => named(index, names, begun),
        Compares::Status => {
            let words = field.words().into_iter().zip(status_counts(index));
            let words = words.filter(|(word, _)| word.starts_with(begun));
            words
                .map(|(word, count)| Value {
                    key: word.to_owned(),
                    label: word.to_owned(),
                    count: Some(count),
                })
                .collect()
        }
        Compares::Has | Compares::Is => {
            let words = field.words().into_iter();
            let words = words.filter(|word| word.starts_with(begun));
            words.map(|word| uncounted(word.to_owned())).collect()
        }
        Compares::Grade => ["A", "B", "C", "D", "E", "F"]
            .into_iter()
            .map(|letter| format!(">={letter}"))
            .filter(|key| key.to_lowercase().starts_with(begun))
            .map(uncounted)
            .collect(),
        Compares::Period(_) => years(index, begun),
        Compares::Length => ["7d", "2w", "1m", "6m", "1y"]
            .into_iter()
            .filter(|length| length.starts_with(begun))
            .map(|length| uncounted(length.to_owned()))
            .collect(),
        Compares::Text(_) => Vec::new(),
    };
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    values.truncate(MOST);
    values
}

fn uncounted(key: String) -> Value {
    Value {
        label: key.clone(),
        key,
        count: None,
    }
}

/// The things of `names` of which a name has a word that begins with `begun`.
fn named(index: &Index, names: Names, begun: &str) -> Vec<Value> {
    let values = index.vocabulary().of(names);
    let begun = begun_in(&values.names, begun).into_iter();
    let value = |position: usize, count: Option<usize>| {
        let (key, label) = values.labels.get(position);
        Value {
            key: key.to_owned(),
            label: label.to_owned(),
            count,
        }
    };
    match &names.source().values {
        NamedBy::Things { events, .. } => begun
            .map(|thing| value(thing, events(index.chronology(), thing)))
            .collect(),
        NamedBy::Words(_) => {
            let counts = tally(index, names);
            begun
                .map(|word| value(word, counts.get(word).copied()))
                .collect()
        }
    }
}

fn begun_in(table: &NameTable, begun: &str) -> Vec<usize> {
    let mut owners: Vec<usize> = table
        .names()
        .filter(|(entry, name)| {
            let mut places = name.match_indices(begun);
            match entry.sort {
                Sort::Id => name.starts_with(begun),
                _ => places.any(|(at, _)| is_border(name, at)),
            }
        })
        .map(|(entry, _)| entry.owner())
        .collect();
    owners.dedup();
    owners
}

/// How many events have each value.
fn tally(index: &Index, names: Names) -> Vec<usize> {
    let mut counts = Vec::new();
    for segment in &index.segments {
        let lists = segment.columns.get(names);
        for value in (0..lists.len()).flat_map(|row| lists.row(row)) {
            if value >= counts.len() {
                counts.resize(value + 1, 0);
            }
            if let Some(count) = counts.get_mut(value) {
                *count += 1;
            }
        }
    }
    counts
}

fn status_counts(index: &Index) -> Vec<usize> {
    let events = index.chronology().events();
    let count = |status: &Status| {
        events
            .iter()
            .filter(|event| event.status == *status)
            .count()
    };
    Status::ALL.iter().map(count).collect()
}

/// The years in which events begin, with how many do.
fn years(index: &Index, begun: &str) -> Vec<Value> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    let days = index.segments.iter().flat_map(|segment| &segment.earliest);
    let mut last = None;
    for day in days.filter(|day| **day != i64::MIN) {
        // Events stand in order, so that days come in runs.
        let year = match last {
            Some((known, year)) if known == *day => year,
            _ => Day::new(*day).civil().0,
        };
        last = Some((*day, year));
        *counts.entry(year).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(year, _)| (0..=9999).contains(year))
        .map(|(year, count)| (format!("{year:04}"), count))
        .filter(|(year, _)| year.starts_with(begun))
        .map(|(year, count)| Value {
            label: year.clone(),
            key: year,
            count: Some(count),
        })
        .collect()
}
