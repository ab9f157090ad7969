//! Briefings: steps as screens, the keys of a clicker, and what is printed.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use crate::terminal::Setting;
use crate::terminal::processes::dateline;
use dateline::explorer::{Effect, Message, Mouse};
use dateline::view::Colours;

/// The sizes of the snapshots: the smallest that works, the reference, two windows, a wall.
const SIZES: [(u16, u16); 5] = [(40, 12), (80, 24), (100, 30), (132, 43), (200, 60)];

/// The bundled overview at its first step.
fn overview(width: u16, height: u16) -> Screen {
    let mut screen = Screen::bundled(width, height);
    screen.press("b <Enter>");
    screen
}

fn at(screen: &Screen) -> usize {
    screen.state.briefing().map_or(0, |brief| brief.at + 1)
}

/// Goes on until the next step shows, as with a clicker.
fn go_on(screen: &mut Screen) {
    let before = at(screen);
    for _ in 0..20 {
        if at(screen) > before {
            return;
        }
        screen.press("<PageDown>");
    }
}

/// Every bundled step: the briefing's place in the choice, and how many steps it has.
const BUNDLED: [(&str, usize); 3] = [("", 7), ("j", 3), ("j j", 4)];

#[test]
fn every_step_is_a_screen() {
    for (width, height) in SIZES {
        let mut all = String::new();
        for (moves, steps) in BUNDLED {
            let mut screen = Screen::bundled(width, height);
            screen.press(&format!("b {moves} <Enter>"));
            for step in 1..=steps {
                assert_eq!(at(&screen), step);
                // The reference tells the styles too.
                all += &match (width, height) {
                    (80, 24) => screen.snapshot(),
                    _ => screen.letters(),
                };
                all += &"=".repeat(usize::from(width));
                all.push('\n');
                go_on(&mut screen);
            }
            assert_eq!(at(&screen), steps, "the last step stays");
        }
        insta::assert_snapshot!(format!("steps-{width}x{height}"), all);
    }
}

#[test]
fn header_strip_and_headline_stand_in_the_same_rows() {
    for (width, height) in SIZES {
        for (moves, steps) in BUNDLED {
            let mut screen = Screen::bundled(width, height);
            screen.press(&format!("b {moves} <Enter>"));
            let mut rows = Vec::new();
            for step in 1..=steps {
                let letters = screen.letters();
                let count = format!("{step}/{steps}");
                let head = letters.lines().position(|line| line.ends_with(&count));
                let axis = letters.lines().position(|line| line.contains(" ───"));
                let event = screen.state.selection.event.unwrap();
                let title = screen.state.chronology().event(event).title.clone();
                let first = title.split(' ').next().unwrap();
                let set_small = letters
                    .lines()
                    .position(|line| line.trim_start().starts_with(first));
                let set_large = letters.lines().position(|line| line.contains('█'));
                rows.push((head.unwrap(), axis, set_large.or(set_small).unwrap().min(8)));
                go_on(&mut screen);
            }
            // Large letters may begin with a row of low ones.
            let (head, axis, title) = rows[0];
            for row in &rows {
                assert_eq!((row.0, row.1), (head, axis), "{width}×{height}");
                assert!(row.2.abs_diff(title) <= 1, "{width}×{height}: {rows:?}");
            }
        }
    }
}

#[test]
fn a_large_screen_has_large_letters_in_whatever_it_has() {
    let shown =
        |width, height, colours, ascii| overview(width, height).look(colours, ascii).letters();
    for colours in [Colours::Mono, Colours::Sixteen, Colours::True] {
        let letters = shown(200, 60, colours, false);
        assert!(letters.contains("▀▀"), "{colours:?}: {letters}");
    }
    assert!(shown(200, 60, Colours::Sixteen, true).contains("####"));
    // Smaller ones, where the terminal has them; else bold.
    assert!(shown(120, 40, Colours::True, false).contains('▜'));
    assert!(!shown(100, 30, Colours::Sixteen, false).contains('▀'));
    for (width, height) in [(80, 24), (99, 40), (120, 29)] {
        let letters = shown(width, height, Colours::True, false);
        assert!(!letters.contains('▀'), "{width}×{height}");
    }
    // Not where the step would not fit as a whole.
    let mut long = String::from(
        "Chronology(title: \"T\", events: [(id: \"e\", date: \"2023\", title: \"E\", summary: \"",
    );
    long += &"A sentence that fills the screen. ".repeat(120);
    long += "\")], briefings: [(id: \"b\", title: \"B\", steps: [(event: \"e\")])])";
    let mut long = Screen::text(&long, 120, 40).look(Colours::True, false);
    long.press("b");
    assert!(!long.letters().contains('▀') && long.letters().contains("2023"));
}

#[test]
fn steps_on_one_day_stay_apart_in_the_row_of_steps() {
    let mut screen = overview(80, 24);
    screen.press("3 <Enter>");
    let letters = screen.letters();
    assert!(letters.contains("• • ● ○ ○ ○ ○  3/7"), "{letters}");
    let ascii = screen.look(Colours::Mono, true).letters();
    assert!(ascii.contains("- - * o o o o  3/7"), "{ascii}");
    assert!(ascii.contains("para 5") && !ascii.contains("P5"), "{ascii}");
}

#[test]
fn several_briefings_are_a_choice() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("b");
    insta::assert_snapshot!("choice-80x24", screen.snapshot());
    screen.press("G <Enter>");
    let brief = screen.state.briefing().unwrap();
    assert_eq!(brief.steps.len(), 12, "the present result, by date");
    // Another one, without a restart.
    screen.press("e B g j <Enter>");
    assert_eq!(&*screen.state.briefing().unwrap().id, "two-men");
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
fn a_blank_screen_takes_no_key_but_its_own_and_going_on() {
    let mut screen = overview(80, 24);
    screen.press("<Right> .");
    for keys in [
        "g 5", "?", "<F1>", ":", "/ x", "e", "q", "y", "i", "n", "<Esc>", "<F5>", "<End>", "j",
        "B", "z",
    ] {
        screen.press(keys);
        if keys == "z" {
            screen.key("z");
        }
        assert_eq!(screen.letters().trim(), "", "after {keys}");
    }
    assert!(
        screen
            .effects
            .iter()
            .all(|effect| matches!(effect, Effect::HideKeysLater | Effect::Cue(_)))
    );
    for keys in ["<Right>", ".", "b", "<PageUp>"] {
        screen.press(keys);
        assert_eq!(at(&screen), 2, "a blank screen does not go on unseen");
        assert!(screen.letters().contains("2/7"), "{keys}");
        screen.press(".");
        assert_eq!(screen.letters().trim(), "");
    }
    screen.send(Message::Mouse(Mouse::Press { x: 3, y: 3 }));
    screen.send(Message::Mouse(Mouse::Release { x: 3, y: 3 }));
    assert!(screen.letters().contains("2/7"));
}

#[test]
fn keys_of_clickers_and_slips_do_no_harm() {
    let mut screen = overview(80, 24);
    screen.press("<Right>");
    let step = screen.letters();
    for keys in ["<Esc>", "<F5>", ":", "/", "y", "x", "f", "B"] {
        screen.press(keys);
        assert_eq!(screen.letters(), step, "after {keys}");
    }
    // The explorer knows F5 too, and a briefing that was left goes on.
    screen.press("e <F5>");
    assert_eq!(screen.letters(), step);
}

#[test]
fn quitting_asks() {
    let mut screen = overview(80, 24);
    screen.press("q");
    assert!(screen.letters().contains("y quits, any other key stays"));
    for stays in ["<Esc>", "n", "<Right>"] {
        screen.press(stays);
        screen.press("y");
        assert!(
            !screen
                .effects
                .iter()
                .any(|effect| matches!(effect, Effect::Quit)),
            "{stays}"
        );
        screen.press("q");
    }
    screen.press("q q y");
    assert!(
        screen
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Quit))
    );
}

#[test]
fn a_key_that_bounced_opens_no_editor() {
    let mut screen = overview(80, 24);
    screen.press("e e e");
    assert!(screen.letters().contains("─ Chronology"));
    assert!(
        !screen
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Edit(_)))
    );
    screen.press("j e");
    assert!(
        screen
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Edit(_)))
    );
    screen.press("b b");
    assert!(
        screen.letters().contains("1/7"),
        "not blank: {}",
        screen.letters()
    );
}

#[test]
fn the_ends_say_so() {
    let mut screen = overview(80, 24);
    screen.press("<Left>");
    assert!(screen.letters().contains("This is the first step."));
    screen.press("<End> <Right>");
    assert!(screen.letters().contains("This is the last step."));
    assert_eq!(at(&screen), 7);
}

#[test]
fn keys_and_details_lie_over_the_step_alone() {
    let mut screen = overview(80, 24);
    screen.press("<Right>");
    let step = screen.letters();
    for (keys, shows) in [("?", "blank the screen, and back"), ("i", "source")] {
        screen.press(keys);
        let letters = screen.letters();
        assert!(letters.contains(shows), "{letters}");
        assert!(letters.contains("2/7") && !letters.contains("─ Chronology"));
        for closes in [keys, "<Esc>", "q"] {
            screen.press(closes);
            assert_eq!(screen.letters(), step, "{keys} {closes}");
            screen.press(keys);
        }
        for _ in 0..9 {
            screen.press("<PageDown>");
        }
        assert!(at(&screen) > 1);
        screen.press("2 <Enter>");
    }
}

#[test]
fn the_row_of_keys_goes_and_notices_stay() {
    let mut screen = overview(80, 24);
    let last = |screen: &Screen| {
        screen
            .letters()
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(last(&screen).contains("Right next"));
    assert!(
        screen
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::HideKeysLater))
    );
    screen.send(Message::HideKeys);
    assert_eq!(last(&screen), "");
    screen.press("<Left>");
    assert!(last(&screen).contains("first step"));
    screen.press("<Right>");
    assert_eq!(last(&screen), "");
}

#[test]
fn a_click_goes_on_and_a_drag_selects_in_peace() {
    let mut screen = overview(80, 24);
    screen.send(Message::Mouse(Mouse::Press { x: 9, y: 9 }));
    screen.send(Message::Mouse(Mouse::Release { x: 9, y: 9 }));
    assert_eq!(at(&screen), 2);
    screen.send(Message::Mouse(Mouse::Press { x: 9, y: 9 }));
    screen.send(Message::Mouse(Mouse::Release { x: 30, y: 9 }));
    assert_eq!(at(&screen), 2);
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
    // A clicker goes on also while somebody types.
    let mut screen = overview(80, 24);
    screen.press("5 <Enter>");
    assert_eq!(at(&screen), 5);
    screen.press("3 <PageDown>");
    assert_eq!(at(&screen), 6);
    assert!(screen.state.prompt.is_none());
}

#[test]
fn notes_are_hidden_until_they_are_asked_for() {
    let mut screen = overview(80, 24);
    screen.press("<Right>");
    assert!(!screen.letters().contains("4,666"));
    screen.press("n");
    let letters = screen.letters();
    assert!(
        letters.contains("─ Notes ───") && letters.contains("4,666"),
        "{letters}"
    );
    screen.press("n");
    assert!(!screen.letters().contains("4,666"));
    let mut noted = Screen::bundled(80, 24);
    noted.state.staging.notes = true;
    noted.press("b <Enter> <Right>");
    assert!(noted.letters().contains("4,666"));
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
fn a_step_longer_than_the_screen_scrolls_before_it_goes_on() {
    let mut screen = overview(40, 12);
    screen.press("3 <Enter>");
    assert!(!screen.letters().contains("¶8"));
    let mut seen = String::new();
    for _ in 0..9 {
        screen.press("<Space>");
        if at(&screen) > 3 {
            break;
        }
        assert!(screen.letters().contains("3/7"), "the header stays");
        seen += &screen.letters();
    }
    assert!(seen.contains("¶8"), "{seen}");
    assert_eq!(at(&screen), 4);
    screen.press("<Left>");
    assert_eq!(at(&screen), 3);
    for _ in 0..30 {
        screen.press("j");
    }
    assert!(screen.letters().contains("¶8"));
    screen.press("<PageUp>");
    assert_eq!(at(&screen), 3, "up in the step first");
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
    assert_eq!(page.matches("<h2").count(), 8);
    assert_eq!(page.matches("<blockquote>").count(), 7);
}

#[test]
fn a_result_can_be_printed_as_a_briefing() {
    let (code, out, _) = dateline(&["brief", "--query", "is:undated", "--print"]);
    assert_eq!(code, 0);
    assert_eq!(out.matches("\n## ").count(), 7);
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

/// A chronology with one event and these steps.
fn one_event(steps: &str) -> String {
    format!(
        "Chronology(title: \"T\", events: [(id: \"e\", date: \"2023\", title: \"E\", summary: \"{}\")], \
         briefings: [(id: \"b\", title: \"B\", steps: [{steps}])])",
        "A sentence that fills the screen. ".repeat(60)
    )
}

#[test]
fn what_can_not_be_shown_is_refused_before_the_screen_is_taken() {
    for (arguments, told) in [
        (&["brief", "nobody"][..], "no one briefing is called nobody"),
        (
            &["brief", "overview", "--step", "9"],
            "there are steps 1 to 7, not 9",
        ),
        (
            &["brief", "overview", "--step", "0"],
            "there are steps 1 to 7, not 0",
        ),
        (&["brief", "--query", "actr:x"], "column 1"),
        (&["brief", "--query", "zzzzzz"], "no event matches"),
        (&["brief", "-f", "no-such.ron"], "no-such.ron"),
    ] {
        let mut terminal = Setting::default().arguments(arguments).start();
        terminal.wait_for(told);
        assert!(!terminal.end().success());
        assert!(
            !terminal.written().contains("\u{1b}[?1049h"),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_briefing_begins_where_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.ron");
    std::fs::write(
        &file,
        one_event("(event: \"e\"), (event: \"gone\"), (event: \"e\")"),
    )
    .unwrap();
    let file = file.to_str().unwrap();
    for (arguments, shows) in [
        (&["brief", "overview", "--step", "3"][..], "3/7"),
        // The only one is no choice.
        (&["brief", "-f", file, "--step", "2"], "2/2"),
    ] {
        let mut terminal = Setting::default().arguments(arguments).start();
        terminal.wait_for(shows);
        terminal.type_keys("qy");
        assert!(terminal.end().success());
    }
    let (_, _, error) = dateline(&["brief", "b", "-f", file, "--print"]);
    assert!(error.contains("1 step is left out"), "{error}");
    let (code, out, _) = dateline(&["check", "--rehearse", file]);
    assert_eq!(code, 1);
    assert!(out.contains("b: step 1 has"), "{out}");
    let (_, out, _) = dateline(&["check", "--rehearse", "events.ron"]);
    assert!(!out.contains("80×24"), "{out}");
}

#[test]
fn guests_run_nothing() {
    for arguments in [
        &["--no-shell", "events.ron"][..],
        &["brief", "overview", "--no-shell", "-f", "events.ron"],
    ] {
        let setting = Setting::default().with("EDITOR", "touch /tmp/dateline-was-here");
        let mut terminal = setting.arguments(arguments).start();
        terminal.wait_for("Aug");
        terminal.type_keys("e");
        if arguments[0] == "brief" {
            terminal.wait_for("Chronology");
            terminal.type_keys("je");
        }
        terminal.wait_for("runs no other program");
        terminal.type_keys("j\u{1a}");
        terminal.wait_for("runs no other program");
        terminal.type_keys("q");
        assert!(terminal.end().success());
    }
}

#[test]
fn a_dumb_terminal_gets_plain_text() {
    let setting = Setting::default().with("TERM", "dumb");
    let mut terminal = setting.arguments(&["brief", "two-men"]).start();
    terminal.wait_for("Sources");
    assert!(terminal.end().success());
    assert!(!terminal.written().contains(['\u{1b}', '#']));
    assert!(
        terminal
            .written()
            .lines()
            .all(|line| line.trim_end().chars().count() <= 80)
    );
}

#[test]
fn handouts_tell_sources_and_grades_once() {
    for format in ["md", "plain", "html"] {
        let (code, out, _) = dateline(&["brief", "overview", "--print", "--format", format]);
        assert_eq!(code, 0);
        for told in [
            "in seven steps",
            "Sources",
            "fairly reliable",
            "Online scams on Myanmar",
        ] {
            assert!(out.contains(told), "{format}: {told}: {out}");
        }
        assert_eq!(out.matches("The letter of a grade").count(), 1, "{format}");
    }
}
