//! Strings as they are written and as they read: faulty escapes, and which bytes stand for which
//! characters.

use std::ops::Range;

use super::options::options;
use crate::model::problem::quoted;

/// A faulty escape.
#[derive(Debug)]
pub struct EscapeFault {
    /// What is wrong.
    pub message: String,
    /// Its bytes in the string as written, quotes included.
    pub range: Range<usize>,
}

/// The bytes between the quotes of a string as written, and whether it is a raw one.
fn body(written: &str) -> (Range<usize>, bool) {
    let is_raw = written.starts_with('r');
    let start = written.find('"').map_or(0, |quote| quote + 1);
    let end = written.rfind('"').unwrap_or(written.len()).max(start);
    (start..end, is_raw)
}

/// The first fault of a string as written; `None` if it can be read.
pub fn fault(written: &str) -> Option<EscapeFault> {
    let (range, is_raw) = body(written);
    if is_raw {
        return None;
    }
    let mut rest = written.get(range.clone())?;
    let mut at = range.start;
    while let Some(found) = memchr::memchr(b'\\', rest.as_bytes()) {
        at += found;
        rest = rest.get(found..)?;
        let length = escape_length(rest);
        let escape = rest.get(..length)?;
        // ron itself is the judge.
        if options()
            .from_str::<String>(&format!("\"{escape}\""))
            .is_err()
        {
            let length = length.min(12);
            let shown = rest.get(..length).unwrap_or("\\");
            return Some(EscapeFault {
                message: format!("{} is no escape", quoted(shown)),
                range: at..at + shown.len(),
            });
        }
        at += length;
        rest = rest.get(length..)?;
    }
    None
}

/// How many bytes an escape takes, sound or not; `rest` begins with its backslash.
fn escape_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let length = match bytes.get(1) {
        Some(b'x') => {
            // Several `\x` may make one character.
            let mut end = 0;
            while bytes.get(end) == Some(&b'\\') && bytes.get(end + 1) == Some(&b'x') {
                let lead = hex(bytes, end + 2);
                if end > 0 && !(0x80..0xC0).contains(&lead) {
                    break;
                }
                end += 4;
                if lead < 0x80 {
                    break;
                }
            }
            end.max(4)
        }
        Some(b'u') => rest
            .find('}')
            .filter(|&close| close <= 12)
            .map_or(2, |close| close + 1),
        Some(b'\n') => 1 + blanks(rest),
        Some(b'\r') if bytes.get(2) == Some(&b'\n') => 1 + blanks(rest),
        _ => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
    };
    let mut length = length.min(rest.len());
    while !rest.is_char_boundary(length) {
        length += 1;
    }
    length
}

/// The length of the blanks after a backslash at the end of a line.
fn blanks(rest: &str) -> usize {
    let after = rest.get(1..).unwrap_or_default();
    after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

fn hex(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 2)
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .unwrap_or_default()
}

/// The bytes, in a string as written, of the characters `from..to` that it reads as.
pub fn bytes_of(written: &str, from: usize, to: usize) -> Range<usize> {
    let (range, is_raw) = body(written);
    let mut at = range.start;
    let mut read = 0;
    let (mut start, mut end) = (range.end, range.end);
    while at < range.end {
        if read == from {
            start = at;
        }
        if read >= to {
            end = at;
            break;
        }
        let Some(rest) = written.get(at..range.end) else {
            break;
        };
        if !is_raw && rest.starts_with('\\') {
            let goes_on = matches!(rest.as_bytes().get(1), Some(b'\n' | b'\r'));
            read += usize::from(!goes_on);
            at += escape_length(rest);
        } else {
            read += 1;
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_behind_escapes() {
        for (written, from, bytes) in [
            (r#""abc""#, 1, "b"),
            (r#""a\nb""#, 2, "b"),
            (r#""\u{1F469}x""#, 1, "x"),
            (r##"r#"a"b"#"##, 2, "b"),
            ("\"a\\\n   b\"", 1, "b"),
            (r#""\xC3\xA9x""#, 1, "x"),
            (r#""မြx""#, 2, "x"),
        ] {
            let range = bytes_of(written, from, from + 1);
            assert_eq!(written.get(range), Some(bytes), "{written}");
        }
        assert_eq!(bytes_of("\"ab\"", 2, 3), 3..3);
    }

    #[test]
    fn faulty_escapes_are_found() {
        for (written, message) in [
            (r#""C:\dir""#, Some(r"`\d` is no escape")),
            (r#""a\u{110000}""#, Some(r"`\u{110000}` is no escape")),
            (r#""a\xZZ""#, Some(r"`\xZZ` is no escape")),
            (r#""\n\t\\\"\'\0\r\x41\u{42}\xC3\xA9""#, None),
            (r#"r"C:\dir""#, None),
        ] {
            let found = fault(written).map(|fault| fault.message);
            assert_eq!(found.as_deref(), message, "{written}");
        }
    }
}
