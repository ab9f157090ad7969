//! A page: the lines that a pane says. Its head is made from the first line on, as far as it is asked for, and kept; the rows below
//! are made one by one when they show. So a list of a million events and a text of megabytes cost what shows of them.

use std::sync::Arc;

use crate::explorer::base::growing::GrowingLines;
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
    head: Arc<GrowingLines>,
    rows: usize,
    row: Box<dyn Fn(usize) -> Line + 'a>,
}

impl<'a> Page<'a> {
    /// A page of ready lines.
    pub fn of(head: Vec<Line>) -> Self {
        Self::kept(Arc::new(GrowingLines::of(head)))
    }

    /// A page of lines that are kept from one frame to the next.
    pub fn kept(head: Arc<GrowingLines>) -> Self {
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

    /// How many lines it has. All of its head is made for that; where a line only has to be there, ask `has`.
    pub fn len(&self) -> usize {
        self.head() + self.rows
    }

    /// Whether it has no line.
    pub fn is_empty(&self) -> bool {
        !self.has(0)
    }

    /// Whether there is a line at that place.
    pub fn has(&self, number: usize) -> bool {
        self.head.has(number) || number < self.len()
    }

    /// How many lines come before the rows; all of them are made for that.
    pub fn head(&self) -> usize {
        self.head.count()
    }

    /// The row that stands in a line, if the line is not one of the head.
    pub fn row_at(&self, number: usize) -> Option<usize> {
        if self.head.has(number) {
            return None;
        }
        number
            .checked_sub(self.head())
            .filter(|row| *row < self.rows)
    }

    /// `number`, or that of the last line if there are fewer.
    pub fn at_most(&self, number: usize) -> usize {
        if self.has(number) {
            number
        } else {
            self.len().saturating_sub(1)
        }
    }

    /// The first line that shows where `top` was to be it: so that the last line is not above the end of `height` rows.
    pub fn top(&self, top: usize, height: usize) -> usize {
        if self.has((top + height).saturating_sub(1)) {
            top
        } else {
            self.len().saturating_sub(height)
        }
    }

    /// Whether the line at that place leads somewhere.
    pub fn leads(&self, number: usize) -> bool {
        let of_head = self.head.with(number, |line| line.target.is_some());
        of_head.unwrap_or_else(|| self.line(number).target.is_some())
    }

    /// The line at that place; blank past the end.
    pub fn line(&self, number: usize) -> Line {
        match self.head.with(number, Line::clone) {
            Some(line) => line,
            None => self.row_at(number).map_or_else(Line::blank, &self.row),
        }
    }
}
