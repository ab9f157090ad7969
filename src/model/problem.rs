//! Problems: what is wrong with records, where, and what to write instead.
//!
//! A problem points at records, not at bytes: `format` knows the bytes and
//! turns a `Site` into file, line, column and caret.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, nothing to mend: not counted.
    Note,
    /// Probably not meant.
    Warning,
    /// Wrong; something was left out or can't be trusted.
    Error,
}

/// One step from a file's root to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hop {
    /// Into the field of that name.
    Field(&'static str),
    /// Into the element at that place of a list, from 0.
    Item(usize),
}

/// A place in the records: a file, and the hops from its root.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    /// The file, by its place among the files opened, from 0.
    pub file: usize,
    /// From the root to the value.
    pub path: Vec<Hop>,
    /// The part of the value's text that is meant, as characters from its start; empty is all of it.
    pub within: Option<(usize, usize)>,
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// A short stable name of the kind of fault: `unknown-actor`, `bad-date`.
    pub code: &'static str,
    /// What is wrong, in a sentence without a full stop; already cleaned.
    pub message: String,
    /// Where.
    pub site: Site,
    /// What to say under the caret.
    pub label: String,
    /// Other places that belong to it, each with what to say there.
    pub related: Vec<(Site, String)>,
    /// What to write instead.
    pub help: Option<String>,
}
