//! The document: what `show`, `find`, exports and handouts say of an event, an actor, a source, a place or a briefing.
//!
//! `detail` has the records of things, built once from the model; `row` and `card` say the same in a line and as labels and
//! values, `handout` has the steps of a briefing; `words` has the phrases that all share. Over them stand the writers (`json`, `csv`, `markdown`, `html`, `plain`, `ids`, `template`) and one
//! escaper a language (`escape`). A new field of a thing is a field in `detail` and a line where people or
//! tables are to read it; a new writer is a file here.

pub mod card;
pub mod citation;
pub mod csv;
pub mod date;
pub mod detail;
pub mod difference;
pub mod escape;
pub mod handout;
pub mod html;
pub mod ids;
mod item;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod row;
pub mod template;
pub mod words;

pub use item::{Document, Item, Notes};
