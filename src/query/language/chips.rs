//! Chips: the parts of a query that have fields, each in words, to be shown and taken away.

use std::ops::Range;

use super::analyze::Analyzer;
use super::clause::{Clause, Condition};
use super::name_source::{NamedBy, Names};
use super::parser::parse;
use super::tree::{Operator, QueryNode, QueryTree};
use super::vocabulary::Vocabulary;
use crate::model::{Day, Status};
use crate::query::text::term::{MatchMode, SearchTerm};

/// A part of a query that has a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// In words: "actor Saw Chit Thu", "possible in Oct 2023", "not kind talks".
    pub label: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it has a field; else it is words.
    pub has_field: bool,
}

/// The chips of `text`, in its order, with relative dates as of `today`; none if it can't be parsed.
pub fn chips(text: &str, vocabulary: &Vocabulary, today: Option<Day>) -> Vec<Chip> {
    let mut chips = parts(text, vocabulary, today);
    chips.retain(|chip| chip.has_field);
    chips
}

/// All parts of `text` that must hold, words too.
pub fn parts(text: &str, vocabulary: &Vocabulary, today: Option<Day>) -> Vec<Chip> {
    let analyzer = Analyzer {
        text,
        vocabulary: None,
        // Where there is no today, a chip of a relative date is still one.
        today: today.or(Some(Day::new(0))),
    };
    let Ok(tree) = parse(text) else {
        return Vec::new();
    };
    let Ok(meant) = analyzer.of(&tree) else {
        return Vec::new();
    };
    let parts = tree.parts().iter().zip(meant.parts());
    parts
        .map(|(written, meant)| Chip {
            label: label(meant, vocabulary),
            range: written.span.clone(),
            has_field: !written.is_free(),
        })
        .collect()
}

/// A part of a query in words.
pub(crate) fn label(part: &QueryTree<Condition>, vocabulary: &Vocabulary) -> String {
    let join = |parts: &[QueryTree<Condition>], between: &str| {
        let labels: Vec<_> = parts
            .iter()
            .map(|part| match &part.node {
                QueryNode::All(_) | QueryNode::Any(_) => format!("({})", label(part, vocabulary)),
                _ => label(part, vocabulary),
            })
            .collect();
        labels.join(between)
    };
    match &part.node {
        QueryNode::Leaf(leaf) => {
            let (field, value) = field_and_value(leaf, vocabulary);
            match field {
                "" => value,
                field => format!("{field} {value}"),
            }
        }
        QueryNode::Not(inner) => format!("not {}", label(inner, vocabulary)),
        QueryNode::All(parts) => join(parts, " and "),
        QueryNode::Any(parts) => {
            // "kind talks or rescue" rather than "kind talks or kind rescue".
            let leaves: Option<Vec<_>> = parts
                .iter()
                .map(|part| match &part.node {
                    QueryNode::Leaf(leaf) => Some(field_and_value(leaf, vocabulary)),
                    _ => None,
                })
                .collect();
            match leaves {
                Some(leaves)
                    if leaves.first().is_some_and(|(field, _)| {
                        !field.is_empty() && leaves.iter().all(|(other, _)| other == field)
                    }) =>
                {
                    let field = leaves.first().map_or("", |(field, _)| field);
                    let values: Vec<_> = leaves.into_iter().map(|(_, value)| value).collect();
                    format!("{field} {}", values.join(" or "))
                }
                _ => join(parts, " or "),
            }
        }
    }
}

/// What a condition asks, in words: of which field, and which value.
fn field_and_value(leaf: &Condition, vocabulary: &Vocabulary) -> (&'static str, String) {
    let field = leaf.field;
    let value = match &leaf.clause {
        Clause::Word(word) => return ("", sign(word)),
        Clause::Text(_, word) => sign(word),
        Clause::Names(names, word) => name(*names, word, vocabulary),
        Clause::Status(status) => {
            let words: Vec<_> = status.iter().copied().map(Status::key).collect();
            words.join(" or ")
        }
        Clause::Grade(test) => {
            let letter = test.letter.map(|letter| char::from(b'A' + letter));
            let figure = test.figure.map(|figure| char::from(b'0' + figure));
            let grade: String = letter.into_iter().chain(figure).collect();
            match test.operator {
                Operator::Equal => grade,
                Operator::AtLeast => format!("{grade} or better"),
                Operator::MoreThan => format!("better than {grade}"),
                Operator::AtMost => format!("{grade} or worse"),
                Operator::LessThan => format!("worse than {grade}"),
            }
        }
        Clause::Period(test) => {
            let meeting = if test.certain { "certain" } else { "possible" };
            return (meeting, test.told.clone());
        }
        Clause::Has(_) => return ("has", plain(leaf)),
        Clause::Is(_) => return ("", plain(leaf)),
    };
    (field, value)
}

fn plain(leaf: &Condition) -> String {
    leaf.written.trim_matches('"').to_lowercase()
}

/// The name of the thing that is meant, if it is only one; else the value as written.
fn name(names: Names, word: &SearchTerm, vocabulary: &Vocabulary) -> String {
    let name = match names.source().values {
        NamedBy::Things { .. } => {
            let values = vocabulary.of(names);
            match values.names.resolve(word).as_slice() {
                [only] => Some(values.labels.get(*only).1),
                _ => None,
            }
        }
        NamedBy::Words(_) => None,
    };
    match (name, word.shape) {
        (Some(name), _) => name.to_owned(),
        (None, MatchMode::Phrase) => word.written.clone(),
        (None, _) => sign(word),
    }
}

/// A word with the sign that says how it is compared.
fn sign(word: &SearchTerm) -> String {
    let written = &word.written;
    match word.shape {
        MatchMode::Phrase if word.folded.contains(' ') => format!("\"{written}\""),
        MatchMode::Plain | MatchMode::Phrase => written.clone(),
        MatchMode::Exact => format!("'{written}"),
        MatchMode::Beginning => format!("^{written}"),
        MatchMode::End => format!("{written}$"),
        MatchMode::Whole => format!("^{written}$"),
        MatchMode::Pattern => format!("/{written}/"),
    }
}
