//! Interned texts: what recurs, as the kinds of a million events do, is kept once.
//!
//! An `Interned` takes 8 bytes, and an empty one allocates nothing. Each thread has a cache of fixed size of those that it made
//! last, so nothing is locked, and a file whose texts never recur costs no more than they do.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use super::sanitize::is_line;
use super::{SmallString, as_str};

/// Longer texts, in bytes, are not cached: they hardly recur.
const LONGEST: usize = 32;

/// How many texts the cache of a thread holds. A power of two.
const CACHED: usize = 1 << 14;

thread_local! {
    /// The texts made last, each in the slot that it hashes to; empty until the first is made.
    static LAST: RefCell<Vec<Interned>> = const { RefCell::new(Vec::new()) };
}

/// A text that is kept once however often it recurs; read it as a `str`.
#[derive(Clone, Default)]
pub struct Interned(Option<Arc<Letters>>);

/// What an interned text points to; an `Arc<str>` would make the pointer twice as long.
struct Letters {
    letters: SmallString,
    is_line: bool,
}

impl Interned {
    /// The interned text of these letters.
    pub fn new(letters: &str) -> Self {
        if letters.is_empty() {
            return Self(None);
        }
        if letters.len() > LONGEST {
            return Self::fresh(letters.into());
        }
        LAST.with_borrow_mut(|last| {
            if last.is_empty() {
                last.resize(CACHED, Self(None));
            }
            let Some(known) = last.get_mut(slot(letters.as_bytes())) else {
                return Self::fresh(letters.into());
            };
            if known.bytes() != letters.as_bytes() {
                *known = Self::fresh(letters.into());
            }
            known.clone()
        })
    }

    /// Whether it is a line, not blank, with nothing to clean: computed once.
    pub fn is_line(&self) -> bool {
        self.0.as_deref().is_some_and(|letters| letters.is_line)
    }

    fn fresh(letters: SmallString) -> Self {
        let is_line = is_line(&letters);
        Self((!letters.is_empty()).then(|| Arc::new(Letters { letters, is_line })))
    }

    fn bytes(&self) -> &[u8] {
        let letters = self.0.as_deref();
        letters.map_or(&[], |letters| letters.letters.bytes())
    }
}

/// The slot of these letters in the cache. Of two texts of one slot, the later evicts the earlier.
fn slot(letters: &[u8]) -> usize {
    /// Fibonacci hashing: 2^64 over the golden ratio (Knuth, The Art of Computer Programming, 6.4).
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let add =
        |hash: u64, bytes| (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(FACTOR);
    let (chunks, rest) = letters.as_chunks();
    let hash = chunks.iter().fold(0, |hash, chunk| add(hash, *chunk));
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let bits = CACHED.trailing_zeros();
    usize::try_from(add(hash, last) >> (u64::BITS - bits)).unwrap_or_default()
}

impl Deref for Interned {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().map_or("", |letters| &letters.letters)
    }
}

impl From<&str> for Interned {
    fn from(letters: &str) -> Self {
        Self::new(letters)
    }
}

impl From<String> for Interned {
    fn from(letters: String) -> Self {
        Self::new(&letters)
    }
}

as_str!(Interned);

#[cfg(test)]
mod tests {
    use super::{CACHED, Interned, LONGEST};
    use std::collections::HashSet;
    use std::mem::size_of;

    #[test]
    fn a_word_is_its_letters() {
        let long = "x".repeat(LONGEST + 1);
        for letters in ["", "raid", "¶6", "ถูกจับ", &long] {
            let word = Interned::new(letters);
            assert_eq!(&*word, letters);
            assert_eq!(word, Interned::from(letters.to_owned()));
            assert_eq!(format!("{word} {word:?}"), format!("{letters} {letters:?}"));
            assert!(HashSet::from([word]).contains(letters));
        }
        assert!(Interned::new("¶ 6").is_line());
        for letters in ["", " ", "a\nb", "a\u{202E}b"] {
            assert!(!Interned::new(letters).is_line(), "{letters:?}");
        }
        assert_ne!(Interned::new(""), Interned::new("raid"));
        assert!(
            Interned::new("") < Interned::new("raid")
                && Interned::new("raid") < Interned::new("talks")
        );
    }

    #[test]
    fn a_word_that_recurs_is_kept_once() {
        let (one, other) = (Interned::new("raid"), Interned::from("raid".to_owned()));
        assert_eq!(one.as_ptr(), other.as_ptr());
        assert_eq!(size_of::<Interned>(), 8);
    }

    #[test]
    fn words_that_never_recur_are_not_kept() {
        let words: Vec<_> = (0..4 * CACHED)
            .map(|n| Interned::new(&n.to_string()))
            .collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(**word, n.to_string());
        }
        drop(words);
        super::LAST.with_borrow(|last| assert_eq!(last.len(), CACHED));
    }
}
