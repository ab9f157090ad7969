//! Cleaning of hostile text: the one function that every string from a file, a
//! paste or the network passes, once, at load.
//!
//! After `clean`, a text holds no C0 or C1 control (but `\n`), no DEL, no bidi
//! control, no zero-width, tag or other invisible format character. Each of
//! these becomes a visible placeholder. ZWJ and variation selectors stay inside
//! emoji sequences and between letters that need them (Burmese, Indic, Arabic),
//! where they join what is seen and cost no cell; ratatui and unicode-width
//! measure such a sequence as one cluster.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// What stands for a control or an invisible character.
pub const PLACEHOLDER: char = '\u{FFFD}';

/// What a TAB becomes.
const TAB: &str = "    ";

/// The most characters one letter may have: a base and its marks ("Zalgo" text is cut to this).
const MARKS_PER_LETTER: usize = 24;

/// How many bytes are looked at together.
const CHUNK: usize = 32;

/// What becomes of one character.
enum Fate {
    Keep,
    Tab,
    Placeholder,
    /// A picture of the C0 control from the Control Pictures block.
    Picture(char),
}

fn fate(character: char) -> Fate {
    match character {
        '\n' => Fate::Keep,
        '\t' => Fate::Tab,
        '\u{0}'..='\u{1F}' => {
            Fate::Picture(char::from_u32(0x2400 + u32::from(character)).unwrap_or(PLACEHOLDER))
        }
        '\u{7F}' => Fate::Picture('\u{2421}'),
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{115F}' | '\u{1160}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}' | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        // Tag characters; variation selectors supplement.
        | '\u{E0000}'..='\u{E0FFF}'
        // Private use: a font may draw anything.
        => Fate::Placeholder,
        _ => Fate::Keep,
    }
}

/// Whether a zero-width joiner or non-joiner may stand in `cluster`: beside something that it joins.
fn joins(cluster: &str) -> bool {
    cluster
        .chars()
        .any(|c| !matches!(c, '\u{200C}' | '\u{200D}') && c > '\u{2FF}')
        && !cluster.ends_with(['\u{200C}', '\u{200D}'])
}

/// Whether `character` is kept, and begins a letter of its own and ends the one before it, unless that is a
/// mark that stands before letters. A selection, to be quick.
fn stands_alone(character: char) -> bool {
    matches!(
        character,
        '\n' | ' '..='~'
        | '\u{A1}'..='\u{A8}' | '\u{AA}'..='\u{AC}' | '\u{AF}'..='\u{2FF}'
        | '\u{391}'..='\u{3A1}' | '\u{3A3}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{E01}'..='\u{E30}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
    )
}

/// How many bytes of printable ASCII and newlines `bytes` begins with.
fn plain_length(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| byte.wrapping_sub(b' ') < 0x5F || *byte == b'\n';
    // Without a way out within them, the bytes of a chunk are looked at together.
    let is_plain_chunk = |chunk: &&[u8]| {
        let bytes = chunk.iter();
        bytes.fold(true, |sofar, byte| sofar & is_plain(byte))
    };
    let chunks = bytes.chunks(CHUNK).take_while(is_plain_chunk).count();
    let known = (chunks * CHUNK).min(bytes.len());
    let rest = bytes.get(known..).unwrap_or_default();
    known + rest.iter().take_while(|byte| is_plain(byte)).count()
}

/// Whether there is nothing to clean in `text`.
fn is_clean(text: &str) -> bool {
    // Between two characters that stand alone lies the end of one letter and the start of another, at most.
    let mut longest = 0;
    let mut run = 0;
    let mut rest = text;
    loop {
        let (plain, others) = rest.split_at(plain_length(rest.as_bytes()));
        if !plain.is_empty() {
            run = 1;
        }
        let mut characters = others.chars();
        let Some(character) = characters.next() else {
            break;
        };
        rest = characters.as_str();
        if stands_alone(character) {
            run = character.len_utf8();
            continue;
        }
        let is_joiner = matches!(character, '\u{200C}' | '\u{200D}');
        if is_joiner || !matches!(fate(character), Fate::Keep) {
            return false;
        }
        run += character.len_utf8();
        longest = longest.max(run);
    }
    longest <= MARKS_PER_LETTER / 2
        || text
            .graphemes(true)
            .all(|letter| letter.len() <= MARKS_PER_LETTER)
}

/// `text` without anything that a terminal or a reader could be misled by, and how many characters
/// were replaced. CR LF and CR become a newline. Borrows when there is nothing to do.
pub fn clean(text: &str) -> (Cow<'_, str>, usize) {
    if is_clean(text) {
        return (Cow::Borrowed(text), 0);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut replaced = 0;
    for cluster in text.graphemes(true) {
        if cluster == "\r\n" {
            cleaned.push('\n');
            continue;
        }
        let joined = joins(cluster);
        for (nth, character) in cluster.chars().enumerate() {
            if nth >= MARKS_PER_LETTER {
                replaced += 1;
                break;
            }
            if matches!(character, '\u{200C}' | '\u{200D}') && !joined {
                cleaned.push(PLACEHOLDER);
                replaced += 1;
                continue;
            }
            match fate(character) {
                Fate::Keep => cleaned.push(character),
                Fate::Tab => cleaned.push_str(TAB),
                Fate::Placeholder => {
                    cleaned.push(PLACEHOLDER);
                    replaced += 1;
                }
                Fate::Picture(picture) => {
                    cleaned.push(picture);
                    replaced += 1;
                }
            }
        }
    }
    (Cow::Owned(cleaned), replaced)
}

/// `text`, cleaned, as an owned string.
pub fn cleaned(text: &str) -> String {
    clean(text).0.into_owned()
}

/// Whether `text` has nothing but blanks.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// `text` in one line: each newline becomes `⏎`. Takes cleaned text.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', "⏎"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether `text` is a line with something in it, and there is nothing to clean.
pub fn is_line(text: &str) -> bool {
    is_clean(text) && !text.contains('\n') && !is_blank(text)
}

/// Whether `text` could be written to a terminal as it is: what the screen writer asks again.
pub fn is_safe(text: &str) -> bool {
    text.chars()
        .all(|c| c == '\n' || matches!(fate(c), Fate::Keep))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        for (written, shown, count) in [
            ("plain", "plain", 0),
            ("a\u{1b}[2Jb", "a␛[2Jb", 1),
            ("bell\u{7}", "bell␇", 1),
            ("nul\0del\u{7f}", "nul␀del␡", 2),
            ("c1 \u{9b}31m", "c1 \u{FFFD}31m", 1),
            ("bidi \u{202e}x\u{202c}", "bidi \u{FFFD}x\u{FFFD}", 2),
            ("zero\u{200b}width", "zero\u{FFFD}width", 1),
            ("tag\u{e0041}", "tag\u{FFFD}", 1),
            ("tab\tstop", "tab    stop", 0),
            ("cr\rlf\r\nend", "cr␍lf\nend", 1),
            ("joiner a\u{200d}b", "joiner a\u{FFFD}b", 1),
            ("မြန်မာ 老街 สวัสดี é", "မြန်မာ 老街 สวัสดี é", 0),
            (
                "👩\u{200d}🔬 🏳\u{fe0f}\u{200d}🌈",
                "👩\u{200d}🔬 🏳\u{fe0f}\u{200d}🌈",
                0,
            ),
        ] {
            assert_eq!(clean(written), (Cow::from(shown), count), "{written:?}");
        }
    }

    #[test]
    fn letters_with_too_many_marks_are_cut() {
        let zalgo = format!("Z{}", "\u{0335}".repeat(500));
        let (shown, _) = clean(&zalgo);
        assert!(shown.chars().count() <= MARKS_PER_LETTER);
    }

    #[test]
    fn what_stands_alone_is_kept_and_joins_nothing() {
        // A letter, a mark, a joiner, an emoji, jamo, consonants that conjuncts are made of, a flag.
        let others = "aé\u{301}\u{200D}👩\u{1100}\u{1161}\u{11A8}\u{915}\u{94D}က\u{1039}\u{1F1F2}ก";
        for character in (0..=0xFFFF).filter_map(char::from_u32) {
            if !stands_alone(character) {
                continue;
            }
            assert!(matches!(fate(character), Fate::Keep), "{character:?}");
            for other in others.chars() {
                for before in [other.to_string(), format!("{character}{other}")] {
                    let text = format!("{before}{character}");
                    let last = text.graphemes(true).next_back();
                    assert_eq!(last, Some(&*character.to_string()), "{text:?}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn a_quick_look_finds_what_a_long_one_finds(text in "[a ~\n©éက\u{1039}\u{103C}\u{301}\u{600}老กั👩\u{1F1F2}\u{FE0F}]{0,60}") {
            let long = text.chars().all(|c| matches!(fate(c), Fate::Keep))
                && text.graphemes(true).all(|letter| letter.len() <= MARKS_PER_LETTER);
            proptest::prop_assert_eq!(is_clean(&text), long);
        }
    }

    #[test]
    fn one_line_marks_newlines() {
        assert_eq!(one_line("a\nb"), "a⏎b");
    }
}
