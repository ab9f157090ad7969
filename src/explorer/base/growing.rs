//! Lines that are made from the first on, as far as someone asks for them, and kept.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::line::Line;

/// Some lines, and what makes those after them.
pub struct GrowingLines {
    grown: Mutex<Grown>,
}

#[derive(Default)]
struct Grown {
    made: Vec<Line>,
    /// Gives the next lines, in blocks that may be empty; `None` when all are made.
    rest: Option<Box<dyn Iterator<Item = Vec<Line>> + Send>>,
}

impl GrowingLines {
    /// Lines that are all there.
    pub fn of(made: Vec<Line>) -> Self {
        let grown = Grown { made, rest: None };
        Self {
            grown: Mutex::new(grown),
        }
    }

    /// Lines that `blocks` gives, each when it is asked for.
    pub fn from_blocks(blocks: impl Iterator<Item = Vec<Line>> + Send + 'static) -> Self {
        let grown = Grown {
            made: Vec::new(),
            rest: Some(Box::new(blocks)),
        };
        Self {
            grown: Mutex::new(grown),
        }
    }

    /// Something of the line at that place; `None` past the end.
    pub fn with<T>(&self, number: usize, tell: impl FnOnce(&Line) -> T) -> Option<T> {
        let mut grown = self.grown.lock().unwrap_or_else(PoisonError::into_inner);
        grown.reach(number);
        grown.made.get(number).map(tell)
    }

    /// Whether there is a line at that place.
    pub fn has(&self, number: usize) -> bool {
        self.with(number, |_| ()).is_some()
    }

    /// How many there are; all are made for that.
    pub fn count(&self) -> usize {
        let mut grown = self.grown.lock().unwrap_or_else(PoisonError::into_inner);
        grown.reach(usize::MAX);
        grown.made.len()
    }

    /// How many are made.
    pub fn made(&self) -> usize {
        let grown = self.grown.lock().unwrap_or_else(PoisonError::into_inner);
        grown.made.len()
    }
}

impl Grown {
    /// Makes lines up to that place, if there are so many.
    fn reach(&mut self, number: usize) {
        while self.made.len() <= number
            && let Some(rest) = &mut self.rest
        {
            match rest.next() {
                Some(block) => self.made.extend(block),
                None => self.rest = None,
            }
        }
    }
}

impl fmt::Debug for GrowingLines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} lines made", self.made())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::base::line::Tone;

    #[test]
    fn lines_are_made_as_far_as_they_are_asked_for() {
        let blocks = (0..100).map(|nth| {
            let line = Line::of(nth.to_string(), Tone::Plain);
            vec![line.clone(), line]
        });
        let lines = GrowingLines::from_blocks(blocks);
        assert!(lines.has(5));
        assert_eq!(lines.made(), 6);
        assert_eq!(lines.count(), 200);
        assert!(!lines.has(200));
    }
}
