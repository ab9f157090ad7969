//! Showing: which pane has the focus, what lies over the panes, and the order.

use super::selection::{focus, keep_in_sight};
use crate::explorer::base::layout::Pane;
use crate::explorer::base::order::Order;
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Overlay, PaneKind, Side};

/// Gives `pane` the focus, and lets it show where several share a place.
fn turn_round(state: &mut State, by: isize) -> Vec<Effect> {
    let round = state.layout().round();
    let Some(end) = round.len().checked_sub(1) else {
        return Vec::new();
    };
    let at = round
        .iter()
        .position(|pane| *pane == state.focus)
        .unwrap_or(0);
    let next = match at.checked_add_signed(by) {
        None => end,
        Some(next) if next > end => 0,
        Some(next) => next,
    };
    if let Some(pane) = round.get(next) {
        focus(state, *pane);
        keep_in_sight(state);
    }
    Vec::new()
}

pub(super) fn next_pane(state: &mut State) -> Vec<Effect> {
    turn_round(state, 1)
}

pub(super) fn previous_pane(state: &mut State) -> Vec<Effect> {
    turn_round(state, -1)
}

pub(super) fn result_actors(state: &mut State) -> Vec<Effect> {
    if state.focused() == PaneKind::Result {
        focus(state, Pane::Main);
        return Vec::new();
    }
    state.overlay = None;
    state.side = Side::Actors;
    focus(state, Pane::Side);
    keep_in_sight(state);
    Vec::new()
}

pub(super) fn sort(state: &mut State) -> Vec<Effect> {
    state.order = match state.order {
        Order::Date => Order::Rank,
        Order::Rank => Order::Date,
    };
    keep_in_sight(state);
    Vec::new()
}

fn lay_over(state: &mut State, overlay: Overlay) -> Vec<Effect> {
    if state.overlay == Some(overlay) {
        state.overlay = None;
        return Vec::new();
    }
    state.overlay = Some(overlay);
    state.cursors.remove(&overlay.kind());
    keep_in_sight(state);
    Vec::new()
}

pub(super) fn why(state: &mut State) -> Vec<Effect> {
    lay_over(state, Overlay::Why)
}

pub(super) fn faults(state: &mut State) -> Vec<Effect> {
    lay_over(state, Overlay::Faults)
}

pub(super) fn help(state: &mut State) -> Vec<Effect> {
    lay_over(state, Overlay::Help)
}

pub(super) fn palette(state: &mut State) -> Vec<Effect> {
    state.prompt = Some(Prompt::asking(Question::Command, ""));
    lay_over(state, Overlay::Palette)
}
