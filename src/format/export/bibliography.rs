//! Bibliographies: every source that the events of a result cite, each once, for LaTeX, Pandoc, Zotero and their like.
//!
//! The keys are those of `dateline cite --key`. A source that contradicts or only gives context is there too, and annotated as such: a text
//! may cite it.

use super::{Exported, Exporter, Extract};
use crate::format::cite::{self, Options, Subject, cite_all};
use crate::format::document::words::counted;

/// The row of the table for BibTeX.
pub(super) const BIBTEX: Exporter = Exporter {
    name: "bibtex",
    extensions: &["bib"],
    about: "A bibliography for biblatex and BibTeX: every source cited",
    write: |extract| write("bibtex", extract),
};

/// The row of the table for CSL-JSON.
pub(super) const CSL_JSON: Exporter = Exporter {
    name: "csl-json",
    // The ending .json is that of the events.
    extensions: &[],
    about: "The same for Zotero, Pandoc and citeproc",
    write: |extract| write("csl-json", extract),
};

/// The row of the table for RIS.
pub(super) const RIS: Exporter = Exporter {
    name: "ris",
    extensions: &["ris"],
    about: "The same for EndNote and other reference managers",
    write: |extract| write("ris", extract),
};

fn write(style: &str, extract: &Extract<'_>) -> Exported {
    let subjects: Vec<Subject> = extract.ids().into_iter().map(Subject::Event).collect();
    let text = cite::style(style)
        .map(|style| cite_all(style, extract.chronology, &subjects, &Options::default()));
    let uncited = extract.events().filter(|event| event.cites.is_empty());
    let uncited = uncited.count();
    Exported {
        text: text.unwrap_or_default(),
        remarks: (uncited > 0)
            .then(|| format!("{} without a source", counted(uncited, "event", "events")))
            .into_iter()
            .collect(),
    }
}
