//! Entities of `FollowTheMoney`, one a line: people and bodies are actors; events, trips, payments, sanctions and court cases are events;
//! ownership, membership and the like are relations.
//!
//! What a property says that has no field of its own stands in the note, under the property's name.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::builder::{ImportedEvent, RecordBuilder};
use super::json::{Object, objects_of_lines, text_of, texts_of};
use super::links::{Becomes, Link, LinkedObjects, Thing, edtf, set_dates};
use crate::format::reading::{Format, Items, ReadOptions, Reading};
use crate::model::ActorKind;

/// The row of the format.
pub const FORMAT: Format = Format {
    name: "ftm",
    extensions: &["ftm", "ijson", "json", "jsonl", "ndjson"],
    about: "FollowTheMoney entities, one a line: its actors, relations, events, payments",
    is_it: |text| {
        let line = text.lines().find(|line| !line.trim().is_empty());
        let fields = line.and_then(|line| serde_json::from_str::<Map<String, Value>>(line).ok());
        fields.is_some_and(|fields| {
            !text_of(&fields, "schema").is_empty()
                && !text_of(&fields, "id").is_empty()
                && fields.get("properties").is_some_and(Value::is_object)
        })
    },
    read,
    locator: |source| Box::new(Items::new(source)),
};

/// Schemas that link two entities: the properties of the two, and what the first is to the second where no role says it.
const LINKS: &[(&str, &str, &str, &str)] = &[
    ("Ownership", "owner", "asset", "owner of"),
    ("Directorship", "director", "organization", "director of"),
    ("Membership", "member", "organization", "member of"),
    ("Employment", "employee", "employer", "employed by"),
    ("Family", "person", "relative", "relative of"),
    ("Associate", "person", "associate", "associate of"),
    ("Representation", "agent", "client", "represents"),
    ("Succession", "predecessor", "successor", "succeeded by"),
    ("Debt", "debtor", "creditor", "debtor of"),
    ("UnknownLink", "subject", "object", "linked with"),
];

/// Schemas of events, and the properties that name who takes part.
const EVENTS: &[(&str, &[&str])] = &[
    ("Event", &["involved", "organizer"]),
    ("Trip", &["involved", "organizer"]),
    ("Payment", &["payer", "beneficiary"]),
    ("Sanction", &["entity"]),
    ("CourtCase", &[]),
];

/// Properties that become something else than a line of a note.
const READ: &[&str] = &[
    "name",
    "title",
    "alias",
    "weakAlias",
    "summary",
    "description",
    "date",
    "startDate",
    "endDate",
    "fileDate",
    "location",
    "sourceUrl",
    "involved",
    "organizer",
    "payer",
    "beneficiary",
    "entity",
    "namesMentioned",
];

fn read(reading: &mut Reading, text: &str, _: &ReadOptions) {
    let mut builder = RecordBuilder::new(reading.source.name());
    let lines = objects_of_lines(reading, text);
    let entities: Vec<Entity<'_>> = lines.iter().filter_map(Entity::new).collect();
    reading.skipped += lines.len() - entities.len();
    let names: HashMap<&str, &str> = entities
        .iter()
        .map(|entity| (entity.id, entity.first("name")))
        .collect();
    let mut linked = LinkedObjects::default();
    for entity in &entities {
        if entity.link(&mut linked) {
            continue;
        }
        let becomes = entity.becomes(&mut builder, &mut linked);
        linked.add(Thing {
            id: entity.id.to_owned(),
            name: entity.called(&names),
            noun: entity.schema.to_owned(),
            becomes,
            at: entity.at(),
        });
    }
    reading
        .remarks
        .append(&mut linked.finish("entities", &mut builder));
    builder.finish(reading);
}

/// A line.
struct Entity<'o> {
    id: &'o str,
    schema: &'o str,
    properties: &'o Map<String, Value>,
    object: &'o Object,
}

impl<'o> Entity<'o> {
    fn new(object: &'o Object) -> Option<Self> {
        let (id, schema) = (object.text("id"), object.text("schema"));
        let properties = object.fields.get("properties")?.as_object()?;
        (!id.is_empty() && !schema.is_empty()).then_some(Self {
            id,
            schema,
            properties,
            object,
        })
    }

    fn at(&self) -> String {
        format!("line {}", self.object.number)
    }

    fn all(&self, property: &str) -> Vec<&'o str> {
        texts_of(self.properties, property)
    }

    fn first(&self, property: &str) -> &'o str {
        self.all(property).first().copied().unwrap_or_default()
    }

    /// The first of these properties that says something.
    fn first_of(&self, properties: &[&str]) -> &'o str {
        let mut texts = properties.iter().map(|property| self.first(property));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Its name, or what it is and who takes part.
    fn called(&self, names: &HashMap<&str, &str>) -> String {
        let name = self.first_of(&["name", "title", "purpose", "summary"]);
        if !name.is_empty() {
            return name.to_owned();
        }
        let who = self.roles().iter().flat_map(|role| self.all(role));
        let who = who.filter_map(|id| names.get(id)).copied();
        let who: Vec<&str> = who.filter(|name| !name.is_empty()).collect();
        if who.is_empty() {
            format!("{} {}", self.schema, self.object.number)
        } else {
            format!("{}: {}", self.schema, who.join(", "))
        }
    }

    fn roles(&self) -> &'static [&'static str] {
        let mut events = EVENTS.iter();
        events
            .find(|(schema, _)| *schema == self.schema)
            .map_or(&[], |(_, roles)| roles)
    }

    /// Adds the links that it is, if it is any.
    fn link(&self, linked: &mut LinkedObjects) -> bool {
        let Some((_, from, to, is)) = LINKS.iter().find(|(schema, ..)| *schema == self.schema)
        else {
            return false;
        };
        let role = self.first_of(&["role", "relationship"]);
        let start = edtf(self.first("startDate"));
        let date = match (start.as_str(), edtf(self.first("endDate")).as_str()) {
            ("", "") => edtf(self.first("date")),
            ("", end) => format!("/{end}"),
            (start, "") => format!("{start}/"),
            (start, end) => format!("{start}/{end}"),
        };
        let mut note = self.first_of(&["summary", "description"]).to_owned();
        for property in ["percentage", "sharesValue", "status"] {
            if !self.first(property).is_empty() {
                let before = if note.is_empty() { "" } else { "; " };
                note = format!("{note}{before}{property}: {}", self.first(property));
            }
        }
        for one in self.all(from) {
            for other in self.all(to) {
                linked.link(Link {
                    from: one.to_owned(),
                    is: if role.is_empty() { is } else { role }.to_owned(),
                    to: other.to_owned(),
                    date: date.clone(),
                    note: note.clone(),
                    at: self.at(),
                });
            }
        }
        true
    }

    fn becomes(&self, builder: &mut RecordBuilder, linked: &mut LinkedObjects) -> Becomes {
        let summary = self.first_of(&["summary", "description"]).to_owned();
        let addresses = self.all("sourceUrl").into_iter();
        let sources: Vec<(String, String)> = addresses
            .map(|address| (String::new(), address.to_owned()))
            .collect();
        let kind = match self.schema {
            "Person" => ActorKind::Person,
            "Company" | "Organization" | "PublicBody" => ActorKind::Organisation,
            "LegalEntity" => ActorKind::Unstated,
            _ if EVENTS.iter().any(|(schema, _)| *schema == self.schema) => {
                let mut event = ImportedEvent {
                    summary,
                    kind: self.schema.to_lowercase(),
                    sources,
                    note: self.others().join("\n"),
                    range: self.object.range.clone(),
                    ..ImportedEvent::default()
                };
                let location = self.first("location");
                event.place = (!location.is_empty())
                    .then(|| location.to_owned())
                    .into_iter()
                    .collect();
                let start = self.first_of(&["startDate", "date", "fileDate"]);
                let range = &self.object.range;
                set_dates(&mut event, start, self.first("endDate"), range, builder);
                for role in self.roles() {
                    for actor in self.all(role) {
                        linked.link(Link {
                            from: self.id.to_owned(),
                            is: (*role).to_owned(),
                            to: actor.to_owned(),
                            date: String::new(),
                            note: String::new(),
                            at: self.at(),
                        });
                    }
                }
                return Becomes::Event(Box::new(event));
            }
            _ => return Becomes::Nothing,
        };
        let mut about: Vec<String> = Some(summary)
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        about.extend(self.others());
        let names = self.all("name").into_iter().skip(1);
        let aliases = names.chain(self.all("alias")).chain(self.all("weakAlias"));
        Becomes::Actor {
            kind,
            aliases: aliases.map(str::to_owned).collect(),
            about: about.join("\n"),
            sources,
        }
    }

    /// What its other properties say.
    fn others(&self) -> Vec<String> {
        let others = self.properties.keys();
        let others = others.filter(|property| !READ.contains(&property.as_str()));
        others
            .map(|property| (property, self.all(property)))
            .filter(|(_, values)| !values.is_empty())
            .map(|(property, values)| format!("{property}: {}", values.join("; ")))
            .collect()
    }
}
