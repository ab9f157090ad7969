//! Text to the width of a page: measured in cells, wrapped by word, never cut inside a letter.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that `text` takes: those of each of its letters, which stand in cells of their own on the screen, ligatures too.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The sign that stands where a text was cut.
pub const CUT: &str = "…";

/// The longest beginning of `text` in `cells` at most, with its letters whole. Whatever is cut is cut here, and [`CUT`] follows.
pub fn beginning(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        taken += width(cluster);
        if taken > cells {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// `text` in `cells` at most: whole, or its beginning and the sign of a cut.
pub fn shorten(text: &str, cells: usize) -> String {
    if cells == 0 {
        return String::new();
    }
    let whole = beginning(text, cells);
    if whole.len() == text.len() {
        return whole.to_owned();
    }
    format!("{}{CUT}", beginning(whole, cells - width(CUT)))
}

/// Byte ranges of the lines of `text` at `cells` a line: broken where UAX #14 allows it, between letters where
/// a word is longer than a line, and at newlines. Blanks at a break belong to no line.
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut wrapping = Wrapping {
        text,
        cells: cells.max(1),
        lines: Vec::new(),
        line: 0..0,
    };
    let mut from = 0;
    for (to, opportunity) in linebreaks(text) {
        wrapping.take(from..to);
        if opportunity == BreakOpportunity::Mandatory {
            wrapping.end(to);
        }
        from = to;
    }
    if text.is_empty() || text.ends_with('\n') {
        wrapping.lines.push(text.len()..text.len());
    }
    wrapping.lines
}

struct Wrapping<'a> {
    text: &'a str,
    cells: usize,
    lines: Vec<Range<usize>>,
    /// The line being filled.
    line: Range<usize>,
}

impl Wrapping<'_> {
    fn cells_of(&self, range: Range<usize>) -> usize {
        self.text
            .get(range)
            .map_or(0, |part| width(part.trim_end()))
    }

    /// Takes an unbreakable piece and the blanks after it.
    fn take(&mut self, piece: Range<usize>) {
        if self.cells_of(self.line.start..piece.end) <= self.cells {
            self.line.end = piece.end;
            return;
        }
        if !self.line.is_empty() {
            self.end(piece.start);
        }
        let text = self.text.get(piece.clone()).unwrap_or_default();
        for (at, cluster) in text.grapheme_indices(true) {
            let end = piece.start + at + cluster.len();
            if self.cells_of(self.line.start..end) > self.cells && !self.line.is_empty() {
                self.end(piece.start + at);
            }
            self.line.end = end;
        }
    }

    /// Ends the line; the next begins at `next`.
    fn end(&mut self, next: usize) {
        let whole = self.text.get(self.line.clone()).unwrap_or_default();
        let kept = whole.trim_end().len();
        self.lines.push(self.line.start..self.line.start + kept);
        self.line = next..next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect()
    }

    #[test]
    fn words_stay_whole_and_lines_fit() {
        for (text, cells, expected) in [
            ("", 10, vec![""]),
            ("one two three", 7, vec!["one two", "three"]),
            ("one  two", 8, vec!["one  two"]),
            ("abcdefghij", 4, vec!["abcd", "efgh", "ij"]),
            ("a abcdefgh", 4, vec!["a", "abcd", "efgh"]),
            ("first\n\nthird", 10, vec!["first", "", "third"]),
            ("東京都庁前", 4, vec!["東京", "都庁", "前"]),
            ("x, y", 2, vec!["x,", "y"]),
            (
                "in 2023 (year not sure)",
                10,
                vec!["in 2023", "(year not", "sure)"],
            ),
            ("one\n", 9, vec!["one", ""]),
        ] {
            assert_eq!(lines(text, cells), expected, "{text:?} at {cells}");
        }
    }

    #[test]
    fn shortening_keeps_letters_whole() {
        for (text, cells, expected) in [
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("東京都", 4, "東…"),
            ("မြန်မာ", 3, "မြ…"),
            ("x", 0, ""),
        ] {
            let short = shorten(text, cells);
            assert!(width(&short) <= cells);
            assert_eq!(short, expected);
        }
    }
}
