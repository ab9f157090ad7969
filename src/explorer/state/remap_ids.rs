//! Arrival: the whole chronology takes the place of its preview, and the person keeps theirs.
//!
//! Ids are positions in one chronology and mean something else in the next, so
//! everything that holds one is looked up again, by where it was written or by its id in the file, or is let go.

use std::collections::BTreeMap;

use super::current::State;
use super::history::History;
use super::panes::{Screen, Selection};
use crate::explorer::answer::search::{Answer, Counts};
use crate::model::{ActorId, Chronology, EventId, SourceId};

/// Carries what the state holds of the present chronology over to `whole`, which is about to take its place. Gives
/// the source whose note must be read again.
pub(crate) fn carry(state: &mut State, whole: &Chronology) -> Option<SourceId> {
    let old = std::mem::take(&mut state.selection);
    let preview = state.chronology();
    let event = old
        .event
        .filter(|_| state.is_touched)
        .and_then(|id| event(preview, id, whole));
    let actor = old.actor.and_then(|id| actor(preview, id, whole));
    let anchor = state
        .asked
        .anchor
        .and_then(|id| self::event(preview, id, whole));
    let screen = match &state.screen {
        Screen::Dossier(id) => self::actor(preview, *id, whole).map(Screen::Dossier),
        Screen::Source(id, at) => {
            source(preview, *id, whole).map(|id| Screen::Source(id, at.clone()))
        }
        Screen::Chronology => None,
    };
    state.screen = screen.unwrap_or_default();
    state.selection = Selection { event, actor };
    state.asked.want = event;
    state.asked.anchor = anchor;
    // Its hits are the preview's; the answer of the whole is on its way.
    state.answer = Answer::default();
    state.counts = Counts::default();
    state.history = History::default();
    state.notes = BTreeMap::new();
    match state.screen {
        Screen::Source(id, _) => Some(id),
        _ => None,
    }
}

fn event(preview: &Chronology, id: EventId, whole: &Chronology) -> Option<EventId> {
    let position = preview.event(id).position;
    let at = whole
        .events()
        .iter()
        .position(|event| event.position == position)?;
    Some(EventId::new(at))
}

fn actor(preview: &Chronology, id: ActorId, whole: &Chronology) -> Option<ActorId> {
    let wanted = &preview.actor(id).id;
    let at = whole
        .actors()
        .iter()
        .position(|actor| actor.id == *wanted)?;
    Some(ActorId::new(at))
}

fn source(preview: &Chronology, id: SourceId, whole: &Chronology) -> Option<SourceId> {
    let wanted = &preview.source(id).id;
    let at = whole
        .sources()
        .iter()
        .position(|source| source.id == *wanted)?;
    Some(SourceId::new(at))
}
