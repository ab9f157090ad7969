//! Diagnostics → a SARIF log (OASIS, version 2.1.0), which code hosts and editors show.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::model::text::cleaned;

use super::diagnostic::{Diagnostic, Severity, Span};
use super::files::Files;

/// The log of one run. `rules` are names and descriptions of what may be found besides faults.
pub fn log<'a>(
    diagnostics: &[Diagnostic],
    files: &Files,
    rules: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let rules: Vec<Value> = rules
        .map(|(name, about)| json!({"id": name, "shortDescription": {"text": about}}))
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, files))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "dateline",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(diagnostic: &Diagnostic, files: &Files) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let help = diagnostic.help.as_deref().unwrap_or_default();
    let told: Vec<&str> = [&*diagnostic.message, &diagnostic.label, help]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), diagnostic.code.into());
    result.insert("level".to_owned(), level.into());
    result.insert(
        "message".to_owned(),
        json!({"text": cleaned(&told.join("; "))}),
    );
    let place = diagnostic.span.as_ref();
    let places: Vec<Value> = place
        .and_then(|span| location(span, files))
        .into_iter()
        .collect();
    result.insert("locations".to_owned(), places.into());
    let related = diagnostic.related.iter().zip(1_u32..);
    let related: Vec<Value> = related
        .filter_map(|((span, label), id)| {
            let mut place = location(span, files)?;
            let fields = place.as_object_mut()?;
            fields.insert("id".to_owned(), id.into());
            fields.insert("message".to_owned(), json!({"text": cleaned(label)}));
            Some(place)
        })
        .collect();
    if !related.is_empty() {
        result.insert("relatedLocations".to_owned(), related.into());
    }
    result.into()
}

fn location(span: &Span, files: &Files) -> Option<Value> {
    let file = files.get(span.file)?;
    let (start, end) = (
        file.line_column(span.range.start),
        file.line_column(span.range.end),
    );
    Some(json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(file.name())},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }}))
}

/// A path as a relative reference (RFC 3986): what is not unreserved there is written by its bytes.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    // Before the first slash a colon would end a scheme; it is escaped with the rest.
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a string can't fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}
