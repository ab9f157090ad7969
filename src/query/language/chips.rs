//! Chips: the parts of a query that have fields, each in words, to be shown and taken away.

use std::ops::Range;

use super::analyze::Understanding;
use super::clause::{Clause, Condition};
use super::field::Names;
use super::parser::parse;
use super::tree::{Node, Operator, Tree};
use super::vocabulary::things_meant;
use crate::model::{Chronology, Day, Status};
use crate::query::text::term::{Shape, Word};

/// A part of a query that has a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// In words: "actor Saw Chit Thu", "possible in Oct 2023", "not kind talks".
    pub label: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// The chips of `text`, in its order; none if it can't be parsed.
pub fn chips(text: &str, chronology: &Chronology) -> Vec<Chip> {
    let understanding = Understanding {
        text,
        chronology: None,
        today: Some(Day::new(0)),
    };
    let Ok(tree) = parse(text) else {
        return Vec::new();
    };
    let Ok(meant) = understanding.of(&tree) else {
        return Vec::new();
    };
    let parts = tree.parts().iter().zip(meant.parts());
    parts
        .filter(|(written, _)| !written.is_free())
        .map(|(written, meant)| Chip {
            label: label(meant, chronology),
            range: written.span.clone(),
        })
        .collect()
}

/// A part of a query in words.
pub(crate) fn label(part: &Tree<Condition>, chronology: &Chronology) -> String {
    let join = |parts: &[Tree<Condition>], between: &str| {
        let labels: Vec<_> = parts
            .iter()
            .map(|part| match &part.node {
                Node::All(_) | Node::Any(_) => format!("({})", label(part, chronology)),
                _ => label(part, chronology),
            })
            .collect();
        labels.join(between)
    };
    match &part.node {
        Node::Leaf(leaf) => {
            let (field, value) = field_and_value(leaf, chronology);
            match field {
                "" => value,
                field => format!("{field} {value}"),
            }
        }
        Node::Not(inner) => format!("not {}", label(inner, chronology)),
        Node::All(parts) => join(parts, " and "),
        Node::Any(parts) => {
            // "kind talks or rescue" rather than "kind talks or kind rescue".
            let leaves: Option<Vec<_>> = parts
                .iter()
                .map(|part| match &part.node {
                    Node::Leaf(leaf) => Some(field_and_value(leaf, chronology)),
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
fn field_and_value(leaf: &Condition, chronology: &Chronology) -> (&'static str, String) {
    let field = leaf.field;
    let value = match &leaf.clause {
        Clause::Word(word) => return ("", sign(word)),
        Clause::Text(_, word) => sign(word),
        Clause::Names(names, word) => name(*names, word, chronology),
        Clause::Status(status) => {
            let words: Vec<_> = status.iter().copied().map(Status::word).collect();
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
fn name(names: Names, word: &Word, chronology: &Chronology) -> String {
    let name = match things_meant(names, word, chronology).as_slice() {
        [only] => match names {
            Names::Actors => chronology.actors().get(*only).map(|actor| &actor.name),
            Names::Places => chronology.places().get(*only).map(|place| &place.name),
            _ => chronology.sources().get(*only).map(|source| &source.title),
        },
        _ => None,
    };
    match (name, word.shape) {
        (Some(name), _) => name.to_string(),
        (None, Shape::Phrase) => word.written.clone(),
        (None, _) => sign(word),
    }
}

/// A word with the sign that says how it is compared.
fn sign(word: &Word) -> String {
    let written = &word.written;
    match word.shape {
        Shape::Phrase if word.folded.contains(' ') => format!("\"{written}\""),
        Shape::Plain | Shape::Phrase => written.clone(),
        Shape::Exact => format!("'{written}"),
        Shape::Beginning => format!("^{written}"),
        Shape::End => format!("{written}$"),
        Shape::Whole => format!("^{written}$"),
        Shape::Pattern => format!("/{written}/"),
    }
}
