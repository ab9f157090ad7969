//! The facets: each value with its count, to keep or to leave out; below them the saved queries.

use super::actors::right;
use super::page::Page;
use super::result::{mark, value_tone};
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::shorten;
use crate::explorer::state::current::State;
use crate::query::facets::{Facet, FacetValue};

pub(super) fn title(_: &State) -> String {
    "Filters".to_owned()
}

/// What stands in one row: a facet's heading, or one of its values (facet, value); a saved query.
enum Row {
    Saved(usize),
    Heading(usize),
    Value(usize, usize),
    Title(&'static str),
    Blank,
}

/// The facets' rows.
fn rows(facets: &[Facet]) -> impl Iterator<Item = Row> + '_ {
    facets
        .iter()
        .enumerate()
        .filter(|(_, facet)| !facet.values.is_empty())
        .flat_map(|(nth, facet)| {
            std::iter::once(Row::Heading(nth))
                .chain((0..facet.values.len()).map(move |value| Row::Value(nth, value)))
                .chain(std::iter::once(Row::Blank))
        })
}

/// Each value: its row, its field and itself.
pub(super) fn values(facets: &[Facet]) -> impl Iterator<Item = (usize, &'static str, &FacetValue)> {
    rows(facets).enumerate().filter_map(|(at, row)| {
        let Row::Value(facet, value) = row else {
            return None;
        };
        let facet = facets.get(facet)?;
        Some((at, facet.field, facet.values.get(value)?))
    })
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let facets = &state.counts.facets;
    let saved = state.chronology().queries().len() + state.saved.len();
    let mut rows: Vec<Row> = rows(facets).collect();
    if saved > 0 {
        rows.push(Row::Title("saved queries"));
        rows.extend((0..saved).map(Row::Saved));
    }
    if rows.is_empty() && state.is_counting() {
        return Page::of(vec![Line::of("Counting …", Tone::Label)]);
    }
    if rows.is_empty() {
        return Page::of(vec![Line::of("Nothing to filter by.", Tone::Label)]);
    }
    Page::of(Vec::new()).with_rows(rows.len(), move |row| match rows.get(row) {
        Some(Row::Heading(facet)) => facets
            .get(*facet)
            .map_or_else(Line::blank, |facet| Line::of(facet.title, Tone::Strong)),
        Some(Row::Value(facet, value)) => facets
            .get(*facet)
            .and_then(|facet| Some((facet.field, facet.values.get(*value)?)))
            .map_or_else(Line::blank, |(field, value)| {
                value_line(field, value, width, value_tone(state))
            }),
        Some(Row::Title(title)) => Line::of(*title, Tone::Strong),
        Some(Row::Saved(nth)) => saved_line(state, *nth, width),
        _ => Line::blank(),
    })
}

fn value_line(field: &'static str, value: &FacetValue, width: u16, tone: Tone) -> Line {
    let count = width.saturating_sub(7);
    let room = usize::from(count.saturating_sub(3));
    Line::of(mark(value.choice), Tone::Accent)
        .with(2, shorten(&value.label, room), tone)
        .with(count, right(value.count, 5), Tone::Label)
        .to(Target::Facet {
            field,
            key: value.key.clone(),
            choice: value.choice,
        })
}

/// A saved query: those of the file first, then the person's own.
fn saved_line(state: &State, nth: usize, width: u16) -> Line {
    let of_file = state.chronology().queries();
    let own = || state.saved.get(nth.checked_sub(of_file.len())?);
    let Some(saved) = of_file.get(nth).or_else(own) else {
        return Line::blank();
    };
    let room = usize::from(width.saturating_sub(3));
    let is_asked = state.asked.text.trim() == saved.query.trim();
    Line::of(if is_asked { "+" } else { "" }, Tone::Accent)
        .with(2, shorten(&saved.name, room), Tone::Plain)
        .to(Target::Query(saved.query.to_string()))
}
