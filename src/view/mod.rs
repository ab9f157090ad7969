//! Explorer state → cells. Pure: it draws to a `Buffer` and changes nothing.

pub mod look;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::explorer::State;
pub use look::{Colours, Look};

/// Draws `state` into `area` of `buffer`; returns where the terminal's cursor belongs, if it shows.
pub fn draw(state: &State, look: Look, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let _ = (state, look, area, buffer);
    None
}
