//! Where the fields of a chronology and the elements of its lists stand, found by skipping what lies before them.
//!
//! For texts whose brackets and quotes pair: there it finds what an outline of all would, in a hundredth of the memory.

use std::collections::HashMap;
use std::ops::Range;

use super::lexer::{Lexer, Token, TokenKind};

/// Of how many elements one has its place noted, to go on from.
const STEP: usize = 256;

/// The places of one text.
pub struct Elements<'a> {
    text: &'a str,
    /// The chronology's name, or its opening bracket.
    head: Range<usize>,
    /// Where the values of the fields passed begin.
    fields: Vec<(&'a str, usize)>,
    /// The byte behind the last of them; the end of the text if there is no more.
    behind: usize,
    /// For the lists that were asked for, by where they begin: where every `STEP`th element begins, as far as was looked.
    lists: HashMap<usize, Vec<usize>>,
}

impl<'a> Elements<'a> {
    /// Of `text`; `None` if it has no chronology.
    pub fn new(text: &'a str) -> Option<Self> {
        let mut lexer = Lexer::new(text);
        skip_attributes(&mut lexer, text);
        let first = lexer.next();
        let bracket = match first.kind {
            TokenKind::Word => lexer.next(),
            _ => first,
        };
        (bracket.kind == TokenKind::Open(b'(')).then(|| Self {
            text,
            head: first.range(),
            fields: Vec::new(),
            behind: bracket.end,
            lists: HashMap::new(),
        })
    }

    /// The chronology's name; its opening bracket if it has none.
    pub fn head(&self) -> Range<usize> {
        self.head.clone()
    }

    /// The bytes of the value of a field.
    pub fn field(&mut self, name: &str) -> Option<Range<usize>> {
        let known = self.fields.iter().find(|(known, _)| *known == name);
        if let Some((_, start)) = known {
            return Some(*start..skip_value(&mut self.lexer(*start))?.end);
        }
        loop {
            let mut lexer = self.lexer(self.behind);
            self.behind = self.text.len();
            let mut token = lexer.next();
            if token.kind == TokenKind::Comma {
                token = lexer.next();
            }
            if token.kind != TokenKind::Word || lexer.next().kind != TokenKind::Colon {
                return None;
            }
            let field = self.text.get(token.range())?;
            let field = field.strip_prefix("r#").unwrap_or(field);
            let value = skip_value(&mut lexer)?;
            self.fields.push((field, value.start));
            self.behind = lexer.at;
            if field == name {
                return Some(value);
            }
        }
    }

    /// The bytes of an element of the list that begins at `list`, from 0.
    pub fn item(&mut self, list: usize, nth: usize) -> Option<Range<usize>> {
        let text = self.text;
        let starts = self.lists.entry(list).or_default();
        let passed = (nth / STEP).min(starts.len().saturating_sub(1));
        let mut lexer = Lexer::new(text);
        let mut at = passed * STEP;
        match starts.get(passed) {
            Some(start) => lexer.skip_to(*start),
            None => lexer.skip_to(list + 1),
        }
        loop {
            let mut ahead = lexer;
            if matches!(ahead.next().kind, TokenKind::Close(_) | TokenKind::End) {
                return None;
            }
            let element = skip_value(&mut lexer)?;
            if at == starts.len() * STEP {
                starts.push(element.start);
            }
            if at == nth {
                return Some(element);
            }
            let mut ahead = lexer;
            if ahead.next().kind == TokenKind::Comma {
                lexer = ahead;
            }
            at += 1;
        }
    }

    fn lexer(&self, at: usize) -> Lexer<'a> {
        let mut lexer = Lexer::new(self.text);
        lexer.skip_to(at);
        lexer
    }
}

/// Skips `#![…]` at the start.
fn skip_attributes(lexer: &mut Lexer<'_>, text: &str) {
    loop {
        let mut ahead = *lexer;
        let signs = [ahead.next(), ahead.next()].map(|token| text.get(token.range()));
        if signs != [Some("#"), Some("!")] || skip_value(&mut ahead).is_none() {
            return;
        }
        *lexer = ahead;
    }
}

/// Skips a value; its bytes. `None` if there is none, or it does not end.
fn skip_value(lexer: &mut Lexer<'_>) -> Option<Range<usize>> {
    let first = lexer.next();
    if !first.begins_value() {
        return None;
    }
    let mut last = first;
    if first.kind == TokenKind::Word {
        let mut ahead = *lexer;
        let next = ahead.next();
        if next.kind == TokenKind::Open(b'(') {
            *lexer = ahead;
            last = next;
        }
    }
    if matches!(last.kind, TokenKind::Open(_)) {
        last = skip_to_closer(lexer)?;
    }
    Some(first.start..last.end)
}

/// Skips up to the bracket that closes one just opened; that bracket.
fn skip_to_closer(lexer: &mut Lexer<'_>) -> Option<Token> {
    let mut depth = 1_usize;
    loop {
        let token = lexer.next();
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth -= 1,
            TokenKind::End => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "#![enable(implicit_some)] // Chronology(\n\
        Chronology(r#title: \"[(\", places: [], events: [Event(id: \"a\"), (id: \")\", tags: [\"x\"]), (), ],)";

    #[test]
    fn values_are_found_in_any_order() {
        let mut elements = Elements::new(TEXT).unwrap();
        assert_eq!(TEXT.get(elements.head()), Some("Chronology"));
        let mut said = |name| elements.field(name).and_then(|range| TEXT.get(range));
        assert_eq!(said("places"), Some("[]"));
        assert_eq!(said("title"), Some("\"[(\""));
        assert_eq!(said("nothing"), None);
        let events = elements.field("events").unwrap();
        for (nth, written) in [
            (2, Some("()")),
            (0, Some("Event(id: \"a\")")),
            (1, Some("(id: \")\", tags: [\"x\"])")),
            (3, None),
        ] {
            let found = elements.item(events.start, nth);
            assert_eq!(found.and_then(|range| TEXT.get(range)), written);
        }
    }

    #[test]
    fn an_element_is_found_from_the_nearest_that_was_passed() {
        let text = format!("(events:[{}])", "(\"],(\"),".repeat(3 * STEP));
        let mut elements = Elements::new(&text).unwrap();
        let list = elements.field("events").unwrap().start;
        for nth in [2 * STEP + 7, STEP, 0, STEP - 1, 3 * STEP - 1] {
            let start = list + 1 + 8 * nth;
            assert_eq!(elements.item(list, nth), Some(start..start + 7), "{nth}");
        }
        assert_eq!(elements.item(list, 3 * STEP), None);
    }

    #[test]
    fn what_does_not_end_is_not_found() {
        for text in [
            "",
            "[]",
            "(events: [(",
            "(events: [((]",
            "(events",
            "(events: )",
        ] {
            let found = Elements::new(text).and_then(|mut elements| {
                let list = elements.field("events")?;
                elements.item(list.start, 0)
            });
            assert_eq!(found, None, "{text}");
        }
    }
}
