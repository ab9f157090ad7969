//! A step of a briefing, over the whole screen; or nothing, while it is blanked.

use ratatui::buffer::Buffer;

use super::{footer, pane, search};
use crate::explorer::State;
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::text_area;
use crate::explorer::pane::grand;
use crate::explorer::state::briefing::Brief;
use crate::explorer::state::panes::PaneKind;
use crate::explorer::{Colours, Look};
use ratatui::layout::Position;

/// Whether the blocks are there that large letters are made of. The fonts of consoles and old terminals lack them; what has
/// more than sixteen colours has them.
fn has_quadrants(look: Look) -> bool {
    !look.ascii && matches!(look.colours, Colours::Indexed | Colours::True)
}

/// On a tall screen the text stands a little above the middle.
fn lowered(area: Area, lines: usize) -> Area {
    let free = usize::from(area.height).saturating_sub(lines);
    let down = u16::try_from(free / 3).unwrap_or(0);
    Area {
        y: area.y + down,
        height: area.height - down,
        ..area
    }
}

/// Draws it; returns where the cursor of a typed line belongs.
pub fn draw(state: &State, look: Look, brief: &Brief, buffer: &mut Buffer) -> Option<Position> {
    if brief.blank {
        return None;
    }
    let area = text_area(state.size);
    // Shown whole or not at all, so that scrolling need not know of it.
    let grand = has_quadrants(look)
        .then(|| grand(state, area.width))
        .flatten();
    let page = grand.unwrap_or_else(|| PaneKind::Brief.page(state, area.width));
    let area = lowered(area, page.len());
    let top = state.cursor(PaneKind::Brief).top;
    for row in 0..area.height {
        let line = page.line(top + usize::from(row));
        pane::write(look, &line, (area, area.y + row), buffer);
    }
    if page.len() > top + usize::from(area.height) {
        pane::more(look, area, buffer);
    }
    let last = Area {
        x: 0,
        y: state.size.height.saturating_sub(1),
        width: state.size.width,
        height: 1.min(state.size.height),
    };
    if state
        .prompt
        .as_ref()
        .is_some_and(|prompt| prompt.error.is_none())
    {
        return search::draw(state, look, last, buffer);
    }
    footer::draw(state, look, last, buffer);
    None
}
