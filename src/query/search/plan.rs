//! The plan: a query resolved against an index, ready to be tried on segments.
//!
//! All that is the same for every event is done here once: which actors a word
//! names and how well, which tags a value means, what finds its letters.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem::Finder;

use super::entity_hits::{self, EntityHits, looks_like_id, may_stand_in_ids};
use super::term_lookup::TermLookup;
use crate::model::Status;
use crate::query::index::build::Index;
use crate::query::language::clause::{Clause, Condition, GradeTest, PeriodTest};
use crate::query::language::field::TextField;
use crate::query::language::has::HasWord;
use crate::query::language::is::Is;
use crate::query::language::name_source::Names;
use crate::query::language::names::NameTable;
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::text::term_matcher::TermMatcher;

/// What is tried on the events of a segment.
#[derive(Debug)]
pub(crate) enum PlanStep {
    /// A thing with a name takes part; by its place in its table.
    Names(Names, Vec<bool>),
    /// The status is one of these.
    Status(Vec<Status>),
    /// A citation has a grade.
    Grade(GradeTest),
    /// A period is met.
    Period(PeriodTest),
    /// Something is given.
    Has(&'static HasWord),
    /// Something holds; `possible` and `certain` are said of these periods.
    Is(Is, Vec<PeriodTest>),
    /// A word stands in one text.
    Text(Box<TextStep>),
    /// A free word.
    Word(Box<WordStep>),
    /// The query is an id, a name or an alias, or stands in the title as it is: changes ranks alone.
    Whole(Box<WholeStep>),
}

/// A word in one text.
#[derive(Debug)]
pub(crate) struct TextStep {
    /// The text.
    pub field: TextField,
    /// What finds it.
    pub matcher: TermMatcher,
    /// What finds it in long texts.
    pub lookup: TermLookup,
}

/// A free word.
#[derive(Debug)]
pub(crate) struct WordStep {
    /// What finds it.
    pub matcher: TermMatcher,
    /// What finds it among ids between newlines, if it may stand in one.
    pub ids: Option<Finder<'static>>,
    /// What finds its letters scattered, if they may be.
    pub scattered_term: Option<ScatteredTerm>,
    /// What finds it in long texts.
    pub lookup: TermLookup,
    /// The actors that it names.
    pub actors: EntityHits,
    /// The places that it names.
    pub places: EntityHits,
    /// The places that it names, for what lies within them.
    pub regions: EntityHits,
    /// The kinds, tags and roles that it names.
    pub words: [EntityHits; 3],
    /// Whether it stands for another word.
    pub corrected: bool,
    /// Set when an event is found by its letters in a row.
    pub found: AtomicBool,
}

/// All free words of a query together.
#[derive(Debug)]
pub(crate) struct WholeStep {
    /// What finds them among ids between newlines.
    pub id: Finder<'static>,
    /// What finds them in a row; `None` for a single word.
    pub together: Option<Finder<'static>>,
    /// For each actor, whether the words are its id, its name or an alias; empty if they are no one's.
    pub actors: Vec<bool>,
    /// The same for each place.
    pub places: Vec<bool>,
}

/// Words that stand nowhere as they are, and what was meant.
pub(crate) type CorrectedTerms = HashMap<String, Arc<str>>;

/// Resolves a query.
pub(crate) struct Planner<'a> {
    /// Against this.
    pub index: &'a Index,
    /// Words to be replaced.
    pub meant: &'a CorrectedTerms,
}

impl Planner<'_> {
    /// The plan for `tree`.
    pub fn plan(&self, tree: &QueryTree<Condition>) -> QueryTree<PlanStep> {
        let mut periods = Vec::new();
        tree.each_leaf(&mut |leaf, negated| {
            if let (Clause::Period(period), false) = (&leaf.clause, negated) {
                periods.push(period.clone());
            }
        });
        let mut plan = self.tree(tree, false, &periods);
        if let Some(whole) = self.whole(tree) {
            let step = QueryTree {
                span: 0..0,
                node: QueryNode::Leaf(PlanStep::Whole(Box::new(whole))),
            };
            match &mut plan.node {
                QueryNode::All(steps) => steps.push(step),
                _ => {
                    plan = QueryTree {
                        span: plan.span.clone(),
                        node: QueryNode::All(vec![plan, step]),
                    };
                }
            }
        }
        plan
    }

    fn tree(
        &self,
        tree: &QueryTree<Condition>,
        negated: bool,
        periods: &[PeriodTest],
    ) -> QueryTree<PlanStep> {
        let each = |parts: &[QueryTree<Condition>]| -> Vec<_> {
            let parts = parts.iter();
            parts
                .map(|part| self.tree(part, negated, periods))
                .collect()
        };
        let node = match &tree.node {
            QueryNode::All(parts) => {
                let mut steps = each(parts);
                steps.sort_by_key(cost);
                QueryNode::All(steps)
            }
            QueryNode::Any(parts) => QueryNode::Any(each(parts)),
            QueryNode::Not(part) => QueryNode::Not(Box::new(self.tree(part, !negated, periods))),
            QueryNode::Leaf(leaf) => {
                let as_written = QueryNode::Leaf(self.step(&leaf.clause, negated, periods));
                match leaf.loose_word().filter(|_| !negated) {
                    Some(word) => self.with_correction(tree, as_written, word),
                    None => as_written,
                }
            }
        };
        QueryTree {
            span: tree.span.clone(),
            node,
        }
    }

    /// A word as written, or, if it was corrected, what was meant as well: a slip may stand scattered in some title.
    fn with_correction(
        &self,
        tree: &QueryTree<Condition>,
        as_written: QueryNode<PlanStep>,
        word: &SearchTerm,
    ) -> QueryNode<PlanStep> {
        let Some(meant) = self.meant.get(&word.folded) else {
            return as_written;
        };
        let meant = SearchTerm::new(meant, MatchMode::Plain);
        let corrected = PlanStep::Word(Box::new(WordStep {
            corrected: true,
            ..self.word(&meant, true)
        }));
        let branches = [as_written, QueryNode::Leaf(corrected)].map(|node| QueryTree {
            span: tree.span.clone(),
            node,
        });
        QueryNode::Any(branches.into())
    }

    fn step(&self, clause: &Clause, negated: bool, periods: &[PeriodTest]) -> PlanStep {
        match clause {
            Clause::Names(names, word) => PlanStep::Names(*names, self.wanted(*names, word)),
            Clause::Status(status) => PlanStep::Status(status.clone()),
            Clause::Grade(test) => PlanStep::Grade(*test),
            Clause::Period(test) => PlanStep::Period(test.clone()),
            Clause::Has(has) => PlanStep::Has(has),
            Clause::Is(is) => PlanStep::Is(*is, periods.to_vec()),
            Clause::Text(field, word) => {
                let matcher = TermMatcher::new(word.clone().strictly());
                PlanStep::Text(Box::new(TextStep {
                    field: *field,
                    lookup: TermLookup::new(&matcher),
                    matcher,
                }))
            }
            Clause::Word(word) => PlanStep::Word(Box::new(self.word(word, negated))),
        }
    }

    /// The values of `names` that a word means, and all that lies within them, as a table of yes and no.
    fn wanted(&self, names: Names, word: &SearchTerm) -> Vec<bool> {
        let mut wanted = self.index.names(names).wanted(word);
        self.index
            .spread_within(names, &mut wanted, |inner, outer| *inner |= *outer);
        wanted
    }

    /// A free word. One that is to keep events out, or that stands for another, is found by letters in a row alone.
    fn word(&self, word: &SearchTerm, in_a_row: bool) -> WordStep {
        let matcher = TermMatcher::new(word.clone());
        let is_scattered = word.is_loose() && !in_a_row;
        let scattered_term = ScatteredTerm::new(&matcher.word.folded).filter(|_| is_scattered);
        let (places, regions) = entity_hits::places(self.index, &matcher, scattered_term.as_ref());
        WordStep {
            lookup: TermLookup::new(&matcher),
            actors: entity_hits::actors(self.index, &matcher, scattered_term.as_ref()),
            places,
            regions,
            words: [Names::Kinds, Names::Tags, Names::Roles]
                .map(|names| entity_hits::words(self.index.names(names), &matcher)),
            ids: ids(&matcher),
            corrected: false,
            found: AtomicBool::new(false),
            matcher,
            scattered_term,
        }
    }

    fn whole(&self, tree: &QueryTree<Condition>) -> Option<WholeStep> {
        let mut count = 0;
        let mut words = Vec::new();
        for part in tree.parts() {
            if let QueryNode::Leaf(leaf) = &part.node
                && let Clause::Word(word) = &leaf.clause
                && matches!(
                    word.shape,
                    MatchMode::Plain | MatchMode::Phrase | MatchMode::Exact
                )
            {
                count += 1;
                words.push(word.folded.as_str());
            }
        }
        if words.is_empty() {
            return None;
        }
        let words = words.join(" ");
        let owners = |table: &NameTable| {
            let mut owners = Vec::new();
            for (entry, name) in table.names() {
                if name == words {
                    owners.resize(table.len(), false);
                    if let Some(owner) = owners.get_mut(entry.owner()) {
                        *owner = true;
                    }
                }
            }
            owners
        };
        Some(WholeStep {
            together: (count > 1).then(|| Finder::new(&words).into_owned()),
            actors: owners(self.index.names(Names::Actors)),
            places: owners(self.index.names(Names::Places)),
            id: Finder::new(&format!("\n{}\n", words.replace(' ', "-"))).into_owned(),
        })
    }
}

/// What finds ids that a word may mean: that have it among their words, or, if words of ids are no words of its kind, are it,
/// or, if it looks like one, begin with it.
fn ids(matcher: &TermMatcher) -> Option<Finder<'static>> {
    let word = matcher.word.folded.as_str();
    if may_stand_in_ids(matcher) {
        return Some(Finder::new(word).into_owned());
    }
    let end = if looks_like_id(word) { "" } else { "\n" };
    let is_word = matcher.is_run() && !word.is_empty();
    is_word.then(|| Finder::new(&format!("\n{word}{end}")).into_owned())
}

/// Steps that leave few events, quickly, come first.
fn cost(step: &QueryTree<PlanStep>) -> usize {
    match &step.node {
        QueryNode::Leaf(leaf) => match leaf {
            PlanStep::Names(..) => 0,
            PlanStep::Status(_) => 1,
            PlanStep::Period(_) => 2,
            PlanStep::Is(..) | PlanStep::Has(_) | PlanStep::Grade(_) => 3,
            PlanStep::Text(..) if leaf.is_pattern() => 900,
            PlanStep::Text(..) => 4,
            PlanStep::Word(_) if leaf.is_pattern() => 901,
            // Longer words are found less often.
            PlanStep::Word(step) => 100 - step.matcher.word.folded.len().min(50),
            PlanStep::Whole(_) => 1000,
        },
        QueryNode::Any(parts) | QueryNode::All(parts) => {
            200 + parts.iter().map(cost).max().unwrap_or(0)
        }
        QueryNode::Not(part) => 1 + cost(part),
    }
}

impl PlanStep {
    fn is_pattern(&self) -> bool {
        match self {
            Self::Text(text) => text.matcher.word.shape == MatchMode::Pattern,
            Self::Word(step) => step.matcher.word.shape == MatchMode::Pattern,
            _ => false,
        }
    }
}

/// The loose words of `plan` whose letters were found in a row nowhere.
pub(crate) fn not_found_in_a_row(plan: &QueryTree<PlanStep>) -> Vec<&WordStep> {
    let mut words = Vec::new();
    plan.each_leaf(&mut |step, negated| {
        if let PlanStep::Word(word) = step
            && !negated
            && !word.corrected
            && word.matcher.word.is_loose()
            && !word.found.load(Ordering::Relaxed)
        {
            words.push(&**word);
        }
    });
    words
}
