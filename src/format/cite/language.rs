//! Languages: BCP 47 → what babel and polyglossia, and so biblatex's `langid`, call them.

/// The babel name of a language, of the longest tag that is known; `None` for one that babel has no such name for.
pub(super) fn babel(tag: &str) -> Option<&'static str> {
    let tag = tag.trim().to_lowercase();
    let mut tag = tag.as_str();
    loop {
        let known = NAMES.binary_search_by(|(known, _)| (*known).cmp(tag));
        if let Some((_, name)) = known.ok().and_then(|at| NAMES.get(at)) {
            return Some(name);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

/// Tags and names, sorted by tag.
const NAMES: [(&str, &str); 53] = [
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("bn", "bengali"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("cy", "welsh"),
    ("da", "danish"),
    ("de", "ngerman"),
    ("de-at", "naustrian"),
    ("de-ch", "nswissgerman"),
    ("el", "greek"),
    ("en", "english"),
    ("en-au", "australian"),
    ("en-ca", "canadian"),
    ("en-gb", "british"),
    ("en-nz", "newzealand"),
    ("en-us", "american"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("eu", "basque"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("ga", "irish"),
    ("gl", "galician"),
    ("he", "hebrew"),
    ("hi", "hindi"),
    ("hr", "croatian"),
    ("hu", "magyar"),
    ("id", "indonesian"),
    ("is", "icelandic"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("km", "khmer"),
    ("ko", "korean"),
    ("lo", "lao"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("ms", "malay"),
    ("my", "burmese"),
    ("nb", "norsk"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("pt-br", "brazilian"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sv", "swedish"),
    ("th", "thai"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("vi", "vietnamese"),
    ("zh", "chinese"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_by_its_longest_known_part() {
        assert!(NAMES.is_sorted());
        for (tag, name) in [
            ("en", Some("english")),
            ("en-GB", Some("british")),
            ("en-IE", Some("english")),
            ("zh-Hant-TW", Some("chinese")),
            ("tlh", None),
            ("", None),
        ] {
            assert_eq!(babel(tag), name);
        }
    }
}
