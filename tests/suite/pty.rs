//! The program on a real terminal: every way out, hang-ups, resizes, bytes written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests: a panic is the failure"
)]

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use crate::terminal::{CLEARED, Setting, Terminal, cells, emulator, selected, spawn};
use rustix::process::Signal;

#[test]
fn q_and_ctrl_c_leave() {
    for key in ["q", "\x03"] {
        let mut terminal = Terminal::explore(Setting::default());
        assert!(terminal.screen().alternate_screen());
        assert!(!terminal.has_its_settings_back());
        terminal.type_keys(key);
        let status = terminal.end();
        assert!(status.success(), "{key:?} {status:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn ending_signals_give_the_terminal_back() {
    for (signal, name) in [
        (Signal::INT, "Interrupt"),
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::QUIT, "Quit"),
    ] {
        let mut terminal = Terminal::explore(Setting::default());
        terminal.signal(signal);
        let status = terminal.end();
        assert!(
            status.signal().is_some_and(|told| told.contains(name)),
            "{name}: {status:?}"
        );
        terminal.assert_given_back();
    }
}

/// A sequence that a slow line or a multiplexer splits is one key; ESC and a letter in one write are two.
#[test]
fn escape_is_told_from_a_sequence_and_from_alt() {
    let mut terminal = Terminal::explore(Setting::default());
    let row = |terminal: &Terminal| selected(terminal.screen()).unwrap();
    let first = row(&terminal);
    for parts in [["\x1b", "[B"], ["\x1b[", "B"], ["\x1bO", "B"]] {
        let before = row(&terminal);
        terminal.type_keys(parts[0]);
        std::thread::sleep(Duration::from_millis(90));
        terminal.type_keys(parts[1]);
        terminal.wait_until("a row down", |terminal| row(terminal) > before);
        terminal.settle();
    }
    terminal.type_keys("/china");
    terminal.wait_for("/ china");
    terminal.settle();
    assert!(terminal.contents().contains("Enter keep"));
    terminal.type_keys("\x1bg");
    terminal.wait_until("the line is left", |terminal| {
        !terminal.contents().contains("Enter keep") && row(terminal) <= first
    });
    terminal.type_keys("/x\x1b\x1b[B");
    terminal.wait_until("a row down", |terminal| {
        !terminal.contents().contains("Enter keep")
    });
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

/// What ends the program ends it while an editor is in front, too.
#[test]
fn ending_signals_are_heard_while_an_editor_runs() {
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("told");
    let editor = format!(
        "sh -c 'echo editor runs; touch {}; exec sleep 1000'",
        told.display()
    );
    let editor: &'static str = editor.leak();
    for signal in [Signal::TERM, Signal::HUP] {
        let mut terminal = Terminal::explore(
            Setting::default()
                .with("EDITOR", editor)
                .arguments(&["events.ron"]),
        );
        terminal.type_keys("e");
        terminal.wait_for("editor runs");
        terminal.signal(signal);
        let status = terminal.end();
        assert!(status.signal().is_some(), "{status:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.ron");
    std::fs::write(
        &file,
        "Config(mouse: false, keys: {\"redraw\": [\"Z\"], \"quit-always\": [\"x\"]})",
    )
    .unwrap();
    let file: &'static str = file.to_str().unwrap().to_owned().leak();
    let mut terminal = Terminal::explore(Setting::default().with("DATELINE_CONFIG", file));
    assert!(!terminal.written().contains("\x1b[?1000h"));
    assert!(terminal.written().contains("\x1b[?2004h"));
    assert!(
        terminal.contents().contains("x runs \"part-drop\""),
        "{}",
        terminal.contents()
    );
    // A letter that is bound everywhere can be typed.
    terminal.type_keys("/Zx");
    terminal.wait_for("/ Zx");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    assert!(!terminal.written().contains("\x1b[?1000l"));
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut terminal = Terminal::explore(Setting::default().with("DATELINE_PANIC", "1"));
    terminal.type_keys("j");
    let status = terminal.end();
    assert_eq!(status.exit_code(), 101);
    terminal.assert_given_back();
    let written = terminal.written();
    let after = written.rsplit_once("\x1b[?1049l").unwrap().1;
    assert!(after.contains("a fault of the program"), "{after:?}");
    // The message held an escape sequence.
    assert!(
        after.contains("␛[31m") && !after.contains('\x1b'),
        "{after:?}"
    );
}

#[test]
fn stop_gives_back_and_continue_takes_again() {
    let mut terminal = Terminal::explore(Setting::default());
    terminal.signal(Signal::TSTP);
    terminal.wait_for_process_state('T');
    terminal.settle();
    terminal.assert_given_back();
    terminal.signal(Signal::CONT);
    terminal.wait_for("Chronology");
    terminal.settle();
    assert!(terminal.screen().alternate_screen());
    assert!(!terminal.has_its_settings_back());
    terminal.type_keys("q");
    assert!(terminal.end().success());
    terminal.assert_given_back();
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let program = env!("CARGO_BIN_EXE_dateline");
    let mut terminal = Setting {
        program: vec!["sh".into(), "-i".into()],
        ..Setting::default()
    }
    .with("PS1", "ready> ")
    .start();
    terminal.wait_for("ready>");
    terminal.type_keys(&format!("{program}\n"));
    terminal.wait_for("Chronology");
    terminal.type_keys("\x1a");
    terminal.wait_for("Stopped");
    terminal.settle();
    assert!(!terminal.screen().alternate_screen());
    terminal.type_keys("fg\n");
    terminal.wait_until("the screen again", |terminal| {
        terminal.screen().alternate_screen() && terminal.contents().contains("Chronology")
    });
    terminal.type_keys("q");
    terminal.wait_until("the shell again", |terminal| {
        !terminal.screen().alternate_screen()
    });
    terminal.type_keys("echo status $?; exit\n");
    terminal.wait_for("status 0");
    terminal.end();
}

#[test]
fn an_editor_can_be_stopped_and_interrupted() {
    let program = env!("CARGO_BIN_EXE_dateline");
    let mut terminal = Setting {
        program: vec!["sh".into(), "-i".into()],
        ..Setting::default()
    }
    .with("PS1", "ready> ")
    .with("EDITOR", "tail -f")
    .start();
    terminal.wait_for("ready>");
    terminal.type_keys(&format!("{program} events.ron\n"));
    terminal.wait_for("Chronology");
    terminal.type_keys("e");
    terminal.wait_until("the editor", |terminal| {
        !terminal.screen().alternate_screen()
    });
    terminal.settle();
    terminal.type_keys("\x1a");
    terminal.wait_for("Stopped");
    terminal.type_keys("fg\n");
    terminal.settle();
    // The interrupt is meant for the editor alone.
    terminal.type_keys("\x03");
    terminal.wait_until("the screen again", |terminal| {
        terminal.screen().alternate_screen() && terminal.contents().contains("Chronology")
    });
    terminal.settle();
    terminal.type_keys("q");
    terminal.wait_until("the shell again", |terminal| {
        !terminal.screen().alternate_screen()
    });
    terminal.type_keys("echo status $?; exit\n");
    terminal.wait_for("status 0");
    terminal.end();
}

#[test]
fn a_hang_up_ends_it_within_a_second() {
    let (master, mut child, _) = spawn(&Setting::default());
    // Read here, not on a thread, which would keep the terminal open.
    let mut reader = master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 8192];
    while !String::from_utf8_lossy(&seen).contains("Chronology") {
        let count = reader.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..count]);
    }
    let hung_up = Instant::now();
    drop(reader);
    drop(master);
    let status = child.wait().unwrap();
    assert!(hung_up.elapsed() < Duration::from_secs(1));
    assert!(!status.success());
}

#[test]
fn a_storm_of_resizes_is_calm() {
    let mut terminal = Terminal::explore(Setting::default());
    let before = terminal.written().matches(CLEARED).count();
    for step in 0..60 {
        terminal.resize((60 + step, 20 + step / 3));
    }
    let last = (101, 33);
    terminal.resize(last);
    terminal.settle();
    let written = terminal.written();
    let drawn = written.matches(CLEARED).count() - before;
    assert!((1..=5).contains(&drawn), "{drawn} full draws");
    let mut shown = emulator(last);
    shown.process(&written.as_bytes()[written.rfind(CLEARED).unwrap()..]);
    assert!(shown.screen().contents().contains("Chronology"));
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn idle_writes_nothing_and_uses_no_time() {
    let mut terminal = Terminal::explore(Setting::default());
    let before = terminal.processor_time();
    assert!(terminal.is_silent(Duration::from_millis(1500)));
    assert!(terminal.processor_time() <= before + 1);
}

#[test]
fn a_cursor_move_is_few_bytes() {
    let mut terminal = Terminal::explore(Setting::default());
    let mut most = 0;
    for key in ["j", "j", "j", "j", "k", "k", "k", "k"] {
        let from = selected(terminal.screen());
        let before = terminal.bytes.len();
        terminal.type_keys(key);
        terminal.wait_until("the cursor to move", |terminal| {
            selected(terminal.screen()).is_some_and(|to| Some(to) != from)
        });
        terminal.settle();
        let bytes = terminal.bytes.len() - before;
        println!("{key} {bytes}");
        most = most.max(bytes);
    }
    assert!(most <= 400, "{most} bytes");
}

#[test]
fn the_screen_is_that_of_a_fresh_draw_after_a_walk() {
    let mut terminal = Terminal::explore(Setting::default());
    terminal.type_keys("jjjGkkkg\t\x1b[6~\x1b[5~j/sanc");
    terminal.settle();
    terminal.type_keys("\x1b");
    terminal.settle();
    let walked = cells(terminal.screen());
    let draws = terminal.written().matches(CLEARED).count();
    terminal.type_keys("\x0c");
    terminal.wait_until("a full draw", |terminal| {
        terminal.written().matches(CLEARED).count() > draws
    });
    terminal.settle();
    assert_eq!(walked, cells(terminal.screen()));
}

#[test]
fn keys_held_on_a_stuck_line_are_taken_in_and_not_queued_as_frames() {
    let (master, mut child, _) = spawn(&Setting::default());
    let mut reader = master.try_clone_reader().unwrap();
    let mut keyboard = master.take_writer().unwrap();
    let mut shown = emulator((80, 24));
    let mut buffer = [0; 8192];
    while !shown.screen().contents().contains("Chronology") {
        let count = reader.read(&mut buffer).unwrap();
        shown.process(&buffer[..count]);
    }
    // Nobody reads now. Were the program to wait for the line, these keys would fill the input and block.
    for _ in 0..20_000 {
        keyboard.write_all(b"jk").unwrap();
    }
    keyboard.write_all(b"q").unwrap();
    let mut total = 0;
    while let Ok(count) = reader.read(&mut buffer) {
        if count == 0 {
            break;
        }
        total += count;
        shown.process(&buffer[..count]);
    }
    assert!(child.wait().unwrap().success());
    assert!(!shown.screen().alternate_screen());
    // What the system's own buffers hold, and no more.
    assert!(total < 200_000, "{total}");
}

#[test]
fn frames_wait_for_a_terminal_that_tells_how_far_it_is() {
    let (question, answer) = ("\x1b[5n", "\x1b[0n");
    let mut terminal = Terminal::explore(Setting::default());
    assert_eq!(terminal.written().matches(question).count(), 1);
    terminal.type_keys(answer);
    let before = terminal.bytes.len();
    for _ in 0..30 {
        terminal.type_keys("j");
        terminal.is_silent(Duration::from_millis(10));
    }
    terminal.settle();
    // The terminal is not so far yet: no more than two frames are on their way.
    assert!(terminal.bytes.len() - before <= 1_000);
    assert_eq!(terminal.written().matches(question).count(), 3);
    terminal.type_keys(answer);
    terminal.type_keys(answer);
    terminal.wait_until("the newest state", |terminal| {
        terminal.bytes.len() > before + 100 && terminal.contents().contains("Analysts question")
    });
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn late_answers_of_the_terminal_are_no_keys() {
    let mut terminal = Terminal::explore(Setting::default());
    let before = terminal.contents();
    terminal.type_keys(
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;22c\x1bP>|XTerm(390)\x1b\\\x1b[12;40R\x1b[?2026;2$y\x1b[0n",
    );
    assert!(terminal.is_silent(Duration::from_millis(500)));
    assert_eq!(terminal.contents(), before);
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn the_environment_chooses_the_look() {
    let colour = |written: &str| {
        written.split("\x1b[").skip(1).any(|sequence| {
            sequence.split_once('m').is_some_and(|(numbers, _)| {
                numbers
                    .split(';')
                    .any(|n| n.len() == 2 && n.bytes().all(|b| b.is_ascii_digit()))
            })
        })
    };
    let plain = Terminal::explore(Setting::default());
    assert!(colour(&plain.written()));
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "vt100")] {
        let mono = Terminal::explore(Setting::default().with(name, value));
        assert!(!colour(&mono.written()), "{name}");
        assert!(selected(mono.screen()).is_some(), "{name}");
    }
    let ascii = Terminal::explore(Setting::default().with("LC_ALL", "C"));
    assert!(ascii.written().is_ascii());
    let mut dumb = Setting::default().with("TERM", "dumb").start();
    assert!(dumb.end().success());
    assert!(!dumb.written().contains('\x1b'));
    assert!(dumb.written().contains("China"));
}
