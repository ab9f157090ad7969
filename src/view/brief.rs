//! A step of a briefing, over the whole screen; or nothing, while it is blanked.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{footer, pane, search};
use crate::explorer::State;
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::text_area;
use crate::explorer::pane::{Blocks, body_area, grand, header};
use crate::explorer::state::briefing::Brief;
use crate::explorer::state::panes::PaneKind;
use crate::explorer::{Colours, Look};

/// What large letters may be made of, the larger first. The fonts of consoles and old terminals lack quadrants; what has more
/// than sixteen colours has them.
fn blocks(look: Look) -> &'static [Blocks] {
    match look.colours {
        _ if look.ascii => &[Blocks::Signs],
        Colours::Mono | Colours::Sixteen => &[Blocks::Halves],
        Colours::Indexed | Colours::True => &[Blocks::Halves, Blocks::Quadrants],
    }
}

/// Draws it; returns where the cursor of a typed line belongs.
pub fn draw(state: &State, look: Look, brief: &Brief, buffer: &mut Buffer) -> Option<Position> {
    if brief.blank && state.speaker.is_none() {
        return None;
    }
    let area = text_area(state.size);
    for (line, y) in header(state, area.width)
        .iter()
        .zip(area.y..area.y + area.height)
    {
        pane::write(look, line, (area, y), buffer);
    }
    let area = body_area(state);
    // Large letters show whole or not at all, so that scrolling need not know of them.
    let grand = grand(state, area.width, blocks(look));
    let page = grand.unwrap_or_else(|| PaneKind::Brief.page(state, area.width));
    let top = state.cursor(PaneKind::Brief).top;
    for row in 0..area.height {
        let line = page.line(top + usize::from(row));
        pane::write(look, &line, (area, area.y + row), buffer);
    }
    if page.len() > top + usize::from(area.height) && area.height > 0 {
        pane::more(look, area, buffer);
    }
    let last = Area {
        // These rows begin a column in.
        x: area.x.saturating_sub(1),
        y: state.size.height.saturating_sub(1),
        width: state.size.width.saturating_sub(area.x.saturating_sub(1)),
        height: 1.min(state.size.height),
    };
    if state
        .prompt
        .as_ref()
        .is_some_and(|prompt| prompt.error.is_none())
    {
        return search::draw(state, look, last, buffer);
    }
    if state.staging.keys || footer::has_notice(state) {
        footer::draw(state, look, last, buffer);
    }
    None
}
