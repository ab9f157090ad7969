//! Short texts that hardly recur, as ids and dates: up to 14 bytes are kept in place of a pointer to them.

use std::ops::Deref;

use super::as_str;

/// Texts of at most so many bytes are not allocated.
const INLINE: usize = 14;

/// A text that is mostly short; read it as a `str`.
#[derive(Clone)]
pub struct SmallString(Storage);

/// Where the text is. Both kinds take 16 bytes.
#[derive(Clone)]
enum Storage {
    Inline { length: u8, bytes: [u8; INLINE] },
    Heap(Box<Box<str>>),
}

impl Default for SmallString {
    fn default() -> Self {
        Self(Storage::Inline {
            length: 0,
            bytes: [0; INLINE],
        })
    }
}

impl SmallString {
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.0 {
            Storage::Inline { length, bytes } => {
                bytes.get(..usize::from(*length)).unwrap_or_default()
            }
            Storage::Heap(bytes) => bytes.as_bytes(),
        }
    }
}

impl Deref for SmallString {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            // Always UTF-8; to skip the check would be unsafe code.
            Storage::Inline { .. } => str::from_utf8(self.bytes()).unwrap_or_default(),
            Storage::Heap(bytes) => bytes,
        }
    }
}

impl From<&str> for SmallString {
    fn from(text: &str) -> Self {
        let mut bytes = [0; INLINE];
        let inline = bytes.get_mut(..text.len());
        match (inline, u8::try_from(text.len())) {
            (Some(inline), Ok(length)) => {
                inline.copy_from_slice(text.as_bytes());
                Self(Storage::Inline { length, bytes })
            }
            _ => Self(Storage::Heap(Box::new(text.into()))),
        }
    }
}

impl From<Box<str>> for SmallString {
    fn from(text: Box<str>) -> Self {
        if text.len() > INLINE {
            return Self(Storage::Heap(Box::new(text)));
        }
        Self::from(&*text)
    }
}

impl From<String> for SmallString {
    fn from(text: String) -> Self {
        Self::from(text.into_boxed_str())
    }
}

as_str!(SmallString);

#[cfg(test)]
mod tests {
    use super::SmallString;
    use std::collections::HashSet;
    use std::mem::size_of;

    #[test]
    fn a_short_text_is_its_letters() {
        for bytes in [
            "",
            "event-999999",
            "12345678901234",
            "123456789012345",
            "ถูกจับ",
            "ၐၐၐၐၐ",
        ] {
            let text = SmallString::from(bytes);
            assert_eq!(&*text, bytes);
            assert_eq!(text, SmallString::from(bytes.to_owned()));
            assert_eq!(text.clone(), SmallString::from(Box::<str>::from(bytes)));
            assert_eq!(format!("{text} {text:?}"), format!("{bytes} {bytes:?}"));
            assert!(HashSet::from([text]).contains(bytes));
        }
        assert!(
            SmallString::default() < SmallString::from("a")
                && SmallString::from("a") < SmallString::from("b")
        );
        assert!(SmallString::default().is_empty());
        assert_eq!(size_of::<SmallString>(), 16);
    }
}
