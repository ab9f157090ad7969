//! Phrases about events and their citations, alike in every output.

use std::borrow::Cow;

use crate::axis::ticks::year_label;
use crate::model::date::{Day, month_short};
use crate::model::text::one_line;
use crate::model::{ActorId, Chronology, Citation, DISPUTED_MARK, Event, Meeting, PlaceId};

/// The mark of an event, `≠` if it is disputed, else its status's: (Unicode, ASCII).
pub fn mark(event: &Event) -> (&'static str, &'static str) {
    if event.disputed {
        DISPUTED_MARK
    } else {
        event.status.mark()
    }
}

/// The status: "reported", "reported, disputed".
pub fn status(event: &Event) -> Cow<'static, str> {
    let word = event.status.word();
    if event.disputed {
        Cow::Owned([word, ", disputed"].concat())
    } else {
        Cow::Borrowed(word)
    }
}

/// The status with the mark of a dispute, and whether the date is inferred: "announced, ≠ disputed, date inferred".
pub fn known(event: &Event) -> String {
    let inferred = if event.inferred {
        ", date inferred"
    } else {
        ""
    };
    format!("{}{inferred}", marked_status(event))
}

/// The status with the mark of a dispute: "announced, ≠ disputed".
pub fn marked_status(event: &Event) -> String {
    let disputed = if event.disputed { ", ≠ disputed" } else { "" };
    format!("{}{disputed}", event.status.word())
}

/// "certain" or "possible", where a period was asked for.
pub fn certainty(meeting: Meeting, has_period: bool) -> &'static str {
    match (has_period, meeting) {
        (false, _) | (true, Meeting::Never) => "",
        (true, Meeting::Possible) => "possible",
        (true, Meeting::Certain) => "certain",
    }
}

/// A source's id with the locator: "partnership-report ¶6".
pub fn pinpoint(chronology: &Chronology, cite: &Citation) -> String {
    let id = &chronology.source(cite.source).id;
    if cite.at.is_empty() {
        id.to_string()
    } else {
        [id, " ", &cite.at].concat()
    }
}

/// The roles of an actor in an event: "party, sanctioned".
pub fn roles(event: &Event, actor: ActorId) -> String {
    let parts = event.actors.iter().filter(|part| part.actor == actor);
    joined(parts.map(|part| &*part.role), ", ")
}

/// How many names of places a path has at most; it is said wherever the place is.
const LONGEST_PATH: usize = 8;

/// "Shwe Kokko ‹ Myawaddy ‹ Karen State", in one line; of places that nest deeper the nearest.
pub fn place_path(chronology: &Chronology, place: PlaceId) -> String {
    let mut chain = chronology.place_chain(place).map(|place| &*place.name);
    let mut names: Vec<&str> = chain.by_ref().take(LONGEST_PATH).collect();
    names.extend(chain.next().map(|_| "…"));
    one_line(&joined(names, " ‹ ")).into_owned()
}

/// "text (more)", or "text" alone.
pub fn with(text: &str, more: &str) -> String {
    if more.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({more})")
    }
}

/// The texts that are not empty, joined.
pub fn joined<'a>(texts: impl IntoIterator<Item = &'a str>, by: &str) -> String {
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    texts.join(by)
}

/// `text` with a capital to begin with, as after a full stop.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// "10 Oct 2023".
pub fn day_shown(day: Day) -> String {
    let (year, month, of_month) = day.civil();
    let month = month_short(month);
    format!("{of_month} {month} {}", year_label(year))
}

/// Whether it is an address of the web, in letters that need no escape where an address stands.
pub fn is_web_address(text: &str) -> bool {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    is_web
        && text.chars().all(|letter| {
            letter.is_ascii_graphic() && !matches!(letter, '<' | '>' | '\\' | '`' | '"')
        })
}

/// "1 event", "2 events".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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
