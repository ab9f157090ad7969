//! Author and year in the text, as the APA and Chicago have them: "(Peck & Saw, 2023a, p. 3)", "(Peck and Saw 2023a, 3)".
//!
//! Works stand in the order of the list of references, those of one author together. What is against the event comes last, what only gives context
//! stands in notes alone.

use super::dated::{Dated, Manner};
use super::locator::Labels;
use super::name::{self, Name};
use super::phrase::{followed, joined};
use super::reference::{Reference, Work};

/// From so many authors on, the first is named, and as many more as tell the work from others.
pub(super) const MANY: usize = 3;

/// What a style has of its own.
#[derive(Debug)]
pub(super) struct AuthorDate {
    /// Between the names of two authors.
    pub and: &'static str,
    /// Between the authors and a year; "n.d." has a comma.
    pub before_year: &'static str,
    /// How dates are told.
    pub dates: &'static Manner,
    /// How a date is told that a source claims against the event.
    pub claims: &'static Manner,
    /// The words before locators.
    pub labels: &'static Labels,
    /// What stands in place of authors.
    pub unsigned: fn(&Reference<'_>) -> String,
    /// Whether an author is named again for each place in a work.
    pub repeats_author: bool,
}

/// A work in the text.
struct Cited {
    who: String,
    year: String,
    places: String,
}

/// All sources of a work in one pair of parentheses.
pub(super) fn in_text(work: &Work<'_>, style: &AuthorDate) -> String {
    let mut supporting: Vec<&Reference<'_>> = work.supporting.iter().collect();
    supporting.sort_by_key(|reference| reference.told_apart.place);
    let mut groups: Vec<Vec<Cited>> = Vec::new();
    for reference in supporting {
        let cited = Cited::of(reference, style);
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| first.who == cited.who) => {
                group.push(cited);
            }
            Some(_) | None => groups.push(vec![cited]),
        }
    }
    let groups = groups.iter().map(|group| style.group(group)).collect();
    let chain = work.chain_in_text(groups, style.claims, |reference| {
        style.group(&[Cited::of(reference, style)])
    });
    if chain.is_empty() {
        return chain;
    }
    format!("({chain})")
}

impl Cited {
    fn of(reference: &Reference<'_>, style: &AuthorDate) -> Self {
        let source = reference.source;
        let year = Dated::of(&source.published).year(style.dates);
        Self {
            who: match name::read_all(&source.authors).as_slice() {
                [] => (style.unsigned)(reference),
                names => named(reference, names, style.and),
            },
            year: reference.told_apart.lettered(&year),
            places: reference.places(style.labels),
        }
    }
}

impl AuthorDate {
    /// The works of one author: "Peck, 2023a, 2023b", "Peck 2023a, 3; 2023b, 5".
    fn group(&self, works: &[Cited]) -> String {
        let has_places = works.iter().any(|work| !work.places.is_empty());
        let mut told = String::new();
        for work in works {
            let at = joined(&[&work.year, &work.places], ", ");
            if told.is_empty() || (has_places && self.repeats_author) {
                let is_words = work.year.starts_with("n.d.");
                let before = if is_words { ", " } else { self.before_year };
                let semicolon = if told.is_empty() { "" } else { "; " };
                told.extend([semicolon, &followed(&work.who, before), &at]);
            } else {
                let between = if has_places { "; " } else { ", " };
                told.extend([between, &at]);
            }
        }
        told
    }
}

/// The authors as a text names them: as many as tell the work from others.
fn named(reference: &Reference<'_>, names: &[Name], and: &str) -> String {
    let told_apart = &reference.told_apart;
    let mut told: Vec<String> = names.iter().map(|name| name.short().to_owned()).collect();
    if let (Some(told), Some(first)) = (told.first_mut(), names.first())
        && told_apart.has_initials
    {
        *told = first.with_initials();
    }
    // "et al." stands for more than one.
    if told.len() >= MANY && told_apart.named + 1 < told.len() {
        told.truncate(told_apart.named);
        let comma = if told.len() > 1 { "," } else { "" };
        return format!("{}{comma} et al.", told.join(", "));
    }
    name::list(&told, &format!(",{and}"), and)
}
