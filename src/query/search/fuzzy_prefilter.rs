//! A sieve for scattered letters, made of what each word of the dictionary can give to them.
//!
//! Scattered letters go from word to word: some letters at the beginning of one, the next at the beginning of the
//! next or the one after (see `fuzzy`). So for each word and each letter it may be entered with is known how many letters on one can be
//! when it is left: a table of 8 × 8 bits for the first eight letters. A title is then a walk through the tables of its
//! words. What passes is tried letter by letter; what does not can't hold them.

use crate::query::index::dictionary::Dictionary;
use crate::query::index::postings::SegmentPostings;
use crate::query::index::row_set::RowSet;
use crate::query::index::segment::Segment;
use crate::query::text::word_boundary::bit;

/// How many of the letters are looked at.
const LETTERS: usize = 8;
/// How many letters of a word are looked at; eight letters with all their gaps end before.
const LONGEST: usize = 64;
/// Passed by a word of which nothing is known.
const ANY: u64 = u64::MAX;

/// What the words of a dictionary give to some letters.
#[derive(Debug)]
pub(crate) struct FuzzyPrefilter {
    /// For each word of the dictionary a byte for each letter that it may be entered with, the first lowest; in it a bit for each letter
    /// that it may be left after.
    tables: Vec<u64>,
    /// The words that may be left after another letter than they are entered with, by their places: the one, and the last of
    /// the others.
    far: Vec<(u32, (usize, usize))>,
    /// The bit of each letter.
    letters: Vec<u64>,
}

impl FuzzyPrefilter {
    /// What the words of `dictionary` give to the letters of `word`, of which `gaps` within words may be left out; `None` if they are
    /// not of ASCII.
    pub fn new(dictionary: &Dictionary, word: &str, gaps: usize) -> Option<Self> {
        if !word.is_ascii() || word.is_empty() {
            return None;
        }
        let letters = word.as_bytes();
        let letters = letters.get(..LETTERS).unwrap_or(letters);
        let mut firsts = letters.to_vec();
        firsts.sort_unstable();
        firsts.dedup();
        let mut tables = vec![0; dictionary.len()];
        let mut far = Vec::new();
        let mut keep = |place: usize, table: u64| {
            if let (Some(to), Ok(word)) = (tables.get_mut(place), u32::try_from(place)) {
                *to = table;
                far.extend(self::far(table, letters.len()).map(|letters| (word, letters)));
            }
        };
        for first in firsts {
            for place in dictionary.beginning(&char::from(first).to_string()) {
                let word = dictionary.word(place);
                if word.is_ascii() {
                    keep(place, table(word.as_bytes(), letters, gaps));
                }
            }
        }
        // Of such a word, letters of ASCII within count as words by themselves.
        dictionary.foreign().for_each(|place| keep(place, ANY));
        far.sort_unstable();
        Some(Self {
            far,
            tables,
            letters: letters
                .iter()
                .map(|letter| bit(char::from(*letter)))
                .collect(),
        })
    }

    /// Those of `rows` of a segment in whose titles the letters may stand.
    pub fn sift(&self, segment: &Segment, words: &SegmentPostings, rows: &RowSet) -> RowSet {
        if rows.are_few() {
            let mut passed = rows.clone();
            self.hold(words, &mut passed);
            return passed;
        }
        let count = self.letters.len();
        // The rows with a word that may be entered with one letter and left after another.
        let mut steps = vec![RowSet::none(); count * count];
        for (word, (entered, left)) in words.known_of(&self.far) {
            if let Some(step) = steps.get_mut(entered * count + left) {
                words.title_rows(word).for_each(|(row, _)| step.add(row));
            }
        }
        let mut passed = self.chain(segment, &mut steps);
        passed.keep(rows);
        self.hold(words, &mut passed);
        passed
    }

    /// Leaves the rows whose words give the letters in their order.
    fn hold(&self, words: &SegmentPostings, rows: &mut RowSet) {
        rows.filter(|row| {
            let title = words.of_title(row);
            self.may_hold(title.map(|place| self.tables.get(place?).copied()))
        });
    }

    /// The rows whose words, in whatever order, give the letters one after another.
    fn chain(&self, segment: &Segment, steps: &mut [RowSet]) -> RowSet {
        let count = self.letters.len();
        // What may be left after a letter may be left after those before it.
        for row in steps.chunks_exact_mut(count) {
            for left in (1..count).rev() {
                if let Some((head, [step, ..])) = row.split_at_mut_checked(left)
                    && let Some(before) = head.last_mut()
                {
                    before.add_all(step);
                }
            }
        }
        // Any word may be left after the letter that it is entered with.
        let mut reached: Vec<RowSet> = Vec::with_capacity(count);
        for left in 0..count {
            let mut here = RowSet::none();
            for entered in 0..=left {
                let step = steps.get(entered * count + left);
                let single = (entered == left).then(|| self.letters.get(left)).flatten();
                let single = single.map(|letter| segment.initials.rows(*letter));
                for step in step.into_iter().chain(&single) {
                    match entered.checked_sub(1).map(|before| reached.get(before)) {
                        None => here.add_all(step),
                        Some(before) => before
                            .into_iter()
                            .for_each(|before| here.add_both(before, step)),
                    }
                }
            }
            reached.push(here);
        }
        reached.pop().unwrap_or_else(RowSet::none)
    }

    /// Whether the letters may stand in a title, of whose words each gives what `words` say.
    fn may_hold(&self, words: impl Iterator<Item = Option<u64>>) -> bool {
        let end = 1 << (self.letters.len() - 1);
        // The letters that one may be at in the last word, and in the one before.
        let (mut last, mut before) = (0, 0);
        for word in words {
            let word = word.unwrap_or(ANY);
            let mut now = 0;
            if word != 0 {
                now = word & 0xFF;
                let mut open: u64 = last | before;
                while open != 0 {
                    let letter = open.trailing_zeros() + 1;
                    now |= word.checked_shr(8 * letter).unwrap_or(0) & 0xFF;
                    open &= open - 1;
                }
                if now & end != 0 {
                    return true;
                }
            }
            (before, last) = (last, now);
        }
        false
    }
}

/// The letters that a word may be entered with, each with the last one of so many that it may then be left after, if that
/// is another. Of a word of which nothing is known, both may be the same.
fn far(table: u64, count: usize) -> impl Iterator<Item = (usize, usize)> {
    table
        .to_le_bytes()
        .into_iter()
        .enumerate()
        .take(count)
        .filter_map(move |(entered, left)| {
            let last = usize::try_from(left.checked_ilog2()?).ok()?.min(count - 1);
            (last > entered || table == ANY).then_some((entered, last))
        })
}

/// What `word` gives to `letters`.
fn table(word: &[u8], letters: &[u8], gaps: usize) -> u64 {
    let Some(first) = word.first() else { return 0 };
    let mut places = [0_u64; LETTERS];
    for (nth, letter) in word.iter().take(LONGEST).enumerate() {
        for (places, wanted) in places.iter_mut().zip(letters) {
            *places |= u64::from(letter == wanted) << nth;
        }
    }
    let mut table = 0;
    for entered in 0..letters.len() {
        if letters.get(entered) == Some(first) {
            table |= reached(entered, places.get(..letters.len()), gaps) << (8 * entered);
        }
    }
    table
}

/// The letters that one may be at in a word, having entered it with the letter `entered`; `places` are those of each letter in it.
fn reached(entered: usize, places: Option<&[u64]>, gaps: usize) -> u64 {
    // Where one may stand after so many gaps.
    let mut standing = [0_u64; LETTERS];
    standing[0] = 1;
    let gaps = gaps.min(LETTERS - 1);
    let mut reached = 1 << entered;
    let rest = places.unwrap_or_default().iter().enumerate();
    for (nth, places) in rest.skip(entered + 1) {
        let mut without = 0;
        for at in standing.iter_mut().take(gaps + 1) {
            let next =
                (*at << 1 | without << 2 | without << 3 | without << 4 | without << 5) & places;
            without = std::mem::replace(at, next);
        }
        if standing.iter().all(|at| *at == 0) {
            break;
        }
        reached |= 1 << nth;
    }
    reached
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::fixtures::titled;
    use crate::query::index::build::Index;
    use crate::query::text::fuzzy::ScatteredTerm;

    /// Whether the sieve lets a title pass.
    fn passes(letters: &str, title: &str) -> bool {
        let index = Index::sized(titled(&[title]), true);
        let reach =
            FuzzyPrefilter::new(index.dictionary(), letters, letters.len() / 4).expect("of ASCII");
        let segment = &index.segments[0];
        let words = segment.words.as_ref().expect("numbered");
        reach
            .sift(segment, words, &RowSet::of(1, |_| true))
            .rows()
            .count()
            == 1
    }

    #[test]
    fn words_give_what_they_have() {
        for (letters, text, passed) in [
            ("sct", "saw chit thu", true),
            ("sct", "saw big chit thu", true),
            ("sct", "saw a big chit thu", false),
            ("sawchit", "saw chit thu", true),
            ("kkp", "kk park", true),
            ("kpk", "kk park", false),
            ("laukai", "laukkai town", true),
            ("myawady", "myawaddy", true),
            ("tra", "the raid", true),
            ("tra", "the border", false),
            ("borderpolice", "border police", true),
            ("borderxolice", "border police", false),
        ] {
            assert_eq!(passes(letters, text), passed, "{letters} in {text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_letter_by_letter_passes(
            letters in "[a-d]{3,12}",
            text in "[a-d]{1,6}([ -][a-dé]{1,7}|老街|ж){0,8}",
        ) {
            let text = crate::query::text::fold::fold(&text);
            let scattered_term = ScatteredTerm::new(&letters).expect("long enough");
            if scattered_term.places(&text).is_some() {
                prop_assert!(passes(&letters, &text), "{letters} in {text}");
            }
        }
    }
}
