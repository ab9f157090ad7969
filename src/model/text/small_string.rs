//! Texts of a few letters that hardly recur, ids and dates: they stand in the place of a pointer to them.

use std::ops::Deref;

use super::as_str;

/// Texts of so many bytes or fewer have no block of their own.
const HERE: usize = 14;

/// A text that is mostly short; read it as a `str`.
#[derive(Clone)]
pub struct SmallString(Place);

/// Where the letters are. Both kinds take 16 bytes.
#[derive(Clone)]
enum Place {
    Here { length: u8, letters: [u8; HERE] },
    There(Box<Box<str>>),
}

impl Default for SmallString {
    fn default() -> Self {
        Self(Place::Here {
            length: 0,
            letters: [0; HERE],
        })
    }
}

impl SmallString {
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.0 {
            Place::Here { length, letters } => {
                letters.get(..usize::from(*length)).unwrap_or_default()
            }
            Place::There(letters) => letters.as_bytes(),
        }
    }
}

impl Deref for SmallString {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            // Never anything else than UTF-8, but to say so without looking would be unsafe code.
            Place::Here { .. } => str::from_utf8(self.bytes()).unwrap_or_default(),
            Place::There(letters) => letters,
        }
    }
}

impl From<&str> for SmallString {
    fn from(text: &str) -> Self {
        let mut letters = [0; HERE];
        let here = letters.get_mut(..text.len());
        match (here, u8::try_from(text.len())) {
            (Some(here), Ok(length)) => {
                here.copy_from_slice(text.as_bytes());
                Self(Place::Here { length, letters })
            }
            _ => Self(Place::There(Box::new(text.into()))),
        }
    }
}

impl From<Box<str>> for SmallString {
    fn from(text: Box<str>) -> Self {
        if text.len() > HERE {
            return Self(Place::There(Box::new(text)));
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
        for letters in [
            "",
            "event-999999",
            "12345678901234",
            "123456789012345",
            "ถูกจับ",
            "ၐၐၐၐၐ",
        ] {
            let text = SmallString::from(letters);
            assert_eq!(&*text, letters);
            assert_eq!(text, SmallString::from(letters.to_owned()));
            assert_eq!(text.clone(), SmallString::from(Box::<str>::from(letters)));
            assert_eq!(format!("{text} {text:?}"), format!("{letters} {letters:?}"));
            assert!(HashSet::from([text]).contains(letters));
        }
        assert!(
            SmallString::default() < SmallString::from("a")
                && SmallString::from("a") < SmallString::from("b")
        );
        assert!(SmallString::default().is_empty());
        assert_eq!(size_of::<SmallString>(), 16);
    }
}
