//! The shape of our JSON: the guide's page of it, the JSON Schema made of that page, and what every command writes, held to the schema.
//!
//! `RENEW_GUIDE=1 cargo test --test suite guide` writes the schema anew. The validator knows the words that this schema has, and fails at others.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::{env, fs};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::{Map, Value, json};

use super::documents::{Document, root};

const PAGE: &str = "docs/guide/src/json.md";
const SCHEMA: &str = "docs/dateline.schema.json";

/// The schema that the page describes.
fn of_page() -> Value {
    let page = Document::open(PAGE);
    let mut shapes = Map::new();
    let mut things = Vec::new();
    let (mut part, mut shape) = ("", String::new());
    for line in page.text.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            part = name;
        } else if let Some(name) = line.strip_prefix("## ") {
            name.clone_into(&mut shape);
            let object = json!({
                "type": "object",
                "properties": {},
                "required": [],
                "additionalProperties": false,
            });
            shapes.insert(shape.clone(), object);
            if part == "Things" {
                things.push(json!({"$ref": format!("#/$defs/{name}")}));
                // In a line of JSON lines.
                shapes[name]["properties"]["dateline"] = json!({"const": 1});
            }
        } else if let Some(row) = line.strip_prefix("| `") {
            let (field, rest) = row.split_once("` | ").unwrap();
            let (is, meaning) = rest.split_once(" | ").unwrap();
            let meaning = meaning.trim_end_matches('|').trim();
            let (is, is_optional) = match is.split_once(", ") {
                Some((is, "not in an export" | "only as a thing of its own")) => (is, true),
                Some(other) => panic!("{other:?}"),
                None => (is, false),
            };
            let mut value = match field {
                "dateline" => json!({"const": 1}),
                "type" => json!({"const": meaning}),
                _ => typed(is),
            };
            if !meaning.is_empty() && field != "type" {
                value["description"] = meaning.into();
            }
            shapes[&shape]["properties"][field] = value;
            if !is_optional {
                let required = shapes[&shape]["required"].as_array_mut().unwrap();
                required.push(field.into());
            }
        }
    }
    shapes.insert("thing".into(), json!({"anyOf": things}));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What dateline writes as JSON, version 1: an object, or a thing in a line of JSON lines",
        "anyOf": [{"$ref": "#/$defs/whole"}, {"$ref": "#/$defs/thing"}],
        "$defs": shapes,
    })
}

/// What the words in the page's second column say.
fn typed(is: &str) -> Value {
    if let Some(is) = is.strip_suffix(" or null") {
        return json!({"anyOf": [typed(is), {"type": "null"}]});
    }
    if let Some(is) = is.strip_prefix("list of ") {
        return json!({"type": "array", "items": typed(is)});
    }
    match is {
        "text" => json!({"type": "string"}),
        "number" => json!({"type": "number"}),
        "true or false" => json!({"type": "boolean"}),
        "things" => json!({"$ref": "#/$defs/thing"}),
        link => {
            let name = link.strip_prefix('[').unwrap().split(']').next().unwrap();
            json!({"$ref": format!("#/$defs/{name}")})
        }
    }
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(SCHEMA)).unwrap()).unwrap()
}

#[test]
fn the_schema_says_what_the_guide_says() {
    let made = serde_json::to_string_pretty(&of_page()).unwrap() + "\n";
    if env::var_os("RENEW_GUIDE").is_some() {
        fs::write(root().join(SCHEMA), &made).unwrap();
    }
    let there = fs::read_to_string(root().join(SCHEMA)).unwrap_or_default();
    assert!(
        made == there,
        "{SCHEMA} is out of date; RENEW_GUIDE=1 cargo test --test suite guide renews it"
    );
}

/// Why `value` is not what the schema says, if it is not.
fn fault(root: &Value, schema: &Value, value: &Value, place: &str) -> Option<String> {
    for (word, says) in schema.as_object().unwrap() {
        let fault = match word.as_str() {
            "$ref" => {
                let path = says.as_str().unwrap().strip_prefix('#').unwrap();
                let schema = root.pointer(path).unwrap_or_else(|| panic!("{path}"));
                fault(root, schema, value, place)
            }
            "anyOf" => {
                let faults: Vec<_> = says
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|schema| fault(root, schema, value, place))
                    .collect();
                let is_any = faults.iter().any(Option::is_none);
                (!is_any).then(|| {
                    faults
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("; or ")
                })
            }
            "type" => {
                let is = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "number",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                (says != is).then(|| format!("{place} is {is} and not {says}"))
            }
            "const" => (says != value).then(|| format!("{place} is {value} and not {says}")),
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .find_map(|(nth, item)| fault(root, says, item, &format!("{place}[{nth}]"))),
            "properties" => value
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(name, field)| {
                    fault(root, says.get(name)?, field, &format!("{place}.{name}"))
                }),
            "required" => says.as_array().unwrap().iter().find_map(|name| {
                let is_there = value.get(name.as_str().unwrap()).is_some();
                (!is_there).then(|| format!("{place} has no {name}"))
            }),
            "additionalProperties" => {
                value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .find_map(|(name, _)| {
                        let is_known = schema["properties"].get(name).is_some();
                        (!is_known).then(|| format!("{place}.{name} is not in the schema"))
                    })
            }
            "$schema" | "$defs" | "title" | "description" => None,
            other => panic!("the validator does not know {other}"),
        };
        if fault.is_some() {
            return fault;
        }
    }
    None
}

fn dateline() -> Command {
    let mut command = cargo_bin_cmd!();
    command.current_dir(root()).env_remove("DATELINE_FILE");
    command
}

fn written(words: &[&str], format: &str) -> String {
    let files = ["-f", "events.ron", "-f", "examples/handovers.ron"];
    let output = dateline()
        .args(words)
        .args(files)
        .args(["--format", format])
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_writes_json_of_one_shape() {
    let schema = schema();
    let mut types = Vec::new();
    for words in [
        &["find", "during:2023"][..],
        &["find", "", "--limit", "2"],
        &["show", "police-centre", "laukkai", "shwe-kokko", "overview"],
        &["actor", "saw-chit-thu"],
        &["source", "partnership-report", "xinhua-shine-2023-09-08"],
        &["path", "police-centre", "she-zhijiang"],
        &["export", "kind:sanctions"],
        &["export", "during:2023-10"],
    ] {
        let whole: Value = serde_json::from_str(&written(words, "json")).unwrap();
        assert_eq!(fault(&schema, &schema, &whole, words[0]), None, "{words:?}");
        assert_eq!(whole["dateline"], 1);
        assert_eq!(whole["command"], words[0]);
        let items = whole["items"].as_array().unwrap();
        types.extend(
            items
                .iter()
                .map(|item| item["type"].as_str().unwrap().to_owned()),
        );
        if words[0] == "export" {
            continue;
        }
        let lines = written(words, "jsonl");
        let lines: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), items.len());
        for (line, item) in lines.iter().zip(items) {
            assert_eq!(fault(&schema, &schema, line, "line"), None, "{words:?}");
            let mut line = line.clone();
            let version = line.as_object_mut().unwrap().remove("dateline");
            assert_eq!((version, &line), (Some(Value::from(1)), item));
        }
    }
    let things = schema["$defs"]["thing"]["anyOf"].as_array().unwrap();
    for thing in things {
        let name = thing["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        assert!(
            types.iter().any(|seen| seen == name),
            "{name} was not tried"
        );
    }
}

#[test]
fn an_event_is_the_same_whoever_writes_it() {
    let items = |words: &[&str]| -> Vec<Value> {
        let whole: Value = serde_json::from_str(&written(words, "json")).unwrap();
        let items = whole["items"].as_array().unwrap().iter();
        items
            .filter(|item| item["type"] == "event")
            .cloned()
            .collect()
    };
    let found = items(&["find", "kind:sanctions"]);
    assert!(!found.is_empty());
    assert_eq!(found, items(&["export", "kind:sanctions"]));
    let ids: Vec<&str> = found
        .iter()
        .map(|event| event["id"].as_str().unwrap())
        .collect();
    assert_eq!(found, items(&[&["show"], &*ids].concat()));
    // So is a row of a table.
    let found = written(&["find", "kind:sanctions"], "csv");
    assert_eq!(found, written(&["export", "kind:sanctions"], "csv"));
    assert_eq!(found, written(&[&["show"], &*ids].concat(), "csv"));
}

#[test]
fn the_schema_refuses_what_is_otherwise() {
    let schema = schema();
    let whole: Value = serde_json::from_str(&written(&["find", "kind:sanctions"], "json")).unwrap();
    for (pointer, wrong) in [
        ("/dateline", json!(2)),
        ("/items/0/title", json!(null)),
        ("/items/0/type", json!("happening")),
        ("/items/0/date/certain", json!("yes")),
        ("/items/0/cites", json!([{}])),
        ("/items/0", json!({"type": "event"})),
    ] {
        let mut whole = whole.clone();
        *whole.pointer_mut(pointer).unwrap() = wrong;
        assert!(fault(&schema, &schema, &whole, "").is_some(), "{pointer}");
    }
}
