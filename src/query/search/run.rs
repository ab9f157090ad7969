//! Running a query: segments in parallel, again with corrected words as well if some word
//! stands nowhere as it is, stopped between segments.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::cell::Cell;
use super::evaluate::Evaluation;
use super::find_term::find_term;
use super::hit::Hit;
use super::matches::Matches;
use super::plan::{CorrectedTerms, PlanStep, Planner, WordStep, not_found_in_a_row};
use crate::model::EventId;
use crate::query::index::build::Index;
use crate::query::index::segment::Segment;
use crate::query::language::clause::Condition;
use crate::query::language::tree::QueryTree;
use crate::query::{Query, QueryContext};

/// The events of `index` that match `query`; `None` if `stop` was set meanwhile.
pub fn run(
    index: &Index,
    query: &Query,
    context: &QueryContext,
    stop: &AtomicBool,
) -> Option<Matches> {
    run_from(index, query, context, stop, None)
}

/// The same, looking only where `base` says, if it does.
pub(crate) fn run_from(
    index: &Index,
    query: &Query,
    context: &QueryContext,
    stop: &AtomicBool,
    base: Option<&Candidates>,
) -> Option<Matches> {
    let total = index.chronology().events().len();
    let search = Search {
        index,
        context,
        stop,
    };
    let mut meant = kept_corrections(index, &query.root);
    let mut plan = search.plan(&query.root, &meant);
    // The base says nothing of other words than those of the query.
    let base = base.filter(|_| meant.is_empty());
    let mut hits = search.hits(&plan, base).ok()?;
    let known = meant.len();
    for word in not_found_in_a_row(&plan) {
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
pub(crate) struct Candidates<'a> {
    pub events: &'a [EventId],
}

impl Candidates<'_> {
    /// The cells of a segment, of which those of the last hits are alive; `None` if none is.
    pub fn cells(&self, segment: &Segment) -> Option<Vec<Cell>> {
        let place = |row: usize| self.events.partition_point(|event| event.index() < row);
        let range = place(segment.first)..place(segment.first + segment.len());
        let events = self.events.get(range).filter(|events| !events.is_empty())?;
        let mut cells = vec![Cell::DEAD; segment.len()];
        for event in events {
            if let Some(cell) = cells.get_mut(event.index() - segment.first) {
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
fn told(root: &QueryTree<Condition>, meant: &CorrectedTerms) -> Option<Box<str>> {
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

/// `text`, that of `query`, with each word that was taken as another in the letters that were typed: `crakdown` becomes `'crakdown`.
pub fn as_typed(index: &Index, query: &Query, text: &str) -> String {
    let meant = kept_corrections(index, &query.root);
    let mut starts = Vec::new();
    query.root.each_leaf_tree(&mut |part, leaf, negated| {
        if let Some(word) = leaf.loose_word().filter(|_| !negated)
            && meant.contains_key(&word.folded)
            && let Some(written) = text.get(part.span.clone())
            && let Some(at) = written.find(&word.written)
        {
            starts.push(part.span.start + at);
        }
    });
    let mut typed = text.to_owned();
    for at in starts.into_iter().rev() {
        typed.insert(at, '\'');
    }
    typed
}

struct Search<'a> {
    index: &'a Index,
    context: &'a QueryContext,
    stop: &'a AtomicBool,
}

impl Search<'_> {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn plan(&self, root: &QueryTree<Condition>, meant: &CorrectedTerms) -> QueryTree<PlanStep> {
        Planner {
            index: self.index,
            meant,
        }
        .plan(root)
    }

    /// The word and what it should have been, if it stands nowhere as it is and something is near.
    fn correct(&self, word: &WordStep) -> Result<Option<(String, Arc<str>)>, Stopped> {
        let folded = &word.matcher.word.folded;
        if self.index.corrections.kept(folded).is_some() {
            return Ok(None);
        }
        self.each_segment(|segment| {
            if !word.found.load(Ordering::Relaxed) {
                let mut cells = vec![Cell::FRESH; segment.len()];
                find_term(self.trial(segment).rows(), word, &mut cells);
            }
        })?;
        let meant = if word.found.load(Ordering::Relaxed) {
            None
        } else {
            self.index.resolve(folded)
        };
        self.index.corrections.keep(folded, meant.clone());
        Ok(meant.map(|meant| (folded.clone(), meant)))
    }

    fn hits(
        &self,
        plan: &QueryTree<PlanStep>,
        base: Option<&Candidates>,
    ) -> Result<Vec<Hit>, Stopped> {
        let mut parts = self.each_segment(|segment| {
            let cells = match base {
                Some(base) => base.cells(segment),
                None => Some(vec![Cell::FRESH; segment.len()]),
            };
            cells.map_or_else(Vec::new, |cells| self.hits_of(segment, plan, cells))
        })?;
        match (parts.pop(), parts.is_empty()) {
            (Some(only), true) => Ok(only),
            (last, _) => {
                parts.extend(last);
                Ok(parts.concat())
            }
        }
    }

    fn trial<'s>(&'s self, segment: &'s Segment) -> Evaluation<'s> {
        Evaluation {
            index: self.index,
            segment,
            context: self.context,
        }
    }

    fn hits_of(
        &self,
        segment: &Segment,
        plan: &QueryTree<PlanStep>,
        mut cells: Vec<Cell>,
    ) -> Vec<Hit> {
        self.trial(segment).narrow(plan, &mut cells);
        let alive = cells.iter().filter(|cell| cell.is_alive()).count();
        let mut hits = Vec::with_capacity(alive);
        for (row, cell) in cells.into_iter().enumerate() {
            if cell.is_alive() {
                hits.push(Hit {
                    event: segment.event(row),
                    certainty: cell.meeting,
                    tier: cell.tier,
                    score: cell.score,
                });
            }
        }
        hits
    }

    /// What `visit` makes of each segment, in order.
    fn each_segment<T: Send>(
        &self,
        visit: impl Fn(&Segment) -> T + Sync + Send,
    ) -> Result<Vec<T>, Stopped> {
        let visit = |segment: &Segment| {
            if self.is_stopped() {
                Err(Stopped)
            } else {
                Ok(visit(segment))
            }
        };
        match self.index.segments.as_slice() {
            // Waking the thread pool costs more than one segment.
            [only] => Ok(vec![visit(only)?]),
            segments => segments.par_iter().map(visit).collect(),
        }
    }
}

/// The words of a query that are known to stand nowhere as they are, with what is meant.
pub(crate) fn kept_corrections(index: &Index, root: &QueryTree<Condition>) -> CorrectedTerms {
    let mut meant = CorrectedTerms::new();
    for (leaf, negated) in root.leaves() {
        if let Some(word) = leaf.loose_word().filter(|_| !negated)
            && let Some(Some(correction)) = index.corrections.kept(&word.folded)
        {
            meant.insert(word.folded.clone(), correction);
        }
    }
    meant
}
