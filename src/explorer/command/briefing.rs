//! Giving a briefing: begin, go through its steps, leave to the explorer and come back.

use tui_input::Input;

use super::selection::{focus, keep_in_sight, select_event};
use crate::explorer::state::briefing::{self, Brief, BriefingStep};
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Overlay, PaneKind, Screen};
use crate::model::BriefingId;
use crate::model::text::cleaned;
use crate::query::{self, Query};

/// The title of a briefing that is the present result.
const RESULT: &str = "The result, by date";

/// Goes on with the briefing that was left; else asks which, if the file has several; else begins.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    if state.loading.is_some() {
        state.wanted_brief = Some(briefing::CHOOSE.to_owned());
        state.notice = Some("The briefing begins when the whole file is read.".to_owned());
        return Vec::new();
    }
    if let Some(brief) = &mut state.brief {
        brief.shows = true;
        return show(state);
    }
    if state.chronology().briefings().is_empty() {
        return start(state, None);
    }
    state.overlay = Some(Overlay::Briefings);
    state.cursors.remove(&PaneKind::Briefings);
    keep_in_sight(state);
    Vec::new()
}

/// Begins a briefing of the file, or with `None` the present result.
pub fn start(state: &mut State, id: Option<BriefingId>) -> Vec<Effect> {
    let brief = if let Some(id) = id {
        Brief::of(state.chronology(), id)
    } else {
        let query = state.asked.text.trim();
        let title = if query.is_empty() {
            state.chronology().title()
        } else {
            query
        };
        let title = if title.is_empty() { RESULT } else { title };
        let hits = state.answer.matches.by_date();
        Brief::of_events(title, hits.iter().map(|hit| hit.event))
    };
    state.overlay = None;
    if brief.is_none() {
        state.notice = Some("There is no event to brief on.".to_owned());
        return Vec::new();
    }
    state.brief = brief;
    show(state)
}

/// Begins the briefing that was asked for on the command line, once the first answer is there.
pub fn started(state: &mut State) -> Vec<Effect> {
    let Some(name) = state.wanted_brief.take() else {
        return Vec::new();
    };
    if name.is_empty() {
        return start(state, None);
    }
    if let Some(id) = briefing::named(state.chronology(), &name) {
        return start(state, Some(id));
    }
    let effects = begin(state);
    if name != briefing::CHOOSE {
        state.notice = Some(format!("No one briefing is called {}.", cleaned(&name)));
    }
    effects
}

/// After the step changed: the explorer's selection goes along, and the text begins at its top.
fn show(state: &mut State) -> Vec<Effect> {
    state.cursors.remove(&PaneKind::Brief);
    let event = state
        .briefing()
        .and_then(Brief::step)
        .map(|step| step.event);
    if let Some(event) = event {
        select_event(state, event);
    }
    Vec::new()
}

/// Goes `by` steps on, and stays at the ends.
fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(brief) = &mut state.brief else {
        return Vec::new();
    };
    if brief.blank {
        brief.blank = false;
        return Vec::new();
    }
    let last = brief.steps.len().saturating_sub(1);
    brief.at = brief.at.saturating_add_signed(by).min(last);
    show(state)
}

pub(super) fn next(state: &mut State) -> Vec<Effect> {
    step(state, 1)
}

pub(super) fn back(state: &mut State) -> Vec<Effect> {
    step(state, -1)
}

pub(super) fn first(state: &mut State) -> Vec<Effect> {
    step(state, isize::MIN)
}

pub(super) fn last(state: &mut State) -> Vec<Effect> {
    step(state, isize::MAX)
}

pub(super) fn go_to(state: &mut State) -> Vec<Effect> {
    state.prompt = Some(Prompt {
        question: Question::Step,
        input: Input::default(),
        error: None,
    });
    Vec::new()
}

/// Goes to the step that `typed` means: its number; else the one with all its words in title or date; else the one
/// whose title is nearest, letter by letter.
///
/// # Errors
///
/// If there is none.
pub fn go_to_step(state: &mut State, typed: &str) -> Result<(), String> {
    let Some(brief) = &state.brief else {
        return Ok(());
    };
    let count = brief.steps.len();
    let at = if let Ok(number) = typed.parse::<usize>() {
        number
            .checked_sub(1)
            .filter(|at| *at < count)
            .ok_or_else(|| format!("there are steps 1 to {count}"))?
    } else {
        with_words(state, brief, typed)
            .or_else(|| nearest(state, brief, typed))
            .ok_or_else(|| "no step has these words".to_owned())?
    };
    if let Some(brief) = &mut state.brief {
        brief.at = at;
        brief.blank = false;
    }
    show(state);
    Ok(())
}

/// The first step with all the words in its title or its date.
fn with_words(state: &State, brief: &Brief, typed: &str) -> Option<usize> {
    let words = typed.to_lowercase();
    brief.steps.iter().position(|step| {
        let event = state.chronology().event(step.event);
        let text = format!("{} {}", event.title, event.date_shown()).to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    })
}

/// The step in whose title most letters of `typed` are found, as a search finds them: accents folded, some left out.
fn nearest(state: &State, brief: &Brief, typed: &str) -> Option<usize> {
    let query = Query::parse(typed, state.opened.index.vocabulary(), &state.outside).ok()?;
    let found = |step: &BriefingStep| -> usize {
        let title = &state.chronology().event(step.event).title;
        let lit = query::highlights(&state.opened.index, &query, step.event, title);
        let letters = lit.into_iter().filter_map(|range| title.get(range));
        letters.map(|part| part.chars().count()).sum()
    };
    let wanted = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .count();
    let best = brief
        .steps
        .iter()
        .map(found)
        .enumerate()
        .rev()
        .max_by_key(|(_, found)| *found)?;
    (best.1 * 2 > wanted).then_some(best.0)
}

pub(super) fn notes(state: &mut State) -> Vec<Effect> {
    if let Some(brief) = &mut state.brief {
        brief.notes = !brief.notes;
    }
    Vec::new()
}

pub(super) fn blank(state: &mut State) -> Vec<Effect> {
    if let Some(brief) = &mut state.brief {
        brief.blank = !brief.blank;
    }
    Vec::new()
}

pub(super) fn timer(state: &mut State) -> Vec<Effect> {
    let Some(brief) = &mut state.brief else {
        return Vec::new();
    };
    brief.seconds = match brief.seconds {
        Some(_) => None,
        None => Some(0),
    };
    vec![Effect::Time(brief.seconds.is_some())]
}

/// Leaves to the explorer at this event; the place is kept.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let event = state
        .briefing()
        .and_then(Brief::step)
        .map(|step| step.event);
    if let Some(brief) = &mut state.brief {
        brief.shows = false;
        brief.blank = false;
    }
    state.screen = Screen::Chronology;
    focus(state, crate::explorer::base::layout::Pane::Main);
    let Some(event) = event else {
        return Vec::new();
    };
    select_event(state, event);
    if state.answer.matches.hit(event).is_some() {
        keep_in_sight(state);
        return Vec::new();
    }
    state.asked.want = Some(event);
    super::query::apply_text(state, String::new())
}
