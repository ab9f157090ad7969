//! The strip's window: in to the hours of a day and out to millennia, by key and by wheel. It changes what the strip shows, never the query.

use super::query::{search_again, strip_cell};
use crate::explorer::state::current::State;
use crate::explorer::state::message::Effect;
use crate::model::{Bound, Day};

/// The fewest days that the strip shows, by their hours.
const FEWEST: i64 = 1;

pub(super) fn zoom_in(state: &mut State) -> Vec<Effect> {
    zoom(state, selected_day(state), 1)
}

pub(super) fn zoom_out(state: &mut State) -> Vec<Effect> {
    zoom(state, selected_day(state), -1)
}

/// Turns of the wheel over a cell of the screen, if that is one of the strip: up is in.
pub(super) fn wheel(state: &mut State, x: u16, y: u16, notches: i16) -> Option<Vec<Effect>> {
    let cell = strip_cell(state, x, y)?;
    let scale = state.counts.strip.as_ref()?.scale;
    let (day, _) = scale.days_of(cell);
    Some(zoom(state, Some(day), -notches))
}

/// The day on which the selected event may have begun.
fn selected_day(state: &State) -> Option<Day> {
    let bounds = state
        .chronology()
        .event(state.selection.event?)
        .date
        .bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Day(day), _) | (_, Bound::Day(day)) => Some(day),
        _ => None,
    }
}

/// Halves or doubles the window so many times; `day` stays where it is in it.
fn zoom(state: &mut State, day: Option<Day>, times: i16) -> Vec<Effect> {
    if state.layout().strip.is_none() {
        state.notice = Some("The screen has no room for the strip.".to_owned());
        return Vec::new();
    }
    let (Some(extent), Some((first, last))) = (state.opened.extent, state.strip_days()) else {
        return Vec::new();
    };
    let whole = days(extent);
    let before = days((first, last));
    let mut length = before;
    for _ in 0..times.unsigned_abs() {
        length = if times > 0 {
            (length / 2).max(FEWEST)
        } else {
            length.saturating_mul(2)
        };
    }
    let length = length.max(FEWEST.min(before));
    if length == before {
        state.notice = Some("The strip shows the hours of a day already.".to_owned());
        return Vec::new();
    }
    let window = if length >= whole && times < 0 {
        extent
    } else {
        let middle = first.number() + before / 2;
        let at = day
            .map(Day::number)
            .filter(|day| (first.number()..=last.number()).contains(day))
            .unwrap_or(middle);
        let into = i128::from(at - first.number()) * i128::from(length) / i128::from(before);
        let from = at - i64::try_from(into).unwrap_or(0);
        let most = (extent.1.number() - length + 1).max(extent.0.number());
        let from = from.clamp(extent.0.number(), most);
        (Day::new(from), Day::new(from.saturating_add(length - 1)))
    };
    if window == (first, last) {
        state.notice = Some("The strip shows all there is.".to_owned());
        return Vec::new();
    }
    state.zoom = Some(window);
    state.asked.want = state.selection.event;
    search_again(state)
}

fn days((first, last): (Day, Day)) -> i64 {
    last.number()
        .saturating_sub(first.number())
        .saturating_add(1)
        .max(1)
}
