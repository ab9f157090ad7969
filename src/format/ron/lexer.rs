//! RON's words: text → tokens, whatever the text holds.
//!
//! It knows what RON knows (nested block comments, raw strings, byte strings,
//! characters, raw identifiers, all ways to write a number) and some of what
//! people write instead: curly quotes, single quotes, dates without quotes. A
//! string that lacks its closing quote ends with its line, see [`Lexer::text`].

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
    Odd,
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
    at: usize,
}

impl<'a> Lexer<'a> {
    /// At the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// What is left.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Skips blanks and comments; gives the start of a block comment that does not end.
    fn skip_blanks(&mut self) -> Option<usize> {
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

    /// A token of several characters, or an odd one.
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
                self.run(is_word)
            }
            first if first.is_alphabetic() || first == '_' => self.run(is_word),
            '0'..='9' | '+' | '-' | '.' => {
                self.run(|c| is_word(c) || matches!(c, '?' | '~' | '%' | '/'));
                TokenKind::Number
            }
            first => {
                self.at += first.len_utf8();
                TokenKind::Odd
            }
        }
    }

    /// Takes characters while they fit; a comment ends them.
    fn run(&mut self, fits: impl Fn(char) -> bool) -> TokenKind {
        let rest = self.rest();
        let length = rest.find(|c| !fits(c)).unwrap_or(rest.len());
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

    /// A string; its quote is the last of `prefix` bytes.
    ///
    /// Strings may run over lines. One that does, and is followed by what can't follow a value, has
    /// swallowed the opening quote of a later one: its own closing quote is what is missing. It then
    /// ends with its line, without what closes or parts values there.
    fn text(&mut self, prefix: usize) -> TokenKind {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + prefix;
        let closed = loop {
            let found = bytes
                .get(at..)
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
        let line_end = memchr::memchr(b'\n', bytes.get(start..).unwrap_or_default())
            .map_or(self.text.len(), |found| start + found);
        if closed && (at <= line_end || self.may_follow_value(at)) {
            self.at = at;
            return TokenKind::Text;
        }
        let line = self.text.get(start..line_end).unwrap_or_default();
        let kept = line
            .trim_end_matches(|c: char| is_blank(c) || matches!(c, ',' | ')' | ']' | '}'))
            .len();
        self.at = start + kept.max(prefix).min(self.text.len() - start);
        TokenKind::BadText(Quotes::Unclosed)
    }

    /// Whether what stands at `at` may follow a value.
    fn may_follow_value(&self, at: usize) -> bool {
        let mut ahead = Self {
            text: self.text,
            at,
        };
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
        if let Some(found) = memchr::memmem::find(body.as_bytes(), close.as_bytes()) {
            self.at += prefix + found + close.len();
            return if bytes_text {
                TokenKind::Bytes
            } else {
                TokenKind::Text
            };
        }
        let line = body.split('\n').next().unwrap_or_default();
        self.at += prefix + line.trim_end().len();
        TokenKind::BadText(Quotes::Unclosed)
    }

    /// A character; or a text in single quotes, on one line. Its quote is the last of `prefix` bytes.
    fn character(&mut self, prefix: usize) -> TokenKind {
        let body = self.rest().get(prefix..).unwrap_or_default();
        let line = body.split('\n').next().unwrap_or_default();
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
    fn curly(&mut self, first: char) -> TokenKind {
        let body = self.rest().get(first.len_utf8()..).unwrap_or_default();
        let line = body.split('\n').next().unwrap_or_default();
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

/// What ron takes for blank.
pub fn is_blank(character: char) -> bool {
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

/// What goes on with a word: letters of any script and their marks, and what raw identifiers may hold.
fn is_word(character: char) -> bool {
    match character {
        '_' | '.' | '+' | '-' => true,
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '，' | '：' => false,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => !is_blank(character) && !character.is_whitespace() && !character.is_control(),
    }
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
