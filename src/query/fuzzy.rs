//! Scattered letters: fuzzy-matcher's `SkimMatcherV2` behind a sieve and a floor.
//!
//! A title of seventy letters holds almost any three letters in some order. So the
//! first letter must begin a word, each other one must follow the one before or begin
//! a word, and only one letter in four may come after a gap within a word: `sct` and
//! `sawchit` find Saw Chit Thu, `laukai` finds Laukkai. What passes is scored, and
//! what scores far less than letters in a row would is noise.
//!
//! One matcher a thread: a shared one contends.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::letters::{bit, is_letter, is_unspaced};

/// The fewest letters that are sought scattered.
const FEWEST: usize = 3;
/// The most; a longer word is no slip of the fingers.
const MOST: usize = 32;
/// How many places are tried in one text before it counts as noise.
const TRIES: usize = 400;
/// How far a letter may stand from the one before.
const REACH: usize = 24;

thread_local! {
    static MATCHER: SkimMatcherV2 = SkimMatcherV2::default().respect_case().use_cache(true);
}

/// Scattered letters, ready to be sought.
#[derive(Debug)]
pub(super) struct Scatter {
    letters: Vec<char>,
    word: String,
    /// The bit of the first letter, which must begin a word.
    first: u64,
    floor: i64,
}

impl Scatter {
    /// The letters of folded `word`; `None` if it is too short or too long for it.
    pub fn new(word: &str) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let count = i64::try_from(letters.len()).ok()?;
        let first = bit(*letters.first()?);
        (FEWEST..=MOST).contains(&letters.len()).then(|| Self {
            letters,
            word: word.to_owned(),
            first,
            floor: floor(count),
        })
    }

    /// Whether a text whose words begin with the letters `initials` may hold it.
    pub fn may_begin(&self, initials: u64) -> bool {
        self.first & initials != 0
    }

    /// How well the letters are found in `text`; `None` if they are not, or only as noise.
    pub fn score(&self, text: &str) -> Option<i64> {
        self.walk(text)?;
        MATCHER
            .with(|matcher| matcher.fuzzy_match(text, &self.word))
            .filter(|score| *score >= self.floor)
    }

    /// The bytes at which the letters stand in `text`; `None` if they do not, or not near enough.
    pub fn places(&self, text: &str) -> Option<Vec<usize>> {
        let walked = self.walk(text)?;
        Some(walked.into_iter().take(self.letters.len()).collect())
    }

    /// The bytes of the letters, first to last; zeros beyond.
    fn walk(&self, text: &str) -> Option<[usize; MOST]> {
        let gaps = self.letters.len() / 4;
        if self.word.is_ascii() {
            // A letter of several bytes beside one of ASCII counts as a border.
            let joins =
                |one: u8, other: u8| one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric();
            return Walk::new(text.as_bytes(), joins).start(self.word.as_bytes(), gaps);
        }
        let letters: Vec<char> = text.chars().collect();
        let joins = |one: char, other: char| {
            let is_spaced = |letter| is_letter(letter) && !is_unspaced(letter);
            is_spaced(one) && is_spaced(other)
        };
        let mut places = Walk::new(&letters, joins).start(&self.letters, gaps)?;
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for place in places.iter_mut().take(self.letters.len()) {
            *place = *starts.get(*place)?;
        }
        Some(places)
    }
}

/// A walk through a text, from letter to letter.
struct Walk<'a, T, J> {
    text: &'a [T],
    /// Whether two neighbours are of one word.
    joins: J,
    tries: usize,
    places: [usize; MOST],
}

impl<'a, T: PartialEq + Copy, J: Fn(T, T) -> bool> Walk<'a, T, J> {
    fn new(text: &'a [T], joins: J) -> Self {
        Self {
            text,
            joins,
            tries: TRIES,
            places: [0; MOST],
        }
    }

    /// The places of `letters`, of which the first begins a word.
    fn start(mut self, letters: &[T], gaps: usize) -> Option<[usize; MOST]> {
        let (first, rest) = letters.split_first()?;
        for (at, letter) in self.text.iter().enumerate() {
            if letter == first && self.is_border(at) && self.follow(at + 1, rest, 1, gaps) {
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

    fn is_border(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.text.get(before));
        match (before, self.text.get(at)) {
            (Some(before), Some(letter)) => !(self.joins)(*before, *letter),
            _ => true,
        }
    }

    /// Finds `letters`, the first of which is the `nth` of all, from `from` on, with so many gaps within words; the nearest first.
    fn follow(&mut self, from: usize, letters: &[T], nth: usize, gaps: usize) -> bool {
        let Some((wanted, rest)) = letters.split_first() else {
            return true;
        };
        let near = self.text.get(from..).unwrap_or_default();
        for (beyond, letter) in near.iter().take(REACH).enumerate() {
            if letter != wanted {
                continue;
            }
            let at = from + beyond;
            let gaps_left = if beyond == 0 || self.is_border(at) {
                gaps
            } else if gaps > 0 {
                gaps - 1
            } else {
                continue;
            };
            if self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            if self.follow(at + 1, rest, nth + 1, gaps_left) {
                self.note(nth, at);
                return true;
            }
        }
        false
    }
}

/// Under this a match is noise. Letters in a row at the beginning of a word score 20 each and 3 more; a letter
/// that is missing from the query costs about 8, and three letters that only begin words, as in
/// `sct` for Saw Chit Thu, lose little.
const fn floor(letters: i64) -> i64 {
    match letters {
        3 => 56,
        _ => (letters * 20 + 3) * 17 / 20,
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
            ("街镇", "老街大镇", false),
            ("缅北区", "缅甸北部地区", false),
        ] {
            let scatter = Scatter::new(word);
            let score = MATCHER.with(|matcher| matcher.fuzzy_match(text, word));
            let found = scatter.as_ref().and_then(|scatter| scatter.score(text));
            assert_eq!(found.is_some(), passes, "{word} in {text}: {score:?}");
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
            let scatter = Scatter::new(word).expect("long enough");
            assert_eq!(scatter.places(text), places, "{word} in {text}");
        }
    }

    #[test]
    fn a_hostile_text_ends_soon() {
        let scatter = Scatter::new(&"a".repeat(31)).expect("long enough");
        assert_eq!(scatter.places(&"a ".repeat(20)), None);
        let text = format!("{}b", "a".repeat(100_000));
        let scatter = Scatter::new("aaaaaaaac").expect("long enough");
        assert_eq!(scatter.places(&text), None);
    }
}
