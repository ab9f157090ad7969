//! Lanes: one row an actor, or more where its events and their labels overlap; what stands where, in cells or pixels.
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

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelPlace {
    /// In its mark, or over it where the mark is a span.
    On,
    /// To the right of its mark.
    After,
    /// To the left of its mark.
    Before,
}

/// The room of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where it is.
    pub place: LabelPlace,
    /// The cells that it may fill; nothing else of the lane touches them in its row.
    pub cells: Range<u16>,
}

/// An event on a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The event.
    pub event: EventId,
    /// The row within the lane, from 0.
    pub row: u16,
    /// The cells that its mark takes: those that it touches, and more where it would be too small to see.
    pub cells: Range<u16>,
    /// How to draw it.
    pub mark: BlockMark,
    /// Whether its date is uncertain, approximate, inferred or disputed.
    pub doubtful: bool,
    /// Where its label stands.
    pub label: Label,
}

/// An actor's events in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Whose; `None` for the events of nobody who has a lane.
    pub actor: Option<ActorId>,
    /// How many rows it takes, at least 1.
    pub rows: u16,
    /// What stands in them, by date.
    pub blocks: Vec<Block>,
    /// Its events that can't stand on the scale: undated, or off it.
    pub beside: Vec<EventId>,
}

/// How marks and labels are packed, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packing {
    /// What each mark takes at least.
    pub mark: u16,
    /// What stays free around labels.
    pub gap: u16,
    /// What follows the mark of a span whose end is unknown.
    pub tail: u16,
    /// What labels are cut to in a lane that would have too many rows otherwise.
    pub short: u16,
    /// How many rows are too many: then labels are cut, at last to their least.
    pub rows: u16,
}

/// The cells that a label takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelWidth {
    /// In full.
    pub full: u16,
    /// If it is cut as far as may be.
    pub least: u16,
}

/// The lanes of those events, in the order in which actors appear in them; events without an actor last. With
/// `most`, only so many actors have lanes, those with most events, and the last lane has the events of nobody else.
pub fn lanes(
    chronology: &Chronology,
    events: &[EventId],
    scale: Scale,
    packing: Packing,
    most: Option<usize>,
    width: impl Fn(EventId) -> LabelWidth,
) -> Vec<Lane> {
    let mut actors: Vec<(ActorId, Vec<EventId>)> = Vec::new();
    let mut of_actor: HashMap<ActorId, usize> = HashMap::new();
    for &id in events {
        for part in &chronology.event(id).actors {
            let nth = *of_actor.entry(part.actor).or_insert_with(|| {
                actors.push((part.actor, Vec::new()));
                actors.len() - 1
            });
            if let Some((_, own)) = actors.get_mut(nth)
                && own.last() != Some(&id)
            {
                own.push(id);
            }
        }
    }
    if let Some(most) = most {
        let mut by_count: Vec<(usize, ActorId)> = (actors.iter())
            .map(|(actor, own)| (own.len(), *actor))
            .collect();
        by_count.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let kept: HashSet<ActorId> = by_count.iter().take(most).map(|one| one.1).collect();
        actors.retain(|(actor, _)| kept.contains(actor));
    }
    let shown: HashSet<ActorId> = actors.iter().map(|(actor, _)| *actor).collect();
    let nobodys = events.iter().copied().filter(|id| {
        let mut parts = chronology.event(*id).actors.iter();
        !parts.any(|part| shown.contains(&part.actor))
    });
    let nobodys: Vec<EventId> = nobodys.collect();
    let lane = |actor, events: &[EventId]| {
        let mut beside = Vec::new();
        let mut blocks = Vec::new();
        for &id in events {
            match block(chronology, scale, packing, id) {
                Some(block) => blocks.push(block),
                None => beside.push(id),
            }
        }
        let rows = pack(&mut blocks, scale, packing, &width);
        Lane {
            actor,
            rows,
            blocks,
            beside,
        }
    };
    let mut lanes: Vec<Lane> = (actors.iter())
        .map(|(actor, own)| lane(Some(*actor), own))
        .collect();
    if !nobodys.is_empty() {
        lanes.push(lane(None, &nobodys));
    }
    lanes
}

/// Gives each block its row and its label; gives how many rows there are. Labels are in full if that takes no more rows than
/// `packing` allows, else short, else as short as may be; then each takes what is free beside it.
fn pack(
    blocks: &mut [Block],
    scale: Scale,
    packing: Packing,
    width: &impl Fn(EventId) -> LabelWidth,
) -> u16 {
    let widths: Vec<LabelWidth> = blocks.iter().map(|block| width(block.event)).collect();
    let mut taken: Vec<Range<u16>> = Vec::new();
    let mut count = 1;
    for limit in [u16::MAX, packing.short, 0] {
        let mut rows = Rows::default();
        taken.clear();
        count = 1;
        for (block, width) in blocks.iter_mut().zip(&widths) {
            let width = width.full.min(width.least.max(limit));
            let cells = label(block, scale, packing, width);
            block.row = rows.take(cells.start, cells.end);
            count = count.max(block.row.saturating_add(1));
            taken.push(cells);
        }
        if count <= packing.rows {
            break;
        }
    }
    grow(blocks, &widths, &mut taken, scale, packing);
    count
}

/// Puts the label of a block where it has so much room; gives the cells that both take, and the gap after them.
fn label(block: &mut Block, scale: Scale, packing: Packing, width: u16) -> Range<u16> {
    let Packing { gap, .. } = packing;
    let (all, mark) = (scale.cells(), block.cells.clone());
    let width = width.min(all);
    let after = all.saturating_sub(mark.end.saturating_add(gap));
    let before = mark.start.saturating_sub(gap);
    let within = (mark.end - mark.start).saturating_sub(2 * gap);
    let beside = after.max(before);
    let on = width <= within || (beside < width && beside < within);
    let (place, start, width) = if matches!(block.mark, BlockMark::Span { .. }) {
        (LabelPlace::On, mark.start.min(all - width), width)
    } else if on {
        (LabelPlace::On, mark.start + gap, width.min(within))
    } else if width <= after || before <= after {
        (LabelPlace::After, mark.end + gap, width.min(after))
    } else {
        let width = width.min(before);
        (LabelPlace::Before, before - width, width)
    };
    block.label = Label {
        place,
        cells: start..start + width,
    };
    let end = mark.end.max(start + width).saturating_add(gap);
    mark.start.min(start)..end
}

/// Lets labels that were cut take what is free beside them in their row.
fn grow(
    blocks: &mut [Block],
    widths: &[LabelWidth],
    taken: &mut [Range<u16>],
    scale: Scale,
    packing: Packing,
) {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|nth| {
        let row = blocks.get(*nth).map(|block| block.row);
        (row, taken.get(*nth).map(|cells| cells.start))
    });
    // The row, and up to where it is taken.
    let mut left = (u16::MAX, 0);
    for (place, &nth) in order.iter().enumerate() {
        let next = order.get(place + 1).copied();
        let next = next.and_then(|next| Some((blocks.get(next)?.row, taken.get(next)?.start)));
        let (Some(block), Some(width), Some(cells)) =
            (blocks.get_mut(nth), widths.get(nth), taken.get_mut(nth))
        else {
            continue;
        };
        let from = if left.0 == block.row { left.1 } else { 0 };
        let is_span = matches!(block.mark, BlockMark::Span { .. });
        let label = &mut block.label.cells;
        let lacking = width.full.saturating_sub(label.end - label.start);
        match block.label.place {
            LabelPlace::Before => {
                label.start = label
                    .start
                    .saturating_sub(lacking)
                    .max(from)
                    .min(label.start);
            }
            LabelPlace::On if !is_span => {}
            LabelPlace::On | LabelPlace::After => {
                let free = match next {
                    Some((row, start)) if row == block.row => start.saturating_sub(packing.gap),
                    _ => scale.cells(),
                };
                let end = label.end.saturating_add(lacking).min(free);
                label.end = end.max(label.end);
            }
        }
        cells.end = cells.end.max(label.end.saturating_add(packing.gap));
        left = (block.row, cells.end);
    }
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

/// What stands for an event; `None` if nothing can.
fn block(chronology: &Chronology, scale: Scale, packing: Packing, id: EventId) -> Option<Block> {
    let event = chronology.event(id);
    let date = &event.date;
    let touched = scale.cells_of(event)?;
    let bounds = date.bounds();
    let doubtful = event.has_doubtful_date();
    let mark = match date.shape() {
        DateShape::Undated | DateShape::Unreadable => return None,
        DateShape::Span if doubtful => span(scale, date, None),
        DateShape::Span => span(scale, date, sure(chronology, scale, event, &touched)),
        DateShape::AllOf => BlockMark::Several,
        DateShape::Moment | DateShape::OneOf if bounds.earliest == bounds.latest => BlockMark::Day,
        DateShape::Moment | DateShape::OneOf => BlockMark::Within,
    };
    // What would go beyond the right edge has its room to the left of it.
    let least = packing.mark.min(scale.cells());
    let start = touched.start.min(scale.cells() - least);
    let mut cells = start..touched.end.max(start + least);
    if let BlockMark::Span {
        end_unknown: true, ..
    } = mark
    {
        cells.end = cells.end.saturating_add(packing.tail);
    }
    Some(Block {
        event: id,
        row: 0,
        label: Label {
            place: LabelPlace::On,
            cells: cells.clone(),
        },
        cells,
        mark,
        doubtful,
    })
}

fn span(scale: Scale, date: &Date, sure: Option<Range<u16>>) -> BlockMark {
    let bounds = date.bounds();
    BlockMark::Span {
        sure,
        goes_on: bounds.latest == Bound::Open,
        starts_before: match bounds.earliest {
            Bound::Day(day) => day < scale.first(),
            Bound::Open | Bound::Unknown => true,
        },
        end_unknown: bounds.latest == Bound::Unknown,
    }
}

/// The cells through which an event surely lasted: from the latest day that it may have begun to the earliest that it may have
/// ended, or to the last that a source vouches for.
fn sure(
    chronology: &Chronology,
    scale: Scale,
    event: &Event,
    touched: &Range<u16>,
) -> Option<Range<u16>> {
    let (bounds, ends) = (event.date.bounds(), event.date.endpoints());
    let from = match ends.first.as_ref().map(|first| first.bounds().latest) {
        Some(Bound::Day(day)) => day.max(scale.first()),
        None if bounds.earliest == Bound::Open => scale.first(),
        Some(Bound::Open | Bound::Unknown) | None => return None,
    };
    let to = match ends.last.as_ref().map(|last| last.bounds().earliest) {
        Some(Bound::Day(day)) => day.min(scale.last()),
        Some(Bound::Open | Bound::Unknown) => return None,
        None => chronology.vouched(event)?.min(scale.last()),
    };
    if to < from {
        return None;
    }
    let cells =
        scale.cell(from)?.max(touched.start)..scale.cell(to)?.saturating_add(1).min(touched.end);
    (cells.start < cells.end).then_some(cells)
}
