//! A query that only refines one of the last looks through that one's hits: a further word, a longer word, the same
//! again after a letter is taken back.
//!
//! Sound because what a longer word finds, the shorter found too, but for three ways that open with
//! letters: scattered letters, names they stand in scattered, and ids. What these may add is looked for in all
//! events; the rest, the long texts above all, in the last hits alone. Words that keep events out, and
//! whatever else a query asks, must be as they were; a corrected query is no base.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Weak};

use super::clause::{Clause, Condition, Is, Word};
use super::evaluate::Cell;
use super::find::revive;
use super::index::Index;
use super::matches::Matches;
use super::plan::Step;
use super::run::run_from;
use super::slice::Slice;
use super::tree::{Node, Shape, Tree};
use super::{Outside, Query};
use crate::model::{Chronology, EventId};

/// The last hits are of use while they are at most one in so many events.
const FEW: usize = 3;
/// How many queries are remembered; a word is seldom longer. Their hits together are no more than there are events.
const KEPT: usize = 16;

/// Runs queries one after another and remembers some of the last. Its answers are those of `run`.
#[derive(Debug, Default)]
pub struct Refining {
    /// The newest stands last.
    past: Vec<Last>,
}

/// A query and the few events that it found.
#[derive(Debug)]
struct Last {
    chronology: Weak<Chronology>,
    query: Query,
    starred: Arc<BTreeSet<EventId>>,
    events: Vec<EventId>,
}

/// Where to look first for the events of a query.
#[derive(Debug)]
pub(super) struct Base<'a> {
    events: &'a [EventId],
    /// The words, folded, that are longer now.
    longer: Vec<&'a str>,
}

impl Refining {
    /// The events of `index` that match `query`; `None` if `stop` was set meanwhile.
    pub fn run(
        &mut self,
        index: &Index,
        query: &Query,
        outside: &Outside,
        stop: &AtomicBool,
    ) -> Option<Matches> {
        let base = self.base(index, query, outside);
        let matches = run_from(index, query, outside, stop, base.as_ref())?;
        let is_base = matches.len() <= matches.total() / FEW && matches.correction().is_none();
        if is_base {
            self.keep(
                Last {
                    chronology: Arc::downgrade(index.chronology()),
                    query: query.clone(),
                    starred: Arc::clone(&outside.starred),
                    events: matches.by_date().iter().map(|hit| hit.event).collect(),
                },
                matches.total(),
            );
        }
        Some(matches)
    }

    fn keep(&mut self, last: Last, total: usize) {
        self.past.retain(|past| {
            Weak::ptr_eq(&past.chronology, &last.chronology)
                && !is_same(&past.query.root, &last.query.root)
        });
        self.past.push(last);
        let mut events = 0;
        let kept = self.past.iter().rev().take(KEPT).take_while(|past| {
            events += past.events.len();
            events <= total
        });
        let kept = kept.count();
        self.past.drain(..self.past.len() - kept);
    }

    /// Where to look for the events of `query`: rather where no word is longer, then where there are fewest.
    fn base<'a>(&'a self, index: &Index, query: &'a Query, outside: &Outside) -> Option<Base<'a>> {
        let past = self.past.iter();
        past.filter_map(|last| last.base(index, query, outside))
            .min_by_key(|base| (!base.longer.is_empty(), base.events.len()))
    }

    /// Whether the hits of a last query are of use for `query`.
    pub fn is_refined_by(&self, index: &Index, query: &Query, outside: &Outside) -> bool {
        self.base(index, query, outside).is_some()
    }
}

impl Last {
    fn base<'a>(&'a self, index: &Index, query: &'a Query, outside: &Outside) -> Option<Base<'a>> {
        let chronology = Arc::downgrade(index.chronology());
        if !Weak::ptr_eq(&self.chronology, &chronology) || self.starred != outside.starred {
            return None;
        }
        // They are said of all periods of a query together.
        let is_said_of_all =
            |leaf: &Condition| matches!(leaf.clause, Clause::Is(Is::Possible | Is::Certain));
        let leaves = query.root.leaves();
        if leaves.iter().any(|(leaf, _)| is_said_of_all(leaf)) {
            return None;
        }
        let mut longer = Vec::new();
        implies(&query.root, &self.query.root, &mut longer).then_some(Base {
            events: &self.events,
            longer,
        })
    }
}

impl Base<'_> {
    /// The cells of a slice: alive are those of the last hits and those that `plan` may find besides. `None` if none is.
    pub fn cells(&self, slice: &Slice, plan: &Tree<Step>) -> Option<Vec<Cell>> {
        let mut cells = vec![Cell::DEAD; slice.len()];
        let place = |row: usize| self.events.partition_point(|event| event.index() < row);
        let range = place(slice.first)..place(slice.first + slice.len());
        for event in self.events.get(range).unwrap_or_default() {
            if let Some(cell) = cells.get_mut(event.index() - slice.first) {
                *cell = Cell::FRESH;
            }
        }
        plan.each_leaf(&mut |step, negated| {
            if let Step::Word(word) = step
                && !negated
                && self.longer.contains(&word.seeker.word.folded.as_str())
            {
                revive(slice, word, &mut cells);
            }
        });
        cells.iter().any(|cell| cell.is_alive()).then_some(cells)
    }
}

/// Whether each event that `new` finds is one that `old` found, but for what a word of `longer` may add. Each part of
/// `old` must follow from a part of `new`, in their order; `new` may have more.
fn implies<'a>(new: &'a Tree<Condition>, old: &Tree<Condition>, longer: &mut Vec<&'a str>) -> bool {
    match (&new.node, &old.node) {
        (Node::All(_), _) | (_, Node::All(_)) => {
            let mut wanted = old.parts().iter().peekable();
            for part in new.parts() {
                wanted.next_if(|old| implies(part, old, longer));
            }
            wanted.peek().is_none()
        }
        (Node::Any(new), Node::Any(old)) => {
            let mut pairs = new.iter().zip(old);
            new.len() == old.len() && pairs.all(|(new, old)| implies(new, old, longer))
        }
        (Node::Not(new), Node::Not(old)) => is_same(new, old),
        (Node::Leaf(new), Node::Leaf(old)) => {
            if asks_the_same(new, old) {
                return true;
            }
            match (&new.clause, &old.clause) {
                (Clause::Word(new), Clause::Word(old)) if is_longer(new, old) => {
                    longer.push(&new.folded);
                    true
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether a word goes on where the other ended. One letter is not looked for in long texts, so that two find more.
fn is_longer(new: &Word, old: &Word) -> bool {
    let may_go_on = match old.shape {
        Shape::Plain => old.folded.len() > 1,
        Shape::Exact => true,
        _ => false,
    };
    may_go_on && new.shape == old.shape && new.folded.starts_with(&old.folded)
}

/// Whether two queries ask the same.
pub(super) fn is_same(new: &Tree<Condition>, old: &Tree<Condition>) -> bool {
    match (&new.node, &old.node) {
        (Node::All(new), Node::All(old)) | (Node::Any(new), Node::Any(old)) => {
            let mut pairs = new.iter().zip(old);
            new.len() == old.len() && pairs.all(|(new, old)| is_same(new, old))
        }
        (Node::Not(new), Node::Not(old)) => is_same(new, old),
        (Node::Leaf(new), Node::Leaf(old)) => asks_the_same(new, old),
        _ => false,
    }
}

fn asks_the_same(new: &Condition, old: &Condition) -> bool {
    let is_word = |new: &Word, old: &Word| {
        new.shape == old.shape
            && new.folded == old.folded
            && (new.shape != Shape::Pattern || new.written == old.written)
    };
    match (&new.clause, &old.clause) {
        (Clause::Word(new), Clause::Word(old)) => is_word(new, old),
        (Clause::Text(field, new), Clause::Text(before, old)) => {
            field == before && is_word(new, old)
        }
        (Clause::Names(names, new), Clause::Names(before, old)) => {
            names == before && is_word(new, old)
        }
        (Clause::Status(new), Clause::Status(old)) => new == old,
        (Clause::Grade(new), Clause::Grade(old)) => new == old,
        (Clause::Period(new), Clause::Period(old)) => {
            new.period == old.period && new.certain == old.certain
        }
        (Clause::Has(new), Clause::Has(old)) => new == old,
        (Clause::Is(new), Clause::Is(old)) => new == old,
        _ => false,
    }
}
