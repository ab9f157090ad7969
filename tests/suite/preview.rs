//! The first events of a large file show while the rest loads; what the person does meanwhile is kept.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::fmt::Write as _;
use std::sync::Arc;

use crate::support::Screen;
use dateline::cli::loaded::opened;
use dateline::cli::loader::load_text;
use dateline::explorer::state::panes::Screen as Shows;
use dateline::explorer::{Effect, Message};
use dateline::format;
use dateline::format::ReadOptions;
use dateline::model::Chronology;
use dateline::model::build::build;

/// Events from the last to the first, so that their places change when more come.
fn text(count: usize) -> String {
    let mut text = String::from(
        "Chronology(title: \"Large\", sources: [(id: \"s\", title: \"Source\")],
 actors: [(id: \"z\", name: \"Nobody\", kind: Person), (id: \"a\", name: \"Anna\", kind: Person)],
 events: [\n",
    );
    for nth in (0..count).rev() {
        writeln!(
            text,
            "  (id: \"e{nth}\", date: \"{}\", title: \"Event {nth}.\", status: Reported,
   actors: [(id: \"a\", role: \"x\")], cites: [(source: \"s\")]),",
            1000 + nth
        )
        .unwrap();
    }
    text + " ],\n briefings: [(id: \"b\", title: \"B\", steps: [(event: \"e1\")])])"
}

fn preview() -> Arc<Chronology> {
    let record = format::preview(
        "x.ron",
        &mut text(5_000).as_bytes(),
        &ReadOptions::default(),
    )
    .unwrap();
    Arc::new(build(vec![record]).chronology)
}

/// A screen that shows the preview, a third of the file being read.
fn previewed() -> Screen {
    let mut screen = Screen::unopened(80, 24);
    screen.send(Message::Loading { done: 34, of: 100 });
    screen.send(Message::Preview(Box::new(opened(preview()))));
    screen
}

fn arrive(screen: &mut Screen) {
    let whole = load_text("x.ron", &text(5_000));
    assert_eq!(*whole.diagnostics(), []);
    screen.send(Message::Loaded(Box::new(whole.opened())));
}

/// The title of the selected event.
fn selected(screen: &Screen) -> String {
    let state = &screen.state;
    let id = state.selection.event.unwrap();
    state.chronology().event(id).title.to_string()
}

#[test]
fn a_preview_has_the_first_events_of_the_file_and_what_they_name() {
    let preview = preview();
    assert_eq!(preview.events().len(), 200);
    assert!(preview.events().iter().any(|event| &*event.id == "e4999"));
    assert_eq!(preview.actors().len(), 1);
    assert_eq!(preview.sources().len(), 1);
    assert_eq!(preview.briefings().len(), 0);
    for odd in [
        "",
        "Chronology(title: \"T\")",
        "(events: [",
        "Chronology(title: \"T\", events: [(id: 1",
    ] {
        assert!(
            format::preview("x.ron", &mut odd.as_bytes(), &ReadOptions::default()).is_none(),
            "{odd}"
        );
    }
}

#[test]
fn it_shows_with_rows_and_progress() {
    let screen = previewed();
    let letters = screen.letters();
    assert!(letters.contains("opening … 34 %"), "{letters}");
    assert!(letters.contains("Event 4800."), "{letters}");
    let unopened = Screen::unopened(80, 24).letters();
    assert!(!unopened.contains("Event 4"), "{unopened}");
}

#[test]
fn who_did_nothing_begins_at_the_start() {
    let mut screen = previewed();
    arrive(&mut screen);
    assert_eq!(selected(&screen), "Event 0.");
    assert!(!screen.letters().contains("opening"));
}

#[test]
fn selection_query_and_screen_are_kept() {
    let mut screen = previewed();
    screen.press("j j j");
    assert_eq!(selected(&screen), "Event 4803.");
    arrive(&mut screen);
    assert_eq!(selected(&screen), "Event 4803.");
    assert!(screen.letters().contains("Event 4803."));

    let mut screen = previewed();
    screen.press("/ 4 8 0 5");
    arrive(&mut screen);
    assert!(screen.state.is_typing());
    assert_eq!(screen.state.asked.text, "4805");
    assert_eq!(selected(&screen), "Event 4805.");

    let mut screen = previewed();
    screen.press("j <Tab>");
    let focus = screen.state.focus;
    arrive(&mut screen);
    assert_eq!(screen.state.focus, focus);
}

#[test]
fn what_shows_an_actor_shows_the_same_one() {
    let mut screen = previewed();
    let anna = screen.state.chronology().actor_ids().next().unwrap();
    screen.state.screen = Shows::Dossier(anna);
    arrive(&mut screen);
    let Shows::Dossier(now) = screen.state.screen else {
        unreachable!()
    };
    // She is the second in the file, and was the first of the preview.
    assert_ne!(now, anna);
    assert_eq!(&*screen.state.chronology().actor(now).name, "Anna");
}

#[test]
fn a_query_that_only_the_whole_can_answer_waits() {
    let mut screen = Screen::unopened(80, 24);
    screen.state = screen.state.asking("actor:Nobody");
    screen.send(Message::Preview(Box::new(opened(preview()))));
    assert!(screen.state.asked.error.is_none());
    arrive(&mut screen);
    assert_eq!(screen.state.asked.text, "actor:Nobody");
    // One that comes too late changes nothing.
    screen.send(Message::Preview(Box::new(opened(preview()))));
    assert_eq!(screen.state.chronology().events().len(), 5_000);
}

/// A picker that shows the preview, three of its events marked.
fn marked() -> (Screen, Vec<String>) {
    let mut screen = Screen::unopened(80, 24);
    screen.state = screen.state.picking();
    screen.send(Message::Loading { done: 34, of: 100 });
    screen.send(Message::Preview(Box::new(opened(preview()))));
    screen.press("<Down> <Tab> <Down> <Tab> <Down> <Tab>");
    let titles = titles(&screen);
    assert_eq!(titles.len(), 3);
    (screen, titles)
}

/// The titles of the marked events.
fn titles(screen: &Screen) -> Vec<String> {
    let state = &screen.state;
    let marked = &state.pick.as_ref().unwrap().marked;
    let events = marked.iter().map(|id| state.chronology().event(*id));
    events.map(|event| event.title.to_string()).collect()
}

#[test]
fn what_is_marked_in_a_preview_is_what_is_chosen_from_the_whole() {
    for chooses_after in [true, false] {
        let (mut screen, marked) = marked();
        if !chooses_after {
            screen.press("<Enter>");
        }
        arrive(&mut screen);
        if chooses_after {
            screen.press("<Enter>");
        }
        assert_eq!(titles(&screen), marked);
        assert!(screen.state.pick.as_ref().unwrap().is_done);
        assert!(matches!(screen.effects[..], [Effect::Quit]));
    }
}

#[test]
fn what_was_kept_of_a_preview_is_made_anew_of_the_whole() {
    let mut screen = Screen::unopened(80, 24);
    screen.state = screen.state.asking("actor:a");
    screen.send(Message::Preview(Box::new(opened(preview()))));
    screen.press("w");
    assert!(screen.letters().contains("Anna"));
    screen.press("<Esc> j <Enter> <Enter>");
    let before = screen.letters();
    assert!(before.contains("Events 200"), "{before}");
    arrive(&mut screen);
    let letters = screen.letters();
    assert!(letters.contains("actor Anna"), "{letters}");
}
