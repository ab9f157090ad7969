//! The index of a chronology, made once: columns of its events in segments, the dictionary of its words, their postings, and
//! corrections of words that it does not have.
//!
//! For the search. The columns of values with names are made from the rows of `language::name_source`.

pub(crate) mod arena;
pub(crate) mod build;
pub(crate) mod corrections;
pub(crate) mod dictionary;
pub(crate) mod hash;
pub(crate) mod postings;
pub(crate) mod row_set;
pub(crate) mod segment;
