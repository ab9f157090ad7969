//! Locators: where in a source. Paragraphs of one source are told together: "¶¶ 0, 5, 8".

use std::collections::HashSet;

use super::phrase::flat;

/// Where in a source, each place once, in the order of the citations.
#[derive(Debug, Clone, Default)]
pub(super) struct Locators {
    places: Vec<String>,
    known: HashSet<String>,
}

impl Locators {
    /// Adds a place; blank is none.
    pub fn add(&mut self, at: &str) {
        let at = flat(at);
        if !at.is_empty() && self.known.insert(at.clone()) {
            self.places.push(at);
        }
    }

    /// Adds all places of another.
    pub fn unite(&mut self, other: &Self) {
        for at in &other.places {
            self.add(at);
        }
    }

    /// As written, paragraphs together: "¶6", "¶¶ 0, 5, 8"; empty if there is none.
    pub fn signs(&self) -> String {
        self.told("¶", "¶¶ ")
    }

    /// With a word for paragraphs: "para. 6", "paras. 0, 5, 8".
    pub fn words(&self, one: &str, many: &str) -> String {
        self.told(&format!("{one} "), &format!("{many} "))
    }

    fn told(&self, one: &str, many: &str) -> String {
        let numbers: Option<Vec<&str>> = self.places.iter().map(|at| paragraph(at)).collect();
        let Some(mut numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
            return self.places.join(", ");
        };
        // Several citations of one source come in any order.
        let value = |number: &&str| number.parse::<u64>().ok();
        if numbers.iter().all(|number| value(number).is_some()) {
            numbers.sort_by_key(value);
        }
        let numbers = numbers.join(", ");
        let is_one = numbers.chars().all(|letter| letter.is_ascii_alphanumeric());
        format!("{}{numbers}", if is_one { one } else { many })
    }
}

/// What follows the paragraph sign of "¶6", "¶¶ 6–8".
fn paragraph(at: &str) -> Option<&str> {
    let rest = at.strip_prefix('¶')?;
    Some(rest.trim_start_matches(['¶', ' ', '\u{a0}'])).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_told_together() {
        for (places, signs, words) in [
            (vec![], "", ""),
            (vec!["¶6"], "¶6", "para. 6"),
            (vec!["¶6", "¶ 6"], "¶¶ 6, 6", "paras. 6, 6"),
            (
                vec!["¶5", "¶10", "¶0", "¶5"],
                "¶¶ 0, 5, 10",
                "paras. 0, 5, 10",
            ),
            (vec!["¶¶ 6–8"], "¶¶ 6–8", "paras. 6–8"),
            (vec!["p. 3", "¶6"], "p. 3, ¶6", "p. 3, ¶6"),
            (vec!["pp. 3–4"], "pp. 3–4", "pp. 3–4"),
        ] {
            let mut locators = Locators::default();
            for place in places {
                locators.add(place);
            }
            assert_eq!(locators.signs(), signs);
            assert_eq!(locators.words("para.", "paras."), words);
        }
    }
}
