//! The facets: each value with its count, to keep or to leave out.

use super::Page;
use super::actors::right;
use super::result::mark;
use crate::explorer::line::{Line, Target, Tone};
use crate::explorer::state::State;
use crate::explorer::wrap::shorten;

pub(super) fn title(_: &State) -> String {
    "Filters".to_owned()
}

/// What stands in one row: a facet's heading, or one of its values (facet, value).
enum Row {
    Heading(usize),
    Value(usize, usize),
    Blank,
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let facets = &state.answer.facets;
    let rows: Vec<Row> = facets
        .iter()
        .enumerate()
        .filter(|(_, facet)| !facet.values.is_empty())
        .flat_map(|(nth, facet)| {
            std::iter::once(Row::Heading(nth))
                .chain((0..facet.values.len()).map(move |value| Row::Value(nth, value)))
                .chain(std::iter::once(Row::Blank))
        })
        .collect();
    if rows.is_empty() {
        return Page::of(vec![Line::of("Nothing to filter by.", Tone::Label)]);
    }
    let count = width.saturating_sub(7);
    Page::of(Vec::new()).with_rows(rows.len(), move |row| match rows.get(row) {
        Some(Row::Heading(facet)) => facets
            .get(*facet)
            .map_or_else(Line::blank, |facet| Line::of(facet.title, Tone::Strong)),
        Some(Row::Value(facet, value)) => facets
            .get(*facet)
            .and_then(|facet| Some((facet.field, facet.values.get(*value)?)))
            .map_or_else(Line::blank, |(field, value)| {
                Line::of(mark(value.choice), Tone::Accent)
                    .with(
                        2,
                        shorten(&value.label, usize::from(count.saturating_sub(3))),
                        Tone::Plain,
                    )
                    .with(count, right(value.count, 5), Tone::Label)
                    .to(Target::Facet {
                        field,
                        key: value.key.clone(),
                        choice: value.choice,
                    })
            }),
        _ => Line::blank(),
    })
}
