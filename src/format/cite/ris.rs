//! RIS: tagged lines for reference managers, as the format's specification has them: CRLF, a record from TY to ER.
//!
//! `DA` has room for words after its third stroke; a date that is not exact says there what it is.

use crate::model::{Bound, Date, SourceKind};

use super::dated::{Dated, Part};
use super::name;
use super::phrase::flat;
use super::reference::Reference;
use super::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "ris",
    help: "RIS for reference managers",
    write: Write::File(file),
};

fn file(references: &[Reference<'_>]) -> String {
    let records: Vec<String> = references.iter().map(record).collect();
    records.concat()
}

fn record(reference: &Reference<'_>) -> String {
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
        ("ID", flat(&source.id)),
        ("TI", reference.titled()),
    ];
    for name in name::read_all(&source.authors) {
        lines.push(("AU", name.inverted()));
    }
    lines.push((publisher, flat(&source.publisher)));
    lines.extend(published(&source.published));
    match reference.url() {
        Some(url) => lines.push(("UR", url.to_owned())),
        None => lines.push(("AV", flat(&source.origin))),
    }
    lines.push(("Y2", stroked(&reference.accessed).unwrap_or_default()));
    lines.push(("LA", flat(&source.language)));
    lines.push(("N1", reference.locators.signs()));
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
        return vec![("N1", format!("Published {}", date.shown()))];
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
        Dated::None | Dated::Between(..) | Dated::Words(_) => return None,
    };
    // A year from 1000 on: the format has four digits and no era.
    if !(1_000..=9_999).contains(&part.year.value) || date.bounds().earliest == Bound::Open {
        return None;
    }
    let is_season = part.month.is_some_and(|month| month.value > 12);
    let two = |component: Option<super::dated::Component>| {
        component.map_or_else(String::new, |component| format!("{:02}", component.value))
    };
    let Part {
        year, month, day, ..
    } = part;
    let month = if is_season { None } else { month };
    let words = if is_exact && !is_season {
        String::new()
    } else {
        date.shown()
    };
    Some(format!(
        "{}/{}/{}/{words}",
        year.value,
        two(month),
        two(day)
    ))
}
