//! Which events the rows of the main pane are of, so that its cursor and the selection name one event.
//!
//! The list of the chronology knows its rows without drawing them; a dossier and a source have their events below a head.

use std::collections::BTreeSet;

use super::page::{EventRows, Page};
use super::{dossier, source};
use crate::explorer::answer::rows::Row;
use crate::explorer::base::layout::Pane;
use crate::explorer::base::line::Target;
use crate::explorer::base::order::Order;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::{PaneKind, Screen};
use crate::model::EventId;

/// The events of a dossier or a source, as they stand below one another; none of the chronology, whose list is the result,
/// nor of paths, of which there may be too many.
fn listed(state: &State) -> Vec<EventRows<'_>> {
    match state.screen {
        Screen::Chronology | Screen::Paths(..) => Vec::new(),
        Screen::Dossier(actor) => dossier::event_rows(state, actor),
        Screen::Source(source, _) => source::event_rows(state.chronology().source(source)),
    }
}

/// The events that a dossier or a source lists, each once, in the order of its rows.
pub fn listed_events(state: &State) -> Vec<EventId> {
    let mut seen = BTreeSet::new();
    let events = listed(state).into_iter().flat_map(|run| run.events);
    events
        .copied()
        .filter(|event| seen.insert(*event))
        .collect()
}

/// The page of the main pane; `None` where that is out of sight.
fn main_page(state: &State) -> Option<Page<'_>> {
    let shown = state.shown_in(Pane::Main);
    let area = state.layout().place(Pane::Main)?;
    let width = shown.inset(area.body()).width;
    Some(shown.page(state, width))
}

/// The lines of the headings over the events of a source.
pub(super) fn section_lines(state: &State) -> Vec<usize> {
    let head = main_page(state).map_or(0, |page| page.head());
    let runs = listed(state).into_iter();
    runs.map(|run| head + run.first.saturating_sub(1)).collect()
}

/// The event in a line of the main pane.
pub fn event_at(state: &State, line: usize) -> Option<EventId> {
    if let Screen::Paths(..) = state.screen {
        return match main_page(state)?.line(line).target {
            Some(Target::Event(event)) => Some(event),
            _ => None,
        };
    }
    if state.screen != Screen::Chronology {
        let row = main_page(state)?.row_at(line)?;
        return listed(state)
            .into_iter()
            .find_map(|run| run.events.get(row.checked_sub(run.first)?).copied());
    }
    let place = match state.order {
        Order::Rank => line,
        Order::Date => match state.answer.rows.row(line)? {
            Row::Event(place) => place,
            Row::Heading(_) | Row::Gap { .. } => return None,
        },
    };
    state.hits().get(place).map(|hit| hit.event)
}

/// The line of the main pane that is of `event`.
pub fn line_of(state: &State, event: EventId) -> Option<usize> {
    if state.screen != Screen::Chronology {
        let head = main_page(state)?.head();
        return listed(state).into_iter().find_map(|run| {
            let at = run.events.iter().position(|listed| *listed == event)?;
            Some(head + run.first + at)
        });
    }
    let place = state.hits().place_of(event)?;
    Some(match state.order {
        Order::Date => state.answer.rows.position(place),
        Order::Rank => place,
    })
}

/// Why the panes do not show one selected event, if they do not. While a list is awaited or a briefing is given, nothing is
/// to be compared.
pub fn disagreement(state: &State) -> Option<String> {
    if state.awaits_list() || state.briefing().is_some() {
        return None;
    }
    let selected = state.selection.event;
    if let Some(event) = selected
        && event.index() >= state.chronology().events().len()
    {
        return Some(format!("{event:?} is selected and is none"));
    }
    let shown = state.shown_in(Pane::Main);
    let line = state.cursor(shown).line;
    let at = event_at(state, line);
    let is_list = shown == PaneKind::Chronology;
    let agrees = match at {
        Some(_) => at == selected,
        // A dossier's cursor may stand on a relation, and the list of nothing has no event.
        None => !is_list || (selected.is_none() && state.hits().is_empty()),
    };
    (!agrees).then(|| format!("{selected:?} is selected, line {line} of {shown:?} has {at:?}"))
}
