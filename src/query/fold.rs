//! Folding: what makes "é" find "e" and "istanbul" find "İstanbul".
//!
//! Each letter is decomposed, loses its marks U+0300–036F and those only (stripping
//! all marks destroys Burmese and Thai), is composed again and put in lower
//! case; letters that Unicode does not decompose (đ ł ø ß æ), ligatures, full-width
//! forms, dashes and curly quotes go by a table. Folding may change the length:
//! `FoldedText` keeps the way back to the text as written.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// `text`, folded.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Folds `text` onto the end of `folded`. Newlines become blanks, so that `\n` can part texts.
pub(super) fn fold_onto(folded: &mut String, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest
            .bytes()
            .position(|byte| !byte.is_ascii())
            .unwrap_or(rest.len());
        let (head, tail) = rest.split_at(ascii);
        push_ascii(folded, head);
        let other = tail
            .bytes()
            .position(|byte| byte.is_ascii())
            .unwrap_or(tail.len());
        let (head, tail) = tail.split_at(other);
        push_other(folded, head);
        rest = tail;
    }
}

fn push_ascii(folded: &mut String, text: &str) {
    let start = folded.len();
    if text.contains('\n') {
        folded.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
    } else {
        folded.push_str(text);
    }
    if let Some(added) = folded.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

fn push_other(folded: &mut String, text: &str) {
    // Composed first and stripped letter by letter, so that what a mark kept apart stays apart.
    for letter in text.nfc() {
        let bare = std::iter::once(letter)
            .nfd()
            .filter(|c| !matches!(c, '\u{300}'..='\u{36F}'))
            .nfc();
        for letter in bare {
            match substitute(letter) {
                Some(instead) => folded.push_str(instead),
                None => push_plain(folded, letter),
            }
        }
    }
}

fn push_plain(folded: &mut String, letter: char) {
    // Full-width forms stand 0xFEE0 above their ASCII letters.
    let narrow = match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    for lower in narrow.to_lowercase() {
        match substitute(lower) {
            Some(instead) => folded.push_str(instead),
            None => folded.push(lower),
        }
    }
}

/// What stands for a letter that neither decomposing nor lower case brings home.
fn substitute(letter: char) -> Option<&'static str> {
    Some(match letter {
        'đ' | 'ð' | 'Đ' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ĸ' => "k",
        'ß' | 'ẞ' => "ss",
        'ſ' => "s",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ĳ' | 'Ĳ' => "ij",
        'ς' => "σ",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{2018}'..='\u{201B}' | '\u{2BC}' | '\u{2032}' => "'",
        '\u{201C}'..='\u{201F}' | '«' | '»' => "\"",
        '…' => "...",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        // Joiners and variation selectors change the look, not the letter.
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => "",
        _ => return None,
    })
}

/// A folded text that remembers where each part of it was written.
#[derive(Debug, Default)]
pub(super) struct FoldedText {
    /// The folded text.
    pub text: String,
    /// For each letter as written: where it starts folded, and where it starts as written; then the two ends.
    borders: Vec<(usize, usize)>,
}

impl FoldedText {
    /// Folds `text`, letter by letter (grapheme clusters).
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut borders = Vec::with_capacity(text.len() + 1);
        for (at, letter) in text.grapheme_indices(true) {
            borders.push((folded.len(), at));
            fold_onto(&mut folded, letter);
        }
        borders.push((folded.len(), text.len()));
        Self {
            text: folded,
            borders,
        }
    }

    /// The bytes as written that became the folded bytes `range`: whole letters, all that it touches.
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .borders
            .partition_point(|(folded, _)| *folded <= range.start)
            .saturating_sub(1);
        let last = self
            .borders
            .partition_point(|(folded, _)| *folded < range.end)
            .min(self.borders.len().saturating_sub(1));
        let place = |nth: usize| self.borders.get(nth).map_or(0, |(_, written)| *written);
        place(first)..place(last).max(place(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_case_accents_and_forms() {
        for (written, folded) in [
            ("Café", "cafe"),
            ("Cafe\u{301}", "cafe"),
            ("İstanbul", "istanbul"),
            ("Diyarbakır", "diyarbakir"),
            ("Straße", "strasse"),
            ("Đà Nẵng", "da nang"),
            ("Łódź", "lodz"),
            ("Søren Ærø", "soren aero"),
            ("ÞÓR", "thor"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("Σίσυφος", "σισυφοσ"),
            ("ＡＢＣ１２", "abc12"),
            ("China–Myanmar", "china-myanmar"),
            ("China’s “ﬁrst”", "china's \"first\""),
            ("老街", "老街"),
            ("မြန်မာ", "မြန်မာ"),
            ("สวัสดี", "สวัสดี"),
            ("한국", "한국"),
            ("\u{1112}\u{1161}\u{11AB}국", "한국"),
            ("か\u{3099}", "が"),
            ("two\nlines", "two lines"),
            ("Ёлка й", "елка и"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn the_way_back_takes_whole_letters() {
        for (written, needle, back) in [
            ("Minímal art", "minim", "Miním"),
            ("Mini\u{301}mal art", "minim", "Mini\u{301}m"),
            ("in İstanbul today", "istanbul", "İstanbul"),
            ("Hauptstraße 4", "strasse", "straße"),
            ("Hauptstraße 4", "ras", "raß"),
            ("镇老街镇", "老街", "老街"),
        ] {
            let folded = FoldedText::new(written);
            let at = folded.text.find(needle).expect(needle);
            let range = folded.written(&(at..at + needle.len()));
            assert_eq!(written.get(range), Some(back), "{written}");
        }
    }

    proptest! {
        #[test]
        fn letter_by_letter_is_the_same_as_all_at_once(text in "(?s)[a-cÉİßΣ가-각\u{1100}-\u{1105}\u{1161}-\u{1165}か\u{3099}\u{301}\u{e31}\u{102f}\u{200d} \n]{0,20}|\\PC{0,20}") {
            prop_assert_eq!(FoldedText::new(&text).text, fold(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn the_way_back_is_in_range(text in "\\PC{0,20}", from in 0usize..40, length in 0usize..10) {
            let folded = FoldedText::new(&text);
            let range = folded.written(&(from..from + length));
            prop_assert!(text.get(range).is_some());
        }
    }
}
