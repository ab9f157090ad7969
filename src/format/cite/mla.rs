//! MLA: the works-cited entry and the in-text citation of the MLA Handbook, 9th edition.
//!
//! A missing date is left out. An organisation that is author and publisher is named once, as publisher; then the entry begins with its
//! title. Up to two authors, of more the first. Seasons are in lower case; what follows a full stop begins with a capital. In
//! the text a page has no word before it, a paragraph "par." after a comma, and a title stands after authors who have several works. In a list
//! such authors are named once: "---." (5.126).

use super::archive;
use super::chicago;
use super::dated::{Dated, Manner, Order, SHORT};
use super::form::Form;
use super::locator::Labels;
use super::name::{self, Name};
use crate::format::document::words::capital;

use super::phrase::{flat, followed, in_quotes, joined, quoted, sentences};
use super::reference::{Reference, Work};
use super::reference_list::{By, Listing};
use super::style::{Style, Write};
use crate::model::SourceKind;

/// The style.
pub(super) const STYLE: Style = Style {
    name: "mla",
    help: "MLA (9th edition): works-cited entries",
    forms: &[
        (Form::Entry, Write::Each(entry, &DATES)),
        (Form::InText, Write::Work(in_text)),
    ],
    listing: Some(Listing {
        authors: names,
        by: By::Title,
    }),
};

const DATES: Manner = Manner {
    order: Order::DayMonthYear,
    months: &SHORT,
    about: "circa ",
    around: ("", ""),
    to: "–",
    since: "present",
    none: "",
};

/// Locators.
const LABELS: Labels = Labels {
    page: ("", ""),
    paragraph: ("par. ", "pars. "),
    section: ("sec. ", "secs. "),
    chapter: ("ch. ", "chs. "),
};

fn entry(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let published = joined(
        &[
            &flat(&source.publisher),
            &Dated::of(&source.published).told(&DATES),
            &flat(&source.origin),
        ],
        ", ",
    );
    // What is not a name begins a sentence; an address stays as it is.
    let published = if source.publisher.is_empty() && !source.published.is_undated() {
        capital(&published)
    } else {
        published
    };
    let dataset = match source.kind {
        SourceKind::Dataset => "Data set",
        SourceKind::Article
        | SourceKind::Report
        | SourceKind::WebPage
        | SourceKind::Book
        | SourceKind::Other => "",
    };
    let accessed = match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => format!("Accessed {}", date.told(&DATES)),
    };
    // The archive is a container of its own.
    let archived = reference.archived();
    let archived = archived.map(|url| format!("{}, {url}", archive::name(url)));
    let authors = if reference.told_apart.is_repeated {
        "---".to_owned()
    } else {
        authors(&names(reference))
    };
    sentences(&[
        &authors,
        &chicago::title(reference, '.'),
        &published,
        dataset,
        &archived.unwrap_or_default(),
        &accessed,
    ])
}

fn in_text(work: &Work<'_>) -> String {
    let supporting = work.supporting.iter().map(cited).collect();
    match work.chain_in_text(supporting, &DATES, cited) {
        chain if chain.is_empty() => chain,
        chain => format!("({chain})"),
    }
}

fn cited(reference: &Reference<'_>) -> String {
    let places = reference.places(&LABELS);
    let is_bare = places.is_empty() || reference.locators.begins_bare(&LABELS);
    let names = names(reference);
    let is_quoted = names.is_empty()
        && !reference.is_untitled()
        && matches!(
            reference.source.kind,
            SourceKind::Article | SourceKind::WebPage
        );
    // A title in quotes has its comma inside of them.
    if is_quoted && !is_bare {
        let title = quoted(&flat(&reference.source.title), ',');
        return format!("{title} {places}");
    }
    let who = match names.as_slice() {
        [] if is_quoted => in_quotes(&flat(&reference.source.title)),
        [] => chicago::title(reference, ','),
        [first, others @ ..] => {
            let first = if reference.told_apart.has_initials {
                first.with_initials()
            } else {
                first.short().to_owned()
            };
            let who = match others {
                [] => first,
                [second] => format!("{first} and {}", second.short()),
                [_, ..] => format!("{first} et al."),
            };
            match (reference.told_apart.has_title, is_bare) {
                (false, _) => who,
                (true, true) => format!("{who}, {}", short_title(reference)),
                // A title in quotes has the next comma inside of them.
                (true, false) => {
                    let title = followed(&short_title(reference), ", ");
                    return format!("{who}, {title}{places}");
                }
            }
        }
    };
    joined(&[&who, &places], if is_bare { " " } else { ", " })
}

/// The title as the text has it, where other works have the same authors: without what follows a colon.
fn short_title(reference: &Reference<'_>) -> String {
    if reference.is_untitled() {
        return chicago::title(reference, ',');
    }
    let title = flat(&reference.source.title);
    let short = title.split(": ").next().unwrap_or(&title);
    match reference.source.kind {
        SourceKind::Article | SourceKind::WebPage => in_quotes(short),
        SourceKind::Report | SourceKind::Dataset | SourceKind::Book | SourceKind::Other => {
            short.trim_end_matches('.').to_owned()
        }
    }
}

/// The authors that the entry begins with: none where one is the publisher.
fn names(reference: &Reference<'_>) -> Vec<Name> {
    let source = reference.source;
    let publisher = flat(&source.publisher);
    match name::read_all(&source.authors) {
        names if matches!(names.as_slice(), [Name::AsWritten(only)] if *only == publisher) => {
            Vec::new()
        }
        names => names,
    }
}

fn authors(names: &[Name]) -> String {
    match names {
        [] => String::new(),
        [only] => only.inverted(),
        [first, second] => format!("{}, and {}", first.inverted(), second.direct()),
        [first, ..] => format!("{}, et al.", first.inverted()),
    }
}
