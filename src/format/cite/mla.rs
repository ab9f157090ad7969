//! MLA: the works-cited entry of the MLA Handbook, 9th edition, which leaves a missing date out.

use super::chicago;
use super::dated::{Dated, Manner, Part, SHORT};
use super::name::{self, Name};
use super::phrase::{flat, joined, sentences};
use super::reference::Reference;
use super::{Style, Write};
use crate::model::SourceKind;

/// The style.
pub(super) const STYLE: Style = Style {
    name: "mla",
    help: "MLA works-cited entries",
    write: Write::Entry(entry),
};

const DATES: Manner = Manner {
    part,
    about: "circa ",
    around: ("", ""),
    since: "present",
    none: "",
};

fn entry(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let published = joined(
        &[
            &flat(&source.publisher),
            &Dated::of(&source.published).told(&DATES),
            &reference.locators.words("par.", "pars."),
            &flat(&source.origin),
        ],
        ", ",
    );
    let dataset = match source.kind {
        SourceKind::Dataset => "Data set",
        _ => "",
    };
    let accessed = match Dated::of(&reference.accessed) {
        Dated::None => String::new(),
        date => format!("Accessed {}", date.told(&DATES)),
    };
    sentences(&[
        &authors(&name::read_all(&source.authors)),
        &chicago::title(reference, '.'),
        &published,
        dataset,
        &accessed,
    ])
}

fn authors(names: &[Name]) -> String {
    match names {
        [] => String::new(),
        [only] => only.inverted(),
        [first, second] => format!("{}, and {}", first.inverted(), second.direct()),
        [first, ..] => format!("{}, et al.", first.inverted()),
    }
}

/// "10 Oct. 2023", "Oct. 2023", "2023".
fn part(part: &Part) -> String {
    let (day, month) = (part.day_words(), part.month_words(&SHORT));
    joined(
        &[
            &day.unwrap_or_default(),
            &month.unwrap_or_default(),
            &part.year_words(),
        ],
        " ",
    )
}
