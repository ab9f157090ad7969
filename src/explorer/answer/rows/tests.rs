//! Rows beside dates, and beside a reference that goes event by event.

use proptest::prelude::*;

use super::*;
use crate::axis::{Scale, density};
use crate::model::build::build;
use crate::model::date::{Bound, Date, Shape};
use crate::model::record::{ChronologyRecord, EventRecord};
use crate::model::{Chronology, Event};
use crate::query::{Index, Query, QueryContext, run};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A chronology of events on these dates, each inferred or not, and its hits: all of it.
fn everything<'a>(dates: impl IntoIterator<Item = (&'a str, bool)>) -> (Arc<Chronology>, Vec<Hit>) {
    let events = dates
        .into_iter()
        .enumerate()
        .map(|(nth, (date, inferred))| EventRecord {
            inferred,
            ..EventRecord::plain(&format!("e{nth}"), date, "title")
        });
    let record = ChronologyRecord {
        title: "t".to_owned(),
        events: events.collect(),
        ..ChronologyRecord::default()
    };
    let chronology = Arc::new(build(vec![record]).chronology);
    let index = Index::new(Arc::clone(&chronology));
    let found = run(
        &index,
        &Query::default(),
        &QueryContext::default(),
        &AtomicBool::new(false),
    )
    .unwrap();
    (chronology, found.by_date().to_vec())
}

/// The rows of events on these dates, as words.
fn rows(dates: &[&str]) -> Vec<String> {
    let (chronology, found) = everything(dates.iter().map(|date| (*date, false)));
    let rows = Rows::new(&Calendar::new(&chronology), &found);
    for place in 0..found.len() {
        assert_eq!(rows.row(rows.position(place)), Some(Row::Event(place)));
    }
    let word = |at| match rows.row(at).unwrap() {
        Row::Heading(heading) => format!("{heading:?}"),
        Row::Gap { from, months } => format!("gap {}-{} {months}", from.0, from.1),
        Row::Event(place) => found[place].event.index().to_string(),
    };
    (0..rows.len()).map(word).collect()
}

#[test]
fn years_have_headings_and_empty_months_are_told() {
    assert_eq!(
        rows(&["2023-01", "2023-02-03", "2023-05-01", "2024", "", "../1999"]),
        [
            "Unstarted",
            "0",
            "Year { year: 2023, uncertain: false }",
            "1",
            "2",
            "gap 2023-3 2",
            "3",
            "gap 2023-6 7",
            "Year { year: 2024, uncertain: false }",
            "4",
            "Undated",
            "5",
        ]
    );
}

#[test]
fn a_year_is_uncertain_only_if_all_its_events_say_so() {
    assert_eq!(
        rows(&["2023?-01", "2023?-02"])[0],
        "Year { year: 2023, uncertain: true }"
    );
    assert_eq!(
        rows(&["2023?-01", "2023-02"])[0],
        "Year { year: 2023, uncertain: false }"
    );
}

#[test]
fn a_span_reaches_as_far_as_its_start_and_a_decade_as_far_as_its_end() {
    assert_eq!(rows(&["2020/2023", "2021-06"])[2], "gap 2020-2 16");
    assert_eq!(
        rows(&["202X", "2021-06"])
            .iter()
            .filter(|row| row.starts_with("gap"))
            .count(),
        0
    );
}

#[test]
fn a_crowded_month_has_a_heading() {
    let mut dates = vec!["2023-01-01"; CROWD];
    dates.push("2023-02-01");
    let rows = rows(&dates);
    assert_eq!(rows[1], "Month(2023, 1)");
    assert_eq!(
        rows.iter().filter(|row| row.starts_with("Month")).count(),
        1
    );
}

/// The last month in which `date` may begin, as a month number; a span begins at its start.
fn reach(date: &Date) -> Option<i64> {
    let bounds = date.bounds();
    let bound = match (date.shape(), bounds.latest) {
        (Shape::Moment | Shape::OneOf, Bound::Day(_)) => bounds.latest,
        _ => bounds.earliest,
    };
    let Bound::Day(day) = bound else { return None };
    let (year, month, _) = day.civil();
    Some(month_number(year, month))
}

fn heading_of(event: &Event) -> Heading {
    let date = &event.date;
    if date.is_undated() {
        return Heading::Undated;
    }
    date.heading()
        .map_or(Heading::Unstarted, |heading| Heading::Year {
            year: heading.year,
            uncertain: date.is_year_uncertain() || event.inferred,
        })
}

/// The heading of a month, if the event at `nth` is the first of a crowd in one.
fn crowd(chronology: &Chronology, hits: &[Hit], nth: usize) -> Option<Heading> {
    let month_of = |at: usize| {
        let heading = chronology.event(hits.get(at)?.event).date.heading()?;
        Some((heading.year, heading.month?))
    };
    let here = month_of(nth)?;
    let before = nth.checked_sub(1).and_then(month_of);
    let last = month_of(nth + CROWD - 1);
    (before != Some(here) && last == Some(here)).then_some(Heading::Month(here.0, here.1))
}

/// The rows as they are told event by event, slowly: what `Rows::new` must give.
fn reference(chronology: &Chronology, hits: &[Hit]) -> Vec<(usize, Row)> {
    let mut extras: Vec<(usize, Row)> = Vec::new();
    let mut open: Option<(usize, Heading)> = None;
    let mut reached: Option<i64> = None;
    for (nth, hit) in hits.iter().enumerate() {
        let event = chronology.event(hit.event);
        let date = &event.date;
        let heading = heading_of(event);
        if let Some(gap) = gap_before(reached, date) {
            extras.push((nth + extras.len(), gap));
        }
        match &mut open {
            Some((_, current)) if same_group(*current, heading) => {
                if let (
                    Heading::Year { uncertain, .. },
                    Heading::Year {
                        uncertain: false, ..
                    },
                ) = (current, heading)
                {
                    *uncertain = false;
                }
            }
            _ => {
                close(&mut extras, open);
                open = Some((extras.len(), heading));
                extras.push((nth + extras.len(), Row::Heading(heading)));
            }
        }
        if let Some(crowd) = crowd(chronology, hits, nth) {
            extras.push((nth + extras.len(), Row::Heading(crowd)));
        }
        reached = reached.max(reach(date));
    }
    close(&mut extras, open);
    extras
}

fn gap_before(reached: Option<i64>, next: &Date) -> Option<Row> {
    let Bound::Day(day) = next.bounds().earliest else {
        return None;
    };
    let (year, month, _) = day.civil();
    gap(reached, Some((year, month)))
}

/// Dates of all sorts, close together.
fn date() -> impl Strategy<Value = String> {
    let day = (2019..2024, 1..13, 1..4);
    (day, 0..14, 0..3).prop_map(|((year, month, day), form, more)| match form {
        0 => String::new(),
        1 => format!("{year}"),
        2 => format!("{year}-{month:02}"),
        3 => format!("{year}-{month:02}-{day:02}T10:0{more}"),
        4 => format!("{year}?-{month:02}"),
        5 => format!("{year}-{month:02}-{day:02}/{}", year + more),
        6 => format!("../{year}"),
        7 => format!("/{year}-{month:02}"),
        8 => format!("{year}-{month:02}/.."),
        9 => "202X".to_owned(),
        10 => format!("[{year}-{month:02}-{day:02}..{}-01]", year + 1),
        11 => format!("{year}-2{}", more + 1),
        _ => format!("{year}-{month:02}-{day:02}"),
    })
}

proptest! {
    #[test]
    fn stretches_give_the_rows_that_events_give(
        dates in prop::collection::vec((date(), prop::bool::weighted(0.2), 0..10), 0..120),
        few in 0..11,
    ) {
        let said = dates.iter().map(|(date, inferred, _)| (date.as_str(), *inferred));
        let (chronology, mut hits) = everything(said);
        let calendar = Calendar::new(&chronology);
        prop_assert_eq!(&Rows::new(&calendar, &hits).extras, &reference(&chronology, &hits));
        hits.retain(|hit| dates[hit.event.index()].2 < few);
        prop_assert_eq!(&Rows::new(&calendar, &hits).extras, &reference(&chronology, &hits));
        // The strip's densities too are those of event by event.
        let extent = crate::axis::extent(&chronology);
        let strip = crate::explorer::answer::strip::strip(&calendar, extent, &hits, 37);
        let one_by_one = extent.map(|(first, last)| {
            let bounds = hits.iter().map(|hit| chronology.event(hit.event).date.bounds());
            density(Scale::new(first, last, 37), bounds.map(|bounds| (bounds, 1)))
        });
        prop_assert_eq!(strip.map(|strip| strip.weights), one_by_one);
    }
}

#[test]
fn a_calendar_made_in_pieces_is_that_of_the_whole() {
    let dates: Vec<String> = (0..40_000)
        .map(|nth| format!("{}", 1900 + nth / 500))
        .collect();
    let (chronology, hits) = everything(dates.iter().map(|date| (date.as_str(), false)));
    let calendar = Calendar::new(&chronology);
    assert_eq!(calendar.stretches_of(&hits).count(), 80);
    assert_eq!(
        Rows::new(&calendar, &hits).extras,
        reference(&chronology, &hits)
    );
}
