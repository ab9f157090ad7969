//! Names of authors. A name is turned only where its writer said which part is the family's: "Family, Given".
//! All others ("Saw Chit Thu", "Ministry of Public Security") stay as written.

use super::phrase::flat;

/// An author.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// A person whose family name is known.
    Person {
        /// The family name.
        family: String,
        /// The given names.
        given: String,
    },
    /// Anybody else.
    AsWritten(String),
}

/// Words after a comma that make no given name.
const NO_GIVEN: &[&str] = &[
    "jr",
    "jr.",
    "sr",
    "sr.",
    "ii",
    "iii",
    "iv",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "plc",
    "co.",
    "department",
    "division",
    "office",
    "ministry",
    "bureau",
    "unit",
    "university",
    "institute",
    "committee",
    "council",
    "agency",
    "government",
    "and",
    "et",
];

/// The most words of a family name and of given names.
const MOST_WORDS: (usize, usize) = (3, 4);

impl Name {
    /// Reads a name.
    pub fn read(written: &str) -> Self {
        let written = flat(written);
        Self::person(&written).unwrap_or(Self::AsWritten(written))
    }

    fn person(written: &str) -> Option<Self> {
        let (family, given) = written.split_once(',')?;
        let (family, given) = (family.trim(), given.trim());
        let few = |text: &str, most: usize| (1..=most).contains(&text.split(' ').count());
        let strange = |c: char| c.is_ascii_digit() || ",;:&/()[]\"".contains(c);
        let is_name = !family.is_empty()
            && !given.is_empty()
            && few(family, MOST_WORDS.0)
            && few(given, MOST_WORDS.1)
            && !written.replacen(',', "", 1).contains(strange)
            && !given.starts_with(char::is_lowercase)
            && !written
                .split(' ')
                .any(|word| NO_GIVEN.contains(&word.to_lowercase().as_str()));
        is_name.then(|| Self::Person {
            family: family.to_owned(),
            given: given.to_owned(),
        })
    }

    /// "Family, Given", or as written; Chinese, Japanese and Korean names, whose family name stands first anyway, have no comma.
    pub fn inverted(&self) -> String {
        match self {
            Self::Person { family, given } if has_no_blank(family) => format!("{family}{given}"),
            Self::Person { family, given } => format!("{family}, {given}"),
            Self::AsWritten(name) => name.clone(),
        }
    }

    /// "Given Family", or as written. Only names in letters that are known to have that order are turned.
    pub fn direct(&self) -> String {
        match self {
            Self::Person { family, given } if family.chars().all(is_european) => {
                format!("{given} {family}")
            }
            Self::Person { .. } | Self::AsWritten(_) => self.inverted(),
        }
    }

    /// What it goes by in a text: the family name, or all that is written.
    pub fn short(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::AsWritten(name) => name,
        }
    }

    /// "Family, G.-N.", or as written. Given names that are not in Latin letters stay whole.
    pub fn initials(&self) -> String {
        match self {
            Self::Person { family, given } if given.chars().all(is_european) => {
                format!("{family}, {}", initials_of(given))
            }
            Self::Person { .. } | Self::AsWritten(_) => self.inverted(),
        }
    }

    /// "G.-N. Family", or as written.
    pub fn with_initials(&self) -> String {
        match self {
            Self::Person { family, given } if given.chars().all(is_european) => {
                format!("{} {family}", initials_of(given))
            }
            Self::Person { .. } | Self::AsWritten(_) => self.inverted(),
        }
    }
}

/// "G.-N. H." of "Given-Name Have".
fn initials_of(given: &str) -> String {
    let initials = given.split(' ').map(|word| {
        let parts: Vec<String> = word
            .split('-')
            .filter_map(|part| Some(format!("{}.", part.chars().next()?)))
            .collect();
        parts.join("-")
    });
    initials.collect::<Vec<_>>().join(" ")
}

/// Latin, Greek and Cyrillic letters, and what stands between them.
fn is_european(letter: char) -> bool {
    letter < '\u{530}' || ('\u{1E00}'..='\u{1FFF}').contains(&letter) || letter == '’'
}

/// Whether a name is written in Chinese, Japanese or Korean letters.
fn has_no_blank(name: &str) -> bool {
    let is_east_asian = |letter| matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}');
    name.chars().all(is_east_asian)
}

/// The names of authors, read.
pub(super) fn read_all(authors: &[Box<str>]) -> Vec<Name> {
    authors.iter().map(|author| Name::read(author)).collect()
}

/// "A", "A and B", "A, B, and C"; with a comma before the last of two too, if `comma`.
pub(super) fn list(names: &[String], last: &str, two: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first}{two}{second}"),
        [all @ .., end] => format!("{}{last}{end}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_turned_only_when_sure() {
        for (written, direct, initials) in [
            ("Peck, Grant", "Grant Peck", "Peck, G."),
            (
                "Sartre, Jean-Paul Charles",
                "Jean-Paul Charles Sartre",
                "Sartre, J.-P. C.",
            ),
            ("van der Berg, Ána", "Ána van der Berg", "van der Berg, Á."),
            ("Иванов, Иван", "Иван Иванов", "Иванов, И."),
            ("Saw Chit Thu", "Saw Chit Thu", "Saw Chit Thu"),
            (
                "Xinhua, via Shine",
                "Xinhua, via Shine",
                "Xinhua, via Shine",
            ),
            ("King, Jr.", "King, Jr.", "King, Jr."),
            (
                "Office 3, Ministry",
                "Office 3, Ministry",
                "Office 3, Ministry",
            ),
            ("A, B, C", "A, B, C", "A, B, C"),
            ("Nobody,", "Nobody,", "Nobody,"),
            ("国家安全部", "国家安全部", "国家安全部"),
        ] {
            let name = Name::read(written);
            assert_eq!(name.direct(), direct);
            assert_eq!(name.initials(), initials);
            assert_eq!(name.inverted(), written);
        }
        let name = Name::read("李, 明");
        assert_eq!(
            (name.direct(), name.inverted()),
            ("李明".into(), "李明".into())
        );
        assert_eq!(name.initials(), "李明");
        assert_eq!(name.short(), "李");
    }
}
