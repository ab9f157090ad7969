//! Citations: one row of `STYLES` a style, and what all styles share.
//!
//! A style gets works (an event or a source, with the references that it rests on) and
//! writes text. Dates keep their true precision in each style's own convention (`dated`), names are turned
//! only where it is sure which is the family's (`name`), and every style escapes for its own format.

mod apa;
mod bibtex;
mod chicago;
mod csl_json;
mod dated;
mod footnote;
mod locator;
mod md_link;
mod mla;
mod name;
mod phrase;
mod plain;
mod reference;
mod ris;

use crate::model::{Chronology, EventId};

use phrase::aside;
pub use reference::{Options, Subject};
use reference::{Reference, Work};

/// A citation style.
#[derive(Debug)]
pub struct Style {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    write: Write,
}

/// How a style writes.
#[derive(Debug, Clone, Copy)]
enum Write {
    /// A line for each source, each source once.
    Entry(fn(&Reference<'_>) -> String),
    /// A line for each event or source that was asked for.
    Work(fn(&Work<'_>) -> String),
    /// A file of all sources, each once.
    File(fn(&[Reference<'_>]) -> String),
}

/// Every style, in the order of the help. The first is the default.
pub static STYLES: &[Style] = &[
    plain::STYLE,
    chicago::STYLE,
    footnote::STYLE,
    apa::STYLE,
    mla::STYLE,
    md_link::STYLE,
    bibtex::STYLE,
    csl_json::STYLE,
    ris::STYLE,
];

impl Style {
    /// The style of that name.
    pub fn called(name: &str) -> Option<&'static Self> {
        STYLES.iter().find(|style| style.name == name)
    }
}

/// The sources that an event cites, without a newline at the end; empty if it cites none, but for
/// the styles that name the event itself.
pub fn cite(style: &Style, chronology: &Chronology, event: EventId, options: &Options) -> String {
    let text = cite_all(style, chronology, &[Subject::Event(event)], options);
    text.trim_end_matches(['\r', '\n']).to_owned()
}

/// All of `subjects`, as one text that ends in a newline, or an empty one if there is nothing to cite.
pub fn cite_all(
    style: &Style,
    chronology: &Chronology,
    subjects: &[Subject],
    options: &Options,
) -> String {
    let works: Vec<Work<'_>> = subjects
        .iter()
        .map(|subject| Work::of(chronology, *subject, options))
        .collect();
    match style.write {
        Write::Entry(entry) => {
            let against: Vec<_> = works.iter().flat_map(|work| work.against.clone()).collect();
            let against = against.iter().map(|(reference, claim)| {
                let claim = aside(claim);
                format!("But see: {}{claim}", entry(reference))
            });
            let united = reference::united(works);
            lines(united.iter().map(entry).chain(against))
        }
        Write::Work(work) => lines(works.iter().map(work)),
        Write::File(file) => file(&reference::united(works)),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
