//! What commands need: each tells what is lacking, in a sentence for the status line, or nothing. The palette hides what lacks something.

use crate::explorer::base::layout::Pane;
use crate::explorer::base::order::Order;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::Overlay;

/// `why`, unless there is what is needed.
fn unless(is_there: bool, why: &'static str) -> Option<&'static str> {
    (!is_there).then_some(why)
}

pub(super) fn event(state: &State) -> Option<&'static str> {
    unless(state.selection.event.is_some(), "No event is selected.")
}

pub(super) fn citation(state: &State) -> Option<&'static str> {
    let selected = state.selection.event;
    let cites = selected.map(|event| !state.chronology().event(event).cites.is_empty());
    event(state).or_else(|| unless(cites == Some(true), "The event cites no source."))
}

pub(super) fn actor(state: &State) -> Option<&'static str> {
    let is_there = super::path::beginning(state).is_some();
    actors(state).or_else(|| unless(is_there, "No actor is selected."))
}

pub(super) fn actors(state: &State) -> Option<&'static str> {
    let has_some = !state.chronology().actors().is_empty();
    unless(has_some, "The chronology names no actor.")
}

pub(super) fn actor_of_result(state: &State) -> Option<&'static str> {
    let facets = &state.counts.facets;
    let facet = facets.iter().find(|facet| facet.field == "actor");
    let has_some = facet.is_some_and(|facet| !facet.result().is_empty());
    unless(has_some, "No actor is in the result.")
}

pub(super) fn matches(state: &State) -> Option<&'static str> {
    unless(!state.hits().is_empty(), "The list is empty.")
}

pub(super) fn query(state: &State) -> Option<&'static str> {
    let is_asked = !state.asked.text.trim().is_empty();
    unless(is_asked, "Nothing is asked.")
}

pub(super) fn query_line(state: &State) -> Option<&'static str> {
    let is_query = state.asked.typing.is_some() && state.prompt.is_none();
    unless(is_query, "Only a query is completed.")
}

pub(super) fn context(state: &State) -> Option<&'static str> {
    let shows_all = query(state).is_some() && state.order == Order::Date;
    unless(!shows_all, "All events show already.")
}

pub(super) fn correction(state: &State) -> Option<&'static str> {
    let is_corrected = state.answer.matches.correction().is_some();
    unless(is_corrected, "No word was taken as another.")
}

pub(super) fn strip(state: &State) -> Option<&'static str> {
    let has_days = state.opened.extent.is_some();
    let has_room = state.layout().strip.is_some();
    unless(has_days, "No event has a date.")
        .or_else(|| unless(has_room, "The screen has no room for the strip."))
}

pub(super) fn way_on(state: &State) -> Option<&'static str> {
    unless(state.history.has_ahead(), "Nothing further forward.")
}

pub(super) fn other_panes(state: &State) -> Option<&'static str> {
    if state.overlay.is_some_and(|over| over != Overlay::Palette) {
        return Some("Esc closes what lies over the panes.");
    }
    let round = state.layout().round();
    let is_alone = round.len() < 2 && round.contains(&Pane::Main);
    unless(!is_alone, "No other pane shows.")
}
