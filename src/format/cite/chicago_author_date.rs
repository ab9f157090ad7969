//! Chicago, author and date: the entry of a reference list of the Chicago Manual of Style, 18th edition, and the citation in the text.
//!
//! The year stands after the authors, month and day with the publisher. Works of one author and year have letters: "2023a" (13.114).

use super::author_date::{self, AuthorDate};
use super::chicago::{
    DATES, LABELS, accessed, authors, dataset, entry_authors, origin, published, title,
};
use super::dated::Dated;
use super::form::Form;
use super::phrase::sentences;
use super::reference::{Reference, Work};
use super::reference_list::{By, Listing};
use super::style::{Style, Write};
use crate::format::document::words::capital;

/// The style.
pub(super) const STYLE: Style = Style {
    name: "chicago-author-date",
    help: "Chicago (18th edition), author-date: entries",
    forms: &[
        (Form::Entry, Write::Each(entry, &DATES)),
        (Form::InText, Write::Work(in_text)),
    ],
    listing: Some(Listing {
        authors,
        by: By::Year,
    }),
};

const IN_TEXT: AuthorDate = AuthorDate {
    and: " and ",
    before_year: " ",
    dates: &DATES,
    claims: &DATES,
    labels: &LABELS,
    unsigned: |reference| match authors(reference).as_slice() {
        [newspaper] => newspaper.short().to_owned(),
        _ => match title(reference, ',') {
            title if title.ends_with('”') => title.replace(",”", "”"),
            title => title,
        },
    },
    repeats_author: false,
};

fn in_text(work: &Work<'_>) -> String {
    author_date::in_text(work, &IN_TEXT)
}

fn entry(reference: &Reference<'_>) -> String {
    let date = Dated::of(&reference.source.published);
    let year = reference.told_apart.lettered(&date.year(&DATES));
    let authors = entry_authors(&authors(reference));
    let title = title(reference, '.');
    let (first, third) = if authors.is_empty() {
        (title, String::new())
    } else {
        (authors, title)
    };
    sentences(&[
        &first,
        &year,
        &third,
        dataset(reference),
        &published(reference, &date.beside_year(&DATES)),
        &capital(&accessed(reference)),
        &origin(reference),
    ])
}
