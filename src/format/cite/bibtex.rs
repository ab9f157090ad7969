//! BibTeX: entries for biblatex, whose `date` takes EDTF as it is.
//!
//! A date that biblatex does not read (its manual, 2.3.8: level 0 and the marks ? ~ % at the end) stands in `year` in words.

use std::collections::{BTreeSet, HashMap};

use crate::format::document::escape::tex::{address, escape};
use crate::model::{Date, DateShape, SourceKind};

use super::name::{self, Name};
use super::phrase::flat;
use super::reference::Reference;
use super::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "bibtex",
    help: "a .bib file for biblatex",
    write: Write::File(file),
};

fn file(references: &[Reference<'_>]) -> String {
    let mut keys = Keys::default();
    let entries: Vec<String> = references
        .iter()
        .map(|reference| entry(reference, &mut keys))
        .collect();
    entries.join("\n")
}

fn entry(reference: &Reference<'_>, keys: &mut Keys) -> String {
    let source = reference.source;
    let (sort, publisher) = match source.kind {
        SourceKind::Article => ("article", "journaltitle"),
        SourceKind::Report => ("report", "institution"),
        SourceKind::WebPage => ("online", "organization"),
        SourceKind::Dataset => ("dataset", "publisher"),
        SourceKind::Book => ("book", "publisher"),
        SourceKind::Other => ("misc", "publisher"),
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    let authors: Vec<String> = name::read_all(&source.authors).iter().map(author).collect();
    fields.push(("author", authors.join(" and ")));
    // The second pair of braces keeps the title's capitals.
    fields.push(("title", format!("{{{}}}", escape(&reference.titled()))));
    fields.push((publisher, escape(&flat(&source.publisher))));
    if reads(&source.published) {
        fields.push(("date", without_time(&source.published).to_owned()));
    } else if !source.published.is_undated() {
        fields.push(("year", escape(&source.published.shown())));
    }
    match reference.url() {
        Some(url) => fields.push(("url", address(url))),
        None => fields.push(("howpublished", escape(&flat(&source.origin)))),
    }
    if reads(&reference.accessed) {
        fields.push(("urldate", without_time(&reference.accessed).to_owned()));
    }
    if source.kind == SourceKind::Report {
        fields.push(("type", "report".to_owned()));
    }
    fields.push(("language", escape(&flat(&source.language))));
    fields.push(("note", escape(&reference.locators.signs())));
    let fields: Vec<String> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && value != "{}")
        .map(|(name, value)| format!("  {name} = {{{value}}},\n"))
        .collect();
    format!(
        "@{sort}{{{},\n{}}}\n",
        key(&source.id, keys),
        fields.concat()
    )
}

/// Keys that are taken.
#[derive(Default)]
struct Keys {
    taken: BTreeSet<String>,
    /// The number to try next for ids that come out alike.
    next: HashMap<String, u32>,
}

/// The source's id in letters that every tool reads, made unlike all keys before it.
fn key(id: &str, keys: &mut Keys) -> String {
    let plain: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_.:".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    let mut key = plain.clone();
    while !keys.taken.insert(key.clone()) {
        let nth = keys.next.entry(plain.clone()).or_insert(2);
        key = format!("{plain}-{nth}");
        *nth += 1;
    }
    key
}

fn author(name: &Name) -> String {
    match name {
        Name::Person { family, given } => format!("{}, {}", escape(family), escape(given)),
        Name::AsWritten(name) => format!("{{{}}}", escape(name)),
    }
}

/// Whether biblatex reads the date as it is written.
fn reads(date: &Date) -> bool {
    let ends: Vec<&str> = without_time(date).split('/').collect();
    match date.shape() {
        DateShape::Moment => ends.iter().all(|end| is_simple(end)),
        DateShape::Span => {
            ends.len() == 2
                && ends
                    .iter()
                    .all(|end| matches!(*end, "" | "..") || is_simple(end))
        }
        DateShape::Undated | DateShape::Unreadable | DateShape::OneOf | DateShape::AllOf => false,
    }
}

/// The date as written, without the time of day that a moment may have.
fn without_time(date: &Date) -> &str {
    let written = date.written().trim();
    written.split('T').next().unwrap_or(written)
}

/// "2023", "2023-10", "2023-10-10", "2023-21", "-0043"; with ? ~ % at the end.
fn is_simple(end: &str) -> bool {
    let end = end.strip_suffix(['?', '~', '%']).unwrap_or(end);
    let parts: Vec<&str> = end.strip_prefix('-').unwrap_or(end).split('-').collect();
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, rest @ ..] => {
            let known = |month: &&str| *month <= "12" || ("21"..="24").contains(month);
            digits(year, 4)
                && rest.len() <= 2
                && rest.iter().all(|part| digits(part, 2))
                && rest.first().is_none_or(known)
        }
        [] => false,
    }
}
