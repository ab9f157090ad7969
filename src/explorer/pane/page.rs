//! A page: the lines that a pane says, the first ones ready, the others made when they are asked for, so that a list of a million
//! events costs what shows of it.

use std::sync::Arc;

use crate::explorer::base::line::Line;
use crate::model::EventId;

/// Events in successive rows of a page.
pub(super) struct EventRows<'a> {
    /// The row of the first, from 0 below the ready lines.
    pub first: usize,
    /// The events.
    pub events: &'a [EventId],
}

/// The lines of a page.
pub struct Page<'a> {
    head: Arc<Vec<Line>>,
    rows: usize,
    row: Box<dyn Fn(usize) -> Line + 'a>,
}

impl<'a> Page<'a> {
    /// A page of ready lines.
    pub fn of(head: Vec<Line>) -> Self {
        Self::kept(Arc::new(head))
    }

    /// A page of lines that are kept from one frame to the next.
    pub fn kept(head: Arc<Vec<Line>>) -> Self {
        Self {
            head,
            rows: 0,
            row: Box::new(|_| Line::blank()),
        }
    }

    /// With `rows` more lines below, each made by `row` from its number.
    #[must_use]
    pub fn with_rows(mut self, rows: usize, row: impl Fn(usize) -> Line + 'a) -> Self {
        self.rows = rows;
        self.row = Box::new(row);
        self
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.head.len() + self.rows
    }

    /// Whether it has no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many lines come before the rows.
    pub fn head(&self) -> usize {
        self.head.len()
    }

    /// Whether the line at that place leads somewhere.
    pub fn leads(&self, number: usize) -> bool {
        match self.head.get(number) {
            Some(line) => line.target.is_some(),
            None => self.line(number).target.is_some(),
        }
    }

    /// The line at that place; blank past the end.
    pub fn line(&self, number: usize) -> Line {
        match number.checked_sub(self.head.len()) {
            None => self.head.get(number).cloned().unwrap_or_default(),
            Some(row) if row < self.rows => (self.row)(row),
            Some(_) => Line::blank(),
        }
    }
}
