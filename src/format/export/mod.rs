//! Exports: what a query found, as a document for people or for another program.
//!
//! One row of `EXPORTERS` a format, one file each. An exporter gets an immutable view of the result, an
//! [`Extract`], and gives text; it knows no file, no clock and no query. Dates come out as they are known: where a format can
//! only say a day or a span, the text beside it says what is really known, and what can't be said at all
//! is counted in a remark.

mod bibliography;
mod csv;
mod dot;
mod extract;
mod html;
mod ics;
mod json;
mod markdown;
mod mermaid;
mod options;
mod svg;
mod timelinejs;

pub use extract::{Extract, Made};
pub use markdown::NOTE_STYLES;
pub use options::ExportOptions;

/// What an exporter made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The document.
    pub text: String,
    /// What the format could not say, in sentences for standard error.
    pub remarks: Vec<String>,
}

impl From<String> for Exported {
    fn from(text: String) -> Self {
        Self {
            text,
            remarks: Vec::new(),
        }
    }
}

/// A format that results are written in.
#[derive(Debug)]
pub struct Exporter {
    /// What `--format` calls it.
    pub name: &'static str,
    /// What its files' names end in, in lower case, without the dot; nothing where that ending is another format's.
    pub extensions: &'static [&'static str],
    /// What it is, in a line.
    pub about: &'static str,
    /// Extract → document.
    write: fn(&Extract<'_>) -> Exported,
}

impl Exporter {
    /// Writes the extract in this format.
    pub fn write(&self, extract: &Extract<'_>) -> Exported {
        (self.write)(extract)
    }
}

/// Every format that results can be written in, in the order of the help.
pub const EXPORTERS: &[Exporter] = &[
    markdown::EXPORTER,
    html::EXPORTER,
    csv::EXPORTER,
    json::EXPORTER,
    ics::EXPORTER,
    timelinejs::EXPORTER,
    mermaid::EXPORTER,
    svg::EXPORTER,
    dot::EXPORTER,
    bibliography::BIBTEX,
    bibliography::CSL_JSON,
    bibliography::RIS,
];

/// The exporter of that name.
pub fn named(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|exporter| exporter.name == name)
}

/// The exporter whose files' names end so; the first, where several do.
pub fn of_extension(extension: &str) -> Option<&'static Exporter> {
    let extension = extension.to_lowercase();
    EXPORTERS
        .iter()
        .find(|exporter| exporter.extensions.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_different_and_rows_are_full() {
        for (nth, exporter) in EXPORTERS.iter().enumerate() {
            assert!(
                EXPORTERS[..nth]
                    .iter()
                    .all(|other| other.name != exporter.name)
            );
            assert!(!exporter.about.is_empty());
            assert_eq!(named(exporter.name).unwrap().name, exporter.name);
        }
        assert_eq!(of_extension("HTM").unwrap().name, "html");
    }
}
