//! Disambiguation: what a citation adds so that it is not taken for that of another work which is cited with it.

/// What tells a work from the others of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Disambiguation {
    /// The letter after the year, where another work has the same authors and year; or empty.
    pub letter: String,
    /// Whether a first author of the same family name is another person.
    pub has_initials: bool,
    /// How many authors are named before "et al.".
    pub named: usize,
    /// Whether another work has the same authors, as far as a text names them.
    pub has_title: bool,
    /// Whether the work before it in the list has the same authors.
    pub is_repeated: bool,
    /// Where it stands in the list.
    pub place: usize,
}

impl Default for Disambiguation {
    fn default() -> Self {
        Self {
            letter: String::new(),
            has_initials: false,
            named: 1,
            has_title: false,
            is_repeated: false,
            place: 0,
        }
    }
}

impl Disambiguation {
    /// A year with its letter: "2023a", "n.d.-a", "[2023?]-a".
    pub fn lettered(&self, year: &str) -> String {
        let hyphen = if self.letter.is_empty() || year.ends_with(|last: char| last.is_ascii_digit())
        {
            ""
        } else {
            "-"
        };
        format!("{year}{hyphen}{}", self.letter)
    }
}

/// The letters of years in their order: a … z, aa, ab, …
pub(super) fn letter(nth: usize) -> String {
    let mut rest = nth;
    let mut letters = Vec::new();
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'a'.saturating_add(digit)));
        match (rest / 26).checked_sub(1) {
            Some(left) => rest = left,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        for (nth, told) in [
            (0, "a"),
            (25, "z"),
            (26, "aa"),
            (27, "ab"),
            (701, "zz"),
            (702, "aaa"),
        ] {
            assert_eq!(letter(nth), told);
        }
    }
}
