//! Paths: how an actor is connected with another, who is chosen by name.

use super::query::told;
use super::selection::{focus, keep_in_sight};
use crate::explorer::base::layout::Pane;
use crate::explorer::base::line::Target;
use crate::explorer::pane::target_at;
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Overlay, PaneKind, Screen};
use crate::model::ActorId;

/// The actor from whom paths are asked for: the one under the cursor, else whose dossier shows, else the selected one.
pub(super) fn beginning(state: &State) -> Option<ActorId> {
    // What lies over the panes is no place to begin at; the palette asks this itself.
    let focused = (state.overlay.is_none()).then(|| state.focused());
    let at_cursor = focused.and_then(|pane| target_at(state, state.cursor(pane).line));
    match (at_cursor, &state.screen) {
        (Some(Target::Actor(actor)), _) => Some(actor),
        (_, Screen::Dossier(actor)) => Some(*actor),
        (_, Screen::Chronology | Screen::Source(..) | Screen::Paths(..)) => state.actor(),
    }
}

/// Asks where the paths shall lead.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(from) = beginning(state) else {
        return told(state, "No actor is selected.");
    };
    state.prompt = Some(Prompt::asking(Question::PathEnd(from), ""));
    state.overlay = Some(Overlay::PathEnds);
    state.cursors.remove(&PaneKind::PathEnds);
    keep_in_sight(state);
    Vec::new()
}

/// Shows the paths between two actors.
pub(super) fn show(state: &mut State, from: ActorId, to: ActorId) -> Vec<Effect> {
    state.overlay = None;
    state.leave_here();
    state.cursors.remove(&PaneKind::Paths);
    state.screen = Screen::Paths(from, to);
    focus(state, Pane::Main);
    state.paths = None;
    keep_in_sight(state);
    vec![Effect::FindPaths(from, to)]
}
