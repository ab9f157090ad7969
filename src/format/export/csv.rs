//! CSV: one row an event, in the columns of `find --format csv`.

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

fn write(extract: &Extract<'_>) -> Exported {
    let mut table = table(extract.details().map(Detail::Event));
    if extract.options.bom {
        table.insert(0, '\u{FEFF}');
    }
    table.into()
}
