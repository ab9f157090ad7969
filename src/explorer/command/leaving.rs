//! Leaving: to the clipboard, the editor, the shell.

use crate::explorer::message::Effect;
use crate::explorer::state::State;
use crate::model::{Chronology, EventId};

pub(super) fn quit(_: &mut State) -> Vec<Effect> {
    vec![Effect::Quit]
}

pub(super) fn redraw(_: &mut State) -> Vec<Effect> {
    vec![Effect::Redraw]
}

pub(super) fn suspend(_: &mut State) -> Vec<Effect> {
    vec![Effect::Suspend]
}

pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    match state.selection.event {
        Some(event) => vec![Effect::Edit(state.chronology().event(event).position)],
        None => Vec::new(),
    }
}

pub(super) fn copy(state: &mut State) -> Vec<Effect> {
    match state.selection.event {
        Some(event) => vec![Effect::Copy(citation(state.chronology(), event))],
        None => Vec::new(),
    }
}

/// The event as a plain citation: title, date at its true precision, status, each source with its locator.
fn citation(chronology: &Chronology, id: EventId) -> String {
    let event = chronology.event(id);
    let sources: Vec<String> = event
        .cites
        .iter()
        .map(|cite| {
            let source = chronology.source(cite.source);
            let mut parts = vec![source.title.to_string()];
            if !source.publisher.is_empty() {
                parts.push(source.publisher.to_string());
            }
            if !source.published.is_undated() {
                parts.push(source.published.shown());
            }
            if !cite.at.is_empty() {
                parts.push(cite.at.to_string());
            }
            parts.join(", ")
        })
        .collect();
    format!(
        "{} ({}; {}). {}",
        event.title.trim_end_matches('.'),
        event.date.shown(),
        event.status.word(),
        sources.join("; ")
    )
}
