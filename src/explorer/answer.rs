//! The answer to a search: everything that is computed off the loop, for one query.

use std::sync::atomic::AtomicBool;

use super::message::Search;
use super::rows::Rows;
use super::strip::{self, Strip};
use crate::query::facets::{self, Facet};
use crate::query::{self, Matches};

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The search's generation.
    pub generation: u64,
    /// The events.
    pub matches: Matches,
    /// The facets, with counts.
    pub facets: Vec<Facet>,
    /// The rows of the chronology pane, by date.
    pub rows: Rows,
    /// The density strip.
    pub strip: Option<Strip>,
}

/// Runs `search`; `None` if `stop` was set meanwhile. Slow: to be called off the loop.
pub fn answer(search: &Search, stop: &AtomicBool) -> Option<Answer> {
    let matches = query::run(&search.index, &search.query, &search.outside, stop)?;
    if search.query.has_words() {
        // Ranked here, off the loop: while words are typed the best is selected.
        matches.by_rank();
    }
    let facets = facets::count(&search.index, &search.query, &matches, &search.outside);
    let rows = Rows::new(search.index.chronology(), matches.by_date());
    let strip = strip::strip(
        search.index.chronology(),
        search.extent,
        matches.by_date(),
        search.strip,
    );
    Some(Answer {
        strip,
        generation: search.generation,
        matches,
        facets,
        rows,
    })
}
