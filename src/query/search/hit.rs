//! A hit: one event that a query found, how surely and how well.

use super::score::Tier;
use crate::model::{EventId, Meeting};

/// An event that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The event.
    pub event: EventId,
    /// `Certain`, unless a period of the query is met only possibly.
    pub certainty: Meeting,
    /// How it was found.
    pub tier: Tier,
    /// How well, within the tier; more is better.
    pub score: i32,
}
