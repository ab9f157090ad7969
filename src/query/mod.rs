//! (stub, replaced by the query branch)
#![allow(missing_docs, unused_variables, clippy::pedantic)]
use crate::model::{Chronology, Day, EventId, Meeting};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

#[derive(Debug)]
pub struct Index(Arc<Chronology>);
impl Index {
    pub fn new(chronology: Arc<Chronology>) -> Self {
        Self(chronology)
    }
    pub fn chronology(&self) -> &Arc<Chronology> {
        &self.0
    }
}
#[derive(Debug, Clone, Default)]
pub struct Query;
impl Query {
    pub fn parse(
        text: &str,
        chronology: &Chronology,
        outside: &Outside,
    ) -> Result<Query, QueryError> {
        Ok(Query)
    }
    pub fn is_everything(&self) -> bool {
        true
    }
    pub fn has_period(&self) -> bool {
        false
    }
    pub fn has_words(&self) -> bool {
        false
    }
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    pub at: Range<usize>,
    pub message: String,
    pub help: Option<String>,
}
#[derive(Debug, Default, Clone)]
pub struct Outside {
    pub today: Option<Day>,
    pub starred: Arc<BTreeSet<EventId>>,
}
pub fn run(index: &Index, query: &Query, outside: &Outside, stop: &AtomicBool) -> Option<Matches> {
    let hits = index
        .0
        .event_ids()
        .map(|event| Hit {
            event,
            certainty: Meeting::Certain,
            tier: Tier::Whole,
            score: 0,
        })
        .collect();
    Some(Matches { hits })
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    Whole,
}
impl Tier {
    pub fn meaning(self) -> &'static str {
        ""
    }
}
pub struct Field {
    pub name: &'static str,
    pub help: &'static str,
}
pub static FIELDS: &[Field] = &[];
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub event: EventId,
    pub certainty: Meeting,
    pub tier: Tier,
    pub score: i64,
}
#[derive(Debug, Clone, Default)]
pub struct Matches {
    hits: Vec<Hit>,
}
impl Matches {
    pub fn len(&self) -> usize {
        self.hits.len()
    }
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }
    pub fn by_date(&self) -> &[Hit] {
        &self.hits
    }
    pub fn by_rank(&self) -> &[Hit] {
        &self.hits
    }
    pub fn hit(&self, event: EventId) -> Option<Hit> {
        None
    }
    pub fn total(&self) -> usize {
        self.hits.len()
    }
    pub fn correction(&self) -> Option<&str> {
        None
    }
}
pub fn highlights(index: &Index, query: &Query, event: EventId, text: &str) -> Vec<Range<usize>> {
    Vec::new()
}
pub fn why(index: &Index, query: &Query, event: EventId, outside: &Outside) -> Vec<String> {
    Vec::new()
}
pub mod facets {
    use super::*;
    #[derive(Debug, Clone)]
    pub struct Facet {
        pub field: &'static str,
        pub title: &'static str,
        pub values: Vec<FacetValue>,
    }
    #[derive(Debug, Clone)]
    pub struct FacetValue {
        pub key: String,
        pub label: String,
        pub count: usize,
        pub choice: Choice,
    }
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Choice {
        Off,
        With,
        Without,
    }
    pub fn count(index: &Index, query: &Query, matches: &Matches, outside: &Outside) -> Vec<Facet> {
        Vec::new()
    }
}
pub mod edit {
    use super::*;
    pub fn toggle(text: &str, field: &str, key: &str, to: facets::Choice) -> String {
        text.to_owned()
    }
    #[derive(Debug, Clone)]
    pub struct Chip {
        pub label: String,
        pub range: Range<usize>,
    }
    pub fn chips(text: &str, chronology: &Chronology) -> Vec<Chip> {
        Vec::new()
    }
    pub fn remove(text: &str, range: Range<usize>) -> String {
        text.to_owned()
    }
    pub fn words(text: &str) -> String {
        text.to_owned()
    }
}
pub mod complete {
    use super::*;
    #[derive(Debug, Clone)]
    pub struct Completion {
        pub replace: Range<usize>,
        pub text: String,
        pub label: String,
        pub count: Option<usize>,
    }
    pub fn complete(index: &Index, text: &str, cursor: usize) -> Vec<Completion> {
        Vec::new()
    }
}
