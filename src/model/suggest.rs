//! "Did you mean": the nearest known word to one that is not known.

/// The candidate nearest to `word` by edits (transpositions are one), if it is near enough to be
/// meant: at most a third of the word's letters differ, and at most three.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let most = (folded.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 200 && folded.len() <= 200)
        .map(|candidate| {
            (
                strsim::osa_distance(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_refuses_strangers() {
        let known = ["karen-bgf", "kokang-bgf", "china", "title"];
        for (word, meant) in [
            ("karen-bfg", Some("karen-bgf")),
            ("titel", Some("title")),
            ("chnia", Some("china")),
            ("Title", Some("title")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}
