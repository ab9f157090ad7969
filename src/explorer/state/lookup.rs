//! Which command a key runs now, and which stand in the footer.

use super::briefing::{Aside, Brief};
use super::command::{Command, Scope};
use super::current::State;
use super::panes::PaneKind;
use crate::explorer::base::key::Key;

/// Whether a scope is active in `state`.
pub fn is_active(scope: Scope, state: &State) -> bool {
    match scope {
        Scope::Everywhere => true,
        Scope::Line => state.is_typing(),
        Scope::Pick => state.is_picking(),
        // A clicker goes on also while somebody types where to go.
        Scope::Stage => state.briefing().is_some(),
        Scope::Asked => state
            .briefing()
            .is_some_and(|brief| brief.aside == Some(Aside::Quit)),
        Scope::Brief => {
            let is_blank = |brief: &Brief| brief.blank && state.speaker.is_none();
            !state.is_typing() && state.briefing().is_some_and(|brief| !is_blank(brief))
        }
        Scope::Speaker => {
            !state.is_typing() && state.speaker.is_some() && state.briefing().is_some()
        }
        Scope::Browse
        | Scope::Screen
        | Scope::PickList
        | Scope::Result
        | Scope::Parts
        | Scope::Filters => !state.is_typing() && is_of(scope, state, state.focused()),
    }
}

/// Whether a scope is active once the palette, which no briefing has, is closed.
pub fn is_active_beneath(scope: Scope, state: &State) -> bool {
    is_of(scope, state, state.shown_in(state.focus))
}

/// Whether a scope is one of `focused`, while nothing is typed.
fn is_of(scope: Scope, state: &State, focused: PaneKind) -> bool {
    match scope {
        Scope::Everywhere => true,
        Scope::Line | Scope::Brief | Scope::Stage | Scope::Asked | Scope::Speaker => false,
        Scope::Browse | Scope::Screen => state.briefing().is_none(),
        Scope::Pick | Scope::PickList => state.pick.is_some() && focused == PaneKind::Chronology,
        Scope::Result => focused == PaneKind::Result,
        Scope::Parts => focused == PaneKind::Parts,
        Scope::Filters => focused == PaneKind::Filters,
    }
}

/// The command that `key` runs in `state`: the narrowest active scope wins.
pub fn lookup(state: &State, key: Key) -> Option<&'static Command<State>> {
    if state.is_typing() && key.typed().is_some() {
        // Whatever is bound to it, a line can be typed.
        return None;
    }
    let spelling = key.to_string();
    Scope::NARROWEST_FIRST
        .into_iter()
        .filter(|scope| is_active(*scope, state))
        .find_map(|scope| {
            state
                .commands
                .iter()
                .find(|command| command.scope == scope && state.keymap.runs(command, &spelling))
        })
}

/// The letter that `key` types into the open line now, if it does nothing else and waits for nothing.
pub fn letter(state: &State, key: Key) -> Option<char> {
    let types = state.is_typing() && state.ahead.is_empty() && lookup(state, key).is_none();
    key.typed().filter(|_| types)
}

/// The commands of the footer in `state`: those with a word for it that their first key runs now. Of those of a line, only what
/// this line has; elsewhere all, so that the footer does not change from row to row.
pub fn footer(state: &State) -> Vec<&'static Command<State>> {
    let runs = |command: &'static Command<State>| {
        let keys = state.keymap.keys(command);
        let key = keys.first().and_then(|key| key.parse().ok());
        key.and_then(|key| lookup(state, key))
            .is_some_and(|found| found.name == command.name)
    };
    state
        .commands
        .iter()
        .filter(|command| command.footer.is_some() && runs(command))
        .filter(|command| command.scope != Scope::Line || (command.lacks)(state).is_none())
        .collect()
}
