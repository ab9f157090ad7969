//! What records are written with: the fields of each, what they hold, which are required, and what they are for.
//!
//! `records!` makes a struct that serde reads and its [`Schema`] of one description, which stands in `record`. Reading, the
//! validation of faulty files and the guide's tables go by it, so a field is described once.

use serde::de::value::Error;
use serde::de::{Deserialize, Deserializer, Error as _, Visitor};

use super::text::{Interned, SmallString};

/// A kind of record.
#[derive(Debug)]
pub struct Schema {
    /// The name that may stand before its bracket.
    pub name: &'static str,
    /// What messages call it.
    pub noun: &'static str,
    /// Its fields, in the order in which they are described.
    pub fields: &'static [Field],
}

impl Schema {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether a record without it can't be read.
    pub required: bool,
    /// What it is for, in a sentence.
    pub help: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A text.
    Text,
    /// A text or nothing.
    OptionalText,
    /// A text that is a date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to 255.
    Figure,
    /// Latitude and longitude.
    Coordinates,
    /// One of the words that this returns.
    Word(fn() -> &'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of records.
    Records(&'static Schema),
}

/// A record.
pub trait Described {
    /// Its description.
    const SCHEMA: &'static Schema;

    /// Takes from another record of the same thing what this one leaves out.
    fn fill(&mut self, other: Self);
}

/// Whether a field holds what it holds where it is left out; then it is not written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A type that a field may have.
pub trait FieldType {
    /// What such a field holds, unless its description says more.
    const HOLDS: Holds;
}

/// Types and what they hold.
macro_rules! field_types {
    ($($type:ty => $holds:expr),+ $(,)?) => {
        $(impl FieldType for $type {
            const HOLDS: Holds = $holds;
        })+
    };
}
pub(super) use field_types;

field_types! {
    String => Holds::Text,
    Box<str> => Holds::Text,
    SmallString => Holds::Text,
    Interned => Holds::Text,
    Option<String> => Holds::OptionalText,
    bool => Holds::Flag,
    Option<u8> => Holds::Figure,
    Option<(f64, f64)> => Holds::Coordinates,
    Box<[Interned]> => Holds::Texts,
}

impl<Record: Described> FieldType for Box<[Record]> {
    const HOLDS: Holds = Holds::Records(Record::SCHEMA);
}

impl<Record: Described> FieldType for Vec<Record> {
    const HOLDS: Holds = Holds::Records(Record::SCHEMA);
}

/// The words that a file may write for an enum: those that serde reads for it.
pub fn words<Enum: Deserialize<'static>>() -> &'static [&'static str] {
    let mut words: &[&str] = &[];
    // It asks for the enum by its words, and is told that there is no value.
    let _ = Enum::deserialize(Words(&mut words));
    words
}

/// Notes the words of the enum that is asked for.
struct Words<'w>(&'w mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Words<'_> {
    type Error = Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = words;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("there is no value"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Makes records of their descriptions: `Type("Name", "noun") { fields }`; those behind `..` no file writes.
///
/// A field with `#[serde(default)]` may be left out. What it holds follows from its type; `as Date` says what a type can't.
macro_rules! records {
    ($(
        $(#[$meta:meta])*
        $record:ident($name:literal, $noun:literal) {
            $(
                $(#[doc = $help:literal])+
                $(#[serde($default:ident)])?
                $field:ident: $type:ty $(as $holds:ident)?,
            )+
            $(.. $($(#[doc = $about:literal])+ $unwritten:ident: $unwritten_type:ty,)+)?
        }
    )+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
            #[serde(deny_unknown_fields, rename = $name)]
            pub struct $record {
                $(
                    $(#[doc = $help])+
                    $(#[serde($default, skip_serializing_if = "crate::model::schema::is_default")])?
                    pub $field: $type,
                )+
                $($($(#[doc = $about])+ #[serde(skip)] pub $unwritten: $unwritten_type,)+)?
            }

            impl Described for $record {
                const SCHEMA: &'static Schema = &Schema {
                    name: $name,
                    noun: $noun,
                    fields: &[$(Field {
                        name: stringify!($field),
                        holds: records!(@holds $type $(, $holds)?),
                        required: <[&str]>::is_empty(&[$(stringify!($default))?]),
                        help: concat!($($help),+).trim_ascii(),
                    }),+],
                };

                #[allow(unused_variables, reason = "a record may have no field that can be left out")]
                fn fill(&mut self, other: Self) {
                    $($(records!(@fill $default, self, other, $field);)?)+
                }
            }
        )+
    };
    (@fill default, $self:ident, $other:ident, $field:ident) => {
        if is_default(&$self.$field) {
            $self.$field = $other.$field;
        }
    };
    (@holds $type:ty) => { <$type as FieldType>::HOLDS };
    (@holds $type:ty, $holds:ident) => { Holds::$holds };
}
pub(super) use records;
