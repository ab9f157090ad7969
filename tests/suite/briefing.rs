//! Briefings: steps as screens, the keys of a clicker, and what is printed.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use crate::terminal::processes::dateline;
use dateline::explorer::{Effect, Message};
use dateline::view::Colours;

/// The sizes of the snapshots: the smallest that works, the reference, a wall.
const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (200, 60)];

/// The bundled overview at its first step.
fn overview(width: u16, height: u16) -> Screen {
    let mut screen = Screen::bundled(width, height);
    screen.press("b <Enter>");
    screen
}

fn at(screen: &Screen) -> usize {
    screen.state.briefing().map_or(0, |brief| brief.at + 1)
}

#[test]
fn every_step_is_a_screen() {
    for (width, height) in SIZES {
        let mut screen = overview(width, height);
        for step in 1..=7 {
            insta::assert_snapshot!(
                format!("overview-{step}-{width}x{height}"),
                screen.snapshot()
            );
            screen.press("<Right>");
        }
        assert_eq!(at(&screen), 7, "the last step stays");
    }
}

#[test]
fn a_large_screen_has_its_date_in_large_letters() {
    let blocks = |screen: &Screen| screen.letters().contains('▜');
    let large = overview(120, 40).look(Colours::Indexed, false);
    insta::assert_snapshot!("large-date-120x40", large.snapshot());
    // Not where the terminal may lack the blocks, and not where the step would not fit as a whole.
    for (colours, ascii) in [
        (Colours::Sixteen, false),
        (Colours::Mono, false),
        (Colours::True, true),
    ] {
        assert!(
            !blocks(&overview(120, 40).look(colours, ascii)),
            "{colours:?} {ascii}"
        );
    }
    for (width, height) in [(80, 24), (99, 40), (120, 35)] {
        assert!(
            !blocks(&overview(width, height).look(Colours::True, false)),
            "{width}×{height}"
        );
    }
    let mut long = String::from(
        "Chronology(title: \"T\", events: [(id: \"e\", date: \"2023\", title: \"E\", summary: \"",
    );
    long += &"A sentence that fills the screen. ".repeat(120);
    long += "\")], briefings: [(id: \"b\", title: \"B\", steps: [(event: \"e\")])])";
    let mut long = Screen::text(&long, 120, 40).look(Colours::True, false);
    long.press("b <Enter>");
    assert!(!blocks(&long) && long.letters().contains("2023"));
}

#[test]
fn several_briefings_are_a_choice() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("b");
    insta::assert_snapshot!("choice-80x24", screen.snapshot());
    screen.press("G <Enter>");
    let brief = screen.state.briefing().unwrap();
    assert_eq!(brief.steps.len(), 12, "the present result, by date");
}

#[test]
fn what_clickers_send_goes_on_and_back() {
    let mut screen = overview(80, 24);
    for (keys, step) in [
        ("<Right>", 2),
        ("<Space>", 3),
        ("<PageDown>", 4),
        ("<PageUp>", 3),
        ("<Left>", 2),
        ("<End>", 7),
        ("<Home>", 1),
        ("<PageUp>", 1),
    ] {
        screen.press(keys);
        assert_eq!(at(&screen), step, "after {keys}");
    }
}

#[test]
fn blanking_hides_everything_and_the_next_key_of_a_clicker_shows_the_same_step() {
    let mut screen = overview(80, 24);
    screen.press("<Right> .");
    assert_eq!(screen.letters().trim(), "");
    screen.press("<Right>");
    assert_eq!(at(&screen), 2, "a blank screen does not go on unseen");
    assert!(screen.letters().contains("step 2 of 7"));
}

#[test]
fn going_to_a_step_takes_a_number_or_words() {
    for (typed, step) in [
        ("5", 5),
        ("sanction", 6),
        ("EXTRADITED", 2),
        ("extrdited", 2),
        ("sánction", 6),
        ("laukkai <Space> crackdown", 3),
    ] {
        let mut screen = overview(80, 24);
        screen.press(&format!("g {typed} <Enter>"));
        assert_eq!(at(&screen), step, "{typed}");
    }
    let mut screen = overview(80, 24);
    screen.press("g 9 <Enter>");
    let letters = screen.letters();
    assert!(letters.contains("there are steps 1 to 7"), "{letters}");
}

#[test]
fn notes_and_timer_turn_on_and_off() {
    let mut screen = overview(80, 24);
    screen.press("<Right>");
    assert!(screen.letters().contains("4,666"));
    screen.press("n");
    assert!(!screen.letters().contains("4,666"));
    screen.press("t");
    assert!(matches!(screen.effects.last(), Some(Effect::Time(true))));
    screen.send(Message::Second(754));
    assert!(screen.letters().contains("12:34  step 2 of 7"));
    screen.press("t");
    assert!(matches!(screen.effects.last(), Some(Effect::Time(false))));
    assert!(!screen.letters().contains("12:34"));
}

#[test]
fn leaving_goes_to_the_event_and_b_comes_back_to_the_step() {
    let mut screen = Screen::bundled(80, 24);
    // The filter hides the event of the step: leaving shows it all the same.
    screen.press("/police <Enter> b <Enter> <Right> <Right>");
    let step = screen.letters();
    screen.press("e");
    assert!(screen.letters().contains("─ Chronology"));
    let id = screen.state.selection.event.unwrap();
    assert_eq!(
        &*screen.state.chronology().event(id).id,
        "laukkai-crackdown"
    );
    screen.press("k b");
    assert_eq!(screen.letters(), step);
}

#[test]
fn a_step_longer_than_the_screen_scrolls_to_its_end() {
    let mut screen = overview(40, 12);
    screen.press("<Right> <Right>");
    assert!(!screen.letters().contains("no end either"));
    for _ in 0..30 {
        screen.press("j");
    }
    let letters = screen.letters();
    assert!(letters.contains("no end either."), "{letters}");
}

#[test]
fn an_empty_result_has_no_briefing() {
    let mut screen = Screen::text("Chronology(title: \"Nothing\")", 80, 24);
    screen.press("b");
    assert!(screen.state.briefing().is_none());
    assert!(screen.letters().contains("no event to brief on"));
}

#[test]
fn handouts_are_printed_with_and_without_notes() {
    let (code, markdown, _) = dateline(&["brief", "overview", "--print", "--notes"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!("handout-md", markdown);
    let (code, plain, _) = dateline(&["brief", "two-men", "--print", "--format", "plain"]);
    assert_eq!(code, 0);
    assert!(!plain.contains("note"));
    insta::assert_snapshot!("handout-plain", plain);
}

#[test]
fn a_page_to_print_is_well_formed_and_fetches_nothing() {
    let (code, page, _) = dateline(&[
        "brief", "overview", "--print", "--notes", "--format", "html",
    ]);
    assert_eq!(code, 0);
    let mut reader = quick_xml::Reader::from_str(&page);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => assert_ne!(tag.name().as_ref(), "script"),
            _ => {}
        }
    }
    assert!(!page.contains("http:") && !page.contains("https:"));
    assert_eq!(page.matches("<h2").count(), 7);
    assert_eq!(page.matches("<blockquote>").count(), 7);
}

#[test]
fn a_result_can_be_printed_as_a_briefing() {
    let (code, out, _) = dateline(&["brief", "--query", "is:undated", "--print"]);
    assert_eq!(code, 0);
    assert_eq!(out.matches("\n## ").count(), 6);
}

#[test]
fn what_is_no_briefing_is_told_with_the_names() {
    for (arguments, code, told) in [
        (&["brief", "nobody", "--print"][..], 2, "overview  Overview"),
        (&["brief", "--print"], 2, "say which briefing"),
        (
            &["brief", "--query", "zzzzzz", "--print"],
            1,
            "no event matches",
        ),
        (&["brief", "--query", "actr:x", "--print"], 2, "column 1"),
    ] {
        let (found, out, error) = dateline(arguments);
        assert_eq!(found, code, "{arguments:?}");
        assert_eq!(out, "");
        assert!(error.contains(told), "{arguments:?}: {error}");
    }
}
