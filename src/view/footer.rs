//! The footer: the keys of what has the focus, from the command table; or what is wrong, or once a notice.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::letters::{put, put_runs, shown};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::line::Tone;
use crate::explorer::base::wrap::width;
use crate::explorer::state::{command, lookup};
use crate::explorer::{Look, State};

/// Draws the row. Only whole entries; the last, all keys, always has its place.
pub fn draw(state: &State, look: Look, area: Area, buffer: &mut Buffer) {
    if let Some((text, style)) = said(state, look) {
        let room = area.width.saturating_sub(2);
        put(buffer, look, (area.x + 1, area.y), room, (&text, style));
        return;
    }
    let commands = lookup::footer(state);
    let Some((last, others)) = commands.split_last() else {
        return;
    };
    let entry = |command: &'static command::Command<State>| {
        let keys = state.keymap.keys(command);
        let key = shown(&sign(keys.first().copied().unwrap_or_default()), look);
        (key, command.footer.unwrap_or_default())
    };
    let cells =
        |(key, word): &(String, &str)| u16::try_from(width(key) + width(word) + 1).unwrap_or(0);
    let reserved = cells(&entry(last)) + 2;
    let mut x = area.x + 1;
    let end = area.x + area.width;
    for command in others {
        let next = entry(command);
        if x + cells(&next) + 2 + reserved > end {
            break;
        }
        x = write(look, (x, area.y), &next, buffer);
    }
    if x + cells(&entry(last)) <= end {
        write(look, (x, area.y), &entry(last), buffer);
    }
}

/// Whether something stands in place of the keys.
pub(super) fn has_notice(state: &State) -> bool {
    state.notice.is_some() || state.prompt.is_some()
}

/// What stands in place of the keys: a notice, else what is wrong with the line being typed.
fn said(state: &State, look: Look) -> Option<(String, Style)> {
    let fault = match (&state.prompt, &state.asked.error) {
        (Some(prompt), _) => prompt.error.clone(),
        (None, Some(error)) => {
            let help = error
                .help
                .as_ref()
                .map(|help| format!("; {help}"))
                .unwrap_or_default();
            Some(format!(
                "column {}: {}{help}",
                error.at.start + 1,
                error.message
            ))
        }
        (None, None) => None,
    };
    let notice = state.notice.clone().map(|notice| (notice, look.accent()));
    notice.or_else(|| Some((fault?, look.style(Tone::Conflict))))
}

/// A key as a sign, where it has a short one.
fn sign(key: &str) -> String {
    match key {
        "Backspace" => "⌫".to_owned(),
        "Minus" => "-".to_owned(),
        other => other.to_owned(),
    }
}

fn write(look: Look, (x, y): (u16, u16), (key, word): &(String, &str), buffer: &mut Buffer) -> u16 {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let room = u16::MAX - x;
    let entry = [(&**key, bold), (" ", Style::new()), (word, look.quiet())];
    put_runs(buffer, look, (x, y), room, &entry) + 2
}
