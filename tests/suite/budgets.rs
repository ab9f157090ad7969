//! Budgets: what each thing that a person does costs at 80×24 in sixteen colours, in bytes.
//!
//! The program runs on a real terminal. Every byte counts, questions to the terminal too. The table that
//! `cargo test --test suite budgets -- --nocapture bytes` prints stands in docs/performance.md.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use crate::documents::Document;
use crate::support::Screen;
use crate::terminal::many::many;
use crate::terminal::{Setting, Terminal, selected};
use dateline::explorer::Look;
use dateline::wire::screen::{Capabilities, ScreenWriter};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;

/// What is measured, and the most that it may cost, in bytes.
const BUDGETS: [(&str, usize); 10] = [
    ("idle, a second and a half", 0),
    ("cursor, one event", 420),
    ("cursor, one row of a list that fills the screen", 200),
    ("scroll, one row", 600),
    ("page down", 2_500),
    ("typed letter with a new result", 2_500),
    ("next step of a briefing", 1_800),
    ("blank a briefing", 30),
    ("notes on or off", 900),
    ("full frame", 2_500),
];

/// The most that each costs on the real program.
fn measured(arguments: &[&str], moves: &str) -> Vec<usize> {
    let mut most = vec![0; BUDGETS.len()];
    let mut note = |what: usize, bytes: usize| {
        most[what] = most[what].max(bytes);
    };
    let mut terminal = Terminal::explore(Setting::default().arguments(arguments));
    // A large file is still being read when the first frame is there.
    terminal.wait_for(" · by date");
    terminal.settle();
    note(
        0,
        usize::from(!terminal.is_silent(Duration::from_millis(1500))),
    );
    // A row that stays where it was means that the list scrolled below it.
    for key in moves.chars() {
        let before = selected(terminal.screen());
        let bytes = terminal.bytes_after(&key.to_string());
        let scrolled = selected(terminal.screen()) == before;
        note(if scrolled { 3 } else { 1 }, bytes);
    }
    terminal.bytes_after("G");
    note(4, terminal.bytes_after("\x1b[5~"));
    note(4, terminal.bytes_after("\x1b[6~"));
    note(9, terminal.bytes_after("\x0c"));
    // The list of commands: nothing beside it follows its cursor.
    terminal.bytes_after("a");
    for key in ["j", "j", "j", "k"] {
        note(2, terminal.bytes_after(key));
    }
    terminal.bytes_after("\x1b");
    terminal.bytes_after("/");
    for key in ["s", "t", "a", "t"] {
        note(5, terminal.bytes_after(key));
    }
    terminal.bytes_after("\x15");
    terminal.bytes_after("\x1b");
    terminal.bytes_after("b");
    if !terminal.contents().contains("  1/") {
        terminal.bytes_after("\r");
    }
    assert!(
        terminal.contents().contains("  1/"),
        "{}",
        terminal.contents()
    );
    for _ in 0..6 {
        note(6, terminal.bytes_after(" "));
    }
    note(6, terminal.bytes_after("\x1b[5~"));
    note(8, terminal.bytes_after("n"));
    note(8, terminal.bytes_after("n"));
    note(7, terminal.bytes_after("."));
    note(9, terminal.bytes_after("."));
    note(9, terminal.bytes_after("\x0c"));
    terminal.type_keys("qy");
    assert!(terminal.end().success());
    most
}

#[test]
fn bytes_stay_within_the_budgets() {
    let folder = many(10_000);
    let file = folder.path().join("many.ron");
    let (bundled, large) = thread::scope(|scope| {
        let bundled = scope.spawn(|| measured(&[], "jjjjjjjjjjkkkkkkkkkk"));
        let moves = "jjkjjjjjjjjjjjjjjkkkkkkkkkkkkkk";
        let large = measured(&[file.to_str().unwrap()], moves);
        (bundled.join().unwrap(), large)
    });
    let mut table =
        "| at most, in bytes | budget | built in | 10,000 events |\n|---|--:|--:|--:|\n".to_owned();
    for (nth, (what, budget)) in BUDGETS.iter().enumerate() {
        writeln!(
            table,
            "| {what} | {budget} | {} | {} |",
            bundled[nth], large[nth]
        )
        .unwrap();
    }
    println!("{table}");
    for (nth, (what, budget)) in BUDGETS.iter().enumerate() {
        assert!(
            bundled[nth] <= *budget && large[nth] <= *budget,
            "{what}\n{table}"
        );
    }
}

#[test]
fn the_page_tells_the_budgets() {
    let page = Document::open("docs/performance.md");
    let rows = page.rows("at most, in bytes");
    let told: Vec<(&str, usize)> = rows
        .iter()
        .map(|row| (row[0].as_str(), row[1].parse().unwrap()))
        .collect();
    assert_eq!(told, BUDGETS);
    for row in &rows {
        let budget: usize = row[1].parse().unwrap();
        assert!(
            row[2..]
                .iter()
                .all(|bytes| bytes.parse::<usize>().unwrap() <= budget),
            "{row:?}"
        );
    }
}

/// What is done, as keys, and which frames of it are counted: a walk through 10,000 events.
const WALK: [(&str, &str, &str); 6] = [
    ("cursor, one event", "<Home>", "jjjjj"),
    ("scroll, one row", "<End>", "kkkkkkkkkkkkkkkkkkkkkkkk"),
    ("page up and down", "", "<PageUp><PageUp><PageDown>"),
    ("typed letters", "<Home>/", "stat"),
    (
        "steps of a briefing",
        "<C-u><Esc>b<Enter>",
        "<Space><Space><Space><Space><Space>",
    ),
    ("blank it and go on", "", ".."),
];

/// The bytes with which ratatui's own backend turns `old` into `new`.
fn ratatui_bytes(old: &Buffer, new: &Buffer) -> usize {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    backend.draw(old.diff(new).into_iter()).unwrap();
    bytes.len()
}

/// What the screen writer buys, and each of the things that it does: the table of docs/performance.md.
#[test]
fn the_writer_needs_less_than_ratatuis_backend() {
    let whole = Capabilities::default();
    let writers = [
        ("whole", whole),
        (
            "no scroll regions",
            Capabilities {
                scroll_regions: false,
                ..whole
            },
        ),
    ];
    let folder = many(10_000);
    let file = folder.path().join("many.ron");
    let mut screen = Screen::files(&[file.to_str().unwrap()], 80, 24);
    let mut shown = writers.map(|(_, can)| ScreenWriter::new(Look::default(), can));
    let mut last = screen.buffer();
    let blank = Buffer::empty(last.area);
    let mut rows = vec![(
        "full frame",
        ratatui_bytes(&blank, &last),
        shown
            .each_mut()
            .map(|writer| writer.frame(&last, None).len()),
    )];
    for (what, before, keys) in WALK {
        let mut row = (what, 0, [0; 2]);
        for (counted, keys) in [(false, before), (true, keys)] {
            for key in split(keys) {
                screen.press(key);
                let next = screen.buffer();
                let theirs = ratatui_bytes(&last, &next);
                let ours = shown
                    .each_mut()
                    .map(|writer| writer.frame(&next, None).len());
                if counted {
                    row.1 += theirs;
                    row.2
                        .iter_mut()
                        .zip(ours)
                        .for_each(|(sum, bytes)| *sum += bytes);
                }
                last = next;
            }
        }
        rows.push(row);
    }
    println!(
        "| bytes in all | ratatui\'s backend | {} |",
        writers.map(|(name, _)| name).join(" | ")
    );
    for (what, theirs, [whole, no_regions]) in &rows {
        println!("| {what} | {theirs} | {whole} | {no_regions} |");
        assert!(
            whole * 5 <= theirs * 4,
            "{what}: the writer must save a fifth"
        );
    }
}

/// The keys of a script, one each.
fn split(script: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut rest = script;
    while !rest.is_empty() {
        let end = if rest.starts_with('<') {
            rest.find('>').unwrap() + 1
        } else {
            1
        };
        let (key, after) = rest.split_at(end);
        keys.push(key);
        rest = after;
    }
    keys
}
