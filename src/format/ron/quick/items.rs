//! What stands in brackets: elements of lists and tuples, fields of records.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::{Odd, Quick};

/// What stands in brackets.
pub(super) struct Items<'q, 'a> {
    quick: &'q mut Quick<'a>,
    closer: u8,
    is_first: bool,
    /// Whether the closing bracket was taken.
    pub is_closed: bool,
}

impl<'q, 'a> Items<'q, 'a> {
    /// Of what follows an opening bracket.
    pub fn new(quick: &'q mut Quick<'a>, closer: u8) -> Self {
        Self {
            quick,
            closer,
            is_first: true,
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

    // Most lists are short: more room would have to be given back.
    fn size_hint(&self) -> Option<usize> {
        Some(1)
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
