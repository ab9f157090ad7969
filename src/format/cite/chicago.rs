//! Chicago: the bibliography entry of the Chicago Manual of Style.
//!
//! Dates that are not exact stand in square brackets, "[ca. 1750]", "[August 2023?]" (CMOS 17, 14.44), no date is "n.d."

use crate::model::SourceKind;

use super::dated::{Dated, LONG, Manner, Part};
use super::name::{self, Name};
use super::phrase::{flat, joined, quoted, sentences};
use super::reference::Reference;
use super::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "chicago",
    help: "Chicago bibliography entries",
    write: Write::Entry(entry),
};

/// Dates.
pub(super) const DATES: Manner = Manner {
    part,
    about: "ca. ",
    around: ("[", "]"),
    since: "",
    none: "n.d.",
};

/// From so many authors on, the first three are named.
const MANY: usize = 7;

fn entry(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let title = title(reference, '.');
    let dataset = match source.kind {
        SourceKind::Dataset => "Dataset",
        _ => "",
    };
    let published = joined(
        &[
            &flat(&source.publisher),
            &Dated::of(&source.published).told(&DATES),
            &reference.locators.signs(),
        ],
        ", ",
    );
    let accessed = match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => format!("Accessed {}", date.told(&DATES)),
    };
    sentences(&[
        &authors(&name::read_all(&source.authors)),
        &title,
        dataset,
        &published,
        &accessed,
        &flat(&source.origin),
    ])
}

/// The title: in quotes for what is part of something larger, with the sign that follows.
pub(super) fn title(reference: &Reference<'_>, sign: char) -> String {
    let title = flat(&reference.source.title);
    // What describes a work is no title: neither in quotes nor in italics.
    if title.is_empty() {
        return flat(&reference.source.description);
    }
    match reference.source.kind {
        SourceKind::Article | SourceKind::WebPage => quoted(&title, sign),
        _ => title,
    }
}

fn authors(names: &[Name]) -> String {
    let mut told: Vec<String> = names.iter().map(Name::direct).collect();
    if let (Some(first), Some(name)) = (told.first_mut(), names.first()) {
        *first = name.inverted();
    }
    if told.len() >= MANY {
        told.truncate(3);
        return format!("{}, et al.", told.join(", "));
    }
    name::list(&told, ", and ", ", and ")
}

/// "October 10, 2023", "October 2023", "2023".
pub(super) fn part(part: &Part) -> String {
    let year = part.year_words();
    match (part.month_words(&LONG), part.day_words()) {
        (Some(month), Some(day)) => format!("{month} {day}, {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year,
    }
}
