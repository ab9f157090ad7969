//! MISP events (misp-core-format): each is an event, with those of its attributes and objects that say when they were seen.
//!
//! Links of "External analysis" are its sources. Attributes that only help to detect something are counted in the note by type.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::builder::{ImportedEvent, RecordBuilder};
use super::json::{Object, objects_at, text_of};
use super::links::set_dates;
use crate::format::reading::{Format, Items, ReadOptions, Reading};

/// The row of the format.
pub const FORMAT: Format = Format {
    name: "misp",
    extensions: &["misp", "json"],
    about: "MISP events, with what their attributes say was seen when",
    is_it: |text| {
        text.trim_start().starts_with(['{', '['])
            && text.contains("\"info\"")
            && (text.contains("\"threat_level_id\"") || text.contains("\"Attribute\""))
    },
    read,
    locator: |source| Box::new(Items::new(source)),
};

/// Levels of threat and stages of analysis, as MISP numbers them.
const LEVELS: &[(&str, &str)] = &[("1", "high"), ("2", "medium"), ("3", "low")];
const STAGES: &[(&str, &str)] = &[("0", "initial"), ("1", "ongoing"), ("2", "complete")];

fn read(reading: &mut Reading, text: &str, _: &ReadOptions) {
    let mut builder = RecordBuilder::new(reading.source.name());
    let head = text.get(..200).unwrap_or(text);
    let is_answer = text.trim_start().starts_with('{') && head.contains("\"response\"");
    let path: &[&str] = if is_answer { &["response"] } else { &[] };
    let Some(objects) = objects_at(reading, text, path) else {
        return;
    };
    for object in &objects {
        let inner = object.fields.get("Event").and_then(Value::as_object);
        let is_bare = object.fields.contains_key("info");
        if let Some(event) = inner.or_else(|| is_bare.then_some(&object.fields)) {
            add(event, object, &mut builder);
        } else {
            reading.skipped += 1;
            let message = format!("item {} is no event of MISP", object.number);
            builder.warn("misp", message, object.range.clone(), String::new());
        }
    }
    builder.finish(reading);
}

/// The objects of a field that has a list of them.
fn list<'o>(
    fields: &'o Map<String, Value>,
    field: &str,
) -> impl Iterator<Item = &'o Map<String, Value>> {
    let list = fields.get(field).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn add(fields: &Map<String, Value>, object: &Object, builder: &mut RecordBuilder) {
    let at = format!("event {}", object.number);
    let mut event = ImportedEvent {
        id: text_of(fields, "uuid"),
        title: text_of(fields, "info").to_owned(),
        at: at.clone(),
        range: object.range.clone(),
        ..ImportedEvent::default()
    };
    if event.title.is_empty() {
        event.title.clone_from(&at);
    }
    set_dates(
        &mut event,
        text_of(fields, "date"),
        "",
        &object.range,
        builder,
    );
    add_parties_and_tags(fields, &mut event);
    let mut notes = Vec::new();
    for (field, words, known) in [
        ("threat_level_id", "threat level", LEVELS),
        ("analysis", "analysis", STAGES),
    ] {
        let number = text_of(fields, field);
        if let Some((_, word)) = known.iter().find(|(known, _)| *known == number) {
            notes.push(format!("{words}: {word}"));
        }
    }
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = Vec::new();
    let mut summary = Vec::new();
    for attribute in list(fields, "Attribute") {
        let (kind, value) = (text_of(attribute, "type"), text_of(attribute, "value"));
        let is_analysis = text_of(attribute, "category") == "External analysis";
        if !text_of(attribute, "first_seen").is_empty() {
            seen.push((attribute, format!("{kind}: {value}")));
        } else if is_analysis && matches!(kind, "link" | "url") {
            let comment = text_of(attribute, "comment").to_owned();
            event.sources.push((comment, value.to_owned()));
        } else if is_analysis && matches!(kind, "text" | "comment") {
            summary.push(value.replace("\r\n", "\n"));
        } else {
            *types.entry(kind).or_default() += 1;
        }
    }
    for part in list(fields, "Object") {
        let name = text_of(part, "name");
        if text_of(part, "first_seen").is_empty() {
            *types.entry(name).or_default() += 1;
        } else {
            let mut values = list(part, "Attribute").map(|attribute| text_of(attribute, "value"));
            seen.push((
                part,
                format!("{name}: {}", values.next().unwrap_or_default()),
            ));
        }
    }
    if !types.is_empty() {
        let types = types.iter().map(|(kind, many)| format!("{many} {kind}"));
        notes.push(format!("has also {}", types.collect::<Vec<_>>().join(", ")));
    }
    let related = list(fields, "RelatedEvent").count();
    if related > 0 {
        notes.push(format!("related events, not in the file: {related}"));
    }
    event.note = notes.join("\n");
    event.summary = summary.join("\n\n");
    let title = event.title.clone();
    builder.add(event);
    for (fields, what) in seen {
        let mut event = ImportedEvent {
            id: text_of(fields, "uuid"),
            title: what,
            summary: text_of(fields, "comment").to_owned(),
            kind: "seen".to_owned(),
            note: format!("of: {title}"),
            at: at.clone(),
            range: object.range.clone(),
            ..ImportedEvent::default()
        };
        let (first, last) = (text_of(fields, "first_seen"), text_of(fields, "last_seen"));
        set_dates(&mut event, first, last, &object.range, builder);
        builder.add(event);
    }
}

/// Who made the event, who is blamed for it by its tags, and what else these say.
fn add_parties_and_tags(fields: &Map<String, Value>, event: &mut ImportedEvent<'_>) {
    for (field, role) in [("Orgc", "creator"), ("Org", "owner")] {
        let organisation = fields.get(field).and_then(Value::as_object);
        let name = organisation.map_or("", |organisation| text_of(organisation, "name"));
        let is_known = event.actors.iter().any(|(known, _)| known == name);
        if !name.is_empty() && !is_known {
            event.actors.push((name.to_owned(), role.to_owned()));
        }
    }
    for tag in list(fields, "Tag").map(|tag| text_of(tag, "name")) {
        let actor = tag
            .strip_prefix("misp-galaxy:threat-actor=\"")
            .and_then(|actor| actor.strip_suffix('"'));
        match actor {
            Some(actor) => event
                .actors
                .push((actor.to_owned(), "threat actor".to_owned())),
            None if !tag.is_empty() => event.tags.push(tag.to_owned()),
            None => {}
        }
    }
}
