//! The answer to a search: everything that is computed off the loop, for one query.
//!
//! It comes in two steps: the list, as soon as it is complete in its order, and what is counted over it. A list by date is ranked with
//! the counts; which event is the best is known at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::calendar::Calendar;
use super::rows::Rows;
use super::strip::{self, Strip};
use crate::explorer::base::order::Order;
use crate::model::Day;
use crate::query::facets::{Counter, Facet};
use crate::query::{self, Advice, Index, Matches, Query, QueryContext, Refining};

/// From how many hits on two things are done at once.
const MANY: usize = 20_000;

/// A search to run off the loop.
#[derive(Debug, Clone)]
pub struct Search {
    /// Grows with each search; the answer carries it back and older answers are dropped.
    pub generation: u64,
    /// What to search in.
    pub index: Arc<Index>,
    /// Its calendar.
    pub calendar: Arc<Calendar>,
    /// What for.
    pub query: Query,
    /// The same, as written.
    pub text: String,
    /// What the chronology can't know.
    pub outside: QueryContext,
    /// The order in which its list shows.
    pub order: Order,
    /// The first and last day of the strip.
    pub extent: Option<(Day, Day)>,
    /// Cells of the density strip.
    pub strip: u16,
}

/// What a search found: the list.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The search's generation.
    pub generation: u64,
    /// The events.
    pub matches: Arc<Matches>,
    /// The rows of the chronology pane, by date.
    pub rows: Rows,
}

/// What is counted over a list.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// The search's generation.
    pub generation: u64,
    /// The facets, with counts.
    pub facets: Vec<Facet>,
    /// The density strip.
    pub strip: Option<Strip>,
    /// What to say where nothing was found.
    pub advice: Vec<Advice>,
}

/// Answers one search after another, and remembers what the next may need.
#[derive(Debug, Default)]
pub struct Answering {
    refining: Refining,
    counter: Counter,
}

impl Answering {
    /// The list; `None` if `stop` was set meanwhile. Slow: to be called off the loop.
    pub fn list(&mut self, search: &Search, stop: &AtomicBool) -> Option<Answer> {
        let Search { index, query, .. } = search;
        let matches = self.refining.run(index, query, &search.outside, stop)?;
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let rank = || match search.order {
            Order::Rank => matches.by_rank().first().copied(),
            Order::Date if query.has_words() => matches.best(),
            Order::Date => None,
        };
        let rows = || Rows::new(&search.calendar, index.chronology(), matches.by_date());
        let (_, rows) = side_by_side(matches.len(), rank, rows);
        Some(Answer {
            generation: search.generation,
            matches: Arc::new(matches),
            rows,
        })
    }

    /// What is counted over the list that `search` found; `None` if `stop` was set meanwhile. Slow too.
    pub fn counts(
        &mut self,
        search: &Search,
        matches: &Matches,
        stop: &AtomicBool,
    ) -> Option<Counts> {
        let Search { index, query, .. } = search;
        let counter = &mut self.counter;
        let facets = || counter.count(index, query, matches, &search.outside, stop);
        let hits = matches.by_date();
        let strip = || {
            // The other order is a key away.
            if query.has_words() {
                matches.by_rank();
            }
            strip::strip(
                index.chronology(),
                &search.calendar,
                search.extent,
                hits,
                search.strip,
            )
        };
        let (facets, strip) = side_by_side(hits.len(), facets, strip);
        let advice = if hits.is_empty() && matches.total() > 0 {
            query::advise(index, (query, &search.text), &search.outside, stop)?
        } else {
            Vec::new()
        };
        Some(Counts {
            generation: search.generation,
            facets: facets?,
            strip,
            advice,
        })
    }
}

/// Both, at once if there are many hits: waking another core costs more than a few.
fn side_by_side<A: Send, B: Send>(
    hits: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if hits < MANY {
        (one(), other())
    } else {
        rayon::join(one, other)
    }
}
