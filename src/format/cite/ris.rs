//! RIS: tagged lines for reference managers, as the format's specification has them: CRLF, a record from TY to ER.
//!
//! `DA` has room for words after its third stroke; a date that is not exact says there what it is. What describes an untitled work is its
//! type (`M3`), not its title. No locator: the citation has it.

use crate::model::{Bound, Date, SourceKind};

use super::dated::{Component, Dated, Part, WORDS};
use super::form::Form;
use super::keys::Keys;
use super::name;
use super::phrase::flat;
use super::reference::Reference;
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "ris",
    help: "RIS for reference managers",
    forms: &[(Form::Entry, Write::File(file))],
    listing: None,
};

fn file(references: &[Reference<'_>], keys: &Keys<'_>) -> String {
    let records: Vec<String> = references
        .iter()
        .map(|reference| record(reference, keys))
        .collect();
    records.concat()
}

fn record(reference: &Reference<'_>, keys: &Keys<'_>) -> String {
    let source = reference.source;
    let (sort, publisher) = match source.kind {
        SourceKind::Article => ("NEWS", "T2"),
        SourceKind::Report => ("RPRT", "PB"),
        SourceKind::WebPage => ("ELEC", "PB"),
        SourceKind::Dataset => ("DATA", "PB"),
        SourceKind::Book => ("BOOK", "PB"),
        SourceKind::Other => ("GEN", "PB"),
    };
    let mut lines = vec![
        ("TY", sort.to_owned()),
        ("ID", keys.get(reference.id).to_owned()),
        ("TI", flat(&source.title)),
    ];
    if reference.is_untitled() {
        lines.push(("M3", flat(&source.description)));
    }
    for name in name::read_all(&source.authors) {
        lines.push(("AU", name.inverted()));
    }
    lines.push((publisher, flat(&source.publisher)));
    lines.extend(published(&source.published));
    // The copy stands where archives do, unless it is the only address.
    match (reference.url(), reference.archived()) {
        (Some(url), archived) => {
            lines.push(("UR", url.to_owned()));
            lines.push(("AV", archived.unwrap_or_default().to_owned()));
        }
        (None, archived) => {
            lines.push(("UR", archived.unwrap_or_default().to_owned()));
            lines.push(("AV", flat(&source.origin)));
        }
    }
    lines.push(("Y2", stroked(&reference.accessed).unwrap_or_default()));
    lines.push(("LA", flat(&source.language)));
    lines.push(("N1", reference.annotation()));
    let mut text = String::new();
    for (tag, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        text.extend([tag, "  - ", value, "\r\n"]);
    }
    text.push_str("ER  - \r\n");
    text
}

/// The year and the date; in a note where the format has no place for it.
fn published(date: &Date) -> Vec<(&'static str, String)> {
    if date.is_undated() {
        return Vec::new();
    }
    let Some(stroked) = stroked(date) else {
        return vec![("N1", format!("Published {}", Dated::of(date).told(&WORDS)))];
    };
    let year = match Dated::of(date) {
        Dated::At(part) if part.is_exact() => stroked.split('/').next().map(str::to_owned),
        _ => None,
    };
    let year = year.map(|year| ("PY", year));
    year.into_iter().chain([("DA", stroked)]).collect()
}

/// "2023/10/17/", "2023/10//", "2023/08//Aug 2023?"; `None` for a date without a year of four digits to begin with.
fn stroked(date: &Date) -> Option<String> {
    let (part, is_exact) = match Dated::of(date) {
        Dated::At(part) => (part, part.is_exact()),
        Dated::Range(start, _) | Dated::Since(start) => (start, false),
        Dated::None
        | Dated::Between(..)
        | Dated::NotAfter(_)
        | Dated::NotBefore(_)
        | Dated::OneOf(_)
        | Dated::Words(_) => return None,
    };
    // A year from 1000 on: the format has four digits and no era.
    if !(1_000..=9_999).contains(&part.year.value) || date.bounds().earliest == Bound::Open {
        return None;
    }
    let is_season = part.month.is_some_and(|month| month.value > 12);
    let two = |component: Option<Component>| {
        component.map_or_else(String::new, |component| format!("{:02}", component.value))
    };
    let Part {
        year, month, day, ..
    } = part;
    let month = if is_season { None } else { month };
    let words = if is_exact && !is_season {
        String::new()
    } else {
        Dated::of(date).told(&WORDS)
    };
    Some(format!(
        "{}/{}/{}/{words}",
        year.value,
        two(month),
        two(day)
    ))
}
