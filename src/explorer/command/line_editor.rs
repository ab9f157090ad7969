//! Typing: the search box, where every letter asks anew, and the prompts, which answer on Enter.

use tui_input::{Input, InputRequest};

use super::query::{apply_text, remember};
use super::selection::{keep_in_sight, select_event, to_upper_third};
use crate::explorer::base::line::Target;
use crate::explorer::pane::{row_of_value, target_at, value_at_row};
use crate::explorer::state::completion::Completing;
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Cursor, PaneKind};
use crate::model::date::{Bound, Date, parse_period};
use crate::model::{EventId, text};
use crate::query::completion;
use crate::query::edit::Choice;

/// The longest line that can be typed or pasted, in characters.
const LONGEST: usize = 20_000;

/// Takes typed or pasted text into the open line; it is cleaned and put in one line first.
pub fn typed(state: &mut State, pasted: &str) -> Vec<Effect> {
    let line = text::cleaned(pasted).replace('\n', " ");
    let Some(input) = open_line(state) else {
        return Vec::new();
    };
    let (value, cursor) = (input.value(), input.cursor());
    let room = LONGEST.saturating_sub(value.chars().count());
    let added: String = line.chars().take(room).collect();
    if added.is_empty() {
        return Vec::new();
    }
    let before = value.char_indices().nth(cursor);
    let (before, after) = value.split_at(before.map_or(value.len(), |(at, _)| at));
    let cursor = cursor + added.chars().count();
    // All at once: letter by letter, a long paste would be copied as often as it has letters.
    *input = Input::new([before, &added, after].concat()).with_cursor(cursor);
    changed(state)
}

/// The line that is open: the prompt's, else the search box's.
fn open_line(state: &mut State) -> Option<&mut Input> {
    match &mut state.prompt {
        Some(prompt) => Some(&mut prompt.input),
        None => state.asked.typing.as_mut(),
    }
}

/// After the line changed: the search box asks anew, a prompt forgets its error.
fn changed(state: &mut State) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.error = None;
        let listed = match prompt.question {
            Question::Command => PaneKind::Palette,
            Question::Value => PaneKind::Filters,
            Question::PathEnd(_) => PaneKind::PathEnds,
            Question::Highlight => return super::highlight::typed(state),
            Question::Date | Question::Period | Question::Step => return Vec::new(),
        };
        // The first of what is found now.
        state.cursors.remove(&listed);
        keep_in_sight(state);
        return Vec::new();
    }
    let Some(text) = state
        .asked
        .typing
        .as_ref()
        .map(|input| input.value().to_owned())
    else {
        return Vec::new();
    };
    let effects = apply_text(state, text);
    if state.asked.error.is_none() {
        // Words select their best hit. Without words the list is as it was before them: so is the selection, whatever
        // was the best of a line half typed.
        state.asked.want = if state.asked.wants_best {
            None
        } else {
            state.asked.anchor.or(Some(EventId::new(0)))
        };
    }
    effects
}

fn edit(state: &mut State, request: InputRequest) -> Vec<Effect> {
    let Some(input) = open_line(state) else {
        return Vec::new();
    };
    let (before, at) = (input.value().to_owned(), input.cursor());
    input.handle(request);
    if before != input.value() {
        return changed(state);
    }
    if at == input.cursor() {
        return super::query::told(state, "The line ends here.");
    }
    Vec::new()
}

pub(super) fn delete_left(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::DeletePrevChar)
}

pub(super) fn delete_right(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::DeleteNextChar)
}

pub(super) fn delete_word(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::DeletePrevWord)
}

pub(super) fn delete_line(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::DeleteLine)
}

pub(super) fn left(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::GoToPrevChar)
}

pub(super) fn right(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::GoToNextChar)
}

pub(super) fn word_left(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::GoToPrevWord)
}

pub(super) fn word_right(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::GoToNextWord)
}

pub(super) fn start(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::GoToStart)
}

pub(super) fn end(state: &mut State) -> Vec<Effect> {
    edit(state, InputRequest::GoToEnd)
}

pub(super) fn row_up(state: &mut State) -> Vec<Effect> {
    super::navigate::up(state)
}

pub(super) fn row_down(state: &mut State) -> Vec<Effect> {
    super::navigate::down(state)
}

/// The query asked before; a row up, where rows are what is chosen.
pub(super) fn older(state: &mut State) -> Vec<Effect> {
    if state.prompt.is_some() || state.pick.is_some() {
        return row_up(state);
    }
    let next = state.recalled.map_or(0, |nth| nth + 1);
    let line = state
        .asked
        .typing
        .as_ref()
        .map(|input| input.value().trim());
    let is_latest = next == 0 && state.recent.last().map(String::as_str) == line;
    recall(state, next + usize::from(is_latest))
}

/// Back to the query asked after; a row down, where none was recalled.
pub(super) fn newer(state: &mut State) -> Vec<Effect> {
    match state.recalled {
        None => row_down(state),
        Some(0) => {
            state.recalled = None;
            state.asked.typing = Some(Input::default());
            changed(state)
        }
        Some(nth) => recall(state, nth - 1),
    }
}

/// Puts the query that was asked `nth` last into the box.
fn recall(state: &mut State, nth: usize) -> Vec<Effect> {
    let found = state.recent.iter().rev().nth(nth).cloned();
    let Some(text) = found else {
        state.notice = Some("No query was asked before.".to_owned());
        return Vec::new();
    };
    state.recalled = Some(nth);
    state.asked.typing = Some(Input::new(text));
    changed(state)
}

pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.prompt.is_some() {
        let value = value_at_cursor(state);
        match state.prompt.take().map(|prompt| prompt.question) {
            Some(Question::Command | Question::PathEnd(_)) => state.overlay = None,
            Some(Question::Highlight) => state.highlighted = None,
            Some(Question::Date | Question::Period | Question::Value | Question::Step) | None => {}
        }
        to_value(state, value);
        return Vec::new();
    }
    state.asked.typing = None;
    state.asked.error = None;
    state.recalled = None;
    remember(state);
    Vec::new()
}

/// Keeps what is typed. A line with an error stays open: what would be kept is another query.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    // While the line is open: it says which rows there are.
    let chosen = state.prompt.as_ref().and_then(|_| {
        let line = state.cursor(state.focused()).line;
        target_at(state, line)
    });
    let value = value_at_cursor(state);
    match state.prompt.take() {
        Some(prompt) if prompt.question == Question::Value => {
            to_value(state, value);
            choose_value(state, chosen)
        }
        Some(prompt) if prompt.question == Question::Highlight => {
            super::highlight::keep(state, prompt)
        }
        Some(prompt) => answer_prompt(state, prompt, chosen),
        None if state.asked.error.is_some() => Vec::new(),
        None => leave(state),
    }
}

/// The value under the cursor, while one is typed to be found.
fn value_at_cursor(state: &State) -> Option<(&'static str, String)> {
    let is_finding = |prompt: &Prompt| prompt.question == Question::Value;
    state.prompt.as_ref().filter(|prompt| is_finding(prompt))?;
    let line = state.cursor(PaneKind::Filters).line;
    value_at_row(state, PaneKind::Filters, line)
}

/// Puts the cursor of the filters on a value that was found, among all values.
fn to_value(state: &mut State, value: Option<(&'static str, String)>) {
    if let Some(line) = value.and_then(|value| row_of_value(state, PaneKind::Filters, &value)) {
        let cursor = Cursor { line, top: 0 };
        state.cursors.insert(PaneKind::Filters, cursor);
        keep_in_sight(state);
    }
}

/// Keeps the events with the value that was found.
fn choose_value(state: &mut State, chosen: Option<Target>) -> Vec<Effect> {
    match chosen {
        Some(Target::Facet { field, key, .. }) => {
            super::query::choose(state, field, &key, Choice::With)
        }
        _ => super::query::told(state, "No value has these words."),
    }
}

/// Completes what stands before the cursor; again and again goes through all that could stand there.
pub(super) fn complete(state: &mut State) -> Vec<Effect> {
    let Some(input) = state
        .asked
        .typing
        .as_ref()
        .filter(|_| state.prompt.is_none())
    else {
        return Vec::new();
    };
    let line = input.value();
    let going_on = state
        .completing
        .take()
        .filter(|completing| completing.made == line);
    let mut completing = if let Some(completing) = going_on {
        Completing {
            at: (completing.at + 1) % completing.found.len().max(1),
            ..completing
        }
    } else {
        let cursor = line
            .char_indices()
            .nth(input.cursor())
            .map_or(line.len(), |(at, _)| at);
        Completing {
            line: line.to_owned(),
            found: completion::complete(&state.opened.index, line, cursor),
            at: 0,
            made: String::new(),
        }
    };
    let Some((whole, cursor)) = completing.whole() else {
        state.notice = Some("Nothing to complete here.".to_owned());
        return Vec::new();
    };
    state.notice = Some(completing.describe());
    completing.made.clone_from(&whole);
    state.asked.typing = Some(Input::new(whole).with_cursor(cursor));
    let effects = changed(state);
    state.completing = Some(completing);
    effects
}

/// Does what the answered prompt asked for; if the answer is wrong, the prompt stays with the error.
fn answer_prompt(state: &mut State, prompt: Prompt, chosen: Option<Target>) -> Vec<Effect> {
    let line = prompt.input.value().trim().to_owned();
    match prompt.question {
        Question::Command => {
            state.overlay = None;
            match chosen {
                Some(target @ Target::Command(_)) => super::follow::follow_target(state, target),
                _ => super::query::told(state, "No command has these words."),
            }
        }
        Question::PathEnd(_) => {
            let Some(target @ Target::PathEnd(_)) = chosen else {
                state.overlay = None;
                return super::query::told(state, "No other actor has a name like this.");
            };
            state.prompt = Some(prompt);
            super::follow::follow_target(state, target)
        }
        _ if line.is_empty() => Vec::new(),
        Question::Step => {
            if let Err(error) = super::briefing::go_to_step(state, &line) {
                state.prompt = Some(Prompt {
                    error: Some(error),
                    ..prompt
                });
            }
            Vec::new()
        }
        question => match parse_period(&line, state.outside.today) {
            Ok(date) if question == Question::Date => {
                go_to(state, &date);
                Vec::new()
            }
            Ok(date) => super::query::keep_period(state, date.written()),
            Err(error) => {
                let help = error
                    .help
                    .map(|help| format!("; {help}"))
                    .unwrap_or_default();
                state.prompt = Some(Prompt {
                    error: Some(format!("{}{help}", error.message)),
                    ..prompt
                });
                Vec::new()
            }
        },
    }
}

/// Selects the first event of the result that begins on or after the start of `date`; else the last dated one.
fn go_to(state: &mut State, date: &Date) {
    let Bound::Day(day) = date.bounds().earliest else {
        state.notice = Some("That date has no start to go to.".to_owned());
        return;
    };
    let chronology = state.chronology();
    let hits = state.answer.matches.by_date();
    let starts_before = |bound| match bound {
        Bound::Day(start) => start < day,
        Bound::Open | Bound::Unknown => true,
    };
    let dated = hits.partition_point(|hit| chronology.event(hit.event).date.is_dated());
    let at = hits
        .iter()
        .take(dated)
        .position(|hit| !starts_before(chronology.event(hit.event).date.bounds().earliest));
    let chosen = at
        .or_else(|| dated.checked_sub(1))
        .and_then(|at| hits.get(at))
        .map(|hit| hit.event);
    let Some(event) = chosen else {
        state.notice = Some("No event of the list has a date.".to_owned());
        return;
    };
    if at.is_none() {
        state.notice = Some(format!(
            "Nothing begins on or after {}; this is the last.",
            date.shown()
        ));
    }
    select_event(state, event);
    to_upper_third(state);
}
