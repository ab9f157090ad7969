//! Picking: choosing events for whoever asked, one or several, and leaving with them or without.

use crate::explorer::state::current::State;
use crate::explorer::state::message::Effect;

/// Leaves with the marked events; with the selected one, if none is marked.
pub(super) fn choose(state: &mut State) -> Vec<Effect> {
    let selected = state.selection.event;
    let Some(pick) = &mut state.pick else {
        return Vec::new();
    };
    if pick.marked.is_empty() {
        pick.marked.extend(selected);
    }
    if pick.marked.is_empty() {
        state.notice = Some("There is no event to choose.".to_owned());
        return Vec::new();
    }
    pick.is_done = true;
    vec![Effect::Quit]
}

/// Marks the selected event, or takes its mark away, and goes one down.
pub(super) fn mark(state: &mut State) -> Vec<Effect> {
    let Some(event) = state.selection.event else {
        return Vec::new();
    };
    if let Some(pick) = &mut state.pick
        && !pick.marked.remove(&event)
    {
        pick.marked.insert(event);
    }
    super::navigate::down(state)
}

/// Leaves with nothing.
pub(super) fn cancel(_: &mut State) -> Vec<Effect> {
    vec![Effect::Quit]
}
