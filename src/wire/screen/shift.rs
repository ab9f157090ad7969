//! Finds the block of rows that moved up or down between two frames.
//!
//! Only whole rows: a terminal scrolls regions of the full width. Whether
//! scrolling pays is decided by the screen, which encodes both ways.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::frame::{ScreenCell, ScreenFrame};

/// Rows that must have moved together before scrolling is considered.
const FEWEST: usize = 2;

/// A block that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// The first row of the region.
    pub top: u16,
    /// The last row of the region.
    pub bottom: u16,
    /// Lines up; down, if negative.
    pub by: i32,
}

/// The move that brings the most rows from `old` to their place in `new`.
pub fn find(old: &ScreenFrame, new: &ScreenFrame) -> Option<Shift> {
    let before: Vec<u64> = old.rows().iter().map(|row| hash(row)).collect();
    let after: Vec<u64> = new.rows().iter().map(|row| hash(row)).collect();
    let empty: Vec<bool> = new
        .rows()
        .iter()
        .map(|row| row.iter().all(ScreenCell::is_blank))
        .collect();
    let height = before.len().min(after.len());
    let mut best: Option<(usize, Shift)> = None;
    for lines in 1..height {
        for up in [true, false] {
            // Row `high` and row `high + lines`: from the lower to the higher, or the other way.
            let moved = (0..height - lines).filter(|high| {
                let low = high + lines;
                let (from, to) = if up { (low, *high) } else { (*high, low) };
                before.get(from) == after.get(to)
                    && before.get(to) != after.get(to)
                    && empty.get(to) == Some(&false)
            });
            let (mut count, mut first, mut last) = (0, None, 0);
            for high in moved {
                count += 1;
                first.get_or_insert(high);
                last = high;
            }
            let Some(first) = first else { continue };
            if count < FEWEST || best.is_some_and(|(most, _)| most >= count) {
                continue;
            }
            let (Ok(top), Ok(bottom), Ok(by)) = (
                u16::try_from(first),
                u16::try_from(last + lines),
                i32::try_from(lines),
            ) else {
                continue;
            };
            let by = if up { by } else { -by };
            best = Some((count, Shift { top, bottom, by }));
        }
    }
    best.map(|(_, shift)| shift)
}

fn hash(row: &[ScreenCell]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.hash(&mut hasher);
    hasher.finish()
}
