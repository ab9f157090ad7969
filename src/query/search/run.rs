//! Running a query: slices in parallel, again with corrected words if some word
//! finds nothing, stopped between slices.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::cell::Cell;
use super::evaluate::Trial;
use super::find_term::find_word;
use super::hit::Hit;
use super::matches::Matches;
use super::plan::{Meant, Planner, Step, WordStep, found_nothing};
use crate::model::EventId;
use crate::query::index::index::Index;
use crate::query::index::segment::Slice;
use crate::query::language::clause::Condition;
use crate::query::language::tree::Tree;
use crate::query::{Outside, Query};

/// The events of `index` that match `query`; `None` if `stop` was set meanwhile.
pub fn run(index: &Index, query: &Query, outside: &Outside, stop: &AtomicBool) -> Option<Matches> {
    run_from(index, query, outside, stop, None)
}

/// The same, looking only where `base` says, if it does.
pub(crate) fn run_from(
    index: &Index,
    query: &Query,
    outside: &Outside,
    stop: &AtomicBool,
    base: Option<&Base>,
) -> Option<Matches> {
    let total = index.chronology().events().len();
    let search = Search {
        index,
        outside,
        stop,
    };
    let mut meant = kept_corrections(index, &query.root);
    let mut plan = search.plan(&query.root, &meant);
    // The base says nothing of other words than those of the query.
    let base = base.filter(|_| meant.is_empty());
    let mut hits = search.hits(&plan, base).ok()?;
    let known = meant.len();
    for word in found_nothing(&plan) {
        meant.extend(search.correct(word).ok()?);
    }
    if meant.len() > known {
        plan = search.plan(&query.root, &meant);
        hits = search.hits(&plan, None).ok()?;
    }
    Some(Matches::new(hits, total, told(&query.root, &meant)))
}

/// Where to look first for the events of a query.
#[derive(Debug)]
pub(crate) struct Base<'a> {
    pub events: &'a [EventId],
}

impl Base<'_> {
    /// The cells of a slice, of which those of the last hits are alive; `None` if none is.
    pub fn cells(&self, slice: &Slice) -> Option<Vec<Cell>> {
        let place = |row: usize| self.events.partition_point(|event| event.index() < row);
        let range = place(slice.first)..place(slice.first + slice.len());
        let events = self.events.get(range).filter(|events| !events.is_empty())?;
        let mut cells = vec![Cell::DEAD; slice.len()];
        for event in events {
            if let Some(cell) = cells.get_mut(event.index() - slice.first) {
                *cell = Cell::FRESH;
            }
        }
        Some(cells)
    }
}

/// The search was stopped.
#[derive(Debug)]
struct Stopped;

/// "polcie → police, chnia → china", in the order of the query.
fn told(root: &Tree<Condition>, meant: &Meant) -> Option<Box<str>> {
    let mut told: Vec<String> = Vec::new();
    for (leaf, negated) in root.leaves() {
        if let Some(word) = leaf.loose_word().filter(|_| !negated)
            && let Some(meant) = meant.get(&word.folded)
        {
            let line = format!("{} → {meant}", word.written);
            if !told.contains(&line) {
                told.push(line);
            }
        }
    }
    (!told.is_empty()).then(|| told.join(", ").into())
}

struct Search<'a> {
    index: &'a Index,
    outside: &'a Outside,
    stop: &'a AtomicBool,
}

impl Search<'_> {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn plan(&self, root: &Tree<Condition>, meant: &Meant) -> Tree<Step> {
        Planner {
            index: self.index,
            meant,
        }
        .plan(root)
    }

    /// The word and what it should have been, if it finds nothing and something is near.
    fn correct(&self, word: &WordStep) -> Result<Option<(String, Arc<str>)>, Stopped> {
        let folded = &word.seeker.word.folded;
        if self.index.corrections.kept(folded).is_some() {
            return Ok(None);
        }
        self.each_slice(|slice| {
            if !word.found.load(Ordering::Relaxed) {
                let mut cells = vec![Cell::FRESH; slice.len()];
                find_word(self.trial(slice).rows(), word, &mut cells);
            }
        })?;
        let meant = if word.found.load(Ordering::Relaxed) {
            None
        } else {
            self.index.meant_by(folded)
        };
        self.index.corrections.keep(folded, meant.clone());
        Ok(meant.map(|meant| (folded.clone(), meant)))
    }

    fn hits(&self, plan: &Tree<Step>, base: Option<&Base>) -> Result<Vec<Hit>, Stopped> {
        let mut parts = self.each_slice(|slice| {
            let cells = match base {
                Some(base) => base.cells(slice),
                None => Some(vec![Cell::FRESH; slice.len()]),
            };
            cells.map_or_else(Vec::new, |cells| self.hits_of(slice, plan, cells))
        })?;
        match (parts.pop(), parts.is_empty()) {
            (Some(only), true) => Ok(only),
            (last, _) => {
                parts.extend(last);
                Ok(parts.concat())
            }
        }
    }

    fn trial<'s>(&'s self, slice: &'s Slice) -> Trial<'s> {
        Trial {
            index: self.index,
            slice,
            outside: self.outside,
        }
    }

    fn hits_of(&self, slice: &Slice, plan: &Tree<Step>, mut cells: Vec<Cell>) -> Vec<Hit> {
        self.trial(slice).narrow(plan, &mut cells);
        let alive = cells.iter().filter(|cell| cell.is_alive()).count();
        let mut hits = Vec::with_capacity(alive);
        for (row, cell) in cells.into_iter().enumerate() {
            if cell.is_alive() {
                hits.push(Hit {
                    event: slice.event(row),
                    certainty: cell.meeting,
                    tier: cell.tier,
                    score: cell.score,
                });
            }
        }
        hits
    }

    /// What `visit` makes of each slice, in order.
    fn each_slice<T: Send>(
        &self,
        visit: impl Fn(&Slice) -> T + Sync + Send,
    ) -> Result<Vec<T>, Stopped> {
        let visit = |slice: &Slice| {
            if self.is_stopped() {
                Err(Stopped)
            } else {
                Ok(visit(slice))
            }
        };
        match self.index.slices.as_slice() {
            // Waking the thread pool costs more than one slice.
            [only] => Ok(vec![visit(only)?]),
            slices => slices.par_iter().map(visit).collect(),
        }
    }
}

/// The words of a query that are known to find nothing, with what is meant.
pub(crate) fn kept_corrections(index: &Index, root: &Tree<Condition>) -> Meant {
    let mut meant = Meant::new();
    for (leaf, negated) in root.leaves() {
        if let Some(word) = leaf.loose_word().filter(|_| !negated)
            && let Some(Some(correction)) = index.corrections.kept(&word.folded)
        {
            meant.insert(word.folded.clone(), correction);
        }
    }
    meant
}
