//! The title row: the chronology's title, and at the right what it holds; faults stand out. A save that is kept back takes it.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::letters::{put, shown};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::line::Tone;
use crate::explorer::base::wrap::width;
use crate::explorer::pane::search_row::grouped;
use crate::explorer::{Look, State};
use crate::model::text::one_line;

/// Draws the row.
pub fn draw(state: &State, look: Look, area: Area, buffer: &mut Buffer) {
    if let Some(text) = state.banner() {
        let banner = (&*text, look.style(Tone::Conflict));
        put(
            buffer,
            look,
            (area.x + 1, area.y),
            area.width.saturating_sub(2),
            banner,
        );
        return;
    }
    let (counts, tone) = counts(state);
    let counts = shown(&counts, look);
    let cells = u16::try_from(width(&counts)).unwrap_or(area.width);
    let at = area.width.saturating_sub(cells + 1);
    let fits = at > 12;
    let room = if fits {
        at - 2
    } else {
        area.width.saturating_sub(1)
    };
    let title = match state.loading {
        Some(_) => "Dateline".to_owned(),
        None => one_line(state.chronology().title()).into_owned(),
    };
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let room = room.saturating_sub(1);
    put(buffer, look, (area.x + 1, area.y), room, (&title, bold));
    if fits {
        let counts = (&*counts, look.style(tone));
        put(buffer, look, (area.x + at, area.y), cells, counts);
    }
}

fn counts(state: &State) -> (String, Tone) {
    if let Some((done, of)) = state.loading {
        let percent = done.saturating_mul(100).checked_div(of).unwrap_or(0);
        return (format!("opening … {percent} %"), Tone::Accent);
    }
    let (errors, warnings) = (state.opened.errors, state.opened.warnings);
    if errors > 0 {
        return (
            format!("{} · E shows", several(errors, "error")),
            Tone::Conflict,
        );
    }
    if warnings > 0 {
        return (
            format!("{} · E shows", several(warnings, "warning")),
            Tone::Doubt,
        );
    }
    let chronology = state.chronology();
    let counts = [
        several(chronology.events().len(), "event"),
        several(chronology.actors().len(), "actor"),
        several(chronology.sources().len(), "source"),
    ];
    (counts.join(" · "), Tone::Label)
}

fn several(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {word}{plural}", grouped(number))
}
