//! Bytes ⇄ records: one row of `FORMATS` a format, and the diagnostics that they share.
//!
//! A reader gets bytes and a name, never opens a file, and never panics
//! whatever the bytes hold. It gives as much of the record as is safe, and
//! everything that it found wrong. Problems that `model::build` finds later
//! come back here to be given a span of the text (`locate`).

pub mod cite;
pub mod decode;
pub mod diagnostic;
pub(crate) mod document;
pub mod export;
pub mod files;
pub mod lines;
pub mod locate;
pub mod note;
pub mod render;
pub mod ron;

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use crate::model::problem::Hop;
use crate::model::record::ChronologyRecord;

use diagnostic::{Diagnostic, Diagnostics, Span};
use files::SourceText;

/// What a reader made of one file. Its diagnostics name file 0 until [`Reading::set_file`].
#[derive(Debug, Default)]
pub struct Reading {
    /// The record, as far as it could be read; `None` if nothing could be.
    pub record: Option<ChronologyRecord>,
    /// What is wrong with the file's text or shape, in the order of the text.
    pub diagnostics: Diagnostics,
    /// The text, for quoting.
    pub source: SourceText,
}

impl Reading {
    /// Says which of the files opened this is.
    pub fn set_file(&mut self, file: u16) {
        if let Some(record) = &mut self.record {
            record.set_file(file);
        }
        for diagnostic in self.diagnostics.iter_mut() {
            let related = diagnostic.related.iter_mut().map(|(span, _)| span);
            for span in diagnostic.span.iter_mut().chain(related) {
                span.file = usize::from(file);
            }
        }
    }
}

/// A format that chronologies are read from.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// What its files' names end in, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Decoded text → record and diagnostics; the text stands in `Reading::source`.
    read: fn(&mut Reading),
    /// Finds sites in a file's text.
    locator: fn(&SourceText) -> Box<dyn Locator + '_>,
}

/// Finds values in the text of one file.
pub trait Locator {
    /// The bytes of the value at the end of `path`, or of the nearest value around it.
    /// `within` narrows it to a range of the characters that a text says.
    fn find(&mut self, path: &[Hop], within: Option<(usize, usize)>) -> Range<usize>;
}

/// Every format that can be read. The first is read where a name tells nothing.
pub const FORMATS: &[Format] = &[ron::FORMAT];

/// The format of a file of that name.
pub fn of(name: &str) -> &'static Format {
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    FORMATS
        .iter()
        .find(|format| {
            extension
                .as_deref()
                .is_some_and(|end| format.extensions.contains(&end))
        })
        .unwrap_or(&ron::FORMAT)
}

/// The first events of a large file with what they name, to show until it is read; what is wrong with it is not told.
pub fn preview(name: &str, file: &mut dyn Read) -> Option<ChronologyRecord> {
    if of(name).name != ron::FORMAT.name {
        return None;
    }
    ron::fast::preview::read(file)
}

/// Reads one large file, block by block, its text unkept; `watch` is told how many bytes each time. `None` if the
/// file is anything but sound and plain: then it must be read whole.
pub fn read_in_blocks(
    name: &str,
    file: &mut (dyn Read + Send),
    watch: &mut (dyn FnMut(usize) + Send),
) -> Option<Reading> {
    if of(name).name != ron::FORMAT.name {
        return None;
    }
    Some(Reading {
        record: Some(ron::fast::blocks::read(file, watch)?),
        source: SourceText::new(name, String::new()),
        ..Reading::default()
    })
}

/// Reads one file. `name` is what diagnostics call it, and tells its format. Bytes that are owned are not copied.
pub fn read<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Reading {
    let mut reading = Reading {
        source: SourceText::new(name, String::new()),
        ..Reading::default()
    };
    match decode::decode(bytes) {
        Ok(text) => {
            reading.source = SourceText::new(name, text.into_owned());
            (of(name).read)(&mut reading);
        }
        Err(undecodable) => {
            reading.source = SourceText::new(name, undecodable.shown);
            let mut diagnostic =
                Diagnostic::error(undecodable.code, undecodable.message).help(undecodable.help);
            diagnostic.span = undecodable.range.map(|range| Span { file: 0, range });
            diagnostic.label = undecodable.label;
            reading.diagnostics.push(diagnostic);
        }
    }
    reading
}
