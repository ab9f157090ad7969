//! Hostile text: nothing from a file reaches a cell as a control, and no text moves a border.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use dateline::model::text::is_safe;

/// The titles of the corpus.
fn titles() -> Vec<String> {
    include_str!("../data/hostile-text.jsonl")
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["title"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// A chronology in which every text is hostile.
fn chronology() -> String {
    let written = |text: &str| format!("{text:?}").replace("\\u{301}", "\u{301}");
    let titles = titles();
    let events: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(nth, title)| {
            let text = written(title);
            format!(
                "(id: \"e{nth}\", date: \"2024\", title: {text}, summary: {text}, kind: {text}, status: Alleged, \
                 date_note: {text}, note: {text}, tags: [{text}], places: [\"p{nth}\"], \
                 actors: [(id: \"a{nth}\", role: {text})], cites: [(source: \"s\", at: {text}, quote: {text})])"
            )
        })
        .collect();
    let named = |prefix: &str, rest: &str| -> String {
        titles
            .iter()
            .enumerate()
            .map(|(nth, title)| format!("(id: \"{prefix}{nth}\", name: {}{rest}),", written(title)))
            .collect::<Vec<_>>()
            .concat()
    };
    let first = written(&titles[0]);
    format!(
        "Chronology(title: {first}, sources: [(id: \"s\", title: {first}, publisher: {first})], \
         actors: [{}], places: [{}], events: [{}])",
        named("a", ", kind: Person"),
        named("p", ""),
        events.join(",")
    )
}

#[test]
fn no_cell_holds_a_control_on_any_screen() {
    let text = chronology();
    for (width, height) in [(40, 12), (80, 24), (140, 45)] {
        let mut screen = Screen::text(&text, width, height);
        for _ in 0..titles().len() {
            for script in [
                "",
                "<Enter>",
                "<Enter>",
                "<Backspace> <Backspace>",
                "o",
                "<Backspace>",
                "w",
                "<Esc>",
                "j",
            ] {
                screen.press(script);
                let buffer = screen.buffer();
                for cell in &buffer.content {
                    assert!(is_safe(cell.symbol()), "{:?}", cell.symbol());
                }
            }
        }
    }
}

#[test]
fn searching_hostile_titles_never_panics() {
    let text = chronology();
    let mut screen = Screen::text(&text, 80, 24);
    for query in [
        "a",
        "adi",
        "lying",
        "minim",
        "istanbul",
        "strasse",
        "\u{1b}[2J",
        "é",
        "/[/",
        "က",
        "\\",
        "\"",
        "(((",
        "::",
    ] {
        screen.press("/");
        screen.send(dateline::explorer::Message::Paste(query.to_owned()));
        let _ = screen.buffer();
        screen.press("<C-u> <Esc>");
    }
}

#[test]
fn borders_stay_straight_beside_any_title() {
    let text = chronology();
    let screen = Screen::text(&text, 140, 45);
    let buffer = screen.buffer();
    let laid = screen.state.layout();
    for placed in laid.panes.iter().filter(|placed| placed.area.x > 0) {
        for y in placed.area.y + 1..placed.area.y + placed.area.height {
            assert_eq!(buffer[(placed.area.x, y)].symbol(), "│", "row {y}");
        }
    }
}
