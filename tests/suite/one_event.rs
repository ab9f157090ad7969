//! One event is selected: the cursor of the list, of a dossier or a source, the event pane, and the keys that act on the event agree, after
//! any walk of keys, clicks, queries and arriving files.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::cli::loaded::opened;
use dateline::cli::loader::load_text;
use dateline::explorer::base::layout::Pane;
use dateline::explorer::pane::{disagreement, event_at};
use dateline::explorer::state::lookup::lookup;
use dateline::explorer::state::panes::{PaneKind, Screen as Shows};
use dateline::explorer::{COMMANDS, Effect, Key, Message, Mouse};
use dateline::model::EventId;
use proptest::prelude::*;

/// Events of four actors, from the last to the first, so that a preview of them has other places.
fn events(count: usize) -> String {
    let mut text = String::from(
        "Chronology(title: \"One\", sources: [(id: \"s\", title: \"Source\"), (id: \"t\", title: \"Other\")],
 places: [(id: \"p\", name: \"Port\"), (id: \"q\", name: \"Quay\", within: \"p\")],
 actors: [(id: \"a\", name: \"Anna\", kind: Person), (id: \"b\", name: \"Bert\", kind: Person),
  (id: \"c\", name: \"Circle\", kind: Group), (id: \"d\", name: \"Dora\", kind: Person)],
 relations: [(from: \"a\", is: \"leads\", to: \"c\"), (from: \"b\", is: \"owns\", to: \"c\")],
 events: [\n",
    );
    for nth in (0..count).rev() {
        let actor = ["a", "b", "c", "d", "a"][nth % 5];
        let date = match nth % 9 {
            0 => String::new(),
            _ => format!("{}-0{}", 1900 + nth, nth % 9),
        };
        let bearing = if nth % 4 == 0 {
            ", bearing: Contradicts"
        } else {
            ""
        };
        let word = ["harbour", "strike", "talks"][nth % 3];
        writeln!(
            text,
            "(id: \"e{nth}\", date: \"{date}\", title: \"Number {nth} {word}\", kind: \"{word}\", status: {}, places: [\"q\"],
  actors: [(id: \"{actor}\", role: \"x\"), (id: \"c\", role: \"y\")], tags: [\"t{}\"],
  cites: [(source: \"s\"{bearing}), (source: \"t\")]),",
            ["Reported", "Alleged", "Announced"][nth % 3],
            nth % 4,
        )
        .unwrap();
    }
    text + "], briefings: [(id: \"b\", title: \"B\", steps: [(event: \"e1\"), (event: \"e4\"), (event: \"e7\")])])"
}

/// One step of a walk.
#[derive(Debug, Clone)]
enum Step {
    Press(Key),
    Paste(&'static str),
    Resize(u16, u16),
    Click(u16, u16),
    Wheel(i16),
    /// The lists that wait are answered.
    Answer,
    /// The whole file takes the place of its preview.
    Arrive,
}

fn step() -> impl Strategy<Value = Step> {
    let commands: Vec<&str> = COMMANDS
        .iter()
        .flat_map(|command| command.keys)
        .copied()
        .collect();
    let often = [
        "j",
        "j",
        "k",
        "n",
        "n",
        "N",
        "Enter",
        "Enter",
        "Backspace",
        "Esc",
        "o",
        "Tab",
        "f",
        "s",
        "x",
        "c",
        "w",
        "a",
    ];
    let pastes = [
        "strike ",
        "status:alleged ",
        "actor:anna ",
        "during:1905 ",
        "nothing ",
        "tag:t1 ",
    ];
    let press = |key: &str| Step::Press(key.parse().unwrap());
    prop_oneof![
        10 => prop::sample::select(commands).prop_map(press),
        14 => prop::sample::select(often.to_vec()).prop_map(press),
        1 => Just(press("/")),
        2 => prop::sample::select(pastes.to_vec()).prop_map(Step::Paste),
        2 => (0u16..140, 0u16..45).prop_map(|(x, y)| Step::Click(x, y)),
        1 => prop_oneof![Just(-2i16), Just(2)].prop_map(Step::Wheel),
        1 => prop::sample::select(&[(80, 24), (100, 30), (140, 45), (80, 18), (40, 12), (30, 8), (9, 3)][..])
            .prop_map(|(width, height)| Step::Resize(width, height)),
        3 => Just(Step::Answer),
        1 => Just(Step::Arrive),
    ]
}

fn take(screen: &mut Screen, step: &Step, arrival: &str) {
    match *step {
        Step::Press(key) => screen.send(Message::Key(key)),
        Step::Paste(text) => screen.send(Message::Paste(text.into())),
        Step::Click(x, y) => screen.click(x, y),
        Step::Wheel(notches) => screen.send(Message::Mouse(Mouse::Wheel {
            x: 5,
            y: 8,
            notches,
        })),
        Step::Resize(width, height) => {
            screen.resize(width, height);
        }
        Step::Answer => {
            screen.answer();
        }
        Step::Arrive if screen.state.loading.is_some() => {
            let whole = load_text("one.ron", arrival);
            screen.send(Message::Loaded(Box::new(whole.opened())));
        }
        Step::Arrive => {}
    }
}

/// What a key gives for the host to do, if it is the key of that command now.
fn effect_of(screen: &mut Screen, key: &str, command: &str) -> Option<Effect> {
    let key: Key = key.parse().unwrap();
    if lookup(&screen.state, key).is_none_or(|found| found.name != command) {
        return None;
    }
    screen.effects.clear();
    screen.send(Message::Key(key));
    screen.effects.pop()
}

fn agrees(screen: &mut Screen, step: &dyn std::fmt::Debug) {
    let told = disagreement(&screen.state);
    assert_eq!(told, None, "after {step:?}:\n{}", screen.letters());
    if screen.state.awaits_list()
        || screen.state.loading.is_some()
        || !screen.state.ahead.is_empty()
    {
        return;
    }
    let selected = screen.state.selection.event;
    if let Some(Effect::Cite(event, _)) = effect_of(screen, "y", "copy") {
        assert_eq!(Some(event), selected);
    }
    if let Some(Effect::Edit(position)) = effect_of(screen, "e", "edit") {
        assert_eq!(
            position,
            screen.state.chronology().event(selected.unwrap()).position
        );
    }
    if let Some(command) = lookup(&screen.state, "w".parse().unwrap())
        && command.name == "why"
        && selected.is_some()
        && screen.state.overlay.is_none()
    {
        let before = screen.state.cursors.clone();
        screen.press("w");
        let page = PaneKind::Why.page(&screen.state, u16::MAX);
        let told = page.line(0).pieces.first().map(|piece| piece.text.clone());
        drop(page);
        assert_eq!(told, Some(title(screen, selected)), "after {step:?}");
        screen.press("w");
        screen.state.cursors = before;
    }
    screen.effects.clear();
}

/// The source that `o` opens is cited by the selected event, which stays selected.
fn source_agrees(screen: &mut Screen) {
    let opens = lookup(&screen.state, "o".parse().unwrap());
    if screen.state.awaits_list()
        || screen.state.loading.is_some()
        || opens.is_none_or(|command| command.name != "source")
    {
        return;
    }
    let Some(selected) = screen.state.selection.event else {
        return;
    };
    screen.press("o");
    let Shows::Source(source, at) = &screen.state.screen else {
        assert!(screen.state.notice.is_some(), "{}", screen.letters());
        return;
    };
    let event = screen.state.chronology().event(selected);
    let first = event.cites.first().unwrap();
    assert_eq!((&first.source, &first.at), (source, at));
    assert_eq!(screen.state.selection.event, Some(selected));
    assert_eq!(disagreement(&screen.state), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_walk_never_leaves_panes_on_two_events(
        steps in prop::collection::vec(step(), 1..60),
        lists_wait: bool,
        previews: bool,
    ) {
        let whole = events(60);
        let mut screen = Screen::unopened(140, 45);
        screen.loaded = load_text("one.ron", &whole);
        screen.lists_wait = lists_wait;
        if previews {
            let part = load_text("one.ron", &events(20));
            screen.send(Message::Loading { done: 1, of: 3 });
            screen.send(Message::Preview(Box::new(opened(part.chronology))));
        } else {
            screen.open();
        }
        for step in &steps {
            take(&mut screen, step, &whole);
            agrees(&mut screen, step);
        }
        source_agrees(&mut screen);
    }
}

/// The event that the cursor of the main pane stands on.
fn at_cursor(screen: &Screen) -> Option<EventId> {
    let shown = screen.state.shown_in(Pane::Main);
    event_at(&screen.state, screen.state.cursor(shown).line)
}

fn title(screen: &Screen, event: Option<EventId>) -> String {
    screen
        .state
        .chronology()
        .event(event.unwrap())
        .title
        .to_string()
}

#[test]
fn n_in_a_dossier_and_a_source_goes_through_its_own_matches() {
    for open in ["<Enter> <Enter>", "o"] {
        let mut screen = Screen::text(&events(60), 140, 45);
        screen.press("/harbour <Enter>").press(open);
        assert_ne!(screen.state.screen, Shows::Chronology);
        let mut seen = Vec::new();
        for _ in 0..4 {
            screen.press("n");
            assert_eq!(
                at_cursor(&screen),
                screen.state.selection.event,
                "{}",
                screen.letters()
            );
            seen.push(title(&screen, at_cursor(&screen)));
        }
        assert!(
            seen.iter().all(|title| title.ends_with("harbour")),
            "{seen:?}"
        );
        seen.dedup();
        assert_eq!(seen.len(), 4, "{seen:?}");
    }
}

#[test]
fn an_event_of_a_dossier_that_the_query_hides_stays_while_the_dossier_shows() {
    let mut screen = Screen::text(&events(60), 140, 45);
    screen.press("/harbour <Enter> j");
    let in_list = screen.state.selection.event;
    screen.press("<Enter> <Enter> G");
    let last = screen.state.selection.event;
    assert_ne!(last, in_list);
    screen.press("p1905 <Enter>");
    assert_eq!(screen.state.selection.event, last);
    screen.press("<Backspace>");
    // Back in the list, its cursor and the selection are one again.
    screen.press("<Esc> <Esc> <Esc>");
    assert_eq!(at_cursor(&screen), screen.state.selection.event);
}

#[test]
fn a_query_that_finds_nothing_does_not_lose_the_place() {
    let mut screen = Screen::text(&events(60), 80, 24);
    screen.press("<PageDown> j j");
    let here = screen.state.selection.event;
    screen.press("/id:nothing <Enter>");
    assert_eq!(screen.state.selection.event, None);
    screen.press("<Esc>");
    assert_eq!(screen.state.selection.event, here);
}
