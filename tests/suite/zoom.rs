//! The strip: it follows the period, and is zoomed by key and by wheel without asking anything.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use crate::support::Screen;
use dateline::explorer::{Message, Mouse};

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
