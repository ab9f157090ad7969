//! Scattered letters: fuzzy-matcher's `SkimMatcherV2` behind a cheap sieve and a floor.
//!
//! One matcher a thread: a shared one contends. A title of seventy letters holds
//! almost any three letters in some order, so a match must be near what the same
//! letters in a row would score, or it is noise.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::letters::is_border;

/// The fewest letters that are sought scattered.
pub(super) const FEWEST: usize = 3;
/// The most; a longer word is no slip of the fingers.
pub(super) const MOST: usize = 32;

thread_local! {
    static MATCHER: SkimMatcherV2 = SkimMatcherV2::default().respect_case().use_cache(true);
}

/// Scattered letters, ready to be sought.
#[derive(Debug)]
pub(super) struct Scatter {
    letters: Vec<char>,
    word: String,
    floor: i64,
}

impl Scatter {
    /// The letters of folded `word`; `None` if it is too short or too long for it.
    pub fn new(word: &str) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let count = i64::try_from(letters.len()).ok()?;
        (FEWEST..=MOST).contains(&letters.len()).then(|| Self {
            letters,
            word: word.to_owned(),
            floor: floor(count),
        })
    }

    /// How well the letters are found in `text`; `None` if they are not, or only as noise.
    pub fn score(&self, text: &str) -> Option<i64> {
        if !self.is_near(text) {
            return None;
        }
        let score = MATCHER.with(|matcher| matcher.fuzzy_match(text, &self.word))?;
        (score >= self.floor && self.places(text).is_some()).then_some(score)
    }

    /// The places of the letters in `text`, by character; `None` as above.
    pub fn places(&self, text: &str) -> Option<Vec<usize>> {
        if !self.is_near(text) {
            return None;
        }
        MATCHER
            .with(|matcher| matcher.fuzzy_indices(text, &self.word))
            .filter(|(score, places)| *score >= self.floor && self.is_close(text, places))
            .map(|(_, places)| places)
    }

    /// Whether few letters are missing: a gap that ends at the beginning of a word is none.
    fn is_close(&self, text: &str, places: &[usize]) -> bool {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let gaps = places
            .iter()
            .zip(places.iter().skip(1))
            .filter(|(one, next)| **next > **one + 1)
            .filter(|(_, next)| {
                let start = starts.get(**next);
                start.is_none_or(|start| !is_border(text, *start))
            });
        gaps.count() <= self.letters.len() / 4
    }

    /// Whether the letters stand in order somewhere, not too far from each other.
    fn is_near(&self, text: &str) -> bool {
        let reach = self.letters.len() * 5 + 5;
        if text.is_ascii() && self.word.is_ascii() {
            stand_near(text.as_bytes(), self.word.as_bytes(), reach)
        } else {
            let text: Vec<char> = text.chars().collect();
            stand_near(&text, &self.letters, reach)
        }
    }
}

/// Whether `letters` stand in `text` in order, within `reach` places.
fn stand_near<T: PartialEq + Copy>(text: &[T], letters: &[T], reach: usize) -> bool {
    let Some((first, _)) = letters.split_first() else {
        return false;
    };
    let mut rest = text;
    while let Some(start) = rest.iter().position(|letter| letter == first) {
        rest = rest.get(start..).unwrap_or_default();
        let mut wanted = letters.iter();
        let mut next = wanted.next();
        let mut end = 0;
        for (at, letter) in rest.iter().enumerate() {
            if Some(letter) == next {
                next = wanted.next();
                end = at;
                if next.is_none() {
                    break;
                }
            }
        }
        if next.is_some() {
            return false;
        }
        if end < reach {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Under this a match is noise. Letters in a row at the beginning of a word score 20 each and 3 more; a letter
/// that is missing from the query costs about 8, and three letters that only begin words, as in
/// `sct` for Saw Chit Thu, lose little. Three letters with a gap within a word are noise.
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
        ] {
            let scatter = Scatter::new(word).expect("long enough");
            let score = MATCHER.with(|matcher| matcher.fuzzy_match(text, word));
            assert_eq!(
                scatter.score(text).is_some(),
                passes,
                "{word} in {text}: {score:?}, floor {}",
                scatter.floor
            );
        }
    }

    #[test]
    fn letters_are_near_or_not() {
        for (text, letters, reach, near) in [
            ("axbxc", "abc", 5, true),
            ("axbxxc", "abc", 5, false),
            ("axxxxbc abc", "abc", 5, true),
            ("cba", "abc", 5, false),
        ] {
            assert_eq!(
                stand_near(text.as_bytes(), letters.as_bytes(), reach),
                near,
                "{text}"
            );
        }
    }
}
