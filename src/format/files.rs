//! The files that were opened: names and texts, and where lines begin in them.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::text;

/// Characters are counted from the nearest of these on: a file may be one line of 50 MB.
const STEP: usize = 1 << 16;

/// One file's text. That of a large file is supplied when something in it is to be shown.
#[derive(Debug, Default)]
pub struct SourceText {
    name: String,
    text: OnceLock<String>,
    /// What the text is read as, by its name in `FORMATS`; empty until that is known.
    pub(super) format: &'static str,
    /// Where each event stands, in formats that have no fields of their own to point at.
    pub(super) items: Vec<Range<usize>>,
    /// Where nested elements begin that the reader left out, in order: places in their lists don't count them. Past 4 GiB
    /// those are not told apart.
    pub(super) left_out: Vec<u32>,
    /// Whether brackets and quotes pair: then an element is found without an outline of all.
    pub(super) is_paired: bool,
    lines: OnceLock<Lines>,
}

/// What stands before each step of the text. A line may be one byte, so where each begins is not kept.
#[derive(Debug, Default)]
struct Lines {
    /// Newlines before byte `n * STEP`.
    newlines: Vec<usize>,
    /// Characters before byte `n * STEP`, or before the first boundary after it.
    characters: Vec<usize>,
}

/// A place as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl SourceText {
    /// A file; the name is cleaned.
    pub fn new(name: &str, text: String) -> Self {
        Self {
            text: text.into(),
            ..Self::without_text(name)
        }
    }

    /// A file whose text may be supplied later; the name is cleaned.
    pub fn without_text(name: &str) -> Self {
        Self {
            name: text::one_line(&text::cleaned(name)).into_owned(),
            ..Self::default()
        }
    }

    /// Takes in the file's text, if it has none.
    pub fn supply(&self, text: String) {
        // What is there stays.
        let _ = self.text.set(text);
    }

    /// Lets the text go.
    pub fn drop_text(&mut self) {
        self.text = OnceLock::new();
        self.lines = OnceLock::new();
    }

    /// The name, cleaned.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the text is read as, by its name in `FORMATS`; empty until that is known.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// The text, as it was read: hostile. Empty while it has none.
    pub fn text(&self) -> &str {
        self.text.get().map_or("", String::as_str)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| {
            let mut lines = Lines::default();
            let (mut newlines, mut characters, mut from) = (0, 0, 0);
            for step in self.text().as_bytes().chunks(STEP) {
                lines.newlines.push(newlines);
                newlines += memchr::memchr_iter(b'\n', step).count();
                lines.characters.push(characters);
                let to = self.boundary(lines.characters.len() * STEP);
                characters += self
                    .text()
                    .get(from..to)
                    .unwrap_or_default()
                    .chars()
                    .count();
                from = to;
            }
            lines.newlines.push(newlines);
            lines.characters.push(characters);
            lines
        })
    }

    /// The first character boundary at or after `at`.
    fn boundary(&self, at: usize) -> usize {
        (at..=self.text().len())
            .find(|&at| self.text().is_char_boundary(at))
            .unwrap_or(self.text().len())
    }

    /// Characters before the byte `at`.
    fn characters_before(&self, at: usize) -> usize {
        let step = at / STEP;
        // The boundary of a step may lie a little after `at`.
        let (step, from) = match self.boundary(step * STEP) {
            from if from <= at => (step, from),
            _ => (step - 1, self.boundary((step - 1) * STEP)),
        };
        let before = self.lines().characters.get(step).copied();
        let rest = self.text().get(from..at).unwrap_or_default();
        before.unwrap_or_default() + rest.chars().count()
    }

    /// Line and column of the byte `at`.
    pub fn line_column(&self, at: usize) -> LineColumn {
        let at = self.boundary(at.min(self.text().len()));
        let step = at / STEP;
        let before = self.lines().newlines.get(step).copied().unwrap_or_default();
        let rest = self
            .text()
            .as_bytes()
            .get(step * STEP..at)
            .unwrap_or_default();
        let line = before + memchr::memchr_iter(b'\n', rest).count() + 1;
        let start = self.line_start(line);
        LineColumn {
            line,
            column: self.characters_before(at) - self.characters_before(start) + 1,
        }
    }

    /// The byte at which the line of that number, from 1, begins; 0 if there is none.
    fn line_start(&self, line: usize) -> usize {
        self.newline(line.saturating_sub(1)).map_or(0, |at| at + 1)
    }

    /// The byte of the newline of that number, from 1.
    fn newline(&self, number: usize) -> Option<usize> {
        let newlines = &self.lines().newlines;
        let step = newlines
            .partition_point(|before| *before < number)
            .checked_sub(1)?;
        let nth = number - newlines.get(step)? - 1;
        let rest = self.text().as_bytes().get(step * STEP..)?;
        memchr::memchr_iter(b'\n', rest)
            .nth(nth)
            .map(|at| step * STEP + at)
    }

    /// The bytes of the line of that number, from 1, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start = self.line_start(line);
        let end = self.newline(line).unwrap_or(self.text().len());
        let body = self.text().get(start..end).unwrap_or_default();
        start..start + body.strip_suffix('\r').unwrap_or(body).len()
    }
}

/// The files, in the order in which they were opened.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<SourceText>,
}

impl Files {
    /// Adds a file, and says its place.
    pub fn add(&mut self, file: SourceText) -> usize {
        self.files.push(file);
        self.files.len() - 1
    }

    /// The file at a place.
    pub fn get(&self, file: usize) -> Option<&SourceText> {
        self.files.get(file)
    }

    /// The file at a place, to give it its text.
    pub fn get_mut(&mut self, file: usize) -> Option<&mut SourceText> {
        self.files.get_mut(file)
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &SourceText> {
        self.files.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let text = format!("ab\r\nမြန်x\n{}|", "é".repeat(STEP));
        let source = SourceText::new("x", text);
        for (at, line, column) in [
            ("ab", 1, 1),
            ("\r", 1, 3),
            ("မ", 2, 1),
            ("x", 2, 5),
            ("é", 3, 1),
            ("|", 3, STEP + 1),
        ] {
            let byte = source.text().find(at).unwrap();
            let found = source.line_column(byte);
            assert_eq!((found.line, found.column), (line, column), "{at}");
        }
        assert_eq!(source.line(1), 0..2);
        assert_eq!(source.text().get(source.line(2)), Some("မြန်x"));
    }
}
