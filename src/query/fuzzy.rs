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

use super::letters::{bit, is_border};

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
        self.places(text)?;
        MATCHER
            .with(|matcher| matcher.fuzzy_match(text, &self.word))
            .filter(|score| *score >= self.floor)
    }

    /// The bytes at which the letters stand in `text`; `None` if they do not, or not near enough.
    pub fn places(&self, text: &str) -> Option<Vec<usize>> {
        let first = *self.letters.first()?;
        let mut walk = Walk {
            text,
            tries: TRIES,
            places: Vec::new(),
        };
        for (at, _) in text.match_indices(first) {
            if is_border(text, at) {
                walk.places.push(at);
                if walk.follow(
                    at + first.len_utf8(),
                    self.letters.get(1..)?,
                    self.letters.len() / 4,
                ) {
                    return Some(walk.places);
                }
                walk.places.clear();
            }
        }
        None
    }
}

/// A walk through a text, from letter to letter.
struct Walk<'a> {
    text: &'a str,
    tries: usize,
    places: Vec<usize>,
}

impl Walk<'_> {
    /// Finds `letters` from byte `from` on, with so many gaps within words. Nearest first.
    fn follow(&mut self, from: usize, letters: &[char], gaps: usize) -> bool {
        let Some((wanted, rest)) = letters.split_first() else {
            return true;
        };
        let after = self.text.get(from..).unwrap_or_default();
        for (nth, (at, letter)) in after.char_indices().take(REACH).enumerate() {
            if letter != *wanted {
                continue;
            }
            if self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            let at = from + at;
            let gaps_left = if nth == 0 || is_border(self.text, at) {
                Some(gaps)
            } else {
                gaps.checked_sub(1)
            };
            let Some(gaps_left) = gaps_left else {
                continue;
            };
            self.places.push(at);
            if self.follow(at + letter.len_utf8(), rest, gaps_left) {
                return true;
            }
            self.places.pop();
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
