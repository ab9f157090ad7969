//! History: the way that was followed, so that back and forward retrace it and nobody loses their place.

use std::collections::BTreeMap;

use super::panes::{Cursor, PaneKind, Screen, Selection};
use crate::explorer::base::layout::Pane;
use crate::explorer::base::order::Order;

/// The longest way that is kept.
const LONGEST: usize = 200;

/// A stop on the way: everything that makes the screen look as it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What the main pane showed.
    pub screen: Screen,
    /// What was selected.
    pub selection: Selection,
    /// The pane that had the focus.
    pub focus: Pane,
    /// The pane that showed where several share a place.
    pub shown: Pane,
    /// The text of the query.
    pub text: String,
    /// The order.
    pub order: Order,
    /// The cursors.
    pub cursors: BTreeMap<PaneKind, Cursor>,
}

/// Stops behind and stops ahead.
#[derive(Debug, Clone, Default)]
pub struct History {
    behind: Vec<Stop>,
    ahead: Vec<Stop>,
}

impl History {
    /// Notes that the person leaves `stop` for somewhere new.
    pub fn leave(&mut self, stop: Stop) {
        if self.behind.len() == LONGEST {
            self.behind.remove(0);
        }
        self.behind.push(stop);
        self.ahead.clear();
    }

    /// One stop back from `here`.
    pub fn back(&mut self, here: Stop) -> Option<Stop> {
        let stop = self.behind.pop()?;
        self.ahead.push(here);
        Some(stop)
    }

    /// One stop forward from `here`.
    pub fn forward(&mut self, here: Stop) -> Option<Stop> {
        let stop = self.ahead.pop()?;
        self.behind.push(here);
        Some(stop)
    }

    /// The same way with each stop made anew by `made`; those of which nothing is left are taken out.
    #[must_use]
    pub fn remade(self, made: impl Fn(Stop) -> Option<Stop>) -> Self {
        Self {
            behind: self.behind.into_iter().filter_map(&made).collect(),
            ahead: self.ahead.into_iter().filter_map(&made).collect(),
        }
    }

    /// Whether there is a stop ahead.
    pub fn has_ahead(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// How many stops lie behind.
    pub fn depth(&self) -> usize {
        self.behind.len()
    }
}
