//! APA: the reference entry of the APA's Publication Manual, 7th edition.

use crate::model::SourceKind;

use super::chicago;
use super::dated::{Dated, LONG, Manner, Part};
use super::name::{self, Name};
use super::phrase::{flat, joined, sentences, stopped};
use super::reference::Reference;
use super::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "apa",
    help: "APA reference entries",
    write: Write::Entry(entry),
};

const DATES: Manner = Manner {
    part,
    about: "ca. ",
    around: ("", ""),
    since: "present",
    none: "n.d.",
};

/// When something was seen: month, day, year.
const SEEN: Manner = Manner {
    part: chicago::part,
    ..DATES
};

fn entry(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let date = format!("({})", Dated::of(&source.published).told(&DATES));
    let mut title = reference.titled();
    if source.kind == SourceKind::Dataset {
        title.push_str(" [Data set]");
    }
    let names = name::read_all(&source.authors);
    let authors = authors(&names);
    let publisher = flat(&source.publisher);
    let publisher = if publisher == authors { "" } else { &publisher };
    let place = joined(
        &[publisher, &reference.locators.words("para.", "paras.")],
        ", ",
    );
    let (first, third) = if authors.is_empty() {
        (title, String::new())
    } else {
        (authors, title)
    };
    // An address ends without a full stop.
    let body = sentences(&[&first, &date, &third, &place]);
    joined(&[&body, &origin(reference)], " ")
}

fn origin(reference: &Reference<'_>) -> String {
    let origin = flat(&reference.source.origin);
    let seen = match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => date.told(&SEEN),
    };
    match (seen.is_empty(), origin.is_empty()) {
        (true, _) => origin,
        (false, true) => stopped(&format!("Retrieved {seen}")),
        (false, false) => format!("Retrieved {seen}, from {origin}"),
    }
}

fn authors(names: &[Name]) -> String {
    let told: Vec<String> = names.iter().map(Name::initials).collect();
    match told.as_slice() {
        // The first nineteen, then the last (9.8).
        [first @ .., last] if told.len() > 20 => {
            let first: Vec<&str> = first.iter().take(19).map(String::as_str).collect();
            format!("{}, . . . {last}", first.join(", "))
        }
        told => name::list(told, ", & ", ", & "),
    }
}

/// "2023, October 10", "2023, October", "2023".
fn part(part: &Part) -> String {
    let year = part.year_words();
    match (part.month_words(&LONG), part.day_words()) {
        (Some(month), Some(day)) => format!("{year}, {month} {day}"),
        (Some(month), None) => format!("{year}, {month}"),
        _ => year,
    }
}
