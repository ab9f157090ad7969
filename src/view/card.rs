//! The card, for a screen too small for panes: date, title, n of m; the footer's help where a row is left.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::letters::{put, shown};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::line::Tone;
use crate::explorer::base::wrap::{shorten, wrap};
use crate::explorer::pane::search_row::grouped;
use crate::explorer::{Look, State};

/// Draws it.
pub fn draw(state: &State, look: Look, area: Area, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let mut lines: Vec<(String, Style)> = Vec::new();
    match state.selection.event {
        Some(id) => {
            let event = state.chronology().event(id);
            let bold = Style::new().add_modifier(Modifier::BOLD);
            lines.push((event.date_shown(), look.accent()));
            let title = shown(&event.title, look);
            let room = usize::from(area.height).saturating_sub(2).max(1);
            let ranges = wrap(&title, width);
            for (nth, range) in ranges.iter().take(room).enumerate() {
                let line = title.get(range.clone()).unwrap_or_default();
                let cut = nth + 1 == room && ranges.len() > room;
                let line = if cut {
                    shorten(&format!("{line} …"), width)
                } else {
                    line.to_owned()
                };
                lines.push((line, bold));
            }
            let at = state.hits().place_of(id).map_or(0, |at| at + 1);
            let count = format!("{} of {}", grouped(at), grouped(state.hits().len()));
            lines.push((count, look.quiet()));
        }
        None if state.loading.is_some() => lines.push(("opening …".to_owned(), look.quiet())),
        None => lines.push(("no event".to_owned(), look.quiet())),
    }
    lines.extend(
        state
            .banner()
            .map(|told| (told, look.style(Tone::Conflict))),
    );
    for (y, (line, style)) in (area.y..area.y + area.height).zip(lines) {
        put(buffer, look, (area.x, y), area.width, (&line, style));
    }
}
