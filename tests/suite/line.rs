//! A line of 9,600 baud, read by the test as slowly as that: a step of a briefing, and a key that is held.
//!
//! What the program does is told by counts of bytes and frames; the clock of a busy machine decides nothing.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::many::many;
use crate::terminal::{DEADLINE, Setting, emulator, selected, spawn};
use portable_pty::{Child, MasterPty};

/// Bytes a second that a line of 9,600 baud carries: a start bit, eight, a stop bit.
const LINE: usize = 960;

/// How long a step of a briefing may take on that line.
const STEP: Duration = Duration::from_millis(1500);

/// The budget of a full frame, in bytes.
const FULL: usize = 2_500;

/// How long no byte comes from a program that has no more to say.
const QUIET: Duration = Duration::from_millis(600);

/// What a terminal is asked, and what it answers.
const QUESTION: &[u8] = b"\x1b[5n";
const ANSWER: &[u8] = b"\x1b[0n";

/// A program at the other end of a slow line, which answers what it is asked as soon as that has come.
struct Line {
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pieces: Receiver<Vec<u8>>,
    shown: vt100::Parser,
    tail: Vec<u8>,
    /// Whether it answers.
    answers: bool,
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
            answers: true,
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
            if self.answers {
                self.press(ANSWER);
            }
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
    assert!(line.contents().contains("1/7"), "{}", line.contents());
    for step in 2..=7 {
        line.press(b" ");
        let (bytes, took) = line.drain();
        let carried = Duration::from_secs_f64(f64::from(u32::try_from(bytes).unwrap()) / 960.0);
        println!("step {step}: {bytes} bytes, {} ms", took.as_millis());
        assert!(
            line.contents().contains(&format!("{step}/7")),
            "{}",
            line.contents()
        );
        // What the line needs is the program's doing; what a busy machine adds is not.
        assert!(carried <= STEP, "step {step}: {bytes} bytes");
    }
    line.press(b"qy");
    line.drain();
}

/// A terminal that reads late and in small pieces, and one that answers nothing: whatever frame had to wait is drawn in
/// the end.
#[test]
fn what_had_to_wait_for_the_line_is_drawn_when_it_is_free() {
    let folder = many(2_000);
    let file = folder.path().join("many.ron");
    for piece in [200, 1_000, 4_096] {
        for answers in [true, false] {
            let mut line = Line::start(&[file.to_str().unwrap()], piece);
            line.answers = answers;
            while !line.contents().contains(" · by date") {
                line.take(DEADLINE).unwrap();
            }
            line.rest();
            for keys in ["G", "\x1b[5~", "\x1b[5~", "k", "g", "G", "k", "k"] {
                line.press(keys.as_bytes());
                thread::sleep(Duration::from_millis(20));
            }
            line.rest();
            assert!(line.selected().contains("01997"), "{}", line.contents());
            // A citation goes out ahead of its frame.
            line.press(b"Gy");
            line.rest();
            assert!(line.selected().contains("01999"), "{}", line.contents());
            assert!(
                line.contents().contains("sent to the terminal"),
                "{}",
                line.contents()
            );
        }
    }
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
    let last = line.asked - asked - frames;
    println!(
        "{KEYS} keys: {held} bytes in {frames} frames while held, {after} bytes in {last} after"
    );
    assert!(
        line.selected().contains(&format!("{KEYS:05}")),
        "{}",
        line.contents()
    );
    assert!(frames > 3, "it moved while the key was held: {frames}");
    assert!(frames < KEYS / 3, "frames are left out: {frames}");
    // Two frames that were on their way, and the last; none is larger than a full one.
    assert!(last <= 3, "{last} frames came after the key was released");
    assert!(
        after <= 3 * FULL,
        "{after} bytes came after the key was released"
    );
    line.press(b"q");
    line.rest();
}
