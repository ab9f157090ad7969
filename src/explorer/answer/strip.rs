//! The density strip's place and its brush: a press and a release on it keep the period between them.

use super::calendar::Calendar;
use crate::axis::density::Spread;
use crate::axis::ticks::{self, TickUnit};
use crate::axis::{Scale, density};
use crate::explorer::base::geometry::Area;
use crate::model::date::Bounds;
use crate::model::{Bound, Chronology, Day};
use crate::query::Hit;

/// The strip of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// Days ⇄ cells.
    pub scale: Scale,
    /// The weight in each cell.
    pub weights: Vec<u64>,
}

/// Free cells that a tick's label has after it.
pub const FREE: u16 = 4;
/// Cells before the axis, for the year, or the month of days and hours.
const YEAR: u16 = 10;

/// The cells of the axis on the strip's row.
pub fn cells_area(row: Area) -> Area {
    let before = YEAR.min(row.width);
    Area {
        x: row.x + before,
        width: (row.width - before).saturating_sub(1),
        ..row
    }
}

/// The strip of `hits`, which are by date, over `extent`, on so many cells; `None` without a dated event or a cell.
pub fn strip(
    chronology: &Chronology,
    calendar: &Calendar,
    extent: Option<(Day, Day)>,
    hits: &[Hit],
    cells: u16,
) -> Option<Strip> {
    let (first, last) = extent?;
    if cells == 0 {
        return None;
    }
    let scale = Scale::new(first, last, cells);
    let stretches = calendar.stretches_of(hits);
    let days = |bounds, count: usize| {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        (Spread::Days(bounds), count)
    };
    let at_its_time = |hit: &Hit, bounds: Bounds| {
        let seconds = chronology.event(hit.event).date.clock_seconds();
        match (bounds.earliest, seconds) {
            (Bound::Day(day), Some(seconds)) => (Spread::Clock(day, seconds), 1),
            _ => days(bounds, 1),
        }
    };
    let events = stretches.flat_map(|(stretch, places)| {
        let bounds = stretch.bounds();
        let has_times = scale.shows_hours() && stretch.zone().is_some();
        let timed = hits.get(places.clone()).filter(|_| has_times);
        let spread = timed.is_none().then(|| days(bounds, places.len()));
        let timed = timed.into_iter().flatten();
        timed.map(move |hit| at_its_time(hit, bounds)).chain(spread)
    });
    Some(Strip {
        scale,
        weights: density(scale, events),
    })
}

/// The period from one cell to another in EDTF: whole months, or years where the ticks are coarser.
pub fn period(scale: Scale, from: u16, to: u16) -> Option<String> {
    let (from, to) = (from.min(to), from.max(to));
    let (unit, _) = ticks::ticks(scale, FREE);
    let (first, _) = scale.days_of(from);
    let (_, last) = scale.days_of(to);
    let start = ticks::start(first, unit)?;
    let end = Day::new(ticks::next(ticks::start(last, unit)?, unit)?.number() - 1);
    let write = |day: Day| {
        let (year, month, of_month) = day.civil();
        let year = if (0..=9999).contains(&year) {
            format!("{year:04}")
        } else if (-9999..0).contains(&year) {
            format!("-{:04}", -year)
        } else {
            format!("Y{year}")
        };
        match unit {
            TickUnit::Hours(_) | TickUnit::Day => format!("{year}-{month:02}-{of_month:02}"),
            TickUnit::Months(_) => format!("{year}-{month:02}"),
            TickUnit::Years(_) => year,
        }
    };
    let (start, end) = (write(start), write(end));
    Some(if start == end {
        start
    } else {
        format!("{start}/{end}")
    })
}
