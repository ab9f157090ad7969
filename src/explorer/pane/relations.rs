//! The relations of the selected actor, from it and to it.

use super::field::text;
use super::page::Page;
use crate::explorer::base::layout::Pane;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::current::State;
use crate::model::date::Meeting;
use crate::model::{ActorId, Chronology, Event, RelationId, Status};

pub(super) fn title(state: &State) -> String {
    match state.actor() {
        // Among tabs the name would make the others jump with each event.
        Some(actor) if state.layout().tabs.is_empty() || state.focus == Pane::Relations => {
            format!("Relations of {}", state.chronology().actor(actor).name)
        }
        _ => "Relations".to_owned(),
    }
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some(actor) = state.actor() else {
        return Page::of(vec![Line::of("No actor is selected.", Tone::Label)]);
    };
    let lines = lines(state, actor, width);
    if lines.is_empty() {
        return Page::of(vec![Line::of("No relation is recorded.", Tone::Label)]);
    }
    Page::of(lines)
}

/// The column at which notes begin.
const NOTE: u16 = 2;

/// A line for each relation of `actor`, its note below.
pub(super) fn lines(state: &State, actor: ActorId, width: u16) -> Vec<Line> {
    let chronology = state.chronology();
    let selected = state.selection.event.map(|id| chronology.event(id));
    let mut lines = Vec::new();
    for id in &chronology.actor(actor).relations {
        lines.push(line(chronology, actor, *id, selected, width));
        text(
            &mut lines,
            width,
            NOTE,
            &chronology.relation(*id).note,
            Tone::Label,
        );
    }
    lines
}

fn line(
    chronology: &Chronology,
    actor: ActorId,
    id: RelationId,
    selected: Option<&Event>,
    width: u16,
) -> Line {
    let relation = chronology.relation(id);
    let goes_out = relation.from == actor;
    let other = if goes_out { relation.to } else { relation.from };
    let name_at = (width * 9 / 20).clamp(12, 26);
    let mut aside = Vec::new();
    if matches!(
        relation.status,
        Status::Alleged | Status::Assessed | Status::Denied
    ) {
        aside.push(relation.status.word().to_owned());
    }
    if !relation.date.is_undated() {
        aside.push(relation.date.shown());
    }
    if let Some(event) = selected
        && !event.date.is_undated()
        && !relation.date.is_undated()
        && relation.date.meeting(&event.date) == Meeting::Never
    {
        aside.push("not at the selected date".to_owned());
    }
    if let Some(cite) = relation.cites.first() {
        aside.push(cite.at.to_string());
    }
    let aside = aside.join("  ");
    let aside_at = width.saturating_sub(u16::try_from(cells(&aside)).unwrap_or(width) + 1);
    let aside_at = aside_at.max(name_at + 10);
    let tone = if matches!(relation.status, Status::Reported | Status::Unstated) {
        Tone::Label
    } else {
        Tone::Status(relation.status)
    };
    let verb = match (goes_out, &*relation.inverse) {
        (true, _) => &*relation.is,
        (false, "") => {
            // Without words of its own from this side, it is told whole.
            let name = |id| &*chronology.actor(id).name;
            let sentence = [name(relation.from), &relation.is, name(relation.to)].join(" ");
            return Line::of(shorten(&sentence, usize::from(aside_at - 1)), Tone::Plain)
                .with(aside_at, aside, tone)
                .to(Target::Actor(other));
        }
        (false, inverse) => inverse,
    };
    let name = &chronology.actor(other).name;
    Line::of(shorten(verb, usize::from(name_at - 1)), Tone::Label)
        .with(
            name_at,
            shorten(name, usize::from(aside_at - name_at - 1)),
            Tone::Plain,
        )
        .with(aside_at, aside, tone)
        .to(Target::Actor(other))
}
