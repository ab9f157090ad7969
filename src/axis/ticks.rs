//! Ticks: where years, months, days and hours begin on a scale, as fine as their labels have room.

use super::scale::Scale;
use crate::model::date::{Day, month_short};

/// What a tick counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TickUnit {
    /// So many hours; a part of a day.
    Hours(u8),
    /// Single days.
    Day,
    /// So many months; 1, 3 or 6.
    Months(u8),
    /// So many years; a power of ten times 1, 2 or 5.
    Years(i64),
}

/// A tick: the cell where it begins, and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The cell.
    pub cell: u16,
    /// The first day of it.
    pub day: Day,
    /// The label: "06:00", "Oct", "2023", "44 BCE".
    pub label: String,
}

/// The most ticks that are made.
const MOST: usize = 1000;

/// An astronomical year as people write it: 2023, 44 BCE.
pub fn year_label(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", 1_i64.saturating_sub(year))
    }
}

/// The ticks of a scale, at the finest unit whose labels are all followed by at least `after` free cells;
/// also that unit. There is always at least one tick. A tick whose label would go beyond the scale is left out, unless it is
/// the only one.
pub fn ticks(scale: Scale, after: u16) -> (TickUnit, Vec<Tick>) {
    let (unit, mut found) = fitting(scale, after);
    let goes_beyond = |tick: &Tick| tick.cell.saturating_add(cells(&tick.label)) > scale.cells();
    while found.len() > 1 && found.last().is_some_and(goes_beyond) {
        found.pop();
    }
    (unit, found)
}

fn cells(label: &str) -> u16 {
    u16::try_from(label.chars().count()).unwrap_or(u16::MAX)
}

fn fitting(scale: Scale, after: u16) -> (TickUnit, Vec<Tick>) {
    let hours = [1, 3, 6, 12].map(TickUnit::Hours);
    let hours = hours.into_iter().filter(|_| scale.shows_hours());
    for unit in hours.chain(units()) {
        let Some(mut found) = at(scale, unit) else {
            continue;
        };
        if fit(&found, after) {
            return (unit, found);
        }
        // A unit that has begun before the scale may leave its first tick no room: without it, then.
        if start(scale.first(), unit) != Some(scale.first()) && !found.is_empty() {
            found.remove(0);
        }
        if !found.is_empty() && fit(&found, after) {
            return (unit, found);
        }
    }
    (TickUnit::Years(1), vec![first(scale)])
}

/// Whether each label is followed by at least `after` free cells.
fn fit(ticks: &[Tick], after: u16) -> bool {
    ticks.windows(2).all(|pair| match pair {
        [one, next] => next.cell - one.cell >= cells(&one.label).saturating_add(after),
        _ => true,
    })
}

/// From days to the coarsest.
fn units() -> impl Iterator<Item = TickUnit> {
    let years = (0..15_u32).flat_map(|power| {
        let ten = 10_i64.pow(power);
        [1, 2, 5].map(|times| TickUnit::Years(times * ten))
    });
    [
        TickUnit::Day,
        TickUnit::Months(1),
        TickUnit::Months(3),
        TickUnit::Months(6),
    ]
    .into_iter()
    .chain(years)
}

/// A tick for the beginning of the scale alone.
fn first(scale: Scale) -> Tick {
    let (year, _, _) = scale.first().civil();
    Tick {
        cell: 0,
        day: scale.first(),
        label: year_label(year),
    }
}

/// All ticks of one unit; `None` if they are too many.
fn at(scale: Scale, unit: TickUnit) -> Option<Vec<Tick>> {
    let mut found: Vec<Tick> = Vec::new();
    let mut day = start(scale.first(), unit)?;
    while day <= scale.last() {
        if found.len() == MOST {
            return None;
        }
        // The first unit may have begun before the scale: its tick says where the scale begins.
        let shown = day.max(scale.first());
        found.push(Tick {
            cell: scale.cell(shown)?,
            day: shown,
            label: label(shown, unit, found.is_empty()),
        });
        if let TickUnit::Hours(step) = unit {
            let hours = (1..24).filter(|hour| hour % step.max(1) == 0);
            found.extend(hours.filter_map(|hour| {
                Some(Tick {
                    cell: scale.cell_in_day(day, u32::from(hour) * 3600)?,
                    day,
                    label: format!("{hour:02}:00"),
                })
            }));
        }
        day = next(day, unit)?;
    }
    Some(found)
}

/// The beginning of the unit that has `day`; of hours, the day.
pub fn start(day: Day, unit: TickUnit) -> Option<Day> {
    let (year, month, _) = day.civil();
    match unit {
        TickUnit::Hours(_) | TickUnit::Day => Some(day),
        TickUnit::Months(step) => Day::from_civil(year, month - (month - 1) % step.max(1), 1),
        TickUnit::Years(step) => Day::from_civil(first_of_years(year, step.max(1))?, 1, 1),
    }
}

/// The first of so many years that hold `year`: round years, which are counted backwards before the common era, so that 2000 BCE
/// begins a thousand. The last ones before it end with 2 BCE, and 1 BCE begins the next.
fn first_of_years(year: i64, step: i64) -> Option<i64> {
    if year >= 0 {
        return Some(year / step * step);
    }
    let before = 1_i64.checked_sub(year)?;
    1_i64.checked_sub(before.checked_add(step - 1)? / step * step)
}

/// The beginning of the next unit after one that begins on `day`; of hours, the next day.
pub fn next(day: Day, unit: TickUnit) -> Option<Day> {
    let (year, month, _) = day.civil();
    match unit {
        TickUnit::Hours(_) | TickUnit::Day => Some(Day::new(day.number().checked_add(1)?)),
        TickUnit::Months(step) => {
            let month = month + step;
            if month > 12 {
                Day::from_civil(year + 1, month - 12, 1)
            } else {
                Day::from_civil(year, month, 1)
            }
        }
        TickUnit::Years(step) if (1 - step..0).contains(&year) => Day::from_civil(0, 1, 1),
        TickUnit::Years(step) => Day::from_civil(year.checked_add(step)?, 1, 1),
    }
}

/// The first month of a year says the year, midnight the day; a first tick leaves it to what stands before the axis.
fn label(day: Day, unit: TickUnit, is_first: bool) -> String {
    let (year, month, of_month) = day.civil();
    let name = month_short(month);
    match unit {
        TickUnit::Years(_) => year_label(year),
        TickUnit::Months(_) if month == 1 && !is_first => year_label(year),
        TickUnit::Months(_) => name.to_owned(),
        TickUnit::Hours(_) | TickUnit::Day if of_month == 1 => name.to_owned(),
        TickUnit::Hours(_) | TickUnit::Day => of_month.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: i64, to: i64, cells: u16) -> Vec<String> {
        let day = |year, month, day| Day::from_civil(year, month, day).unwrap();
        let scale = Scale::new(day(from, 1, 1), day(to, 12, 31), cells);
        let (_, ticks) = ticks(scale, 4);
        ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn years_before_the_common_era_are_round_as_people_count_them() {
        assert_eq!(
            labels(-3199, 2020, 100),
            ["3000 BCE", "2000 BCE", "1000 BCE", "1 BCE", "1000"]
        );
        assert_eq!(
            labels(-99, 110, 60),
            ["100 BCE", "50 BCE", "1 BCE", "50", "100"]
        );
        assert_eq!(labels(-49, -40, 130)[..2], ["50 BCE", "49 BCE"]);
    }

    #[test]
    fn no_label_goes_beyond_the_scale() {
        for cells in 1..200 {
            for (from, to) in [(-3199, 2020), (1900, 2003), (2023, 2023), (-5, 5)] {
                let day = |year, month, day| Day::from_civil(year, month, day).unwrap();
                let scale = Scale::new(day(from, 1, 1), day(to, 12, 31), cells);
                let (_, ticks) = ticks(scale, 4);
                assert!(!ticks.is_empty());
                for tick in ticks.iter().skip(1) {
                    assert!(tick.cell + super::cells(&tick.label) <= cells);
                }
            }
        }
    }
}
