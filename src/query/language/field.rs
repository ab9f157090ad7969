//! The table of fields: one line each, read by the parser, the facets, the
//! completion, the help and the manual.

use super::has::HAS;
use super::is::Is;
use super::name_source::Names;
use crate::model::Status;

/// A field of the language: what stands before a colon.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// What it compares.
    pub(crate) compares: Compares,
    /// What stands above its facet, if it has one.
    pub(crate) facet: Option<&'static str>,
    /// Whether an event has one value of it at most, so that two filters on it mean either.
    pub is_single: bool,
    /// What it does, in a line.
    pub help: &'static str,
    /// What one could write.
    pub example: &'static str,
}

/// What a field compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compares {
    /// Things with names: a name, an alias or an id, or the beginning of one.
    Names(Names),
    /// A text: words, `'exact`, `^beginning`, `end$`, `"phrases"`, `/patterns/`.
    Text(TextField),
    /// A status.
    Status,
    /// A word of `HAS`.
    Has,
    /// A word of `Is`.
    Is,
    /// A grade of the Admiralty code; takes `>= > = < <=`.
    Grade,
    /// A period.
    Period(PeriodField),
    /// A length of time up to today.
    Length,
}

/// A text of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextField {
    Id,
    Title,
    Text,
}

/// How a field compares a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PeriodField {
    During,
    Within,
    Before,
    After,
}

/// Values that events have, as a column of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueColumn {
    /// Values with names.
    Names(Names),
    /// The status.
    Status,
    /// What `is:` knows.
    Is,
}

/// Every field, in the order of the help.
pub static FIELDS: &[Field] = &[
    Field {
        name: "actor",
        aliases: &["who", "actors"],
        compares: Compares::Names(Names::Actors),
        facet: Some("actors"),
        is_single: false,
        help: "an actor takes part: name, alias or id",
        example: "actor:\"Saw Chit Thu\"",
    },
    Field {
        name: "role",
        aliases: &["roles", "as"],
        compares: Compares::Names(Names::Roles),
        facet: None,
        is_single: false,
        help: "somebody has that role",
        example: "role:sanctioned",
    },
    Field {
        name: "kind",
        aliases: &["type", "what"],
        compares: Compares::Names(Names::Kinds),
        facet: Some("kinds"),
        is_single: true,
        help: "the kind of event",
        example: "kind:talks",
    },
    Field {
        name: "status",
        aliases: &[],
        compares: Compares::Status,
        facet: Some("status"),
        is_single: true,
        help: "how sure it is that it happened as told",
        example: "status:alleged",
    },
    Field {
        name: "place",
        aliases: &["where", "places", "in"],
        compares: Compares::Names(Names::Places),
        facet: Some("places"),
        is_single: false,
        help: "it happened there, or at a place that lies within it",
        example: "place:Myawaddy",
    },
    Field {
        name: "tag",
        aliases: &["tags"],
        compares: Compares::Names(Names::Tags),
        facet: Some("tags"),
        is_single: false,
        help: "it has that tag",
        example: "tag:policing",
    },
    Field {
        name: "source",
        aliases: &["sources", "cites"],
        compares: Compares::Names(Names::Sources),
        facet: Some("sources"),
        is_single: false,
        help: "it rests on that source: title, publisher or id",
        example: "source:partnership-report",
    },
    Field {
        name: "grade",
        aliases: &[],
        compares: Compares::Grade,
        facet: None,
        is_single: false,
        help: "a citation has that grade; >=B2 is B or better and 2 or better",
        example: "grade:>=B2",
    },
    Field {
        name: "id",
        aliases: &[],
        compares: Compares::Text(TextField::Id),
        facet: None,
        is_single: false,
        help: "its id is that or begins with it",
        example: "id:sanctions",
    },
    Field {
        name: "title",
        aliases: &[],
        compares: Compares::Text(TextField::Title),
        facet: None,
        is_single: false,
        help: "found in the title only",
        example: "title:crackdown",
    },
    Field {
        name: "text",
        aliases: &["summary"],
        compares: Compares::Text(TextField::Text),
        facet: None,
        is_single: false,
        help: "found in the title, the summary, the quotes or the note",
        example: "text:\"summer operation\"",
    },
    Field {
        name: "during",
        aliases: &["date", "when"],
        compares: Compares::Period(PeriodField::During),
        facet: None,
        is_single: false,
        help: "may have happened in that period; each row says certain or possible",
        example: "during:2023-10",
    },
    Field {
        name: "within",
        aliases: &[],
        compares: Compares::Period(PeriodField::Within),
        facet: None,
        is_single: false,
        help: "must have happened in that period",
        example: "within:2023",
    },
    Field {
        name: "before",
        aliases: &["until"],
        compares: Compares::Period(PeriodField::Before),
        facet: None,
        is_single: false,
        help: "may have happened before the first day of that",
        example: "before:2023-11",
    },
    Field {
        name: "after",
        aliases: &["since"],
        compares: Compares::Period(PeriodField::After),
        facet: None,
        is_single: false,
        help: "may have happened after the last day of that",
        example: "after:\"oct 2023\"",
    },
    Field {
        name: "last",
        aliases: &["past"],
        compares: Compares::Length,
        facet: None,
        is_single: false,
        help: "may have happened in so many days, weeks, months or years up to today",
        example: "last:2w",
    },
    Field {
        name: "has",
        aliases: &[],
        compares: Compares::Has,
        facet: None,
        is_single: false,
        help: "something is given for it",
        example: "has:figure",
    },
    Field {
        name: "is",
        aliases: &[],
        compares: Compares::Is,
        facet: Some("dates and doubts"),
        is_single: false,
        help: "something holds for it",
        example: "is:disputed",
    },
];

impl Field {
    /// The field that is called `name`, in any case.
    pub fn called(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| {
            field.name.eq_ignore_ascii_case(name)
                || field
                    .aliases
                    .iter()
                    .any(|alias| alias.eq_ignore_ascii_case(name))
        })
    }

    /// The words that it knows, if they are a closed list.
    pub fn words(&self) -> Vec<&'static str> {
        match self.compares {
            Compares::Status => Status::ALL.into_iter().map(Status::key).collect(),
            Compares::Has => HAS.iter().map(|has| has.word).collect(),
            Compares::Is => Is::ALL.iter().map(|(word, _)| *word).collect(),
            Compares::Names(_)
            | Compares::Text(_)
            | Compares::Grade
            | Compares::Period(_)
            | Compares::Length => Vec::new(),
        }
    }

    /// The column that has its values, if they can be counted.
    pub(crate) fn column(&self) -> Option<ValueColumn> {
        match self.compares {
            Compares::Names(names) => Some(ValueColumn::Names(names)),
            Compares::Status => Some(ValueColumn::Status),
            Compares::Is => Some(ValueColumn::Is),
            Compares::Text(_)
            | Compares::Has
            | Compares::Grade
            | Compares::Period(_)
            | Compares::Length => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_stands_twice_and_nothing_is_missing() {
        let mut names = BTreeSet::new();
        for field in FIELDS {
            assert!(names.insert(field.name), "{}", field.name);
            for alias in field.aliases {
                assert!(names.insert(alias), "{alias}");
            }
            assert!(
                !field.help.is_empty() && field.help.len() <= 80,
                "{}",
                field.name
            );
            let (name, value) = field
                .example
                .split_once(':')
                .expect("an example with a colon");
            assert_eq!(name, field.name);
            assert!(!value.is_empty());
            assert_eq!(Field::called(&field.name.to_uppercase()), Some(field));
        }
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase()))
        );
    }
}
