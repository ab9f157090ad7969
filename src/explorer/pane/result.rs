//! The actors of the whole result, with counts, to look through or to pin as a filter.

use super::actors::right;
use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::shorten;
use crate::explorer::state::current::State;
use crate::model::ActorId;
use crate::query::edit::Choice;
use crate::query::facets::{Facet, FacetValue};

pub(super) fn title(state: &State) -> String {
    format!(
        "Actors of the result {}",
        facet(state).map_or(0, |facet| facet.result().len())
    )
}

/// The facet of actors.
pub(super) fn facet(state: &State) -> Option<&Facet> {
    state
        .counts
        .facets
        .iter()
        .find(|facet| facet.field == "actor")
}

/// The actor that a value of the facet means.
pub(super) fn actor(state: &State, value: &FacetValue) -> Option<ActorId> {
    // A value is a place in the table of actors, by whose order actors have their ids.
    (value.value < state.chronology().actors().len()).then(|| ActorId::new(value.value))
}

/// The tone of values: quiet while they are those of an earlier list.
pub(super) fn value_tone(state: &State) -> Tone {
    if state.is_counting() {
        Tone::Label
    } else {
        Tone::Plain
    }
}

/// The mark of a choice.
pub(super) fn mark(choice: Choice) -> &'static str {
    match choice {
        Choice::Off => " ",
        Choice::With => "+",
        Choice::Without => "-",
    }
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let values = facet(state).map_or(&[][..], Facet::result);
    if values.is_empty() && state.is_counting() {
        return Page::of(vec![Line::of("Counting …", Tone::Label)]);
    }
    if values.is_empty() {
        return Page::of(vec![Line::of("No actor in the result.", Tone::Label)]);
    }
    let count = width.saturating_sub(7);
    Page::of(Vec::new()).with_rows(values.len(), move |row| {
        values.get(row).map_or_else(Line::blank, |value| {
            let line = Line::of(mark(value.choice), Tone::Accent)
                .with(
                    2,
                    shorten(&value.label, usize::from(count.saturating_sub(3))),
                    value_tone(state),
                )
                .with(count, right(value.count, 5), Tone::Label);
            match actor(state, value) {
                Some(id) => line.to(Target::Actor(id)),
                None => line,
            }
        })
    })
}
