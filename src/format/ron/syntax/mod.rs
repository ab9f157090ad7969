//! RON as text: tokens, the recovering parser with its tree, escapes, and ron's own options.
//!
//! For validation, recovery and the location of diagnostics. Knows no record.

pub(in crate::format) mod elements;
pub(in crate::format) mod escape;
pub(in crate::format) mod lexer;
pub(in crate::format) mod options;
pub(in crate::format) mod parser;
pub(in crate::format) mod tree;
