//! Scattered letters: fuzzy-matcher's `SkimMatcherV2` behind a sieve and a floor.
//!
//! A title of seventy letters holds almost any three letters in some order. So the
//! first letter must begin a word, and each other one must follow the one before, or
//! begin the next word or the one after, or, one letter in four, stand a few letters on in the same
//! word: `sct` and `sawchit` find Saw Chit Thu, `laukai` finds Laukkai. What passes is scored, and
//! what scores far less than letters in a row would is noise.
//!
//! One matcher a thread: a shared one contends.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::word_boundary::{bit, is_letter, is_unspaced};

/// The fewest letters that are sought scattered.
const FEWEST: usize = 3;
/// The most; a longer word is no slip of the fingers.
const MOST: usize = 32;
/// How many places are tried in one text before it counts as noise.
const TRIES: usize = 400;
/// How many words on a letter may stand that begins one: the next, or the one after a "of".
const WORDS: usize = 2;
/// How many letters may be passed over within a word.
const SKIPPED: usize = 4;
/// What a gap costs beside its letters, unless it ends at the beginning of a word.
const GAP: usize = 7;
/// What the beginning of a text is worth more than that of a word.
const START: usize = 8;

thread_local! {
    static MATCHER: SkimMatcherV2 = SkimMatcherV2::default().respect_case();
}

/// Scattered letters, ready to be sought.
#[derive(Debug)]
pub(crate) struct ScatteredTerm {
    letters: Vec<char>,
    /// Their bits.
    bits: Vec<u64>,
    word: String,
    /// The bit of the first letter, which must begin a word.
    first: u64,
    floor: i64,
    /// How much less than letters in a row it may score, and a little for rounding.
    slack: usize,
}

impl ScatteredTerm {
    /// The letters of folded `word`; `None` if it is too short or too long for it.
    pub fn new(word: &str) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let count = i64::try_from(letters.len()).ok()?;
        let first = bit(*letters.first()?);
        (FEWEST..=MOST).contains(&letters.len()).then(|| Self {
            bits: letters.iter().copied().map(bit).collect(),
            letters,
            word: word.to_owned(),
            first,
            floor: floor(count),
            slack: usize::try_from(in_a_row(count) - floor(count) + 3).unwrap_or(0),
        })
    }

    /// How many gaps within words there may be.
    pub fn gaps(&self) -> usize {
        self.letters.len() / 4
    }

    /// The bit of the first letter, with which some word begins.
    pub fn first(&self) -> u64 {
        self.first
    }

    /// Whether a text whose words begin with the letters `initials` may hold it.
    pub fn may_begin(&self, initials: u64) -> bool {
        self.first & initials != 0
    }

    /// How well the letters are found in `text`; `None` if they are not, or only as noise.
    /// `initials` are the letters that words of it begin with, or all.
    pub fn score(&self, text: &str, initials: u64) -> Option<i64> {
        self.walk(text, initials)?;
        skim_score(text, &self.word).filter(|score| *score >= self.floor)
    }

    /// The bytes at which the letters stand in `text`; `None` if they do not, or not near enough.
    pub fn places(&self, text: &str) -> Option<Vec<usize>> {
        let walked = self.walk(text, u64::MAX)?;
        Some(walked.into_iter().take(self.letters.len()).collect())
    }

    /// The bytes of the letters, first to last; zeros beyond.
    fn walk(&self, text: &str, initials: u64) -> Option<[usize; MOST]> {
        let may = Allowance {
            gaps: self.gaps(),
            cost: self.slack,
        };
        let letters = Letters {
            bits: &self.bits,
            initials,
        };
        if self.word.is_ascii() {
            let sort = |byte: u8| {
                if byte.is_ascii_alphanumeric() {
                    Sort::Joined
                } else {
                    Sort::Between
                }
            };
            let (bytes, word) = (text.as_bytes(), self.word.as_bytes());
            let firsts = memchr::memchr_iter(*word.first()?, bytes);
            return Walk::new(bytes, sort, letters).start(word, firsts, may);
        }
        let characters: Vec<char> = text.chars().collect();
        let sort = |letter: char| match (is_letter(letter), is_unspaced(letter)) {
            (false, _) => Sort::Between,
            (true, true) => Sort::Alone,
            (true, false) => Sort::Joined,
        };
        let first = self.letters.first()?;
        let firsts = characters.iter().enumerate();
        let firsts = firsts.filter(|(_, letter)| *letter == first);
        let firsts = firsts.map(|(at, _)| at);
        let mut places = Walk::new(&characters, sort, letters).start(&self.letters, firsts, may)?;
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for place in places.iter_mut().take(self.letters.len()) {
            *place = *starts.get(*place)?;
        }
        Some(places)
    }
}

/// What fuzzy-matcher gives for `word` in `text`.
///
/// Its matrix keeps what the text before left in it, and for repeated letters, as in `kkk`, that counts (0.3.7; `use_cache(false)` panics).
/// A match in a text of one letter before it cuts the matrix down to four cells, which are reset in any case; all others begin empty then.
fn skim_score(text: &str, word: &str) -> Option<i64> {
    MATCHER.with(|matcher| {
        matcher.fuzzy_match("a", "a");
        matcher.fuzzy_match(text, word)
    })
}

/// What a letter is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Of a word together with its neighbours.
    Joined,
    /// A word by itself.
    Alone,
    /// Between words.
    Between,
}

/// What a walk may still spend.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    /// Gaps within words.
    gaps: usize,
    /// Letters passed over, and `GAP` for each gap within a word: what would cost more stays under the floor.
    cost: usize,
}

/// What is known of the letters sought.
#[derive(Debug, Clone, Copy)]
struct Letters<'a> {
    /// The bit of each.
    bits: &'a [u64],
    /// The letters that words of the text begin with, or all.
    initials: u64,
}

/// A walk through a text, from letter to letter.
struct Walk<'a, T, S> {
    text: &'a [T],
    sort: S,
    letters: Letters<'a>,
    tries: usize,
    places: [usize; MOST],
}

impl<'a, T: PartialEq + Copy, S: Fn(T) -> Sort> Walk<'a, T, S> {
    fn new(text: &'a [T], sort: S, letters: Letters<'a>) -> Self {
        Self {
            text,
            sort,
            letters,
            tries: TRIES,
            places: [0; MOST],
        }
    }

    fn sort_at(&self, at: usize) -> Option<Sort> {
        self.text.get(at).map(|letter| (self.sort)(*letter))
    }

    /// Whether a word begins at `at`.
    fn begins(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.sort_at(before));
        match (before, self.sort_at(at)) {
            (_, None | Some(Sort::Between)) => false,
            (before, Some(this)) => before != Some(Sort::Joined) || this == Sort::Alone,
        }
    }

    /// The places of `letters`, of which the first stands at `firsts` and must begin a word.
    fn start(
        mut self,
        letters: &[T],
        firsts: impl Iterator<Item = usize>,
        may: Allowance,
    ) -> Option<[usize; MOST]> {
        let (_, rest) = letters.split_first()?;
        for at in firsts {
            if !self.begins(at) {
                continue;
            }
            let bonus = if at == 0 { START } else { 0 };
            let may = Allowance {
                cost: may.cost + bonus,
                ..may
            };
            if self.follow(at + 1, rest, 1, may) {
                self.note(0, at);
                return Some(self.places);
            }
        }
        None
    }

    fn note(&mut self, nth: usize, at: usize) {
        if let Some(place) = self.places.get_mut(nth) {
            *place = at;
        }
    }

    /// Finds `letters`, the first of which is the `nth` of all, from `from` on, spending no more than it may: at once, else in the
    /// next words, else further on in this one.
    fn follow(&mut self, from: usize, letters: &[T], nth: usize, may: Allowance) -> bool {
        let Some((wanted, rest)) = letters.split_first() else {
            return true;
        };
        if self.tries == 0 {
            return false;
        }
        self.tries -= 1;
        if self.text.get(from) == Some(wanted) && self.follow(from + 1, rest, nth + 1, may) {
            self.note(nth, from);
            return true;
        }
        let bit = self.letters.bits.get(nth).copied().unwrap_or(u64::MAX);
        let found = if bit & self.letters.initials == 0 {
            None
        } else {
            self.jump(from, *wanted, rest, nth, may)
        };
        let found = found.or_else(|| self.skip(from, *wanted, rest, nth, may));
        if let Some(at) = found {
            self.note(nth, at);
        }
        found.is_some()
    }

    /// Finds the letter at the beginning of one of the next words, and the rest after it.
    fn jump(
        &mut self,
        from: usize,
        wanted: T,
        rest: &[T],
        nth: usize,
        may: Allowance,
    ) -> Option<usize> {
        let mut words = 0;
        for at in from..=from + may.cost {
            let letter = *self.text.get(at)?;
            if !self.begins(at) {
                continue;
            }
            words += 1;
            let may = Allowance {
                cost: may.cost - (at - from),
                ..may
            };
            if letter == wanted && self.follow(at + 1, rest, nth + 1, may) {
                return Some(at);
            }
            if words == WORDS {
                break;
            }
        }
        None
    }

    /// Finds the letter further on in the same word, and the rest after it.
    fn skip(
        &mut self,
        from: usize,
        wanted: T,
        rest: &[T],
        nth: usize,
        may: Allowance,
    ) -> Option<usize> {
        let gaps = may.gaps.checked_sub(1)?;
        if self.sort_at(from)? != Sort::Joined {
            return None;
        }
        for at in from + 1..=from + SKIPPED {
            let letter = *self.text.get(at)?;
            if (self.sort)(letter) != Sort::Joined {
                break;
            }
            let cost = may.cost.checked_sub(at - from + GAP)?;
            if letter == wanted && self.follow(at + 1, rest, nth + 1, Allowance { gaps, cost }) {
                return Some(at);
            }
        }
        None
    }
}

/// What letters in a row at the beginning of a word score.
const fn in_a_row(letters: i64) -> i64 {
    letters * 20 + 3
}

/// Under this a match is noise. A letter that is missing from the query costs about 8, and three letters that
/// only begin words, as in `sct` for Saw Chit Thu, lose little.
const fn floor(letters: i64) -> i64 {
    match letters {
        3 => 56,
        _ => in_a_row(letters) * 17 / 20,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_pass_and_noise_does_not() {
        let title = "four states agree on a joint police operations centre against cyber scams";
        for (word, text, passes) in [
            ("sct", "saw chit thu", true),
            ("sawchit", "saw chit thu", true),
            ("kkpark", "kk park", true),
            ("shwekoko", "shwe kokko", true),
            ("myawady", "myawaddy", true),
            ("laukai", "laukkai town", true),
            ("polce", title, true),
            ("plce", title, false),
            ("polcie", title, false),
            ("fsa", title, true),
            ("nets", title, false),
            ("sort", title, false),
            ("sawchit", title, false),
            ("mynamar", "myanmar military", false),
            ("extradtd", "suspects extradited", true),
            ("warants", "issues warrants for", true),
            ("tea", title, false),
            ("mps", "ministry of public security", true),
            ("sanction", "four states agree on a joint action", false),
            ("街镇", "老街大镇", false),
            ("缅北区", "缅甸北部地区", false),
        ] {
            let scattered_term = ScatteredTerm::new(word);
            let score = skim_score(text, word);
            let found = scattered_term
                .as_ref()
                .and_then(|scattered_term| scattered_term.score(text, u64::MAX));
            assert_eq!(found.is_some(), passes, "{word} in {text}: {score:?}");
        }
    }

    #[test]
    fn a_score_does_not_depend_on_what_was_scored_before() {
        for (text, word, before, word_before) in [
            ("aka  aa", "aaa", "aak  kka aak  k ", "kkk"),
            ("akakkka", "kkk", "  ak  aakk", "aka"),
            ("k  ka kkkaakk", "kka", " a kaaaaa aak ak", "aaaaka"),
        ] {
            let fresh = SkimMatcherV2::default();
            skim_score(before, word_before);
            let score = skim_score(text, word);
            assert_eq!(score, fresh.fuzzy_match(text, word), "{word} in {text}");
        }
    }

    #[test]
    fn letters_stand_where_they_are_said_to() {
        for (word, text, places) in [
            ("sct", "saw chit thu", Some(vec![0, 4, 9])),
            ("sct", "sack saw chit thu", Some(vec![0, 9, 14])),
            ("abc", "axbc abc", Some(vec![5, 6, 7])),
            ("abc", "xabc", None),
        ] {
            let scattered_term = ScatteredTerm::new(word).expect("long enough");
            assert_eq!(scattered_term.places(text), places, "{word} in {text}");
        }
    }

    #[test]
    fn a_hostile_text_ends_soon() {
        let scattered_term = ScatteredTerm::new(&"a".repeat(31)).expect("long enough");
        assert_eq!(scattered_term.places(&"a ".repeat(20)), None);
        let text = format!("{}b", "a".repeat(100_000));
        let scattered_term = ScatteredTerm::new("aaaaaaaac").expect("long enough");
        assert_eq!(scattered_term.places(&text), None);
    }
}
