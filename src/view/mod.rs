//! Explorer state → cells. Pure: it draws to a `Buffer` and changes nothing.
//!
//! What a pane says stands in `explorer::pane`; here it gets its place, its
//! style and its letters. Drawing twice gives equal buffers.

pub mod brief;
pub mod card;
pub mod footer;
pub mod header;
pub mod letters;
pub mod pane;
pub mod search;
pub mod strip;
pub mod tone;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::explorer::State;
use crate::explorer::base::layout::Class;
pub use crate::explorer::{Colours, Look};

/// Draws `state` into `area` of `buffer`; returns where the terminal's cursor belongs, if it shows.
/// The area is the state's size; what lies outside of the buffer is left out.
pub fn draw(state: &State, look: Look, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    buffer.set_style(area, ratatui::style::Style::reset());
    let laid = state.layout();
    if state.overlay.is_none()
        && let Some(given) = state.briefing()
    {
        return brief::draw(state, look, given, buffer).filter(|at| area.contains(*at));
    }
    if laid.class == Class::Card {
        card::draw(state, look, laid.body, buffer);
        return None;
    }
    header::draw(state, look, laid.header, buffer);
    if let Some(area) = laid.strip {
        strip::draw(state, look, area, buffer);
    }
    let cursor = search::draw(state, look, laid.search, buffer);
    if state.overlay.is_some() {
        pane::draw_over(state, look, &laid, buffer);
    } else {
        for placed in &laid.panes {
            pane::draw(state, look, &laid, *placed, buffer);
        }
    }
    if let Some(footer) = laid.footer {
        footer::draw(state, look, footer, buffer);
    }
    cursor.filter(|at| area.contains(*at))
}
