//! The lexer: text → tokens, whatever the text holds.
//!
//! It knows what RON knows (nested block comments, raw strings, byte strings,
//! characters, raw identifiers, all ways to write a number) and some of what
//! people write instead: curly quotes, single quotes, dates without quotes. A
//! string that lacks its closing quote ends with its line, see `Lexer::text`.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// An identifier, raw or not; also what would be one if it had no `-` and `.` in it.
    Word,
    /// A number, or what begins like one: `2023-08`.
    Number,
    /// `"…"`, `r"…"`, `r#"…"#`.
    Text,
    /// A text with a fault in its quotes.
    BadText(Quotes),
    /// `b"…"`, `br"…"`.
    Bytes,
    /// `'x'`, `b'x'`.
    Character,
    /// A block comment that does not end; it is the last token but one.
    OpenComment,
    /// A character that has no business here.
    Unknown,
    /// The end of the text.
    End,
}

/// What is wrong with the quotes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// There is no closing one.
    Unclosed,
    /// They are typographic.
    Curly,
    /// They are single.
    Single,
}

/// A token and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Token {
    /// Its bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether a value may begin with it.
    pub fn begins_value(self) -> bool {
        matches!(
            self.kind,
            TokenKind::Open(_)
                | TokenKind::Word
                | TokenKind::Number
                | TokenKind::Text
                | TokenKind::BadText(_)
                | TokenKind::Bytes
                | TokenKind::Character
        )
    }
}

/// Reads tokens one after another. Copying it is cheap: that is how one looks ahead.
#[derive(Debug, Clone, Copy)]
pub struct Lexer<'a> {
    text: &'a str,
    pub(crate) at: usize,
    /// How many closing quotes were looked for up to the end in vain.
    far_scans: usize,
}

impl<'a> Lexer<'a> {
    /// At the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            far_scans: 0,
        }
    }

    /// What is left.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What is left of the line, or the start of it.
    pub fn line(&self) -> &'a str {
        near(self.rest())
    }

    /// Goes on at a byte.
    pub fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Skips blanks and comments; gives the start of a block comment that does not end.
    pub(crate) fn skip_blanks(&mut self) -> Option<usize> {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            self.at += blanks;
            let rest = self.rest().as_bytes();
            if rest.starts_with(b"//") {
                self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            } else if rest.starts_with(b"/*") {
                let start = self.at;
                if !self.skip_block_comment() {
                    return Some(start);
                }
            } else {
                return None;
            }
        }
    }

    /// Skips a block comment and those in it; says whether it ends.
    fn skip_block_comment(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(found) = bytes
            .get(self.at..)
            .and_then(|rest| memchr::memchr2(b'/', b'*', rest))
        {
            let at = self.at + found;
            match bytes.get(at..at + 2) {
                Some(b"/*") => {
                    depth += 1;
                    self.at = at + 2;
                }
                Some(b"*/") => {
                    depth = depth.saturating_sub(1);
                    self.at = at + 2;
                    if depth == 0 {
                        return true;
                    }
                }
                _ => self.at = at + 1,
            }
        }
        self.at = self.text.len();
        false
    }

    /// The next token; at the end, `End` for ever.
    pub fn next(&mut self) -> Token {
        if let Some(start) = self.skip_blanks() {
            return self.token(TokenKind::OpenComment, start);
        }
        let start = self.at;
        let Some(first) = self.rest().chars().next() else {
            return self.token(TokenKind::End, start);
        };
        let simple = match first {
            '(' | '[' | '{' => u8::try_from(first).ok().map(TokenKind::Open),
            ')' | ']' | '}' => u8::try_from(first).ok().map(TokenKind::Close),
            ',' => Some(TokenKind::Comma),
            ':' => Some(TokenKind::Colon),
            _ => None,
        };
        if let Some(kind) = simple {
            self.at += 1;
            return self.token(kind, start);
        }
        let kind = self.long(first);
        self.token(kind, start)
    }

    fn token(&self, kind: TokenKind, start: usize) -> Token {
        Token {
            kind,
            start,
            end: self.at,
        }
    }

    /// A token of several characters, or an unknown one.
    fn long(&mut self, first: char) -> TokenKind {
        let rest = self.rest();
        if let Some((prefix, hashes)) = raw_start(rest) {
            return self.raw_text(prefix, hashes);
        }
        match first {
            '"' => self.text(1),
            'b' if rest.starts_with("b\"") => match self.text(2) {
                TokenKind::Text => TokenKind::Bytes,
                bad => bad,
            },
            'b' if rest.starts_with("b'") => self.character(2),
            '\'' => self.character(1),
            '“' | '”' | '„' | '«' | '‘' | '’' => self.curly(first),
            'r' if rest.starts_with("r#") => {
                self.at += 2;
                self.run()
            }
            first if first.is_alphabetic() || first == '_' => self.run(),
            '0'..='9' | '+' | '-' | '.' => {
                self.run();
                TokenKind::Number
            }
            first => {
                self.at += first.len_utf8();
                TokenKind::Unknown
            }
        }
    }

    /// Takes a word, a number, a date or a path without quotes; a comment ends it.
    fn run(&mut self) -> TokenKind {
        let rest = self.rest();
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let taken = rest.get(..length).unwrap_or_default();
        let comment = taken
            .find("//")
            .into_iter()
            .chain(taken.ends_with('/').then(|| length - 1))
            .min();
        let comment = comment.filter(|&at| at > 0);
        self.at += comment.unwrap_or(length).max(1).min(rest.len());
        TokenKind::Word
    }
}

/// What ron takes for blank.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\u{B}'
            | '\u{C}'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// What goes on with a word: letters of any script and their marks, what raw identifiers may hold, and
/// what dates and paths hold that lack their quotes.
fn is_word(character: char) -> bool {
    match character {
        '_' | '.' | '+' | '-' | '?' | '~' | '%' | '/' => true,
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '，' | '：' => false,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => !is_blank(character) && !character.is_whitespace() && !character.is_control(),
    }
}

/// After so many closing quotes were looked for in vain, others are looked for on their line only.
const FAR_SCANS: usize = 64;

impl Lexer<'_> {
    /// A string; its quote is the last of `prefix` bytes.
    ///
    /// Strings may run over lines. One that does, and is followed by what can't follow a value, has
    /// swallowed the opening quote of a later one: its own closing quote is what is missing. It then
    /// ends with its line, without what closes or parts values there.
    fn text(&mut self, prefix: usize) -> TokenKind {
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
    fn raw_text(&mut self, prefix: usize, hashes: usize) -> TokenKind {
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
    fn character(&mut self, prefix: usize) -> TokenKind {
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
            return TokenKind::Unknown;
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
    fn curly(&mut self, first: char) -> TokenKind {
        let line = near(self.rest().get(first.len_utf8()..).unwrap_or_default());
        self.at += first.len_utf8();
        match line.find(['”', '“', '»', '’', '"']) {
            Some(close) => {
                let quote = line.get(close..).and_then(|rest| rest.chars().next());
                self.at += close + quote.map_or(0, char::len_utf8);
                TokenKind::BadText(Quotes::Curly)
            }
            None => TokenKind::Unknown,
        }
    }
}

/// The start of a line: a character, or a text in wrong quotes, is not longer.
fn near(rest: &str) -> &str {
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
fn raw_start(rest: &str) -> Option<(usize, usize)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        let mut lexer = Lexer::new(text);
        let mut found = Vec::new();
        loop {
            let token = lexer.next();
            if token.kind == TokenKind::End {
                return found;
            }
            found.push((token.kind, text.get(token.range()).unwrap()));
        }
    }

    #[test]
    fn knows_rons_words() {
        use TokenKind::{Bytes, Character, Number, Text, Word};
        for (text, kind) in [
            ("name", Word),
            ("r#type", Word),
            ("မြန်မာ", Word),
            ("0x1F_u32", Number),
            ("-1_000.5e-3", Number),
            ("2023?-08", Number),
            (r#""a \" b""#, Text),
            (r###"r##"raw "# text"##"###, Text),
            ("\"two\nlines\"", Text),
            (r#"b"\xFF""#, Bytes),
            (r#"br"x""#, Bytes),
            (r"'\''", Character),
            ("'မ'", Character),
            ("b'x'", Character),
            (r"'\u{1000}'", Character),
        ] {
            assert_eq!(kinds(text), [(kind, text)], "{text}");
        }
        assert_eq!(kinds("/* a /* b */ c */ 1/* x */ // end"), [(Number, "1")]);
        assert_eq!(kinds("a//b"), [(Word, "a")]);
    }

    #[test]
    fn a_missing_quote_ends_with_its_line() {
        use TokenKind::{BadText, Colon, Comma, Text, Word};
        assert_eq!(
            kinds("title: \"abc,\n summary: \"x\","),
            [
                (Word, "title"),
                (Colon, ":"),
                (BadText(Quotes::Unclosed), "\"abc"),
                (Comma, ","),
                (Word, "summary"),
                (Colon, ":"),
                (Text, "\"x\""),
                (Comma, ","),
            ]
        );
    }

    #[test]
    fn knows_what_people_write_instead() {
        use TokenKind::{BadText, OpenComment};
        for (text, kind) in [
            ("“abc”", BadText(Quotes::Curly)),
            ("'abc'", BadText(Quotes::Single)),
            ("\"abc", BadText(Quotes::Unclosed)),
            ("r#\"abc\"", BadText(Quotes::Unclosed)),
            ("/* abc", OpenComment),
        ] {
            assert_eq!(kinds(text), [(kind, text)], "{text}");
        }
    }
}
