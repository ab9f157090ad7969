//! Where the fields of a chronology and the elements of its lists stand, found by skipping what lies before them.
//!
//! For texts whose brackets and quotes pair: there it finds what an outline of all would, in a hundredth of the memory.

use std::collections::HashMap;
use std::ops::Range;

use super::lexer::{Lexer, Token, TokenKind};

/// After so many bytes the place of an element is noted, to go on from.
const STEP: usize = 4096;

/// The places of one text.
pub struct Elements<'a> {
    text: &'a str,
    /// The chronology's name, or its opening bracket.
    head: Range<usize>,
    /// Where the values of the fields passed begin.
    fields: Vec<(&'a str, usize)>,
    /// The byte behind the last of them; the end of the text if there is no more.
    behind: usize,
    /// For the lists that were asked for, by where they begin: the numbers of some elements and where those begin.
    lists: HashMap<usize, Vec<(usize, usize)>>,
    /// The values that were asked for, by where they begin.
    values: HashMap<usize, Range<usize>>,
    /// Where the elements begin that were asked for, by their list and number.
    starts: HashMap<(usize, usize), usize>,
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
            values: HashMap::new(),
            starts: HashMap::new(),
        })
    }

    /// The chronology's name; its opening bracket if it has none.
    pub fn head(&self) -> Range<usize> {
        self.head.clone()
    }

    /// The byte at which the value of a field begins.
    pub fn field(&mut self, name: &str) -> Option<usize> {
        loop {
            if let Some((_, start)) = self.fields.iter().find(|(known, _)| *known == name) {
                return Some(*start);
            }
            self.next_field()?;
        }
    }

    /// Notes where the value of the next field begins, and skips it.
    fn next_field(&mut self) -> Option<()> {
        let mut lexer = self.lexer(self.behind);
        self.behind = self.text.len();
        let mut token = lexer.next();
        if token.kind == TokenKind::Comma {
            token = lexer.next();
        }
        if token.kind != TokenKind::Word || lexer.next().kind != TokenKind::Colon {
            return None;
        }
        let name = self.text.get(token.range())?;
        let value = skip_value(&mut lexer)?;
        let name = name.strip_prefix("r#").unwrap_or(name);
        self.fields.push((name, value.start));
        self.behind = lexer.at;
        Some(())
    }

    /// The bytes of the value that begins at `start`.
    pub fn value(&mut self, start: usize) -> Option<Range<usize>> {
        if let Some(value) = self.values.get(&start) {
            return Some(value.clone());
        }
        let value = skip_value(&mut self.lexer(start))?;
        self.values.insert(start, value.clone());
        Some(value)
    }

    /// The bytes of an element of the list that begins at `list`, from 0.
    pub fn item(&mut self, list: usize, nth: usize) -> Option<Range<usize>> {
        let start = match self.starts.get(&(list, nth)) {
            Some(start) => *start,
            None => self.start_of(list, nth)?,
        };
        self.starts.insert((list, nth), start);
        self.value(start)
    }

    /// The byte at which an element begins, looked for from the nearest before it that was noted.
    fn start_of(&mut self, list: usize, nth: usize) -> Option<usize> {
        let mut lexer = self.lexer(list + 1);
        let noted = self.lists.entry(list).or_default();
        let mut at = 0;
        let passed = noted.partition_point(|(number, _)| *number <= nth);
        if let Some((number, start)) = passed.checked_sub(1).and_then(|last| noted.get(last)) {
            at = *number;
            lexer.skip_to(*start);
        }
        loop {
            let mut ahead = lexer;
            let first = ahead.next();
            if at == nth {
                return first.begins_value().then_some(first.start);
            }
            let (number, start) = noted.last().copied().unwrap_or((0, list));
            if at > number && first.start > start + STEP {
                noted.push((at, first.start));
            }
            skip_value(&mut lexer)?;
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
pub fn skip_value(lexer: &mut Lexer<'_>) -> Option<Range<usize>> {
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
        let mut said = |name| {
            let value = elements.field(name)?;
            TEXT.get(elements.value(value)?)
        };
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
            let found = elements.item(events, nth);
            assert_eq!(found.and_then(|range| TEXT.get(range)), written);
        }
    }

    #[test]
    fn an_element_is_found_from_the_nearest_that_was_passed() {
        let text = format!("(events:[{}])", "(\"],(\"),".repeat(3 * STEP));
        let mut elements = Elements::new(&text).unwrap();
        let list = elements.field("events").unwrap();
        for nth in [2 * STEP + 7, STEP, 0, STEP - 1, 3 * STEP - 1, STEP] {
            let start = list + 1 + 8 * nth;
            assert_eq!(elements.item(list, nth), Some(start..start + 7), "{nth}");
        }
        assert_eq!(elements.item(list, 3 * STEP), None);
        assert!(elements.lists[&list].len() > 10);
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
                elements.item(list, 0)
            });
            assert_eq!(found, None, "{text}");
        }
    }
}
