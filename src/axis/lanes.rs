//! Lanes: one row an actor, or more where its events overlap; what stands where, in cells or pixels.
//!
//! A moment that is known to the day is a solid mark. One that is only known to lie within a month, or
//! between two days, is a fuzzy block as wide as what it allows. A span is a bar: solid where it surely
//! lasts, and only from there on that it may have begun, up to there that it may have ended.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::scale::Scale;
use crate::model::date::{Bound, Date, DateShape};
use crate::model::{ActorId, Chronology, Event, EventId};

/// How a block is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockMark {
    /// It happened on that day.
    Day,
    /// It happened once, on some day within.
    Within,
    /// It happened on several days within.
    Several,
    /// It lasted. `sure` are the cells through which it surely did; `None` if there are none.
    Span {
        /// For sure.
        sure: Option<Range<u16>>,
        /// Whether it goes on: an arrow, not an end.
        goes_on: bool,
        /// Whether its start is open or unknown.
        starts_before: bool,
        /// Whether it ended on a day that is not known.
        end_unknown: bool,
    },
}

/// An event on a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The event.
    pub event: EventId,
    /// The row within the lane, from 0.
    pub row: u16,
    /// The cells that it touches.
    pub cells: Range<u16>,
    /// How to draw it.
    pub mark: BlockMark,
    /// Whether something about its date is uncertain or approximate.
    pub doubtful: bool,
}

/// An actor's events in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Whose; `None` for events that name no actor.
    pub actor: Option<ActorId>,
    /// How many rows it takes, at least 1.
    pub rows: u16,
    /// What stands in them, by date.
    pub blocks: Vec<Block>,
    /// Its events that can't stand on the scale: undated, or off it.
    pub beside: Vec<EventId>,
}

/// The lanes of those events, in the order in which actors appear in them; events without an actor last.
/// Each block keeps at least `least` cells of its row to itself, so that a label has room.
pub fn lanes(chronology: &Chronology, events: &[EventId], scale: Scale, least: u16) -> Vec<Lane> {
    let mut lanes: Vec<(Lane, Rows)> = Vec::new();
    let mut of_actor: HashMap<Option<ActorId>, usize> = HashMap::new();
    let mut nobody = Vec::new();
    for &id in events {
        let event = chronology.event(id);
        let block = block(scale, id, event);
        let mut seen = HashSet::new();
        for part in &event.actors {
            if !seen.insert(part.actor) {
                continue;
            }
            let nth = *of_actor.entry(Some(part.actor)).or_insert_with(|| {
                lanes.push(empty(Some(part.actor)));
                lanes.len() - 1
            });
            if let Some((lane, rows)) = lanes.get_mut(nth) {
                place(lane, rows, id, block.clone(), least, scale);
            }
        }
        if event.actors.is_empty() {
            nobody.push((id, block));
        }
    }
    if !nobody.is_empty() {
        let (mut lane, mut rows) = empty(None);
        for (id, block) in nobody {
            place(&mut lane, &mut rows, id, block, least, scale);
        }
        lanes.push((lane, rows));
    }
    lanes.into_iter().map(|(lane, _)| lane).collect()
}

fn empty(actor: Option<ActorId>) -> (Lane, Rows) {
    let lane = Lane {
        actor,
        rows: 1,
        blocks: Vec::new(),
        beside: Vec::new(),
    };
    (lane, Rows::default())
}

/// The cell from which each row of a lane is free.
#[derive(Default)]
struct Rows {
    ends: Vec<u16>,
    /// The least of each `STEP` of them: a lane may have as many rows as events.
    least: Vec<u16>,
}

impl Rows {
    const STEP: usize = 256;

    /// Takes the first row that is free at `from`, up to `to`; the last of all that can be counted, if all are taken.
    fn take(&mut self, from: u16, to: u16) -> u16 {
        let step = self.least.iter().position(|&end| end <= from);
        let step = step.unwrap_or(self.least.len().saturating_sub(1));
        let start = step * Self::STEP;
        let ends = self.ends.get(start..).unwrap_or_default();
        let free = ends.iter().position(|&end| end <= from);
        let row = free.map_or(self.ends.len(), |free| start + free);
        let Ok(number) = u16::try_from(row) else {
            return u16::MAX;
        };
        match self.ends.get_mut(row) {
            Some(end) => *end = to,
            None => self.ends.push(to),
        }
        let start = row - row % Self::STEP;
        let ends = self.ends.get(start..).unwrap_or_default();
        let least = ends
            .iter()
            .take(Self::STEP)
            .min()
            .copied()
            .unwrap_or_default();
        match self.least.get_mut(row / Self::STEP) {
            Some(known) => *known = least,
            None => self.least.push(least),
        }
        number
    }
}

/// Puts a block into the first row of the lane that is free where it stands.
fn place(
    lane: &mut Lane,
    rows: &mut Rows,
    id: EventId,
    block: Option<Block>,
    least: u16,
    scale: Scale,
) {
    let Some(mut block) = block else {
        lane.beside.push(id);
        return;
    };
    // What stands at the right edge has its room to the left of it.
    let from = block.cells.start.min(scale.cells().saturating_sub(least));
    let to = block.cells.end.max(from.saturating_add(least));
    block.row = rows.take(from, to);
    lane.rows = lane.rows.max(block.row.saturating_add(1));
    lane.blocks.push(block);
}

/// What stands for an event; `None` if nothing can.
fn block(scale: Scale, id: EventId, event: &Event) -> Option<Block> {
    let date = &event.date;
    let cells = scale.cells_of(event)?;
    let bounds = date.bounds();
    let mark = match date.shape() {
        DateShape::Undated | DateShape::Unreadable => return None,
        DateShape::Span => span(scale, date, &cells),
        DateShape::AllOf => BlockMark::Several,
        DateShape::Moment | DateShape::OneOf if bounds.earliest == bounds.latest => BlockMark::Day,
        DateShape::Moment | DateShape::OneOf => BlockMark::Within,
    };
    Some(Block {
        event: id,
        row: 0,
        cells,
        mark,
        doubtful: date.is_uncertain() || date.is_approximate(),
    })
}

fn span(scale: Scale, date: &Date, cells: &Range<u16>) -> BlockMark {
    let bounds = date.bounds();
    let ends = date.endpoints();
    let goes_on = bounds.latest == Bound::Open;
    let starts_before = !matches!(bounds.earliest, Bound::Day(_));
    // It surely lasts from the latest day that it may have begun to the earliest that it may have ended.
    let from = match ends.first.as_ref().map(|first| first.bounds().latest) {
        Some(Bound::Day(day)) => Some(day.max(scale.first())),
        Some(_) => None,
        None => (bounds.earliest == Bound::Open).then(|| scale.first()),
    };
    let to = match ends.last.as_ref().map(|last| last.bounds().earliest) {
        Some(Bound::Day(day)) => Some(day.min(scale.last())),
        Some(_) => None,
        None => goes_on.then(|| scale.last()),
    };
    let sure = from.zip(to).and_then(|(from, to)| {
        let from = scale.cell(from)?;
        let to = scale.cell(to)?.saturating_add(1);
        (from < to).then(|| from.max(cells.start)..to.min(cells.end))
    });
    BlockMark::Span {
        sure: sure.filter(|sure| sure.start < sure.end),
        goes_on,
        starts_before,
        end_unknown: bounds.latest == Bound::Unknown,
    }
}
