//! Rows of the chronology pane: events, the headings above them and the gaps between them.

use crate::model::Chronology;
use crate::query::Hit;

/// (to come)
#[derive(Debug, Clone, Default)]
pub struct Rows;

impl Rows {
    /// (to come)
    pub fn new(_chronology: &Chronology, _hits: &[Hit]) -> Self {
        Self
    }
}
