//! Highlighting without filtering: words are typed, lit where they are, and stepped through.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::navigate::next_match;
use super::query::told;
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::highlight::Highlighted;
use crate::explorer::state::message::Effect;
use crate::query::{self, Query};

/// Asks for the words; those of before stand in the line.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let before = state.highlighted.as_ref();
    let text = before.map_or_else(String::new, |before| before.text.clone());
    state.prompt = Some(Prompt::asking(Question::Highlight, text));
    Vec::new()
}

/// Highlights what is typed so far; what can't be read says why, and what was highlighted stays.
pub(super) fn typed(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = &mut state.prompt else {
        return Vec::new();
    };
    let text = prompt.input.value().trim().to_owned();
    if text.is_empty() {
        state.highlighted = None;
        return Vec::new();
    }
    match Query::parse(&text, state.opened.index.vocabulary(), &state.outside) {
        Ok(query) => {
            state.highlighted = Some(Highlighted {
                text,
                query,
                matches: None,
            });
        }
        Err(error) => prompt.error = Some(error.message),
    }
    Vec::new()
}

/// Keeps what was typed, and goes to the first event from the selected one on that has it.
pub(super) fn keep(state: &mut State, prompt: Prompt) -> Vec<Effect> {
    if prompt.error.is_some() {
        state.prompt = Some(prompt);
        return Vec::new();
    }
    find_events(state);
    let highlighted = state.highlighted.as_ref();
    let Some(matches) = highlighted.and_then(|found| found.matches.clone()) else {
        return told(state, "Nothing is highlighted.");
    };
    let hits = state.hits();
    let has_it = |event| matches.hit(event).is_some();
    let count = hits.iter().filter(|hit| has_it(hit.event)).count();
    let is_here = state.selection.event.is_some_and(has_it);
    if count > 0 && !is_here {
        next_match(state);
    }
    let events = if count == 1 { "event" } else { "events" };
    let told_count = format!("{count} {events} of the list; n and N go through them, Esc ends it.");
    told(state, &told_count)
}

/// Finds the events that have what is highlighted, in the chronology that is open.
pub fn find_events(state: &mut State) {
    if let Some(highlighted) = &mut state.highlighted {
        let never = AtomicBool::new(false);
        let index = &state.opened.index;
        let found = query::run(index, &highlighted.query, &state.outside, &never);
        highlighted.matches = found.map(Arc::new);
    }
}
