//! An actor's dossier: about, aliases, relations, and its events with the roles it has in them.

use super::chronology::{Row, full_column};
use super::field::{citation, field, text};
use super::page::{EventRows, Page};
use super::relations;
use crate::explorer::base::growing::GrowingLines;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::state::current::State;
use crate::explorer::state::panes::Screen;
use crate::model::ActorId;

pub(super) fn title(state: &State) -> String {
    match state.screen {
        Screen::Dossier(actor) => format!("Actor · {}", state.chronology().actor(actor).name),
        _ => "Actor".to_owned(),
    }
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Screen::Dossier(id) = state.screen else {
        return Page::of(Vec::new());
    };
    let chronology = state.chronology();
    let actor = chronology.actor(id);
    let of = (id, width, state.answer.generation, state.selection.event);
    let lines = || GrowingLines::of(head(state, id, width));
    let lines = state.memos.dossier.get(of, lines);
    let column = full_column(state, &actor.events, width);
    Page::kept(lines).with_rows(actor.events.len(), move |row| {
        let Some(event) = actor.events.get(row) else {
            return Line::blank();
        };
        let roles: Vec<&str> = chronology
            .event(*event)
            .actors
            .iter()
            .filter(|part| part.actor == id)
            .map(|part| &*part.role)
            .collect();
        Row::full(state, *event, column, width)
            .with_role(&roles.join(", "))
            .line()
    })
}

/// The rows of its events.
pub(super) fn event_rows(state: &State, actor: ActorId) -> Vec<EventRows<'_>> {
    vec![EventRows {
        first: 0,
        events: &state.chronology().actor(actor).events,
    }]
}

/// What stands above the events.
fn head(state: &State, id: ActorId, width: u16) -> Vec<Line> {
    let chronology = state.chronology();
    let actor = chronology.actor(id);
    let mut lines = Vec::new();
    text(&mut lines, width, 0, &actor.name, Tone::Strong);
    lines.push(Line::blank());
    field(&mut lines, width, "kind", actor.kind.word(), Tone::Plain);
    field(
        &mut lines,
        width,
        "also",
        &actor.aliases.join(", "),
        Tone::Plain,
    );
    field(&mut lines, width, "about", &actor.about, Tone::Plain);
    for cite in &actor.cites {
        citation(&mut lines, width, chronology, cite);
    }
    lines.push(Line::blank());
    let relations = relations::lines(state, id, width);
    lines.push(heading("Relations", relations.len()));
    lines.extend(relations);
    lines.push(Line::blank());
    // The head changes with the selected event, this only with the search.
    let hits = *state
        .memos
        .found_of_actor
        .get((id, state.answer.generation), || {
            state.answer.matches.count_of(&actor.events)
        });
    let mut events = heading("Events", actor.events.len());
    if hits < actor.events.len() {
        events = events.with(12, format!("{hits} in the filter"), Tone::Label);
    }
    lines.push(events);
    lines
}

fn heading(name: &str, count: usize) -> Line {
    Line::of(format!("{name} {count}"), Tone::Strong)
}
