//! Following: from an event to its actors, to their other events, to sources and places; back and forward.

use super::query::run;
use super::selection::{focus, keep_in_sight, select_event, to_cited};
use crate::explorer::base::layout::Pane;
use crate::explorer::base::line::Target;
use crate::explorer::command::query;
use crate::explorer::pane::target_at;
use crate::explorer::state::command::called;
use crate::explorer::state::current::{Question, State};
use crate::explorer::state::history::Stop;
use crate::explorer::state::lookup::is_active;
use crate::explorer::state::message::Effect;
use crate::explorer::state::panes::{PaneKind, Screen};
use crate::model::{ActorId, EventId, Interned, PlaceId, SourceId};
use crate::query::edit::{self, Choice};

pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let shown = state.focused();
    let Some(target) = target_at(state, state.cursor(shown).line) else {
        return query::told(state, "Nothing to follow here.");
    };
    if shown == PaneKind::Chronology && matches!(target, Target::Event(_)) {
        return into_detail(state);
    }
    follow_target(state, target)
}

/// From the list into the selected event: to its actors where it has some.
fn into_detail(state: &mut State) -> Vec<Effect> {
    let has_actors = state
        .selection
        .event
        .is_some_and(|event| !state.chronology().event(event).actors.is_empty());
    let laid = state.layout();
    let pane = if has_actors && laid.round().contains(&Pane::Actors) {
        Pane::Actors
    } else {
        Pane::Event
    };
    focus(state, pane);
    keep_in_sight(state);
    if pane == Pane::Actors
        && let Some(Target::Actor(actor)) = target_at(state, state.cursor(PaneKind::Actors).line)
    {
        state.selection.actor = Some(actor);
    }
    Vec::new()
}

/// Goes where `target` leads.
pub fn follow_target(state: &mut State, target: Target) -> Vec<Effect> {
    match target {
        Target::Event(event) if state.focused() == PaneKind::Chronology => {
            select_event(state, event);
            into_detail(state)
        }
        Target::Event(event) => to_event(state, event),
        Target::Actor(actor) => to_actor(state, actor),
        Target::Source(source, at) => to_source(state, source, at),
        Target::Place(place) => to_place(state, place),
        Target::Facet { field, key, choice } => {
            let to = if choice == Choice::With {
                Choice::Off
            } else {
                Choice::With
            };
            query::choose(state, field, &key, to)
        }
        Target::Part(_) => super::parts::negate(state),
        Target::Style(name) => super::handoff::copy_in_style(state, &name),
        Target::Query(text) => {
            leave(state);
            query::apply_text(state, text)
        }
        Target::Briefing(id) => super::briefing::start(state, id),
        Target::PathEnd(to) => match state.prompt.take().map(|prompt| prompt.question) {
            Some(Question::PathEnd(from)) => super::path::show(state, from, to),
            _ => Vec::new(),
        },
        Target::Command(name) => {
            state.overlay = None;
            state.prompt = None;
            match called(state.commands, name) {
                Some(command) if is_active(command.scope, state) => run(command, state),
                Some(command) => {
                    let place = command.scope.title();
                    query::told(state, &format!("That works elsewhere: {place}."))
                }
                None => Vec::new(),
            }
        }
    }
}

fn leave(state: &mut State) {
    state.leave_here();
    state.overlay = None;
}

fn show_main(state: &mut State, screen: Screen) {
    state.screen = screen;
    focus(state, Pane::Main);
}

fn to_event(state: &mut State, event: EventId) -> Vec<Effect> {
    leave(state);
    show_main(state, Screen::Chronology);
    select_event(state, event);
    if state.answer.matches.hit(event).is_some() {
        keep_in_sight(state);
        return Vec::new();
    }
    state.asked.want = Some(event);
    state.notice =
        Some("The filter hid this event and is set aside; Backspace brings it back.".to_owned());
    query::apply_text(state, String::new())
}

fn to_actor(state: &mut State, actor: ActorId) -> Vec<Effect> {
    if state.screen == Screen::Dossier(actor) {
        focus(state, Pane::Main);
        return query::told(state, "The dossier of this actor shows.");
    }
    leave(state);
    state.selection.actor = Some(actor);
    state.cursors.remove(&PaneKind::Dossier);
    show_main(state, Screen::Dossier(actor));
    keep_in_sight(state);
    Vec::new()
}

fn to_source(state: &mut State, source: SourceId, at: Interned) -> Vec<Effect> {
    leave(state);
    state.cursors.remove(&PaneKind::Source);
    show_main(state, Screen::Source(source, at));
    keep_in_sight(state);
    if state.notes.contains_key(&source) {
        to_cited(state);
    }
    state.missing().into_iter().collect()
}

/// To all events of a place, those outside of the query too.
fn to_place(state: &mut State, place: PlaceId) -> Vec<Effect> {
    leave(state);
    show_main(state, Screen::Chronology);
    let chronology = state.chronology();
    let followed = chronology.place(place);
    let mut places = chronology.places().iter();
    let is_alone = places.all(|other| other.name != followed.name || other.id == followed.id);
    let key = if is_alone {
        followed.name.to_string()
    } else {
        followed.id.to_string()
    };
    let text = edit::toggle("", "place", &key, Choice::With);
    state.asked.want = state.selection.event;
    state.notice = Some("All events of the place; Backspace goes back.".to_owned());
    query::apply_text(state, text)
}

pub(super) fn open_source(state: &mut State) -> Vec<Effect> {
    let cite = state
        .selection
        .event
        .and_then(|event| state.chronology().event(event).cites.first())
        .map(|cite| (cite.source, cite.at.clone()));
    cite.map_or_else(Vec::new, |(source, at)| to_source(state, source, at))
}

pub(super) fn back(state: &mut State) -> Vec<Effect> {
    if state.overlay.take().is_some() {
        state.prompt = None;
        return Vec::new();
    }
    let stop = state.stop();
    match state.history.back(stop) {
        Some(stop) => restore(state, stop),
        None if state.focus != Pane::Main => {
            focus(state, Pane::Main);
            Vec::new()
        }
        None => {
            state.notice = Some("Nothing further back.".to_owned());
            Vec::new()
        }
    }
}

pub(super) fn forward(state: &mut State) -> Vec<Effect> {
    let stop = state.stop();
    let stop = state.history.forward(stop);
    stop.map_or_else(Vec::new, |stop| restore(state, stop))
}

fn restore(state: &mut State, stop: Stop) -> Vec<Effect> {
    state.screen = stop.screen;
    state.selection = stop.selection;
    state.focus = stop.focus;
    state.shown = stop.shown;
    state.order = stop.order;
    state.cursors = stop.cursors;
    state.overlay = None;
    let mut effects: Vec<Effect> = state.missing().into_iter().collect();
    if stop.text == state.asked.text {
        keep_in_sight(state);
        return effects;
    }
    state.asked.want = state.selection.event;
    effects.extend(query::apply_text(state, stop.text));
    effects
}
