//! CSV: RFC 4180, and what goes by that name: semicolons, TABs or bars between cells, CR, LF or both at the end of lines, rows
//! of uneven length.

use csv::{ByteRecord, ReaderBuilder};

use super::columns::roles_of;
use super::table::{Row, Rows};
use super::{own, table};
use crate::format::reading::{Format, Items, ReadOptions, Reading};

/// CSV's row.
pub const FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv", "tsv", "tab", "psv"],
    about: "a table: a row an event, the first row its headers",
    is_it,
    read,
    locator: |source| Box::new(Items::new(source)),
};

/// What may stand between cells, the usual one first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Whether the first line has headers that are known.
fn is_it(text: &str) -> bool {
    let rows = CsvRows::new(text);
    let known = roles_of(&rows.headers, &[]).into_iter().flatten().count();
    !text.trim_start().starts_with(['{', '[', '(', '#', '/']) && rows.headers.len() > 1 && known > 1
}

fn read(reading: &mut Reading, text: &str, options: &ReadOptions) {
    let rows = CsvRows::new(text);
    if own::is_table(&rows.headers) {
        own::read_table(reading, &rows);
    } else {
        table::read(reading, &rows, options);
    }
    if let Some((first, count)) = rows.ragged() {
        let rows = if count == 1 { "row has" } else { "rows have" };
        reading.remarks.push(format!(
            "{count} {rows} more or fewer cells than the headers, first row {first}: what is missing is empty, what is over is in the note"
        ));
    }
}

/// The rows of a text.
pub(super) struct CsvRows<'t> {
    text: &'t str,
    delimiter: u8,
    pub headers: Vec<String>,
}

impl<'t> CsvRows<'t> {
    fn new(text: &'t str) -> Self {
        let first = text
            .split(['\r', '\n'])
            .next()
            .unwrap_or_default()
            .as_bytes();
        let count = |delimiter: u8| memchr::memchr_iter(delimiter, first).count();
        // Of as many, the usual one.
        let delimiter = DELIMITERS
            .into_iter()
            .rev()
            .max_by_key(|one| count(*one))
            .unwrap_or(b',');
        let mut rows = Self {
            text,
            delimiter,
            headers: Vec::new(),
        };
        let mut headers = ByteRecord::new();
        let mut reader = rows.reader();
        if reader
            .read_byte_record(&mut headers)
            .is_ok_and(|is_there| is_there)
        {
            rows.headers = headers
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
                .collect();
        }
        rows
    }

    fn reader(&self) -> csv::Reader<&'t [u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes())
    }

    /// The first row that has more or fewer cells than there are headers, and how many do.
    fn ragged(&self) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        self.each(&mut |row| {
            let is_blank = row.cells.iter().all(|cell| cell.is_empty());
            if row.cells.len() != self.headers.len() && !is_blank {
                let (first, count) = found.unwrap_or((row.number, 0));
                found = Some((first, count + 1));
            }
        });
        found
    }
}

impl Rows for CsvRows<'_> {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn noun(&self) -> &'static str {
        "row"
    }

    fn each(&self, with: &mut dyn FnMut(&Row<'_>)) {
        let mut reader = self.reader();
        let mut record = csv::StringRecord::new();
        let place = |reader: &csv::Reader<&[u8]>| {
            usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
        };
        let mut number = 0;
        let mut start = 0;
        // The text is UTF-8 and rows may be uneven: nothing is left that reading could fail of.
        while reader
            .read_record(&mut record)
            .is_ok_and(|is_there| is_there)
        {
            let end = place(&reader);
            number += 1;
            if number > 1 {
                let cells: Vec<&str> = record.iter().collect();
                let row = self.text.get(start..end).unwrap_or_default();
                let blank = row.len() - row.trim_start_matches(['\r', '\n']).len();
                let from = start + blank;
                let to = from + row.trim_matches(['\r', '\n']).len();
                let text = self.text.get(from..to).unwrap_or_default();
                with(&Row {
                    number,
                    cells: &cells,
                    range: from..to,
                    text,
                });
            }
            start = end;
        }
    }
}
