//! Problems that `model::build` found → diagnostics at bytes of the text.

use std::collections::HashMap;

use crate::model::problem::{Problem, Site};
use crate::model::reports::Reports;

use super::diagnostic::{Diagnostic, Diagnostics, Span};
use super::files::{Files, SourceText};
use super::{Locator, of};

/// Finds sites in the text of `source`, one after another.
pub fn locator_of(source: &SourceText) -> Box<dyn Locator + '_> {
    (of(source.name()).locator)(source)
}

/// Where `site` stands in the text of `source`, which is its file.
pub fn span_of(site: &Site, source: &SourceText) -> Span {
    Span {
        file: site.file,
        range: locator_of(source).find(&site.path, site.within),
    }
}

/// Gives each problem its span of the text of `files`.
pub fn locate(problems: Reports<Problem>, files: &Files) -> Diagnostics {
    let mut locators: HashMap<usize, Box<dyn Locator + '_>> = HashMap::new();
    let mut span = |site: &Site| {
        let source = files.get(site.file)?;
        let locator = locators
            .entry(site.file)
            .or_insert_with(|| locator_of(source));
        Some(Span {
            file: site.file,
            range: locator.find(&site.path, site.within),
        })
    };
    problems.map(|problem| Diagnostic {
        severity: problem.severity,
        code: problem.code,
        span: span(&problem.site),
        related: problem
            .related
            .into_iter()
            .filter_map(|(site, label)| Some((span(&site)?, label)))
            .collect(),
        message: problem.message,
        label: problem.label,
        help: problem.help,
    })
}
