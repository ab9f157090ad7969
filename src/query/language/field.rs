//! The table of fields: one line each, read by the parser, the facets, the
//! completion, the help and the manual.

/// A field of the language: what stands before a colon.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Which it is.
    pub(crate) key: FieldKey,
    /// Its name.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// What it compares.
    pub compares: Compares,
    /// What it does, in a line.
    pub help: &'static str,
    /// What one could write.
    pub example: &'static str,
}

/// What a field compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compares {
    /// Things with names: a name, an alias or an id, or the beginning of one.
    Names(Names),
    /// Texts: words, `'exact`, `^beginning`, `end$`, `"phrases"`, `/patterns/`.
    Text,
    /// Words of a closed list.
    Words(&'static [&'static str]),
    /// A grade of the Admiralty code; takes `>= > = < <=`.
    Grade,
    /// A period.
    Period,
    /// A length of time up to today.
    Length,
}

/// Where the names of a field come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Names {
    /// Actors.
    Actors,
    /// The roles of actors.
    Roles,
    /// The kinds of events.
    Kinds,
    /// Places.
    Places,
    /// Tags.
    Tags,
    /// Sources.
    Sources,
}

/// The fields, for the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FieldKey {
    Actor,
    Role,
    Kind,
    Status,
    Place,
    Tag,
    Source,
    Grade,
    Id,
    Title,
    Text,
    During,
    Within,
    Before,
    After,
    Last,
    Has,
    Is,
}

/// What `is:` knows.
pub(crate) const IS: &[&str] = &[
    "disputed", "undated", "inferred", "starred", "ongoing", "possible", "certain",
];

/// What `has:` knows.
pub(crate) const HAS: &[&str] = &[
    "actor", "place", "source", "figure", "quote", "summary", "note", "tag", "kind", "date",
];

/// The words of `status:`, in the order of `Status::ALL`.
pub(crate) const STATUS: &[&str] = &[
    "announced",
    "confirmed",
    "reported",
    "alleged",
    "assessed",
    "denied",
    "none",
];

/// Every field, in the order of the help.
pub static FIELDS: &[Field] = &[
    Field {
        key: FieldKey::Actor,
        name: "actor",
        aliases: &["who", "actors"],
        compares: Compares::Names(Names::Actors),
        help: "an actor takes part: name, alias or id",
        example: "actor:\"Saw Chit Thu\"",
    },
    Field {
        key: FieldKey::Role,
        name: "role",
        aliases: &["roles", "as"],
        compares: Compares::Names(Names::Roles),
        help: "somebody has that role",
        example: "role:sanctioned",
    },
    Field {
        key: FieldKey::Kind,
        name: "kind",
        aliases: &["type", "what"],
        compares: Compares::Names(Names::Kinds),
        help: "the kind of event",
        example: "kind:talks",
    },
    Field {
        key: FieldKey::Status,
        name: "status",
        aliases: &[],
        compares: Compares::Words(STATUS),
        help: "how sure it is that it happened as told",
        example: "status:alleged",
    },
    Field {
        key: FieldKey::Place,
        name: "place",
        aliases: &["where", "places", "in"],
        compares: Compares::Names(Names::Places),
        help: "it happened there, or at a place that lies within it",
        example: "place:Myawaddy",
    },
    Field {
        key: FieldKey::Tag,
        name: "tag",
        aliases: &["tags"],
        compares: Compares::Names(Names::Tags),
        help: "it has that tag",
        example: "tag:policing",
    },
    Field {
        key: FieldKey::Source,
        name: "source",
        aliases: &["sources", "cites"],
        compares: Compares::Names(Names::Sources),
        help: "it rests on that source: title, publisher or id",
        example: "source:partnership-report",
    },
    Field {
        key: FieldKey::Grade,
        name: "grade",
        aliases: &[],
        compares: Compares::Grade,
        help: "a citation has that grade; >=B2 is B or better and 2 or better",
        example: "grade:>=B2",
    },
    Field {
        key: FieldKey::Id,
        name: "id",
        aliases: &[],
        compares: Compares::Text,
        help: "its id is that or begins with it",
        example: "id:sanctions",
    },
    Field {
        key: FieldKey::Title,
        name: "title",
        aliases: &[],
        compares: Compares::Text,
        help: "found in the title only",
        example: "title:crackdown",
    },
    Field {
        key: FieldKey::Text,
        name: "text",
        aliases: &["summary"],
        compares: Compares::Text,
        help: "found in the title, the summary, the quotes or the note",
        example: "text:\"summer operation\"",
    },
    Field {
        key: FieldKey::During,
        name: "during",
        aliases: &["date", "when"],
        compares: Compares::Period,
        help: "may have happened in that period; each row says certain or possible",
        example: "during:2023-10",
    },
    Field {
        key: FieldKey::Within,
        name: "within",
        aliases: &[],
        compares: Compares::Period,
        help: "must have happened in that period",
        example: "within:2023",
    },
    Field {
        key: FieldKey::Before,
        name: "before",
        aliases: &["until"],
        compares: Compares::Period,
        help: "may have happened before the first day of that",
        example: "before:2023-11",
    },
    Field {
        key: FieldKey::After,
        name: "after",
        aliases: &["since"],
        compares: Compares::Period,
        help: "may have happened after the last day of that",
        example: "after:\"oct 2023\"",
    },
    Field {
        key: FieldKey::Last,
        name: "last",
        aliases: &["past"],
        compares: Compares::Length,
        help: "may have happened in so many days, weeks, months or years up to today",
        example: "last:2w",
    },
    Field {
        key: FieldKey::Has,
        name: "has",
        aliases: &[],
        compares: Compares::Words(HAS),
        help: "something is given for it",
        example: "has:figure",
    },
    Field {
        key: FieldKey::Is,
        name: "is",
        aliases: &[],
        compares: Compares::Words(IS),
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

    /// Whether an event has one value of it at most, so that two filters on it mean either.
    pub fn is_single(&self) -> bool {
        matches!(self.key, FieldKey::Kind | FieldKey::Status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
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

    #[test]
    fn the_words_of_status_are_the_model_s() {
        let words: Vec<_> = Status::ALL.iter().map(|status| status.key()).collect();
        assert_eq!(words, STATUS);
    }
}
