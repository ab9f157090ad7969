//! APA: the reference entry and the in-text citation of the APA's Publication Manual, 7th edition.
//!
//! Up to twenty authors, of more the first nineteen and the last (9.8); in the text two, of more the first (8.17); works of one author and year have letters (8.19). No date is
//! "n.d." (9.17). A publisher that is the author is left out (9.24). What describes an untitled work stands in brackets (9.22). A date
//! of retrieval stands only where a page may change (9.16), or where the writer gives one. An undecided year has its mark once: "2023?".

use crate::model::SourceKind;

use super::author_date::{self, AuthorDate};
use super::chicago;
use super::dated::{Dated, LONG, Manner, Order};
use super::form::Form;
use super::locator::Labels;
use super::name::{self, Name};
use super::phrase::{flat, in_quotes, joined, sentences, stopped};
use super::reference::{Reference, Work};
use super::reference_list::{By, Listing};
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "apa",
    help: "APA (7th edition): reference entries",
    forms: &[
        (Form::Entry, Write::Each(entry, &SEEN)),
        (Form::InText, Write::Work(in_text)),
    ],
    listing: Some(Listing {
        authors: |reference| name::read_all(&reference.source.authors),
        by: By::Date,
    }),
};

const DATES: Manner = Manner {
    order: Order::YearMonthDay,
    months: &LONG,
    about: "ca. ",
    around: ("", ""),
    to: "–",
    since: "present",
    none: "n.d.",
};

/// When something was seen, and what a source claims: month, day, year.
const SEEN: Manner = Manner {
    order: Order::MonthDayYear,
    ..DATES
};

/// Locators.
const LABELS: Labels = Labels {
    page: ("p. ", "pp. "),
    paragraph: ("para. ", "paras. "),
    section: ("Section ", "Sections "),
    chapter: ("Chapter ", "Chapters "),
};

fn entry(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let date = format!("({})", date(reference));
    let mut title = reference.titled();
    if source.kind == SourceKind::Dataset {
        title.push_str(" [Data set]");
    }
    let authors = authors(&name::read_all(&source.authors));
    let publisher = flat(&source.publisher);
    let publisher = if publisher == authors {
        String::new()
    } else {
        publisher
    };
    let (first, third) = if authors.is_empty() {
        (title, String::new())
    } else {
        (authors, title)
    };
    // An address ends without a full stop.
    let body = sentences(&[&first, &date, &third, &publisher]);
    joined(&[&body, &origin(reference)], " ")
}

/// The date, with the letter that its year has.
fn date(reference: &Reference<'_>) -> String {
    let date = Dated::of(&reference.source.published);
    let (told, year) = (date.told(&DATES), date.year(&DATES));
    let lettered = reference.told_apart.lettered(&year);
    match told.strip_prefix(&year) {
        Some(rest) => format!("{lettered}{rest}"),
        // A range over several years.
        None if lettered != year => lettered,
        None => told,
    }
}

/// Where it is: a copy that is kept and does not change stands in place of the address that may.
fn origin(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let archived = reference.archived();
    let origin = match archived {
        Some(archived) if reference.url().is_some() || source.origin.is_empty() => {
            archived.to_owned()
        }
        Some(archived) => joined(&[&stopped(&flat(&source.origin)), archived], " "),
        None => flat(&source.origin),
    };
    let may_change = archived.is_none()
        && source.published.is_undated()
        && matches!(source.kind, SourceKind::WebPage | SourceKind::Dataset);
    let seen = match Dated::of(&reference.accessed) {
        date if date.is_none() || !(may_change || reference.is_accessed_now) => String::new(),
        date => date.told(&SEEN),
    };
    match (seen.is_empty(), origin.is_empty()) {
        (true, _) if archived.or(reference.url()).is_some() => origin,
        (true, _) => stopped(&origin),
        (false, true) => stopped(&format!("Retrieved {seen}")),
        (false, false) => format!("Retrieved {seen}, from {origin}"),
    }
}

const IN_TEXT: AuthorDate = AuthorDate {
    and: " & ",
    before_year: ", ",
    dates: &DATES,
    claims: &SEEN,
    labels: &LABELS,
    unsigned: |reference| {
        let source = reference.source;
        match source.kind {
            _ if reference.is_untitled() => reference.titled(),
            SourceKind::Article | SourceKind::WebPage => in_quotes(&flat(&source.title)),
            SourceKind::Report | SourceKind::Dataset | SourceKind::Book | SourceKind::Other => {
                chicago::title(reference, ',')
            }
        }
    },
    repeats_author: true,
};

fn in_text(work: &Work<'_>) -> String {
    author_date::in_text(work, &IN_TEXT)
}

fn authors(names: &[Name]) -> String {
    let told: Vec<String> = names.iter().map(Name::initials).collect();
    match told.as_slice() {
        [first @ .., last] if told.len() > 20 => {
            let first: Vec<&str> = first.iter().take(19).map(String::as_str).collect();
            format!("{}, . . . {last}", first.join(", "))
        }
        told => name::list(told, ", & ", ", & "),
    }
}
