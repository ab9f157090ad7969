//! Dateline, a timeline explorer for the terminal.
//!
//! The library holds everything but the arguments: what a chronology is
//! (`model`), how it is read (`format`), searched (`query`), explored
//! (`explorer`), drawn (`view`), written (`wire`) and shown (`terminal`). Arrows point down only;
//! ARCHITECTURE.md shows them and `tests/suite/architecture.rs` holds them.

pub mod axis;
pub mod cli;
pub mod explorer;
pub mod format;
pub mod model;
pub mod query;
pub mod terminal;
pub mod view;
pub mod wire;
