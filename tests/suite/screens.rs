//! Key scripts → screens: letters and styles at three sizes, in every state. `cargo insta review` shows changes.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use dateline::explorer::state::panes::PaneKind;
use dateline::explorer::{Counts, Effect, Message, Mouse};
use dateline::view::Colours;

/// The sizes of the snapshots: short, narrow, wide.
const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (140, 45)];

/// Takes a snapshot at each size.
fn snapshots(name: &str, open: impl Fn(u16, u16) -> Screen, script: &str) {
    for (width, height) in SIZES {
        let mut screen = open(width, height);
        screen.press(script);
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen.snapshot());
    }
}

/// A chronology of one event for each title.
fn titles(titles: &[&str]) -> String {
    let events: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(nth, title)| {
            format!(
                "(id: \"e{nth}\", date: \"2024-01-{:02}\", title: {title:?}, status: Reported)",
                nth + 1
            )
        })
        .collect();
    format!(
        "Chronology(title: \"Titles\", events: [{}])",
        events.join(",\n")
    )
}

const EMPTY: &str = r#"Chronology(title: "Nothing yet")"#;

const FAULTY: &str = r#"Chronology(title: "With faults", events: [
    (id: "a", date: "2024-02-30", title: "A day that is none", status: Reported),
    (id: "b", date: "2024-03", title: "A month", status: Alleged, actors: [(id: "nobody", role: "x")]),
])"#;

#[test]
fn first_screen() {
    snapshots("first", Screen::bundled, "");
}

#[test]
fn moving_moves_the_linked_panes() {
    snapshots("moved", Screen::bundled, "j j j");
}

#[test]
fn searching_narrows_and_lights() {
    snapshots("search", Screen::bundled, "/sanc");
    snapshots("search-kept", Screen::bundled, "/sanc <Enter>");
}

#[test]
fn following_leads_to_the_dossier_of_the_group() {
    snapshots(
        "dossier",
        Screen::bundled,
        "/sanc <Enter> <Enter> <Enter> <Enter>",
    );
}

#[test]
fn a_source_opens_at_the_cited_paragraph() {
    snapshots("source", Screen::bundled, "o");
}

#[test]
fn filters_are_chips_and_a_period_tells_certain_from_possible() {
    snapshots("filters", Screen::bundled, "f j j <Space>");
    snapshots("period", Screen::bundled, "p 2023-10 <Enter>");
}

#[test]
fn a_list_comes_before_its_counts_and_nothing_jumps() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("f j j");
    let before = screen.letters();
    screen.counts_wait = true;
    screen.press("<Space>");
    // The list is that of the query; the filters are those of before, quiet, but for what is chosen.
    assert!(screen.state.is_counting());
    insta::assert_snapshot!("counting-140x45", screen.snapshot());
    let filters = |letters: &str| -> Vec<String> {
        let lines = letters.lines().skip(3);
        lines
            .map(|line| line.chars().skip(2).take(24).collect())
            .collect()
    };
    assert_eq!(filters(&screen.letters()), filters(&before));
    let (selected, cursors) = (
        screen.state.selection.clone(),
        screen.state.cursor(PaneKind::Chronology),
    );
    let counted = screen.count().snapshot();
    assert!(!screen.state.is_counting());
    assert_eq!(screen.state.selection, selected);
    assert_eq!(screen.state.cursor(PaneKind::Chronology), cursors);
    let mut at_once = Screen::bundled(140, 45);
    at_once.press("f j j <Space>");
    assert_eq!(counted, at_once.snapshot());
}

#[test]
fn a_choice_is_taken_back_before_its_counts_are_there() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("f j j");
    let before = screen.snapshot();
    screen.counts_wait = true;
    screen.press("<Space> <Space>");
    assert_eq!(screen.state.asked.text.trim(), "");
    assert_eq!(screen.count().snapshot(), before);
}

#[test]
fn counts_of_another_list_are_dropped() {
    let mut screen = Screen::bundled(140, 45);
    screen.counts_wait = true;
    screen.press("/china");
    let stale = Counts {
        generation: screen.state.asked.generation - 1,
        ..Counts::default()
    };
    let facets = screen.state.counts.facets.clone();
    screen.send(Message::Counted(Box::new(stale)));
    assert!(screen.state.is_counting());
    assert_eq!(screen.state.counts.facets, facets);
    let early = Counts {
        generation: screen.state.asked.generation + 1,
        ..Counts::default()
    };
    screen.send(Message::Counted(Box::new(early)));
    assert!(screen.state.is_counting());
    screen.count();
    assert!(!screen.state.is_counting());
}

#[test]
fn no_match_says_so() {
    snapshots("no-match", Screen::bundled, "/zzzzzz <Enter>");
}

#[test]
fn a_wrong_query_keeps_the_list() {
    snapshots("wrong-query", Screen::bundled, "/police <Space> actr:x");
}

#[test]
fn help_why_and_palette() {
    snapshots("help", Screen::bundled, "?");
    snapshots("why", Screen::bundled, "/police <Enter> w");
    snapshots("palette", Screen::bundled, ": date");
}

#[test]
fn an_empty_file_says_how_to_begin() {
    snapshots("empty", |w, h| Screen::text(EMPTY, w, h), "");
}

#[test]
fn faults_are_counted_and_listed() {
    snapshots("faulty", |w, h| Screen::text(FAULTY, w, h), "");
    snapshots("faults", |w, h| Screen::text(FAULTY, w, h), "E");
}

#[test]
fn several_files_are_one_chronology() {
    let both = |w, h| Screen::files(&["events.ron", "examples/handovers.ron"], w, h);
    snapshots("both", both, "");
    snapshots("disputed", both, "/is:disputed <Enter> <Tab>");
}

#[test]
fn titles_of_every_script_keep_the_columns() {
    let text = titles(&[
        "東京都庁で記者会見が開かれ各国の警察が共同で捜査を進めることで合意したと発表した",
        "สวัสดีครับ ปฏิบัติการร่วมปราบปรามแก๊งคอลเซ็นเตอร์บริเวณชายแดนไทยและเมียนมา",
        "မြန်မာနိုင်ငံ လောက်ကိုင်မြို့တွင် အွန်လိုင်းလောင်းကစားသမားများကို ဖမ်းဆီးခဲ့သည်",
        "👩\u{200d}🔬 👨\u{200d}👩\u{200d}👧\u{200d}👦 🏳\u{fe0f}\u{200d}🌈 families and flags 🇲🇲🇹🇭 1\u{fe0f}\u{20e3} end",
        "Z\u{337}\u{322}\u{34e}\u{354}a\u{338}\u{321}lgo e\u{301} combining",
        "two\nlines, a tab\tand an escape \u{1b}[31m in one title",
    ]);
    snapshots("scripts", |w, h| Screen::text(&text, w, h), "j");
}

#[test]
fn loading_has_a_screen() {
    for (width, height) in SIZES {
        let mut screen = Screen::unopened(width, height);
        screen.send(Message::Loading { done: 34, of: 100 });
        insta::assert_snapshot!(format!("loading-{width}x{height}"), screen.snapshot());
    }
}

#[test]
fn without_colours_and_in_ascii() {
    let mut screen = Screen::bundled(80, 24).look(Colours::Mono, true);
    screen.press("p 2023-10 <Enter>");
    let letters = screen.letters();
    assert!(letters.is_ascii(), "{letters}");
    insta::assert_snapshot!("ascii-80x24", screen.snapshot());
}

#[test]
fn a_card_shows_date_and_title() {
    let mut screen = Screen::bundled(30, 6);
    screen.press("j");
    insta::assert_snapshot!("card-30x6", screen.snapshot());
}

#[test]
fn no_size_panics_and_drawing_changes_nothing() {
    let scripts = [
        "",
        "/sanc",
        "f",
        "?",
        "<Enter> <Enter>",
        "o",
        "w",
        "E",
        ":",
        "p 20",
        "G",
        "<Tab> <Tab>",
    ];
    let widths = [1, 2, 3, 10, 39, 40, 59, 60, 89, 90, 139, 140, 200, 500];
    let heights = [1, 2, 3, 9, 10, 19, 20, 24, 60, 200];
    for script in scripts {
        let mut screen = Screen::bundled(80, 24);
        screen.press(script);
        for width in widths {
            for height in heights {
                screen.resize(width, height);
                assert_eq!(
                    screen.buffer(),
                    screen.buffer(),
                    "{script} at {width}×{height}"
                );
            }
        }
    }
}

#[test]
fn back_and_forward_retrace_the_way() {
    for (width, height) in SIZES {
        let mut screen = Screen::bundled(width, height);
        screen.press("/sanc <Enter> <Enter>");
        let mut way = vec![screen.letters()];
        for step in ["<Enter>", "<Enter>", "o"] {
            let depth = screen.state.history.depth();
            screen.press(step);
            if screen.state.history.depth() > depth {
                way.push(screen.letters());
            }
        }
        for before in way.iter().rev().skip(1) {
            screen.press("<Backspace>");
            assert_eq!(&screen.letters(), before);
        }
        for after in way.iter().skip(1) {
            screen.press("<M-Right>");
            assert_eq!(&screen.letters(), after);
        }
    }
}

#[test]
fn escape_keeps_the_search_and_a_second_clears_it() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("j j j");
    screen.press("/polcie <Esc>");
    assert_eq!(screen.state.answer.matches.len(), 1);
    let found = screen.state.selection.event;
    screen.press("<Esc>");
    assert_eq!(screen.state.answer.matches.len(), 12);
    assert_eq!(screen.state.selection.event, found);
}

#[test]
fn an_event_outside_of_the_filter_sets_it_aside_until_back() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("/kind:sanctions <Enter> <Enter> <Enter>");
    screen.press("G");
    let dossier = screen.letters();
    screen.press("<Enter>");
    assert_eq!(screen.state.answer.matches.len(), 12);
    assert_eq!(screen.state.asked.text, "");
    screen.press("<Backspace>");
    assert_eq!(screen.state.asked.text.trim(), "kind:sanctions");
    assert_eq!(screen.state.answer.matches.len(), 1);
    assert_eq!(screen.letters(), dossier);
}

#[test]
fn the_mouse_selects_follows_scrolls_and_brushes() {
    let mut screen = Screen::bundled(80, 24);
    let press = |screen: &mut Screen, x, y| screen.send(Message::Mouse(Mouse::Press { x, y }));
    press(&mut screen, 30, 7);
    assert_eq!(chosen(&screen), "laukkai-crackdown");
    screen.send(Message::Mouse(Mouse::Wheel {
        x: 30,
        y: 8,
        notches: 1,
    }));
    assert_eq!(chosen(&screen), "sanctions");
    // A press and a release on the strip keep the months between.
    press(&mut screen, 10, 1);
    screen.send(Message::Mouse(Mouse::Release { x: 25, y: 1 }));
    assert_eq!(screen.state.asked.text.trim(), "during:\"2023-08/2023-09\"");
    // A press on the chip takes it away.
    let chip = dateline::explorer::pane::search_row::placed(&screen.state).chips[0].clone();
    press(&mut screen, chip.to - 2, 2);
    assert_eq!(screen.state.asked.text.trim(), "");
}

#[test]
fn the_mouse_does_nothing_where_no_rows_are() {
    for (script, width, height) in [("b <Enter>", 80, 24), ("", 30, 6)] {
        let mut screen = Screen::bundled(width, height);
        screen.press(script);
        let before = screen.letters();
        screen.send(Message::Mouse(Mouse::Press { x: 5, y: 5 }));
        assert_eq!(screen.letters(), before);
    }
}

fn chosen(screen: &Screen) -> &str {
    let id = screen.state.selection.event.unwrap();
    &screen.state.chronology().event(id).id
}

#[test]
fn going_to_a_date_finds_the_next_event() {
    for (typed, event) in [
        ("2023-09", "laukkai-crackdown"),
        ("<Space> 10 <Space> oct <Space> 2023", "extradition-2317"),
        ("2020", "police-centre"),
        ("2030", "thai-myanmar-talks"),
    ] {
        let mut screen = Screen::bundled(80, 24);
        screen.press(&format!("d {typed} <Enter>"));
        assert_eq!(chosen(&screen), event, "{typed}");
    }
}

#[test]
fn a_wrong_date_stays_in_the_prompt_with_help() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("d 03/04/2020 <Enter>");
    assert!(screen.state.prompt.is_some());
    let last = screen.letters();
    let footer = last.lines().last().unwrap();
    assert!(footer.contains("2020-04-03"), "{footer}");
}

#[test]
fn matches_are_walked_round_from_any_pane() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("/kokko <Enter> <Tab>");
    let first = chosen(&screen).to_owned();
    let count = screen.state.answer.matches.len();
    assert!(count > 1);
    for _ in 0..count {
        screen.press("n");
    }
    assert_eq!(chosen(&screen), first);
    screen.press("N n");
    assert_eq!(chosen(&screen), first);
}

#[test]
fn the_actors_of_the_result_can_be_pinned_and_left_out() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("a <Space>");
    assert_eq!(screen.state.asked.text.trim(), "actor:China");
    assert_eq!(screen.state.answer.matches.len(), 5);
    screen.press("g <Space>");
    assert_eq!(screen.state.asked.text.trim(), "");
    screen.press("g -");
    assert_eq!(screen.state.answer.matches.len(), 7);
}

#[test]
fn sorting_by_rank_says_so_and_keeps_the_selection() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("/shwe <Space> kokko <Enter>");
    let before = chosen(&screen).to_owned();
    screen.press("s");
    assert_eq!(chosen(&screen), before);
    assert!(screen.letters().contains("by rank"));
}

#[test]
fn editing_and_copying_are_effects_of_the_selected_event() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("e y");
    let position = screen
        .state
        .chronology()
        .event(screen.state.selection.event.unwrap())
        .position;
    assert!(matches!(&screen.effects[0], Effect::Edit(at) if *at == position));
    let event = screen.state.selection.event.unwrap();
    assert!(
        matches!(&screen.effects[1], Effect::Cite(id, style) if *id == event && **style == *"plain")
    );
    // A chosen style stays for the next copy.
    screen.press("Y");
    insta::assert_snapshot!("styles-80x24", screen.snapshot());
    screen.press("j <Enter> y");
    let second = screen.state.styles[1].name.clone();
    for effect in &screen.effects[2..] {
        assert!(matches!(effect, Effect::Cite(_, style) if *style == second));
    }
    assert_eq!(screen.effects.len(), 4);
}

/// What stands in the search box, which is open.
fn typed(screen: &Screen) -> String {
    let typing = screen.state.asked.typing.as_ref();
    typing.unwrap().value().to_owned()
}

#[test]
fn queries_asked_before_come_back_by_arrow_up() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("/police <Enter> <Esc> /sanc <Enter> <Esc> /");
    screen.press("<Up>");
    assert_eq!(typed(&screen), "sanc");
    assert_eq!(screen.state.answer.matches.len(), 2);
    screen.press("<Up>");
    assert_eq!(typed(&screen), "police");
    screen.press("<Up>");
    assert_eq!(typed(&screen), "police", "there is none before");
    screen.press("<Down> <Down>");
    assert_eq!(typed(&screen), "");
}

#[test]
fn tab_completes_and_goes_through_what_could_stand_there() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("/kind:s <Tab>");
    assert_eq!(typed(&screen), "kind:sanctions");
    let footer = screen.letters().lines().last().unwrap().to_owned();
    assert!(footer.contains("sanctions 1 · scrutiny 1"), "{footer}");
    screen.press("<Tab>");
    assert_eq!(typed(&screen), "kind:scrutiny");
    assert_eq!(screen.state.answer.matches.len(), 1);
    screen.press("<Tab>");
    assert_eq!(typed(&screen), "kind:sanctions", "round again");
    screen.press("<C-u> zz: <Tab>");
    assert!(screen.letters().contains("Nothing to complete"));
}

#[test]
fn a_saved_query_of_the_file_is_asked_from_the_filters() {
    let mut screen = Screen::bundled(140, 45);
    screen.press("f G");
    insta::assert_snapshot!("saved-140x45", screen.snapshot());
    screen.press("<Enter>");
    assert_eq!(screen.state.asked.text, "is:undated");
    assert_eq!(screen.state.answer.matches.len(), 6);
}

#[test]
fn a_paste_is_cleaned_and_goes_into_the_line() {
    let mut screen = Screen::bundled(80, 24);
    screen.press("/");
    screen.send(Message::Paste("po\u{1b}[31mlice\n".to_owned()));
    let line = screen
        .state
        .asked
        .typing
        .as_ref()
        .unwrap()
        .value()
        .to_owned();
    assert_eq!(line, "po␛[31mlice ");
}

#[test]
fn picking_begins_in_the_box_and_ends_with_what_was_marked() {
    let mut screen = Screen::picking("", 80, 24);
    screen.press("china");
    insta::assert_snapshot!("pick-80x24", screen.snapshot());
    screen.press("<Tab> <Down> <Tab> <Enter>");
    let pick = screen.state.pick.clone().unwrap();
    assert!(pick.is_done);
    let ids: Vec<&str> = pick
        .marked
        .iter()
        .map(|id| &*screen.state.chronology().event(*id).id)
        .collect();
    assert_eq!(ids, ["china-warrants", "junta-motives"]);
    assert!(matches!(screen.effects.last(), Some(Effect::Quit)));
}

#[test]
fn picking_takes_the_selected_event_where_none_is_marked_and_escape_takes_none() {
    let mut screen = Screen::picking("sanc", 80, 24);
    screen.press("<Enter>");
    assert_eq!(screen.state.pick.as_ref().unwrap().marked.len(), 1);
    let mut screen = Screen::picking("sanc", 80, 24);
    screen.press("<Esc>");
    assert!(!screen.state.pick.as_ref().unwrap().is_done);
    assert!(matches!(screen.effects.last(), Some(Effect::Quit)));
    let mut screen = Screen::picking("zzzzz", 80, 24);
    screen.press("<Enter>");
    assert!(screen.letters().contains("no event to choose"));
}
