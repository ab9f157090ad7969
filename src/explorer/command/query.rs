//! Asking: the search box, filters, periods, and what clears them. The query is one text; chips, facets
//! and the search box are views of it.

use std::sync::Arc;

use tui_input::Input;

use super::selection::{focus, keep_in_sight};
use crate::explorer::answer::search::Search;
use crate::explorer::answer::strip;
use crate::explorer::base::layout::Pane;
use crate::explorer::base::line::Target;
use crate::explorer::base::order::Order;
use crate::explorer::pane::target_at;
use crate::explorer::state::command::Command;
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{PaneKind, Screen, Side};
use crate::model::{Bound, Day};
use crate::query::edit::{self, Choice};
use crate::query::{self, Field, Query, facets};

/// Asks `text`: reads it and starts a search. If it is no query, the last good one stays and the error shows.
pub fn apply_text(state: &mut State, text: String) -> Vec<Effect> {
    match Query::parse(&text, state.opened.index.vocabulary(), &state.outside) {
        Ok(query) => {
            state.asked.wants_best = state.asked.typing.is_some() && query.has_words();
            if query.days() != state.asked.query.days() {
                // The strip follows the period.
                state.zoom = None;
            }
            state.asked.query = query;
            state.asked.text = text;
            state.asked.error = None;
            // What is chosen shows at once; the counts follow.
            facets::mark(
                &state.opened.index,
                &state.asked.query,
                &mut state.counts.facets,
            );
            if state.asked.typing.is_none() {
                remember(state);
            }
            search_again(state)
        }
        Err(error) => {
            state.asked.error = Some(error);
            Vec::new()
        }
    }
}

/// The most queries that are remembered.
const REMEMBERED: usize = 100;

/// Remembers what was asked, as the latest.
pub(super) fn remember(state: &mut State) {
    let text = state.asked.text.trim().to_owned();
    if text.is_empty() {
        return;
    }
    state.recent.retain(|known| *known != text);
    if state.recent.len() == REMEMBERED {
        state.recent.remove(0);
    }
    state.recent.push(text);
}

/// Runs the present query anew.
pub fn search_again(state: &mut State) -> Vec<Effect> {
    state.asked.generation += 1;
    vec![Effect::Search(Box::new(Search {
        generation: state.asked.generation,
        index: Arc::clone(&state.opened.index),
        calendar: Arc::clone(&state.opened.calendar),
        query: state.asked.query.clone(),
        text: state.asked.text.clone(),
        outside: state.outside.clone(),
        order: state.order,
        extent: state.strip_days(),
        strip: state
            .layout()
            .strip
            .map_or(0, |row| strip::cells_area(row).width),
    }))]
}

pub(super) fn search(state: &mut State) -> Vec<Effect> {
    state.overlay = None;
    state.screen = Screen::Chronology;
    focus(state, Pane::Main);
    state.asked.anchor = state.selection.event;
    let mut text = state.asked.text.clone();
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
    state.asked.typing = Some(Input::new(text));
    Vec::new()
}

pub(super) fn filters(state: &mut State) -> Vec<Effect> {
    if state.focused() == PaneKind::Filters {
        state.side = Side::Actors;
        focus(state, Pane::Main);
        return Vec::new();
    }
    state.side = Side::Filters;
    state.filtered_from = Some(state.asked.text.clone());
    // Values that kept their places while they were chosen from stand in their own order again.
    facets::sort(&mut state.counts.facets);
    focus(state, Pane::Side);
    keep_in_sight(state);
    Vec::new()
}

/// Makes `to` the choice of a facet's value.
pub(super) fn choose(state: &mut State, field: &str, key: &str, to: Choice) -> Vec<Effect> {
    let text = edit::toggle(&state.asked.text, field, key, to);
    apply_text(state, text)
}

/// Turns the choice of the focused filter to `wanted`, or off if it is that already. A saved query is asked, or no longer.
fn turn(state: &mut State, wanted: Choice) -> Vec<Effect> {
    let line = state.cursor(PaneKind::Filters).line;
    match target_at(state, line) {
        Some(Target::Facet { field, key, choice }) => {
            choose(state, field, &key, toggled(choice, wanted))
        }
        Some(Target::Query(text)) if wanted == Choice::With => {
            let is_asked = state.asked.text.trim() == text.trim();
            ask_instead(state, if is_asked { String::new() } else { text })
        }
        _ => told(state, "Only a value can be kept or left out."),
    }
}

/// What a choice becomes when `wanted` is pressed.
fn toggled(choice: Choice, wanted: Choice) -> Choice {
    if choice == wanted {
        Choice::Off
    } else {
        wanted
    }
}

pub(super) fn with(state: &mut State) -> Vec<Effect> {
    turn(state, Choice::With)
}

pub(super) fn without(state: &mut State) -> Vec<Effect> {
    turn(state, Choice::Without)
}

/// Goes to the list with what was chosen; with the value under the cursor, if nothing was chosen since the filters were opened.
pub(super) fn accept_filters(state: &mut State) -> Vec<Effect> {
    let target = target_at(state, state.cursor(PaneKind::Filters).line);
    let is_untouched = state.filtered_from.as_ref() == Some(&state.asked.text);
    focus(state, Pane::Main);
    match target {
        Some(Target::Facet {
            field,
            key,
            choice: Choice::Off,
        }) if is_untouched => choose(state, field, &key, Choice::With),
        Some(Target::Query(text)) => ask_instead(state, text),
        _ => {
            keep_in_sight(state);
            Vec::new()
        }
    }
}

/// Asks which value to find.
pub(super) fn find_value(state: &mut State) -> Vec<Effect> {
    ask(state, Question::Value)
}

/// Requires all chosen values of the focused facet, or any of them again.
pub(super) fn all_or_any(state: &mut State) -> Vec<Effect> {
    let line = state.cursor(PaneKind::Filters).line;
    let Some(Target::Facet { field, .. }) = target_at(state, line) else {
        return told(state, "Only values can be required together.");
    };
    if Field::called(field).is_some_and(|field| field.is_single) {
        return told(
            state,
            "An event has one value of this, so any chosen one is enough.",
        );
    }
    match edit::all_or_any(&state.asked.text, field) {
        Some(text) => apply_text(state, text),
        None => told(
            state,
            "Choose two values first: any of them is enough, until this key.",
        ),
    }
}

/// The same for the focused actor of the result, which every event must have: the list is that of the result.
fn turn_actor(state: &mut State, wanted: Choice) -> Vec<Effect> {
    let line = state.cursor(PaneKind::Result).line;
    let facets = &state.counts.facets;
    let facet = facets.iter().find(|facet| facet.field == "actor");
    let value = facet.and_then(|facet| facet.result().get(line));
    let Some((key, choice)) = value.map(|value| (value.key.clone(), value.choice)) else {
        return told(state, "There is no actor here.");
    };
    let text = match toggled(choice, wanted) {
        Choice::With => edit::require(&state.asked.text, "actor", &key),
        to @ (Choice::Off | Choice::Without) => edit::toggle(&state.asked.text, "actor", &key, to),
    };
    apply_text(state, text)
}

pub(super) fn pin(state: &mut State) -> Vec<Effect> {
    turn_actor(state, Choice::With)
}

pub(super) fn unpin(state: &mut State) -> Vec<Effect> {
    turn_actor(state, Choice::Without)
}

/// Runs a command, or says what it lacks.
pub fn run(command: &'static Command<State>, state: &mut State) -> Vec<Effect> {
    match (command.lacks)(state) {
        Some(lacking) => told(state, lacking),
        None => (command.run)(state),
    }
}

/// Says why nothing happens.
pub(super) fn told(state: &mut State, why: &str) -> Vec<Effect> {
    state.notice = Some(why.to_owned());
    Vec::new()
}

fn ask(state: &mut State, question: Question) -> Vec<Effect> {
    state.prompt = Some(Prompt::asking(question, ""));
    Vec::new()
}

pub(super) fn go_to_date(state: &mut State) -> Vec<Effect> {
    state.screen = Screen::Chronology;
    focus(state, Pane::Main);
    ask(state, Question::Date)
}

pub(super) fn period(state: &mut State) -> Vec<Effect> {
    ask(state, Question::Period)
}

pub(super) fn drop_filter(state: &mut State) -> Vec<Effect> {
    let parts = state.query_parts();
    let text = match parts.iter().rfind(|part| part.has_field) {
        Some(chip) => edit::remove(&state.asked.text, chip.range.clone()),
        None => String::new(),
    };
    ask_instead(state, text)
}

/// Takes words that were taken as others in the letters that were typed.
pub(super) fn as_typed(state: &mut State) -> Vec<Effect> {
    let text = query::as_typed(&state.opened.index, &state.asked.query, &state.asked.text);
    if state.asked.typing.is_some() {
        state.asked.typing = Some(Input::new(text.clone()));
    }
    apply_text(state, text)
}

/// Closes what lies over; else leaves the side, the dossier or the source; else clears the query. One at a time.
pub(super) fn clear(state: &mut State) -> Vec<Effect> {
    if close(state) {
        return Vec::new();
    }
    if state.highlighted.take().is_some() {
        return told(state, "Nothing is highlighted any more.");
    }
    if state.asked.text.trim().is_empty() {
        return told(state, "There is no query to clear.");
    }
    ask_instead(state, String::new())
}

/// Closes the outermost of what lies over the list; whether there was something.
pub(super) fn close(state: &mut State) -> bool {
    if state.overlay.take().is_some() {
        return true;
    }
    if state.focus != Pane::Main {
        focus(state, Pane::Main);
        keep_in_sight(state);
        return true;
    }
    if state.screen == Screen::Chronology {
        return false;
    }
    state.leave_here();
    state.screen = Screen::Chronology;
    keep_in_sight(state);
    true
}

/// Asks `text` in place of the query; the selected event stays, and back brings the query back.
pub(super) fn ask_instead(state: &mut State, text: String) -> Vec<Effect> {
    if state.asked.text.trim() == text.trim() {
        return Vec::new();
    }
    state.leave_here();
    state.asked.want = state.selection.event;
    apply_text(state, text)
}

/// Shows the selected event among all events, where it was on the screen.
pub(super) fn in_context(state: &mut State) -> Vec<Effect> {
    state.leave_here();
    state.overlay = None;
    state.screen = Screen::Chronology;
    state.order = Order::Date;
    focus(state, Pane::Main);
    state.notice = Some("All events; Backspace goes back to what was found.".to_owned());
    if state.asked.text.trim().is_empty() {
        keep_in_sight(state);
        return Vec::new();
    }
    state.asked.want = state.selection.event;
    apply_text(state, String::new())
}

/// The days before and after an event that `around` shows.
const AROUND: i64 = 7;

/// Asks for all that may have happened from a week before the selected event to a week after it.
pub(super) fn around(state: &mut State) -> Vec<Effect> {
    let Some(event) = state.selection.event else {
        return Vec::new();
    };
    let bounds = state.chronology().event(event).date.bounds();
    let (from, to) = match (bounds.earliest, bounds.latest) {
        (Bound::Day(from), Bound::Day(to)) => (from, to),
        (Bound::Day(day), _) | (_, Bound::Day(day)) => (day, day),
        _ => return told(state, "The event has no date to go around."),
    };
    let from = Day::new(from.number().saturating_sub(AROUND));
    let to = Day::new(to.number().saturating_add(AROUND));
    let (Some(from), Some(to)) = (from.edtf(), to.edtf()) else {
        return told(
            state,
            "No query has days in years of more than four figures.",
        );
    };
    let period = format!("{from}/{to}");
    let text = edit::toggle("", "during", &period, Choice::With);
    state.overlay = None;
    let effects = ask_instead(state, text);
    state.screen = Screen::Chronology;
    focus(state, Pane::Main);
    keep_in_sight(state);
    state.notice = Some("A week around the event; Backspace goes back.".to_owned());
    effects
}

/// A press on the search row: on a chip it removes it, elsewhere it opens the box.
pub(super) fn click_chip(state: &mut State, x: u16, y: u16) -> Vec<Effect> {
    if let Some(cell) = strip_cell(state, x, y) {
        state.brush = Some(cell);
        return Vec::new();
    }
    if !state.layout().search.holds(x, y) {
        return Vec::new();
    }
    let chip = crate::explorer::pane::search_row::placed(state)
        .chips
        .into_iter()
        .find(|chip| (chip.from..chip.to).contains(&x));
    match chip {
        Some(chip) => {
            let text = edit::remove(&state.asked.text, chip.range);
            ask_instead(state, text)
        }
        None => search(state),
    }
}

/// The cell of the strip's axis under a cell of the screen.
pub(super) fn strip_cell(state: &State, x: u16, y: u16) -> Option<u16> {
    let cells = strip::cells_area(state.layout().strip?);
    cells.holds(x, y).then(|| x - cells.x)
}

/// The button came up: what was brushed on the strip becomes the period.
pub fn release(state: &mut State, x: u16, y: u16) -> Vec<Effect> {
    let Some(from) = state.brush.take() else {
        return Vec::new();
    };
    let to = strip_cell(state, x, y).unwrap_or(from);
    let scale = state.counts.strip.as_ref().map(|strip| strip.scale);
    match scale.and_then(|scale| strip::period(scale, from, to)) {
        Some(period) => keep_period(state, &period),
        None => Vec::new(),
    }
}

/// Keeps only `period`, in place of the period that was kept before.
pub(super) fn keep_period(state: &mut State, period: &str) -> Vec<Effect> {
    let mut text = state.asked.text.clone();
    while let Some(chip) = query::chips(&text, state.opened.index.vocabulary(), state.outside.today)
        .into_iter()
        .find(|chip| {
            text.get(chip.range.clone())
                .is_some_and(|term| term.starts_with("during:"))
        })
    {
        text = edit::remove(&text, chip.range);
    }
    let text = edit::toggle(&text, "during", period, Choice::With);
    apply_text(state, text)
}
