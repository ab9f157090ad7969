//! Bytes → text: UTF-8, with or without a byte order mark; anything else is told apart and refused.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a file that is not text is kept to show.
const SHOWN: usize = 200;

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// Why bytes are no text.
#[derive(Debug)]
pub struct Undecodable {
    /// The kind of fault.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to say under the caret.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// The text up to the fault and a little more, for quoting.
    pub shown: String,
    /// The fault in it.
    pub range: Option<Range<usize>>,
}

/// The text that `bytes` hold, without its byte order mark. Bytes that are owned become it.
///
/// # Errors
///
/// If they are not UTF-8, or look like UTF-16.
pub fn decode<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Result<Cow<'b, str>, Box<Undecodable>> {
    let bytes = bytes.into();
    if let Some(found) = foreign(&bytes) {
        return Err(Box::new(Undecodable {
            code: "not-utf8",
            message: format!("this looks like {found}, not UTF-8"),
            label: String::new(),
            help: Some("save the file as UTF-8".into()),
            shown: String::new(),
            range: None,
        }));
    }
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix(MARK).unwrap_or(text).into()),
            Err(error) => Err(Box::new(undecodable(bytes, error.valid_up_to()))),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) if text.starts_with(MARK) => Ok(text
                .strip_prefix(MARK)
                .map(str::to_owned)
                .unwrap_or_default()
                .into()),
            Ok(text) => Ok(text.into()),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                Err(Box::new(undecodable(error.as_bytes(), at)))
            }
        },
    }
}

/// The text of a file of another program and, unless it is UTF-8, what its encoding was taken for: what is `said`, what its
/// first bytes tell, or else windows-1252.
///
/// # Errors
///
/// If they are no text.
pub fn decode_other(
    bytes: Cow<'_, [u8]>,
    said: Option<&'static Encoding>,
) -> Result<(String, String), Box<Undecodable>> {
    let kind = foreign(&bytes);
    if said.is_none() && kind.is_none() && std::str::from_utf8(&bytes).is_ok() {
        return decode(bytes).map(|text| (text.into_owned(), String::new()));
    }
    let told = said.or_else(|| Encoding::for_bom(&bytes).map(|(encoding, _)| encoding));
    let encoding = match (told, kind) {
        (Some(encoding), _) => encoding,
        (None, None) => WINDOWS_1252,
        // Of two bytes a letter, the one that is 0 in Latin text is the high one.
        (None, Some("UTF-16")) if bytes.first() == Some(&0) => UTF_16BE,
        (None, Some("UTF-16")) => UTF_16LE,
        (None, Some(_)) => return decode(bytes).map(|text| (text.into_owned(), String::new())),
    };
    let (text, used, _) = encoding.decode(&bytes);
    let remark = match (told, used.name()) {
        (Some(_), name) => format!("read as {name}"),
        (None, name) => format!("not UTF-8: read as {name}; --encoding says another"),
    };
    Ok((text.into_owned(), remark))
}

/// The encoding or kind of file that the first bytes give away.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Some("UTF-16"),
        [0x1F, 0x8B, ..] => return Some("a gzip file"),
        [b'P', b'K', 3, 4, ..] => return Some("a zip file"),
        [b'%', b'P', b'D', b'F', b'-', ..] => return Some("a PDF file"),
        _ => {}
    }
    let head = bytes.get(..SHOWN).unwrap_or(bytes);
    let nul = |from: usize| {
        let halves = head.iter().skip(from).step_by(2);
        (
            halves.clone().filter(|&&byte| byte == 0).count(),
            halves.count(),
        )
    };
    let ((even, evens), (odd, odds)) = (nul(0), nul(1));
    // Latin letters in UTF-16 have a NUL for every other byte.
    let lopsided = (odd * 10 > odds * 7 && even * 10 < evens * 2)
        || (even * 10 > evens * 7 && odd * 10 < odds * 2);
    (head.len() >= 8 && lopsided).then_some("UTF-16")
}

fn undecodable(bytes: &[u8], at: usize) -> Undecodable {
    let shown = bytes.get(..bytes.len().min(at + SHOWN)).unwrap_or(bytes);
    let shown = String::from_utf8_lossy(shown).into_owned();
    let (bom, shown) = match shown.strip_prefix(MARK) {
        Some(rest) => (MARK.len_utf8(), rest.to_owned()),
        None => (0, shown),
    };
    let start = at - bom.min(at);
    let byte = bytes.get(at).copied().unwrap_or_default();
    Undecodable {
        code: "not-utf8",
        message: format!("not UTF-8: byte {at} is 0x{byte:02X}"),
        label: "no letter of UTF-8".into(),
        help: Some("save the file as UTF-8".into()),
        range: Some(start..(start + char::REPLACEMENT_CHARACTER.len_utf8()).min(shown.len())),
        shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_encodings_apart() {
        let utf16: Vec<u8> = "Chronology(title: \"x\")"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, message) in [
            (&*utf16, "this looks like UTF-16, not UTF-8"),
            (b"\xFF\xFEa\0", "this looks like UTF-16, not UTF-8"),
            (b"\xEF\xBB\xBFab\xE9", "not UTF-8: byte 5 is 0xE9"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().message, message);
            assert_eq!(decode(bytes.to_vec()).unwrap_err().message, message);
        }
        for (bytes, text) in [(&b"\xEF\xBB\xBFab"[..], "ab"), (b"", ""), (b"ab", "ab")] {
            assert_eq!(decode(bytes).unwrap(), text);
            assert_eq!(decode(bytes.to_vec()).unwrap(), text);
        }
    }
}
