//! The selected event: when, what, where, who, how sure, from whom.

use super::Page;
use super::field::{citation, field, link, lit_text};
use crate::explorer::layout::Pane;
use crate::explorer::line::{Line, Target, Tone};
use crate::explorer::state::State;
use crate::model::{Chronology, Event, EventId};

pub(super) fn title(_: &State) -> String {
    "Event".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some(id) = state.selection.event else {
        return Page::of(vec![Line::of("No event is selected.", Tone::Label)]);
    };
    let chronology = state.chronology();
    let event = chronology.event(id);
    let mut lines = Vec::new();
    lit_text(&mut lines, (state, id), width, &event.title, Tone::Strong);
    lines.push(Line::blank());
    when(&mut lines, width, event);
    what(&mut lines, width, event);
    places(&mut lines, width, chronology, event);
    if state.layout().place(Pane::Actors).is_none() {
        who(&mut lines, width, chronology, event);
    }
    field(
        &mut lines,
        width,
        "tags",
        &event.tags.join(", "),
        Tone::Plain,
    );
    grade(&mut lines, width, chronology, id);
    if !event.summary.is_empty() {
        lines.push(Line::blank());
        lit_text(&mut lines, (state, id), width, &event.summary, Tone::Plain);
    }
    if !event.note.is_empty() {
        lines.push(Line::blank());
        field(&mut lines, width, "note", &event.note, Tone::Plain);
    }
    if !event.cites.is_empty() {
        lines.push(Line::blank());
    }
    for cite in &event.cites {
        citation(&mut lines, width, chronology, cite);
    }
    Page::of(lines)
}

fn when(lines: &mut Vec<Line>, width: u16, event: &Event) {
    field(lines, width, "when", &event.date.told(), Tone::Plain);
    if event.inferred {
        field(
            lines,
            width,
            " ",
            "partly inferred, not stated by the source",
            Tone::Doubt,
        );
    }
    field(lines, width, " ", &event.date_note, Tone::Doubt);
}

fn what(lines: &mut Vec<Line>, width: u16, event: &Event) {
    let status = event.status;
    let kind = if event.kind.is_empty() {
        String::new()
    } else {
        format!("{} · ", event.kind)
    };
    let after =
        super::field::VALUE + u16::try_from(crate::explorer::wrap::width(&kind)).unwrap_or(0);
    lines.push(
        Line::of("what", Tone::Label)
            .with(super::field::VALUE, kind, Tone::Plain)
            .with(after, status.word(), Tone::Status(status)),
    );
    field(lines, width, " ", status.meaning(), Tone::Label);
    if event.disputed {
        field(
            lines,
            width,
            " ",
            "≠ disputed: its sources claim dates or figures that can't all be right",
            Tone::Conflict,
        );
    }
}

fn places(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, event: &Event) {
    for (nth, id) in event.places.iter().enumerate() {
        let chain: Vec<&str> = chronology
            .place_chain(*id)
            .map(|place| &*place.name)
            .collect();
        let label = if nth == 0 { "where" } else { " " };
        link(lines, width, label, &chain.join(" ‹ "), &Target::Place(*id));
    }
}

fn who(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, event: &Event) {
    for (nth, part) in event.actors.iter().enumerate() {
        let label = if nth == 0 { "who" } else { " " };
        let value = format!("{}  {}", chronology.actor(part.actor).name, part.role);
        link(lines, width, label, &value, &Target::Actor(part.actor));
    }
}

fn grade(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, id: EventId) {
    let Some((reliability, figure)) = chronology.grade(id) else {
        field(lines, width, "grade", "no source is given", Tone::Doubt);
        return;
    };
    let mut sources: Vec<_> = chronology
        .event(id)
        .cites
        .iter()
        .map(|cite| cite.source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let count = match sources.len() {
        1 => "one source".to_owned(),
        more => format!("best of {more} sources"),
    };
    let letter = reliability.letter();
    field(
        lines,
        width,
        "grade",
        &format!("{letter}{figure}  {count}"),
        Tone::Plain,
    );
}
