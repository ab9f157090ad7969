//! "Did you mean": the nearest known word to one that is not known.

/// Longer words, in bytes, are near to none.
const LONGEST: usize = 200;

/// The candidate nearest to `word` by edits (transpositions are one), if it is near enough to be
/// meant: at most a third of the word's letters differ, and at most three.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut unlimited = usize::MAX;
    nearest_within(word, candidates, &mut unlimited)
}

/// The same of as many candidates as `compared` lasts for, from which is taken what is compared: the letters of the word times those of each
/// candidate of about its length, and one for each other.
pub fn nearest_within<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    compared: &mut usize,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let letters = folded.chars().count();
    let most = (letters / 3).clamp(1, 3);
    if folded.len() > LONGEST {
        return None;
    }
    let mut best = None;
    for candidate in candidates {
        // Folding may make a letter two.
        let may_be_near =
            candidate.len() <= LONGEST && candidate.chars().count().abs_diff(letters) <= 2 * most;
        let cost = if may_be_near {
            letters * candidate.len()
        } else {
            1
        };
        let Some(rest) = compared.checked_sub(cost.max(1)) else {
            break;
        };
        *compared = rest;
        if !may_be_near {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
        // A word of one letter is no slip for another.
        if distance <= most && distance < letters && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_refuses_strangers() {
        let known = ["karen-bgf", "kokang-bgf", "china", "title", "p"];
        for (word, meant) in [
            ("karen-bfg", Some("karen-bgf")),
            ("titel", Some("title")),
            ("chnia", Some("china")),
            ("Title", Some("title")),
            ("zebra", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }

    #[test]
    fn what_is_near_among_the_first_is_found_however_many_follow() {
        let many = std::iter::once("talks").chain(std::iter::repeat_n("walls", 1000));
        let mut compared = 200;
        assert_eq!(nearest_within("tlaks", many, &mut compared), Some("talks"));
        assert!(compared < 25);
    }
}
