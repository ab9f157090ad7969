//! Giving a briefing: begin, go through its steps, leave to the explorer and come back.

use std::sync::Arc;

use super::selection::{focus, keep_in_sight, select_event};
use crate::explorer::base::key::{Key, Mouse};
use crate::explorer::pane::focused_page;
use crate::explorer::state::briefing::{self, Aside, Brief, BriefingStep};
use crate::explorer::state::cue::{Cue, TalkTime};
use crate::explorer::state::current::{Prompt, Question, State};
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{Cursor, Overlay, PaneKind, Screen};
use crate::model::BriefingId;
use crate::model::text::cleaned;
use crate::query::{self, Query};

/// Rows that a notch of the wheel moves.
const NOTCH: isize = 3;

/// The title of a briefing that is the present result.
const RESULT: &str = "The result, by date";

/// Goes on with the briefing that was left; else asks which, if the file has several; else begins.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    if state.loading.is_some() {
        return wait_for_files(state);
    }
    if let Some(brief) = &mut state.brief {
        brief.shows = true;
        return show(state);
    }
    let ids = state.chronology().briefing_ids();
    match ids.len() {
        0 => start(state, None),
        1 => {
            let only = ids.last();
            start(state, only)
        }
        _ => choose(state),
    }
}

/// Asks which briefing, also where one was left.
pub(super) fn choose(state: &mut State) -> Vec<Effect> {
    if state.loading.is_some() {
        return wait_for_files(state);
    }
    state.overlay = Some(Overlay::Briefings);
    state.cursors.remove(&PaneKind::Briefings);
    keep_in_sight(state);
    Vec::new()
}

fn wait_for_files(state: &mut State) -> Vec<Effect> {
    state.wanted_brief = Some(briefing::CHOOSE.to_owned());
    state.notice = Some("The briefing begins when the whole file is read.".to_owned());
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
    let Some(brief) = brief else {
        state.notice = Some("There is no event to brief on.".to_owned());
        return Vec::new();
    };
    let wanted = std::mem::take(&mut state.staging.step);
    state.brief = Some(Brief {
        notes: state.staging.notes,
        at: wanted.min(brief.steps.len().saturating_sub(1)),
        ..brief
    });
    let mut effects = show(state);
    if state.speaker.is_some() {
        effects.push(Effect::Tick);
    } else if state.staging.keys {
        effects.push(Effect::HideKeysLater);
    }
    effects
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
    if let Some(brief) = &mut state.brief {
        brief.aside = None;
    }
    if state
        .prompt
        .as_ref()
        .is_some_and(|prompt| prompt.question == Question::Step)
    {
        state.prompt = None;
    }
    let event = state
        .briefing()
        .and_then(Brief::step)
        .map(|step| step.event);
    if let Some(event) = event {
        select_event(state, event);
    }
    Vec::new()
}

/// Goes `by` steps on, and stays at the ends, which is said.
fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(brief) = &mut state.brief else {
        return Vec::new();
    };
    if std::mem::take(&mut brief.blank) {
        return Vec::new();
    }
    let before = brief.at;
    let last = brief.steps.len().saturating_sub(1);
    brief.at = brief.at.saturating_add_signed(by).min(last);
    let has_moved = brief.at != before;
    if let Some(now) = clock(state)
        && has_moved
        && state.talk_time.started.is_none()
    {
        state.talk_time = state.talk_time.toggled(now);
    }
    if !has_moved {
        let end = if by > 0 { "last" } else { "first" };
        state.notice = Some(format!("This is the {end} step."));
        return Vec::new();
    }
    show(state)
}

/// Scrolls by `rows` in what shows; whether there was anything to scroll.
fn scroll(state: &mut State, rows: isize) -> bool {
    if state.briefing().is_none_or(|brief| brief.blank) {
        return false;
    }
    let (page, height) = focused_page(state);
    let most = page.len().saturating_sub(height);
    drop(page);
    let cursor = state.cursor(PaneKind::Brief);
    let top = cursor.top.saturating_add_signed(rows).min(most);
    state
        .cursors
        .insert(PaneKind::Brief, Cursor { top, ..cursor });
    top != cursor.top
}

/// Closes what lies over the step, if anything does.
fn closes(state: &mut State) -> bool {
    let Some(brief) = &mut state.brief else {
        return false;
    };
    let aside = if brief.blank {
        None
    } else {
        brief.aside.take()
    };
    let lay_over = matches!(aside, Some(Aside::Keys | Aside::Details));
    if lay_over {
        state.cursors.remove(&PaneKind::Brief);
    }
    lay_over
}

fn turn(state: &mut State, by: isize) -> Vec<Effect> {
    // One line stays, to go on reading from.
    let screen = focused_page(state).1.saturating_sub(1).max(1);
    let rows = isize::try_from(screen).unwrap_or(1).saturating_mul(by);
    // What is below the note on the speaker's screen must not hold up the stage.
    let has_aside = state.briefing().is_some_and(|brief| brief.aside.is_some());
    let scrolls = state.speaker.is_none() || has_aside;
    if scrolls && scroll(state, rows) || closes(state) {
        return Vec::new();
    }
    step(state, by)
}

pub(super) fn next(state: &mut State) -> Vec<Effect> {
    turn(state, 1)
}

pub(super) fn back(state: &mut State) -> Vec<Effect> {
    turn(state, -1)
}

/// The mouse in a briefing: a click goes on, the wheel scrolls. A drag does nothing: it may have been meant for the
/// terminal's own selection.
pub fn point(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    match mouse {
        Mouse::Press { x, y } => state.pressed = Some((x, y)),
        Mouse::Drag { .. } => {}
        Mouse::Release { x, y } => {
            if state.pressed.take() == Some((x, y)) && !state.is_typing() {
                state.notice = None;
                forget_question(state);
                return next(state);
            }
        }
        Mouse::Wheel { notches, .. } => {
            if state.briefing().is_some_and(|brief| !brief.blank) {
                scroll(state, isize::from(notches).saturating_mul(NOTCH));
            }
        }
    }
    Vec::new()
}

pub(super) fn first(state: &mut State) -> Vec<Effect> {
    step(state, isize::MIN)
}

pub(super) fn last(state: &mut State) -> Vec<Effect> {
    step(state, isize::MAX)
}

pub(super) fn go_to(state: &mut State) -> Vec<Effect> {
    ask_step(state, "")
}

fn ask_step(state: &mut State, typed: &str) -> Vec<Effect> {
    closes(state);
    state.prompt = Some(Prompt::asking(Question::Step, typed));
    Vec::new()
}

/// A digit while a step shows begins the number of a step to go to; nothing for any other key.
pub fn step_number(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let digit = key.typed().filter(char::is_ascii_digit)?;
    let shows = state.briefing().is_some_and(|brief| !brief.blank) && !state.is_typing();
    shows.then(|| ask_step(state, &digit.to_string()))
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
        brief.aside = None;
    }
    Vec::new()
}

fn lay_over(state: &mut State, aside: Aside) -> Vec<Effect> {
    state.cursors.remove(&PaneKind::Brief);
    if let Some(brief) = &mut state.brief {
        brief.aside = (brief.aside != Some(aside)).then_some(aside);
    }
    Vec::new()
}

pub(super) fn keys(state: &mut State) -> Vec<Effect> {
    lay_over(state, Aside::Keys)
}

pub(super) fn details(state: &mut State) -> Vec<Effect> {
    lay_over(state, Aside::Details)
}

pub(super) fn close(state: &mut State) -> Vec<Effect> {
    state.cursors.remove(&PaneKind::Brief);
    if let Some(brief) = &mut state.brief {
        brief.aside = None;
    }
    Vec::new()
}

/// Closes what lies over the step; else asks first: a key that slipped must not end a talk.
pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    if closes(state) {
        return Vec::new();
    }
    if let Some(brief) = &mut state.brief {
        brief.aside = Some(Aside::Quit);
    }
    state.notice = Some("Quit? y quits, any other key stays.".to_owned());
    Vec::new()
}

/// Whatever was pressed answers the question whether to quit.
pub fn forget_question(state: &mut State) {
    if let Some(brief) = &mut state.brief
        && brief.aside == Some(Aside::Quit)
    {
        brief.aside = None;
    }
}

pub(super) fn quit_yes(_: &mut State) -> Vec<Effect> {
    vec![Effect::Quit]
}

/// The clock's seconds, on the speaker's screen.
fn clock(state: &State) -> Option<u64> {
    Some(state.speaker.as_ref()?.now?.seconds)
}

pub(super) fn talk_time(state: &mut State) -> Vec<Effect> {
    if let Some(now) = clock(state) {
        state.talk_time = state.talk_time.toggled(now);
    }
    Vec::new()
}

pub(super) fn talk_reset(state: &mut State) -> Vec<Effect> {
    state.talk_time = TalkTime::default();
    Vec::new()
}

/// Goes where the other end of the link is, if it moved later; else says where this one is.
pub fn follow_cue(state: &mut State, cue: &Cue) -> Vec<Effect> {
    let is_speaker = state.speaker.is_some();
    if let Some(speaker) = &mut state.speaker {
        speaker.stage = Some(cue.clone());
    }
    let Some(here) = state.cue() else {
        return Vec::new();
    };
    if cue.moves < state.moves {
        return vec![Effect::Cue(Box::new(here))];
    }
    if cue.moves == state.moves && !is_speaker {
        return Vec::new();
    }
    if cue.briefing != here.briefing {
        let chronology = state.chronology();
        let mut ids = chronology.briefing_ids();
        let named = ids.find(|id| chronology.briefing(*id).id == cue.briefing);
        let Some(brief) = named.and_then(|id| Brief::of(chronology, id)) else {
            return Vec::new();
        };
        let notes = state.brief.as_ref().is_some_and(|brief| brief.notes);
        state.brief = Some(Brief { notes, ..brief });
    }
    let chronology = Arc::clone(&state.opened.chronology);
    let Some(brief) = &mut state.brief else {
        return Vec::new();
    };
    let shows = |step: &BriefingStep| *chronology.event(step.event).id == *cue.event;
    let is_there = brief.steps.get(cue.at).is_some_and(shows);
    let found = if is_there {
        Some(cue.at)
    } else {
        brief.steps.iter().position(shows)
    };
    let Some(at) = found else {
        return Vec::new();
    };
    let moved = brief.at != at || brief.blank != cue.blank;
    brief.at = at;
    brief.blank = cue.blank;
    state.moves = cue.moves;
    state.talk_time = cue.time;
    if !moved {
        return Vec::new();
    }
    if !is_speaker {
        // The speaker's move brings the stage back from the explorer.
        brief.shows = true;
        state.overlay = None;
        state.prompt = None;
        state.asked.typing = None;
        state.notice = None;
    }
    show(state)
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
        brief.aside = None;
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
