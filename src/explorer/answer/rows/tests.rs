//! Rows beside dates, and beside a reference that goes event by event.

use proptest::prelude::*;

use super::*;
use crate::axis::{Scale, density};
use crate::model::build::build;
use crate::model::date::{Bound, Date};
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
            "Year { year: 1999, uncertain: false }",
            "0",
            "gap 2000-1 276",
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
fn no_gap_lies_within_what_a_date_allows() {
    let gaps = |dates: &[&str]| {
        let rows = rows(dates).into_iter();
        rows.filter(|row| row.starts_with("gap"))
            .collect::<Vec<_>>()
    };
    for dates in [
        ["2020/2023", "2021-06"],
        ["202X", "2021-06"],
        ["{2020,2023}", "2021-06"],
        ["../2023", "2023-06"],
    ] {
        assert_eq!(gaps(&dates), [""; 0], "{dates:?}");
    }
    assert_eq!(gaps(&["2020/..", "2021-06"]), ["gap 2020-2 16"]);
}

#[test]
fn a_month_s_heading_ends_with_its_month() {
    let mut dates = vec!["2023-01-02"; CROWD];
    dates.extend([
        "2023-XX-05",
        "2023-01-06",
        "2023-01-07",
        "2023-02-03",
        "2023",
        "XXXX-12",
        "",
    ]);
    let mut headings = rows(&dates);
    headings.retain(|row| row.parse::<usize>().is_err());
    let year = "Year { year: 2023, uncertain: false }";
    assert_eq!(
        headings,
        [year, "Month(2023, 1)", year, "NoYear", "Undated"]
    );
    // Nothing but its month stands under a month.
    let (chronology, found) = everything(
        std::iter::repeat_n("2023-01-02", CROWD)
            .chain(["2023-02-03", "2023-03", "2023-XX-20"])
            .map(|date| (date, false)),
    );
    let rows = Rows::new(&Calendar::new(&chronology), &found);
    for (place, hit) in found.iter().enumerate() {
        let date = &chronology.event(hit.event).date;
        match rows.heading(rows.position(place)) {
            Some(Heading::Month(year, month)) => {
                let heading = date.heading().unwrap();
                assert_eq!((heading.year, heading.month), (year, Some(month)), "{date}");
            }
            heading => assert!(heading.is_some(), "{date}"),
        }
    }
}

#[test]
fn a_crowded_month_has_a_heading() {
    let mut dates = vec!["2023-01-01"; CROWD];
    dates.push("2023-02-01");
    let rows = rows(&dates);
    assert_eq!(rows[1], "Month(2023, 1)");
    assert_eq!(rows[CROWD + 2], "Month(2023, 2)");
    assert_eq!(
        rows.iter().filter(|row| row.starts_with("Month")).count(),
        2
    );
}

/// The last month that `date` reaches to, as a month number.
fn reach(date: &Date) -> Option<i64> {
    let bounds = date.bounds();
    let bound = match bounds.latest {
        Bound::Day(_) => bounds.latest,
        Bound::Open | Bound::Unknown => bounds.earliest,
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
    if date.is_unreadable() {
        return Heading::Unreadable;
    }
    date.heading()
        .map_or(Heading::NoYear, |heading| Heading::Year {
            year: heading.year,
            uncertain: date.is_year_uncertain() || event.inferred,
        })
}

/// The month of the event at a place.
fn month_at(chronology: &Chronology, hits: &[Hit], at: usize) -> Option<(i64, u8)> {
    let heading = chronology.event(hits.get(at)?.event).date.heading()?;
    Some((heading.year, heading.month?))
}

/// Whether the event at `nth` is the first of a crowd in its month.
fn is_crowd(chronology: &Chronology, hits: &[Hit], nth: usize) -> bool {
    let here = month_at(chronology, hits, nth);
    let before = nth
        .checked_sub(1)
        .and_then(|at| month_at(chronology, hits, at));
    here.is_some() && before != here && month_at(chronology, hits, nth + CROWD - 1) == here
}

/// The rows as they are told event by event, slowly: what `Rows::new` must give.
fn reference(chronology: &Chronology, hits: &[Hit]) -> Vec<(usize, Row)> {
    let mut extras: Vec<(usize, Row)> = Vec::new();
    let mut open: Option<(usize, Heading)> = None;
    let mut reached: Option<i64> = None;
    let mut under: Option<(i64, u8)> = None;
    for (nth, hit) in hits.iter().enumerate() {
        let event = chronology.event(hit.event);
        let date = &event.date;
        let heading = heading_of(event);
        if let Some(gap) = gap_before(reached, date) {
            extras.push((nth + extras.len(), gap));
        }
        match &mut open {
            Some((_, current))
                if same_group(*current, heading)
                    && (under.is_none() || month_at(chronology, hits, nth).is_some()) =>
            {
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
                under = None;
            }
        }
        let here = month_at(chronology, hits, nth);
        if let Some((year, month)) = here
            && here != under
            && (under.is_some() || is_crowd(chronology, hits, nth))
        {
            let heading = Heading::Month(year, month);
            extras.push((nth + extras.len(), Row::Heading(heading)));
            under = here;
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
    (day, 0..17, 0..3).prop_map(|((year, month, day), form, more)| match form {
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
        12 => format!("{year}-XX-{day:02}"),
        13 => "2020-02-30".to_owned(),
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
