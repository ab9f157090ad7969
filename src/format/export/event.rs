//! What exports say about an event in words, alike in every format.

use crate::axis::ticks::year_label;
use crate::model::DISPUTED_MARK;
use crate::model::date::{Date, DateShape, Day, Meeting, Precision, month_short};
use crate::model::text::one_line;
use crate::model::{Chronology, Citation, Event, Participation, PlaceId};

/// "10 Oct 2023".
pub(super) fn day_shown(day: Day) -> String {
    let (year, month, of_month) = day.civil();
    let month = month_short(month);
    format!("{of_month} {month} {}", year_label(year))
}

/// Whether it is one day for sure: nothing about it needs saying beside a calendar's day.
pub(super) fn is_plain_day(date: &Date) -> bool {
    date.shape() == DateShape::Moment
        && date.precision() == Some(Precision::Day)
        && !date.is_uncertain()
        && !date.is_approximate()
        && date.bounds().earliest == date.bounds().latest
}

/// "Saw Chit Thu (sanctioned)", in one line.
pub(super) fn participant(chronology: &Chronology, part: &Participation) -> String {
    let name = &chronology.actor(part.actor).name;
    let told = if part.role.is_empty() {
        name.to_string()
    } else {
        format!("{name} ({})", part.role)
    };
    one_line(&told).into_owned()
}

/// All who take part, in one line.
pub(super) fn participants(chronology: &Chronology, event: &Event) -> Vec<String> {
    event
        .actors
        .iter()
        .map(|part| participant(chronology, part))
        .collect()
}

/// "Shwe Kokko ‹ Myawaddy ‹ Karen State", in one line.
pub(super) fn place_path(chronology: &Chronology, place: PlaceId) -> String {
    let names: Vec<&str> = chronology
        .place_chain(place)
        .map(|place| &*place.name)
        .collect();
    one_line(&names.join(" ‹ ")).into_owned()
}

/// "C2: fairly reliable, probably true".
pub(super) fn grade_told(chronology: &Chronology, cite: &Citation) -> String {
    format!(
        "{}: {}, {}",
        chronology.citation_grade(cite),
        chronology.source(cite.source).reliability.meaning(),
        cite.credibility.meaning()
    )
}

/// "Title, ¶9", "but see Title", in one line.
pub(super) fn cited(chronology: &Chronology, cite: &Citation) -> String {
    let title = chronology.source(cite.source).label();
    let at = chronology.locator(cite);
    let between = if at.is_empty() { "" } else { ", " };
    let words = format!("{}{title}{between}{at}", cite.bearing.lead_in());
    one_line(&words).into_owned()
}

/// What a citation claims: "5 May 2025, three people"; `None` if nothing.
pub(super) fn claim(cite: &Citation) -> Option<String> {
    let mut claims = Vec::new();
    claims.extend(cite.date.as_deref().map(Date::shown));
    if !cite.figure.is_empty() {
        claims.push(one_line(&cite.figure).into_owned());
    }
    (!claims.is_empty()).then(|| claims.join(", "))
}

/// For a disputed event, who claims what: "Title, ¶9: three people (C2)".
pub(super) fn claims(chronology: &Chronology, event: &Event) -> Vec<String> {
    let claims = chronology.claims(event).into_iter();
    claims
        .map(|claim| {
            let words = one_line(&claim.words);
            format!(
                "{}: {words} ({})",
                cited(chronology, claim.cite),
                claim.grade
            )
        })
        .collect()
}

/// The mark of its row: `≠` if disputed, else its status's.
pub(super) fn mark(event: &Event) -> &'static str {
    if event.disputed {
        DISPUTED_MARK.0
    } else {
        event.status.mark().0
    }
}

/// "possible" or "certain".
pub(super) const fn certainty(meeting: Meeting) -> &'static str {
    match meeting {
        Meeting::Certain => "certain",
        Meeting::Possible | Meeting::Never => "possible",
    }
}

/// "announced", "announced, ≠ disputed".
pub(super) fn status(event: &Event) -> String {
    let disputed = if event.disputed { ", ≠ disputed" } else { "" };
    format!("{}{disputed}", event.status.word())
}

/// "announced, ≠ disputed, date inferred".
pub(super) fn known(event: &Event) -> String {
    let inferred = if event.inferred {
        ", date inferred"
    } else {
        ""
    };
    format!("{}{inferred}", status(event))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_every_year_are_written() {
        for (year, iso, shown) in [
            (2023, "2023-10-10", "10 Oct 2023"),
            (-43, "-0043-10-10", "10 Oct 44 BCE"),
            (0, "0000-10-10", "10 Oct 1 BCE"),
            (12_023, "+12023-10-10", "10 Oct 12023"),
        ] {
            let day = Day::from_civil(year, 10, 10).unwrap();
            assert_eq!((&*day.iso(), &*day_shown(day)), (iso, shown));
        }
    }
}
