//! Another chronology takes the place of the present one, and the person keeps theirs: the whole that of its preview, or one
//! that was saved meanwhile that of what it was.
//!
//! Ids are positions in one chronology and mean something else in the next, so
//! everything that holds one is looked up again, by where it was written or by its id in the file, or is let go.
//! `carry` names every field of the state: one that is added does not compile until it is decided what becomes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::briefing::{Brief, BriefingStep};
use super::current::{Asked, Pick, Prompt, Question, State};
use super::history::Stop;
use super::memo::Memos;
use super::panes::{Overlay, Screen, Selection};
use crate::explorer::answer::search::{Answer, Counts};
use crate::model::{ActorId, Chronology, EventId, SourceId};
use crate::query::QueryContext;

/// By what an event is the same in the next chronology.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identity {
    /// Where it is written: the present chronology is the beginning of the next.
    Place,
    /// Its id: the file was written anew.
    Id,
}

/// Carries what the state holds of the present chronology over to `whole`, which is about to take its place.
#[expect(clippy::too_many_lines, reason = "it names every field of the state")]
pub(crate) fn carry(state: &mut State, whole: &Chronology, identity: Identity) {
    let ids = NewIds::new(state.chronology(), whole, identity);
    let State {
        size: _,
        loading: _,
        // The caller replaces it.
        opened: _,
        is_touched,
        ahead,
        is_ahead: _,
        asked,
        answer,
        counts,
        selection,
        screen,
        side: _,
        focus: _,
        shown: _,
        overlay,
        prompt,
        order: _,
        notice: _,
        history,
        // Lines, brought into sight by the next answer.
        cursors: _,
        notes,
        outside,
        commands: _,
        keymap: _,
        saved: _,
        completing: _,
        recent: _,
        recalled: _,
        styles: _,
        style: _,
        pick,
        brief,
        wanted_brief: _,
        speaker: _,
        moves: _,
        talk_time: _,
        staging: _,
        bounced: _,
        pressed: _,
        brush,
        paths,
        highlighted,
        filtered_from: _,
        zoom,
        kept_back,
        memos,
    } = state;
    // Days mean the same in a file that was saved. The strip of a preview has another scale.
    match identity {
        Identity::Place => *zoom = None,
        Identity::Id => {}
    }
    *kept_back = None;
    if let Some(highlighted) = highlighted {
        // Found anew by the caller, in the whole.
        highlighted.matches = None;
    }
    *memos = Memos::default();
    // Found anew by the caller.
    *paths = None;
    ids.prompt(prompt, overlay);
    *screen = ids.screen(screen).unwrap_or_default();
    *selection = match identity {
        Identity::Place => ids.selection(selection),
        Identity::Id => Selection {
            event: selection.event.and_then(|event| ids.nearest(event)),
            ..ids.selection(selection)
        },
    };
    if identity == Identity::Place && !*is_touched {
        selection.event = None;
    }
    *history = std::mem::take(history).remade(|stop| ids.stop(stop));
    // The strip has another scale.
    *brush = None;
    // Its hits are the preview's; the answer of the whole is on its way.
    *answer = Answer::default();
    *counts = Counts::default();
    *notes = BTreeMap::new();
    let QueryContext { today: _, starred } = outside;
    *starred = Arc::new(ids.events(starred));
    if let Some(Pick {
        marked,
        is_done: _,
        is_leaving: _,
    }) = pick
    {
        *marked = ids.events(marked);
    }
    *brief = brief.take().and_then(|brief| match identity {
        Identity::Place => ids.brief(brief),
        Identity::Id => ids.brief_of(brief, whole),
    });
    let Asked {
        // Asked anew by the caller.
        text: _,
        query: _,
        typing: _,
        error: _,
        generation: _,
        anchor,
        want,
        wants_best: _,
    } = asked;
    *anchor = anchor.and_then(|id| ids.event(id));
    // Whoever typed ahead means what the whole will show, not what the preview did.
    let typed_ahead = !ahead.is_empty()
        || pick
            .as_ref()
            .is_some_and(|pick| pick.is_leaving && pick.marked.is_empty());
    *want = selection.event.filter(|_| !typed_ahead);
}

/// What ids of the present chronology are in the next.
struct NewIds {
    events: HashMap<EventId, EventId>,
    actors: HashMap<ActorId, ActorId>,
    sources: HashMap<SourceId, SourceId>,
}

impl NewIds {
    fn new(preview: &Chronology, whole: &Chronology, identity: Identity) -> Self {
        let (before, after) = (preview.events().iter(), whole.events().iter());
        Self {
            events: match identity {
                Identity::Place => matched(
                    before.map(|event| event.position),
                    after.map(|event| event.position),
                    EventId::new,
                ),
                Identity::Id => matched(
                    before.map(|event| &*event.id),
                    after.map(|event| &*event.id),
                    EventId::new,
                ),
            },
            actors: matched(
                preview.actors().iter().map(|actor| &actor.id),
                whole.actors().iter().map(|actor| &actor.id),
                ActorId::new,
            ),
            sources: matched(
                preview.sources().iter().map(|source| &source.id),
                whole.sources().iter().map(|source| &source.id),
                SourceId::new,
            ),
        }
    }

    fn event(&self, id: EventId) -> Option<EventId> {
        self.events.get(&id).copied()
    }

    /// The same event, else the nearest that is there in the order of time.
    fn nearest(&self, id: EventId) -> Option<EventId> {
        let at = id.index();
        self.event(id).or_else(|| {
            let known = self.events.iter();
            let nearest = known.min_by_key(|(known, _)| (known.index().abs_diff(at), **known));
            nearest.map(|(_, now)| *now)
        })
    }

    fn actor(&self, id: ActorId) -> Option<ActorId> {
        self.actors.get(&id).copied()
    }

    fn events(&self, ids: &BTreeSet<EventId>) -> BTreeSet<EventId> {
        ids.iter().filter_map(|id| self.event(*id)).collect()
    }

    fn screen(&self, screen: &Screen) -> Option<Screen> {
        match screen {
            Screen::Chronology => Some(Screen::Chronology),
            Screen::Dossier(id) => self.actor(*id).map(Screen::Dossier),
            Screen::Paths(from, to) => Some(Screen::Paths(self.actor(*from)?, self.actor(*to)?)),
            Screen::Source(id, at) => {
                let id = self.sources.get(id).copied()?;
                Some(Screen::Source(id, at.clone()))
            }
        }
    }

    fn selection(&self, Selection { event, actor }: &Selection) -> Selection {
        Selection {
            event: event.and_then(|id| self.event(id)),
            actor: actor.and_then(|id| self.actor(id)),
        }
    }

    /// Closes a question about an actor who is not there any more.
    fn prompt(&self, prompt: &mut Option<Prompt>, overlay: &mut Option<Overlay>) {
        let Some(asked) = prompt else { return };
        if let Question::PathEnd(from) = asked.question {
            if let Some(actor) = self.actor(from) {
                asked.question = Question::PathEnd(actor);
            } else {
                *prompt = None;
                *overlay = None;
            }
        }
    }

    fn stop(&self, stop: Stop) -> Option<Stop> {
        Some(Stop {
            screen: self.screen(&stop.screen)?,
            selection: self.selection(&stop.selection),
            focus: stop.focus,
            shown: stop.shown,
            text: stop.text,
            order: stop.order,
            cursors: stop.cursors,
        })
    }

    fn brief(&self, brief: Brief) -> Option<Brief> {
        let before = brief.steps.len();
        let steps: Vec<BriefingStep> = brief
            .steps
            .into_iter()
            .filter_map(|BriefingStep { event, note }| {
                let event = self.event(event)?;
                Some(BriefingStep { event, note })
            })
            .collect();
        let all = steps.len() == before && !steps.is_empty();
        all.then_some(Brief { steps, ..brief })
    }

    /// A briefing as the file has it now, at the step that showed; what the file has no more stays as it was.
    fn brief_of(&self, brief: Brief, whole: &Chronology) -> Option<Brief> {
        let shown = brief.step().and_then(|step| self.event(step.event));
        let mut ids = whole.briefing_ids();
        let named = ids.find(|id| !brief.id.is_empty() && whole.briefing(*id).id == brief.id);
        let (title, steps, missing) = if let Some(now) = named.and_then(|id| Brief::of(whole, id)) {
            (now.title, now.steps, now.missing)
        } else {
            let before = brief.steps.len();
            let steps = brief.steps.into_iter();
            let steps: Vec<BriefingStep> = steps
                .filter_map(|BriefingStep { event, note }| {
                    let event = self.event(event)?;
                    Some(BriefingStep { event, note })
                })
                .collect();
            let missing = brief.missing + before - steps.len();
            (brief.title, steps, missing)
        };
        let last = steps.len().checked_sub(1)?;
        let same = steps.iter().enumerate();
        let same = same.filter(|(_, step)| Some(step.event) == shown);
        let same = same.min_by_key(|(at, _)| at.abs_diff(brief.at));
        let at = same.map_or(brief.at, |(at, _)| at).min(last);
        Some(Brief {
            title,
            steps,
            missing,
            at,
            ..brief
        })
    }
}

/// The places that the keys of `preview` have there and in `whole`; keys that are not in both are left out.
fn matched<K: std::hash::Hash + Eq, Id: std::hash::Hash + Eq + Copy>(
    preview: impl Iterator<Item = K>,
    whole: impl Iterator<Item = K>,
    id: impl Fn(usize) -> Id,
) -> HashMap<Id, Id> {
    let places: HashMap<K, usize> = preview.enumerate().map(|(at, key)| (key, at)).collect();
    if places.is_empty() {
        return HashMap::new();
    }
    whole
        .enumerate()
        .filter_map(|(at, key)| Some((id(*places.get(&key)?), id(at))))
        .collect()
}
