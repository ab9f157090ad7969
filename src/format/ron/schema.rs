//! What a chronology is written with: each record's fields, what they hold, which are needed.
//!
//! serde reads the records; this table is for finding and telling faults. A test
//! compares it with serde's own lists.

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A text.
    Text,
    /// A text or nothing.
    OptionalText,
    /// A text that is a date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to 255.
    Figure,
    /// Latitude and longitude.
    Coordinates,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of records.
    Records(&'static Schema),
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether a record without it can't be read.
    pub required: bool,
}

/// A kind of record.
#[derive(Debug)]
pub struct Schema {
    /// The name that may stand before its bracket.
    pub name: &'static str,
    /// What messages call it.
    pub noun: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

impl Schema {
    /// Whether it is the whole file's.
    pub fn is_root(&self) -> bool {
        self.name == CHRONOLOGY.name
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

const fn needed(name: &'static str, holds: Holds) -> Field {
    Field {
        name,
        holds,
        required: true,
    }
}

const fn free(name: &'static str, holds: Holds) -> Field {
    Field {
        name,
        holds,
        required: false,
    }
}

const STATUS: Holds = Holds::Word(&[
    "Announced",
    "Reported",
    "Alleged",
    "Assessed",
    "Confirmed",
    "Denied",
]);

/// The root.
pub static CHRONOLOGY: Schema = Schema {
    name: "Chronology",
    noun: "chronology",
    fields: &[
        needed("title", Holds::Text),
        free("about", Holds::Text),
        free("sources", Holds::Records(&SOURCE)),
        free("places", Holds::Records(&PLACE)),
        free("actors", Holds::Records(&ACTOR)),
        free("relations", Holds::Records(&RELATION)),
        free("events", Holds::Records(&EVENT)),
        free("claims", Holds::Records(&CLAIM)),
        free("briefings", Holds::Records(&BRIEFING)),
        free("queries", Holds::Records(&QUERY)),
    ],
};

static SOURCE: Schema = Schema {
    name: "Source",
    noun: "source",
    fields: &[
        needed("id", Holds::Text),
        free("title", Holds::Text),
        free("description", Holds::Text),
        free(
            "kind",
            Holds::Word(&["Article", "Report", "WebPage", "Dataset", "Book", "Other"]),
        ),
        free("authors", Holds::Texts),
        free("publisher", Holds::Text),
        free("published", Holds::Date),
        free("accessed", Holds::Date),
        free("language", Holds::Text),
        free("origin", Holds::Text),
        free("archived", Holds::Text),
        free("reliability", Holds::Word(&["A", "B", "C", "D", "E", "F"])),
        free("file", Holds::Text),
        free("numbered", Holds::Word(&["source", "ours"])),
        free("about", Holds::Text),
    ],
};

static PLACE: Schema = Schema {
    name: "Place",
    noun: "place",
    fields: &[
        needed("id", Holds::Text),
        needed("name", Holds::Text),
        free("aliases", Holds::Texts),
        free("within", Holds::OptionalText),
        free("at", Holds::Coordinates),
        free("about", Holds::Text),
    ],
};

static ACTOR: Schema = Schema {
    name: "Actor",
    noun: "actor",
    fields: &[
        needed("id", Holds::Text),
        needed("name", Holds::Text),
        needed(
            "kind",
            Holds::Word(&["Person", "Organisation", "State", "Group"]),
        ),
        free("aliases", Holds::Texts),
        free("about", Holds::Text),
        free("cites", Holds::Records(&CITATION)),
    ],
};

static RELATION: Schema = Schema {
    name: "Relation",
    noun: "relation",
    fields: &[
        needed("from", Holds::Text),
        needed("is", Holds::Text),
        free("inverse", Holds::Text),
        needed("to", Holds::Text),
        free("date", Holds::Date),
        free("status", STATUS),
        free("note", Holds::Text),
        free("cites", Holds::Records(&CITATION)),
    ],
};

static EVENT: Schema = Schema {
    name: "Event",
    noun: "event",
    fields: &[
        needed("id", Holds::Text),
        needed("date", Holds::Date),
        free("date_note", Holds::Text),
        free("inferred", Holds::Flag),
        needed("title", Holds::Text),
        free("summary", Holds::Text),
        free("kind", Holds::Text),
        free("status", STATUS),
        free("actors", Holds::Records(&PARTICIPATION)),
        free("places", Holds::Texts),
        free("tags", Holds::Texts),
        free("cites", Holds::Records(&CITATION)),
        free("note", Holds::Text),
    ],
};

static PARTICIPATION: Schema = Schema {
    name: "Participation",
    noun: "actor of an event",
    fields: &[
        needed("id", Holds::Text),
        needed("role", Holds::Text),
        free("note", Holds::Text),
    ],
};

static CITATION: Schema = Schema {
    name: "Citation",
    noun: "citation",
    fields: &[
        needed("source", Holds::Text),
        free("at", Holds::Text),
        free(
            "bearing",
            Holds::Word(&["Supports", "Contradicts", "Context"]),
        ),
        free("says", Holds::Text),
        free("quote", Holds::Text),
        free("credibility", Holds::Figure),
        free("date", Holds::Date),
        free("figure", Holds::Text),
    ],
};

static CLAIM: Schema = Schema {
    name: "Claim",
    noun: "claim",
    fields: &[
        needed("event", Holds::Text),
        needed("cites", Holds::Records(&CITATION)),
    ],
};

static BRIEFING: Schema = Schema {
    name: "Briefing",
    noun: "briefing",
    fields: &[
        needed("id", Holds::Text),
        needed("title", Holds::Text),
        free("about", Holds::Text),
        needed("steps", Holds::Records(&STEP)),
    ],
};

static STEP: Schema = Schema {
    name: "Step",
    noun: "step of a briefing",
    fields: &[needed("event", Holds::Text), free("note", Holds::Text)],
};

static QUERY: Schema = Schema {
    name: "Query",
    noun: "saved query",
    fields: &[needed("name", Holds::Text), needed("query", Holds::Text)],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::ron::syntax::options::options;
    use crate::model::record;
    use ron::Error;
    use serde::de::DeserializeOwned;

    fn sample(holds: Holds) -> &'static str {
        match holds {
            Holds::Text | Holds::OptionalText | Holds::Date => "\"x\"",
            Holds::Flag => "true",
            Holds::Figure => "255",
            Holds::Coordinates => "(1.0, 2)",
            Holds::Word(words) => words.first().unwrap(),
            Holds::Texts => "[\"x\"]",
            Holds::Records(_) => "[]",
        }
    }

    fn error<T: DeserializeOwned>(text: &str) -> Option<Error> {
        options().from_str::<T>(text).err().map(|error| error.code)
    }

    fn agrees<T: DeserializeOwned>(schema: &Schema) {
        let names: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
        match error::<T>(&format!("{}(zzz: 1)", schema.name)) {
            Some(Error::NoSuchStructField { expected, .. }) => assert_eq!(expected, names),
            other => panic!("{}: {other:?}", schema.name),
        }
        let text = |but: &str| {
            let fields: Vec<String> = schema
                .fields
                .iter()
                .filter(|field| field.name != but)
                .map(|field| format!("{}: {}", field.name, sample(field.holds)))
                .collect();
            format!("{}({})", schema.name, fields.join(","))
        };
        assert_eq!(error::<T>(&text("")), None, "{}", schema.name);
        for field in schema.fields {
            let missing = error::<T>(&text(field.name));
            assert_eq!(
                matches!(missing, Some(Error::MissingStructField { .. })),
                field.required,
                "{}.{}: {missing:?}",
                schema.name,
                field.name
            );
            if let Holds::Word(words) = field.holds {
                let text = text(field.name).replace('(', &format!("({}: Zzz,", field.name));
                match error::<T>(&text) {
                    Some(Error::NoSuchEnumVariant { expected, .. }) => assert_eq!(expected, words),
                    other => panic!("{}.{}: {other:?}", schema.name, field.name),
                }
            }
        }
    }

    #[test]
    fn the_table_is_serdes() {
        agrees::<record::ChronologyRecord>(&CHRONOLOGY);
        agrees::<record::SourceRecord>(&SOURCE);
        agrees::<record::PlaceRecord>(&PLACE);
        agrees::<record::ActorRecord>(&ACTOR);
        agrees::<record::RelationRecord>(&RELATION);
        agrees::<record::EventRecord>(&EVENT);
        agrees::<record::ParticipationRecord>(&PARTICIPATION);
        agrees::<record::CitationRecord>(&CITATION);
        agrees::<record::ClaimRecord>(&CLAIM);
        agrees::<record::BriefingRecord>(&BRIEFING);
        agrees::<record::StepRecord>(&STEP);
        agrees::<record::QueryRecord>(&QUERY);
    }
}
