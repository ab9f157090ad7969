//! Citations: one row of `STYLES` a style, one of `KEYS` a way to cite by key, and what all share.
//!
//! A style gets works (an event or a source, with the references that it rests on) and
//! writes text. Dates keep their true precision in each style's own convention (`dated`), names are turned
//! only where it is sure which is the family's (`name`), and every style escapes for its own format.
//! What contradicts an event comes after what supports it, as "but see"; what only gives context stands in notes, as "see also".

mod apa;
mod bibtex;
mod by_key;
mod chicago;
mod csl_json;
mod dated;
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
mod ris;
mod style;

use crate::model::{Chronology, EventId};

use crate::format::document::words::capital;
pub use form::Form;
use keys::Keys;
pub use locator::normal as normal_locator;
use reference::Work;
pub use reference::{Options, Subject};
pub use style::Style;
use style::Write;

/// Every style, in the order of the help. The first is the default.
pub static STYLES: &[Style] = &[
    plain::STYLE,
    chicago::STYLE,
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
    let works = subjects
        .iter()
        .map(|subject| Work::of(chronology, *subject, options));
    match style.write(options.form) {
        None => String::new(),
        Some(Write::Each(entry, manner)) => {
            let (mut supporting, mut contradicting) = (Vec::new(), Vec::new());
            for work in works {
                supporting.extend(work.supporting);
                contradicting.extend(work.contradicting);
            }
            let supporting = reference::united(supporting.into_iter());
            let contradicting = reference::united(contradicting.into_iter());
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
