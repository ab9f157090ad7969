//! What is said of a result: facets with counts, which letters matched, why a row is there, and what could be typed next.
//!
//! For the explorer's panes. Reads the index and the search, changes neither.

pub mod completion;
pub(crate) mod counts;
pub(crate) mod explain;
pub mod facets;
pub(crate) mod highlight;
pub(crate) mod no_match;
pub(crate) mod rank_reason;
mod term_in_text;
