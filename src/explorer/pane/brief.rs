//! A step of a briefing: when, what, who, where, how sure, from whom, and where in time it lies among all steps.
//!
//! On a small screen blank lines go first, then the strip; then the page
//! scrolls. Nothing is cut inside.

use std::collections::BTreeMap;

use super::field::{VALUE, claims, field, text};
use super::large::{COLUMNS, large};
use super::page::Page;
use super::search_row::grouped;
use crate::axis::ticks::{TickUnit, ticks, year_label};
use crate::explorer::base::geometry::Size;
use crate::explorer::base::growing::GrowingLines;
use crate::explorer::base::layout::text_area;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::base::wrap::{CUT, shorten, width as cells};
use crate::explorer::state::briefing::{Brief, BriefingStep};
use crate::explorer::state::current::State;
use crate::explorer::state::memo::OfStep;
use crate::model::date::month_names;
use crate::model::{Bearing, Chronology, Event, EventId, Precision, SourceId};

/// The smallest screen on which the date is set in large letters.
const GRAND: Size = Size {
    width: 100,
    height: 36,
};

/// Free cells after a tick's label.
const FREE: u16 = 4;

pub(super) fn title(state: &State) -> String {
    state
        .briefing()
        .map_or_else(|| "Briefing".to_owned(), |brief| brief.title.to_string())
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some((brief, step)) = state
        .briefing()
        .and_then(|brief| Some((brief, brief.step()?)))
    else {
        return Page::of(Vec::new());
    };
    let height = usize::from(text_area(state.size).height);
    let chronology = state.chronology();
    let set = |room| lines(chronology, brief, step, width, room);
    let fitting = || {
        let rooms = [Room::Airy, Room::Open, Room::Close];
        let mut pages = rooms.into_iter().map(set);
        let fits = pages.find(|lines| lines.len() <= height);
        GrowingLines::of(fits.unwrap_or_else(|| set(Room::Tight)))
    };
    let of = of_step(state, brief, step, width);
    Page::kept(state.memos.step.get(of, fitting))
}

/// What the page of a step depends on.
fn of_step(state: &State, brief: &Brief, step: &BriefingStep, width: u16) -> OfStep {
    OfStep {
        step: step.clone(),
        title: brief.title.clone(),
        at: (brief.at, brief.steps.len()),
        has_notes: brief.notes,
        seconds: brief.seconds,
        size: state.size,
        width,
    }
}

/// The page with its date in large letters, on a screen that is large enough for all of it.
pub fn grand(state: &State, width: u16) -> Option<Page<'_>> {
    if state.size.width < GRAND.width || state.size.height < GRAND.height {
        return None;
    }
    let brief = state.briefing()?;
    let step = brief.step()?;
    let of = of_step(state, brief, step, width);
    let lines = state.memos.grand_step.get(of, || {
        GrowingLines::of(lines(state.chronology(), brief, step, width, Room::Grand))
    });
    let fits = lines.len() <= usize::from(text_area(state.size).height);
    fits.then(|| Page::kept(lines))
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// For nothing but what was said.
    Tight,
    /// For the strip.
    Close,
    /// For blank lines around the date and the title.
    Open,
    /// For blank lines everywhere.
    Airy,
    /// For a date in large letters.
    Grand,
}

fn lines(
    chronology: &Chronology,
    brief: &Brief,
    step: &BriefingStep,
    width: u16,
    room: Room,
) -> Vec<Line> {
    let event = chronology.event(step.event);
    let mut lines = vec![head(brief, width)];
    if room > Room::Tight {
        strip(&mut lines, chronology, brief, width);
    }
    let blank = |lines: &mut Vec<Line>, from: Room| {
        if room >= from {
            lines.push(Line::blank());
        }
    };
    blank(&mut lines, Room::Open);
    blank(&mut lines, Room::Grand);
    when(&mut lines, width, event, room);
    blank(&mut lines, Room::Open);
    text(&mut lines, width, 0, &event.title, Tone::Strong);
    if !event.summary.is_empty() {
        blank(&mut lines, Room::Airy);
        text(&mut lines, width, 0, &event.summary, Tone::Plain);
    }
    blank(&mut lines, Room::Open);
    details(&mut lines, width, chronology, step.event);
    if brief.notes && !step.note.is_empty() {
        blank(&mut lines, Room::Airy);
        field(&mut lines, width, "note", &step.note, Tone::Plain);
    }
    lines
}

/// The title, and at the right the timer and the step.
fn head(brief: &Brief, width: u16) -> Line {
    let step = format!("step {} of {}", brief.at + 1, brief.steps.len());
    let right = match brief.seconds {
        Some(seconds) => format!("{}:{:02}  {step}", seconds / 60, seconds % 60),
        None => step,
    };
    let at = width.saturating_sub(u16::try_from(cells(&right)).unwrap_or(width));
    let title = shorten(&brief.title, usize::from(at.saturating_sub(2)));
    Line::of(title, Tone::Label).with(at, right, Tone::Label)
}

/// The axis over all steps, and below it a mark for each step: this one stands out.
fn strip(lines: &mut Vec<Line>, chronology: &Chronology, brief: &Brief, width: u16) {
    let Some(step) = brief.step() else { return };
    let year_cells = 7.min(width);
    let Some(scale) = brief.scale(chronology, width - year_cells) else {
        return;
    };
    let (unit, ticks) = ticks(scale, FREE);
    let (first_year, _, _) = scale.first().civil();
    let mut axis = Line::blank();
    if !matches!(unit, TickUnit::Years(_)) {
        let is_uncertain = brief
            .steps
            .iter()
            .map(|step| chronology.event(step.event))
            .any(|event| event.date.is_year_uncertain());
        let mark = if is_uncertain { "?" } else { "" };
        axis = axis.with(0, format!("{}{mark}", year_label(first_year)), Tone::Label);
    }
    let mut from = 0;
    for tick in &ticks {
        let label = format!("{} ", tick.label);
        let before = usize::from(tick.cell.saturating_sub(from)).saturating_sub(1);
        axis = axis
            .with(year_cells + from, "─".repeat(before), Tone::Label)
            .with(year_cells + tick.cell, label.clone(), Tone::Label);
        from = tick.cell + u16::try_from(cells(&label)).unwrap_or(0);
    }
    let rest = usize::from(scale.cells().saturating_sub(from));
    axis = axis.with(year_cells + from, "─".repeat(rest), Tone::Label);
    lines.push(axis);
    let mut marks = Line::blank();
    let here = scale.cells_of(chronology.event(step.event));
    let mut others: Vec<u16> = brief
        .steps
        .iter()
        .filter_map(|step| Some(scale.cells_of(chronology.event(step.event))?.start))
        .filter(|cell| here.as_ref().is_none_or(|here| !here.contains(cell)))
        .collect();
    others.sort_unstable();
    others.dedup();
    let mut pieces: Vec<(u16, String, Tone)> = others
        .into_iter()
        .map(|cell| (cell, "·".to_owned(), Tone::Label))
        .collect();
    if let Some(here) = here {
        // A fuzzy date or a span shows the whole of what it allows.
        let mark = "▲".repeat(usize::from(here.end - here.start).min(1));
        let rest = "─".repeat(usize::from(here.end - here.start).saturating_sub(1));
        pieces.push((here.start, format!("{mark}{rest}"), Tone::Accent));
    }
    pieces.sort_by_key(|(cell, _, _)| *cell);
    for (cell, text, tone) in pieces {
        marks = marks.with(year_cells + cell, text, tone);
    }
    lines.push(marks);
}

/// The date as it is; below, in words, what a short form leaves to the reader.
fn when(lines: &mut Vec<Line>, width: u16, event: &Event, room: Room) {
    let shown = event.date_shown();
    let fits = room == Room::Grand && cells(&shown) * COLUMNS <= usize::from(width);
    match large(&shown).filter(|_| fits) {
        Some(rows) => {
            lines.extend(rows.map(|row| Line::of(row, Tone::Date)));
            lines.push(Line::blank());
        }
        None => text(lines, width, 0, &in_full(&shown), Tone::Date),
    }
    let is_plain = matches!(
        event.date.precision(),
        None | Some(Precision::Day | Precision::Time)
    );
    if !is_plain {
        text(lines, width, 0, &event.date_description(), Tone::Label);
    }
    text_if_any(lines, width, &event.date_basis(), Tone::Doubt);
}

fn text_if_any(lines: &mut Vec<Line>, width: u16, value: &str, tone: Tone) {
    if !value.is_empty() {
        text(lines, width, 0, value, tone);
    }
}

/// A shown date with the names of its months in full.
fn in_full(shown: &str) -> String {
    let word = |word: &str| {
        let letters = word.trim_matches(['[', ']', '?']);
        let mut names = (1..=12).filter_map(month_names);
        match names.find(|(short, _)| *short == letters) {
            Some((short, long)) => word.replacen(short, long, 1),
            None => word.to_owned(),
        }
    };
    shown.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn details(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, id: EventId) {
    let event = chronology.event(id);
    let column = event
        .actors
        .iter()
        .map(|part| cells(&chronology.actor(part.actor).name))
        .max()
        .unwrap_or(0);
    let column = column.min(usize::from(width) / 2);
    for (nth, part) in event.actors.iter().enumerate() {
        let label = if nth == 0 { "who" } else { "" };
        let name = shorten(&chronology.actor(part.actor).name, column);
        let role_at = VALUE + u16::try_from(column).unwrap_or(0) + 3;
        let room = usize::from(width.saturating_sub(role_at));
        lines.push(
            Line::of(label, Tone::Label)
                .with(VALUE, name, Tone::Plain)
                .with(role_at, shorten(&part.role, room), Tone::Label),
        );
    }
    let places: Vec<&str> = event
        .places
        .iter()
        .map(|id| &*chronology.place(*id).name)
        .collect();
    field(lines, width, "where", &places.join(", "), Tone::Plain);
    field(lines, width, "sure", &sure(chronology, id), Tone::Plain);
    if event.disputed {
        field(
            lines,
            width,
            " ",
            "≠ disputed: its sources are at odds",
            Tone::Conflict,
        );
    }
    claims(lines, width, chronology, event);
    field(
        lines,
        width,
        "from",
        &sources(chronology, event),
        Tone::Plain,
    );
}

/// The most sources that a step names.
const NAMED: usize = 24;

/// Each source once, with all its locators; of very many the first, and how many more there are.
fn sources(chronology: &Chronology, event: &Event) -> String {
    let mut found: Vec<(SourceId, Bearing, Vec<String>)> = Vec::new();
    let mut places: BTreeMap<(SourceId, Bearing), usize> = BTreeMap::new();
    for cite in event.cites_by_bearing() {
        let next = places.len();
        let place = *places.entry((cite.source, cite.bearing)).or_insert(next);
        if place == found.len() && place < NAMED {
            found.push((cite.source, cite.bearing, Vec::new()));
        }
        if let Some((.., locators)) = found.get_mut(place) {
            match locators.len() {
                ..NAMED => locators.push(chronology.locator(cite)),
                NAMED => locators.push(CUT.to_owned()),
                _ => {}
            }
        }
    }
    let more = places.len() - found.len();
    let one = |(source, bearing, locators): (SourceId, Bearing, Vec<String>)| {
        let title = chronology.source(source).label();
        format!("{}{title} {}", bearing.lead_in(), locators.join(", "))
            .trim_end()
            .to_owned()
    };
    let more = (more > 0).then(|| format!("and {} more", grouped(more)));
    let told = found.into_iter().map(one).chain(more);
    told.collect::<Vec<_>>().join("; ")
}

/// The status and the best grade.
fn sure(chronology: &Chronology, id: EventId) -> String {
    let status = chronology.event(id).status.word();
    match chronology.grade(id) {
        Some((letter, figure)) => {
            format!(
                "{status} · {}{figure}, {}",
                letter.letter(),
                letter.meaning()
            )
        }
        None => format!("{status} · no source is given"),
    }
}
