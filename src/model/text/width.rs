//! Width: how many cells of a terminal a text takes, as terminals draw it.
//!
//! unicode-width gives nothing to the vowel signs of Indic scripts that extend a letter (U+09BE and its like), since they are
//! `Grapheme_Extend`. Terminals that go by wcwidth give every spacing mark a cell, and the borders after it stand where they do.

use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::sanitize::Characters;

static SPACING_MARKS: LazyLock<Characters> = LazyLock::new(|| Characters::of(r"[\p{Mc}]"));

/// The first spacing mark of Unicode.
const FIRST_SPACING_MARK: char = '\u{903}';

/// Whether terminals give `letter` a cell, and unicode-width none.
fn is_uncounted(letter: char) -> bool {
    letter >= FIRST_SPACING_MARK && letter.width() == Some(0) && SPACING_MARKS.has(letter)
}

/// The cells of the spacing marks in `text` that unicode-width does not count.
pub fn uncounted_cells(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    text.chars().filter(|letter| is_uncounted(*letter)).count()
}

/// Cells that `text` takes: those of each of its letters, which stand in cells of their own on the screen, ligatures too.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let letters: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
    letters + uncounted_cells(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_marks_take_a_cell() {
        for (text, expected) in [
            ("plain", 5),
            ("東京", 4),
            ("কা", 2),
            ("সাধারণ ছুটি", 10), // AA twice and I; U stands below
            ("வெள்ளி", 5),
            ("e\u{301}", 1),
            ("ក\u{17B6}", 2),
            ("मा", 2),
        ] {
            assert_eq!(width(text), expected, "{text}");
        }
    }
}
