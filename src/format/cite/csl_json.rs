//! CSL-JSON: the items that Zotero, Pandoc and citeproc read (schema 1.0.2).
//!
//! An approximate date is `circa`; one that is uncertain, or that date parts can't say, is a `literal` in words. What describes an untitled
//! work is its `genre`: styles print that plain or in brackets. No locator: the citation has it.

use serde::Serialize;

use crate::model::{Date, SourceKind};

use super::archive;
use super::dated::{Dated, Part, WORDS};
use super::form::Form;
use super::keys::Keys;
use super::name::{self, Name};
use crate::format::document::words::capital;

use super::phrase::flat;
use super::reference::Reference;
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "csl-json",
    help: "CSL-JSON for Zotero and Pandoc",
    forms: &[(Form::Entry, Write::File(file))],
    listing: None,
};

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    genre: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author>,
    #[serde(skip_serializing_if = "String::is_empty")]
    container_title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    publisher: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<When>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    archive: String,
    #[serde(rename = "archive_location", skip_serializing_if = "String::is_empty")]
    archive_location: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Author {
    Person { family: String, given: String },
    Literal { literal: String },
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum When {
    Parts {
        #[serde(rename = "date-parts")]
        parts: Vec<Vec<i64>>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        circa: bool,
    },
    Season {
        #[serde(rename = "date-parts")]
        parts: Vec<Vec<i64>>,
        season: i64,
    },
    Literal {
        literal: String,
    },
}

fn file(references: &[Reference<'_>], keys: &Keys<'_>) -> String {
    let items: Vec<Item> = references
        .iter()
        .map(|reference| item(reference, keys))
        .collect();
    // Strings and numbers only: this can't fail.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

fn item(reference: &Reference<'_>, keys: &Keys<'_>) -> Item {
    let source = reference.source;
    let sort = match source.kind {
        SourceKind::Article => "article-newspaper",
        SourceKind::Report => "report",
        SourceKind::WebPage => "webpage",
        SourceKind::Dataset => "dataset",
        SourceKind::Book => "book",
        SourceKind::Other => "document",
    };
    let within = matches!(source.kind, SourceKind::Article | SourceKind::WebPage);
    let (container_title, publisher) = if within {
        (flat(&source.publisher), String::new())
    } else {
        (String::new(), flat(&source.publisher))
    };
    let shelf = if reference.url().is_some() {
        String::new()
    } else {
        flat(&source.origin)
    };
    // The copy is the address where there is no other.
    let url = reference.url().or(reference.archived());
    let archived = reference.archived().filter(|copy| Some(*copy) != url);
    Item {
        id: keys.get(reference.id).to_owned(),
        sort,
        title: flat(&source.title),
        genre: if reference.is_untitled() {
            capital(&flat(&source.description))
        } else {
            String::new()
        },
        author: name::read_all(&source.authors)
            .into_iter()
            .map(author)
            .collect(),
        container_title,
        publisher,
        issued: when(&source.published),
        accessed: when(&reference.accessed),
        url: url.map(str::to_owned),
        archive: archived.map(archive::name).unwrap_or_default().to_owned(),
        archive_location: archived.unwrap_or_default().to_owned(),
        source: shelf,
        language: flat(&source.language),
        note: reference.annotation(),
    }
}

fn author(name: Name) -> Author {
    match name {
        Name::Person { family, given } => Author::Person { family, given },
        Name::AsWritten(literal) => Author::Literal { literal },
    }
}

fn when(date: &Date) -> Option<When> {
    let literal = || {
        Some(When::Literal {
            literal: Dated::of(date).told(&WORDS),
        })
    };
    let parts: Vec<Part> = match Dated::of(date) {
        Dated::None => return None,
        Dated::At(part) => vec![part],
        Dated::Range(start, end) => vec![start, end],
        Dated::Since(_)
        | Dated::Between(..)
        | Dated::NotAfter(_)
        | Dated::NotBefore(_)
        | Dated::OneOf(_)
        | Dated::Words(_) => return literal(),
    };
    let plain = |part: &Part| {
        Part {
            is_approximate: false,
            ..*part
        }
        .is_exact()
    };
    // CSL has no year 0: 1 BCE is −1.
    if !parts.iter().all(|part| plain(part) && part.year.value > 0) {
        return literal();
    }
    let circa = parts.iter().any(|part| part.is_approximate);
    let season = |part: &Part| {
        part.month
            .map(|month| month.value)
            .filter(|month| *month > 12)
    };
    let seasons: Vec<i64> = parts.iter().filter_map(season).collect();
    match (parts.as_slice(), seasons.as_slice()) {
        ([only], [code]) if !circa => Some(When::Season {
            parts: vec![vec![only.year.value]],
            season: code - 20,
        }),
        (_, [_, ..]) => literal(),
        (parts, []) => Some(When::Parts {
            parts: parts.iter().map(numbers).collect(),
            circa,
        }),
    }
}

fn numbers(part: &Part) -> Vec<i64> {
    [Some(part.year), part.month, part.day]
        .into_iter()
        .flatten()
        .map(|component| component.value)
        .collect()
}
