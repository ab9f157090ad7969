//! Keys typed ahead of the list: whenever the lists come, the same event is picked, copied, edited and shown.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::fs;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::support::Screen;
use crate::terminal::many::many;
use crate::terminal::{Setting, Terminal};
use dateline::explorer::{COMMANDS, Effect};
use proptest::prelude::*;

/// Its best hit for "word" is neither the first event nor the nearest.
const RANKED: &str = r#"Chronology(title: "Rank", actors: [(id: "x", name: "Xaver", kind: Person)], events: [
 (id: "a", date: "2024-01-01", title: "swordfish wordless foreword", status: Reported, actors: [(id: "x", role: "r")]),
 (id: "b", date: "2024-01-02", title: "a word", status: Reported),
 (id: "c", date: "2024-01-03", title: "unrelated thing about w o r d", status: Reported),
 (id: "d", date: "2024-01-04", title: "nothing here", status: Reported, summary: "word in the summary"),
 (id: "e", date: "2024-01-05", title: "word", status: Alleged, actors: [(id: "x", role: "r")]),
])"#;

/// What came of it: the effects, without ids of searches, the last that a speaker hears, and the screen.
fn outcome(screen: &Screen) -> String {
    // Keys that waited together are told to a speaker as one move.
    let told = screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Cue(cue) => Some((cue.event.clone(), cue.at, cue.blank, cue.shows)),
        _ => None,
    });
    let effects: Vec<String> = screen
        .effects
        .iter()
        // Drawing anew never waits, so it may come before what does.
        .filter(|effect| !matches!(effect, Effect::Redraw | Effect::Cue(_)))
        .map(|effect| match effect {
            Effect::Cite(event, style) => {
                let id = &screen.state.chronology().event(*event).id;
                format!("cite {id} {style}")
            }
            other => format!("{other:?}"),
        })
        .collect();
    let picked = &screen.state.pick;
    format!("{effects:?} {told:?} {picked:?}\n{}", screen.letters())
}

/// Presses `keys`; lists come after every `every` keys, and at the end.
fn pressed<'a>(
    mut screen: Screen,
    keys: impl IntoIterator<Item = &'a str>,
    every: usize,
) -> Screen {
    screen.lists_wait = true;
    for (nth, key) in keys.into_iter().enumerate() {
        screen.key(key);
        if nth % every == 0 {
            screen.answer();
        }
    }
    screen.answer();
    screen
}

fn picked(screen: &Screen) -> Vec<String> {
    let pick = screen.state.pick.as_ref().unwrap();
    assert!(pick.is_done);
    let id = |event| screen.state.chronology().event(event).id.to_string();
    pick.marked.iter().map(|event| id(*event)).collect()
}

#[test]
fn enter_behind_the_letters_picks_what_they_find() {
    for every in [1, 2, 3, 4, 99] {
        let mut screen = Screen::closed(RANKED, 90, 16, true);
        screen.open();
        let screen = pressed(screen, ["w", "o", "r", "d", "Enter"], every);
        assert_eq!(picked(&screen), ["e"], "{every}");
    }
}

#[test]
fn what_is_typed_before_the_files_are_open_waits_for_them() {
    let mut screen = Screen::closed(RANKED, 90, 16, true);
    screen.press("w o r d <Enter>");
    assert!(screen.effects.is_empty());
    screen.open();
    assert_eq!(picked(&screen), ["e"]);

    let mut screen = Screen::closed(RANKED, 90, 16, false);
    screen.press("/ w o r d <Enter> y");
    screen.open();
    assert!(
        outcome(&screen).starts_with("[\"cite e "),
        "{}",
        outcome(&screen)
    );
}

#[test]
fn ctrl_c_and_esc_wait_for_nothing() {
    let mut screen = Screen::text(RANKED, 90, 16);
    screen.lists_wait = true;
    screen.press("/ w o r d <Esc>");
    assert!(!screen.state.is_typing());
    screen.press("y <C-c>");
    assert!(matches!(screen.effects[..], [Effect::Quit]));
}

#[test]
fn enter_on_an_error_keeps_the_line_and_asks_nothing_else() {
    for typed in ["actor:putin", "during:foo", "scam(", "status:", "xa \"open"] {
        let mut screen = Screen::text(RANKED, 90, 16);
        screen.press("/");
        screen.write(typed);
        if screen.state.asked.error.is_none() {
            // It is a query after all.
            continue;
        }
        screen.press("<Enter> <Enter>");
        let typing = screen.state.asked.typing.as_ref().unwrap();
        assert_eq!(typing.value(), typed);
        assert!(screen.state.asked.error.is_some(), "{typed}");
        assert!(screen.letters().contains("column "), "{}", screen.letters());

        let mut picking = Screen::closed(RANKED, 90, 16, true);
        picking.open();
        picking.write(typed);
        picking.press("<Enter>");
        assert!(picking.effects.is_empty(), "{typed}");
        assert!(
            picking.letters().contains("column "),
            "{}",
            picking.letters()
        );
    }
}

/// Keys of the table and letters.
fn walk() -> impl Strategy<Value = Vec<&'static str>> {
    let table: Vec<&'static str> = COMMANDS
        .iter()
        .filter(|command| {
            !matches!(
                command.name,
                "quit" | "quit-always" | "suspend" | "redraw" | "cancel"
            )
        })
        .flat_map(|command| command.keys.iter().copied())
        .filter(|key| *key != "q")
        .collect();
    let step = prop_oneof![
        3 => prop::sample::select(table),
        3 => prop::sample::select(&["/", "Enter", "y", "j", "Esc", "x", "Backspace", "f", "Space"][..]),
        3 => prop::sample::select(&["w", "o", "r", "d", "a", "x"][..]),
    ];
    prop::collection::vec(step, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn when_lists_come_changes_nothing(keys in walk(), every in 2_usize..30, picks: bool) {
        let screen = || {
            let mut screen = Screen::closed(RANKED, 90, 16, picks);
            screen.open();
            screen
        };
        let at_once = outcome(&pressed(screen(), keys.iter().copied(), 1));
        let late = outcome(&pressed(screen(), keys.iter().copied(), every));
        prop_assert_eq!(at_once, late);
    }
}

/// Types a burst with `pause` between its keys and gives what is picked of `file`.
fn pick_in_a_burst(file: &str, keys: &str, pause: Duration) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let script = format!(
        "{} pick -f {file} > {}",
        env!("CARGO_BIN_EXE_dateline"),
        out.display()
    );
    let mut terminal = Setting {
        program: vec!["sh".to_owned(), "-c".to_owned(), script],
        ..Setting::default()
    }
    .start();
    terminal.wait_for("Enter choose");
    for key in keys.chars() {
        terminal.type_keys(key.encode_utf8(&mut [0; 4]));
        if !pause.is_zero() {
            thread::sleep(pause);
        }
    }
    terminal.end();
    fs::read_to_string(out).unwrap().trim().to_owned()
}

#[test]
fn bursts_pick_what_a_slow_typist_picks() {
    let folder = many(1_000);
    let thousand = folder.path().join("many.ron");
    let folder = many(20_000);
    let large = folder.path().join("many.ron");
    for (file, word) in [
        ("events.ron", "2317"),
        (thousand.to_str().unwrap(), "00777"),
        (large.to_str().unwrap(), "17123"),
    ] {
        let found = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["find", word, "-f", file, "--format", "ids", "--limit", "1"])
            .output()
            .unwrap();
        let best = String::from_utf8(found.stdout).unwrap();
        let slow = pick_in_a_burst(file, &format!("{word}\r"), Duration::from_millis(150));
        println!("{word}: {slow}, find says {best}");
        for pause in [0, 5, 10, 20] {
            let picked = pick_in_a_burst(file, &format!("{word}\r"), Duration::from_millis(pause));
            assert_eq!(picked, slow, "{word} at {pause} ms");
        }
    }
}

/// `/2317⏎y` in one write copies the event that shows then.
#[test]
fn a_burst_copies_what_it_shows() {
    let mut terminal = Terminal::explore(Setting::default());
    terminal.type_keys("/2317\ry");
    terminal.wait_for("sent to the terminal");
    let shown = terminal.contents();
    assert!(shown.contains("2,317"), "{shown}");
    let told = shown.lines().find(|line| line.contains("sent to")).unwrap();
    assert!(told.contains("2,317"), "{told}");
}
