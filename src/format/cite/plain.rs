//! Plain: the event with its date and status, and each source with its locator, in one line.

use super::phrase::{aside, flat, joined, stopped};
use super::reference::{Reference, Work};
use super::{Style, Write};
use crate::format::document::words::status;

/// The style.
pub(super) const STYLE: Style = Style {
    name: "plain",
    help: "the event, its date and status, and its sources, in a line",
    write: Write::Work(line),
};

fn line(work: &Work<'_>) -> String {
    let against = work.against.iter().map(|(reference, claim)| {
        let claim = aside(claim);
        format!("but see {}{claim}", source(reference))
    });
    let sources: Vec<String> = work.references.iter().map(source).chain(against).collect();
    let sources = sources.join("; ");
    let Some(event) = work.event else {
        return sources;
    };
    let told = format!(
        "{} ({}; {})",
        flat(&event.title).trim_end_matches('.'),
        event.date_shown(),
        status(event),
    );
    joined(&[&stopped(&told), &sources], " ")
}

fn source(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let authors: Vec<String> = source.authors.iter().map(|author| flat(author)).collect();
    let published = if source.published.is_undated() {
        String::new()
    } else {
        source.published.shown()
    };
    let seen = if reference.accessed.is_undated() {
        String::new()
    } else {
        format!("seen {}", reference.accessed.shown())
    };
    joined(
        &[
            &authors.join("; "),
            &flat(source.label()),
            &flat(&source.publisher),
            &published,
            &reference.locators.signs(),
            &flat(&source.origin),
            &seen,
        ],
        ", ",
    )
}
