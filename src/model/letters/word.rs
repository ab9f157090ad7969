//! Words that recur: the kind of a million events is one of a few, and is kept once.
//!
//! A `Word` takes 8 bytes. Each thread remembers the
//! words that it made last, a fixed number of them, and gives them out again; so nothing is locked, and a file of
//! words that never recur costs no more than they do. Any text may be a word, none at all too: fields
//! that are mostly empty are words for their size.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use super::as_str;

/// Longer texts, in bytes, are not looked up: they hardly recur.
const LONGEST: usize = 32;

/// How many words a thread remembers. A power of two.
const REMEMBERED: usize = 1 << 12;

thread_local! {
    /// The words made last, each at the place that its letters hash to; empty until the first is made.
    static LAST: RefCell<Vec<Word>> = const { RefCell::new(Vec::new()) };
}

/// A text that is kept once, however often it stands; read it as a `str`.
#[derive(Clone, Default)]
pub struct Word(Option<Arc<Letters>>);

/// What a word points to; an `Arc<str>` would make the pointer twice as long.
struct Letters(Box<str>);

impl Word {
    /// The word of these letters.
    pub fn new(letters: &str) -> Self {
        if letters.is_empty() {
            return Self(None);
        }
        if letters.len() > LONGEST {
            return Self::fresh(letters.into());
        }
        LAST.with_borrow_mut(|last| {
            if last.is_empty() {
                last.resize(REMEMBERED, Self(None));
            }
            let Some(known) = last.get_mut(place(letters)) else {
                return Self::fresh(letters.into());
            };
            if **known != *letters {
                *known = Self::fresh(letters.into());
            }
            known.clone()
        })
    }

    fn fresh(letters: Box<str>) -> Self {
        Self((!letters.is_empty()).then(|| Arc::new(Letters(letters))))
    }
}

/// Where a thread remembers these letters. Two words of one place drive each other out, and that is all.
fn place(letters: &str) -> usize {
    /// Fibonacci hashing: 2^64 over the golden ratio (Knuth, The Art of Computer Programming, 6.4).
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let hash = letters.as_bytes().chunks(8).fold(0_u64, |hash, chunk| {
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(chunk) {
            *to = *from;
        }
        (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(FACTOR)
    });
    let bits = REMEMBERED.trailing_zeros();
    usize::try_from(hash >> (u64::BITS - bits)).unwrap_or_default()
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().map_or("", |letters| &letters.0)
    }
}

impl From<&str> for Word {
    fn from(letters: &str) -> Self {
        Self::new(letters)
    }
}

impl From<Box<str>> for Word {
    fn from(letters: Box<str>) -> Self {
        if letters.len() > LONGEST {
            return Self::fresh(letters);
        }
        Self::new(&letters)
    }
}

impl From<String> for Word {
    fn from(letters: String) -> Self {
        Self::from(letters.into_boxed_str())
    }
}

as_str!(Word);

#[cfg(test)]
mod tests {
    use super::{LONGEST, REMEMBERED, Word};
    use std::collections::HashSet;
    use std::mem::size_of;

    #[test]
    fn a_word_is_its_letters() {
        let long = "x".repeat(LONGEST + 1);
        for letters in ["", "raid", "¶6", "ถูกจับ", &long] {
            let word = Word::new(letters);
            assert_eq!(&*word, letters);
            assert_eq!(word, Word::from(letters.to_owned()));
            assert_eq!(word, Word::from(Box::<str>::from(letters)));
            assert_eq!(format!("{word} {word:?}"), format!("{letters} {letters:?}"));
            assert!(HashSet::from([word]).contains(letters));
        }
        assert_ne!(Word::new(""), Word::new("raid"));
        assert!(Word::new("") < Word::new("raid") && Word::new("raid") < Word::new("talks"));
    }

    #[test]
    fn a_word_that_recurs_is_kept_once() {
        let (one, other) = (Word::new("raid"), Word::from("raid".to_owned()));
        assert!(std::ptr::eq(&*one, &*other));
        assert_eq!(size_of::<Word>(), 8);
    }

    #[test]
    fn words_that_never_recur_are_not_kept() {
        let words: Vec<_> = (0..4 * REMEMBERED)
            .map(|n| Word::new(&n.to_string()))
            .collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(**word, n.to_string());
        }
        drop(words);
        super::LAST.with_borrow(|last| assert_eq!(last.len(), REMEMBERED));
    }
}
