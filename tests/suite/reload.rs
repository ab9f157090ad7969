//! Files that are saved while they show: what is new shows, and the person keeps their place.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write;

use crate::support::Screen;
use crate::terminal::{Setting, Terminal};
use dateline::cli::loader::load_text;
use dateline::explorer::Message;
use dateline::explorer::state::cue::Speaker;

const BEFORE: [(&str, &str); 4] = [
    ("a", "Alpha"),
    ("b", "Beta"),
    ("c", "Gamma"),
    ("d", "Delta"),
];

/// A chronology of these events, one a year, and a briefing of them all.
fn chronology(events: &[(&str, &str)]) -> String {
    let mut text = "Chronology(title: \"T\", actors: [(id: \"anna\", name: \"Anna\", kind: Person)], events: [\n".to_owned();
    let mut steps = String::new();
    for ((id, title), year) in events.iter().zip(2001..) {
        writeln!(
            text,
            "(id: \"{id}\", date: \"{year}\", title: \"{title}\", actors: [(id: \"anna\", role: \"x\")]),"
        )
        .unwrap();
        write!(steps, "(event: \"{id}\", note: \"Say {title}.\"),").unwrap();
    }
    text + "], briefings: [(id: \"all\", title: \"All\", steps: [" + &steps + "])])"
}

fn save(screen: &mut Screen, text: &str) {
    let loaded = load_text("test.ron", text);
    assert_eq!(
        loaded.errors(),
        0,
        "{}",
        loaded.report(dateline::format::render::Style::default())
    );
    let opened = loaded.opened();
    screen.loaded = loaded;
    screen.send(Message::Reloaded(Ok(Box::new(opened))));
}

fn selected(screen: &Screen) -> String {
    let id = screen.state.selection.event.unwrap();
    screen.state.chronology().event(id).title.to_string()
}

const AFTER: [(&str, &str); 5] = [
    ("new", "Before all"),
    ("a", "Alpha"),
    ("c", "Gamma, reworded"),
    ("d", "Delta"),
    ("b", "Beta"),
];

#[test]
fn the_selection_the_query_and_the_panes_stay_by_id() {
    let mut screen = Screen::text(&chronology(&BEFORE), 100, 24);
    screen.press("/").write("actor:Anna").press("<Enter>");
    screen.press("j j");
    assert_eq!(selected(&screen), "Gamma");
    screen.press("<Tab>");
    let focus = screen.state.focus;
    save(&mut screen, &chronology(&AFTER));
    assert_eq!(selected(&screen), "Gamma, reworded");
    assert_eq!(screen.state.asked.text, "actor:Anna");
    assert_eq!(screen.state.focus, focus);
    let letters = screen.letters();
    assert!(
        letters.contains("Before all") && letters.contains("Gamma, reworded"),
        "{letters}"
    );
}

#[test]
fn who_touched_nothing_keeps_the_event_too() {
    let mut screen = Screen::text(&chronology(&BEFORE), 80, 24);
    save(&mut screen, &chronology(&AFTER));
    assert_eq!(selected(&screen), "Alpha");
}

#[test]
fn where_the_event_is_gone_the_nearest_in_time_is_selected() {
    let mut screen = Screen::text(&chronology(&BEFORE), 80, 24);
    screen.press("j j");
    save(&mut screen, &chronology(&[("a", "Alpha"), ("b", "Beta")]));
    assert_eq!(selected(&screen), "Beta");
}

#[test]
fn a_query_that_can_not_be_asked_any_more_shows_all_and_says_so() {
    let mut screen = Screen::text(&chronology(&BEFORE), 80, 24);
    screen.press("/").write("actor:Anna").press("<Enter>");
    let without = chronology(&BEFORE)
        .replace("anna", "otto")
        .replace("Anna", "Otto");
    save(&mut screen, &without);
    let letters = screen.letters();
    assert!(
        letters.contains("All events show:") && letters.contains("Delta"),
        "{letters}"
    );
    assert!(!screen.state.is_typing());
}

#[test]
fn half_typed_words_stay_in_the_box() {
    let mut screen = Screen::text(&chronology(&BEFORE), 80, 24);
    screen.press("/").write("gam");
    save(&mut screen, &chronology(&AFTER));
    assert!(screen.state.is_typing());
    assert!(screen.letters().contains("/ gam"));
    assert_eq!(selected(&screen), "Gamma, reworded");
}

#[test]
fn the_last_good_state_stays_under_a_banner_until_the_next() {
    let mut screen = Screen::text(&chronology(&BEFORE), 80, 24);
    screen.press("j");
    screen.send(Message::Reloaded(Err(
        "test.ron:3:7: a comma is missing".into()
    )));
    screen.press("j");
    let letters = screen.letters();
    assert!(
        letters.contains("Not shown: test.ron:3:7: a comma is missing"),
        "{letters}"
    );
    assert_eq!(selected(&screen), "Gamma");
    screen.resize(30, 8);
    assert!(screen.letters().contains("Not shown: test.ron:3:7"));
    screen.resize(80, 24);
    save(&mut screen, &chronology(&AFTER));
    assert!(!screen.letters().contains("Not shown"));
}

#[test]
fn a_briefing_stays_at_its_step_and_takes_what_is_new() {
    let mut screen = Screen::text(&chronology(&BEFORE), 80, 24);
    screen.press("b <Space> <Space> n");
    assert!(screen.letters().contains("3/4"));
    save(&mut screen, &chronology(&AFTER));
    let letters = screen.letters();
    assert!(
        letters.contains("3/5") && letters.contains("Say Gamma, reworded."),
        "{letters}"
    );
    // A step that is gone leaves the place; a briefing that is gone stays as far as its events are there.
    save(&mut screen, &chronology(&[("a", "Alpha"), ("b", "Beta")]));
    assert!(screen.letters().contains("2/2"));
    let without = chronology(&BEFORE).replace("id: \"all\"", "id: \"other\"");
    save(&mut screen, &without);
    let letters = screen.letters();
    assert!(
        letters.contains("2/2") && letters.contains("Beta"),
        "{letters}"
    );
}

#[test]
fn only_the_speaker_is_told_of_a_broken_save() {
    let told = || Message::Reloaded(Err("test.ron:3:7: a comma is missing".into()));
    let mut stage = Screen::text(&chronology(&BEFORE), 80, 24);
    stage.press("b");
    let before = stage.buffer();
    stage.send(told());
    assert_eq!(stage.buffer(), before);
    let mut speaker = Screen::text(&chronology(&BEFORE), 80, 24);
    speaker.state.speaker = Some(Speaker::default());
    speaker.press("b");
    speaker.send(told());
    assert!(
        speaker.letters().contains("test.ron:3:7"),
        "{}",
        speaker.letters()
    );
}

/// Renamed over, truncated and written, appended to, broken and mended: each is seen.
#[test]
fn every_way_to_save_a_file_is_seen_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.ron");
    fs::write(&file, chronology(&BEFORE)).unwrap();
    let path = file.to_str().unwrap();
    let mut terminal = Terminal::explore(Setting::default().arguments(&[path]));
    terminal.wait_for("Gamma");
    let beside = folder.path().join("events.ron~");
    fs::write(&beside, chronology(&AFTER)).unwrap();
    fs::rename(&beside, &file).unwrap();
    terminal.wait_for("Gamma, reworded");
    fs::write(&file, "").unwrap();
    fs::write(&file, chronology(&[("z", "Truncated")])).unwrap();
    terminal.wait_for("Truncated");
    let whole = chronology(&[("z", "Appended")]);
    let (begun, rest) = whole.split_at(whole.len() / 2);
    fs::write(&file, begun).unwrap();
    terminal.wait_for("Not shown: ");
    assert!(terminal.contents().contains("Truncated"));
    let mut open = fs::File::options().append(true).open(&file).unwrap();
    open.write_all(rest.as_bytes()).unwrap();
    terminal.wait_for("Appended");
    assert!(!terminal.contents().contains("Not shown"));
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn an_edited_event_shows_its_new_text_also_where_nothing_is_watched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.ron");
    fs::write(&file, chronology(&BEFORE)).unwrap();
    let path = file.to_str().unwrap();
    let mut terminal = Terminal::explore(
        Setting::default()
            .with("EDITOR", "sh -c 'sed -i s/Beta/Bravo/ $1'")
            .arguments(&["--no-watch", path]),
    );
    terminal.wait_for("Gamma");
    terminal.type_keys("j");
    terminal.type_keys("e");
    terminal.wait_for("Bravo");
    terminal.type_keys("q");
    assert!(terminal.end().success());
}
