//! Import: files of other programs → records. Nothing is invented: dates keep their precision, statuses are stated or none,
//! and what can't be read is kept as text and told with its place.
//!
//! `csv`, `ics`, `json`, `markwhen`, `misp`, `stix`, `ftm` and `references` (BibTeX, RIS, CSL-JSON) each read a format, and `own` what
//! we wrote in CSV and JSON; `table` is what those with rows share, with `columns` (what a header means) and `dates` (what a
//! cell says), and `links` what those share that list things by id. All of them add events to a `builder`, which makes
//! ids, actors, places and the file's own source. A new format is a file here and a row of `FORMATS` in `format`.

mod builder;
mod columns;
mod content_line;
pub mod csv;
mod date_words;
mod dates;
pub mod ftm;
pub mod ics;
pub mod json;
mod links;
pub mod markwhen;
pub mod misp;
mod own;
pub mod references;
pub mod stix;
mod table;

pub use columns::role_names;
