//! Markdown links: each source's title, linked to its address if it has one.

use super::phrase::{flat, joined};
use super::reference::{Reference, Work};
use super::{Style, Write};
use crate::format::document::escape::markdown::{address, inline, line};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "md-link",
    help: "Markdown: each title as a link, then publisher, date and locator",
    write: Write::Work(links),
};

fn links(work: &Work<'_>) -> String {
    let links: Vec<String> = work.references.iter().map(link).collect();
    links.join("; ")
}

fn link(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let title = flat(source.label());
    let linked = match reference.url() {
        Some(url) => format!("[{}]({})", inline(&title), address(url)),
        None => line(&title),
    };
    let published = if source.published.is_undated() {
        String::new()
    } else {
        inline(&source.published.shown())
    };
    let seen = if reference.accessed.is_undated() {
        String::new()
    } else {
        inline(&format!("seen {}", reference.accessed.shown()))
    };
    joined(
        &[
            &linked,
            &inline(&flat(&source.publisher)),
            &published,
            &inline(&reference.locators.signs()),
            &seen,
        ],
        ", ",
    )
}
