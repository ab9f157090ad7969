//! The search row: the line being typed or the words and chips of the query, and the count at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use tui_input::Input;

use super::letters::{put, shown};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::CARD;
use crate::explorer::base::wrap::width;
use crate::explorer::pane::search_row::{self, WORDS};
use crate::explorer::{Look, State};

/// Draws the row; returns where the cursor of the typed line belongs.
pub fn draw(state: &State, look: Look, area: Area, buffer: &mut Buffer) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    // A small screen has no room for it beside what is typed.
    let has_room = area.width >= CARD.width;
    let count = if has_room {
        shown(&search_row::count(state), look)
    } else {
        String::new()
    };
    let cells = u16::try_from(width(&count)).unwrap_or(area.width);
    let right = area.width.saturating_sub(cells + 1);
    put(
        buffer,
        (area.x + right, area.y),
        cells,
        &count,
        Style::new().add_modifier(Modifier::BOLD),
    );
    let room = right.saturating_sub(2);
    if let Some(prompt) = &state.prompt {
        let label = format!(" {}: ", search_row::question(prompt.question));
        let x = put(buffer, (area.x, area.y), room, &label, look.accent());
        return Some(line(
            look,
            (x, area.y),
            room.saturating_sub(x),
            &prompt.input,
            buffer,
        ));
    }
    put(buffer, (area.x + 1, area.y), 1, "/", look.accent());
    if let Some(input) = &state.asked.typing {
        let x = area.x + WORDS;
        return Some(line(
            look,
            (x, area.y),
            room.saturating_sub(x),
            input,
            buffer,
        ));
    }
    let words = search_row::words(state);
    if words.is_empty() && state.asked.text.trim().is_empty() {
        put(
            buffer,
            (area.x + WORDS, area.y),
            room,
            "to search",
            look.quiet(),
        );
    } else {
        put(
            buffer,
            (area.x + WORDS, area.y),
            room.saturating_sub(WORDS),
            &shown(&words, look),
            Style::new(),
        );
    }
    for chip in search_row::placed(state) {
        let style = Style::new().add_modifier(Modifier::REVERSED);
        put(
            buffer,
            (area.x + chip.from, area.y),
            chip.to - chip.from,
            &shown(&chip.label, look),
            style,
        );
    }
    None
}

/// A line being typed; the part with the cursor is kept in sight.
fn line(look: Look, (x, y): (u16, u16), room: u16, input: &Input, buffer: &mut Buffer) -> Position {
    let text = shown(input.value(), look);
    let before = input.visual_cursor();
    let hidden = before.saturating_sub(usize::from(room.saturating_sub(1)));
    let sight = from_cell(&text, hidden);
    put(buffer, (x, y), room, sight, Style::new());
    let cursor = x + u16::try_from(before - hidden).unwrap_or(0);
    Position::new(cursor, y)
}

/// What is left of `text` without the letters that begin in its first `cells` cells.
fn from_cell(text: &str, cells: usize) -> &str {
    use unicode_segmentation::UnicodeSegmentation;
    let mut taken = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        if taken >= cells {
            return text.get(at..).unwrap_or_default();
        }
        taken += width(cluster);
    }
    ""
}
