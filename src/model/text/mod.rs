//! Text: what is cleaned of all that acts (`sanitize`), how wide it is (`width`), and two ways to keep many small ones.
//!
//! A `Box<str>` takes 16 bytes and a block of its own, which is 16 more for a few letters; in a million events that is
//! most of what they take. [`Interned`] keeps a recurring text once, [`SmallString`] keeps a short one in place. Both are
//! read as `str`.

mod interned;
mod sanitize;
mod small_string;
mod width;

pub use interned::Interned;
pub use sanitize::{PLACEHOLDER, clean, cleaned, is_blank, is_line, is_safe, one_line};
pub use small_string::SmallString;
pub use width::{uncounted_cells, width};

/// All that a type needs to be used, compared, hashed, shown and read as the `str` that it derefs to; it must
/// tell its `bytes` and be made `From<&str>`.
macro_rules! as_str {
    ($text:ident) => {
        impl std::borrow::Borrow<str> for $text {
            fn borrow(&self) -> &str {
                self
            }
        }

        impl AsRef<str> for $text {
            fn as_ref(&self) -> &str {
                self
            }
        }

        impl PartialEq for $text {
            fn eq(&self, other: &Self) -> bool {
                self.bytes() == other.bytes()
            }
        }

        impl Eq for $text {}

        impl serde::Serialize for $text {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self)
            }
        }

        impl PartialOrd for $text {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $text {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                (**self).cmp(&**other)
            }
        }

        impl std::hash::Hash for $text {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                (**self).hash(state);
            }
        }

        impl std::fmt::Debug for $text {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&**self, formatter)
            }
        }

        impl std::fmt::Display for $text {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&**self, formatter)
            }
        }

        impl<'de> serde::Deserialize<'de> for $text {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                /// Takes a text over.
                struct Reader;

                impl serde::de::Visitor<'_> for Reader {
                    type Value = $text;

                    fn expecting(
                        &self,
                        formatter: &mut std::fmt::Formatter<'_>,
                    ) -> std::fmt::Result {
                        formatter.write_str("a string")
                    }

                    fn visit_str<E>(self, letters: &str) -> Result<$text, E> {
                        Ok(letters.into())
                    }
                }

                from.deserialize_str(Reader)
            }
        }
    };
}
use as_str;
