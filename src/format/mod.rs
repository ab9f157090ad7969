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
pub mod import;
pub mod lines;
pub mod locate;
pub mod note;
pub mod reading;
pub mod render;
pub mod ron;
pub mod sarif;

use std::borrow::Cow;
use std::io::Read;

use crate::model::record::ChronologyRecord;

use diagnostic::{Diagnostic, Span};
use files::SourceText;
use import::{csv, ftm, ics, json, markwhen, misp, references, stix};
pub use reading::{Format, Locator, ReadOptions, Reading};

/// Every format that can be read. The first is read where neither name nor text tells.
pub const FORMATS: &[Format] = &[
    ron::FORMAT,
    ics::FORMAT,
    markwhen::FORMAT,
    csv::FORMAT,
    stix::FORMAT,
    misp::FORMAT,
    ftm::FORMAT,
    references::BIBTEX,
    references::RIS,
    references::CSL,
    json::LINES,
    json::FORMAT,
];

/// The format of that name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that the ending of a file's name tells.
pub fn of_ending(name: &str) -> Option<&'static Format> {
    with_ending(name).next()
}

/// The formats whose files' names end as that does.
fn with_ending(name: &str) -> impl DoubleEndedIterator<Item = &'static Format> + Clone {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    FORMATS.iter().filter(move |format| {
        ending
            .as_deref()
            .is_some_and(|ending| format.extensions.contains(&ending))
    })
}

/// The format of a text of that name.
fn format_of(name: &str, text: &str, options: &ReadOptions) -> &'static Format {
    if let Some(from) = options.from {
        return from;
    }
    // Of several formats with one ending, the text tells; the last is the general one.
    let mut named = with_ending(name);
    named
        .clone()
        .find(|format| (format.is_it)(text))
        .or_else(|| named.next_back())
        .or_else(|| FORMATS.iter().find(|format| (format.is_it)(text)))
        .unwrap_or(&ron::FORMAT)
}

/// Whether a file of that name may be read in blocks: RON's own way.
fn is_ron(name: &str, options: &ReadOptions) -> bool {
    let format = options.from.or_else(|| of_ending(name));
    format.is_none_or(|format| format.name == ron::FORMAT.name)
}

/// The first events of a large file with what they name, to show until it is read; what is wrong with it is not told.
pub fn preview(name: &str, file: &mut dyn Read, options: &ReadOptions) -> Option<ChronologyRecord> {
    is_ron(name, options).then(|| ron::fast::preview::read(file))?
}

/// Reads one large file, block by block, its text unkept; `watch` is told how many bytes each time. `None` if its brackets
/// or quotes do not pair, or its events are not cut into lines: then it must be read whole.
pub fn read_in_blocks(
    name: &str,
    file: &mut (dyn Read + Send),
    options: &ReadOptions,
    watch: &mut (dyn FnMut(usize) + Send),
) -> Option<Reading> {
    if !is_ron(name, options) {
        return None;
    }
    let mut reading = Reading {
        source: SourceText::without_text(name),
        ..Reading::default()
    };
    reading.source.format = ron::FORMAT.name;
    ron::read_in_blocks(file, &mut reading, watch)?;
    Some(reading)
}

/// Reads one file as its name and its text tell. `name` is what diagnostics call it.
pub fn read<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Reading {
    read_with(name, bytes, &ReadOptions::default())
}

/// Reads one file. Bytes that are owned are not copied.
pub fn read_with<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    options: &ReadOptions,
) -> Reading {
    let mut reading = Reading {
        source: SourceText::without_text(name),
        ..Reading::default()
    };
    let bytes = bytes.into();
    // RON is UTF-8; tables and the like come as their programs write them.
    let decoded = if is_ron(name, options) {
        decode::decode(bytes).map(|text| (text.into_owned(), String::new()))
    } else {
        decode::decode_other(bytes, options.encoding)
    };
    match decoded {
        Ok((text, remark)) => {
            let format = format_of(name, &text, options);
            reading
                .remarks
                .extend((!remark.is_empty()).then_some(remark));
            (format.read)(&mut reading, &text, options);
            reading.source.supply(text);
            reading.source.format = format.name;
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
