//! Picking: choosing events for whoever asked, one or several, and leaving with them or without.

use crate::explorer::state::current::State;
use crate::explorer::state::message::Effect;

/// Leaves with the marked events; with the selected one, if none is marked. While files are being read, that waits
/// until they are.
pub(super) fn choose(state: &mut State) -> Vec<Effect> {
    if state.asked.typing.is_some() && state.asked.error.is_some() {
        // The list is that of another query, and the line says what is wrong with this one.
        return Vec::new();
    }
    let selected = state.selection.event;
    let is_loading = state.loading.is_some();
    // Whoever typed ahead saw no list: the best of all events is meant, not the best of the first ones.
    let means_selected = !(is_loading && state.is_ahead);
    let Some(pick) = &mut state.pick else {
        return Vec::new();
    };
    if pick.marked.is_empty() && means_selected {
        pick.marked.extend(selected);
    }
    if is_loading {
        pick.is_leaving = true;
        state.notice = Some("Chosen; the rest of the file is being read.".to_owned());
        return Vec::new();
    }
    if pick.marked.is_empty() {
        state.notice = Some("There is no event to choose.".to_owned());
        return Vec::new();
    }
    pick.is_done = true;
    vec![Effect::Quit]
}

/// Leaves with what was chosen while the files were being read, once the list of the whole is there.
pub fn leave_when_loaded(state: &mut State) -> Vec<Effect> {
    match &mut state.pick {
        Some(pick) if pick.is_leaving => {
            pick.is_leaving = false;
            choose(state)
        }
        Some(_) | None => Vec::new(),
    }
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
