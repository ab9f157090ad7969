//! Moving: through the rows of the focused pane, by row, page, end, heading and match; and the mouse.
//!
//! The cursor goes from one line that leads somewhere to the next; where the next
//! is out of sight, text scrolls first, so nothing is skipped unread.

use super::query::told;
use super::selection::{
    MARGIN, find, find_last_within, find_within, focus, keep_in_sight, select_event, settle,
};
use crate::explorer::answer::rows::Row;
use crate::explorer::base::layout::{Class, Pane};
use crate::explorer::base::line::Target;
use crate::explorer::base::order::Order;
use crate::explorer::pane::{focused_page, heading_lines, line_of, listed_events, target_at};
use crate::explorer::state::current::State;
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Cursor, PaneKind, Screen};
use crate::model::EventId;

/// The lines at the top of a page in which its first link is looked for, however low the pane is.
const FEW: usize = 8;
/// Rows that a notch of the wheel moves.
const NOTCH: usize = 3;

pub(super) fn down(state: &mut State) -> Vec<Effect> {
    step(state, 1)
}

pub(super) fn up(state: &mut State) -> Vec<Effect> {
    step(state, -1)
}

pub(super) fn page_down(state: &mut State) -> Vec<Effect> {
    leap(state, 1, 1)
}

pub(super) fn page_up(state: &mut State) -> Vec<Effect> {
    leap(state, -1, 1)
}

pub(super) fn half_down(state: &mut State) -> Vec<Effect> {
    leap(state, 1, 2)
}

pub(super) fn half_up(state: &mut State) -> Vec<Effect> {
    leap(state, -1, 2)
}

pub(super) fn first(state: &mut State) -> Vec<Effect> {
    let (page, height) = focused_page(state);
    let cursor = settle(
        &page,
        Cursor {
            line: find_within(&page, 0..height.max(FEW)).unwrap_or(0),
            top: 0,
        },
        height,
        0,
    );
    drop(page);
    go(state, cursor, "This is the first.")
}

pub(super) fn last(state: &mut State) -> Vec<Effect> {
    let (page, height) = focused_page(state);
    let end = page.len().saturating_sub(1);
    let cursor = Cursor {
        line: find(&page, end, -1).unwrap_or(end),
        top: page.len().saturating_sub(height),
    };
    let cursor = settle(&page, cursor, height, 0);
    drop(page);
    go(state, cursor, "This is the last.")
}

pub(super) fn next_match(state: &mut State) -> Vec<Effect> {
    walk_matches(state, 1)
}

pub(super) fn previous_match(state: &mut State) -> Vec<Effect> {
    walk_matches(state, -1)
}

pub(super) fn next_heading(state: &mut State) -> Vec<Effect> {
    to_heading(state, 1)
}

pub(super) fn previous_heading(state: &mut State) -> Vec<Effect> {
    to_heading(state, -1)
}

/// One line on: to the next line that leads somewhere if it is in sight or just out of it; else text scrolls.
fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let (page, height) = focused_page(state);
    let cursor = state.cursor(state.focused());
    // A cursor that text was scrolled away from goes on from where the person reads.
    let near = cursor.top.saturating_sub(2 + MARGIN)..cursor.top + height + MARGIN + 1;
    let next = if by > 0 {
        find_within(&page, near.start.max(cursor.line + 1)..near.end)
    } else {
        find_last_within(&page, near.start..near.end.min(cursor.line))
    };
    let moved = if let Some(line) = next {
        settle(&page, Cursor { line, ..cursor }, height, MARGIN)
    } else {
        let top = page.top(cursor.top.saturating_add_signed(by), height);
        Cursor { top, ..cursor }
    };
    drop(page);
    go(state, moved, end_of(by))
}

/// A page on, or a part of one: never past a line that did not show. The cursor goes along as far as there is something in sight
/// to stand on.
fn leap(state: &mut State, by: isize, part: usize) -> Vec<Effect> {
    let (page, height) = focused_page(state);
    let cursor = state.cursor(state.focused());
    let rows = (height / part)
        .saturating_sub(usize::from(part == 1))
        .max(1);
    let rows = isize::try_from(rows)
        .unwrap_or(isize::MAX)
        .saturating_mul(by);
    let top = page.top(cursor.top.saturating_add_signed(rows), height);
    let sight = top..top + height;
    let wanted = cursor.line.saturating_add_signed(rows);
    let wanted = wanted.clamp(top, sight.end.saturating_sub(1).max(top));
    let line = if by > 0 {
        find_within(&page, wanted..sight.end)
            .or_else(|| find_last_within(&page, sight.start..wanted))
    } else {
        find_last_within(&page, sight.start..wanted + 1)
            .or_else(|| find_within(&page, wanted..sight.end))
    };
    let moved = match line {
        Some(line) => Cursor { line, top },
        None => Cursor { top, ..cursor },
    };
    drop(page);
    go(state, moved, end_of(by))
}

/// What is said where nothing is further on.
fn end_of(by: isize) -> &'static str {
    if by < 0 {
        "Nothing further up."
    } else {
        "Nothing further down."
    }
}

/// Puts the focused cursor there; where it stands there already, outside of a briefing, says why.
fn go(state: &mut State, cursor: Cursor, end: &str) -> Vec<Effect> {
    let stays = state.cursor(state.focused()) == cursor;
    let effects = place(state, cursor);
    if stays && state.briefing().is_none() {
        return told(state, end);
    }
    effects
}

/// Puts the focused cursor there, and selects what it is on.
fn place(state: &mut State, cursor: Cursor) -> Vec<Effect> {
    let shown = state.focused();
    state.cursors.insert(shown, cursor);
    let target = target_at(state, cursor.line);
    match (shown, target) {
        (
            PaneKind::Chronology | PaneKind::Dossier | PaneKind::Source | PaneKind::Paths,
            Some(Target::Event(event)),
        ) => {
            select_event(state, event);
            if state.asked.typing.is_some() {
                // Where the person went is where they are when the words go.
                state.asked.anchor = Some(event);
            }
        }
        (PaneKind::Actors | PaneKind::Result, Some(Target::Actor(actor)))
            if state.selection.actor != Some(actor) =>
        {
            state.selection.actor = Some(actor);
            state.cursors.remove(&PaneKind::Relations);
        }
        _ => {}
    }
    Vec::new()
}

/// Selects the next or previous hit, going round: in a dossier or a source, among the events that it lists.
fn walk_matches(state: &mut State, by: isize) -> Vec<Effect> {
    let selected = state.selection.event;
    let highlighted = state.highlighted.as_ref();
    let highlighted = highlighted.and_then(|found| found.matches.clone());
    let is_wanted = |event: EventId| {
        let mut all = highlighted.iter().map(|found| found.hit(event));
        all.all(|hit| hit.is_some())
    };
    let event = if state.screen == Screen::Chronology {
        let hits = state.hits();
        let mut at = selected.and_then(|event| hits.place_of(event));
        let mut tries = 0..hits.len();
        tries.find_map(|_| {
            at = round_to(hits.len(), at, by);
            let hit = hits.get(at?)?;
            is_wanted(hit.event).then_some(hit.event)
        })
    } else {
        let matches = &state.answer.matches;
        let is_match = |event: EventId| matches.hit(event).is_some() && is_wanted(event);
        let listed: Vec<EventId> = listed_events(state)
            .into_iter()
            .filter(|event| Some(*event) == selected || is_match(*event))
            .collect();
        let here = listed.iter().position(|event| Some(*event) == selected);
        let next = round_to(listed.len(), here, by).and_then(|next| listed.get(next).copied());
        next.filter(|event| is_match(*event))
    };
    let Some(event) = event else {
        return told(state, "There is no match to go to here.");
    };
    if selected == Some(event) {
        return told(state, "There is no other match here.");
    }
    select_event(state, event);
    if let Some(line) = line_of(state, event) {
        let shown = state.shown_in(Pane::Main);
        let top = state.cursor(shown).top;
        state.cursors.insert(shown, Cursor { line, top });
    }
    keep_in_sight(state);
    Vec::new()
}

/// The place `by` on from `here` among so many, going round.
fn round_to(count: usize, here: Option<usize>, by: isize) -> Option<usize> {
    let end = count.checked_sub(1)?;
    Some(match here {
        None => 0,
        Some(at) => match at.checked_add_signed(by) {
            None => end,
            Some(next) if next > end => 0,
            Some(next) => next,
        },
    })
}

/// To the first line that leads somewhere under the next or previous heading.
fn to_heading(state: &mut State, by: isize) -> Vec<Effect> {
    let heading = if state.focused() != PaneKind::Chronology {
        heading_of_page(state, by)
    } else if state.order == Order::Date {
        heading_of_list(state, by)
    } else {
        return told(
            state,
            "The best matches stand under no headings; s sorts by date.",
        );
    };
    let Some(heading) = heading else {
        return if by < 0 { first(state) } else { last(state) };
    };
    let (page, height) = focused_page(state);
    let line = find(&page, heading, 1).unwrap_or(heading);
    let moved = settle(&page, Cursor { line, top: heading }, height, 0);
    drop(page);
    go(state, moved, "No other heading is in this direction.")
}

/// The line of the next or previous heading of the chronology: from the first event under one, the one before that.
fn heading_of_list(state: &State, by: isize) -> Option<usize> {
    let rows = &state.answer.rows;
    let is_heading = |at: usize| matches!(rows.row(at), Some(Row::Heading(_)));
    let mut at = state.cursor(PaneKind::Chronology).line;
    if by < 0 {
        while at > 0 && !is_heading(at) {
            at -= 1;
        }
    }
    loop {
        at = at
            .checked_add_signed(by)
            .filter(|next| *next < rows.len())?;
        if is_heading(at) {
            return Some(at);
        }
    }
}

/// The same of another page, whose text may scroll without a cursor.
fn heading_of_page(state: &State, by: isize) -> Option<usize> {
    let cursor = state.cursor(state.focused());
    let leads = focused_page(state).0.leads(cursor.line);
    let here = if leads { cursor.line } else { cursor.top };
    let lines = heading_lines(state);
    let under = lines.partition_point(|line| *line <= here);
    let next = if by < 0 { under.checked_sub(2)? } else { under };
    lines.get(next).copied()
}

/// A press of the button at a cell: focuses the pane, moves the cursor to the line; a second press follows it.
pub fn click(state: &mut State, x: u16, y: u16) -> Vec<Effect> {
    let laid = state.layout();
    if laid.class == Class::Card {
        // It shows no rows to press.
        return Vec::new();
    }
    let (area, pane) = if state.overlay.is_some() {
        (laid.body, None)
    } else if let Some(pane) = laid.pane_at(x, y) {
        (laid.place(pane).unwrap_or(laid.body), Some(pane))
    } else {
        return super::query::click_chip(state, x, y);
    };
    let refocused = pane.is_some_and(|pane| pane != state.focus);
    if let Some(pane) = pane {
        focus(state, pane);
    }
    let body = area.body();
    if !body.holds(x, y) {
        return Vec::new();
    }
    let shown = state.focused();
    let cursor = state.cursor(shown);
    let line = cursor.top + usize::from(y - body.y);
    let target = target_at(state, line);
    let Some(target) = target else {
        return Vec::new();
    };
    if line == cursor.line && !refocused {
        return super::follow::follow_target(state, target);
    }
    place(state, Cursor { line, ..cursor })
}

/// Turns of the wheel over a cell: the pane under it moves.
pub fn wheel(state: &mut State, x: u16, y: u16, notches: i16) -> Vec<Effect> {
    if state.overlay.is_none()
        && let Some(effects) = super::strip::wheel(state, x, y, notches)
    {
        return effects;
    }
    let laid = state.layout();
    let pane = laid.pane_at(x, y).unwrap_or(Pane::Main);
    let before = state.focus;
    if state.overlay.is_none() {
        state.focus = pane;
    }
    for _ in 0..usize::from(notches.unsigned_abs()) * NOTCH {
        step(state, isize::from(notches.signum()));
    }
    state.focus = before;
    // A wheel is turned further than there is, and that needs no words.
    state.notice = None;
    Vec::new()
}
