//! Markdown links: each source's authors, and its title, linked to its address if it has one.

use super::dated::Dated;
use super::form::Form;
use super::phrase::{flat, joined};
use super::plain::{self, DATES};
use super::reference::{Reference, Work};
use super::style::{Style, Write};
use crate::format::document::escape::markdown::{address, inline, line};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "md-link",
    help: "Markdown: titles as links, publisher, date, place",
    forms: &[
        (Form::Note, Write::Work(links)),
        (Form::Entry, Write::Each(entry, &DATES)),
    ],
    listing: None,
};

fn links(work: &Work<'_>) -> String {
    work.chain(&DATES, inline, |reference| {
        link(reference, &reference.places_with_ours())
    })
}

fn entry(reference: &Reference<'_>) -> String {
    link(reference, "")
}

fn link(reference: &Reference<'_>, places: &str) -> String {
    let source = reference.source;
    let (authors, title) = (plain::authors(reference), reference.titled());
    let linked = match reference.url() {
        Some(url) => format!("[{}]({})", inline(&title), address(url)),
        // What begins the line could begin a list or a heading.
        None if authors.is_empty() => line(&title),
        None => inline(&title),
    };
    let authors = if authors.is_empty() {
        authors
    } else {
        line(&authors)
    };
    let shelf = match reference.url() {
        Some(_) => String::new(),
        None => flat(&source.origin),
    };
    let archived = reference.archived();
    let archived = archived.map(|url| format!("[archived]({})", address(url)));
    let archived = archived.unwrap_or_default();
    joined(
        &[
            &authors,
            &linked,
            &inline(&flat(&source.publisher)),
            &inline(&Dated::of(&source.published).told(&DATES)),
            &inline(places),
            &inline(&shelf),
            &archived,
            &inline(&plain::seen(reference)),
        ],
        ", ",
    )
}
