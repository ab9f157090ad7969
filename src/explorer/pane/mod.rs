//! What each pane says, line by line: one file a pane.
//!
//! For commands, which scroll through these lines and follow them, and for the view, which gives them cells and styles. A new pane
//! is a file here and a row of `panes!` in `state::panes`, which names it.

mod actors;
mod brief;
mod briefings;
mod chronology;
mod dossier;
mod event;
mod faults;
mod field;
mod filters;
mod headings;
mod help;
mod large;
mod page;
mod palette;
mod parts;
mod path_ends;
mod paths;
mod relations;
mod result;
pub mod search_row;
mod selected_row;
mod source;
mod speaker;
mod styles;
mod table;
mod values;
mod why;

pub use brief::{body_area, grand, header};
pub use headings::heading_lines;
pub use large::Blocks;
pub use page::Page;
pub use selected_row::{disagreement, event_at, line_of, listed_events};
pub use source::cited_line;
pub use table::{focused_page, target_at};
pub use values::{row_of_value, value_at_row};
