//! The vocabulary of a chronology: for each source of names, the names and how they are written and shown.
//!
//! Made once, with the index. Queries are checked against it; chips, facets and completion name values by it.

use std::sync::Arc;

use super::field::ValueColumn;
use super::is::Is;
use super::labels::Labels;
use super::name_source::{ByNames, NamedBy, Names};
use super::names::NameTable;
use crate::model::{Chronology, Status};

/// The names of a chronology, ready to be compared.
#[derive(Debug)]
pub struct Vocabulary {
    chronology: Arc<Chronology>,
    values: ByNames<NamedValues>,
    statuses: Labels,
    is: Labels,
}

/// The values of one source of names, by position.
#[derive(Debug)]
pub(crate) struct NamedValues {
    /// Their names.
    pub names: NameTable,
    /// How they are written and shown.
    pub labels: Labels,
}

impl Vocabulary {
    /// The things of `chronology`, and the `words` that its events use, each once.
    pub(crate) fn new<'a>(
        chronology: Arc<Chronology>,
        words: impl Fn(Names) -> &'a [&'a str],
    ) -> Self {
        let values = ByNames::new(|names| match &names.source().values {
            NamedBy::Things { all, .. } => {
                let things = all(&chronology);
                let names = NameTable::of_things(&things);
                let labels = Labels::of_things(&things, &names);
                NamedValues { names, labels }
            }
            NamedBy::Words(_) => {
                let words = words(names).iter().copied();
                NamedValues {
                    names: NameTable::of_words(words.clone()),
                    labels: Labels::of_words(words),
                }
            }
        });
        Self {
            chronology,
            values,
            statuses: Labels::of_words(Status::ALL.into_iter().map(Status::key)),
            is: Labels::of_words(Is::ALL.iter().map(|(word, _)| *word)),
        }
    }

    /// What it is the vocabulary of.
    pub(crate) fn chronology(&self) -> &Arc<Chronology> {
        &self.chronology
    }

    /// The values that have some names.
    pub(crate) fn of(&self, names: Names) -> &NamedValues {
        self.values.get(names)
    }

    /// The names of some values.
    pub(crate) fn names(&self, names: Names) -> &NameTable {
        &self.values.get(names).names
    }

    /// How the values of a column are written and shown.
    pub(crate) fn labels(&self, column: ValueColumn) -> &Labels {
        match column {
            ValueColumn::Names(names) => &self.values.get(names).labels,
            ValueColumn::Status => &self.statuses,
            ValueColumn::Is => &self.is,
        }
    }
}
