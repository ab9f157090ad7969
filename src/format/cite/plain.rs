//! Plain: the event with its date and status, and each source with its locator, in one line.

use super::dated::{Dated, Manner, SHOWN, WORDS};
use super::form::Form;
use super::name::{self, Name};
use super::phrase::{flat, joined, stopped};
use super::reference::{Reference, Work};
use super::style::{Style, Write};
use crate::format::document::words::status;

/// The style.
pub(super) const STYLE: Style = Style {
    name: "plain",
    help: "the event, its date, status and sources in a line",
    forms: &[
        (Form::Note, Write::Work(line)),
        (Form::Entry, Write::Each(entry, &DATES)),
    ],
    listing: None,
};

/// Dates as they show elsewhere, but in words that stand in a sentence.
pub(super) const DATES: Manner = Manner {
    months: &SHOWN,
    ..WORDS
};

fn line(work: &Work<'_>) -> String {
    let sources = work.chain(&DATES, str::to_owned, |reference| {
        source(reference, &reference.places_with_ours())
    });
    let Some(event) = work.event else {
        return sources;
    };
    let date = match Dated::of(&event.date) {
        date @ (Dated::Between(..) | Dated::OneOf(_)) => {
            let date = date.told(&DATES);
            if event.inferred {
                format!("[{date}]")
            } else {
                date
            }
        }
        Dated::None
        | Dated::At(_)
        | Dated::Range(..)
        | Dated::Since(_)
        | Dated::NotAfter(_)
        | Dated::NotBefore(_)
        | Dated::Words(_) => event.date_shown(),
    };
    let told = format!(
        "{} ({date}; {})",
        flat(&event.title).trim_end_matches('.'),
        status(event),
    );
    joined(&[&stopped(&told), &sources], " ")
}

fn entry(reference: &Reference<'_>) -> String {
    source(reference, "")
}

fn source(reference: &Reference<'_>, places: &str) -> String {
    let source = reference.source;
    joined(
        &[
            &authors(reference),
            &reference.titled(),
            &flat(&source.publisher),
            &Dated::of(&source.published).told(&DATES),
            places,
            &flat(&source.origin),
            &reference.archived_at(),
            &seen(reference),
        ],
        ", ",
    )
}

/// "Grant Peck and Saw Chit Thu".
pub(super) fn authors(reference: &Reference<'_>) -> String {
    let names = name::read_all(&reference.source.authors);
    let names: Vec<String> = names.iter().map(Name::direct).collect();
    name::list(&names, " and ", " and ")
}

/// "seen 3 Jan 2024".
pub(super) fn seen(reference: &Reference<'_>) -> String {
    match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => format!("seen {}", date.told(&DATES)),
    }
}
