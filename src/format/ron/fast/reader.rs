//! A fast reader of the RON that nearly all of a large file is written in.
//!
//! Like ron it is a serde deserializer, so what a record is stands in `model::record` alone. It reads a
//! selection: records with or without their names, lists, texts, truth values, small numbers, words of
//! enums, `Some` or not. At anything else it gives up, and the file is read by ron, which then also says
//! what is wrong. What it does read, it reads as ron does; `tests` hold the two together. Texts with escapes
//! and numbers in other clothes are handed to ron one by one.

use crate::format::ron::syntax::lexer::{Lexer, TokenKind};
use crate::format::ron::syntax::options::options;
use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;

/// The attribute that changes nothing, since it is on by default.
pub(crate) const USUAL: &str = "#![enable(implicit_some)]";

/// Whether each byte may stand within a word.
static INNER: [bool; 256] = {
    let mut inner = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        #[expect(
            clippy::indexing_slicing,
            clippy::as_conversions,
            reason = "a byte is within 256; const code has no other way"
        )]
        {
            inner[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        }
        byte += 1;
    }
    inner
};

/// There is something here that is ron's to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported;

impl fmt::Display for Unsupported {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not plain RON")
    }
}

impl std::error::Error for Unsupported {}

impl de::Error for Unsupported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    // The provided ones would put words together that nobody reads.
    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
}

/// How the reading of elements ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With the text; a comma stood behind the last element.
    WithText,
    /// With the `]` at that byte.
    AtBracket(usize),
    /// Before the element there, in or behind which something is unsupported.
    Before(usize),
}

/// A whole document.
///
/// # Errors
///
/// If there is anything in it that this reader does not support.
pub fn document<T: DeserializeOwned>(text: &str) -> Result<T, Unsupported> {
    let mut reader = FastReader { text, at: 0 };
    reader.skip_blanks()?;
    if reader.rest().starts_with(USUAL.as_bytes()) {
        reader.at += USUAL.len();
    }
    let read = T::deserialize(&mut reader)?;
    reader.skip_blanks()?;
    if reader.byte().is_some() {
        return Err(Unsupported);
    }
    Ok(read)
}

/// At most `most` elements of a list from the start of `text` on, as far as they are whole and plain.
pub fn first<T: DeserializeOwned>(text: &str, most: usize) -> Vec<T> {
    let mut reader = FastReader { text, at: 0 };
    let mut read = Vec::new();
    while read.len() < most
        && let Ok(element) = T::deserialize(&mut reader)
    {
        read.push(element);
        if reader.take(b',').is_err() {
            break;
        }
    }
    read
}

/// The elements of a list from the start of `text` on, in which an element begins, up to the first that is not supported; about
/// so many are `likely`.
pub fn elements<T: DeserializeOwned>(text: &str, likely: usize) -> (Vec<T>, Ended) {
    let mut reader = FastReader { text, at: 0 };
    let mut read = Vec::with_capacity(likely);
    loop {
        let start = reader.at;
        match reader.next_element() {
            Ok(Some(element)) => read.push(element),
            Ok(None) if reader.byte().is_none() => return (read, Ended::WithText),
            Ok(None) => return (read, Ended::AtBracket(reader.at)),
            Err(Unsupported) => return (read, Ended::Before(start)),
        }
    }
}

/// The reader.
struct FastReader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> FastReader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) -> Result<(), Unsupported> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/' | b'\x0B' | b'\x0C' | 0x80..) => {
                    let mut lexer = Lexer::new(self.text);
                    lexer.skip_to(self.at);
                    if lexer.skip_blanks().is_some() || lexer.at == self.at {
                        return Err(Unsupported);
                    }
                    self.at = lexer.at;
                }
                _ => return Ok(()),
            }
        }
    }

    /// Takes an element of a list and the comma after it; `None` at the end of the list or of the text.
    fn next_element<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Unsupported> {
        self.skip_blanks()?;
        if matches!(self.byte(), None | Some(b']')) {
            return Ok(None);
        }
        let element = T::deserialize(&mut *self)?;
        self.skip_blanks()?;
        match self.byte() {
            Some(b',') => self.at += 1,
            Some(b']') => {}
            _ => return Err(Unsupported),
        }
        Ok(Some(element))
    }

    /// Takes `sign`, after blanks.
    fn take(&mut self, sign: u8) -> Result<(), Unsupported> {
        // Nearly always there is none.
        if self.byte() != Some(sign) {
            self.skip_blanks()?;
        }
        if self.byte() != Some(sign) {
            return Err(Unsupported);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a word of letters, digits and `_`, after blanks; empty if there is none.
    fn word(&mut self) -> Result<&'a str, Unsupported> {
        self.skip_blanks()?;
        let is_inner = |byte: &u8| INNER.get(usize::from(*byte)).copied().unwrap_or_default();
        let length = self.rest().iter().take_while(|byte| is_inner(byte)).count();
        let word = self
            .text
            .get(self.at..self.at + length)
            .ok_or(Unsupported)?;
        self.at += length;
        // A raw identifier, an identifier with other letters, a byte string.
        match self.byte() {
            Some(b'#' | b'"' | b'\'' | b'.' | b'+' | b'-' | 0x80..) => Err(Unsupported),
            _ => Ok(word),
        }
    }

    /// Takes `word` if it stands here.
    fn took(&mut self, wanted: &str) -> Result<bool, Unsupported> {
        self.skip_blanks()?;
        if !self.rest().starts_with(wanted.as_bytes()) {
            return Ok(false);
        }
        let start = self.at;
        let took = self.word()? == wanted;
        if !took {
            self.at = start;
        }
        Ok(took)
    }

    /// After an element or a field: takes a comma, if there is one; whether `closer` is next, and taken.
    fn closed(&mut self, closer: u8, is_first: bool) -> Result<bool, Unsupported> {
        // Nearly always a comma, a blank and a letter.
        if !is_first && let [b',', b' ', b'a'..=b'z', ..] = self.rest() {
            self.at += 2;
            return Ok(false);
        }
        self.skip_blanks()?;
        if !is_first && self.byte() == Some(b',') {
            self.at += 1;
            self.skip_blanks()?;
        } else if !is_first && self.byte() != Some(closer) {
            return Err(Unsupported);
        }
        let is_closed = self.byte() == Some(closer);
        self.at += usize::from(is_closed);
        Ok(is_closed)
    }

    /// Has ron read the next token, if it is of `kind`.
    fn by_ron<T: DeserializeOwned>(&mut self, kind: TokenKind) -> Result<T, Unsupported> {
        let mut lexer = Lexer::new(self.text);
        lexer.skip_to(self.at);
        let token = lexer.next();
        if token.kind != kind {
            return Err(Unsupported);
        }
        let written = self.text.get(token.range()).ok_or(Unsupported)?;
        let read = options().from_str(written).map_err(|_| Unsupported)?;
        self.at = token.end;
        Ok(read)
    }
}

impl<'de> Deserializer<'de> for &mut FastReader<'de> {
    type Error = Unsupported;

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        self.skip_blanks()?;
        if let Some(body) = self.rest().strip_prefix(b"\"")
            && let Some(length) = memchr::memchr2(b'"', b'\\', body)
            && body.get(length) == Some(&b'"')
        {
            let start = self.at + 1;
            let body = self.text.get(start..start + length).ok_or(Unsupported)?;
            self.at = start + length + 1;
            return visitor.visit_borrowed_str(body);
        }
        visitor.visit_string(self.by_ron(TokenKind::Text)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Unsupported),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        self.skip_blanks()?;
        if let [digit @ b'0'..=b'9', b',' | b')', ..] = *self.rest() {
            self.at += 1;
            return visitor.visit_u8(digit - b'0');
        }
        visitor.visit_u8(self.by_ron(TokenKind::Number)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        self.skip_blanks()?;
        visitor.visit_f64(self.by_ron(TokenKind::Number)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        if self.took("None")? {
            return visitor.visit_none();
        }
        if !self.took("Some")? {
            return visitor.visit_some(self);
        }
        self.take(b'(')?;
        let value = visitor.visit_some(&mut *self)?;
        self.closed(b')', false)?
            .then_some(value)
            .ok_or(Unsupported)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        self.take(b'[')?;
        let mut items = Items::new(self, b']');
        let value = visitor.visit_seq(&mut items)?;
        items.is_closed.then_some(value).ok_or(Unsupported)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unsupported> {
        self.take(b'(')?;
        let mut items = Items::new(self, b')');
        let value = visitor.visit_seq(&mut items)?;
        // A tuple is full before its bracket is seen.
        (!items.has_next()?).then_some(value).ok_or(Unsupported)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unsupported> {
        let word = self.word()?;
        if !word.is_empty() && word != name {
            return Err(Unsupported);
        }
        self.take(b'(')?;
        let mut items = Items::new(self, b')');
        let value = visitor.visit_map(&mut items)?;
        items.is_closed.then_some(value).ok_or(Unsupported)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unsupported> {
        visitor.visit_enum(self)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_borrowed_str(self.word()?)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unsupported> {
        Err(Unsupported)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 u16 u32 u64 f32 char bytes byte_buf unit unit_struct newtype_struct
        tuple_struct map ignored_any
    }
}

impl<'de> EnumAccess<'de> for &mut FastReader<'de> {
    type Error = Unsupported;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self), Unsupported> {
        let variant = seed.deserialize(&mut *self)?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for &mut FastReader<'de> {
    type Error = Unsupported;

    fn unit_variant(self) -> Result<(), Unsupported> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Unsupported> {
        Err(Unsupported)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unsupported> {
        Err(Unsupported)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unsupported> {
        Err(Unsupported)
    }
}

/// What stands in brackets.
struct Items<'r, 'a> {
    reader: &'r mut FastReader<'a>,
    closer: u8,
    is_first: bool,
    /// How many elements there may be.
    likely: usize,
    /// Whether the closing bracket was taken.
    pub is_closed: bool,
}

impl<'r, 'a> Items<'r, 'a> {
    /// Of what follows an opening bracket.
    pub fn new(reader: &'r mut FastReader<'a>, closer: u8) -> Self {
        let likely = if closer == b']' {
            likely(reader.rest())
        } else {
            1
        };
        Self {
            reader,
            closer,
            is_first: true,
            likely,
            is_closed: false,
        }
    }

    /// Whether there is another.
    pub fn has_next(&mut self) -> Result<bool, Unsupported> {
        self.is_closed = self.reader.closed(self.closer, self.is_first)?;
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
    type Error = Unsupported;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unsupported> {
        if !self.has_next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    // Lists that get just the room that they need have none to give back.
    fn size_hint(&self) -> Option<usize> {
        Some(self.likely)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Unsupported;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unsupported> {
        if !self.has_next()? {
            return Ok(None);
        }
        let key = seed.deserialize(StrDeserializer::new(self.reader.word()?))?;
        self.reader.take(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unsupported> {
        seed.deserialize(&mut *self.reader)
    }
}
