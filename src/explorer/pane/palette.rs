//! The palette: every command, found by the words of its help.

use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::command::{Command, Scope};
use crate::explorer::state::current::State;

/// The column of what a command does, where there is room.
const HELP: u16 = 22;

/// The most columns that a line takes: keys further away from their help are hard to follow.
const WIDEST: u16 = 120;

pub(super) fn title(_: &State) -> String {
    "Commands".to_owned()
}

/// The commands whose name or help has every typed word.
fn found(state: &State) -> Vec<&'static Command<State>> {
    let typed = state
        .prompt
        .as_ref()
        .map(|prompt| prompt.input.value().to_lowercase())
        .unwrap_or_default();
    state
        .commands
        .iter()
        .filter(|command| !matches!(command.scope, Scope::Line | Scope::Asked))
        .filter(|command| {
            let text = format!("{} {}", command.name, command.help).to_lowercase();
            typed.split_whitespace().all(|word| text.contains(word))
        })
        .collect()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let commands = found(state);
    if commands.is_empty() {
        return Page::of(vec![Line::of("No command has these words.", Tone::Label)]);
    }
    let lines = commands.into_iter().map(|command| {
        let keys = state.keymap.keys(command).join(" ");
        let of_keys = u16::try_from(cells(&keys)).unwrap_or(width);
        // At the right, in a third at most; help has the rest.
        let keys_at = width.min(WIDEST).saturating_sub(of_keys.min(width / 3) + 1);
        let help_at = HELP.min(width / 4);
        let between = |from: u16, until: u16| usize::from(until.saturating_sub(from + 1));
        Line::blank()
            .with(1, shorten(command.name, between(1, help_at)), Tone::Accent)
            .with(
                help_at,
                shorten(command.help, between(help_at, keys_at)),
                Tone::Plain,
            )
            .with(keys_at, keys, Tone::Label)
            .to(Target::Command(command.name))
    });
    Page::of(lines.collect())
}
