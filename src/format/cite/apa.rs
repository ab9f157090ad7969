//! APA: the reference entry and the in-text citation of the APA's Publication Manual, 7th edition.
//!
//! Up to twenty authors, of more the first nineteen and the last (9.8); in the text two, of more the first (8.17). No date is
//! "n.d." (9.17). A publisher that is the author is left out (9.24). What describes an untitled work stands in brackets (9.22). A date
//! of retrieval stands only where a page may change (9.16), or where the writer gives one. An undecided year has its mark once: "2023?".

use crate::model::SourceKind;

use super::chicago;
use super::dated::{Dated, LONG, Manner, Order};
use super::form::Form;
use super::locator::Labels;
use super::name::{self, Name};
use super::phrase::{flat, joined, quoted, sentences, stopped};
use super::reference::{Reference, Work};
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "apa",
    help: "APA (7th edition): reference entries",
    forms: &[
        (Form::Entry, Write::Each(entry, &SEEN)),
        (Form::InText, Write::Work(in_text)),
    ],
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
    let date = format!("({})", Dated::of(&source.published).told(&DATES));
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

fn origin(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let origin = flat(&source.origin);
    let may_change = source.published.is_undated()
        && matches!(source.kind, SourceKind::WebPage | SourceKind::Dataset);
    let seen = match Dated::of(&reference.accessed) {
        date if date.is_none() || !(may_change || reference.is_accessed_now) => String::new(),
        date => date.told(&SEEN),
    };
    match (seen.is_empty(), origin.is_empty()) {
        (true, _) if reference.url().is_some() => origin,
        (true, _) => stopped(&origin),
        (false, true) => stopped(&format!("Retrieved {seen}")),
        (false, false) => format!("Retrieved {seen}, from {origin}"),
    }
}

fn in_text(work: &Work<'_>) -> String {
    let mut supporting: Vec<&Reference<'_>> = work.supporting.iter().collect();
    // In the order of the list of references (8.12); what is against it comes last.
    supporting.sort_by_cached_key(|reference| entry(reference).to_lowercase());
    let sorted = Work {
        event: None,
        supporting: supporting.into_iter().cloned().collect(),
        contradicting: work.contradicting.clone(),
        context: Vec::new(),
    };
    match sorted.chain(&SEEN, str::to_owned, cited) {
        chain if chain.is_empty() => chain,
        chain => format!("({chain})"),
    }
}

fn cited(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let names = name::read_all(&source.authors);
    let year = Dated::of(&source.published).year(&DATES);
    let places = reference.places(&LABELS);
    let rest = joined(&[&year, &places], ", ");
    let who = match names.as_slice() {
        [] if reference.is_untitled() => reference.titled(),
        [] => match source.kind {
            SourceKind::Article | SourceKind::WebPage => {
                return format!("{} {rest}", quoted(&flat(&source.title), ','));
            }
            SourceKind::Report | SourceKind::Dataset | SourceKind::Book | SourceKind::Other => {
                chicago::title(reference, ',')
            }
        },
        [only] => only.short().to_owned(),
        [first, second] => format!("{} & {}", first.short(), second.short()),
        [first, ..] => format!("{} et al.", first.short()),
    };
    format!("{who}, {rest}")
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
