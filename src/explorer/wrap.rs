//! Text to the width of a page: measured in cells, wrapped by word, never cut inside a letter.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` in `cells` at most: whole, or its beginning and "…".
pub fn shorten(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut short = String::new();
    let mut taken = 0;
    for cluster in text.graphemes(true) {
        let more = width(cluster);
        if taken + more + 1 > cells {
            break;
        }
        taken += more;
        short.push_str(cluster);
    }
    short.push('…');
    short
}

/// Byte ranges of the lines of `text` at `cells` a line: broken at blanks where there are any, between
/// letters where a word is longer than a line, and at newlines. Blanks at a break belong to no line.
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    let mut from = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, from, cells, &mut lines);
        from += paragraph.len() + 1;
    }
    lines
}

fn wrap_paragraph(paragraph: &str, from: usize, cells: usize, lines: &mut Vec<Range<usize>>) {
    let mut start = 0;
    let mut end = 0;
    let mut taken = 0;
    let mut pending = 0;
    for (at, word) in paragraph.split_word_bound_indices() {
        let wide = width(word);
        if word.chars().all(char::is_whitespace) {
            pending += wide;
            continue;
        }
        if taken + pending + wide <= cells {
            if taken == 0 && start == end {
                start = at;
                taken = wide;
            } else {
                taken += pending + wide;
            }
            pending = 0;
            end = at + word.len();
            continue;
        }
        if end > start {
            lines.push(from + start..from + end);
        }
        pending = 0;
        start = at;
        end = at;
        taken = 0;
        for (offset, cluster) in word.grapheme_indices(true) {
            let more = width(cluster);
            if taken + more > cells && taken > 0 {
                lines.push(from + start..from + end);
                start = at + offset;
                taken = 0;
            }
            taken += more;
            end = at + offset + cluster.len();
        }
    }
    lines.push(from + start..from + end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells).into_iter().map(|r| &text[r]).collect()
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
            ("မြန်မာ", 3, "မြန်…"),
            ("x", 0, ""),
        ] {
            let short = shorten(text, cells);
            assert!(width(&short) <= cells);
            assert_eq!(short, expected);
        }
    }
}
