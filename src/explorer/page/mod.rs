//! Pages: what each pane says, line by line. One file a page, one line in `PAGES`.
//!
//! A page has a head of ready lines and, below, rows that are made only when they
//! are asked for: a list of a million events costs what shows of it.

mod actors;
mod brief;
mod briefings;
mod chronology;
mod dossier;
mod event;
mod faults;
mod field;
mod filters;
mod help;
mod large;
mod page;
mod palette;
mod relations;
mod result;
mod source;
mod styles;
mod table;
mod values;
mod why;

pub use brief::grand;
pub use page::Page;
pub use source::cited_line;
pub use table::{focused_page, target_at};
pub use values::{row_of_value, value_at_row};
