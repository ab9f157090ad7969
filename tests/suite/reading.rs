//! Reading: a page at a time through texts and lists, to the end and back, without a line that never showed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::explorer::pane::focused_page;
use dateline::explorer::{Message, NoteText};

/// Events in crowded and in empty months, one with a long summary and a source, of an actor with relations.
fn text() -> String {
    let mut events = String::new();
    for nth in 0..60 {
        let date = match nth % 3 {
            0 => format!("{}-03-{:02}", 2000 + nth / 20, 1 + nth % 28),
            1 => format!("{}", 2000 + nth / 7),
            _ => "2003-05-05".to_owned(),
        };
        write!(
            events,
            "(id: \"e{nth}\", date: \"{date}\", title: \"Event {nth}\", actors: [(id: \"a\", role: \"part {nth}\")],
              summary: \"{}\", cites: [(source: \"s\", at: \"¶9\"), (source: \"s\", at: \"¶2\", says: \"{}\")]),",
            "A sentence of a summary. ".repeat(80),
            "What it says. ".repeat(30),
        )
        .unwrap();
    }
    let mut relations = String::new();
    for nth in 0..9 {
        write!(
            relations,
            "(from: \"a\", is: \"knows\", to: \"b\", date: \"\", note: \"{}\"),",
            "note ".repeat(nth * 20)
        )
        .unwrap();
    }
    format!(
        "Chronology(title: \"t\", sources: [(id: \"s\", title: \"S\")],
         actors: [(id: \"a\", name: \"A\", kind: Person, about: \"{}\"), (id: \"b\", name: \"B\", kind: Person)],
         relations: [{relations}], events: [{events}])",
        "About them. ".repeat(90)
    )
}

/// The first line that shows, how many do, and how many there are.
fn sight(screen: &Screen) -> (usize, usize, usize) {
    let (page, height) = focused_page(&screen.state);
    let kind = screen.state.focused();
    (screen.state.cursor(kind).top, height, page.len())
}

/// Presses a key until nothing moves; every line must have shown.
fn read(screen: &mut Screen, key: &str, place: &str) {
    for _ in 0..2000 {
        let (before, height, _) = sight(screen);
        let cursor = screen.state.cursor(screen.state.focused());
        screen.press(key);
        let (after, ..) = sight(screen);
        assert!(
            after <= before + height && before <= after + height,
            "{place}: {key} goes from line {before} to {after}, over {height} rows"
        );
        if screen.state.cursor(screen.state.focused()) == cursor {
            return;
        }
    }
    panic!("{place}: {key} has no end");
}

#[test]
fn a_page_on_never_skips_a_line() {
    let text = text();
    for (width, height) in [(40, 10), (80, 24), (140, 45)] {
        for open in ["", "<Tab>", "<Enter> <Enter>", "o", "?", "w", "f"] {
            let mut screen = Screen::text(&text, width, height);
            screen.press(open);
            if open == "o" {
                let source = screen.loaded.chronology.source_ids().next().unwrap();
                let paragraph =
                    |nth: usize| (format!("¶{nth}"), "Words of a note. ".repeat(nth * 9));
                let note = NoteText {
                    fields: Vec::new(),
                    paragraphs: (0..20).map(paragraph).collect(),
                };
                screen.send(Message::Note(source, Ok(note)));
                screen.press("g");
            }
            for keys in [["<PageDown>", "<PageUp>"], ["C-d", "C-u"]] {
                for (key, at_end) in keys.into_iter().zip([true, false]) {
                    let key = if key.starts_with('C') {
                        format!("<{key}>")
                    } else {
                        key.to_owned()
                    };
                    let place = format!("{open:?} at {width}×{height}");
                    read(&mut screen, &key, &place);
                    let (top, rows, lines) = sight(&screen);
                    if at_end {
                        assert!(
                            top + rows >= lines,
                            "{place}: {key} ends at {top} of {lines}"
                        );
                    } else {
                        assert_eq!(top, 0, "{place}: {key}");
                    }
                }
            }
        }
    }
}
