//! CSV: one row an event.

use super::{Exported, Exporter, Extract};
use crate::format::document::csv::table;
use crate::format::document::detail::Detail;

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "csv",
    extensions: &["csv"],
    about: "A table for spreadsheets, a row an event",
    write,
};

/// The columns, named as the fields of the file. New ones come after these.
const COLUMNS: &[&str] = &[
    "id",
    "date",
    "shown",
    "earliest",
    "latest",
    "precision",
    "date_note",
    "inferred",
    "title",
    "summary",
    "kind",
    "status",
    "disputed",
    "meets",
    "actors",
    "places",
    "tags",
    "cites",
    "note",
];

fn write(extract: &Extract<'_>) -> Exported {
    table(COLUMNS, extract.details().map(Detail::Event)).into()
}
