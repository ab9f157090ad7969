//! Nobody loses their place: what Esc, q and Backspace close and bring back, and where the selected event stands then.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::explorer::Effect;
use dateline::explorer::base::layout::Pane;
use dateline::explorer::state::panes::{Overlay, Screen as Shows};
use dateline::model::Day;
use dateline::query::QueryContext;

/// Four hundred events, every tenth with the word "harbour".
fn harbours() -> String {
    let mut text = String::from("Chronology(title: \"Harbours\", events: [\n");
    for nth in 0..400 {
        let word = if nth % 10 == 5 { " harbour" } else { "" };
        writeln!(
            text,
            "(id: \"e{nth}\", date: \"{}-{:02}\", title: \"Number {nth}{word}\", status: Reported),",
            1900 + nth / 12,
            nth % 12 + 1
        )
        .unwrap();
    }
    text + "])"
}

fn selected(screen: &Screen) -> String {
    let event = screen.state.selection.event.unwrap();
    screen.state.chronology().event(event).title.to_string()
}

/// The row of the screen that has the cursor of the list.
fn row(screen: &Screen) -> usize {
    let letters = screen.letters();
    letters.lines().position(|line| line.contains('▌')).unwrap()
}

/// Presses Enter, moves to a found event, and what follows keeps it, on the same row; Backspace brings the list back.
#[test]
fn what_was_found_stays_selected_on_its_row_when_the_query_goes() {
    for key in ["<Esc>", "x", "c"] {
        for size in [(80, 24), (140, 45)] {
            let mut screen = Screen::text(&harbours(), size.0, size.1);
            screen.press("/harbour <Enter> <PageDown> j j");
            let (found, at) = (selected(&screen), row(&screen));
            let before = screen.letters();
            screen.press(key);
            assert_eq!(screen.state.answer.matches.len(), 400);
            assert_eq!(selected(&screen), found, "{key}");
            assert_eq!(row(&screen), at, "{key}");
            screen.press("<Backspace>");
            assert_eq!(screen.letters(), before, "{key}");
        }
    }
}

#[test]
fn words_that_are_deleted_lead_back_to_where_they_began_and_moving_stays() {
    let mut screen = Screen::text(&harbours(), 80, 24);
    screen.press("<PageDown> j j");
    let before = selected(&screen);
    screen.press("/harbour");
    assert_ne!(selected(&screen), before);
    screen.press("<C-u>");
    assert_eq!(selected(&screen), before);
    screen.press("harbour <C-n> <C-n>");
    let moved = selected(&screen);
    screen.press("<C-u>");
    assert_eq!(selected(&screen), moved);
    screen.press("<Esc> /during:1910");
    // The letters of a field are no words whose best hit is meant.
    screen.press("<C-u>");
    assert_eq!(selected(&screen), moved);
}

#[test]
fn q_and_esc_close_what_lies_over_one_at_a_time_and_leave_the_query() {
    for close in ["q", "<Esc>"] {
        for open in ["?", "w", "E", "Y"] {
            let mut screen = Screen::bundled(80, 24);
            screen.press(&format!("/china <Enter> {open}"));
            assert_ne!(screen.state.overlay, None, "{open}");
            screen.press(close);
            assert_eq!(screen.state.overlay, None, "{open} {close}");
            assert_eq!(screen.state.asked.text, "china");
            assert!(screen.effects.is_empty());
        }
        let mut screen = Screen::bundled(80, 24);
        screen.press("/china <Enter> o w");
        assert_eq!(screen.state.overlay, Some(Overlay::Why));
        screen.press(close);
        assert!(matches!(screen.state.screen, Shows::Source(..)));
        screen.press(close);
        assert_eq!(screen.state.screen, Shows::Chronology);
        assert_eq!(screen.state.asked.text, "china");
        assert!(screen.effects.is_empty());
    }
    let mut screen = Screen::bundled(80, 24);
    screen.press("q");
    assert!(matches!(screen.effects[..], [Effect::Quit]));
    let mut screen = Screen::bundled(80, 24);
    screen.press("? <C-c>");
    assert!(matches!(screen.effects[..], [Effect::Quit]));
}

#[test]
fn a_date_that_is_gone_to_stands_in_the_upper_third() {
    for size in [(80, 24), (100, 30), (140, 45)] {
        let mut screen = Screen::text(&harbours(), size.0, size.1);
        screen.press("d1915-06 <Enter>");
        assert_eq!(selected(&screen), "Number 185 harbour");
        let body = screen.state.layout().place(Pane::Main).unwrap();
        let third = usize::from(body.y) + 2 + usize::from(body.height) / 3;
        assert!(
            row(&screen) <= third && row(&screen) > 4,
            "{}",
            screen.letters()
        );
        // The same upwards, and where no row is above or below.
        screen.press("G d1915-06 <Enter>");
        assert!(
            row(&screen) <= third && row(&screen) > 4,
            "{}",
            screen.letters()
        );
        screen.press("d1900 <Enter>");
        assert_eq!(selected(&screen), "Number 0");
    }
}

#[test]
fn queries_of_filters_and_periods_are_recalled_too() {
    let mut screen = Screen::text(&harbours(), 140, 45);
    screen.press("p1910 <Enter> x /harbour <Enter> x");
    screen.press("/ <Up>");
    let line = |screen: &Screen| {
        screen
            .state
            .asked
            .typing
            .as_ref()
            .unwrap()
            .value()
            .to_owned()
    };
    assert_eq!(line(&screen), "harbour");
    screen.press("<Up>");
    assert_eq!(line(&screen), "during:1910");
}

#[test]
fn what_takes_the_keys_is_seen_on_the_smallest_screens() {
    for size in [(100, 9), (30, 12), (30, 8)] {
        for (keys, seen) in [
            ("?", "Help"),
            ("f", "Filters"),
            ("Y", "plain"),
            (":", "command:"),
            ("/sanc", "/  sanc"),
            ("d2023", "go to date: 2023"),
            ("o", "Source"),
        ] {
            let mut screen = Screen::bundled(size.0, size.1);
            screen.press(keys);
            let letters = screen.letters();
            let seen = seen.replace("  ", " ");
            assert!(
                letters.to_lowercase().contains(&seen.to_lowercase()),
                "{size:?} {keys}: {letters}"
            );
        }
    }
}

#[test]
fn a_chip_of_a_relative_date_says_that_date() {
    let mut screen = Screen::unopened(120, 30);
    screen.state = screen.state.outside(QueryContext {
        today: Day::from_civil(2023, 11, 5),
        ..QueryContext::default()
    });
    screen.press("/after:today <Enter>");
    let letters = screen.letters();
    assert!(!letters.contains("1970"), "{letters}");
}
