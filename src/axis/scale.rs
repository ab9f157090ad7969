//! The scale: days, and the hours of few days, ⇄ cells.

use std::ops::Range;

use crate::model::date::{Bound, DAY_SECONDS, Day};
use crate::model::{Chronology, Event};

/// The most days of a scale that tells hours apart.
const MOST_WITH_HOURS: i64 = 7;

/// A stretch of whole days over a number of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    from: i64,
    /// Days, at least 1.
    days: i64,
    /// Cells, at least 1.
    cells: u16,
}

impl Scale {
    /// From `first` to `last`, both inclusive, over `cells` cells.
    pub fn new(first: Day, last: Day, cells: u16) -> Self {
        Self {
            from: first.number(),
            days: last
                .number()
                .saturating_sub(first.number())
                .saturating_add(1)
                .max(1),
            cells: cells.max(1),
        }
    }

    /// Whether it has so few days that hours are told apart.
    pub fn shows_hours(self) -> bool {
        self.days <= MOST_WITH_HOURS
    }

    /// How many cells it has.
    pub fn cells(self) -> u16 {
        self.cells
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day::new(self.from)
    }

    /// Its last day.
    pub fn last(self) -> Day {
        Day::new(self.from.saturating_add(self.days - 1))
    }

    /// Where a day begins, in `parts` of a cell from the left; clamped to the scale.
    pub fn position(self, day: i64, parts: i64) -> i64 {
        let into = day.saturating_sub(self.from).clamp(0, self.days);
        let whole = i64::from(self.cells).checked_mul(parts);
        if let Some(product) = whole.and_then(|whole| into.checked_mul(whole)) {
            return product / self.days;
        }
        let whole = i128::from(self.cells) * i128::from(parts);
        i64::try_from(i128::from(into) * whole / i128::from(self.days)).unwrap_or(0)
    }

    /// Where so many seconds after the beginning of a day are, in `parts` of a cell from the left; clamped to the scale.
    pub fn position_in_day(self, day: Day, seconds: u32, parts: i64) -> i64 {
        let in_day = i128::from(DAY_SECONDS);
        let whole = i128::from(self.days) * in_day;
        let into =
            (i128::from(day.number()) - i128::from(self.from)) * in_day + i128::from(seconds);
        let cells = i128::from(self.cells) * i128::from(parts);
        i64::try_from(into.clamp(0, whole) * cells / whole).unwrap_or(0)
    }

    /// The cell of a time of a day that lies on the scale.
    pub fn cell_in_day(self, day: Day, seconds: u32) -> Option<u16> {
        self.cell(day)?;
        let cell = u16::try_from(self.position_in_day(day, seconds, 1)).ok()?;
        Some(cell.min(self.cells - 1))
    }

    /// The cell in which a day begins, if it lies on the scale.
    pub fn cell(self, day: Day) -> Option<u16> {
        let on = (self.from..self.from.saturating_add(self.days)).contains(&day.number());
        on.then(|| u16::try_from(self.position(day.number(), 1)).ok())
            .flatten()
            .map(|cell| cell.min(self.cells - 1))
    }

    /// The cells that an event's bounds touch, where they touch any, or that its time is in where hours are told apart: an open end goes on to the edge, an
    /// unknown one ends where it begins.
    pub fn cells_of(self, event: &Event) -> Option<Range<u16>> {
        let bounds = event.date.bounds();
        if self.shows_hours()
            && let (Bound::Day(day), Some(seconds)) = (bounds.earliest, event.date.clock_seconds())
        {
            let cell = self.cell_in_day(day, seconds)?;
            return Some(cell..cell + 1);
        }
        let (first, last) = (self.first(), self.last());
        let start = match bounds.earliest {
            Bound::Day(day) => day,
            Bound::Open => first,
            Bound::Unknown => match bounds.latest {
                Bound::Day(day) => day,
                _ => return None,
            },
        };
        let end = match bounds.latest {
            Bound::Day(day) => day,
            Bound::Open => last,
            Bound::Unknown => start,
        };
        if end < first || start > last {
            return None;
        }
        let from = self.cell(start.max(first))?;
        let to = if self.shows_hours() {
            self.last_cell(end.min(last))?
        } else {
            self.cell(end.min(last))?
        };
        Some(from..to + 1)
    }

    /// The last cell of a day that lies on the scale: its hours have several.
    fn last_cell(self, day: Day) -> Option<u16> {
        let begins = self.cell(day)?;
        let next = self.position(day.number().saturating_add(1), 1);
        let last = u16::try_from(next.saturating_sub(1)).unwrap_or(0);
        Some(last.clamp(begins, self.cells - 1))
    }

    /// The first and last day of a cell.
    pub fn days_of(self, cell: u16) -> (Day, Day) {
        if self.days < i64::from(self.cells) {
            // A day has several cells.
            let into = i64::from(cell.min(self.cells - 1)) * self.days / i64::from(self.cells);
            let day = Day::new(self.from.saturating_add(into));
            return (day, day);
        }
        let edge = |cell: u16| {
            let into = i128::from(self.days) * i128::from(cell);
            let cells = i128::from(self.cells);
            // The first day that begins in the cell or after.
            i64::try_from((into + cells - 1) / cells).unwrap_or(i64::MAX)
        };
        let first = self.from.saturating_add(edge(cell));
        let last = self.from.saturating_add(edge(cell.saturating_add(1)) - 1);
        (Day::new(first), Day::new(last.max(first)))
    }
}

/// The first and last day of what the dated events of a chronology allow, widened to whole months; open and
/// unknown ends are left out. `None` if no event has a day.
pub fn extent(chronology: &Chronology) -> Option<(Day, Day)> {
    extent_of(chronology.events().iter())
}

/// The same of some events.
pub fn extent_of<'a>(events: impl Iterator<Item = &'a Event>) -> Option<(Day, Day)> {
    let mut first: Option<Day> = None;
    let mut last: Option<Day> = None;
    for event in events {
        let bounds = event.date.bounds();
        for bound in [bounds.earliest, bounds.latest] {
            if let Bound::Day(day) = bound {
                first = Some(first.map_or(day, |known| known.min(day)));
                last = Some(last.map_or(day, |known| known.max(day)));
            }
        }
    }
    let (first, last) = (first?, last?);
    let (year, month, _) = first.civil();
    let from = Day::from_civil(year, month, 1).unwrap_or(first);
    let (year, month, _) = last.civil();
    let (year, month) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let to = Day::from_civil(year, month, 1).map_or(last, |next| Day::new(next.number() - 1));
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::new(number)
    }

    #[test]
    fn every_day_falls_in_the_cell_that_has_it() {
        for (days, cells) in [(31, 10), (10, 31), (365, 80), (1, 5), (100_000, 7)] {
            let scale = Scale::new(day(-3), day(days - 4), cells);
            for number in -3..(days - 3).min(500) {
                let cell = scale.cell(day(number)).unwrap();
                assert!(cell < cells);
                if days >= i64::from(cells) {
                    let (first, last) = scale.days_of(cell);
                    assert!(first.number() <= number && number <= last.number());
                }
            }
        }
    }

    #[test]
    fn days_outside_have_no_cell() {
        let scale = Scale::new(day(0), day(9), 5);
        assert_eq!(scale.cell(day(-1)), None);
        assert_eq!(scale.cell(day(10)), None);
        assert_eq!(scale.cell(day(9)), Some(4));
    }
}
