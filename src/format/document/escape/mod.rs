//! Escapers: one a language, so that text of a chronology stays text wherever it is written.

pub mod csv;
pub mod dot;
pub mod ics;
pub mod markdown;
pub mod mermaid;
pub mod tex;
pub mod xml;
