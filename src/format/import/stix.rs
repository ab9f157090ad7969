//! STIX 2.0 and 2.1 bundles (OASIS): identities, threat actors and intrusion sets are actors; reports, sightings, campaigns,
//! incidents and observed data are events; locations are places; relationships link them.
//!
//! When an object was made says nothing of what happened, so `created` and `modified` are left out. Malware, indicators and the
//! like are named where an actor or event is linked with them.

use serde_json::{Map, Value};

use super::builder::{ImportedEvent, RecordBuilder};
use super::json::{Object, objects_at, text_of};
use super::links::{Becomes, Link, LinkedObjects, Thing, edtf, set_dates};
use crate::format::reading::{Format, Items, ReadOptions, Reading};
use crate::model::ActorKind;

/// The row of the format.
pub const FORMAT: Format = Format {
    name: "stix",
    extensions: &["stix", "json"],
    about: "a STIX 2 bundle: its actors, relations, places, reports, sightings, campaigns",
    is_it: |text| {
        text.trim_start().starts_with('{')
            && text.contains("\"bundle--")
            && text.contains("\"objects\"")
    },
    read,
    locator: |source| Box::new(Items::new(source)),
};

fn read(reading: &mut Reading, text: &str, _: &ReadOptions) {
    let mut builder = RecordBuilder::new(reading.source.name());
    let Some(objects) = objects_at(reading, text, &["objects"]) else {
        return;
    };
    let mut linked = LinkedObjects::default();
    for object in &objects {
        let kind = object.text("type");
        match kind {
            "relationship" => linked.link(Link {
                date: span(object.text("start_time"), object.text("stop_time")),
                note: object.text("description").to_owned(),
                ..link(
                    object,
                    object.text("source_ref"),
                    object.text("relationship_type"),
                    object.text("target_ref"),
                )
            }),
            _ if object.text("id").is_empty() => reading.skipped += 1,
            _ => {
                let becomes = becomes(object, kind, &mut builder, &mut linked);
                linked.add(Thing {
                    id: object.text("id").to_owned(),
                    name: name_of(object, &objects),
                    noun: kind.to_owned(),
                    becomes,
                    at: at(object),
                });
            }
        }
    }
    reading
        .remarks
        .append(&mut linked.finish("objects", &mut builder));
    builder.finish(reading);
}

fn at(object: &Object) -> String {
    format!("object {}", object.number)
}

fn link(object: &Object, from: &str, is: &str, to: &str) -> Link {
    Link {
        from: from.to_owned(),
        is: is.replace('-', " "),
        to: to.to_owned(),
        date: String::new(),
        note: String::new(),
        at: at(object),
    }
}

/// An interval of two dates, either of which may be missing; without what EDTF has no place for.
fn span(first: &str, last: &str) -> String {
    let (first, last) = (edtf(first), edtf(last));
    match (first.is_empty(), last.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("{}/", day(&first)),
        (true, false) => format!("/{}", day(&last)),
        (false, false) => format!("{}/{}", day(&first), day(&last)),
    }
}

fn day(date: &str) -> &str {
    date.split('T').next().unwrap_or_default()
}

/// What to call an object.
fn name_of(object: &Object, objects: &[Object]) -> String {
    let first_of = |fields: &[&str]| {
        let mut texts = fields.iter().map(|field| object.text(field));
        texts.find(|text| !text.is_empty()).map(str::to_owned)
    };
    if object.text("type") == "sighting" {
        let of = object.text("sighting_of_ref");
        let seen = objects.iter().find(|other| other.text("id") == of);
        let seen = seen.map_or(of, |seen| seen.text("name"));
        return format!("Sighting: {}", if seen.is_empty() { of } else { seen });
    }
    first_of(&["name", "abstract", "region", "country", "value"])
        .unwrap_or_else(|| format!("{} {}", object.text("type"), object.number))
}

/// What an object becomes; links that its own fields say are added.
fn becomes(
    object: &Object,
    kind: &str,
    builder: &mut RecordBuilder,
    linked: &mut LinkedObjects,
) -> Becomes {
    let about = object.text("description").to_owned();
    match kind {
        "identity" | "threat-actor" | "intrusion-set" => {
            let kind = match object.text("identity_class") {
                "individual" => ActorKind::Person,
                "organization" => ActorKind::Organisation,
                "group" | "class" => ActorKind::Group,
                _ => ActorKind::Unstated,
            };
            let seen = span(object.text("first_seen"), object.text("last_seen"));
            let seen = if seen.is_empty() {
                String::new()
            } else {
                format!("\nseen: {seen}")
            };
            Becomes::Actor {
                kind,
                aliases: object
                    .texts("aliases")
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                about: about + &seen,
                sources: references(&object.fields),
            }
        }
        "location" => {
            let number = |field: &str| object.fields.get(field).and_then(Value::as_f64);
            let position = number("latitude").zip(number("longitude"));
            Becomes::Place {
                position: position.filter(|at| at.0.abs() <= 90.0 && at.1.abs() <= 180.0),
                about,
            }
        }
        "report" | "campaign" | "incident" | "sighting" | "observed-data" => {
            event(object, kind, builder, linked)
        }
        _ => Becomes::Nothing,
    }
}

fn event(
    object: &Object,
    kind: &str,
    builder: &mut RecordBuilder,
    linked: &mut LinkedObjects,
) -> Becomes {
    let mut event = ImportedEvent {
        summary: object.text("description").to_owned(),
        kind: kind.to_owned(),
        sources: references(&object.fields),
        range: object.range.clone(),
        ..ImportedEvent::default()
    };
    let (first, last) = match kind {
        "report" => (object.text("published"), ""),
        "observed-data" => (object.text("first_observed"), object.text("last_observed")),
        _ => (object.text("first_seen"), object.text("last_seen")),
    };
    set_dates(&mut event, first, last, &object.range, builder);
    let tags = ["labels", "report_types", "incident_types"];
    let tags = tags.iter().flat_map(|field| object.texts(field));
    event.tags = tags.map(str::to_owned).collect();
    let mut notes = Vec::new();
    if !object.text("objective").is_empty() {
        notes.push(format!("objective: {}", object.text("objective")));
    }
    for field in ["count", "number_observed", "confidence"] {
        if let Some(number) = object.fields.get(field).and_then(Value::as_i64) {
            notes.push(format!("{}: {number}", field.replace('_', " ")));
        }
    }
    if object.fields.get("revoked").and_then(Value::as_bool) == Some(true) {
        notes.push("revoked".to_owned());
    }
    if !object.texts("aliases").is_empty() {
        notes.push(format!(
            "also called {}",
            object.texts("aliases").join(", ")
        ));
    }
    event.note = notes.join("\n");
    let id = object.text("id");
    for (field, is) in [
        ("created_by_ref", "made by"),
        ("sighting_of_ref", "seen"),
        ("where_sighted_refs", "seen by"),
        ("object_refs", "names"),
    ] {
        for other in object.texts(field) {
            // What a report names is told of what the timeline has; its whole list would drown that.
            if is != "names" || (is_shown(other) && other != object.text("created_by_ref")) {
                linked.link(link(object, id, is, other));
            }
        }
    }
    Becomes::Event(Box::new(event))
}

/// Whether an id is of something that becomes an actor, an event or a place.
fn is_shown(id: &str) -> bool {
    let kind = id.split("--").next().unwrap_or_default();
    [
        "identity",
        "threat-actor",
        "intrusion-set",
        "location",
        "campaign",
        "incident",
        "report",
    ]
    .contains(&kind)
}

/// The external references of an object: names and addresses.
fn references(fields: &Map<String, Value>) -> Vec<(String, String)> {
    let list = fields.get("external_references").and_then(Value::as_array);
    let list = list.into_iter().flatten().filter_map(Value::as_object);
    list.map(|reference| {
        let parts = ["source_name", "external_id", "description"];
        let parts = parts.map(|field| text_of(reference, field));
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (parts.join(": "), text_of(reference, "url").to_owned())
    })
    .filter(|(name, address)| !name.is_empty() || !address.is_empty())
    .collect()
}
