//! The plan: a query resolved against an index, ready to be tried on slices.
//!
//! All that is the same for every event is done here once: which actors a word
//! names and how well, which tags a value means, what finds its letters.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem::Finder;

use super::entity_hits::{self, Met, looks_like_id};
use super::indexed_term::Sought;
use super::required_terms::Needed;
use crate::model::Status;
use crate::query::index::index::Index;
use crate::query::language::clause::{
    Clause, Condition, GradeTest, Has, Is, PeriodTest, TextField,
};
use crate::query::language::field::Names;
use crate::query::language::names::NameTable;
use crate::query::language::tree::{Node, Tree};
use crate::query::text::fuzzy::Scatter;
use crate::query::text::term::{Shape, Word};
use crate::query::text::term_matcher::{How, Seeker};

/// What is tried on the events of a slice.
#[derive(Debug)]
pub(crate) enum Step {
    /// A thing with a name takes part; by its place in its table.
    Names(Names, Vec<bool>),
    /// The status is one of these.
    Status(Vec<Status>),
    /// A citation has a grade.
    Grade(GradeTest),
    /// A period is met.
    Period(PeriodTest),
    /// Something is given.
    Has(Has),
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
    pub seeker: Seeker,
    /// Where in the long texts it may stand.
    pub texts: InTexts,
}

/// How a word is found in long texts.
#[derive(Debug)]
pub(crate) enum InTexts {
    /// By its letters.
    Letters,
    /// By the numbers of words.
    Sought(Sought),
    /// By its letters, in the texts that have some pieces.
    Needed(Needed),
}

/// A free word.
#[derive(Debug)]
pub(crate) struct WordStep {
    /// What finds it.
    pub seeker: Seeker,
    /// What finds ids that it means among ids between newlines, if it may mean any.
    pub ids: Option<Finder<'static>>,
    /// What finds its letters scattered, if they may be.
    pub scatter: Option<Scatter>,
    /// How it is found in long texts, and, by the numbers of words, in titles.
    pub texts: InTexts,
    /// The actors that it names.
    pub actors: Met,
    /// The places that it names.
    pub places: Met,
    /// The places that it names, for what lies within them.
    pub regions: Met,
    /// The kinds, tags and roles that it names.
    pub words: [Met; 3],
    /// Whether it stands for another word.
    pub corrected: bool,
    /// Set when an event is found.
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

/// Words that find nothing, and what was meant.
pub(crate) type Meant = HashMap<String, Arc<str>>;

/// Resolves a query.
pub(crate) struct Planner<'a> {
    /// Against this.
    pub index: &'a Index,
    /// Words to be replaced.
    pub meant: &'a Meant,
}

impl Planner<'_> {
    /// The plan for `tree`.
    pub fn plan(&self, tree: &Tree<Condition>) -> Tree<Step> {
        let mut periods = Vec::new();
        tree.each_leaf(&mut |leaf, negated| {
            if let (Clause::Period(period), false) = (&leaf.clause, negated) {
                periods.push(period.clone());
            }
        });
        let mut plan = self.tree(tree, false, &periods);
        if let Some(whole) = self.whole(tree) {
            let step = Tree {
                span: 0..0,
                node: Node::Leaf(Step::Whole(Box::new(whole))),
            };
            match &mut plan.node {
                Node::All(steps) => steps.push(step),
                _ => {
                    plan = Tree {
                        span: plan.span.clone(),
                        node: Node::All(vec![plan, step]),
                    };
                }
            }
        }
        plan
    }

    fn tree(&self, tree: &Tree<Condition>, negated: bool, periods: &[PeriodTest]) -> Tree<Step> {
        let each = |parts: &[Tree<Condition>]| -> Vec<_> {
            let parts = parts.iter();
            parts
                .map(|part| self.tree(part, negated, periods))
                .collect()
        };
        let node = match &tree.node {
            Node::All(parts) => {
                let mut steps = each(parts);
                steps.sort_by_key(cost);
                Node::All(steps)
            }
            Node::Any(parts) => Node::Any(each(parts)),
            Node::Not(part) => Node::Not(Box::new(self.tree(part, !negated, periods))),
            Node::Leaf(leaf) => Node::Leaf(self.step(&leaf.clause, negated, periods)),
        };
        Tree {
            span: tree.span.clone(),
            node,
        }
    }

    fn step(&self, clause: &Clause, negated: bool, periods: &[PeriodTest]) -> Step {
        match clause {
            Clause::Names(names, word) => Step::Names(*names, self.table(*names).wanted(word)),
            Clause::Status(status) => Step::Status(status.clone()),
            Clause::Grade(test) => Step::Grade(*test),
            Clause::Period(test) => Step::Period(test.clone()),
            Clause::Has(has) => Step::Has(*has),
            Clause::Is(is) => Step::Is(*is, periods.to_vec()),
            Clause::Text(field, word) => {
                let seeker = Seeker::new(word.clone().strictly());
                Step::Text(Box::new(TextStep {
                    field: *field,
                    texts: self.in_texts(&seeker, None),
                    seeker,
                }))
            }
            Clause::Word(word) => Step::Word(Box::new(self.word(word, negated))),
        }
    }

    /// The names that a field compares.
    fn table(&self, names: Names) -> &NameTable {
        let index = self.index;
        match names {
            Names::Actors => &index.actors,
            Names::Places => &index.places,
            Names::Sources => &index.sources,
            Names::Kinds => &index.kinds,
            Names::Tags => &index.tags,
            Names::Roles => &index.roles,
        }
    }

    /// A free word; one that is to keep events out is never taken loosely.
    fn word(&self, word: &Word, negated: bool) -> WordStep {
        let meant = self.meant.get(&word.folded).filter(|_| word.is_loose());
        let loose = word.is_loose() && !negated && meant.is_none();
        let seeker = Seeker::new(match meant {
            Some(meant) => Word::new(meant, Shape::Plain),
            None => word.clone(),
        });
        let scatter = Scatter::new(&seeker.word.folded).filter(|_| loose);
        let (places, regions) = entity_hits::places(self.index, &seeker, scatter.as_ref());
        WordStep {
            texts: self.in_texts(&seeker, scatter.as_ref()),
            actors: entity_hits::actors(self.index, &seeker, scatter.as_ref()),
            places,
            regions,
            words: [&self.index.kinds, &self.index.tags, &self.index.roles]
                .map(|table| entity_hits::words(table, &seeker)),
            ids: ids(&seeker),
            corrected: meant.is_some(),
            found: AtomicBool::new(false),
            seeker,
            scatter,
        }
    }

    fn in_texts(&self, seeker: &Seeker, scatter: Option<&Scatter>) -> InTexts {
        let Some(lexicon) = self.index.numbered_words() else {
            return InTexts::Letters;
        };
        Sought::new(lexicon, seeker, scatter).map_or_else(
            || {
                let inside = seeker.counts_in_text(How::Inside);
                InTexts::Needed(Needed::new(lexicon, &seeker.word, inside))
            },
            InTexts::Sought,
        )
    }

    fn whole(&self, tree: &Tree<Condition>) -> Option<WholeStep> {
        let mut count = 0;
        let mut words = Vec::new();
        for part in tree.parts() {
            if let Node::Leaf(leaf) = &part.node
                && let Clause::Word(word) = &leaf.clause
                && matches!(word.shape, Shape::Plain | Shape::Phrase | Shape::Exact)
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
                    if let Some(owner) = owners.get_mut(entry.owner) {
                        *owner = true;
                    }
                }
            }
            owners
        };
        Some(WholeStep {
            together: (count > 1).then(|| Finder::new(&words).into_owned()),
            actors: owners(&self.index.actors),
            places: owners(&self.index.places),
            id: Finder::new(&format!("\n{words}\n")).into_owned(),
        })
    }
}

/// What finds ids that a word may mean: whole, or, if it looks like one, by their beginning.
fn ids(seeker: &Seeker) -> Option<Finder<'static>> {
    let word = seeker.word.folded.as_str();
    let end = if looks_like_id(word) { "" } else { "\n" };
    let is_word = seeker.is_run() && !word.is_empty();
    is_word.then(|| Finder::new(&format!("\n{word}{end}")).into_owned())
}

/// Steps that leave few events, quickly, come first.
fn cost(step: &Tree<Step>) -> usize {
    match &step.node {
        Node::Leaf(leaf) => match leaf {
            Step::Names(..) => 0,
            Step::Status(_) => 1,
            Step::Period(_) => 2,
            Step::Is(..) | Step::Has(_) | Step::Grade(_) => 3,
            Step::Text(..) if leaf.is_pattern() => 900,
            Step::Text(..) => 4,
            Step::Word(_) if leaf.is_pattern() => 901,
            // Longer words are found less often.
            Step::Word(step) => 100 - step.seeker.word.folded.len().min(50),
            Step::Whole(_) => 1000,
        },
        Node::Any(parts) | Node::All(parts) => 200 + parts.iter().map(cost).max().unwrap_or(0),
        Node::Not(part) => 1 + cost(part),
    }
}

impl Step {
    fn is_pattern(&self) -> bool {
        match self {
            Self::Text(text) => text.seeker.word.shape == Shape::Pattern,
            Self::Word(step) => step.seeker.word.shape == Shape::Pattern,
            _ => false,
        }
    }
}

/// The loose words of `plan` that have found nothing.
pub(crate) fn found_nothing(plan: &Tree<Step>) -> Vec<&WordStep> {
    let mut words = Vec::new();
    plan.each_leaf(&mut |step, negated| {
        if let Step::Word(word) = step
            && !negated
            && !word.corrected
            && word.seeker.word.is_loose()
            && !word.found.load(Ordering::Relaxed)
        {
            words.push(&**word);
        }
    });
    words
}
