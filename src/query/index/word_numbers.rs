//! Words by number, in the order in which they were first met: the values that a segment meets, and the terms of its texts.
//!
//! The numbers count in one segment only; what is one for the whole chronology is made of them when all segments are.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Words in the order in which they were first met.
#[derive(Debug, Default)]
pub(crate) struct WordNumbers<'a> {
    places: HashMap<&'a str, usize, RandomState>,
    /// The words.
    pub list: Vec<&'a str>,
}

impl<'a> WordNumbers<'a> {
    /// The place of `word`, a new one if it is new.
    pub fn place(&mut self, word: &'a str) -> usize {
        *self.places.entry(word).or_insert_with(|| {
            self.list.push(word);
            self.list.len() - 1
        })
    }
}
