//! Rows beside dates, and beside a reference that goes event by event.

use proptest::prelude::*;

use super::*;
use crate::axis::density::Spread;
use crate::axis::{Scale, density};
use crate::explorer::answer::grain::Years;
use crate::model::build::build;
use crate::model::record::{ChronologyRecord, EventRecord};
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
    let rows = Rows::new(&Calendar::new(&chronology), &chronology, &found);
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
        rows(&[
            "2023-01",
            "2023-02-03",
            "2023-05-01",
            "2023-05-02",
            "2023-05-03",
            "2024",
            "2024-01",
            "",
            "../1999",
            "1999-03",
        ]),
        [
            "Year { year: 1999, uncertain: false }",
            "0",
            "1",
            "gap 2000-1 276",
            "Year { year: 2023, uncertain: false }",
            "2",
            "3",
            "gap 2023-3 2",
            "4",
            "5",
            "6",
            "gap 2023-6 7",
            "Year { year: 2024, uncertain: false }",
            "7",
            "8",
            "Undated",
            "9",
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
        // So that there is room for gaps.
        let last = *dates.last().unwrap();
        let dates: Vec<&str> = dates.iter().copied().chain([last; 6]).collect();
        let rows = rows(&dates).into_iter();
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
    let days: Vec<String> = (1..=CROWD)
        .map(|day| format!("2023-01-{:02}", day / 2 + 1))
        .collect();
    let mut dates: Vec<&str> = days.iter().map(String::as_str).collect();
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
        days.iter()
            .map(String::as_str)
            .chain(["2023-02-03", "2023-03", "2023-XX-20"])
            .map(|date| (date, false)),
    );
    let rows = Rows::new(&Calendar::new(&chronology), &chronology, &found);
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
    let days: Vec<String> = (1..=CROWD).map(|day| format!("2023-01-{day:02}")).collect();
    let mut dates: Vec<&str> = days.iter().map(String::as_str).collect();
    dates.push("2023-02-01");
    let rows = rows(&dates);
    assert_eq!(rows[1], "Month(2023, 1)");
    assert_eq!(rows[CROWD + 2], "Month(2023, 2)");
    assert_eq!(
        rows.iter().filter(|row| row.starts_with("Month")).count(),
        2
    );
}

/// What must be true of all rows.
fn check(chronology: &Chronology, hits: &[Hit], rows: &Rows) {
    assert!(rows.extras.len() <= hits.len(), "{:?}", rows.extras);
    for (place, hit) in hits.iter().enumerate() {
        let position = rows.position(place);
        assert_eq!(rows.row(position), Some(Row::Event(place)));
        let date = &chronology.event(hit.event).date;
        let stands = date.heading();
        // No heading stands over what it does not head.
        match rows.heading(position) {
            None => assert!(stands.is_some()),
            Some(Heading::Day(day)) => assert_eq!(date.stands_on(), Some(day)),
            Some(Heading::Month(year, month)) => {
                let stands = stands.unwrap();
                assert_eq!((stands.year, stands.month), (year, Some(month)), "{date}");
            }
            Some(Heading::Year { year, .. }) => {
                assert_eq!(stands.unwrap().year, year, "{date}");
                assert_eq!(Years::meant(date.shape(), date.bounds()), None, "{date}");
            }
            Some(Heading::Years(Years { first, last })) => {
                assert!((first..=last).contains(&stands.unwrap().year), "{date}");
            }
            Some(Heading::NoYear) => assert!(date.is_dated() && stands.is_none()),
            Some(Heading::Undated) => assert!(date.is_undated()),
            Some(Heading::Unreadable) => assert!(date.is_unreadable()),
        }
        // What the heading says and what the row says are the date.
        let said = rows.said_over(position);
        let short = chronology.event(hit.event).date_short(said);
        let has_clock = date.zone().is_some();
        assert!(!has_clock || short.contains(':'), "{short}");
    }
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
        let one_by_one = Calendar::one_by_one(&chronology);
        for _ in 0..2 {
            let rows = Rows::new(&calendar, &chronology, &hits);
            prop_assert_eq!(&rows.extras, &Rows::new(&one_by_one, &chronology, &hits).extras);
            check(&chronology, &hits, &rows);
            hits.retain(|hit| dates[hit.event.index()].2 < few);
        }
        // The strip's densities too are those of event by event.
        let extent = crate::axis::extent(&chronology);
        let strip = crate::explorer::answer::strip::strip(&chronology, &calendar, extent, &hits, 37);
        let one_by_one = extent.map(|(first, last)| {
            let bounds = hits.iter().map(|hit| chronology.event(hit.event).date.bounds());
            density(Scale::new(first, last, 37), bounds.map(|bounds| (Spread::Days(bounds), 1)))
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
    let one_by_one = Calendar::one_by_one(&chronology);
    assert_eq!(
        Rows::new(&calendar, &chronology, &hits).extras,
        Rows::new(&one_by_one, &chronology, &hits).extras
    );
}

/// Rows with their dates, and the cells of the column.
fn shown(dates: &[&str]) -> (Vec<String>, usize) {
    let (chronology, found) = everything(dates.iter().map(|date| (*date, false)));
    let rows = Rows::new(&Calendar::new(&chronology), &chronology, &found);
    check(&chronology, &found, &rows);
    let word = |at| match rows.row(at).unwrap() {
        Row::Heading(Heading::Day(day)) => day.words(),
        Row::Heading(Heading::Years(years)) => years.words(),
        Row::Heading(Heading::Month(_, month)) => format!("month {month}"),
        Row::Heading(Heading::Year { year, .. }) => format!("year {year}"),
        Row::Heading(heading) => format!("{heading:?}"),
        Row::Gap { months, .. } => format!("gap {months}"),
        Row::Event(place) => {
            let said = rows.said_over(at);
            format!(
                "- {}",
                chronology.event(found[place].event).date_short(said)
            )
        }
    };
    let words = (0..rows.len()).map(word).collect();
    (words, rows.date_widths().short)
}

#[test]
fn a_crowded_day_has_a_heading_and_the_zone_is_said_once() {
    let (rows, widest) = shown(&[
        "1969-07-15T16:00:00Z",
        "1969-07-16",
        "1969-07-16T13:31:43Z",
        "1969-07-16T13:31:58Z",
        "1969-07-16T13:32:00Z",
        "1969-07-16/1969-07-24",
        "[1969-07-17..1969-07-19]",
        "1969-07-17T01:00:00Z",
    ]);
    assert_eq!(
        rows,
        [
            "year 1969",
            "month 7",
            "- 15 Jul 16:00",
            "16 Jul 1969",
            "- ",
            "- 16 – 24 Jul",
            "- 13:31:43",
            "- 13:31:58",
            "- 13:32",
            "month 7",
            "- 17 ‥ 19 Jul",
            "17 Jul 1969",
            "- 01:00",
        ]
    );
    assert_eq!(widest, 12);
}

#[test]
fn zones_that_differ_are_all_said() {
    let (rows, _) = shown(&[
        "2001-09-11T08:46:40-04:00",
        "2001-09-11T12:50:00Z",
        "2001-09-11T21:03:00+08:00",
    ]);
    assert_eq!(
        rows,
        [
            "year 2001",
            "- 11 Sep 08:46:40 -04:00",
            "- 11 Sep 12:50 UTC",
            "- 11 Sep 21:03 +08:00",
        ]
    );
}

#[test]
fn sparse_years_stand_under_decades_and_centuries() {
    let (rows, _) = shown(&[
        "1905",
        "1908-03",
        "1914/1918",
        "1914-06-28",
        "192X",
        "1926-03-05",
        "1929",
        "1930",
    ]);
    assert_eq!(
        rows,
        [
            "1900–1909",
            "- 1905",
            "gap 26",
            "- Mar 1908",
            "gap 69",
            "1910s",
            "- 1914 – 1918",
            "- 28 Jun 1914",
            "1920s",
            "- 1920s",
            "- 5 Mar 1926",
            "- 1929",
            "1930s",
            "- 1930",
        ]
    );
    let (rows, _) = shown(&["1900", "1900-02", "19XX", "190X", "1901", "1901-02"]);
    assert_eq!(
        rows,
        [
            "1900–1999",
            "- 19XX",
            "1900–1909",
            "- 1900–1909",
            "year 1900",
            "- in 1900",
            "- Feb",
            "year 1901",
            "- in 1901",
            "- Feb",
        ]
    );
}

#[test]
fn spans_before_the_common_era_say_so_once() {
    let (rows, widest) = shown(&[
        "-2599/-2565",
        "-2575",
        "-2561",
        "-2555",
        "[-2550-01-01..-2549-12-31]",
    ]);
    assert_eq!(
        rows,
        [
            "2600–2501 BCE",
            "- 2600 – 2566 BCE",
            "- 2576 BCE",
            "- 2562 BCE",
            "gap 60",
            "- 2556 BCE",
            "gap 48",
            "- Jan 2551 ‥ Dec 2550 BCE",
        ]
    );
    assert_eq!(widest, 23);
}
