//! Whether the citations of an event contradict one another.

use std::collections::BTreeSet;

use crate::model::bearing::Bearing;
use crate::model::date::Date;
use crate::model::entities::Citation;

/// Whether two citations claim figures that differ. What only gives context claims nothing.
pub(super) fn has_disputed_figure(citations: &[Citation]) -> bool {
    if citations.len() < 2 {
        return false;
    }
    let citations = citations
        .iter()
        .filter(|citation| citation.bearing != Bearing::Context);
    let figures: BTreeSet<String> = citations
        .map(|citation| normalised(&citation.figure))
        .filter(|figure| !figure.is_empty())
        .collect();
    figures.len() > 1
}

/// Whether two citations of an event of that `date` claim dates that can't both be right, or one that contradicts the event claims
/// a date that its own can't be.
pub(super) fn has_disputed_date(date: &Date, citations: &[Citation]) -> bool {
    let contradicts = |citation: &Citation| {
        let claimed = citation.date.as_deref();
        citation.bearing == Bearing::Contradicts
            && claimed.is_some_and(|claimed| date.is_dated() && !date.agrees_with(claimed))
    };
    if citations.iter().any(contradicts) {
        return true;
    }
    if citations.len() < 2 {
        return false;
    }
    // Stretches of days meet each other one by one if all of them have a day in common (Helly's theorem on a line).
    let claimed = citations
        .iter()
        .filter(|citation| citation.bearing != Bearing::Context)
        .filter_map(|citation| citation.date.as_deref());
    !Date::all_agree(claimed)
}

/// A figure without what may differ in its writing: case, outer and double blanks, and what parts
/// the thousands of a number ("2,317", "2 317", "2'317" are one).
fn normalised(figure: &str) -> String {
    let characters: Vec<char> = figure.trim().to_lowercase().chars().collect();
    let mut kept = String::with_capacity(figure.len());
    for (at, &character) in characters.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| characters.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let between = digit(at.checked_sub(1)) && digit(at.checked_add(1));
        if between && (character.is_whitespace() || matches!(character, ',' | '\'' | '’' | '_')) {
            continue;
        }
        if character.is_whitespace() {
            if !kept.ends_with(' ') {
                kept.push(' ');
            }
        } else {
            kept.push(character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn writing_is_no_difference() {
        for (one, other) in [
            ("2,317", "2317"),
            ("2 317 suspects", " 2'317  Suspects"),
            ("1_000", "1\u{a0}000"),
        ] {
            assert_eq!(normalised(one), normalised(other));
        }
        assert_ne!(normalised("2,317"), normalised("2,349"));
        assert_ne!(normalised("3.5"), normalised("35"));
    }
}
