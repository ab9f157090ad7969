//! The parts of the query: any of them turned round, dropped, or made certain.

use std::ops::Range;

use super::query::{ask_instead, told};
use super::selection::keep_in_sight;
use crate::explorer::state::current::State;
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Overlay, PaneKind};
use crate::query::edit;

/// Lays the parts over the panes.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if state.overlay == Some(Overlay::Parts) {
        return accept(state);
    }
    if state.query_parts().is_empty() {
        return told(state, "The query can't be read in parts.");
    }
    state.overlay = Some(Overlay::Parts);
    keep_in_sight(state);
    Vec::new()
}

/// The bytes of the part under the cursor.
fn focused(state: &State) -> Option<Range<usize>> {
    let parts = state.query_parts();
    let part = parts.get(state.cursor(PaneKind::Parts).line)?;
    Some(part.range.clone())
}

/// Asks the query that `edited` makes of its text and the focused part.
fn edit(state: &mut State, edited: impl Fn(&str, Range<usize>) -> String) -> Vec<Effect> {
    let Some(part) = focused(state) else {
        return told(state, "There is no part here.");
    };
    let text = edited(&state.asked.text, part);
    let effects = ask_instead(state, text);
    if state.query_parts().is_empty() {
        state.overlay = None;
    }
    keep_in_sight(state);
    effects
}

/// Leaves out what was kept, or keeps what was left out.
pub(super) fn negate(state: &mut State) -> Vec<Effect> {
    edit(state, edit::negate)
}

/// Takes the part out of the query.
pub(super) fn drop_part(state: &mut State) -> Vec<Effect> {
    edit(state, edit::remove)
}

/// Keeps of a period the events that certainly fall in it, or those that may.
pub(super) fn certain(state: &mut State) -> Vec<Effect> {
    let turned = focused(state).and_then(|range| {
        let part = state.asked.text.get(range)?;
        let certain = edit::with_certainty(part, true);
        certain.or_else(|| edit::with_certainty(part, false))
    });
    match turned {
        Some(turned) => edit(state, |text, range| edit::replaced(text, range, &turned)),
        None => told(
            state,
            "Only during: and within: are turned from possible to certain and back.",
        ),
    }
}

/// Goes back to the list.
pub(super) fn accept(state: &mut State) -> Vec<Effect> {
    state.overlay = None;
    Vec::new()
}
