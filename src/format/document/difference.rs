//! Differences of two chronologies as text, as Markdown and as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::escape::markdown::{code, inline};
use super::json::VERSION;
use crate::model::difference::{Change, Difference, FieldChange};
use crate::model::text::one_line;

/// A line a thing, `+`, `-`, `=` or `~` before it, and a line a field; a line that counts at the end.
pub fn text(differences: &[Difference]) -> String {
    let mut out = String::new();
    for difference in differences {
        let sign = sign(&difference.change);
        let Difference {
            noun, id, label, ..
        } = difference;
        // Writing to a string can't fail.
        let _ = writeln!(out, "{sign} {noun} {id}: {}", one_line(label));
        match &difference.change {
            Change::Added | Change::Removed => {}
            Change::Renamed(was) => {
                let _ = writeln!(out, "    renamed: was {was}");
            }
            Change::Changed(fields) => {
                for field in fields {
                    let _ = writeln!(
                        out,
                        "    {}",
                        told(field, |text| one_line(text).into_owned())
                    );
                }
            }
        }
    }
    let _ = writeln!(out, "{}", counted(differences));
    out
}

/// A list of Markdown.
pub fn markdown(differences: &[Difference]) -> String {
    let mut out = format!("{}\n", counted(differences));
    let headings: [(&str, char); 4] = [
        ("Added", '+'),
        ("Removed", '-'),
        ("Renamed", '='),
        ("Changed", '~'),
    ];
    for (heading, sign_of) in headings {
        let mut these = differences
            .iter()
            .filter(|one| sign(&one.change) == sign_of)
            .peekable();
        if these.peek().is_some() {
            let _ = write!(out, "\n## {heading}\n\n");
        }
        for Difference {
            noun,
            id,
            label,
            change,
        } in these
        {
            let _ = write!(out, "- {noun} {}: {}", code(id), inline(&one_line(label)));
            match change {
                Change::Added | Change::Removed => {}
                Change::Renamed(was) => {
                    let _ = write!(out, ", was {}", code(was));
                }
                Change::Changed(fields) => {
                    for field in fields {
                        let _ =
                            write!(out, "\n  - {}", told(field, |text| inline(&one_line(text))));
                    }
                }
            }
            out.push('\n');
        }
    }
    out
}

/// One object: how many, and each with its fields.
pub fn json(differences: &[Difference]) -> String {
    let items: Vec<Value> = differences
        .iter()
        .map(|difference| {
            let (change, was, fields) = match &difference.change {
                Change::Added => ("added", None, &[][..]),
                Change::Removed => ("removed", None, &[][..]),
                Change::Renamed(was) => ("renamed", Some(was), &[][..]),
                Change::Changed(fields) => ("changed", None, &**fields),
            };
            let fields: Vec<Value> = fields
                .iter()
                .map(
                    |FieldChange {
                         word,
                         field,
                         was,
                         now,
                     }| {
                        json!({"change": word, "field": field, "was": was, "now": now})
                    },
                )
                .collect();
            json!({
                "type": difference.noun,
                "id": difference.id,
                "label": difference.label,
                "change": change,
                "was": was,
                "fields": fields,
            })
        })
        .collect();
    let whole = json!({
        "dateline": VERSION,
        "command": "diff",
        "found": items.len(),
        "items": items,
    });
    format!("{whole:#}\n")
}

fn sign(change: &Change) -> char {
    match change {
        Change::Added => '+',
        Change::Removed => '-',
        Change::Renamed(_) => '=',
        Change::Changed(_) => '~',
    }
}

/// "re-dated: Aug 2023 → 10 Aug 2023", "reworded summary: … → …".
fn told(change: &FieldChange, shown: impl Fn(&str) -> String) -> String {
    let FieldChange {
        word,
        field,
        was,
        now,
    } = change;
    let or_nothing = |text: &str| match text {
        "" => "nothing".to_owned(),
        text => shown(text),
    };
    match *field {
        "disputed" => (*word).to_owned(),
        "date" | "grade" => format!("{word}: {} → {}", or_nothing(was), or_nothing(now)),
        field => format!("{word} {field}: {} → {}", or_nothing(was), or_nothing(now)),
    }
}

/// "3 added, 1 removed, 2 changed"; "no differences".
fn counted(differences: &[Difference]) -> String {
    let count = |sign_of: char| {
        let these = differences
            .iter()
            .filter(|one| sign(&one.change) == sign_of);
        these.count()
    };
    let counts: Vec<String> = [
        ('+', "added"),
        ('-', "removed"),
        ('=', "renamed"),
        ('~', "changed"),
    ]
    .into_iter()
    .map(|(sign, word)| (count(sign), word))
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    if counts.is_empty() {
        "no differences".to_owned()
    } else {
        counts.join(", ")
    }
}
