//! The facets: each value with its count, to keep or to leave out, and found by typing; below them the saved queries.

use super::actors::right;
use super::page::Page;
use super::result::{mark, value_tone};
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::shorten;
use crate::explorer::state::current::{Question, State};
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

/// What is typed to find a value by, if something is.
fn typed(state: &State) -> Option<&str> {
    let prompt = state.prompt.as_ref()?;
    let line = prompt.input.value().trim();
    (prompt.question == Question::Value && !line.is_empty()).then_some(line)
}

/// The rows: each facet with its values, the saved queries below. While a value is typed, those alone that have the words.
fn rows(state: &State) -> Vec<Row> {
    let facets = &state.counts.facets;
    let typed = typed(state);
    let found = typed.map(|typed| {
        let of = (typed.to_owned(), state.counts.generation);
        let find = || facets.iter().map(|facet| facet.with_words(typed)).collect();
        state.memos.found_values.get(of, find)
    });
    let mut rows = Vec::new();
    for (nth, facet) in facets.iter().enumerate() {
        let value = |value| Row::Value(nth, value);
        let before = rows.len();
        rows.push(Row::Heading(nth));
        match found.as_ref().and_then(|found| found.get(nth)) {
            Some(found) => rows.extend(found.iter().copied().map(value)),
            None => rows.extend((0..facet.values.len()).map(value)),
        }
        if rows.len() == before + 1 {
            rows.pop();
        } else {
            rows.push(Row::Blank);
        }
    }
    let saved = state.chronology().queries().len() + state.saved.len();
    if saved > 0 && typed.is_none() {
        rows.push(Row::Title("saved queries"));
        rows.extend((0..saved).map(Row::Saved));
    }
    rows
}

/// Each value that shows: its row, its field and itself.
pub(super) fn values(state: &State) -> Vec<(usize, &'static str, &FacetValue)> {
    let facets = &state.counts.facets;
    let rows = rows(state);
    let rows = rows.iter().enumerate();
    rows.filter_map(|(at, row)| {
        let Row::Value(facet, value) = row else {
            return None;
        };
        let facet = facets.get(*facet)?;
        Some((at, facet.field, facet.values.get(*value)?))
    })
    .collect()
}

/// The rows in which facets begin, and the saved queries.
pub(super) fn headings(state: &State) -> Vec<usize> {
    let rows = rows(state);
    let rows = rows.iter().enumerate();
    rows.filter(|(_, row)| matches!(row, Row::Heading(_) | Row::Title(_)))
        .map(|(at, _)| at)
        .collect()
}

/// A facet's heading: its title, and how several chosen values go together where that is not as usual.
fn heading(facet: &Facet) -> Line {
    let line = Line::of(facet.title, Tone::Strong);
    if facet.requires_all {
        let at = u16::try_from(facet.title.len() + 2).unwrap_or(u16::MAX);
        return line.with(at, "all required", Tone::Label);
    }
    line
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let facets = &state.counts.facets;
    let rows = rows(state);
    if rows.is_empty() && typed(state).is_some() {
        return Page::of(vec![Line::of("No value has these words.", Tone::Label)]);
    }
    if rows.is_empty() && state.is_counting() {
        return Page::of(vec![Line::of("Counting …", Tone::Label)]);
    }
    if rows.is_empty() {
        return Page::of(vec![Line::of("Nothing to filter by.", Tone::Label)]);
    }
    Page::of(Vec::new()).with_rows(rows.len(), move |row| match rows.get(row) {
        Some(Row::Heading(facet)) => facets.get(*facet).map_or_else(Line::blank, heading),
        Some(Row::Value(facet, value)) => facets
            .get(*facet)
            .and_then(|facet| Some((facet.field, facet.values.get(*value)?)))
            .map_or_else(Line::blank, |(field, value)| {
                value_line(field, value, width, value_tone(state))
            }),
        Some(Row::Title(title)) => Line::of(*title, Tone::Strong),
        Some(Row::Saved(nth)) => saved_line(state, *nth, width),
        Some(Row::Blank) | None => Line::blank(),
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
