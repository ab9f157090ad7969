//! Edits of a chronology's text: strings take other words; every other byte, comments too, stays.

use std::ops::Range;

use super::syntax::options::options;

/// A string that takes other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its bytes, quotes included.
    pub range: Range<usize>,
    /// What it says: it is left alone if it says anything else.
    pub was: String,
    /// What it is to say.
    pub now: String,
}

/// The text with the edits that could be done, and how many.
pub fn edited(text: &str, mut edits: Vec<Edit>) -> (String, usize) {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(text.len());
    let (mut at, mut count) = (0, 0);
    for edit in edits {
        let written = text.get(edit.range.clone()).unwrap_or_default();
        let says = options().from_str::<String>(written);
        if edit.range.start < at || says.ok().as_ref() != Some(&edit.was) {
            continue;
        }
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&string(&edit.now));
        at = edit.range.end;
        count += 1;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, count)
}

/// A text as a string of RON, letters of all scripts as they are.
pub fn string(text: &str) -> String {
    let mut string = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => string.extend(['\\', letter]),
            '\n' => string.push_str("\\n"),
            '\t' => string.push_str("\\t"),
            letter if letter.is_control() => string.extend(letter.escape_unicode()),
            letter => string.push(letter),
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::{Edit, edited, options, string};

    #[test]
    fn strings_change_and_all_else_stays() {
        let text = r#"(a: "p3", /* "p3" */ b: "“x\"”", c: r"y")"#;
        let edit = |was: &str, now: &str, written: &str| {
            let start = text.find(written).unwrap();
            Edit {
                range: start..start + written.len(),
                was: was.to_owned(),
                now: now.to_owned(),
            }
        };
        let edits = vec![
            edit("y", "z", r#"r"y""#),
            edit("p3", "p. 3", r#""p3""#),
            edit("“x\"”", "x\"", r#""“x\"”""#),
            edit("else", "never", r#""p3""#),
        ];
        let now = r#"(a: "p. 3", /* "p3" */ b: "x\"", c: "z")"#;
        assert_eq!(edited(text, edits), (now.to_owned(), 3));
    }

    #[test]
    fn every_text_reads_back() {
        for text in ["", "a\"b\\c", "é 老街\n\t\u{1b}\u{7f}\u{85}", "{}", "‘’"] {
            let read: String = options().from_str(&string(text)).unwrap();
            assert_eq!(read, text);
        }
    }
}
