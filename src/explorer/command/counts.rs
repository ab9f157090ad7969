//! Counting: what was counted over the list takes the place of what was counted over the last.
//!
//! It may come a while after the list. Nothing else moves for it: the list stays as it is, values that are chosen from stay in their
//! order, and the cursor stays on the value that it is on.

use super::selection::{find, settle_panes};
use crate::explorer::answer::search::Counts;
use crate::explorer::base::layout::Pane;
use crate::explorer::pane::{row_of_value, value_at_row};
use crate::explorer::state::current::State;
use crate::explorer::state::panes::{Cursor, PaneKind};
use crate::query::facets;

/// The panes that show what is counted.
const COUNTED: [PaneKind; 2] = [PaneKind::Filters, PaneKind::Result];

/// Takes in what was counted.
pub fn counted(state: &mut State, mut counts: Counts) {
    let shown = state.focused();
    let mut cursor = state.cursor(shown);
    let value = COUNTED
        .contains(&shown)
        .then(|| value_at_row(state, shown, cursor.line))
        .flatten();
    if COUNTED.contains(&shown) {
        facets::keep_order(&mut counts.facets, &state.counts.facets);
    }
    state.counts = counts;
    if let Some(value) = value
        && let Some(line) = row_of_value(state, shown, &value)
    {
        cursor.line = line;
        state.cursors.insert(shown, cursor);
    }
    settle_panes(state, |shown| COUNTED.contains(&shown));
    if state.answer.matches.is_empty() {
        to_first_offer(state);
    }
}

/// Puts the cursor of a list that is empty on the first query that it offers.
fn to_first_offer(state: &mut State) {
    let width = state
        .layout()
        .place(Pane::Main)
        .map_or(0, |area| area.body().width);
    let line = find(&PaneKind::Chronology.page(state, width), 0, 1);
    let line = line.unwrap_or(0);
    state
        .cursors
        .insert(PaneKind::Chronology, Cursor { line, top: 0 });
}
