//! Words that are highlighted without filtering: the list stays as it is, they are lit in it, and `n` steps through their events.

use std::sync::Arc;

use crate::query::{Matches, Query};

/// What is highlighted.
#[derive(Debug, Clone)]
pub struct Highlighted {
    /// The words, as typed.
    pub text: String,
    /// The same, read.
    pub query: Query,
    /// The events that have them, in the list or not; `None` while they are typed.
    pub matches: Option<Arc<Matches>>,
}
