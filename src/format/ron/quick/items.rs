//! What stands in brackets: elements of lists and tuples, fields of records.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::{Odd, Quick};

/// What stands in brackets.
pub(super) struct Items<'q, 'a> {
    quick: &'q mut Quick<'a>,
    closer: u8,
    is_first: bool,
    /// How many elements there may be.
    likely: usize,
    /// Whether the closing bracket was taken.
    pub is_closed: bool,
}

impl<'q, 'a> Items<'q, 'a> {
    /// Of what follows an opening bracket.
    pub fn new(quick: &'q mut Quick<'a>, closer: u8) -> Self {
        let likely = if closer == b']' {
            likely(quick.rest())
        } else {
            1
        };
        Self {
            quick,
            closer,
            is_first: true,
            likely,
            is_closed: false,
        }
    }

    /// Whether there is another.
    pub fn has_next(&mut self) -> Result<bool, Odd> {
        self.is_closed = self.quick.closed(self.closer, self.is_first)?;
        self.is_first = false;
        Ok(!self.is_closed)
    }
}

/// How many elements a list is likely to have, by the signs between its brackets: a guess.
fn likely(list: &[u8]) -> usize {
    let end = memchr::memchr(b']', list).unwrap_or(list.len());
    let inner = list.get(..end).unwrap_or_default();
    let is_text = inner.trim_ascii_start().first() == Some(&b'"');
    let count = if is_text {
        memchr::memchr_iter(b'"', inner).count() / 2
    } else {
        memchr::memchr_iter(b'(', inner).count()
    };
    count.max(1)
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Odd;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Odd> {
        if !self.has_next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.quick).map(Some)
    }

    // Lists that get just the room that they need have none to give back.
    fn size_hint(&self) -> Option<usize> {
        Some(self.likely)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Odd;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Odd> {
        if !self.has_next()? {
            return Ok(None);
        }
        let key = seed.deserialize(StrDeserializer::new(self.quick.word()?))?;
        self.quick.take(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Odd> {
        seed.deserialize(&mut *self.quick)
    }
}
