//! The palette: every command, found by the words of its help.

use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::state::command::{Command, Scope};
use crate::explorer::state::current::State;

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
        .filter(|command| command.scope != Scope::Line)
        .filter(|command| {
            let text = format!("{} {}", command.name, command.help).to_lowercase();
            typed.split_whitespace().all(|word| text.contains(word))
        })
        .collect()
}

pub(super) fn page(state: &State, _: u16) -> Page<'_> {
    let commands = found(state);
    if commands.is_empty() {
        return Page::of(vec![Line::of("No command has these words.", Tone::Label)]);
    }
    Page::of(
        commands
            .into_iter()
            .map(|command| {
                Line::blank()
                    .with(1, command.name, Tone::Accent)
                    .with(22, command.help, Tone::Plain)
                    .with(70, state.keymap.keys(command).join(" "), Tone::Label)
                    .to(Target::Command(command.name))
            })
            .collect(),
    )
}
