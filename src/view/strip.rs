//! The density strip: the year, then each month or year with its name and, in the cells after it, how much
//! happens in them. Empty periods stay visible; what the selected event allows is marked.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::letters::put;
use crate::axis::density::heights;
use crate::axis::ticks::{TickUnit, ticks, year_label};
use crate::explorer::answer::strip::{FREE, cells_area};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::Class;
use crate::explorer::base::wrap::width;
use crate::explorer::{Look, State};
use crate::model::date::month_short;

/// From nothing to full.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The same in ASCII.
const PLAIN: [&str; 8] = ["_", ".", ".", "-", "-", "=", "=", "#"];

/// Draws it.
pub fn draw(state: &State, look: Look, area: Area, buffer: &mut Buffer) {
    let Some(strip) = &state.counts.strip else {
        let words = if state.is_counting() { "" } else { "no dates" };
        let room = area.width.saturating_sub(1);
        put(
            buffer,
            look,
            (area.x + 1, area.y),
            room,
            (words, look.quiet()),
        );
        return;
    };
    let cells = cells_area(area);
    let bars = if look.ascii { PLAIN } else { BARS };
    let most = u64::try_from(bars.len() - 1).unwrap_or(1);
    // On a narrow screen the mark would cost a slow line as much as the rest of a move.
    let selected = state
        .selection
        .event
        .filter(|_| state.layout().class != Class::Narrow)
        .and_then(|id| strip.scale.cells_of(state.chronology().event(id)));
    let period = state.asked.query.days();
    for (cell, height) in (0..cells.width).zip(heights(&strip.weights, most)) {
        let bar = usize::try_from(height)
            .ok()
            .and_then(|height| bars.get(height))
            .copied();
        let mut style = if height > 0 && !state.is_counting() {
            look.accent()
        } else {
            look.quiet()
        };
        let (first, last) = strip.scale.days_of(cell);
        if period.is_some_and(|(from, to)| last < from || first > to) {
            style = look.quiet();
        }
        if selected.as_ref().is_some_and(|range| range.contains(&cell)) {
            style = Style::new().add_modifier(Modifier::BOLD);
        }
        let bar = (bar.unwrap_or(" "), style);
        put(buffer, look, (cells.x + cell, cells.y), 1, bar);
    }
    let (unit, ticks) = ticks(strip.scale, FREE);
    if !matches!(unit, TickUnit::Years(_)) {
        let (year, month, _) = strip.scale.first().civil();
        let mark = if uncertain(state) { "?" } else { "" };
        let year = format!("{}{mark}", year_label(year));
        // Days are of the month that stands before them, until the next is named.
        let room = usize::from(cells.x - area.x - 2);
        let label = match unit {
            TickUnit::Hours(_) | TickUnit::Day => Some(format!("{} {year}", month_short(month))),
            TickUnit::Months(_) | TickUnit::Years(_) => None,
        };
        let label = label.filter(|label| width(label) <= room).unwrap_or(year);
        let label = (&*label, look.quiet());
        put(
            buffer,
            look,
            (area.x + 1, area.y),
            cells.x - area.x - 1,
            label,
        );
    }
    for tick in &ticks {
        let x = cells.x + tick.cell;
        let blank = u16::from(tick.cell > 0);
        let before = (x.saturating_sub(blank), cells.y);
        put(buffer, look, before, blank, (" ", Style::new()));
        let room = cells.width.saturating_sub(tick.cell);
        let label = (&*tick.label, look.quiet());
        put(buffer, look, (x, cells.y), room, label);
    }
}

/// Whether the year that the axis begins with is uncertain in the first event that has one.
fn uncertain(state: &State) -> bool {
    state
        .chronology()
        .events()
        .iter()
        .find(|event| event.date.heading().is_some())
        .is_some_and(|event| event.date.is_year_uncertain())
}
