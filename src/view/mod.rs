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
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::{Class, Layout, Pane, Placed};
use crate::explorer::state::panes::Screen;
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
        return small(state, look, &laid, buffer).filter(|at| area.contains(*at));
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

/// A screen too small for several panes: what takes the keys, and else the card. A line being typed stands over its
/// first row.
fn small(state: &State, look: Look, laid: &Layout, buffer: &mut Buffer) -> Option<Position> {
    let area = laid.body;
    let taken = u16::from(state.is_typing()).min(area.height);
    if state.overlay.is_some() {
        pane::draw_over(state, look, laid, buffer);
    } else if state.focus != Pane::Main || state.screen != Screen::Chronology {
        let pane = state.focus;
        pane::draw(state, look, laid, Placed { pane, area }, buffer);
    } else {
        let below = Area {
            y: area.y + taken,
            height: area.height - taken,
            ..area
        };
        card::draw(state, look, below, buffer);
    }
    if taken == 0 {
        return None;
    }
    let row = Area {
        height: taken,
        ..area
    };
    let blank = " ".repeat(usize::from(row.width));
    let blank = (&*blank, ratatui::style::Style::new());
    letters::put(buffer, look, (row.x, row.y), row.width, blank);
    search::draw(state, look, row, buffer)
}
