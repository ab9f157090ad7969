//! Showing: which pane has the focus, what lies over the panes, and the order.

use tui_input::Input;

use crate::explorer::layout::Pane;
use crate::explorer::message::Effect;
use crate::explorer::page::Shown;
use crate::explorer::state::{Cursor, Order, Overlay, Prompt, Question, Side, State};

/// Gives `pane` the focus, and lets it show where several share a place.
pub(super) fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    // The tab beside the main pane stays, unless it was the side.
    if pane != Pane::Main {
        state.shown = pane;
    } else if state.shown == Pane::Side {
        state.shown = Pane::Event;
    }
}

fn turn_round(state: &mut State, by: isize) -> Vec<Effect> {
    if state.overlay.is_some() {
        return Vec::new();
    }
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
        super::keep_in_sight(state);
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
    if state.focused() == Shown::Result {
        focus(state, Pane::Main);
        return Vec::new();
    }
    state.overlay = None;
    state.side = Side::Actors;
    focus(state, Pane::Side);
    super::keep_in_sight(state);
    Vec::new()
}

pub(super) fn sort(state: &mut State) -> Vec<Effect> {
    state.order = match state.order {
        Order::Date => Order::Rank,
        Order::Rank => Order::Date,
    };
    super::keep_in_sight(state);
    Vec::new()
}

fn lay_over(state: &mut State, overlay: Overlay, shown: Shown) -> Vec<Effect> {
    if state.overlay == Some(overlay) {
        state.overlay = None;
        return Vec::new();
    }
    state.overlay = Some(overlay);
    state.cursors.remove(&shown);
    super::keep_in_sight(state);
    Vec::new()
}

pub(super) fn why(state: &mut State) -> Vec<Effect> {
    lay_over(state, Overlay::Why, Shown::Why)
}

pub(super) fn faults(state: &mut State) -> Vec<Effect> {
    lay_over(state, Overlay::Faults, Shown::Faults)
}

pub(super) fn help(state: &mut State) -> Vec<Effect> {
    lay_over(state, Overlay::Help, Shown::Help)
}

pub(super) fn palette(state: &mut State) -> Vec<Effect> {
    state.prompt = Some(Prompt {
        question: Question::Command,
        input: Input::default(),
        error: None,
    });
    lay_over(state, Overlay::Palette, Shown::Palette)
}

/// Scrolls the source to the cited paragraph, once its note is there.
pub fn to_cited(state: &mut State) {
    let laid = state.layout();
    let Some(area) = laid.place(Pane::Main) else {
        return;
    };
    let body = Shown::Source.inset(area.body());
    let Some(line) = crate::explorer::page::cited_line(state, body.width) else {
        return;
    };
    let length = Shown::Source.page(state, body.width).len();
    let most = length.saturating_sub(usize::from(body.height));
    let top = line.saturating_sub(usize::from(body.height / 3)).min(most);
    state.cursors.insert(Shown::Source, Cursor { line, top });
}
