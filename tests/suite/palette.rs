//! The palette shows what can run here, and what has the focus first; no command of the explorer does nothing without a word.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use crate::support::Screen;
use dateline::explorer::base::line::Target;
use dateline::explorer::pane::target_at;
use dateline::explorer::state::command::Scope;
use dateline::explorer::state::lookup::{is_active, lookup};
use dateline::explorer::state::panes::Cursor;
use dateline::explorer::{COMMANDS, Key, Message, Order};

const SMALL: &str = "Chronology(title: \"Small\", sources: [(id: \"s\", title: \"Source\")],
 places: [(id: \"p\", name: \"Port\")],
 actors: [(id: \"a\", name: \"Anna\", kind: Person), (id: \"b\", name: \"Bert\", kind: Person)],
 relations: [(from: \"a\", is: \"knows\", to: \"b\")],
 events: [
  (id: \"one\", date: \"1900-01-03\", title: \"A strike\", actors: [(id: \"a\", role: \"x\")], places: [\"p\"], cites: [(source: \"s\")]),
  (id: \"two\", date: \"1900-01-05\", title: \"Talks\", actors: [(id: \"a\", role: \"x\"), (id: \"b\", role: \"y\")], kind: \"talks\"),
  (id: \"three\", date: \"1902\", title: \"Another strike\", tags: [\"t\", \"u\"]),
  (id: \"four\", date: \"\", title: \"A vote\", tags: [\"t\"]),
 ])";

const EMPTY: &str = "Chronology(title: \"Empty\")";

/// Everything that a key may change.
fn fingerprint(screen: &Screen) -> String {
    let state = &screen.state;
    let cursors = state.cursors.iter();
    // A cursor at the top is as good as none.
    let cursors: Vec<_> = cursors
        .filter(|(_, cursor)| **cursor != Cursor::default())
        .collect();
    format!(
        "{:?}",
        (
            (
                &state.selection,
                &state.screen,
                state.side,
                state.focus,
                state.shown
            ),
            (
                state.overlay,
                &state.prompt,
                state.order,
                &state.asked.text,
                &state.asked.typing
            ),
            (
                state.history.depth(),
                cursors,
                &state.pick,
                &state.brief,
                state.zoom
            ),
            (&state.wanted_brief, &state.counts.facets),
        )
    )
}

/// What a screen shows after keys, in lists, filters, dossiers, prompts, overlays, of something and of nothing.
const WAYS: [&str; 24] = [
    "",
    "G",
    "f",
    "f G",
    "f / t",
    "f <Space>",
    "a",
    "a G",
    "/ talks <Enter>",
    "/ nothing_at_all <Enter>",
    "/",
    "/ stri",
    "/ kind:",
    ": ",
    ": sort",
    "d",
    "p",
    "?",
    "w",
    "o",
    "<Enter>",
    "<Enter> <Enter>",
    "G <Enter>",
    "/ kind:talks <Enter> F",
];

#[test]
fn no_command_does_nothing_without_a_word() {
    for (text, picks) in [(SMALL, false), (EMPTY, false), (SMALL, true)] {
        for way in WAYS {
            for command in COMMANDS {
                if matches!(
                    command.scope,
                    Scope::Brief | Scope::Stage | Scope::Asked | Scope::Speaker
                ) {
                    continue;
                }
                let mut screen = Screen::closed(text, 100, 30, picks);
                screen.open();
                screen.press(way);
                let key: Key = command.keys.first().unwrap().parse().unwrap();
                let runs = lookup(&screen.state, key);
                if !is_active(command.scope, &screen.state)
                    || runs.is_none_or(|runs| runs.name != command.name)
                {
                    continue;
                }
                screen.effects.clear();
                let before = fingerprint(&screen);
                screen.send(Message::Key(key));
                let state = &screen.state;
                let says = state.notice.is_some()
                    || state.asked.error.is_some()
                    || state
                        .prompt
                        .as_ref()
                        .is_some_and(|prompt| prompt.error.is_some());
                assert!(
                    says || !screen.effects.is_empty() || before != fingerprint(&screen),
                    "{} does nothing after {way:?}, picks {picks}:\n{}",
                    command.name,
                    screen.letters()
                );
            }
        }
    }
}

/// The names that the palette lists.
fn listed(screen: &Screen) -> Vec<&'static str> {
    let letters = screen.letters();
    let names = letters.lines().filter_map(|line| {
        let first = line.trim_start_matches(['▌', ' ']).split(' ').next()?;
        COMMANDS.iter().find(|command| command.name == first)
    });
    names.map(|command| command.name).collect()
}

#[test]
fn the_palette_lists_what_can_run_here_with_what_has_the_focus_first() {
    let mut screen = Screen::text(SMALL, 100, 120);
    screen.press(":");
    let in_list = listed(&screen);
    for hidden in [
        "with",
        "pin",
        "part-drop",
        "complete",
        "choose",
        "step-next",
        "drop-filter",
        "forward",
        "as-typed",
    ] {
        assert!(!in_list.contains(&hidden), "{hidden}");
    }
    assert!(in_list.contains(&"copy") && in_list.contains(&"quit"));
    let mut screen = Screen::text(SMALL, 100, 120);
    screen.press("f :");
    assert_eq!(listed(&screen).first(), Some(&"with"));
    let mut screen = Screen::text(EMPTY, 100, 120);
    screen.press(":");
    for hidden in ["copy", "edit", "why", "next-match", "zoom-in", "source"] {
        assert!(!listed(&screen).contains(&hidden), "{hidden}");
    }
}

#[test]
fn the_palette_runs_what_was_found() {
    let mut screen = Screen::text(SMALL, 100, 30);
    screen.press(": sort");
    assert_eq!(listed(&screen).first(), Some(&"sort"));
    screen.press("<Enter>");
    assert_eq!(screen.state.order, Order::Rank);
    screen.press(": <Down> xyzzy <Enter>");
    assert!(screen.letters().contains("No command has these words."));
}

#[test]
fn a_week_around_an_event_is_a_key_away_and_a_key_back() {
    let mut screen = Screen::text(SMALL, 100, 30);
    screen.press("/ strike <Enter> g r");
    assert_eq!(screen.state.asked.text, "during:\"1899-12-27/1900-01-10\"");
    assert_eq!(screen.state.answer.matches.len(), 2);
    screen.press("<Backspace>");
    assert_eq!(screen.state.asked.text.trim(), "strike");
    screen.press("<Esc> G r");
    assert!(screen.letters().contains("no date to go around"));
}

#[test]
fn following_a_place_leads_to_all_its_events() {
    let mut screen = Screen::text(SMALL, 100, 30);
    screen.press("/ strike <Enter> g <Tab>");
    let focused = |screen: &Screen| {
        let state = &screen.state;
        target_at(state, state.cursor(state.focused()).line)
    };
    for _ in 0..20 {
        if matches!(focused(&screen), Some(Target::Place(_))) {
            break;
        }
        screen.press("j");
    }
    screen.press("<Enter>");
    assert_eq!(screen.state.asked.text, "place:Port");
    screen.press("<Backspace>");
    assert_eq!(screen.state.asked.text.trim(), "strike");
}
