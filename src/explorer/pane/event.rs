//! The selected event: when, what, where, who, how sure, from whom.

use std::iter;
use std::sync::Arc;

use super::chronology;
use super::field::{
    LongText, VALUE, citation, claims, field, link, lit_text, room, text, toned_field,
};
use super::page::Page;
use crate::explorer::base::growing::GrowingLines;
use crate::explorer::base::layout::{Class, Pane};
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::{shorten, width as cells, wrap};
use crate::explorer::state::current::State;
use crate::explorer::state::memo::OfEvent;
use crate::model::text::one_line;
use crate::model::{Bearing, Chronology, Event, EventId};

/// What a dispute is, in words.
const DISPUTED: &str = "≠ disputed: its sources claim dates or figures that can't all be right";

pub(super) fn title(_: &State) -> String {
    "Event".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some(id) = state.selection.event else {
        return Page::of(vec![Line::of("No event is selected.", Tone::Label)]);
    };
    let laid = state.layout();
    let lower = laid.place(Pane::Event).map_or(0, |area| area.height);
    // Below a list that fills its share; a short one leaves room for all.
    let is_below = matches!(laid.class, Class::Narrow | Class::Short) && state.focus == Pane::Main;
    if is_below && lower <= laid.body.height / 3 + 1 {
        let rows = usize::from(lower.saturating_sub(1));
        let of = (of_event(state, id, width), rows);
        let lines = || GrowingLines::of(brief(state, id, width, rows));
        return Page::kept(state.memos.brief.get(of, lines));
    }
    let has_actors = match laid.place(Pane::Actors) {
        Some(_) => HasActors::No,
        None => HasActors::Yes,
    };
    in_full(state, id, width, has_actors)
}

/// The lines that are kept of it.
fn in_full(state: &State, id: EventId, width: u16, has_actors: HasActors) -> Page<'_> {
    let of = (of_event(state, id, width), has_actors == HasActors::Yes);
    let lines = || full(state, id, width, has_actors);
    Page::kept(state.memos.event.get(of, lines))
}

/// What the lines about an event depend on.
pub(super) fn of_event(state: &State, event: EventId, width: u16) -> OfEvent {
    OfEvent {
        event,
        width,
        text: state.asked.text.clone(),
        highlighted: state.highlighted.as_ref().map(|found| found.text.clone()),
        generation: state.answer.generation,
        order: state.order,
    }
}

/// The rows from which the lines below the list have places of their own; in fewer a title that its row cuts comes first.
const LABELLED: usize = 5;

/// Below the list of a narrow screen: what the row does not say, each thing in one line at a place of its own,
/// so that a move changes little. The date is never shortened, nor a title that its row cuts, as far as there are rows.
fn brief(state: &State, id: EventId, width: u16, rows: usize) -> Vec<Line> {
    let chronology = state.chronology();
    let event = chronology.event(id);
    let mut lines = Vec::new();
    let is_cut = cells(&event.title) > chronology::title_room(state, id, state.size.width);
    if rows < LABELLED && is_cut {
        text(&mut lines, width, 0, &event.title, Tone::Plain);
    }
    field(
        &mut lines,
        width,
        "when",
        &event.date_description(),
        Tone::Plain,
    );
    short(&mut lines, width, " ", &event.date_basis(), Tone::Doubt);
    lines.push(what_line(chronology, id, width));
    let places = event.places.iter().map(|id| &*chronology.place(*id).name);
    short(&mut lines, width, "where", &list(places), Tone::Plain);
    let actors = event
        .actors
        .iter()
        .map(|part| &*chronology.actor(part.actor).name);
    short(&mut lines, width, "who", &list(actors), Tone::Plain);
    if event.disputed {
        let at_odds = at_odds(chronology, event);
        short(&mut lines, width, " ", &at_odds, Tone::Conflict);
    } else if is_cut && rows >= LABELLED {
        let title = wrap(&event.title, room(width, VALUE)).len();
        // Blank lines keep the others in their places; a long title needs them more.
        while lines.len() + title > rows
            && let Some(blank) = lines.iter().position(Line::is_blank)
        {
            lines.remove(blank);
        }
        field(&mut lines, width, "title", &event.title, Tone::Plain);
    }
    lines
}

/// The claims of a disputed event side by side, each with its grade: "≠ disputed: 1 May 2023 (C2) · 5 May 2025 (B1)".
fn at_odds(chronology: &Chronology, event: &Event) -> String {
    let claims = chronology.claims(event).into_iter();
    let told = claims.map(|claim| {
        let grade = chronology.citation_grade(claim.cite);
        format!("{} ({grade})", claim.words)
    });
    format!("≠ disputed: {}", told.collect::<Vec<_>>().join(" · "))
}

/// A label and as much of its value as one line has room for; the line is there without a value too.
fn short(lines: &mut Vec<Line>, width: u16, label: &str, value: &str, tone: Tone) {
    let label = if value.is_empty() { "" } else { label };
    let value = shorten(&one_line(value), room(width, VALUE));
    lines.push(Line::of(label, Tone::Label).with(VALUE, value, tone));
}

/// Names, or as many of thousands as a line can have.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .take(usize::from(u8::MAX))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether the actors are told here: no pane of their own is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HasActors {
    Yes,
    No,
}

/// All that is known of an event, for a briefing.
pub(super) fn details(state: &State, id: EventId, width: u16) -> Page<'_> {
    in_full(state, id, width, HasActors::Yes)
}

/// Its lines. The summary, the note and the sources may be megabytes, so they are set when they are to show.
fn full(state: &State, id: EventId, width: u16, has_actors: HasActors) -> GrowingLines {
    let chronology = state.chronology();
    let event = chronology.event(id);
    let mut lines = Vec::new();
    let query = state.lit_query();
    let asked = (&*state.opened.index, &*query, id);
    lit_text(&mut lines, asked, width, &event.title, Tone::Strong);
    lines.push(Line::blank());
    when(&mut lines, width, event);
    what(&mut lines, width, chronology, id);
    places(&mut lines, width, chronology, event);
    if has_actors == HasActors::Yes {
        who(&mut lines, width, chronology, event);
    }
    let tags = event.tags.join(", ");
    field(&mut lines, width, "tags", &tags, Tone::Plain);
    let (has_summary, has_note) = (!event.summary.is_empty(), !event.note.is_empty());
    let long = |text, at, label, lit| LongText {
        chronology: Arc::clone(&state.opened.chronology),
        event: id,
        text,
        at,
        width,
        label,
        tone: Tone::Plain,
        lit,
    };
    let lit = (Arc::clone(&state.opened.index), query.into_owned());
    let summary = long(|event| &event.summary, 0, "", Some(lit));
    let note = long(|event| &event.note, VALUE, "note", None);
    let blank = || iter::once(vec![Line::blank()]);
    let summary = blank().chain(summary.blocks()).filter(move |_| has_summary);
    let note = blank().chain(note.blocks()).filter(move |_| has_note);
    let sources = sources(Arc::clone(&state.opened.chronology), id, width);
    GrowingLines::from_blocks(iter::once(lines).chain(summary).chain(note).chain(sources))
}

/// A block for each citation.
fn sources(
    chronology: Arc<Chronology>,
    id: EventId,
    width: u16,
) -> impl Iterator<Item = Vec<Line>> + Send + 'static {
    let cites: Vec<usize> = {
        let all = &chronology.event(id).cites;
        let of = |bearing: Bearing| {
            let places = all.iter().enumerate();
            places.filter(move |(_, cite)| cite.bearing == bearing)
        };
        let by_bearing = Bearing::ALL.into_iter().flat_map(of);
        by_bearing.map(|(place, _)| place).collect()
    };
    let blank = (!cites.is_empty()).then(|| vec![Line::blank()]);
    let cites = cites.into_iter().filter_map(move |place| {
        let cite = chronology.event(id).cites.get(place)?;
        let mut lines = Vec::new();
        citation(&mut lines, width, &chronology, cite);
        Some(lines)
    });
    blank.into_iter().chain(cites)
}

fn when(lines: &mut Vec<Line>, width: u16, event: &Event) {
    field(lines, width, "when", &event.date_description(), Tone::Plain);
    field(lines, width, " ", &event.date_basis(), Tone::Doubt);
}

/// Kind, status and grade; below, whether the sources are at odds.
fn what(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, id: EventId) {
    let event = chronology.event(id);
    let kind = kind(event);
    let grade = format!(" · {}", grade(chronology, id));
    let parts = [
        (&*kind, Tone::Plain),
        (event.status.word(), Tone::Status(event.status)),
        (&*grade, Tone::Plain),
    ];
    toned_field(lines, width, "what", &parts);
    if event.disputed {
        field(lines, width, " ", DISPUTED, Tone::Conflict);
    }
    claims(lines, width, chronology, event);
}

/// The columns of the status and the grade in one line with the kind, so that a move changes only what differs.
const STATUS: u16 = VALUE + 14;
const GRADE: u16 = STATUS + 11;

/// The same in one line, in columns, of which the kind gives way to the others.
fn what_line(chronology: &Chronology, id: EventId, width: u16) -> Line {
    let event = chronology.event(id);
    let (status, grade) = (event.status.word(), grade(chronology, id));
    let cells = |text: &str| u16::try_from(cells(text)).unwrap_or(width);
    let rest = (GRADE - STATUS).max(cells(status) + 2) + cells(&grade);
    let room = width.saturating_sub(VALUE + rest + 3);
    let kind = shorten(&event.kind, usize::from(room));
    let status_at = if kind.is_empty() {
        VALUE
    } else {
        STATUS.max(VALUE + cells(&kind) + 2).min(VALUE + room + 2)
    };
    let grade_at = (status_at + cells(status) + 2).max(GRADE.min(status_at + GRADE - STATUS));
    Line::of("what", Tone::Label)
        .with(VALUE, kind, Tone::Plain)
        .with(status_at, status, Tone::Status(event.status))
        .with(grade_at, grade, Tone::Plain)
}

/// The kind, with what parts it from the status.
fn kind(event: &Event) -> String {
    if event.kind.is_empty() {
        String::new()
    } else {
        format!("{} · ", event.kind)
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

/// The best grade among the citations that support it, and of how many sources.
fn grade(chronology: &Chronology, id: EventId) -> String {
    let Some((reliability, figure)) = chronology.grade(id) else {
        return "no source is given".to_owned();
    };
    let mut sources: Vec<_> = chronology
        .event(id)
        .citing(Bearing::Supports)
        .map(|cite| cite.source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let letter = reliability.letter();
    match sources.len() {
        1 => format!("{letter}{figure}, one source"),
        more => format!("{letter}{figure}, best of {more} sources"),
    }
}
