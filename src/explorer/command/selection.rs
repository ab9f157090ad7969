//! The selection, and what keeps it and the cursors in sight after a command or an answer.

use std::ops::Range;

use crate::explorer::answer::rows::nearest_place;
use crate::explorer::base::layout::Pane;
use crate::explorer::base::order::Order;
use crate::explorer::pane::{Page, cited_line, event_at, line_of};
use crate::explorer::state::current::State;
use crate::explorer::state::panes::{Cursor, PaneKind, Screen};
use crate::model::EventId;

/// Lines kept in sight above and below the cursor.
pub(super) const MARGIN: usize = 1;

/// Gives the focus to a pane.
pub fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    // The tab beside the main pane stays, unless it was the side.
    if pane != Pane::Main {
        state.shown = pane;
    } else if state.shown == Pane::Side {
        state.shown = Pane::Event;
    }
}

/// Selects an event. The chosen actor stays chosen while it takes part.
pub fn select_event(state: &mut State, event: EventId) {
    if state.selection.event == Some(event) {
        return;
    }
    state.selection.event = Some(event);
    if let Some(actor) = state.selection.actor {
        let takes_part = state
            .chronology()
            .event(event)
            .actors
            .iter()
            .any(|part| part.actor == actor);
        if !takes_part {
            state.selection.actor = None;
        }
    }
    for shown in [PaneKind::Event, PaneKind::Actors, PaneKind::Relations] {
        state.cursors.remove(&shown);
    }
    let row = state.selection.actor.and_then(|actor| {
        let parts = &state.chronology().event(event).actors;
        parts.iter().position(|part| part.actor == actor)
    });
    if let Some(line) = row {
        state
            .cursors
            .insert(PaneKind::Actors, Cursor { line, top: 0 });
    }
}

/// Brings the cursor of the chronology to the selected event, and every cursor into sight.
pub fn keep_in_sight(state: &mut State) {
    if let Some(event) = state.selection.event
        && let Some(at) = state.hits().place_of(event)
    {
        let line = match state.order {
            Order::Date => state.answer.rows.position(at),
            Order::Rank => at,
        };
        let top = state.cursor(PaneKind::Chronology).top;
        state
            .cursors
            .insert(PaneKind::Chronology, Cursor { line, top });
    }
    settle_panes(state, |_| true);
}

/// Brings the selected event into the upper third of the list, so that what follows it shows.
pub(super) fn to_upper_third(state: &mut State) {
    keep_in_sight(state);
    let height = state
        .layout()
        .place(Pane::Main)
        .map_or(0, |area| usize::from(area.body().height));
    hold_at(state, height / 3);
    settle_panes(state, |shown| shown == PaneKind::Chronology);
}

/// Scrolls the list so that its cursor stands in that row of it.
fn hold_at(state: &mut State, row: usize) {
    let line = state.cursor(PaneKind::Chronology).line;
    let top = line.saturating_sub(row);
    state
        .cursors
        .insert(PaneKind::Chronology, Cursor { line, top });
}

/// The first line from `from` on, going by `by`, that leads somewhere.
pub(super) fn find(page: &Page<'_>, from: usize, by: isize) -> Option<usize> {
    let mut at = from;
    loop {
        if !page.has(at) {
            return None;
        }
        if page.leads(at) {
            return Some(at);
        }
        at = at.checked_add_signed(by)?;
    }
}

/// The first of some lines that leads somewhere.
pub(super) fn find_within(page: &Page<'_>, lines: Range<usize>) -> Option<usize> {
    let there = lines.take_while(|line| page.has(*line));
    there.into_iter().find(|line| page.leads(*line))
}

/// The last of some lines that leads somewhere.
pub(super) fn find_last_within(page: &Page<'_>, mut lines: Range<usize>) -> Option<usize> {
    lines.rfind(|line| page.has(*line) && page.leads(*line))
}

/// The cursor with its line in sight, `margin` lines from the edge where there are that many. A line that
/// leads nowhere, in a page that has none that does, keeps the top.
pub(super) fn settle(page: &Page<'_>, cursor: Cursor, height: usize, margin: usize) -> Cursor {
    if !page.leads(cursor.line) {
        return Cursor {
            top: page.top(cursor.top, height),
            ..cursor
        };
    }
    let margin = if height > 2 * margin + 1 { margin } else { 0 };
    let lowest = (cursor.line + margin + 1).saturating_sub(height);
    let highest = cursor.line.saturating_sub(margin);
    Cursor {
        top: page.top(cursor.top.clamp(lowest.min(highest), highest), height),
        ..cursor
    }
}

/// Brings the cursors of panes that show what is `meant` into sight.
pub(super) fn settle_panes(state: &mut State, meant: impl Fn(PaneKind) -> bool) {
    let laid = state.layout();
    let mut panes: Vec<(PaneKind, u16, u16)> = laid
        .panes
        .iter()
        .map(|placed| {
            let shown = state.shown_in(placed.pane);
            let body = shown.inset(placed.area.body());
            (shown, body.width, body.height)
        })
        .collect();
    if state.overlay.is_some() {
        let body = state.focused().inset(laid.body.body());
        panes.push((state.focused(), body.width, body.height));
    }
    for (shown, width, height) in panes.into_iter().filter(|(shown, ..)| meant(*shown)) {
        let page = shown.page(state, width);
        let cursor = state.cursor(shown);
        let height = usize::from(height);
        let line = page.at_most(cursor.line);
        // A page that was just opened: its first link, if that is in sight. Otherwise text stays where it was read.
        let line = if line == 0 && !page.leads(0) {
            find_within(&page, 0..cursor.top + height)
                .and_then(|link| first_link(state, shown, link))
                .filter(|link| *link < cursor.top + height)
                .unwrap_or(0)
        } else {
            line
        };
        let settled = settle(&page, Cursor { line, ..cursor }, height, MARGIN);
        drop(page);
        state.cursors.insert(shown, settled);
    }
}

/// Where the cursor of a page that was just opened stands, whose first link is in line `link`: on no event but the selected one.
fn first_link(state: &State, shown: PaneKind, link: usize) -> Option<usize> {
    if shown != state.shown_in(Pane::Main) || event_at(state, link).is_none() {
        return Some(link);
    }
    line_of(state, state.selection.event?)
}

/// Makes the cursor of the main pane and the selection one event again, whatever a message did to either. The cursor goes to the
/// selected event if that is listed; else what it stands on is selected, or what is nearest.
pub fn agree(state: &mut State) {
    if state.awaits_list() || state.briefing().is_some() {
        return;
    }
    let shown = state.shown_in(Pane::Main);
    let at_cursor = event_at(state, state.cursor(shown).line);
    let selected = state.selection.event;
    let is_list = shown == PaneKind::Chronology;
    if at_cursor == selected || (at_cursor.is_none() && !is_list) {
        return;
    }
    if let Some(line) = selected.and_then(|event| line_of(state, event)) {
        let top = state.cursor(shown).top;
        state.cursors.insert(shown, Cursor { line, top });
        settle_panes(state, |pane| pane == shown);
        return;
    }
    let hits = state.answer.matches.by_date();
    let nearest = || {
        let place = nearest_place(hits, selected.unwrap_or(EventId::new(0)))?;
        hits.get(place).map(|hit| hit.event)
    };
    match at_cursor.or_else(nearest) {
        Some(event) => select_event(state, event),
        None => state.selection.event = None,
    }
    keep_in_sight(state);
}

/// After an answer came: selects what was wanted, else keeps the place, else takes the nearest.
pub fn after_answer(state: &mut State) {
    let wanted = state.asked.want.take();
    let wants_best = std::mem::take(&mut state.asked.wants_best);
    let matches = &state.answer.matches;
    let here = state.selection.event;
    let is_elsewhere = state.screen != Screen::Chronology;
    let chosen = if let Some(event) = wanted.or(here).filter(|_| is_elsewhere) {
        // A dossier or a source lists its events whatever is asked for.
        Some(event)
    } else if let Some(event) = wanted.filter(|event| matches.hit(*event).is_some()) {
        Some(event)
    } else if wants_best {
        matches.best().map(|hit| hit.event)
    } else {
        // Where the last list was empty, from where the one before it was left.
        let from = wanted.or(here).or(state.asked.anchor);
        let by_date = matches.by_date();
        match from {
            Some(event) => nearest_place(by_date, event),
            None => nearest_place(by_date, EventId::new(0)),
        }
        .and_then(|at| by_date.get(at))
        .map(|hit| hit.event)
    };
    let before = state.cursor(PaneKind::Chronology);
    if let Some(event) = chosen {
        select_event(state, event);
    } else {
        if state.asked.typing.is_none() {
            state.asked.anchor = wanted.or(here).or(state.asked.anchor);
        }
        state.selection.event = None;
    }
    keep_in_sight(state);
    if chosen.is_some() && chosen == here {
        // The event is the same: it stays where it is on the screen, whatever comes and goes around it.
        hold_at(state, before.line.saturating_sub(before.top));
        settle_panes(state, |shown| shown == PaneKind::Chronology);
    }
}

/// Scrolls the source to the cited paragraph, once its note is there.
pub fn to_cited(state: &mut State) {
    let laid = state.layout();
    let Some(area) = laid.place(Pane::Main) else {
        return;
    };
    let body = PaneKind::Source.inset(area.body());
    let Some(line) = cited_line(state, body.width) else {
        return;
    };
    let page = PaneKind::Source.page(state, body.width);
    let top = line.saturating_sub(usize::from(body.height / 3));
    let top = page.top(top, usize::from(body.height));
    drop(page);
    state.cursors.insert(PaneKind::Source, Cursor { line, top });
}
