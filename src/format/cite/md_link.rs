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
    help: "Markdown: authors, each title as a link, publisher, date and locator",
    forms: &[
        (Form::Note, Write::Work(links)),
        (Form::Entry, Write::Each(entry, &DATES)),
    ],
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
    joined(
        &[
            &authors,
            &linked,
            &inline(&flat(&source.publisher)),
            &inline(&Dated::of(&source.published).told(&DATES)),
            &inline(places),
            &inline(&shelf),
            &inline(&plain::seen(reference)),
        ],
        ", ",
    )
}
