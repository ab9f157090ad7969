//! BibTeX: entries for biblatex with biber, whose `date` takes EDTF as it is, that BibTeX reads as well.
//!
//! Where biblatex reads a date (its manual, 2.3.8: level 0 and the marks ? ~ % at the end) it stands in `date`; `year` and `month` beside
//! it are for BibTeX, which has no day, and biblatex passes over them. Any other date stands in `year`, in words. Names of organisations and publishers
//! have braces of their own, so that no "and" and no comma in them parts them. No locator: the citation has it.

use crate::format::document::escape::tex::{address, escape, url_in_text};
use crate::model::{Date, DateShape, SourceKind};

use super::dated::{Dated, WORDS};
use super::form::Form;
use super::keys::Keys;
use super::language::babel;
use super::name::{self, Name};
use super::phrase::flat;
use super::reference::Reference;
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "bibtex",
    help: "a .bib file for biblatex and BibTeX",
    forms: &[(Form::Entry, Write::File(file))],
    listing: None,
};

/// What the names of months are in BibTeX, without quotes.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Which option of biblatex prints what a date says, by the signs in the date.
const OPTIONS: [(&[char], &str); 3] = [
    (&['?', '%'], "dateuncertain=true"),
    (&['~', '%'], "datecirca=true"),
    (&['-'], "dateera=secular"),
];

fn file(references: &[Reference<'_>], keys: &Keys<'_>) -> String {
    let entries: Vec<String> = references
        .iter()
        .map(|reference| entry(reference, keys))
        .collect();
    format!("{}{}", options(references), entries.join("\n"))
}

/// A comment that says what to give biblatex for it to print all that the dates say; nothing if they are plain.
fn options(references: &[Reference<'_>]) -> String {
    let dates = || {
        let all = references
            .iter()
            .flat_map(|reference| [&reference.source.published, &reference.accessed]);
        all.filter(|date| reads(date)).map(without_time)
    };
    let wanted = OPTIONS.iter().filter(|(signs, option)| {
        dates().any(|date| {
            let mut ends = date.split('/');
            if *option == "dateera=secular" {
                ends.any(|end| end.starts_with('-'))
            } else {
                ends.any(|end| end.ends_with(*signs))
            }
        })
    });
    let wanted: Vec<&str> = wanted.map(|(_, option)| *option).collect();
    if wanted.is_empty() {
        return String::new();
    }
    format!(
        "% \\usepackage[{}]{{biblatex}} prints what these dates say.\n\n",
        wanted.join(",")
    )
}

fn entry(reference: &Reference<'_>, keys: &Keys<'_>) -> String {
    let source = reference.source;
    let (sort, publisher) = match source.kind {
        SourceKind::Article => ("article", "journal"),
        // What both call a report; its type is said below.
        SourceKind::Report => ("techreport", "institution"),
        SourceKind::WebPage => ("online", "organization"),
        SourceKind::Dataset => ("dataset", "publisher"),
        SourceKind::Book => ("book", "publisher"),
        SourceKind::Other => ("misc", "organization"),
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    let authors: Vec<String> = name::read_all(&source.authors).iter().map(author).collect();
    fields.push(("author", authors.join(" and ")));
    if reference.is_untitled() {
        // What describes a work: printed, but neither quoted nor in italics.
        fields.push(("titleaddon", escape(&reference.titled())));
    } else {
        // The second pair of braces keeps the title's capitals.
        fields.push(("title", format!("{{{}}}", escape(&reference.titled()))));
    }
    fields.push((
        publisher,
        format!("{{{}}}", escape(&flat(&source.publisher))),
    ));
    fields.extend(published(&source.published));
    let archived = reference.archived();
    if let Some(url) = reference.url().or(archived) {
        fields.push(("url", address(url)));
    }
    match (reference.url(), archived) {
        (Some(_), Some(archived)) => {
            fields.push(("addendum", format!("Archived at {}", url_in_text(archived))));
        }
        (Some(_), None) => {}
        // A shelf mark or the bare name of a site, in the field that the kind of entry prints.
        (None, _) if source.kind == SourceKind::Other => {
            fields.push(("howpublished", escape(&flat(&source.origin))));
        }
        (None, _) => fields.push(("addendum", escape(&flat(&source.origin)))),
    }
    if reads(&reference.accessed) {
        fields.push(("urldate", without_time(&reference.accessed).to_owned()));
    }
    if source.kind == SourceKind::Report {
        fields.push(("type", "report".to_owned()));
    }
    fields.push((
        "langid",
        babel(&source.language).unwrap_or_default().to_owned(),
    ));
    fields.push(("annotation", escape(&reference.annotation())));
    let fields: Vec<String> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && value != "{}")
        .map(|(name, value)| match name {
            "month" => format!("  {name} = {value},\n"),
            _ => format!("  {name} = {{{value}}},\n"),
        })
        .collect();
    format!(
        "@{sort}{{{},\n{}}}\n",
        keys.get(reference.id),
        fields.concat()
    )
}

fn published(date: &Date) -> Vec<(&'static str, String)> {
    let dated = Dated::of(date);
    let words = escape(&dated.told(&WORDS));
    if !reads(date) {
        return vec![("year", words)];
    }
    let mut fields = vec![("date", without_time(date).to_owned())];
    match dated {
        Dated::At(part) if part.is_exact() && part.year.value >= 1_000 => {
            fields.push(("year", part.year.value.to_string()));
            let month = part.month.and_then(|month| {
                let place = usize::try_from(month.value).ok()?.checked_sub(1)?;
                MONTHS.get(place)
            });
            fields.extend(month.map(|month| ("month", (*month).to_owned())));
        }
        Dated::None
        | Dated::At(_)
        | Dated::Range(..)
        | Dated::Since(_)
        | Dated::Between(..)
        | Dated::NotAfter(_)
        | Dated::NotBefore(_)
        | Dated::OneOf(_)
        | Dated::Words(_) => fields.push(("year", words)),
    }
    fields
}

fn author(name: &Name) -> String {
    match name {
        Name::Person { family, given } => format!("{}, {}", escape(family), escape(given)),
        Name::AsWritten(name) => format!("{{{}}}", escape(name)),
    }
}

/// Whether biblatex reads the date as it is written.
fn reads(date: &Date) -> bool {
    let ends: Vec<&str> = without_time(date).split('/').collect();
    match date.shape() {
        DateShape::Moment => ends.iter().all(|end| is_simple(end)),
        DateShape::Span => {
            ends.len() == 2
                && ends
                    .iter()
                    .all(|end| matches!(*end, "" | "..") || is_simple(end))
        }
        DateShape::Undated | DateShape::Unreadable | DateShape::OneOf | DateShape::AllOf => false,
    }
}

/// The date as written, without the time of day that a moment may have.
fn without_time(date: &Date) -> &str {
    let written = date.written().trim();
    written.split('T').next().unwrap_or(written)
}

/// "2023", "2023-10", "2023-10-10", "2023-21", "-0043"; with ? ~ % at the end.
fn is_simple(end: &str) -> bool {
    let end = end.strip_suffix(['?', '~', '%']).unwrap_or(end);
    let parts: Vec<&str> = end.strip_prefix('-').unwrap_or(end).split('-').collect();
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, rest @ ..] => {
            let known = |month: &&str| *month <= "12" || ("21"..="24").contains(month);
            digits(year, 4)
                && rest.len() <= 2
                && rest.iter().all(|part| digits(part, 2))
                && rest.first().is_none_or(known)
        }
        [] => false,
    }
}
