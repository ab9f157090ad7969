//! RON: the format of chronologies.
//!
//! A sound file is read by serde alone. Only when that fails is the text looked
//! at again: `outline` finds what stands where, `shape` what is wrong with it, and
//! `repair` reads what is left. `sites` finds values for problems of the model.

mod brackets;
mod escape;
mod fields;
mod lexer;
mod outline;
mod quotes;
mod repair;
mod schema;
mod shape;
mod sites;
mod tree;
mod value;
mod values;

use ::ron::Options;
use ::ron::extensions::Extensions;

use crate::model::record::ChronologyRecord;

use super::diagnostic::{self, Diagnostic};
use super::{Format, Reading};
use repair::{Refusal, Repair};
use tree::NodeKind;

/// RON's row.
pub const FORMAT: Format = Format {
    name: "RON",
    extensions: &["ron"],
    read,
    locator: |source| Box::new(sites::Sites::new(source)),
};

/// How chronologies are read: `Some` may be left out; ron's own limit on nesting stays.
fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn read(reading: &mut Reading) {
    match options().from_str::<ChronologyRecord>(reading.source.text()) {
        Ok(mut record) => {
            record.number_items();
            reading.record = Some(record);
        }
        Err(error) => {
            let refusal = Refusal::new(&error, reading.source.text());
            // Its message may hold megabytes of the file.
            drop(error);
            read_faulty(reading, refusal);
        }
    }
}

/// Reads a file that serde refused.
fn read_faulty(reading: &mut Reading, refusal: Refusal) {
    let text = reading.source.text();
    let mut outline = outline::outline(text);
    let shape = shape::shape(text, &outline);
    let root = outline.tree.value(outline.root);
    if root.is_some_and(|root| outline.tree.get(root).kind == NodeKind::Round) {
        let mut repair = Repair::new(text, &outline, &shape);
        reading.record = Some(repair.record(stem(reading.source.name())));
        reading.diagnostics.append(&mut repair.faults);
    }
    reading.diagnostics.append(&mut outline.faults);
    reading.diagnostics.extend(shape.faults);
    if reading.diagnostics.is_empty() {
        // serde knows better.
        reading
            .diagnostics
            .push(Diagnostic::error("syntax", refusal.message).at(refusal.range, "can't be read"));
    }
    diagnostic::sort(&mut reading.diagnostics);
    reading.source.left_out = shape.left_out;
    reading.source.left_out.sort_by_key(|range| range.start);
}

/// A file's name without folders and ending: a title for want of a better one.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
