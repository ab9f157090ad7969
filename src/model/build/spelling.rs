//! How ids are spelled: what is hard to type, or is taken for something else. Each is worth a warning and no more.
//!
//! An id that mixes scripts may look like another: `р` of Cyrillic is the `p` of Latin to the eye. What is mixed is told as
//! "highly restrictive" of UTS #39 tells it: Latin with the letters of Chinese, Japanese or Korean is one way to write.

use unicode_script::{Script, ScriptExtension, UnicodeScript};

use crate::model::problem::quoted;
use crate::model::text;

/// Scripts that are written together.
const TOGETHER: [&[Script]; 3] = [
    &[
        Script::Latin,
        Script::Han,
        Script::Hiragana,
        Script::Katakana,
    ],
    &[Script::Latin, Script::Han, Script::Bopomofo],
    &[Script::Latin, Script::Han, Script::Hangul],
];

/// The most characters of an id that a better one is made of.
const LONGEST: usize = 60;

/// What is odd about an id.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Oddity {
    /// What is wrong.
    pub message: String,
    /// Why that matters.
    pub label: &'static str,
    /// What to write instead.
    pub help: Option<String>,
}

/// What is odd about an id that is not blank and cleaned.
pub(super) fn oddity(id: &str) -> Option<Oddity> {
    let better = || Some(format!("write `{}`", slug(id)));
    if let Some(odd) = id.chars().find(|&character| !fits(character)) {
        let shown = quoted(id);
        return Some(Oddity {
            message: if odd.is_whitespace() {
                format!("the id {shown} has a blank in it")
            } else {
                let odd = quoted(&odd.to_string());
                format!("the id {shown} has the character {odd} in it")
            },
            label: "hard to type in a query or on a command line",
            help: better(),
        });
    }
    if id.starts_with('-') {
        return Some(Oddity {
            message: format!("the id {} begins with `-`", quoted(id)),
            label: "commands take it for an option",
            help: better(),
        });
    }
    mixed(id).map(|(first, second)| Oddity {
        message: format!(
            "the id {} mixes {} and {} letters",
            quoted(id),
            first.full_name(),
            second.full_name()
        ),
        label: "may look like another id",
        help: None,
    })
}

/// Whether a character may stand in an id: easy to type, and no part of the query language.
fn fits(character: char) -> bool {
    let is_letter = character.is_alphanumeric() || !character.is_ascii();
    (is_letter && !character.is_whitespace() && character != text::PLACEHOLDER)
        || matches!(character, '-' | '_' | '.')
}

/// Two scripts of `id` that are not written together.
fn mixed(id: &str) -> Option<(Script, Script)> {
    if id.is_ascii() {
        return None;
    }
    let scripts = || id.chars().map(|character| character.script_extension());
    let shared = scripts().reduce(ScriptExtension::intersection)?;
    let is_usual = |group: &&[Script]| {
        scripts().all(|of| group.iter().any(|script| of.contains_script(*script)))
    };
    if !shared.is_empty() || TOGETHER.iter().any(is_usual) {
        return None;
    }
    let own = id.chars().map(|character| character.script());
    let mut own = own.filter(|script| !matches!(script, Script::Common | Script::Inherited));
    let first = own.next()?;
    Some((first, own.find(|script| *script != first)?))
}

/// An id made of `id` that has no odd characters.
fn slug(id: &str) -> String {
    let mut slug = String::new();
    for character in id.chars().take(LONGEST) {
        if fits(character) {
            slug.extend(character.to_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_matches('-');
    if trimmed.is_empty() {
        "an-id".into()
    } else {
        trimmed.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_told() {
        for (id, told) in [
            ("police-centre", None),
            ("2023.kokang_1", None),
            ("laukkai-老街", None),
            ("東京タワー-tower-2", None),
            ("မြို့-၁", None),
            ("ko-လောက်ကိုင်", Some("mixes Latin and Myanmar letters")),
            (
                "saw-chit-thu-сука",
                Some("mixes Latin and Cyrillic letters"),
            ),
            ("рolice", Some("mixes Cyrillic and Latin letters")),
            ("полиция-2", None),
            ("ｐolice", None),
            ("naïve-e\u{301}", None),
            ("-h", Some("begins with `-`")),
            ("--", Some("begins with `-`")),
            ("new cities", Some("has a blank in it")),
            ("a:b", Some("has the character `:` in it")),
        ] {
            let found = oddity(id).map(|oddity| oddity.message);
            match told {
                None => assert_eq!(found, None, "{id}"),
                Some(told) => assert!(found.is_some_and(|found| found.ends_with(told)), "{id}"),
            }
        }
    }

    #[test]
    fn a_better_id_is_one() {
        for (odd, better) in [("-h", "h"), ("--", "an-id"), ("New cities!", "new-cities")] {
            assert_eq!(slug(odd), better);
            assert_eq!(oddity(better), None);
        }
    }
}
