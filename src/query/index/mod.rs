//! The index of a chronology, made once: columns of its events in segments, the terms of each segment with their postings, and the
//! dictionary of all terms, for corrections of words that it does not have.
//!
//! For the search. The columns of values with names are made from the rows of `language::name_source`.

pub(crate) mod arena;
pub(crate) mod build;
pub(crate) mod corrections;
pub(crate) mod dictionary;
pub(crate) mod row_set;
pub(crate) mod segment;
pub(crate) mod terms;
pub(crate) mod word_numbers;
