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
    let mut wrapper = Wrapper::new(cells);
    let mut lines = wrapper.more(text);
    while !wrapper.is_done() {
        lines.extend(wrapper.more(text));
    }
    lines
}

/// Wraps a text a stretch at a time, so that the first lines of megabytes cost what the first lines of a page do.
#[derive(Debug, Clone)]
pub struct Wrapper {
    cells: usize,
    /// Where the next line begins; `None` at the end.
    next: Option<usize>,
}

/// The bytes that are wrapped at once, at least.
const STRETCH: usize = 4096;

impl Wrapper {
    /// For lines of so many cells.
    pub fn new(cells: usize) -> Self {
        Self {
            cells: cells.max(1),
            next: Some(0),
        }
    }

    /// Whether all lines were given.
    pub fn is_done(&self) -> bool {
        self.next.is_none()
    }

    /// The next lines of `text`, which is the same each time; none after its end.
    pub fn more(&mut self, text: &str) -> Vec<Range<usize>> {
        let Some(from) = self.next else {
            return Vec::new();
        };
        let mut length = STRETCH;
        loop {
            let wanted = from.saturating_add(length);
            let end = (wanted..text.len()).find(|at| text.is_char_boundary(*at));
            let stretch = text.get(from..end.unwrap_or(text.len()));
            let mut lines = wrap_whole(stretch.unwrap_or_default(), self.cells);
            for line in &mut lines {
                *line = from + line.start..from + line.end;
            }
            if end.is_none() {
                self.next = None;
                return lines;
            }
            // The last line goes on beyond the stretch.
            match lines.pop() {
                Some(last) if !lines.is_empty() => {
                    self.next = Some(last.start);
                    return lines;
                }
                _ => length *= 2,
            }
        }
    }
}

fn wrap_whole(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut wrapping = Wrapping {
        text,
        cells,
        lines: Vec::new(),
        line: 0..0,
        taken: 0,
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
    /// The cells that it takes, with the blanks at its end.
    taken: usize,
}

impl Wrapping<'_> {
    /// Takes an unbreakable piece and the blanks after it.
    fn take(&mut self, piece: Range<usize>) {
        let text = self.text.get(piece.clone()).unwrap_or_default();
        if self.taken + width(text.trim_end()) <= self.cells {
            self.line.end = piece.end;
            self.taken += width(text);
            return;
        }
        if !self.line.is_empty() {
            self.end(piece.start);
        }
        for (at, cluster) in text.grapheme_indices(true) {
            let end = piece.start + at + cluster.len();
            let more = width(cluster);
            let is_blank = cluster.trim_end().is_empty();
            if self.taken + more > self.cells && !self.line.is_empty() && !is_blank {
                self.end(piece.start + at);
            }
            self.line.end = end;
            self.taken += more;
        }
    }

    /// Ends the line; the next begins at `next`.
    fn end(&mut self, next: usize) {
        let whole = self.text.get(self.line.clone()).unwrap_or_default();
        let kept = whole.trim_end().len();
        self.lines.push(self.line.start..self.line.start + kept);
        self.line = next..next;
        self.taken = 0;
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
    fn a_long_text_is_wrapped_a_stretch_at_a_time_as_it_is_at_once() {
        let words = "one two, three (four) five-six 東京都庁前 မြန်မာ\n\na";
        let long = format!("{} {}", words.repeat(400), "x".repeat(9000));
        for cells in [1, 7, 40, 79, 9999] {
            let mut wrapper = Wrapper::new(cells);
            let first = wrapper.more(&long);
            assert!(!first.is_empty() && first.len() < 5000);
            let lines = wrap(&long, cells);
            assert_eq!(lines, wrap_whole(&long, cells), "at {cells}");
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
