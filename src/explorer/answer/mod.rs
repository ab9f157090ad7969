//! What is computed off the loop for one query: the list with its rows and headings, then what is counted over it; and the paths
//! between two actors.
//!
//! For the state, which keeps it, and the host, whose threads compute it. Knows no pane.

pub mod calendar;
pub mod grain;
pub mod paths;
pub mod rows;
pub mod search;
pub mod strip;
