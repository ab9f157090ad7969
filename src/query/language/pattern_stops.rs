//! Stops of abbreviations in patterns: `/U\.S\./` finds "U.S.", though folded texts have "us" for it.
//!
//! A run of single letters, each with a stop after it, is also sought as the whole word that folding makes of it. As everywhere in the
//! language, "U.S." and "US" are one.

/// `pattern` with each abbreviation in it also as the word without stops: `U\.S\.` becomes `(?:U\.S\.|\bUS\b)`.
pub(super) fn with_folded_abbreviations(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let mut is_in_class = false;
    let mut before = None;
    while let Some(letter) = rest.chars().next() {
        let may_begin = !is_in_class && before.is_none_or(|before: char| !before.is_alphanumeric());
        if let Some((length, word)) = abbreviation(rest).filter(|_| may_begin) {
            let (written, after) = rest.split_at(length);
            out.extend(["(?:", written, r"|\b", &word, r"\b)"]);
            (rest, before) = (after, Some('.'));
            continue;
        }
        // What stands after a backslash is no letter of a text: `\b`.
        let length = match letter {
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            other => other.len_utf8(),
        };
        match letter {
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            _ => {}
        }
        let (copied, after) = rest.split_at(length);
        out.push_str(copied);
        before = Some(if letter == '\\' { '\\' } else { letter });
        rest = after;
    }
    out
}

/// The bytes of the abbreviation that `text` begins with, and its letters: two letters or more, with a literal stop after each but
/// perhaps the last.
fn abbreviation(text: &str) -> Option<(usize, String)> {
    let mut word = String::new();
    let mut length = 0;
    while let Some(rest) = text.get(length..) {
        let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic) else {
            break;
        };
        let after = rest.get(1..).unwrap_or_default();
        let stop = [r"\.", "[.]"]
            .into_iter()
            .find(|stop| after.starts_with(stop) && !is_repeated(after.get(stop.len()..)));
        match stop {
            Some(stop) => {
                word.push(letter);
                length += 1 + stop.len();
            }
            // The last letter of all, without a stop.
            None if !word.is_empty()
                && !is_repeated(Some(after))
                && !after.starts_with(char::is_alphanumeric) =>
            {
                word.push(letter);
                length += 1;
                break;
            }
            None => break,
        }
    }
    (word.len() > 1).then_some((length, word))
}

/// Whether a sign follows that repeats what stands before it.
fn is_repeated(rest: Option<&str>) -> bool {
    rest.is_some_and(|rest| rest.starts_with(['*', '+', '?', '{']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_sought_as_words_too() {
        for (pattern, sought) in [
            (r"U\.S\.", r"(?:U\.S\.|\bUS\b)"),
            (r"the U\.S\. lists", r"the (?:U\.S\.|\bUS\b) lists"),
            (r"U\.S", r"(?:U\.S|\bUS\b)"),
            (r"u\.n\.h\.c\.r\.", r"(?:u\.n\.h\.c\.r\.|\bunhcr\b)"),
            ("u[.]s[.]", r"(?:u[.]s[.]|\bus\b)"),
            (r"^U\.S\.$", r"^(?:U\.S\.|\bUS\b)$"),
            (r"U\.S\.|U\.N\.", r"(?:U\.S\.|\bUS\b)|(?:U\.N\.|\bUN\b)"),
            // No abbreviations.
            (r"\d\.\d", r"\d\.\d"),
            (r"a.*b.*", "a.*b.*"),
            (r"end\. Then", r"end\. Then"),
            (r"[u.s.]", "[u.s.]"),
            (r"\bx", r"\bx"),
            (r"\p{L}\.", r"\p{L}\."),
            (r"老\.街\.", r"老\.街\."),
            // Any letter may stand there.
            ("u.s.", "u.s."),
        ] {
            assert_eq!(with_folded_abbreviations(pattern), sought, "{pattern}");
        }
    }
}
