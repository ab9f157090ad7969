//! Sources: checked, and merged with equal ones of other files.

use super::checks::{Checks, RecordSite};
use super::id_table::IdTable;
use super::merge::merge;
use crate::model::entities::Source;
use crate::model::problem::Hop;
use crate::model::record::SourceRecord;

/// The table of sources, and its index.
pub(super) fn build(records: Vec<SourceRecord>, checks: &mut Checks) -> (Vec<Source>, IdTable) {
    let mut index = IdTable::new("source", "sources", "unknown-source");
    let sources = merge(records, &mut index, checks, source);
    for source in &sources {
        index.add_name(source.label(), &source.id);
    }
    (sources, index)
}

pub(super) fn source(
    record: SourceRecord,
    id: Box<str>,
    spot: RecordSite,
    checks: &mut Checks,
) -> Source {
    if record.description.is_empty() {
        checks.needed(
            &record.title,
            "empty-title",
            || spot.field("title"),
            || "a source has neither a `title` nor a `description`".to_owned(),
        );
    }
    Source {
        position: record.position,
        id,
        title: checks.title(record.title, "title", spot),
        description: checks.title(record.description, "description", spot),
        kind: record.kind,
        authors: checks.names(record.authors, "author", "authors", spot),
        publisher: checks.line(record.publisher),
        published: checks.date(&record.published, || spot.site(&[Hop::Field("published")])),
        accessed: checks.date(&record.accessed, || spot.site(&[Hop::Field("accessed")])),
        language: checks.line(record.language),
        origin: checks.line(record.origin),
        archived: checks.line(record.archived),
        reliability: record.reliability,
        file: checks.line(record.file),
        numbered: record.numbered,
        about: checks.text(record.about),
        events: Box::default(),
        contradicts: Box::default(),
        context: Box::default(),
        relations: Box::default(),
    }
}
