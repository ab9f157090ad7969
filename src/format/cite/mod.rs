//! Citations: one row of `STYLES` a style, one of `KEYS` a way to cite by key, and what all share.
//!
//! A style gets works (an event or a source, with the references that it rests on) and
//! writes text. Dates keep their true precision in each style's own convention (`dated`), names are turned
//! only where it is sure which is the family's (`name`), and every style escapes for its own format.
//! What contradicts an event comes after what supports it, as "but see"; what only gives context stands in notes, as "see also".

mod apa;
mod archive;
mod author_date;
mod bibtex;
mod by_key;
mod chicago;
mod chicago_author_date;
mod csl_json;
mod dated;
mod disambiguation;
mod footnote;
mod form;
mod keys;
mod language;
mod locator;
mod md_link;
mod mla;
mod name;
mod phrase;
mod plain;
mod reference;
mod reference_list;
mod ris;
mod style;

use crate::model::{Chronology, EventId, SourceId};

use crate::format::document::words::capital;
pub use form::Form;
use keys::Keys;
pub use locator::normal as normal_locator;
pub use reference::{Options, Subject};
use reference::{Reference, Work};
use reference_list::ReferenceList;
pub use style::Style;
use style::Write;

/// Every style, in the order of the help. The first is the default.
pub static STYLES: &[Style] = &[
    plain::STYLE,
    chicago::STYLE,
    chicago_author_date::STYLE,
    footnote::STYLE,
    apa::STYLE,
    mla::STYLE,
    md_link::STYLE,
    bibtex::STYLE,
    csl_json::STYLE,
    ris::STYLE,
];

/// Every way to cite by the key that a source has in the bibliographies that we write.
pub static KEYS: &[Style] = &[by_key::PANDOC, by_key::LATEX, by_key::TYPST, by_key::ORG];

/// A style in one of its forms.
#[derive(Debug, Clone, Copy)]
pub struct StyleChoice {
    /// The style.
    pub style: &'static Style,
    /// The form; the style's own if it is not said.
    pub form: Option<Form>,
}

impl StyleChoice {
    /// What it is called: "apa", "apa in-text", "pandoc".
    pub fn name(&self) -> String {
        let form = self.form.map_or("", Form::name);
        phrase::joined(&[self.style.name, form], " ")
    }

    /// What it is, in a line.
    pub fn help(&self) -> &'static str {
        self.form.map_or(self.style.help, Form::help)
    }
}

/// What a person may choose to cite an event: each style, what it writes for the text beside it, and by key.
pub fn style_choices() -> impl Iterator<Item = StyleChoice> {
    STYLES.iter().chain(KEYS).flat_map(|style| {
        let is_beside = style.forms().skip(1).any(|form| form == Form::InText);
        let forms = [Some(None), is_beside.then_some(Some(Form::InText))];
        forms
            .into_iter()
            .flatten()
            .map(move |form| StyleChoice { style, form })
    })
}

/// The style of that name.
pub fn style(name: &str) -> Option<&'static Style> {
    STYLES.iter().find(|style| style.name == name)
}

/// The way to cite by key that has that name.
pub fn by_key(name: &str) -> Option<&'static Style> {
    KEYS.iter().find(|style| style.name == name)
}

/// The sources that an event cites, without a newline at the end; empty if it cites none, but for
/// the styles that name the event itself.
pub fn cite(style: &Style, chronology: &Chronology, event: EventId, options: &Options) -> String {
    let text = cite_all(style, chronology, &[Subject::Event(event)], options);
    text.trim_end_matches(['\r', '\n']).to_owned()
}

/// All of `subjects`, as one text that ends in a newline, or an empty one if there is nothing to cite.
pub fn cite_all(
    style: &Style,
    chronology: &Chronology,
    subjects: &[Subject],
    options: &Options,
) -> String {
    let works = works(style, chronology, subjects, options).into_iter();
    match style.write(options.form) {
        None => String::new(),
        Some(Write::Each(entry, manner)) => {
            let (mut supporting, mut contradicting) = (Vec::new(), Vec::new());
            for work in works {
                supporting.extend(work.supporting);
                contradicting.extend(work.contradicting);
            }
            let supporting = listed(supporting, style);
            let contradicting = listed(contradicting, style);
            let contradicting = contradicting.iter().map(|reference| {
                let claim = reference.claim(manner);
                let claim = if claim.is_empty() {
                    claim
                } else {
                    format!(" ({}.)", capital(&claim))
                };
                format!("But see: {}{claim}", entry(reference))
            });
            lines(supporting.iter().map(entry).chain(contradicting))
        }
        Some(Write::Work(work)) => lines(works.map(|it| work(&it))),
        Some(Write::Keyed(work)) => {
            let keys = Keys::of(chronology);
            lines(works.map(|it| work(&it, &keys)))
        }
        Some(Write::File(file)) => {
            let references = reference::united(works.flat_map(Work::into_all));
            file(&references, &Keys::of(chronology))
        }
    }
}

/// The entries of a list of `sources`, in the order that the style has; none if it writes no list line by line.
pub fn entries(
    style: &Style,
    chronology: &Chronology,
    sources: &[SourceId],
) -> Vec<(SourceId, String)> {
    let Some(Write::Each(entry, _)) = style.write(Some(Form::Entry)) else {
        return Vec::new();
    };
    let subjects: Vec<Subject> = sources.iter().copied().map(Subject::Source).collect();
    let works = works(style, chronology, &subjects, &Options::default());
    let references = works.into_iter().flat_map(Work::into_all).collect();
    listed(references, style)
        .iter()
        .map(|reference| (reference.id, entry(reference)))
        .collect()
}

/// What is cited, each told apart from the others.
fn works<'a>(
    style: &Style,
    chronology: &'a Chronology,
    subjects: &[Subject],
    options: &Options,
) -> Vec<Work<'a>> {
    let mut works: Vec<Work<'_>> = subjects
        .iter()
        .map(|subject| Work::of(chronology, *subject, options))
        .collect();
    if let Some(listing) = &style.listing {
        let list = ReferenceList::of(listing, works.iter().flat_map(Work::listed));
        for reference in works.iter_mut().flat_map(Work::all_mut) {
            reference.told_apart = list.disambiguation(reference.id);
        }
    }
    works
}

/// References, each source once, in the order of the style's list.
fn listed<'a>(references: Vec<Reference<'a>>, style: &Style) -> Vec<Reference<'a>> {
    let mut references = reference::united(references.into_iter());
    let Some(listing) = &style.listing else {
        return references;
    };
    references.sort_by_key(|reference| reference.told_apart.place);
    let mut before = Vec::new();
    for reference in &mut references {
        let authors = (listing.authors)(reference);
        reference.told_apart.is_repeated = !authors.is_empty() && authors == before;
        before = authors;
    }
    references
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
