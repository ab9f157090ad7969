//! The strip: it follows the period, and is zoomed by key and by wheel without asking anything.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use dateline::axis::ticks;
use dateline::explorer::answer::strip::FREE;
use dateline::explorer::{Message, Mouse};
use dateline::model::Day;
use proptest::prelude::*;

/// An event on the first of each month of some years, and one in a far past.
fn many_years() -> String {
    let mut events =
        "(id: \"old\", date: \"-1999\", title: \"Long ago\", status: Reported),".to_owned();
    for year in 2000..2024 {
        for month in 1..13 {
            let date = format!("{year}-{month:02}-15");
            events += &*format!(
                "(id: \"e{date}\", date: \"{date}\", title: \"In {year}\", status: Reported),"
            );
        }
    }
    format!("Chronology(title: \"Years\", events: [{events}])")
}

fn strip(screen: &Screen) -> String {
    screen.letters().lines().nth(1).unwrap().to_owned()
}

#[test]
fn the_strip_follows_the_period_and_is_zoomed_without_asking() {
    let mut screen = Screen::text(&many_years(), 100, 30);
    assert!(
        strip(&screen).contains("2000 BCE") && strip(&screen).contains("1 BCE"),
        "{}",
        strip(&screen)
    );
    screen.press("p").write("2023").press("<Enter>");
    assert!(strip(&screen).contains("2023"), "{}", strip(&screen));
    assert!(strip(&screen).contains("Nov"), "{}", strip(&screen));
    let text = screen.state.asked.text.clone();
    let selected = screen.state.selection.event;
    screen.press("+ + + + +");
    assert!(
        strip(&screen).starts_with(" Jan 2023"),
        "{}",
        strip(&screen)
    );
    for _ in 0..20 {
        screen.press("<Minus>");
    }
    assert!(strip(&screen).contains("2000 BCE"), "{}", strip(&screen));
    assert_eq!(
        (
            screen.state.asked.text.clone(),
            screen.state.selection.event
        ),
        (text, selected)
    );
    // The wheel over a cell keeps that cell's time in sight.
    for _ in 0..12 {
        let scale = screen.state.counts.strip.as_ref().unwrap().scale;
        let (day, _) = scale.days_of(60);
        screen.send(Message::Mouse(Mouse::Wheel {
            x: 70,
            y: 1,
            notches: -1,
        }));
        let (first, last) = screen.state.zoom.unwrap();
        assert!((first..=last).contains(&day), "{}", strip(&screen));
    }
    assert!(!strip(&screen).contains("BCE"), "{}", strip(&screen));
}

/// A day with events at times of it, and some of the whole day; and a long time before.
const DAY: &str = r#"Chronology(title: "A day", events: [
    (id: "old", date: "2001-03", title: "Before", status: Reported),
    (id: "whole", date: "2001-09-11", title: "All day", status: Reported),
    (id: "a", date: "2001-09-11T08:46:40-04:00", title: "First", status: Reported),
    (id: "b", date: "2001-09-11T09:03:11-04:00", title: "Second", status: Reported),
    (id: "late", date: "2001-09-11T23:59:59-04:00", title: "Last", status: Reported),
    (id: "next", date: "2001-09-12T00:00:00-04:00", title: "The day after", status: Reported),
])"#;

#[test]
fn a_day_is_shown_by_its_hours_and_events_at_their_times() {
    let mut screen = Screen::text(DAY, 100, 30);
    screen.press("p").write("2001-09-11").press("<Enter>");
    let row = strip(&screen);
    assert!(row.starts_with(" Sep 2001"), "{row}");
    for hour in ["06:00", "12:00", "18:00"] {
        assert!(row.contains(hour), "{row}");
    }
    let shown = screen.state.counts.strip.as_ref().unwrap();
    let cells = i64::from(shown.scale.cells());
    let cell =
        |hour: i64, minute: i64| usize::try_from((hour * 60 + minute) * cells / 1440).unwrap();
    let above_all_day = |cell: usize| shown.weights[cell] > (1 << 19);
    let timed: Vec<usize> = (0..shown.weights.len())
        .filter(|cell| above_all_day(*cell))
        .collect();
    let mut expected = vec![cell(8, 46), cell(9, 3), cell(23, 59)];
    expected.dedup();
    assert_eq!(timed, expected);
    // What is of the whole day is spread over it.
    assert!(shown.weights.iter().all(|weight| *weight > 0));
    // The key comes down to the hours too, and back from there.
    screen.press("<Esc> / first <Enter>");
    for _ in 0..12 {
        screen.press("+");
    }
    let row = strip(&screen);
    assert!(row.contains("06:00") && row.contains("18:00"), "{row}");
    assert!(
        screen
            .letters()
            .contains("The strip shows the hours of a day already.")
    );
    for _ in 0..12 {
        screen.press("<Minus>");
    }
    assert!(strip(&screen).contains("Apr"), "{}", strip(&screen));
}

#[test]
fn a_stretch_brushed_on_the_hours_of_a_day_is_that_day() {
    let mut screen = Screen::text(DAY, 100, 30);
    screen.press("p").write("2001-09-11").press("<Enter>");
    screen.send(Message::Mouse(Mouse::Press { x: 40, y: 1 }));
    screen.send(Message::Mouse(Mouse::Release { x: 60, y: 1 }));
    assert!(
        screen.state.asked.text.contains("2001-09-11"),
        "{}",
        screen.state.asked.text
    );
    assert!(
        !screen.state.asked.text.contains("2001-09-12"),
        "{}",
        screen.state.asked.text
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever time the strip shows, in whatever width: each label is whole, and one blank at least stands before it.
    #[test]
    fn no_label_of_the_strip_is_cut(
        first in -1_500_000_i64..900_000,
        days in prop_oneof![1_i64..9, 9_i64..800, 800_i64..1_500_000],
        width in 60_u16..200,
    ) {
        let (first, last) = (Day::new(first), Day::new(first + days - 1));
        let date = |day: Day| day.edtf().unwrap();
        let text = format!(
            "Chronology(title: \"T\", events: [(id: \"a\", date: \"{}\", title: \"A\", status: Reported), \
             (id: \"b\", date: \"{}\", title: \"B\", status: Reported)])",
            date(first), date(last)
        );
        let mut screen = Screen::text(&text, width, 30);
        screen.state.zoom = Some((first, last));
        screen.resize(width + 1, 30);
        let buffer = screen.buffer();
        let scale = screen.state.counts.strip.as_ref().unwrap().scale;
        prop_assert_eq!((scale.first(), scale.last()), (first, last));
        let row: Vec<&str> = (0..=width).map(|x| buffer[(x, 1)].symbol()).collect();
        let (_, ticks) = ticks(scale, FREE);
        for tick in ticks {
            let at = usize::from(width + 1 - scale.cells() - 1 + tick.cell);
            let there = row.get(at..at + tick.label.len()).map(<[&str]>::concat);
            prop_assert_eq!(there, Some(tick.label), "{}", row.concat());
            prop_assert_eq!(row[at - 1], " ", "{}", row.concat());
        }
        // Before the axis stands a year, or the month of days, and no sign of a cut.
        prop_assert!(!row.concat().contains('…'), "{}", row.concat());
    }
}
