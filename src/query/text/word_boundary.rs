//! Letters: where words begin and end, and 64-bit masks of the letters of a text.
//!
//! All of it works on folded text. Scripts written without blanks (Chinese,
//! Japanese, Thai, Lao, Khmer, Burmese, Tibetan) have a border at every letter, so that any
//! run of letters counts as a word there.

/// Whether `letter` belongs to a script that is written without blanks between words.
pub(crate) fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0FFF}'      // Thai, Lao, Tibetan
        | '\u{1000}'..='\u{109F}'    // Myanmar
        | '\u{1780}'..='\u{17FF}'    // Khmer
        | '\u{1950}'..='\u{19FF}'    // Tai Le, New Tai Lue, Khmer symbols
        | '\u{1A20}'..='\u{1AAF}'    // Tai Tham
        | '\u{2E80}'..='\u{2FFF}'    // radicals
        | '\u{3005}'..='\u{3007}'
        | '\u{3031}'..='\u{312F}'    // Kana, Bopomofo
        | '\u{31A0}'..='\u{9FFF}'    // CJK
        | '\u{A9E0}'..='\u{A9FF}'    // Myanmar extended B
        | '\u{AA60}'..='\u{AADF}'    // Myanmar extended A, Tai Viet
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `letter` is part of a word.
pub(crate) fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric()
    } else {
        letter.is_alphanumeric() || is_unspaced(letter)
    }
}

/// Whether a word may begin or end between the bytes before `at` and those after it.
pub(crate) fn is_border(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(&before) = at.checked_sub(1).and_then(|before| bytes.get(before)) else {
        return true;
    };
    let Some(&after) = bytes.get(at) else {
        return true;
    };
    if before.is_ascii() && after.is_ascii() {
        return !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric());
    }
    let before = text
        .get(..at)
        .and_then(|text| text.chars().next_back())
        .unwrap_or(' ');
    let after = text
        .get(at..)
        .and_then(|text| text.chars().next())
        .unwrap_or(' ');
    !is_letter(before) || !is_letter(after) || is_unspaced(before) || is_unspaced(after)
}

/// The words of folded `text`, each with the byte where it starts. A run of an unspaced script is one word.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter| !is_letter(letter))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Whether `letter` is part of a word that blanks part from the next.
pub(crate) fn is_joined(letter: char) -> bool {
    is_letter(letter) && !is_unspaced(letter)
}

/// The runs of joined letters of folded `text`, each with the byte where it starts. Whatever has only joined letters stands
/// within one of them.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = skip(text, from, false);
        from = skip(text, start, true);
        text.get(start..from)
            .filter(|token| !token.is_empty())
            .map(|token| (start, token))
    })
}

/// The same, and of scripts without blanks each letter, and each two neighbours.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    let mut pair = None;
    std::iter::from_fn(move || {
        if let Some(pair) = pair.take() {
            return Some(pair);
        }
        loop {
            let start = from;
            from = skip(text, start, true);
            if from > start {
                return Some((start, text.get(start..from)?));
            }
            let letter = text.get(start..)?.chars().next()?;
            from += letter.len_utf8();
            if is_unspaced(letter) {
                let next = text.get(from..)?.chars().next();
                let end = next
                    .filter(|next| is_unspaced(*next))
                    .map(|next| from + next.len_utf8());
                pair = end.and_then(|end| Some((start, text.get(start..end)?)));
                return Some((start, text.get(start..from)?));
            }
        }
    })
}

/// The first byte from `at` on that does not begin a letter that is, or is not, `joined`.
fn skip(text: &str, mut at: usize, joined: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() != joined {
                break;
            }
            at += 1;
        } else {
            let letter = text.get(at..).and_then(|rest| rest.chars().next());
            let Some(letter) = letter.filter(|letter| is_joined(*letter) == joined) else {
                break;
            };
            at += letter.len_utf8();
        }
    }
    at
}

/// A bit for each letter and figure of ASCII; other characters share the remaining 28.
pub(crate) fn mask(text: &str) -> u64 {
    if text.is_ascii() {
        let bits = text.bytes().map(ascii_bit);
        return bits.fold(0, |mask, bit| mask | bit);
    }
    text.chars().fold(0, |mask, letter| mask | bit(letter))
}

/// The mask of a text, and that of the letters that stand at borders, so that a word may begin with them.
pub(crate) fn masks(text: &str) -> (u64, u64) {
    if !text.is_ascii() {
        let initials = text.char_indices().filter(|(at, _)| is_border(text, *at));
        let initials = initials.fold(0, |mask, (_, letter)| mask | bit(letter));
        return (mask(text), initials);
    }
    let mut all = 0;
    let mut initials = 0;
    let mut was_letter = false;
    for byte in text.bytes() {
        let bit = ascii_bit(byte);
        let is_letter = bit & WORDS != 0;
        all |= bit;
        if !(was_letter && is_letter) {
            initials |= bit;
        }
        was_letter = is_letter;
    }
    (all, initials)
}

/// The bits of the letters and figures of folded text.
const WORDS: u64 = (1 << 36) - 1;

/// The bit of each byte of ASCII.
static BITS: [u64; 256] = {
    let mut bits = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        let bit = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => 26 + byte - b'0',
            _ => 36 + byte % 28,
        };
        #[expect(
            clippy::indexing_slicing,
            clippy::as_conversions,
            reason = "a byte is within 256; const code has no other way"
        )]
        {
            bits[byte as usize] = 1 << bit;
        }
        byte += 1;
    }
    bits
};

fn ascii_bit(byte: u8) -> u64 {
    BITS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The bit of one letter.
pub(crate) fn bit(letter: char) -> u64 {
    match u8::try_from(letter) {
        Ok(byte) if byte.is_ascii() => ascii_bit(byte),
        _ => 1 << (36 + u32::from(letter) % 28),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders() {
        let text = "in 老街镇, kk-park";
        let borders: Vec<_> = text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| is_border(text, *at))
            .collect();
        assert_eq!(borders, [0, 2, 3, 6, 9, 12, 13, 14, 16, 17]);
        assert!(is_border(text, text.len()));
    }

    #[test]
    fn words_know_their_place() {
        let found: Vec<_> = words("the 'kk park', 老街 x").collect();
        assert_eq!(
            found,
            [(0, "the"), (5, "kk"), (8, "park"), (15, "老街"), (22, "x")]
        );
    }

    #[test]
    fn letters_without_blanks_are_pieces_by_ones_and_twos() {
        let found: Vec<_> = pieces("in 老街镇, ж街x").map(|(_, piece)| piece).collect();
        assert_eq!(
            found,
            ["in", "老", "老街", "街", "街镇", "镇", "ж", "街", "x"]
        );
    }

    #[test]
    fn masks_know_where_words_begin() {
        for byte in (0..128u8).filter(|byte| !byte.is_ascii_uppercase()) {
            let is_letter = byte.is_ascii_alphanumeric();
            assert_eq!(ascii_bit(byte) & WORDS != 0, is_letter, "{byte}");
        }
        for text in ["saw chit-thu, 2317", "  x", ""] {
            let initials = text.char_indices().filter(|(at, _)| is_border(text, *at));
            let initials = initials.fold(0, |mask, (_, letter)| mask | bit(letter));
            assert_eq!(masks(text), (mask(text), initials), "{text}");
        }
    }

    #[test]
    fn a_part_has_no_letter_that_the_whole_lacks() {
        let whole = mask("saw chit thu 老街 2317");
        for part in ["sct", "老", "231", "u 老"] {
            assert_eq!(mask(part) & !whole, 0, "{part}");
        }
        assert_ne!(mask("z") & !whole, 0);
    }
}
