//! How the lexer reads what stands in quotes, and what should: strings, raw strings, characters, texts in
//! wrong quotes or without a closing one.

use super::lexer::{Lexer, Quotes, TokenKind, is_blank};

/// After so many closing quotes were looked for in vain, others are looked for on their line only.
const FAR_SCANS: usize = 64;

impl Lexer<'_> {
    /// A string; its quote is the last of `prefix` bytes.
    ///
    /// Strings may run over lines. One that does, and is followed by what can't follow a value, has
    /// swallowed the opening quote of a later one: its own closing quote is what is missing. It then
    /// ends with its line, without what closes or parts values there.
    pub fn text(&mut self, prefix: usize) -> TokenKind {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + prefix;
        let within = self.search_end(start);
        let closed = loop {
            let found = bytes
                .get(at..within)
                .and_then(|rest| memchr::memchr2(b'"', b'\\', rest));
            match found.map(|found| at + found) {
                Some(quote) if self.byte(quote) == Some(b'"') => {
                    at = quote + 1;
                    break true;
                }
                Some(escape) => at = escape + 2,
                None => break false,
            }
        };
        if !closed {
            self.far_scans += 1;
        }
        let inner = bytes.get(start..at).unwrap_or_default();
        if closed && (memchr::memchr(b'\n', inner).is_none() || self.may_follow_value(at)) {
            self.at = at;
            return TokenKind::Text;
        }
        let rest = bytes.get(start..).unwrap_or_default();
        let line_end = memchr::memchr(b'\n', rest).map_or(self.text.len(), |found| start + found);
        let line = self.text.get(start..line_end).unwrap_or_default();
        self.at = start
            + without_closers(line)
                .len()
                .max(prefix)
                .min(self.text.len() - start);
        TokenKind::BadText(Quotes::Unclosed)
    }

    /// How far to look for the closing quote of what begins at `start`: to the end, but not for ever, or a
    /// file of nothing but opening quotes would take the square of its length.
    fn search_end(&self, start: usize) -> usize {
        if self.far_scans < FAR_SCANS {
            return self.text.len();
        }
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |found| start + found)
    }

    /// Whether what stands at `at` may follow a value.
    fn may_follow_value(&self, at: usize) -> bool {
        let mut ahead = Self { at, ..*self };
        ahead.skip_blanks().is_some()
            || matches!(
                ahead.byte(ahead.at),
                None | Some(b',' | b')' | b']' | b'}' | b':')
            )
    }

    /// A raw string: `prefix` bytes up to its first quote, closed by a quote and as many `#`.
    pub fn raw_text(&mut self, prefix: usize, hashes: usize) -> TokenKind {
        let bytes_text = self.rest().starts_with('b');
        let body = self.rest().get(prefix..).unwrap_or_default();
        let close = format!("\"{}", "#".repeat(hashes));
        let within = self.search_end(self.at) - self.at;
        let searched = body.as_bytes().get(..within.max(prefix) - prefix);
        if let Some(found) = searched.and_then(|body| memchr::memmem::find(body, close.as_bytes()))
        {
            self.at += prefix + found + close.len();
            return if bytes_text {
                TokenKind::Bytes
            } else {
                TokenKind::Text
            };
        }
        self.far_scans += 1;
        let line = body.split('\n').next().unwrap_or_default();
        self.at += prefix + without_closers(line).len();
        TokenKind::BadText(Quotes::Unclosed)
    }

    /// A character; or a text in single quotes, on one line. Its quote is the last of `prefix` bytes.
    pub fn character(&mut self, prefix: usize) -> TokenKind {
        let line = near(self.rest().get(prefix..).unwrap_or_default());
        let mut characters = line.char_indices();
        let first = characters.next().map(|(_, c)| c);
        let close = match first {
            Some('\\') => line
                .get(2..)
                .and_then(|rest| rest.find('\''))
                .map(|at| at + 2),
            _ => line.find('\''),
        };
        let Some(close) = close else {
            self.at += prefix;
            return TokenKind::Odd;
        };
        self.at += prefix + close + 1;
        let inner = line.get(..close).unwrap_or_default();
        if inner.starts_with('\\') || inner.chars().count() == 1 {
            TokenKind::Character
        } else {
            TokenKind::BadText(Quotes::Single)
        }
    }

    /// A text in typographic quotes, to the next of them on the line.
    pub fn curly(&mut self, first: char) -> TokenKind {
        let line = near(self.rest().get(first.len_utf8()..).unwrap_or_default());
        self.at += first.len_utf8();
        match line.find(['”', '“', '»', '’', '"']) {
            Some(close) => {
                let quote = line.get(close..).and_then(|rest| rest.chars().next());
                self.at += close + quote.map_or(0, char::len_utf8);
                TokenKind::BadText(Quotes::Curly)
            }
            None => TokenKind::Odd,
        }
    }
}

/// The start of a line: a character, or a text in wrong quotes, is not longer.
pub fn near(rest: &str) -> &str {
    const NEAR: usize = 1000;
    let end = (0..=NEAR.min(rest.len()))
        .rev()
        .find(|&end| rest.is_char_boundary(end));
    let near = rest.get(..end.unwrap_or(0)).unwrap_or_default();
    near.split('\n').next().unwrap_or_default()
}

/// A line without what closes or parts values at its end.
pub fn without_closers(line: &str) -> &str {
    line.trim_end_matches(|c: char| is_blank(c) || matches!(c, ',' | ')' | ']' | '}'))
}

/// The bytes up to a raw string's quote, with it, and the count of `#`, if one begins here.
pub fn raw_start(rest: &str) -> Option<(usize, usize)> {
    let letters = if rest.starts_with("br") {
        2
    } else if rest.starts_with('r') {
        1
    } else {
        return None;
    };
    let after = rest.get(letters..)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after
        .get(hashes..)?
        .starts_with('"')
        .then_some((letters + hashes + 1, hashes))
}
