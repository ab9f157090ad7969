//! The search row: the line being typed or the words and chips of the query, and the count at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::letters::{put, put_runs, shown};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::CARD;
use crate::explorer::base::wrap::{CUT, width};
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
    let bold = Style::new().add_modifier(Modifier::BOLD);
    put(
        buffer,
        look,
        (area.x + right, area.y),
        cells,
        (&count, bold),
    );
    let room = right.saturating_sub(2);
    if let Some(prompt) = &state.prompt {
        let label = format!(" {}: ", search_row::question(prompt.question));
        let label = (&*label, look.accent());
        let x = put(buffer, look, (area.x, area.y), room, label);
        let room = room.saturating_sub(x);
        return Some(line(look, (x, area.y), room, &prompt.input, buffer));
    }
    put(buffer, look, (area.x + 1, area.y), 1, ("/", look.accent()));
    let at = (area.x + WORDS, area.y);
    if let Some(input) = &state.asked.typing {
        let room = room.saturating_sub(at.0);
        return Some(line(look, at, room, input, buffer));
    }
    let words = search_row::words(state);
    let text = if words.is_empty() && state.asked.text.trim().is_empty() {
        ("to search", look.quiet())
    } else {
        (&*words, Style::new())
    };
    let row = search_row::placed(state);
    // Words that are too long end before the first chip.
    let first = row.chips.first().map(|chip| chip.from);
    let first = first.or(row.left_out.as_ref().map(|(at, _)| *at));
    let until = first.map_or(room, |at| at.saturating_sub(1));
    put(buffer, look, at, until.saturating_sub(WORDS), text);
    for chip in row.chips {
        let style = Style::new().add_modifier(Modifier::REVERSED);
        let label = (&*chip.label, style);
        put(
            buffer,
            look,
            (area.x + chip.from, area.y),
            chip.to - chip.from,
            label,
        );
    }
    if let Some((x, more)) = &row.left_out {
        let more = (&**more, look.accent());
        put(buffer, look, (area.x + x, area.y), area.width, more);
    }
    None
}

/// A line being typed; the part with the cursor is kept in sight. What is left out before it has the sign of a cut.
fn line(look: Look, (x, y): (u16, u16), room: u16, input: &Input, buffer: &mut Buffer) -> Position {
    let letter = input.value().char_indices().nth(input.cursor());
    let (before, after) = input
        .value()
        .split_at(letter.map_or(input.value().len(), |(at, _)| at));
    let (before, after) = (shown(before, look), shown(after, look));
    // The cursor stands in a cell of its own.
    let most = usize::from(room.saturating_sub(1));
    let sight = if width(&before) <= most {
        before
    } else {
        let sign = shown(CUT, look);
        let left = most.saturating_sub(width(&sign));
        format!("{sign}{}", end(&before, left))
    };
    let cursor = x + u16::try_from(width(&sight)).unwrap_or(0);
    let runs = [(&*sight, Style::new()), (&*after, Style::new())];
    put_runs(buffer, look, (x, y), room, &runs);
    Position::new(cursor, y)
}

/// The longest end of `text` in `cells` at most.
fn end(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (at, cluster) in text.grapheme_indices(true).rev() {
        taken += width(cluster);
        if taken > cells {
            return text.get(at + cluster.len()..).unwrap_or_default();
        }
    }
    text
}
