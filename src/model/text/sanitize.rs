//! Cleaning of hostile text: the one function that every string from a file, a
//! paste or the network passes, once, at load.
//!
//! After `clean`, a text holds no control (but `\n`), no character without a look of its own (Unicode's
//! `Default_Ignorable_Code_Point`, format controls), no private use and no noncharacter. Each becomes a visible placeholder.
//! What spelling needs stays where it acts, and only there: joiners where Arabic, Indic and like scripts join (UAX #31,
//! section 2.3, and the Bengali ya-phalaa), zero-width spaces between letters of scripts that part words by them, and
//! variation selectors after characters that take them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex_syntax::hir::{Class, HirKind};
use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation;

/// What stands for a control or an invisible character.
pub const PLACEHOLDER: char = '\u{FFFD}';

/// What a TAB becomes.
const TAB: &str = "    ";

/// The most characters one letter may have: a base and its marks ("Zalgo" text is cut to this).
const MARKS_PER_LETTER: usize = 24;

/// How many bytes are looked at together.
const CHUNK: usize = 32;

/// A set of characters: ranges, both ends included, in order.
pub(super) struct Characters(Vec<(char, char)>);

impl Characters {
    /// The characters of a class in the syntax of regular expressions, by the Unicode tables of regex-syntax.
    pub(super) fn of(class: &str) -> Self {
        let ranges = match regex_syntax::parse(class).map(regex_syntax::hir::Hir::into_kind) {
            Ok(HirKind::Class(Class::Unicode(class))) => class
                .iter()
                .map(|range| (range.start(), range.end()))
                .collect(),
            // A test holds that every class below is one.
            _ => Vec::new(),
        };
        Self(ranges)
    }

    pub(super) fn has(&self, character: char) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= character);
        let range = after.checked_sub(1).and_then(|at| self.0.get(at));
        range.is_some_and(|(_, last)| character <= *last)
    }
}

/// What has no look of its own, or any: controls, format controls but those that show as a sign around digits,
/// ignorable characters, line and paragraph separators, private use (a font may draw anything), noncharacters.
static UNSEEN: LazyLock<Characters> = LazyLock::new(|| {
    Characters::of(
        r"[[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\x{1D159}]--\p{Prepended_Concatenation_Mark}]",
    )
});

/// Letters and marks of scripts in which a joiner changes how letters connect.
static JOINING: LazyLock<Characters> = LazyLock::new(|| {
    Characters::of(concat!(
        "[[",
        r"\p{scx=Arabic}\p{scx=Syriac}\p{scx=Mandaic}\p{scx=Nko}",
        r"\p{scx=Mongolian}\p{scx=Adlam}\p{scx=Hanifi_Rohingya}\p{scx=Devanagari}",
        r"\p{scx=Bengali}\p{scx=Gurmukhi}\p{scx=Gujarati}\p{scx=Oriya}",
        r"\p{scx=Tamil}\p{scx=Telugu}\p{scx=Kannada}\p{scx=Malayalam}",
        r"\p{scx=Sinhala}\p{scx=Tibetan}\p{scx=Myanmar}\p{scx=Khmer}",
        r"\p{scx=Balinese}\p{scx=Javanese}",
        r"]&&[\p{L}\p{M}]]"
    ))
});

/// Letters and marks of scripts without blanks, in which a zero-width space parts words.
static UNSPACED: LazyLock<Characters> = LazyLock::new(|| {
    Characters::of(r"[[\p{Myanmar}\p{Khmer}\p{Thai}\p{Lao}\p{Tibetan}]&&[\p{L}\p{M}]]")
});

/// Whatever a joiner may fuse into one picture.
static PICTOGRAPHS: LazyLock<Characters> =
    LazyLock::new(|| Characters::of(r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\x{FE0F}]"));

/// What U+FE0E and U+FE0F show as text or as a picture.
static EMOJI: LazyLock<Characters> = LazyLock::new(|| Characters::of(r"\p{Emoji}"));

/// What the other selectors of U+FE00–FE0F give another form (the scripts of StandardizedVariants.txt).
static VARIANTS: LazyLock<Characters> =
    LazyLock::new(|| Characters::of(r"[\p{Han}\p{Myanmar}\p{Phags_Pa}\p{Manichaean}\p{Sm}]"));

static HAN: LazyLock<Characters> = LazyLock::new(|| Characters::of(r"\p{Han}"));
static MONGOLIAN: LazyLock<Characters> =
    LazyLock::new(|| Characters::of(r"[\p{Mongolian}&&\p{L}]"));

/// The combining class of a virama, which takes a consonant's vowel away and may bind it to the next.
const VIRAMA: u8 = 9;

/// What becomes of one character.
enum Fate {
    Keep,
    /// Kept where spelling needs it, by its neighbours; else a placeholder.
    Spelling,
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
        '\u{200B}'..='\u{200D}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}' => Fate::Spelling,
        _ if UNSEEN.has(character) => Fate::Placeholder,
        _ => Fate::Keep,
    }
}

/// Whether `character`, whose fate is [`Fate::Spelling`], acts between these neighbours.
fn is_spelling(character: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else {
        return false;
    };
    match character {
        '\u{200B}' => UNSPACED.has(before) && after.is_some_and(|after| UNSPACED.has(after)),
        '\u{200C}' | '\u{200D}' => {
            // Chillus were written with a joiner before they had characters of their own, and still are.
            let is_chillu = matches!(before, '\u{D54}'..='\u{D56}' | '\u{D7A}'..='\u{D7F}');
            let ends = is_chillu || canonical_combining_class(before) == VIRAMA;
            let joins = |after| JOINING.has(after);
            let fuses = |after| PICTOGRAPHS.has(after);
            JOINING.has(before) && (ends || after.is_some_and(joins))
                || character == '\u{200D}' && PICTOGRAPHS.has(before) && after.is_some_and(fuses)
        }
        '\u{FE0E}' | '\u{FE0F}' => EMOJI.has(before) || VARIANTS.has(before),
        '\u{FE00}'..='\u{FE0D}' => VARIANTS.has(before),
        '\u{180B}'..='\u{180F}' => MONGOLIAN.has(before),
        _ => HAN.has(before),
    }
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
        if !matches!(fate(character), Fate::Keep) {
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
    for (start, cluster) in text.grapheme_indices(true) {
        if cluster == "\r\n" {
            cleaned.push('\n');
            continue;
        }
        for (nth, (at, character)) in cluster.char_indices().enumerate() {
            if nth >= MARKS_PER_LETTER {
                replaced += 1;
                break;
            }
            let acts = |cleaned: &str| {
                let rest = text.get(start + at + character.len_utf8()..);
                let after = rest.and_then(|rest| rest.chars().next());
                is_spelling(character, cleaned.chars().next_back(), after)
            };
            match fate(character) {
                Fate::Keep => cleaned.push(character),
                Fate::Tab => cleaned.push_str(TAB),
                Fate::Spelling if acts(&cleaned) => cleaned.push(character),
                Fate::Placeholder | Fate::Spelling => {
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
        .all(|c| matches!(fate(c), Fate::Keep | Fate::Spelling))
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
            // Persian, Sinhala, Malayalam as it was and is written, Bengali ya-phalaa, Burmese and Khmer words.
            ("می\u{200c}خواهم", "می\u{200c}خواهم", 0),
            ("ශ\u{dca}\u{200d}රී", "ශ\u{dca}\u{200d}රී", 0),
            (
                "അവൻ\u{200c} ന\u{d4d}\u{200d}",
                "അവൻ\u{200c} ന\u{d4d}\u{200d}",
                0,
            ),
            ("র\u{200d}\u{9cd}যাব", "র\u{200d}\u{9cd}যাব", 0),
            ("ဝမ်\u{200b}နို ភា\u{200b}ខ្មែ", "ဝမ်\u{200b}နို ភា\u{200b}ខ្មែ", 0),
            (
                "葛\u{e0100} ᠮ\u{180b} ≨\u{fe00} ☃\u{fe0e}",
                "葛\u{e0100} ᠮ\u{180b} ≨\u{fe00} ☃\u{fe0e}",
                0,
            ),
            // The same characters where they do nothing.
            ("ی\u{200c} x", "ی\u{FFFD} x", 1),
            ("po\u{200c}lice \u{200d}", "po\u{FFFD}lice \u{FFFD}", 2),
            (
                "po\u{fe00}l\u{fe0f}i\u{e0100}c\u{180b}e",
                "po\u{FFFD}l\u{FFFD}i\u{FFFD}c\u{FFFD}e",
                4,
            ),
            ("👩\u{200d} x", "👩\u{FFFD} x", 1),
            // Nothing to see, whatever Unicode calls it.
            (
                "po\u{34f}l\u{17b4}i\u{fff0}c\u{1bca0}e",
                "po\u{FFFD}l\u{FFFD}i\u{FFFD}c\u{FFFD}e",
                4,
            ),
            (
                "\u{13430}\u{e000}\u{10fffd}\u{fdd0}\u{1fffe}",
                "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
                5,
            ),
            // A sign around digits is seen.
            ("\u{600}١٢ \u{6dd}٣", "\u{600}١٢ \u{6dd}٣", 0),
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
    fn every_class_is_one() {
        for class in [
            &UNSEEN,
            &JOINING,
            &UNSPACED,
            &PICTOGRAPHS,
            &EMOJI,
            &VARIANTS,
            &HAN,
            &MONGOLIAN,
        ] {
            assert!(!class.0.is_empty());
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
