//! A query, parsed and understood.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::analyze::Analyzer;
use super::clause::{Clause, Condition};
use super::error::QueryError;
use super::parser::parse;
use super::tree::{QueryNode, QueryTree};
use super::vocabulary::Vocabulary;
use crate::model::{Day, EventId};
use crate::query::text::term::SearchTerm;

/// What a chronology can't know.
#[derive(Debug, Default, Clone)]
pub struct QueryContext {
    /// The day that `last:` counts from.
    pub today: Option<Day>,
    /// The events with a star.
    pub starred: Arc<BTreeSet<EventId>>,
}

/// What to look for. The default is everything.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub(crate) root: QueryTree<Condition>,
}

impl Query {
    /// Reads `text`. The vocabulary serves to say when a value is not in it, and what may be meant; that of
    /// more than 50,000 events is asked for actors, places and sources only.
    ///
    /// # Errors
    ///
    /// Where the text is wrong, how, and what could stand there.
    pub fn parse(
        text: &str,
        vocabulary: &Vocabulary,
        context: &QueryContext,
    ) -> Result<Self, QueryError> {
        let analyzer = Analyzer {
            text,
            vocabulary: Some(vocabulary),
            today: context.today,
        };
        Ok(Self {
            root: analyzer.of(&parse(text)?)?,
        })
    }

    /// What both ask for; its words are those of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            root: QueryTree {
                span: 0..0,
                node: QueryNode::All(vec![self.root.clone(), other.root.clone()]),
            },
        }
    }

    /// Whether it leaves nothing out.
    pub fn is_everything(&self) -> bool {
        matches!(&self.root.node, QueryNode::All(parts) if parts.is_empty())
    }

    /// Whether it has a period, so that hits are certain or possible.
    pub fn has_period(&self) -> bool {
        self.has(|clause| matches!(clause, Clause::Period(_)))
    }

    /// The days that all its periods share, of those that every hit must meet; open sides are as far as days go. `None` without a
    /// period, or if they share none.
    pub fn days(&self) -> Option<(Day, Day)> {
        let mut days: Option<(i64, i64)> = None;
        for part in self.root.parts() {
            if let QueryNode::Leaf(leaf) = &part.node
                && let Clause::Period(test) = &leaf.clause
            {
                let (first, last) = days.unwrap_or((i64::MIN, i64::MAX));
                days = Some((first.max(test.first), last.min(test.last)));
            }
        }
        let (first, last) = days.filter(|(first, last)| first <= last)?;
        Some((Day::new(first), Day::new(last)))
    }

    /// Whether it has free words, so that ranks differ.
    pub fn has_words(&self) -> bool {
        self.has(|clause| matches!(clause, Clause::Word(_)))
    }

    fn has(&self, wanted: impl Fn(&Clause) -> bool) -> bool {
        let leaves = self.root.leaves();
        leaves.iter().any(|(leaf, _)| wanted(&leaf.clause))
    }
}

impl Condition {
    /// The free word, if it is one that may be taken loosely.
    pub(crate) fn loose_word(&self) -> Option<&SearchTerm> {
        match &self.clause {
            Clause::Word(word) if word.is_loose() => Some(word),
            _ => None,
        }
    }
}
