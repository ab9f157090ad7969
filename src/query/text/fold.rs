//! Folding: what makes "é" find "e" and "istanbul" find "İstanbul".
//!
//! Each letter is decomposed, loses its accents, Arabic vowel marks and Hebrew points and those only (stripping
//! all marks destroys Burmese and Thai), is composed again and put in lower
//! case; letters that Unicode does not decompose (đ ł ø ß æ), ligatures, full-width and half-width
//! forms, dashes and curly quotes go by a table. Arabic letters that are written with and without their dots or hamza are
//! one, as in Lucene's `ArabicNormalizer` and `PersianNormalizer`. Folding may change the length:
//! `FoldedText` keeps the way back to the text as written. The dots of abbreviations go: "U.S." is "us".

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// `text`, folded.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Folds `text` onto the end of `folded`. Newlines become blanks, so that `\n` can part texts. Abbreviations lose their dots.
pub(crate) fn fold_onto(folded: &mut String, text: &str) {
    let start = folded.len();
    fold_letters(folded, text);
    for dot in abbreviation_dots(folded, start).into_iter().rev() {
        folded.remove(dot);
    }
}

/// The bytes from `start` on of the dots of abbreviations such as "u.s." and "u.n.h.c.r": each after a single letter, and before
/// another or at the end of such a row.
fn abbreviation_dots(folded: &str, start: usize) -> Vec<usize> {
    let Some(bytes) = folded.as_bytes().get(start..) else {
        return Vec::new();
    };
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_between = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
    };
    let mut dots: Vec<usize> = Vec::new();
    for at in memchr::memchr_iter(b'.', bytes) {
        let Some(before) = at.checked_sub(1).filter(|before| is_letter(*before)) else {
            continue;
        };
        if !is_between(before.checked_sub(1)) {
            continue;
        }
        let joins = is_letter(at + 1) && is_between(Some(at + 2));
        let ends = is_between(Some(at + 1))
            && before
                .checked_sub(1)
                .is_some_and(|dot| dots.last() == Some(&(start + dot)));
        if joins || ends {
            dots.push(start + at);
        }
    }
    dots
}

fn fold_letters(folded: &mut String, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let (head, tail) = rest.split_at(ascii_length(rest.as_bytes()));
        push_ascii(folded, head);
        let other = tail.bytes().take_while(|byte| !byte.is_ascii()).count();
        let (head, tail) = tail.split_at(other);
        push_other(folded, head);
        rest = tail;
    }
}

/// How many bytes of ASCII `bytes` begins with.
fn ascii_length(bytes: &[u8]) -> usize {
    // Many bytes at once, as long as it goes.
    let blocks = bytes
        .chunks(32)
        .take_while(|block| block.is_ascii())
        .count();
    let known = (blocks * 32).min(bytes.len());
    let rest = bytes.get(known..).unwrap_or_default();
    known + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

fn push_ascii(folded: &mut String, text: &str) {
    let start = folded.len();
    if memchr::memchr(b'\n', text.as_bytes()).is_some() {
        folded.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
    } else {
        folded.push_str(text);
    }
    if let Some(added) = folded.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

/// Folds a run of letters beyond ASCII. What stands before and after it composes with none of them.
fn push_other(folded: &mut String, run: &str) {
    if !run
        .chars()
        .all(|letter| is_unchanged(letter) || known(letter).is_some())
    {
        return push_slowly(folded, run);
    }
    for letter in run.chars() {
        match known(letter) {
            Some(instead) => folded.push_str(instead),
            None => folded.push(letter),
        }
    }
}

/// Whether `letter` folds to itself and composes with nothing.
fn is_unchanged(letter: char) -> bool {
    matches!(letter,
        '\u{0E01}'..='\u{0E5B}'
        | '\u{1000}'..='\u{1024}' | '\u{1027}'..='\u{102D}' | '\u{102F}'..='\u{109F}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}')
}

/// Where the table of known letters begins: after ASCII.
const FIRST_KNOWN: usize = 0x80;
/// And where it ends: Latin, Greek and Cyrillic.
const LAST_KNOWN: usize = 0x52F;

/// What a letter of the alphabets folds to by itself, found when it is first met.
type Known = OnceLock<Option<Box<str>>>;

/// The letters of the alphabets.
static KNOWN: [Known; LAST_KNOWN + 1 - FIRST_KNOWN] =
    [const { OnceLock::new() }; LAST_KNOWN + 1 - FIRST_KNOWN];

fn known(letter: char) -> Option<&'static str> {
    let number = usize::try_from(u32::from(letter)).ok()?;
    let known = KNOWN.get(number.checked_sub(FIRST_KNOWN)?)?;
    let found = known.get_or_init(|| {
        // Marks are left out, since they compose.
        if matches!(letter, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}') {
            return None;
        }
        let mut folded = String::new();
        push_slowly(&mut folded, letter.encode_utf8(&mut [0; 4]));
        Some(folded.into())
    });
    found.as_deref()
}

/// A mark that writing may leave out: accents, Hebrew points, Arabic vowel marks and hamza above and below.
fn is_optional_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
    )
}

/// The full-width form of half-width kana and their sound marks (UAX #15: their compatibility decomposition).
fn full_width(character: char) -> char {
    match character {
        '\u{FF61}'..='\u{FF9F}' => std::iter::once(character)
            .nfkd()
            .next()
            .unwrap_or(character),
        _ => character,
    }
}

fn push_slowly(folded: &mut String, text: &str) {
    // Composed first and stripped letter by letter, so that what a mark kept apart stays apart.
    for letter in text.chars().map(full_width).nfc() {
        let bare = std::iter::once(letter)
            .nfd()
            .filter(|c| !is_optional_mark(*c))
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
        // Teh marbuta, yeh without dots or of Persian, kaf of Persian.
        'ة' => "ه",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ٱ' => "ا",
        // Joiners, variation selectors and the stroke that makes Arabic words longer change the look, not the letter.
        '\u{640}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => "",
        _ => return None,
    })
}

/// A folded text that remembers where each part of it was written.
#[derive(Debug, Default)]
pub(crate) struct FoldedText {
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
            fold_letters(&mut folded, letter);
        }
        borders.push((folded.len(), text.len()));
        for dot in abbreviation_dots(&folded, 0).into_iter().rev() {
            folded.remove(dot);
            for (at, _) in borders.iter_mut().rev().take_while(|(at, _)| *at > dot) {
                *at -= 1;
            }
        }
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
            ("ｶﾞｷﾞ ﾊﾟ", "ガギ パ"),
            ("مُحَمَّد", "محمد"),
            ("أحمد إلى آل", "احمد الي ال"),
            ("مدرســة کتاب", "مدرسه كتاب"),
            ("שָׁלוֹם", "שלום"),
            ("two\nlines", "two lines"),
            ("Ёлка й", "елка и"),
            ("U.S. and U.K. act", "us and uk act"),
            ("the U.N.H.C.R's (U.S.A.)", "the unhcr's (usa)"),
            ("J. R. R. at 3.5 a.dd v.2", "j. r. r. at 3.5 a.dd v.2"),
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
            ("The U.S. acts", "us", "U.S"),
            ("The U.S. acts", "acts", "acts"),
        ] {
            let folded = FoldedText::new(written);
            let at = folded.text.find(needle).expect(needle);
            let range = folded.written(&(at..at + needle.len()));
            assert_eq!(written.get(range), Some(back), "{written}");
        }
    }

    proptest! {
        #[test]
        fn letter_by_letter_is_the_same_as_all_at_once(text in "(?s)[a-c.ÉİßΣ가-각\u{1100}-\u{1105}\u{1161}-\u{1165}か\u{3099}\u{301}\u{e31}\u{102f}\u{200d} \n]{0,20}|\\PC{0,20}") {
            prop_assert_eq!(FoldedText::new(&text).text, fold(&text));
        }

        #[test]
        fn the_quick_way_is_the_slow_way(text in "[À-ɏͰ-ԯḀ-ỿก-๛က-႟一-丐가-각\u{300}-\u{304}\u{323}\u{483}]{0,12}") {
            let mut slow = String::new();
            push_slowly(&mut slow, &text);
            prop_assert_eq!(fold(&text), slow);
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
