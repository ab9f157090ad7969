//! No result is an answer: which part of a query leaves nothing, and what would find something.
//!
//! It runs a few queries more, so it is asked off the loop, and only where nothing was found.

use std::sync::atomic::AtomicBool;

use crate::model::date::parse_period;
use crate::query::index::build::Index;
use crate::query::language::clause::{Clause, Condition};
use crate::query::language::edit;
use crate::query::language::field::{Compares, FIELDS, Field};
use crate::query::language::quote::key_of;
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::search::run::run;
use crate::query::text::term::MatchMode;
use crate::query::{Query, QueryContext};

/// The most parts of a query that are told of.
const MOST_PARTS: usize = 12;
/// The most words in a row that are read as a date.
const MOST_WORDS: usize = 4;

/// Something to be said where nothing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// A line of it.
    pub text: String,
    /// The query that it offers, if it offers one.
    pub query: Option<String>,
}

/// What is to be said of `query`, written `text`, that found nothing; `None` if `stop` was set meanwhile.
pub fn advise(
    index: &Index,
    (query, text): (&Query, &str),
    context: &QueryContext,
    stop: &AtomicBool,
) -> Option<Vec<Advice>> {
    let asking = Asking {
        index,
        context,
        stop,
        text,
    };
    let mut advice = asking.parts(query)?;
    advice.extend(asking.periods(query)?);
    advice.extend(asking.dates(query)?);
    advice.extend(asking.words_of_fields(query)?);
    Some(advice)
}

struct Asking<'a> {
    index: &'a Index,
    context: &'a QueryContext,
    stop: &'a AtomicBool,
    text: &'a str,
}

impl Asking<'_> {
    fn written(&self, part: &QueryTree<Condition>) -> &str {
        self.text.get(part.span.clone()).unwrap_or_default()
    }

    /// How many events a query finds.
    fn count(&self, query: &Query) -> Option<usize> {
        Some(run(self.index, query, self.context, self.stop)?.len())
    }

    fn count_text(&self, text: &str) -> Option<usize> {
        match Query::parse(text, self.index.vocabulary(), self.context) {
            Ok(query) => self.count(&query),
            Err(_) => Some(0),
        }
    }

    /// What each part finds alone, and what there is without it.
    fn parts(&self, query: &Query) -> Option<Vec<Advice>> {
        let parts = query.root.parts();
        if parts.len() < 2 || parts.len() > MOST_PARTS {
            return Some(Vec::new());
        }
        let mut advice = Vec::new();
        for part in parts {
            let (shown, negated) = match &part.node {
                QueryNode::Not(inner) => (self.written(inner), true),
                QueryNode::All(_) | QueryNode::Any(_) | QueryNode::Leaf(_) => {
                    (self.written(part), false)
                }
            };
            let without = edit::remove(self.text, part.span.clone());
            let rest = self.count_text(&without)?;
            let alone = if negated {
                "left out".to_owned()
            } else {
                match self.count(&Query { root: part.clone() })? {
                    0 => "alone finds nothing".to_owned(),
                    count => format!("alone finds {}", events(count)),
                }
            };
            advice.push(Advice {
                text: format!("{shown} {alone}; without it {}", found(rest)),
                query: (rest > 0).then_some(without),
            });
        }
        Some(advice)
    }

    /// How many may fall in a period that none certainly does.
    fn periods(&self, query: &Query) -> Option<Vec<Advice>> {
        let mut spans = Vec::new();
        query.root.each_leaf_tree(&mut |part, leaf, negated| {
            if let (Clause::Period(test), false) = (&leaf.clause, negated)
                && test.certain
            {
                spans.push(part.span.clone());
            }
        });
        let mut possible = self.text.to_owned();
        for span in spans.into_iter().rev() {
            let changed = self
                .text
                .get(span.clone())
                .and_then(|part| edit::with_certainty(part, false));
            if let Some(changed) = changed {
                possible.replace_range(span, &changed);
            }
        }
        if possible == self.text {
            return Some(Vec::new());
        }
        self.offer(
            &possible,
            "none certainly falls in the period; of those that may,",
        )
    }

    /// Free words that are a date.
    fn dates(&self, query: &Query) -> Option<Vec<Advice>> {
        let parts = query.root.parts();
        for length in (1..=MOST_WORDS.min(parts.len())).rev() {
            for words in parts.windows(length) {
                let (Some(first), Some(last)) = (words.first(), words.last()) else {
                    continue;
                };
                let span = first.span.start..last.span.end;
                let written = self.text.get(span.clone()).unwrap_or_default();
                let is_date = words.iter().all(is_plain_word)
                    && written.contains(|letter: char| letter.is_ascii_digit())
                    && parse_period(written, self.context.today).is_ok();
                if !is_date {
                    continue;
                }
                let offered = self.replaced(span, &format!("during:{}", key_of(written)));
                let advice = self.offer(&offered, &format!("{written} as a date:"))?;
                if !advice.is_empty() {
                    return Some(advice);
                }
            }
        }
        Some(Vec::new())
    }

    /// Free words that a field knows: `disputed` for `is:disputed`.
    fn words_of_fields(&self, query: &Query) -> Option<Vec<Advice>> {
        let mut advice = Vec::new();
        for part in query.root.parts().iter().filter(|part| is_plain_word(part)) {
            let written = self.written(part).to_lowercase();
            let knows = |field: &&Field| {
                matches!(field.compares, Compares::Is | Compares::Status)
                    && field.words().contains(&&*written)
            };
            for field in FIELDS.iter().filter(knows) {
                let clause = format!("{}:{written}", field.name);
                let offered = self.replaced(part.span.clone(), &clause);
                advice.extend(self.offer(&offered, &format!("{written} as a filter:"))?);
            }
        }
        Some(advice)
    }

    fn replaced(&self, span: std::ops::Range<usize>, by: &str) -> String {
        let mut text = self.text.to_owned();
        text.replace_range(span, by);
        text
    }

    /// A query that finds something, with what is to be said of it; nothing of one that does not.
    fn offer(&self, text: &str, told: &str) -> Option<Vec<Advice>> {
        let count = self.count_text(text)?;
        let advice = (count > 0).then(|| Advice {
            text: format!("{told} {text} finds {}", events(count)),
            query: Some(text.to_owned()),
        });
        Some(advice.into_iter().collect())
    }
}

/// Whether a part is one word without a sign.
fn is_plain_word(part: &QueryTree<Condition>) -> bool {
    match &part.node {
        QueryNode::Leaf(leaf) => {
            matches!(&leaf.clause, Clause::Word(word) if word.shape == MatchMode::Plain)
        }
        QueryNode::All(_) | QueryNode::Any(_) | QueryNode::Not(_) => false,
    }
}

fn events(count: usize) -> String {
    match count {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    }
}

fn found(count: usize) -> String {
    match count {
        0 => "still none".to_owned(),
        count => events(count),
    }
}
