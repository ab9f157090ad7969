//! Rows: what one line says of an event, for the table, the plain list and Markdown.

use std::borrow::Cow;

use crate::model::DISPUTED_MARK;
use crate::model::{Chronology, Citation, Event, EventId, Meeting};

/// The mark of an event: (Unicode, ASCII).
pub(super) fn mark(event: &Event) -> (&'static str, &'static str) {
    if event.disputed {
        DISPUTED_MARK
    } else {
        event.status.mark()
    }
}

/// The status in words: "reported", "reported, disputed".
pub(super) fn status(event: &Event) -> Cow<'static, str> {
    let word = event.status.word();
    if event.disputed {
        Cow::Owned([word, ", disputed"].concat())
    } else {
        Cow::Borrowed(word)
    }
}

/// "certain" or "possible", where a period was asked for.
pub(super) fn certainty(meeting: Meeting, has_period: bool) -> &'static str {
    match (has_period, meeting) {
        (false, _) | (true, Meeting::Never) => "",
        (true, Meeting::Possible) => "possible",
        (true, Meeting::Certain) => "certain",
    }
}

/// The first source with its locator, and how many citations there are more: "partnership-report ¶6 +2".
pub(super) fn source(chronology: &Chronology, id: EventId) -> String {
    match &*chronology.event(id).cites {
        [] => String::new(),
        [only] => place(chronology, only),
        [first, more @ ..] => format!("{} +{}", place(chronology, first), more.len()),
    }
}

/// A source with its locator: "partnership-report ¶6".
pub(super) fn place(chronology: &Chronology, cite: &Citation) -> String {
    let id = &chronology.source(cite.source).id;
    if cite.at.is_empty() {
        id.to_string()
    } else {
        [id, " ", &cite.at].concat()
    }
}

/// The roles of an actor in an event: "party, sanctioned".
pub(super) fn roles(event: &Event, actor: crate::model::ActorId) -> String {
    let roles: Vec<&str> = event
        .actors
        .iter()
        .filter(|part| part.actor == actor && !part.role.is_empty())
        .map(|part| &*part.role)
        .collect();
    roles.join(", ")
}
