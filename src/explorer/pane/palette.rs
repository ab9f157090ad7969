//! The palette: the commands that can run now, those of what has the focus first, found by the words of their names and help.

use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::command::{Command, Scope};
use crate::explorer::state::current::State;
use crate::explorer::state::lookup::is_active_beneath;

/// The column of what a command does, where there is room.
const HELP: u16 = 22;

/// The most columns that a line takes: keys further away from their help are hard to follow.
const WIDEST: u16 = 120;

pub(super) fn title(_: &State) -> String {
    "Commands".to_owned()
}

/// The commands that can run when the palette is closed and have every typed word in their name or help: the best first.
fn found(state: &State) -> Vec<&'static Command<State>> {
    let typed = state
        .prompt
        .as_ref()
        .map(|prompt| prompt.input.value().to_lowercase())
        .unwrap_or_default();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let can_run = |command: &&Command<State>| {
        command.name != "palette"
            && is_active_beneath(command.scope, state)
            && (command.lacks)(state).is_none()
    };
    let commands = state.commands.iter().filter(can_run);
    let mut found: Vec<_> = commands
        .filter_map(|command| Some((rank(command, &words)?, command)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

/// Where a command stands among those with all `words`, the least first: how the words were found; then what works here alone before what
/// works everywhere; then what the footer has a word for.
fn rank(command: &Command<State>, words: &[&str]) -> Option<(WordsIn, usize, bool)> {
    let has_all = |text: &str| words.iter().all(|word| text.contains(word));
    let begins = words
        .first()
        .is_none_or(|first| command.name.starts_with(first));
    let found = if begins && has_all(command.name) {
        WordsIn::NameFirst
    } else if has_all(command.name) {
        WordsIn::Name
    } else if has_all(&format!("{} {}", command.name, command.help).to_lowercase()) {
        WordsIn::Help
    } else {
        return None;
    };
    let mut scopes = Scope::NARROWEST_FIRST.iter();
    let narrow = scopes.position(|scope| *scope == command.scope);
    Some((found, narrow.unwrap_or(0), command.footer.is_none()))
}

/// Where typed words were found in a command.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WordsIn {
    NameFirst,
    Name,
    Help,
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let commands = found(state);
    if commands.is_empty() {
        let none = "No command that can run here has these words.";
        return Page::of(vec![Line::of(none, Tone::Label)]);
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
