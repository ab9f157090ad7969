//! Bytes on the line: what each thing that a person does costs at 80×24 in sixteen colours, and a line of 9,600 baud.
//!
//! The program runs on a real terminal. Every byte counts, questions to the terminal too. The table that
//! `cargo test --test line -- --nocapture bytes` prints stands in docs/performance.md.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

mod documents;
mod terminal;

use std::fmt::Write as _;
use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use documents::Document;
use portable_pty::{Child, MasterPty};
use tempfile::TempDir;
use terminal::{DEADLINE, Setting, Terminal, emulator, spawn};

/// Bytes a second that a line of 9,600 baud carries: a start bit, eight, a stop bit.
const LINE: usize = 960;

/// How long a step of a briefing may take on that line.
const STEP: Duration = Duration::from_millis(1500);

/// How long no byte comes from a program that has no more to say.
const QUIET: Duration = Duration::from_millis(600);

/// What a terminal is asked, and what it answers.
const QUESTION: &[u8] = b"\x1b[5n";
const ANSWER: &[u8] = b"\x1b[0n";

/// `count` words, other ones for each `seed`.
fn words(seed: usize, count: usize) -> String {
    const WORDS: [&str; 24] = [
        "states",
        "agree",
        "police",
        "centre",
        "warrants",
        "border",
        "town",
        "sanctions",
        "leader",
        "network",
        "asks",
        "returns",
        "suspects",
        "between",
        "talks",
        "weapons",
        "ministry",
        "announces",
        "crackdown",
        "river",
        "about",
        "compound",
        "workers",
        "freed",
    ];
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut chosen = Vec::new();
    for _ in 0..count {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        chosen.push(WORDS[(state >> 33) % WORDS.len()]);
    }
    chosen.join(" ")
}

/// A folder with a chronology of `count` events in `many.ron`, with a briefing.
fn many(count: usize) -> TempDir {
    let mut text = "Chronology(title: \"Many events\", sources: [(id: \"s\", title: \"A source\", \
                    reliability: B)], places: [(id: \"p\", name: \"A place\")], actors: [\n"
        .to_owned();
    for actor in 0..40 {
        writeln!(
            text,
            "(id: \"a{actor}\", name: \"Actor number {actor}\", kind: Organisation),"
        )
        .unwrap();
    }
    text += "], events: [\n";
    for event in 0..count {
        let (year, month, day) = (1960 + event / 336, event / 28 % 12 + 1, event % 28 + 1);
        writeln!(
            text,
            "(id: \"e{event}\", date: \"{year}-{month:02}-{day:02}\", title: \"{event:05} {}\", summary: \"{}. {}.\", \
             status: {}, actors: [(id: \"a{}\", role: \"{}\"), (id: \"a{}\", role: \"target\")], places: [\"p\"], \
             cites: [(source: \"s\", at: \"¶{}\", credibility: 2)]),",
            words(event, 8),
            words(event + 7, 14),
            words(event + 13, 11),
            ["Announced", "Reported", "Alleged"][event % 3],
            event % 40,
            words(event, 2),
            (event / 40 + event + 1) % 40,
            event % 9 + 1,
        )
        .unwrap();
    }
    text += "], briefings: [(id: \"way\", title: \"A way through\", steps: [\n";
    for step in 0..8 {
        writeln!(
            text,
            "(event: \"e{}\", note: \"{}. {}.\"),",
            step * count / 8,
            words(step + 3, 12),
            words(step + 5, 9)
        )
        .unwrap();
    }
    text += "])])";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("many.ron"), text).unwrap();
    folder
}

/// The row that shows reversed, if one does.
fn selected(screen: &vt100::Screen) -> Option<u16> {
    let (rows, _) = screen.size();
    (0..rows.get()).find(|row| screen.cell(*row, 3).is_some_and(vt100::Cell::inverse))
}

// ------------------------------------------------------------------ budgets

/// What is measured, and the most that it may cost, in bytes.
const BUDGETS: [(&str, usize); 10] = [
    ("idle, a second and a half", 0),
    ("cursor, one event", 400),
    ("cursor, one row of a list that fills the screen", 250),
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
    if !terminal.contents().contains("step 1 of") {
        terminal.bytes_after("\r");
    }
    assert!(
        terminal.contents().contains("step 1 of"),
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
    terminal.type_keys("q");
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

// ------------------------------------------------------------------ a slow line

/// A program at the other end of a slow line, which answers what it is asked as soon as that has come.
struct Line {
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pieces: Receiver<Vec<u8>>,
    shown: vt100::Parser,
    tail: Vec<u8>,
    /// Bytes that have come.
    came: usize,
    /// Questions that have come, one with each frame of a row of frames.
    asked: usize,
    _master: Box<dyn MasterPty + Send>,
}

impl Line {
    /// Starts the program; a piece of `piece` bytes comes at a time, and no more are read ahead.
    fn start(arguments: &[&str], piece: usize) -> Self {
        let setting = Setting::default().arguments(arguments);
        let (master, child, _) = spawn(&setting);
        let mut reader = master.try_clone_reader().unwrap();
        let (sender, pieces) = sync_channel(0);
        thread::spawn(move || {
            let mut buffer = vec![0; piece];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            keyboard: master.take_writer().unwrap(),
            child,
            pieces,
            shown: emulator(setting.size),
            tail: Vec::new(),
            came: 0,
            asked: 0,
            _master: master,
        }
    }

    fn press(&mut self, keys: &[u8]) {
        self.keyboard.write_all(keys).unwrap();
    }

    /// Takes the next piece, if it comes within `patience`.
    fn take(&mut self, patience: Duration) -> Result<usize, RecvTimeoutError> {
        let piece = self.pieces.recv_timeout(patience)?;
        self.shown.process(&piece);
        self.came += piece.len();
        self.tail.extend_from_slice(&piece);
        while let Some(at) = self
            .tail
            .windows(QUESTION.len())
            .position(|bytes| bytes == QUESTION)
        {
            self.tail.drain(..at + QUESTION.len());
            self.asked += 1;
            self.press(ANSWER);
        }
        let kept = self.tail.len().saturating_sub(QUESTION.len() - 1);
        self.tail.drain(..kept);
        Ok(piece.len())
    }

    /// Takes what comes, as fast as the line carries it, until nothing more does; returns bytes and time until the last.
    fn drain(&mut self) -> (usize, Duration) {
        let start = Instant::now();
        let (mut bytes, mut last) = (0, Duration::ZERO);
        while let Ok(count) = self.take(QUIET) {
            bytes += count;
            assert!(start.elapsed() < DEADLINE, "{}", self.contents());
            // The line's own time, not ours: the next piece is not there before.
            let carried = Duration::from_secs_f64(f64::from(u32::try_from(bytes).unwrap()) / 960.0);
            thread::sleep(carried.saturating_sub(start.elapsed()));
            last = start.elapsed();
        }
        (bytes, last)
    }

    /// Takes what comes without heed of time, until nothing more does; returns bytes.
    fn rest(&mut self) -> usize {
        let mut bytes = 0;
        while let Ok(count) = self.take(QUIET) {
            bytes += count;
        }
        bytes
    }

    fn contents(&self) -> String {
        self.shown.screen().contents()
    }

    /// The letters of the row of the cursor.
    fn selected(&self) -> String {
        let screen = self.shown.screen();
        let (_, columns) = screen.size();
        selected(screen)
            .and_then(|row| screen.rows(0, columns.get()).nth(row.into()))
            .unwrap_or_default()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_step_of_a_briefing_is_there_in_time_at_9_600_baud() {
    let mut line = Line::start(&["brief", "overview"], LINE / 20);
    line.drain();
    assert!(
        line.contents().contains("step 1 of 7"),
        "{}",
        line.contents()
    );
    for step in 2..=7 {
        line.press(b" ");
        let (bytes, took) = line.drain();
        let carried = Duration::from_secs_f64(f64::from(u32::try_from(bytes).unwrap()) / 960.0);
        println!("step {step}: {bytes} bytes, {} ms", took.as_millis());
        assert!(
            line.contents().contains(&format!("step {step} of 7")),
            "{}",
            line.contents()
        );
        // What the line needs is the program's doing; what a busy machine adds is not.
        assert!(carried <= STEP, "step {step}: {bytes} bytes");
    }
    line.press(b"q");
    line.drain();
}

#[test]
fn a_held_key_stops_where_it_was_released() {
    const KEYS: usize = 300;
    let folder = many(10_000);
    let file = folder.path().join("many.ron");
    // A held key repeats 30 times a second: as often, the line brings 32 bytes.
    let mut line = Line::start(&[file.to_str().unwrap()], LINE / 30);
    while !line.contents().contains(" · by date") {
        line.take(DEADLINE).unwrap();
    }
    line.rest();
    assert!(line.selected().contains("00000"), "{}", line.contents());
    let (before, asked) = (line.came, line.asked);
    for _ in 0..KEYS {
        line.press(b"\x1b[B");
        let _ = line.take(Duration::from_millis(20));
    }
    let (held, frames) = (line.came - before, line.asked - asked);
    let after = line.rest();
    println!("{KEYS} keys: {held} bytes in {frames} frames while held, {after} bytes after");
    assert!(
        line.selected().contains(&format!("{KEYS:05}")),
        "{}",
        line.contents()
    );
    assert!(frames > 5, "it moved while the key was held: {frames}");
    assert!(frames < KEYS / 3, "frames are left out: {frames}");
    // Two frames on their way, and the last.
    assert!(
        after <= 3 * 600,
        "{after} bytes came after the key was released"
    );
    line.press(b"q");
    line.rest();
}
