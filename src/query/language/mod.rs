//! The query language: text ⇄ tree (`parser`, `tree`), what each part asks (`analyze`, `clause`), its words for people (`chips`, `error`),
//! its edits (`edit`), and the names of a chronology that values are checked against (`name_source`, `names`, `vocabulary`).
//!
//! For the index, the search and the explorer's search box. Finds no events. A new field is a row in `field`; its
//! names, if it compares some, are a row in `name_source`; a word of `has:` is a row in `has`.

pub(crate) mod analyze;
pub(crate) mod chips;
pub(crate) mod clause;
pub mod edit;
pub(crate) mod error;
pub(crate) mod field;
pub(crate) mod has;
pub(crate) mod is;
pub(crate) mod labels;
pub(crate) mod name_source;
pub(crate) mod names;
pub(crate) mod parser;
pub(crate) mod pattern_stops;
pub(crate) mod period;
pub(crate) mod query;
pub(crate) mod quote;
pub(crate) mod resolve_actor;
pub(crate) mod syntax;
pub(crate) mod tree;
pub(crate) mod vocabulary;
