//! Leaving: to the clipboard, the editor, the shell.

use super::query::close;
use super::selection::{focus, keep_in_sight};
use crate::explorer::base::layout::Pane;
use crate::explorer::base::line::Target;
use crate::explorer::pane::focused_page;
use crate::explorer::state::current::State;
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Cursor, Overlay, PaneKind, Screen};

/// Closes what lies over the list; quits where nothing does.
pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    let is_briefing = state.focused() == PaneKind::Brief;
    let lies_over = state.overlay.is_some() || state.screen != Screen::Chronology;
    if lies_over && !is_briefing {
        if state.overlay.is_none() {
            // Whatever pane of it has the focus.
            focus(state, Pane::Main);
        }
        close(state);
        return Vec::new();
    }
    vec![Effect::Quit]
}

pub(super) fn quit_always(_: &mut State) -> Vec<Effect> {
    vec![Effect::Quit]
}

pub(super) fn redraw(_: &mut State) -> Vec<Effect> {
    vec![Effect::Redraw]
}

/// Stops; but the shell must not show on a screen that was blanked.
pub(super) fn suspend(state: &mut State) -> Vec<Effect> {
    if state.briefing().is_some_and(|brief| brief.blank) {
        return Vec::new();
    }
    vec![Effect::Suspend]
}

pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    match state.selection.event {
        Some(event) => vec![Effect::Edit(state.chronology().event(event).position)],
        None => Vec::new(),
    }
}

/// Copies the citation in the style that was used last.
pub(super) fn copy(state: &mut State) -> Vec<Effect> {
    match (state.selection.event, state.styles.get(state.style)) {
        (Some(event), Some(style)) => vec![Effect::Cite(event, style.name.clone())],
        _ => Vec::new(),
    }
}

/// Asks for the style first.
pub(super) fn choose_style(state: &mut State) -> Vec<Effect> {
    state.overlay = Some(Overlay::Styles);
    let cursor = Cursor {
        line: line_of_last(state).unwrap_or_default(),
        top: 0,
    };
    state.cursors.insert(PaneKind::Styles, cursor);
    keep_in_sight(state);
    Vec::new()
}

/// The line of the style that was used last.
fn line_of_last(state: &State) -> Option<usize> {
    let last = state.styles.get(state.style)?;
    let target = Some(Target::Style(last.name.clone()));
    let page = focused_page(state).0;
    (0..usize::MAX)
        .take_while(|line| page.has(*line))
        .find(|line| page.line(*line).target == target)
}

/// Copies in the chosen style, which stays.
pub fn copy_in_style(state: &mut State, style: &str) -> Vec<Effect> {
    state.overlay = None;
    if let Some(at) = state.styles.iter().position(|known| &*known.name == style) {
        state.style = at;
    }
    copy(state)
}
