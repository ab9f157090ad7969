//! Footnote: a full note after the Chicago Manual of Style, all sources of an event in one note.

use super::chicago::{self, DATES};
use super::dated::Dated;
use super::name::{self, Name};
use super::phrase::{flat, joined, stopped};
use super::reference::{Reference, Work};
use super::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "footnote",
    help: "a footnote after Chicago, the sources of an event in one note",
    write: Write::Work(note),
};

fn note(work: &Work<'_>) -> String {
    let against = work.against.iter().map(|(reference, claim)| {
        let claim = if claim.is_empty() {
            String::new()
        } else {
            format!(", which {claim}")
        };
        format!("but see {}{claim}", one(reference))
    });
    let notes: Vec<String> = work.references.iter().map(one).chain(against).collect();
    stopped(&notes.join("; "))
}

fn one(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let title = chicago::title(reference, ',');
    let accessed = match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => format!("accessed {}", date.told(&DATES)),
    };
    let rest = joined(
        &[
            &flat(&source.publisher),
            &Dated::of(&source.published).told(&DATES),
            &reference.locators.signs(),
            &accessed,
            &flat(&source.origin),
        ],
        ", ",
    );
    // A title in quotes brings its comma with it.
    let after_title = if title.ends_with('”') { " " } else { ", " };
    let titled = joined(&[&title, &rest], after_title);
    joined(&[&authors(&name::read_all(&source.authors)), &titled], ", ")
}

fn authors(names: &[Name]) -> String {
    let told: Vec<String> = names.iter().map(Name::direct).collect();
    match told.as_slice() {
        [first, _, _, _, ..] => format!("{first} et al."),
        told => name::list(told, ", and ", " and "),
    }
}
