//! Output of the lookup commands: one row of `FORMATS` a format; all of them write the same document.
//!
//! Here is what depends on the machine: the target (a terminal or a pipe), the table that fits it, and where things are
//! written in files. The other writers are in `format::document`; a new format is a writer there and a row here.

mod destination;
mod table;
mod target;
mod vimgrep;

use std::io;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::loaded::Loaded;
use crate::format::document::{Document, Item, Notes, csv, ids, json, markdown, plain};
use crate::model::SourceId;

pub use destination::Destination;
pub use target::Target;

/// A format.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    write: fn(&Document<'_>, &Loaded, &Target) -> String,
}

/// What a terminal gets where no format is asked for.
const TABLE: Format = Format {
    name: "table",
    help: "aligned to the width (the usual one on a terminal)",
    write: |document, _, target| table::write(document, target),
};

/// What a pipe or a file gets where no format is asked for.
const PLAIN: Format = Format {
    name: "plain",
    help: "lines with TABs between fields (the usual one in a pipe)",
    write: |document, _, _| plain::write(document),
};

/// Every format, in the order of the help.
pub static FORMATS: &[Format] = &[
    TABLE,
    PLAIN,
    Format {
        name: "md",
        help: "Markdown",
        write: |document, _, _| markdown::write(document),
    },
    Format {
        name: "json",
        help: "one JSON object; the guide describes its fields",
        write: |document, _, _| json::write(document),
    },
    Format {
        name: "jsonl",
        help: "a JSON object a line",
        write: |document, _, _| json::write_lines(document),
    },
    Format {
        name: "csv",
        help: "CSV for spreadsheets, formulas guarded",
        write: |document, _, _| csv::write(document),
    },
    Format {
        name: "ids",
        help: "ids alone, one a line",
        write: |document, _, _| ids::write(document),
    },
    Format {
        name: "vimgrep",
        help: "file:line:column: words, for the quickfix list of an editor",
        write: |document, loaded, _| vimgrep::write(document, loaded),
    },
];

impl Format {
    /// The format of that name.
    pub fn called(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

impl Notes for Loaded {
    fn paragraphs(&self, source: SourceId) -> Result<Vec<(String, String)>, String> {
        self.note_of(source).map(|note| note.paragraphs)
    }
}

/// A document of things.
pub(super) fn document<'a>(
    loaded: &'a Loaded,
    command: &'static str,
    items: Vec<Item>,
) -> Document<'a> {
    Document {
        chronology: &loaded.chronology,
        notes: loaded,
        command,
        query: "",
        has_period: false,
        correction: None,
        did_you_mean: None,
        found: items.len(),
        items,
        matched: None,
    }
}

/// Writes the document in `format`; where none is asked for, in that of the file's name, as a table on a terminal, and else as
/// plain lines.
///
/// # Errors
///
/// If standard output can't be written.
pub(super) fn write_document(
    document: &Document<'_>,
    loaded: &Loaded,
    format: Option<&Format>,
    destination: &Destination,
) -> io::Result<Outcome> {
    let target = destination.target();
    let usual = if target.is_tty { &TABLE } else { &PLAIN };
    let format = format.or_else(|| destination.format()).unwrap_or(usual);
    destination.write(&(format.write)(document, loaded, &target), loaded)
}

/// How and where to write.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// How to write it; a table on a terminal, plain lines elsewhere
    #[arg(long, value_name = "FORMAT", value_parser = parser())]
    pub(super) format: Option<&'static Format>,
    #[command(flatten)]
    pub(super) destination: Destination,
}

/// Reads the name of a format.
pub(super) fn parser() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.help));
    PossibleValuesParser::new(names)
        .try_map(|name| Format::called(&name).ok_or("there is no such format"))
}
