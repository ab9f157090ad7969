//! Handouts: a briefing on paper, one step after the other, the same as on the screen.

pub mod html;
pub mod markdown;
pub mod plain;

use crate::model::{Bearing, Chronology, Event, EventId};

/// A briefing to print.
#[derive(Debug, Clone)]
pub struct Handout<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its steps.
    pub steps: Vec<HandoutStep<'a>>,
}

/// One step.
#[derive(Debug, Clone)]
pub struct HandoutStep<'a> {
    /// The event.
    pub event: EventId,
    /// The note; empty for none.
    pub note: &'a str,
}

/// The facts of a step besides date, title, summary and note: a name and a value each.
fn facts(chronology: &Chronology, event: &Event) -> Vec<(&'static str, String)> {
    let actors: Vec<String> = event
        .actors
        .iter()
        .map(|part| format!("{} ({})", chronology.actor(part.actor).name, part.role))
        .collect();
    let places: Vec<&str> = event
        .places
        .iter()
        .map(|id| &*chronology.place(*id).name)
        .collect();
    let cites = Bearing::ALL
        .into_iter()
        .flat_map(|bearing| event.citing(bearing));
    let sources: Vec<String> = cites
        .map(|cite| {
            let source = chronology.source(cite.source);
            let grade = chronology.citation_grade(cite);
            let lead_in = cite.bearing.lead_in();
            let text = format!("{lead_in}{} {}", source.label(), chronology.locator(cite));
            format!("{} ({grade})", text.trim_end())
        })
        .collect();
    let mut sure = event.status.word().to_owned();
    if event.disputed {
        sure.push_str(", disputed: its sources are at odds");
    }
    for claim in chronology.claims(event) {
        let source = chronology.source(claim.cite.source).label();
        sure.extend(["; ", &claim.grade, " ", source, ": ", &claim.words]);
    }
    [
        ("who", actors.join("; ")),
        ("where", places.join("; ")),
        ("sure", sure),
        ("from", sources.join("; ")),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .collect()
}

/// When, with what is known about it.
fn when(event: &Event) -> String {
    let shown = event.date_shown();
    if event.date_note.is_empty() {
        shown
    } else {
        format!("{shown} ({})", event.date_note)
    }
}
