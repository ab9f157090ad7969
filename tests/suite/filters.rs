//! The filters: alternatives and what is required together, values that keep their places, values found by typing, and every part of a
//! query within reach of a key.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::explorer::base::layout::Pane;
use dateline::explorer::pane::value_at_row;
use dateline::explorer::state::panes::{Overlay, PaneKind};
use dateline::query::facets::Facet;

/// Thirty events: kinds, tags and actors that go together, dates of a month, some inferred.
fn events() -> String {
    let mut text = String::from(
        "Chronology(title: \"Filters\", actors: [(id: \"zoe\", name: \"Zoë Ström\", kind: Person), (id: \"b\", name: \"Bert\", kind: Person)],
 events: [\n",
    );
    for nth in 0_usize..30 {
        let kind = if nth % 2 == 0 { "strike" } else { "talks" };
        let kind = if nth % 7 == 0 { "vote" } else { kind };
        let actors = match nth % 3 {
            0 => "(id: \"zoe\", role: \"x\")",
            1 => "(id: \"b\", role: \"x\")",
            _ => "(id: \"zoe\", role: \"x\"), (id: \"b\", role: \"y\")",
        };
        let inferred = if nth % 10 == 0 {
            ", inferred: true"
        } else {
            ""
        };
        writeln!(
            text,
            "(id: \"e{nth}\", date: \"19{:02}-0{}\", title: \"Number {nth}\", kind: \"{kind}\", actors: [{actors}], tags: [\"t{}\", \"u{}\"]{inferred}),",
            nth + 10,
            nth % 9 + 1,
            nth % 4,
            nth % 3,
        )
        .unwrap();
    }
    text + "])"
}

fn screen() -> Screen {
    Screen::text(&events(), 140, 60)
}

fn asked(screen: &Screen) -> &str {
    screen.state.asked.text.trim()
}

fn facet<'a>(screen: &'a Screen, field: &str) -> &'a Facet {
    let mut facets = screen.state.counts.facets.iter();
    facets.find(|facet| facet.field == field).unwrap()
}

fn labels(screen: &Screen) -> Vec<String> {
    let facets = screen.state.counts.facets.iter();
    facets
        .flat_map(|facet| facet.values.iter().map(|value| value.label.clone()))
        .collect()
}

fn count(screen: &Screen, field: &str, label: &str) -> usize {
    let values = &facet(screen, field).values;
    values
        .iter()
        .find(|value| value.label == label)
        .unwrap()
        .count
}

/// The value under the cursor, as a query writes it.
fn under(screen: &Screen) -> String {
    let line = screen.state.cursor(PaneKind::Filters).line;
    value_at_row(&screen.state, PaneKind::Filters, line).map_or_else(String::new, |(_, key)| key)
}

/// Puts the cursor on a value.
fn to<'a>(screen: &'a mut Screen, key: &str) -> &'a mut Screen {
    screen.press("g");
    for _ in 0..60 {
        if under(screen) == key {
            return screen;
        }
        screen.press("j");
    }
    unreachable!("{key}: {}", screen.letters())
}

#[test]
fn values_of_a_facet_are_alternatives_and_siblings_stay() {
    let mut screen = screen();
    screen.press("f");
    let before = labels(&screen);
    let talks = count(&screen, "kind", "talks");
    to(&mut screen, "strike").press("<Space>");
    assert_eq!(asked(&screen), "kind:strike");
    assert_eq!(labels(&screen), before);
    assert_eq!(count(&screen, "kind", "talks"), talks);
    to(&mut screen, "talks").press("<Space>");
    assert_eq!(asked(&screen), "(kind:strike | kind:talks)");
    let found = screen.state.answer.matches.len();
    assert_eq!(found, count(&screen, "kind", "strike") + talks);
    screen.press("g");
    to(&mut screen, "Bert").press("<Space> g");
    let bert = screen.state.answer.matches.len();
    to(&mut screen, "\"Zoë Ström\"").press("<Space>");
    assert!(asked(&screen).ends_with("(actor:Bert | actor:\"Zoë Ström\")"));
    assert!(screen.state.answer.matches.len() > bert);
    assert_eq!(labels(&screen), before);
}

#[test]
fn a_key_requires_all_chosen_values() {
    let mut screen = screen();
    screen.press("f");
    to(&mut screen, "t1").press("<Space>");
    screen.press("&");
    assert!(screen.letters().contains("Choose two values first"));
    to(&mut screen, "u0").press("<Space>");
    assert_eq!(asked(&screen), "(tag:t1 | tag:u0)");
    let any = screen.state.answer.matches.len();
    screen.press("&");
    assert_eq!(asked(&screen), "tag:t1 tag:u0");
    assert!(screen.state.answer.matches.len() < any);
    assert!(
        screen.letters().contains("tags  all required"),
        "{}",
        screen.letters()
    );
    // What is chosen now is required too.
    to(&mut screen, "u1").press("<Space>");
    assert_eq!(asked(&screen), "tag:t1 tag:u0 tag:u1");
    screen.press("<Space> &");
    assert_eq!(asked(&screen), "(tag:t1 | tag:u0)");
    screen.press("g");
    to(&mut screen, "strike").press("&");
    assert!(screen.letters().contains("one value of this"));
}

#[test]
fn values_that_are_gone_keep_their_places_while_one_chooses() {
    let mut screen = screen();
    screen.press("f");
    let before = labels(&screen);
    to(&mut screen, "vote").press("<Space>");
    to(&mut screen, "inferred").press("<Space>");
    // Some tags have no event now.
    assert!(
        screen
            .state
            .counts
            .facets
            .iter()
            .any(|facet| facet.values.iter().any(|value| value.count == 0))
    );
    assert_eq!(labels(&screen), before);
    screen.press("f f");
    assert!(
        screen
            .state
            .counts
            .facets
            .iter()
            .all(|facet| facet.values.iter().all(|value| value.count > 0))
    );
}

#[test]
fn typing_finds_a_value_and_enter_chooses_it() {
    let mut screen = screen();
    screen.press("f / strom");
    let letters = screen.letters();
    assert!(letters.contains("find value: strom"), "{letters}");
    assert!(
        letters.contains("Zoë Ström") && !letters.contains("  strike"),
        "{letters}"
    );
    screen.press("<Enter>");
    assert_eq!(asked(&screen), "actor:\"Zoë Ström\"");
    // The cursor stands on it among all values.
    assert_eq!(under(&screen), "\"Zoë Ström\"");
    screen.press("/ nothing");
    assert!(screen.letters().contains("No value has these words."));
    screen.press("<Enter>");
    assert_eq!(asked(&screen), "actor:\"Zoë Ström\"");
    screen.press("/ talk <Esc>");
    assert_eq!(asked(&screen), "actor:\"Zoë Ström\"");
    assert_eq!(under(&screen), "talks");
}

#[test]
fn enter_goes_to_the_list_with_what_was_chosen_else_with_the_value() {
    let mut chooses = screen();
    chooses.press("f");
    to(&mut chooses, "strike").press("<Enter>");
    assert_eq!(asked(&chooses), "kind:strike");
    assert_eq!(chooses.state.focus, Pane::Main);
    let mut chosen = screen();
    chosen.press("f");
    to(&mut chosen, "strike").press("<Space> j <Enter>");
    assert_eq!(asked(&chosen), "kind:strike");
    assert_eq!(chosen.state.focus, Pane::Main);
}

#[test]
fn certain_possible_and_inferred_are_facets() {
    let mut screen = screen();
    assert!(!labels(&screen).contains(&"certain".to_owned()));
    screen.press("p1919-07-05..1923 <Enter> f");
    let (certain, possible) = (
        count(&screen, "is", "certain"),
        count(&screen, "is", "possible"),
    );
    assert!(certain > 0 && possible > 0);
    to(&mut screen, "possible").press("<Space>");
    assert_eq!(screen.state.answer.matches.len(), possible);
    assert_eq!(count(&screen, "is", "certain"), certain);
    screen.press("<Esc> <Esc> f");
    let inferred = count(&screen, "is", "inferred");
    to(&mut screen, "inferred").press("<Space>");
    assert_eq!(asked(&screen), "is:inferred");
    assert_eq!(screen.state.answer.matches.len(), inferred);
}

#[test]
fn headings_are_gone_to_in_the_filters() {
    let mut screen = screen();
    screen.press("f");
    let first = under(&screen);
    screen.press("]");
    assert!(
        under(&screen).contains("strike") || under(&screen).contains("talks"),
        "{}",
        under(&screen)
    );
    screen.press("] [ [");
    assert_eq!(under(&screen), first);
}

#[test]
fn every_part_of_a_query_is_reached_turned_dropped_and_made_certain() {
    let mut screen = screen();
    screen.press("F");
    assert!(screen.letters().contains("Nothing is asked."));
    screen.press("/number <Space> kind:talks <Space> during:1920 <Enter> F");
    assert_eq!(screen.state.overlay, Some(Overlay::Parts));
    screen.press("j <Space>");
    assert_eq!(asked(&screen), "number -kind:talks during:1920");
    screen.press("-");
    assert_eq!(asked(&screen), "number kind:talks during:1920");
    screen.press("t");
    assert!(screen.letters().contains("Only during: and within:"));
    screen.press("j t");
    assert_eq!(asked(&screen), "number kind:talks within:1920");
    screen.press("g x");
    assert_eq!(asked(&screen), "kind:talks within:1920");
    screen.press("<Enter>");
    assert_eq!(screen.state.overlay, None);
    screen.press("<Backspace>");
    assert_eq!(asked(&screen), "number kind:talks within:1920");
    screen.press("F x x x");
    assert_eq!(asked(&screen), "");
    assert_eq!(screen.state.overlay, None);
}
