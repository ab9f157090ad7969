//! Chicago: the bibliography entry and the note of the Chicago Manual of Style, 18th edition (notes and bibliography). Citations in the text
//! are of its other system, `chicago_author_date`.
//!
//! An entry names up to six authors, of more than six the first three; a note names up to two, of more the first (13.23). No
//! place of publication. In notes, the publisher of a book or report stands in parentheses with the date. Dates that are not
//! exact stand in square brackets: "[ca. 1750]", "[August 2023?]"; no date is "n.d.", unless a page has a date of access in its place.
//! Pages have no word before them, paragraphs have "para." Access dates are printed where the file or the writer gives them.

use crate::model::SourceKind;

use super::dated::{Dated, LONG, Manner, Order};
use super::form::Form;
use super::locator::Labels;
use super::name::{self, Name};
use crate::format::document::words::capital;

use super::phrase::{aside, flat, joined, quoted, sentences, stopped};
use super::reference::{Reference, Work};
use super::reference_list::{By, Listing};
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "chicago",
    help: "Chicago (18th edition): bibliography entries",
    forms: &[
        (Form::Entry, Write::Each(entry, &DATES)),
        (Form::Note, Write::Work(notes)),
    ],
    listing: Some(Listing {
        authors,
        by: By::Title,
    }),
};

/// Dates.
pub(super) const DATES: Manner = Manner {
    order: Order::MonthDayYear,
    months: &LONG,
    about: "ca. ",
    around: ("[", "]"),
    to: "–",
    since: "",
    none: "n.d.",
};

/// Locators.
pub(super) const LABELS: Labels = Labels {
    page: ("", ""),
    paragraph: ("para. ", "paras. "),
    section: ("sec. ", "secs. "),
    chapter: ("chap. ", "chaps. "),
};

/// From so many authors on, an entry names the first three.
const MANY_IN_ENTRY: usize = 7;

/// From so many authors on, a note names the first.
const MANY_IN_NOTE: usize = 3;

/// The bibliography entry.
pub(super) fn entry(reference: &Reference<'_>) -> String {
    sentences(&[
        &entry_authors(&authors(reference)),
        &title(reference, '.'),
        dataset(reference),
        &published(reference, &dated(reference)),
        &capital(&accessed(reference)),
        &origin(reference),
    ])
}

/// The authors that an entry begins with: an article that nobody signs stands under its newspaper.
pub(super) fn authors(reference: &Reference<'_>) -> Vec<Name> {
    let source = reference.source;
    let names = name::read_all(&source.authors);
    let publisher = flat(&source.publisher);
    if names.is_empty() && source.kind == SourceKind::Article && !publisher.is_empty() {
        return vec![Name::AsWritten(publisher)];
    }
    names
}

/// The publisher, unless the entry begins with it, and `date`. A date without a publisher begins a sentence; "n.d." stays small.
pub(super) fn published(reference: &Reference<'_>, date: &str) -> String {
    let source = reference.source;
    let begins_entry = source.authors.is_empty() && source.kind == SourceKind::Article;
    let publisher = publisher(reference);
    if begins_entry || publisher.is_empty() {
        return if date == DATES.none {
            date.to_owned()
        } else {
            capital(date)
        };
    }
    joined(&[&publisher, date], ", ")
}

/// Where it is, and where a copy is kept.
pub(super) fn origin(reference: &Reference<'_>) -> String {
    let origin = flat(&reference.source.origin);
    let archived = reference.archived_at();
    if origin.is_empty() {
        capital(&archived)
    } else {
        joined(&[&origin, &archived], ", ")
    }
}

/// One note for all sources of an event.
pub(super) fn notes(work: &Work<'_>) -> String {
    let notes = work.chain(&DATES, str::to_owned, note);
    if work.supporting.is_empty() {
        return stopped(&capital(&notes));
    }
    stopped(&notes)
}

/// The note for one source, without the full stop at its end.
fn note(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let title = title(reference, ',');
    let (publisher, date) = (publisher(reference), dated(reference));
    let is_in_larger = matches!(source.kind, SourceKind::Article | SourceKind::WebPage);
    let dataset = dataset(reference).to_lowercase();
    let (titled, date) = if is_in_larger || publisher.is_empty() {
        let date = joined(&[&dataset, &publisher, &date], ", ");
        (title, date)
    } else {
        let imprint = joined(&[&publisher, &date], ", ");
        let titled = joined(&[&title, &dataset], ", ");
        (format!("{titled}{}", aside(&imprint)), String::new())
    };
    let rest = joined(
        &[
            &date,
            &reference.places(&LABELS),
            &accessed(reference),
            &flat(&source.origin),
            &reference.archived_at(),
        ],
        ", ",
    );
    // A title in quotes brings its comma with it.
    let after_title = if titled.ends_with('”') { " " } else { ", " };
    let titled = joined(&[&titled, &rest], after_title);
    joined(
        &[&note_authors(&name::read_all(&source.authors)), &titled],
        ", ",
    )
}

/// The title: in quotes for what is part of something larger, with the sign that follows. What describes a work is no title:
/// neither in quotes nor in italics.
pub(super) fn title(reference: &Reference<'_>, sign: char) -> String {
    let title = flat(&reference.source.title);
    if title.is_empty() {
        return capital(&flat(&reference.source.description));
    }
    match reference.source.kind {
        SourceKind::Article | SourceKind::WebPage => quoted(&title, sign),
        SourceKind::Report | SourceKind::Dataset | SourceKind::Book | SourceKind::Other => {
            match title.strip_suffix('.') {
                Some(title) if sign == ',' => title.to_owned(),
                Some(_) | None => title,
            }
        }
    }
}

/// The publisher; not that of a site which is its author's own.
fn publisher(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let publisher = flat(&source.publisher);
    let is_authors = source.authors.len() == 1
        && source
            .authors
            .iter()
            .any(|author| flat(author) == publisher);
    if is_authors && source.kind == SourceKind::WebPage {
        String::new()
    } else {
        publisher
    }
}

pub(super) fn dataset(reference: &Reference<'_>) -> &'static str {
    match reference.source.kind {
        SourceKind::Dataset => "Dataset",
        SourceKind::Article
        | SourceKind::Report
        | SourceKind::WebPage
        | SourceKind::Book
        | SourceKind::Other => "",
    }
}

fn dated(reference: &Reference<'_>) -> String {
    let date = Dated::of(&reference.source.published);
    let is_page = reference.source.kind == SourceKind::WebPage;
    if is_page && date.is_none() && !reference.accessed.is_undated() {
        return String::new();
    }
    date.told(&DATES)
}

pub(super) fn accessed(reference: &Reference<'_>) -> String {
    match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => format!("accessed {}", date.told(&DATES)),
    }
}

/// The names of an entry's authors, the first by the family name.
pub(super) fn entry_authors(names: &[Name]) -> String {
    let mut told: Vec<String> = names.iter().map(Name::direct).collect();
    if let (Some(first), Some(name)) = (told.first_mut(), names.first()) {
        *first = name.inverted();
    }
    if told.len() >= MANY_IN_ENTRY {
        told.truncate(3);
        return format!("{}, et al.", told.join(", "));
    }
    name::list(&told, ", and ", ", and ")
}

fn note_authors(names: &[Name]) -> String {
    let told: Vec<String> = names.iter().map(Name::direct).collect();
    match told.as_slice() {
        [first, ..] if told.len() >= MANY_IN_NOTE => format!("{first} et al."),
        told => name::list(told, ", and ", " and "),
    }
}
