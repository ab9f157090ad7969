//! RON: the format of chronologies.
//!
//! A sound file is read by serde alone. Only when that fails is the text looked
//! at again by a tolerant scanner that finds all faults.

use std::ops::Range;

use ::ron::Options;
use ::ron::extensions::Extensions;

use crate::model::problem::Hop;
use crate::model::record::ChronologyRecord;

use super::diagnostic::Diagnostic;
use super::files::SourceText;
use super::{Format, Locator, Reading};

/// RON's row.
pub const FORMAT: Format = Format {
    name: "RON",
    extensions: &["ron"],
    read,
    locator: |_| Box::new(Nowhere),
};

struct Nowhere;
impl Locator for Nowhere {
    fn find(&mut self, _: &[Hop], _: Option<(usize, usize)>) -> Range<usize> {
        0..0
    }
}

/// How chronologies are read: `Some` may be left out; ron's own limit on nesting stays.
fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn read(reading: &mut Reading) {
    let source: &SourceText = &reading.source;
    match options().from_str::<ChronologyRecord>(source.text()) {
        Ok(mut record) => {
            record.number_items();
            reading.record = Some(record);
        }
        Err(error) => reading
            .diagnostics
            .push(Diagnostic::error("syntax", error.code.to_string())),
    }
}
