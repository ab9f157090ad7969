//! Words are highlighted without filtering: the list stays whole, and `n` steps through the events that have them.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::model::EventId;
use dateline::query::highlights;

/// Forty events, every eighth with the word "harbour".
fn screen() -> Screen {
    let mut text = String::from("Chronology(title: \"Lit\", events: [\n");
    for nth in 0..40 {
        let word = if nth % 8 == 5 { " harbour" } else { "" };
        writeln!(
            text,
            "(id: \"e{nth}\", date: \"{}\", title: \"Number {nth}{word}\"),",
            1900 + nth
        )
        .unwrap();
    }
    Screen::text(&(text + "])"), 80, 30)
}

/// The bytes of the title that are lit.
fn lit(screen: &Screen, event: EventId) -> Vec<std::ops::Range<usize>> {
    let state = &screen.state;
    let title = &state.chronology().event(event).title;
    highlights(&state.opened.index, &state.lit_query(), event, title)
}

fn selected(screen: &Screen) -> String {
    let event = screen.state.selection.event.unwrap();
    screen.state.chronology().event(event).title.to_string()
}

#[test]
fn words_are_highlighted_and_stepped_through_and_the_list_stays() {
    let mut screen = screen();
    screen.press("h harbour");
    assert!(
        screen.letters().contains("highlight: harbour"),
        "{}",
        screen.letters()
    );
    assert_eq!(screen.state.answer.matches.len(), 40);
    screen.press("<Enter>");
    assert_eq!(screen.state.asked.text, "");
    assert_eq!(screen.state.answer.matches.len(), 40);
    assert_eq!(selected(&screen), "Number 5 harbour");
    assert!(
        screen.letters().contains("5 events of the list"),
        "{}",
        screen.letters()
    );
    let event = screen.state.selection.event.unwrap();
    assert_eq!(lit(&screen, event).first(), Some(&(9..16)));
    screen.press("n n");
    assert_eq!(selected(&screen), "Number 21 harbour");
    screen.press("j N");
    assert_eq!(selected(&screen), "Number 21 harbour");
    screen.press("s N");
    assert!(selected(&screen).ends_with("harbour"));
    screen.press("s <Esc>");
    assert!(screen.state.highlighted.is_none());
    screen.press("g n");
    assert_eq!(selected(&screen), "Number 1");
}

#[test]
fn it_lies_over_a_query_and_both_are_lit() {
    let mut screen = screen();
    screen.press("/number <Enter> h harbour <Enter>");
    let event = screen.state.selection.event.unwrap();
    assert_eq!(lit(&screen, event), [0..6, 9..16]);
    // It stays while the query changes, and is ended before the query is cleared.
    screen.press("p1900/1920 <Enter>");
    assert!(screen.state.highlighted.is_some());
    screen.press("<Esc>");
    assert!(screen.state.highlighted.is_none());
    assert!(!screen.state.asked.text.is_empty());
}

#[test]
fn a_line_that_is_left_or_wrong_highlights_nothing_new() {
    let mut screen = screen();
    screen.press("h harbour <Esc>");
    assert!(screen.state.highlighted.is_none());
    screen.press("h harbour( <Enter>");
    assert!(screen.state.prompt.is_some());
    screen.press("<C-u> nothing_of_the_kind <Enter>");
    assert!(
        screen.letters().contains("0 events of the list"),
        "{}",
        screen.letters()
    );
    screen.press("n");
    assert!(
        screen
            .letters()
            .contains("There is no match to go to here.")
    );
}
