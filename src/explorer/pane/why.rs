//! Why the selected row is here, and why it stands where it stands.

use super::event::of_event;
use super::field::{field, text};
use super::page::Page;
use crate::explorer::base::growing::GrowingLines;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::base::order::Order;
use crate::explorer::state::current::State;
use crate::model::EventId;
use crate::model::date::Meeting;
use crate::query;

pub(super) fn title(_: &State) -> String {
    "Why is this row here".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some(id) = state.selection.event else {
        return Page::of(vec![Line::of("No event is selected.", Tone::Label)]);
    };
    let of = of_event(state, id, width);
    let lines = || GrowingLines::of(lines(state, id, width));
    Page::kept(state.memos.why.get(of, lines))
}

fn lines(state: &State, id: EventId, width: u16) -> Vec<Line> {
    let event = state.chronology().event(id);
    let mut lines = Vec::new();
    text(&mut lines, width, 0, &event.title, Tone::Strong);
    field(
        &mut lines,
        width,
        "date",
        &format!("{}   written {}", event.date_shown(), written(state, id)),
        Tone::Plain,
    );
    lines.push(Line::blank());
    lines.push(Line::of("In the result", Tone::Strong));
    let reasons = query::why(&state.opened.index, &state.asked.query, id, &state.outside);
    if reasons.is_empty() {
        lines.push(Line::of(
            "Nothing is asked, so every event is here.",
            Tone::Plain,
        ));
    }
    for reason in &reasons {
        text(&mut lines, width, 0, reason, Tone::Plain);
    }
    if state.asked.query.has_period() {
        let certainty = match state.answer.matches.hit(id).map(|hit| hit.certainty) {
            Some(Meeting::Certain) => "█ certain: it must fall in the period",
            Some(Meeting::Possible) => {
                "░ possible: it may fall in the period, for the reasons above"
            }
            _ => "not in the period",
        };
        text(&mut lines, width, 0, certainty, Tone::Plain);
    }
    lines.push(Line::blank());
    lines.push(Line::of("At this place", Tone::Strong));
    for (label, other) in [
        ("after", neighbour(state, id, -1)),
        ("before", neighbour(state, id, 1)),
    ] {
        let Some(other) = other else { continue };
        field(
            &mut lines,
            width,
            label,
            &state.chronology().event(other).title,
            Tone::Label,
        );
        field(
            &mut lines,
            width,
            " ",
            &reason(state, id, other),
            Tone::Plain,
        );
    }
    lines.push(Line::blank());
    text(
        &mut lines,
        width,
        0,
        "The order by date: the earliest day on which it may have begun; then the unit in which its beginning is written, coarser first; then the latest day on which it may have begun, and its end, sooner first; then the order in the file, then the id. Undated events come last.",
        Tone::Label,
    );
    lines
}

fn written(state: &State, id: EventId) -> String {
    let written = state.chronology().event(id).date.written().to_owned();
    if written.is_empty() {
        "as nothing".to_owned()
    } else {
        written
    }
}

/// The event `by` rows away in the list.
fn neighbour(state: &State, id: EventId, by: isize) -> Option<EventId> {
    let hits = state.hits();
    let at = hits.place_of(id)?;
    hits.get(at.checked_add_signed(by)?).map(|hit| hit.event)
}

fn reason(state: &State, id: EventId, other: EventId) -> String {
    let chronology = state.chronology();
    match state.order {
        Order::Date => chronology
            .event(id)
            .date
            .order_reason(&chronology.event(other).date),
        Order::Rank => {
            let matches = &state.answer.matches;
            match (matches.hit(id), matches.hit(other)) {
                (Some(this), Some(that)) => query::rank_reason(
                    &state.opened.index,
                    &state.asked.query,
                    (this, that),
                    &state.outside,
                ),
                _ => String::new(),
            }
        }
    }
}
