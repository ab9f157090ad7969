//! A query that only refines one of the last looks through that one's hits: a further word or filter, the same again after
//! a letter is taken back.
//!
//! A longer word is no such thing: its letters may stand scattered where those of the shorter do not. A corrected query is
//! no base.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Weak};

use super::matches::Matches;
use super::run::{Candidates, run_from};
use crate::model::{Chronology, EventId};
use crate::query::index::build::Index;
use crate::query::language::clause::{Clause, Condition};
use crate::query::language::is::Is;
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::{Query, QueryContext};

/// The last hits are of use while they are at most one in so many events.
const FEW: usize = 3;
/// How many queries are remembered; a word is seldom longer. Their hits together are no more than there are events.
const KEPT: usize = 16;

/// Runs queries one after another and remembers some of the last. Its answers are those of `run`.
#[derive(Debug, Default)]
pub struct Refining {
    /// The newest stands last.
    past: Vec<PastQuery>,
}

/// A query and the few events that it found.
#[derive(Debug)]
struct PastQuery {
    chronology: Weak<Chronology>,
    query: Query,
    starred: Arc<BTreeSet<EventId>>,
    events: Vec<EventId>,
}

impl Refining {
    /// The events of `index` that match `query`; `None` if `stop` was set meanwhile.
    pub fn run(
        &mut self,
        index: &Index,
        query: &Query,
        context: &QueryContext,
        stop: &AtomicBool,
    ) -> Option<Matches> {
        let base = self.base(index, query, context);
        let matches = run_from(index, query, context, stop, base.as_ref())?;
        let is_base = matches.len() <= matches.total() / FEW && matches.correction().is_none();
        if is_base {
            self.keep(
                PastQuery {
                    chronology: Arc::downgrade(index.chronology()),
                    query: query.clone(),
                    starred: Arc::clone(&context.starred),
                    events: matches.by_date().iter().map(|hit| hit.event).collect(),
                },
                matches.total(),
            );
        }
        Some(matches)
    }

    fn keep(&mut self, last: PastQuery, total: usize) {
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

    /// Where to look for the events of `query`: where there are fewest.
    fn base(&self, index: &Index, query: &Query, context: &QueryContext) -> Option<Candidates<'_>> {
        let past = self.past.iter();
        past.filter_map(|last| last.base(index, query, context))
            .min_by_key(|base| base.events.len())
    }

    /// Whether the hits of a last query are of use for `query`.
    pub fn is_refined_by(&self, index: &Index, query: &Query, context: &QueryContext) -> bool {
        self.base(index, query, context).is_some()
    }
}

impl PastQuery {
    fn base(&self, index: &Index, query: &Query, context: &QueryContext) -> Option<Candidates<'_>> {
        let chronology = Arc::downgrade(index.chronology());
        if !Weak::ptr_eq(&self.chronology, &chronology) || self.starred != context.starred {
            return None;
        }
        // They are said of all periods of a query together.
        let is_said_of_all =
            |leaf: &Condition| matches!(leaf.clause, Clause::Is(Is::Possible | Is::Certain));
        let leaves = query.root.leaves();
        if leaves.iter().any(|(leaf, _)| is_said_of_all(leaf)) {
            return None;
        }
        implies(&query.root, &self.query.root).then_some(Candidates {
            events: &self.events,
        })
    }
}

/// Whether each event that `new` finds is one that `old` found. Each part of `old` must follow from a part of `new`, in their
/// order; `new` may have more.
fn implies(new: &QueryTree<Condition>, old: &QueryTree<Condition>) -> bool {
    match (&new.node, &old.node) {
        (QueryNode::All(_), _) | (_, QueryNode::All(_)) => {
            let mut wanted = old.parts().iter().peekable();
            for part in new.parts() {
                wanted.next_if(|old| implies(part, old));
            }
            wanted.peek().is_none()
        }
        (QueryNode::Any(new), QueryNode::Any(old)) => {
            let mut pairs = new.iter().zip(old);
            new.len() == old.len() && pairs.all(|(new, old)| implies(new, old))
        }
        (QueryNode::Not(new), QueryNode::Not(old)) => is_same(new, old),
        (QueryNode::Leaf(new), QueryNode::Leaf(old)) => asks_the_same(new, old),
        _ => false,
    }
}

/// Whether two queries ask the same.
pub(crate) fn is_same(new: &QueryTree<Condition>, old: &QueryTree<Condition>) -> bool {
    match (&new.node, &old.node) {
        (QueryNode::All(new), QueryNode::All(old)) | (QueryNode::Any(new), QueryNode::Any(old)) => {
            let mut pairs = new.iter().zip(old);
            new.len() == old.len() && pairs.all(|(new, old)| is_same(new, old))
        }
        (QueryNode::Not(new), QueryNode::Not(old)) => is_same(new, old),
        (QueryNode::Leaf(new), QueryNode::Leaf(old)) => asks_the_same(new, old),
        _ => false,
    }
}

fn asks_the_same(new: &Condition, old: &Condition) -> bool {
    let is_word = |new: &SearchTerm, old: &SearchTerm| {
        new.shape == old.shape
            && new.folded == old.folded
            && (new.shape != MatchMode::Pattern || new.written == old.written)
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
        (Clause::Has(new), Clause::Has(old)) => new.word == old.word,
        (Clause::Is(new), Clause::Is(old)) => new == old,
        _ => false,
    }
}
