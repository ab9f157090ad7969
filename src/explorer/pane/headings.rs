//! The headings of a page: where its groups begin, to go from one to the next.

use super::selected_row::section_lines;
use super::{filters, paths};
use crate::explorer::base::line::Tone;
use crate::explorer::pane::focused_page;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::PaneKind;

/// The lines of the headings of the focused page, in its order. The chronology knows its own.
pub fn heading_lines(state: &State) -> Vec<usize> {
    if state.focused() == PaneKind::Filters {
        return filters::headings(state);
    }
    let (page, _) = focused_page(state);
    if state.focused() == PaneKind::Paths {
        return paths::headings(state, page.head());
    }
    let is_heading = |line: &usize| {
        let line = page.line(*line);
        let first = line.pieces.first();
        line.target.is_none()
            && first.is_some_and(|piece| piece.tone == Tone::Strong && !piece.text.is_empty())
    };
    let mut lines: Vec<usize> = (0..page.head()).filter(is_heading).collect();
    if state.focused() == PaneKind::Source {
        lines.extend(section_lines(state));
    }
    lines
}
