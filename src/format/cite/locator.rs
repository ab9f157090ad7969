//! Locators: where in a source. Places of one kind are told together: "¶¶ 0, 5, 8", "23, 45–47".
//!
//! A locator that is no number of a page, paragraph, section or chapter stays as written.

use std::collections::BTreeSet;

use super::phrase::flat;

/// Where in a source, each place once, in the order of the citations.
#[derive(Debug, Clone, Default)]
pub(super) struct Locators {
    places: Vec<Locator>,
    /// The same, so that thousands of them are told apart fast.
    known: BTreeSet<Locator>,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Locator {
    unit: Unit,
    /// Its number, or all that is written.
    at: String,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Page,
    Paragraph,
    Section,
    Chapter,
    /// Anything else, in its own words.
    Other,
}

/// What is written before a unit, and the unit; the longer before the shorter.
const UNITS: [(&str, Unit); 24] = [
    ("¶¶", Unit::Paragraph),
    ("¶", Unit::Paragraph),
    ("paragraphs", Unit::Paragraph),
    ("paragraph", Unit::Paragraph),
    ("paras.", Unit::Paragraph),
    ("para.", Unit::Paragraph),
    ("pars.", Unit::Paragraph),
    ("par.", Unit::Paragraph),
    ("pages", Unit::Page),
    ("page", Unit::Page),
    ("pp.", Unit::Page),
    ("p.", Unit::Page),
    ("§§", Unit::Section),
    ("§", Unit::Section),
    ("sections", Unit::Section),
    ("section", Unit::Section),
    ("secs.", Unit::Section),
    ("sec.", Unit::Section),
    ("chapters", Unit::Chapter),
    ("chapter", Unit::Chapter),
    ("chaps.", Unit::Chapter),
    ("chap.", Unit::Chapter),
    ("chs.", Unit::Chapter),
    ("ch.", Unit::Chapter),
];

/// What a style writes before a number, and before several, with the blank after it.
#[derive(Debug)]
pub(super) struct Labels {
    pub page: (&'static str, &'static str),
    pub paragraph: (&'static str, &'static str),
    pub section: (&'static str, &'static str),
    pub chapter: (&'static str, &'static str),
}

/// With signs, for no style in particular.
pub(super) const SIGNS: Labels = Labels {
    page: ("p. ", "pp. "),
    paragraph: ("¶", "¶¶ "),
    section: ("§ ", "§§ "),
    chapter: ("ch. ", "chs. "),
};

impl Locators {
    /// Adds a place; blank is none.
    pub fn add(&mut self, at: &str) {
        let at = flat(at);
        if !at.is_empty() {
            self.insert(Locator::read(&at));
        }
    }

    /// Adds all places of another.
    pub fn unite(&mut self, other: &Self) {
        for locator in &other.places {
            self.insert(locator.clone());
        }
    }

    fn insert(&mut self, locator: Locator) {
        if self.known.insert(locator.clone()) {
            self.places.push(locator);
        }
    }

    /// Whether the first place is told without a word before it: a page, in styles that count pages without saying so.
    pub fn begins_bare(&self, labels: &Labels) -> bool {
        let first = self.places.first();
        first.is_some_and(|first| labels.of(first.unit).is_some_and(|(one, _)| one.is_empty()))
    }

    /// With the words of a style, places of one kind together; empty if there is none.
    pub fn told(&self, labels: &Labels) -> String {
        let mut told: Vec<String> = Vec::new();
        let mut done: Vec<Unit> = Vec::new();
        for Locator { unit, at } in &self.places {
            let Some((one, many)) = labels.of(*unit) else {
                told.push(at.clone());
                continue;
            };
            if done.contains(unit) {
                continue;
            }
            done.push(*unit);
            let mut numbers: Vec<&str> = self
                .places
                .iter()
                .filter(|other| other.unit == *unit)
                .map(|other| other.at.as_str())
                .collect();
            // Several citations of one source come in any order.
            if numbers.iter().all(|number| leading(number).is_some()) {
                numbers.sort_by_key(|number| leading(number));
            }
            let numbers = numbers.join(", ");
            let is_one = !numbers.contains([',', '–', '-', ' ']);
            told.push(format!("{}{numbers}", if is_one { one } else { many }));
        }
        told.join(", ")
    }
}

impl Locator {
    /// Reads "¶6", "¶¶ 6–8", "p. 3", "pp. 45-47", "ch. 2", "§ 4.2".
    fn read(at: &str) -> Self {
        let known = UNITS.iter().find_map(|(word, unit)| {
            let rest = at
                .get(..word.len())
                .filter(|start| start.to_lowercase() == *word);
            let number = at.get(rest?.len()..)?.trim_start();
            is_number(number).then(|| Self {
                unit: *unit,
                at: dashed(number, *unit),
            })
        });
        known.unwrap_or_else(|| Self {
            unit: Unit::Other,
            at: at.to_owned(),
        })
    }
}

impl Labels {
    fn of(&self, unit: Unit) -> Option<(&'static str, &'static str)> {
        match unit {
            Unit::Page => Some(self.page),
            Unit::Paragraph => Some(self.paragraph),
            Unit::Section => Some(self.section),
            Unit::Chapter => Some(self.chapter),
            Unit::Other => None,
        }
    }
}

/// A locator as files write it: "p. 3", "¶6", "pp. 45–47". What counts no pages, paragraphs, sections or chapters stays as it is,
/// but for blanks.
pub fn normal(at: &str) -> String {
    let mut locators = Locators::default();
    locators.add(&undotted(at).unwrap_or_else(|| at.to_owned()));
    locators.told(&SIGNS)
}

/// With the dot that "p3", "pp 4-5", "para 6" and "ch 2" lack.
fn undotted(at: &str) -> Option<String> {
    let word = at.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (word, number) = at.split_at_checked(word)?;
    let dotted = format!("{}.", word.to_lowercase());
    let is_known = UNITS.iter().any(|(known, _)| *known == dotted);
    (is_known && is_number(number)).then(|| format!("{dotted} {}", number.trim_start()))
}

/// The number that it begins with.
fn leading(text: &str) -> Option<u64> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// Whether it is "6", "4.2", "12a", "xii", "6–8", "0, 5 and 8": numbers and what joins them, no other word.
fn is_number(text: &str) -> bool {
    let mut words = text
        .split([' ', ',', '-', '–'])
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            let is_roman = word.chars().all(|letter| "ivxlcIVXLC".contains(letter));
            is_roman || word.starts_with(|letter: char| letter.is_ascii_digit())
        })
}

/// Ranges of pages and paragraphs with the dash that ranges have; a section may be called "4-2".
fn dashed(number: &str, unit: Unit) -> String {
    match unit {
        Unit::Page | Unit::Paragraph => number.replace('-', "–"),
        Unit::Section | Unit::Chapter | Unit::Other => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_have_one_normal_form() {
        for (written, is) in [
            ("p3", "p. 3"),
            ("p 3", "p. 3"),
            ("page 3", "p. 3"),
            ("pp. 45-47", "pp. 45–47"),
            ("para 6", "¶6"),
            ("¶ 6", "¶6"),
            ("Ch 2", "ch. 2"),
            ("row 12", "row 12"),
            ("part of it", "part of it"),
            ("p. 3 of the annex", "p. 3 of the annex"),
            ("¶¶ 6–8", "¶¶ 6–8"),
            ("", ""),
        ] {
            assert_eq!(normal(written), is, "{written}");
            assert_eq!(normal(is), is, "{written}");
        }
    }

    #[test]
    fn places_of_one_kind_are_told_together() {
        const BARE: Labels = Labels {
            page: ("", ""),
            paragraph: ("para. ", "paras. "),
            section: ("sec. ", "secs. "),
            chapter: ("chap. ", "chaps. "),
        };
        for (places, signs, words) in [
            (&[][..], "", ""),
            (&["¶6"], "¶6", "para. 6"),
            (&["¶6", "¶ 6", "para. 6"], "¶6", "para. 6"),
            (&["¶5", "¶10", "¶0", "¶5"], "¶¶ 0, 5, 10", "paras. 0, 5, 10"),
            (&["¶¶ 6–8"], "¶¶ 6–8", "paras. 6–8"),
            (&["p. 3", "¶6"], "p. 3, ¶6", "3, para. 6"),
            (&["p. 23", "pp. 45-47"], "pp. 23, 45–47", "23, 45–47"),
            (&["p. 45", "¶2", "p. 3"], "pp. 3, 45, ¶2", "3, 45, para. 2"),
            (&["§ 4.2"], "§ 4.2", "sec. 4.2"),
            (&["ch. 2", "p. xii"], "ch. 2, p. xii", "chap. 2, xii"),
            (
                &["p. 3 of the annex"],
                "p. 3 of the annex",
                "p. 3 of the annex",
            ),
            (&["table 2"], "table 2", "table 2"),
            (&["part of it"], "part of it", "part of it"),
        ] {
            let mut locators = Locators::default();
            for place in places {
                locators.add(place);
            }
            assert_eq!(locators.told(&SIGNS), signs, "{places:?}");
            assert_eq!(locators.told(&BARE), words, "{places:?}");
        }
    }
}
