//! Under a real shell: Ctrl-Z and fg, a killed terminal, a shell that dies. Nothing is left behind.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::time::Duration;

use crate::terminal::processes::{descendants, is_gone, programs_below, ticks, wait_until};
use crate::terminal::{Setting, Terminal, cells};
use rustix::process::{Pid, Signal, kill_process};

/// How long the program may outlive its terminal.
const SOON: Duration = Duration::from_secs(1);

/// A bash that reads no files, ready.
fn bash() -> Terminal {
    let mut terminal = Setting {
        program: ["bash", "--norc", "--noprofile", "-i"]
            .map(str::to_owned)
            .into(),
        ..Setting::default()
    }
    .with("PS1", "ready> ")
    .with("HISTFILE", "")
    .with("EDITOR", "tail -f")
    .start();
    terminal.wait_for("ready>");
    // A mode of its own would hide whether ours was given back.
    terminal.type_keys("bind 'set enable-bracketed-paste off'; echo \"ye\"s\n");
    terminal.wait_for("yes");
    terminal
}

/// The explorer, started in it.
fn explore(terminal: &mut Terminal, arguments: &str) -> Pid {
    terminal.type_keys(&format!("{} {arguments}\n", env!("CARGO_BIN_EXE_dateline")));
    terminal.wait_until("the screen", |terminal| {
        terminal.screen().alternate_screen() && terminal.contents().contains("China")
    });
    terminal.settle();
    programs_below(terminal.pid())[0]
}

fn wait_for_shell(terminal: &mut Terminal) {
    terminal.wait_until("the shell", |terminal| {
        !terminal.screen().alternate_screen() && terminal.contents().trim_end().ends_with("ready>")
    });
}

#[test]
fn ctrl_z_and_fg_any_number_of_times() {
    let mut terminal = bash();
    terminal.type_keys("before=$(stty -g)\n");
    let program = explore(&mut terminal, "");
    for key in ["j", "k", "G"] {
        terminal.bytes_after(key);
        let shown = cells(terminal.screen());
        terminal.type_keys("\x1a");
        wait_for_shell(&mut terminal);
        terminal.wait_for("Stopped");
        terminal.assert_modes_given_back();
        // What is typed now is for the shell, shown as typed.
        terminal.type_keys("[ \"$before\" = \"$(stty -g)\" ] && echo as \"it was\"\n");
        terminal.wait_for("as it was");
        let used = ticks(program).unwrap();
        assert!(terminal.bytes_after("echo\n") > 0);
        assert_eq!(
            ticks(program).unwrap(),
            used,
            "it works while it is stopped"
        );
        terminal.type_keys("clear; fg\n");
        terminal.wait_until("the same screen again", |terminal| {
            cells(terminal.screen()) == shown
        });
        terminal.settle();
    }
    terminal.type_keys("q");
    wait_for_shell(&mut terminal);
    terminal.type_keys("[ \"$before\" = \"$(stty -g)\" ] && echo status $?: as \"it was\"\n");
    terminal.wait_for("status 0: as it was");
    terminal.assert_modes_given_back();
    wait_until("its end", || is_gone(program));
}

/// Kills the terminal in whatever state it is; all that ran in it is gone soon.
fn lose(terminal: Terminal, nudge: &str) {
    let shell = terminal.pid();
    let all = descendants(shell);
    assert!(!all.is_empty());
    let mut child = terminal.hang_up(nudge);
    let took = wait_until("the end of all", || all.iter().all(|pid| is_gone(*pid)));
    assert!(took < SOON, "{took:?}");
    child.0.wait().unwrap();
}

#[test]
fn a_killed_terminal_ends_the_explorer() {
    let mut terminal = bash();
    explore(&mut terminal, "");
    lose(terminal, "j");
}

#[test]
fn a_killed_terminal_ends_a_briefing() {
    let mut terminal = bash();
    explore(&mut terminal, "brief overview");
    lose(terminal, " ");
}

#[test]
fn a_killed_terminal_ends_a_stopped_explorer() {
    let mut terminal = bash();
    explore(&mut terminal, "");
    terminal.type_keys("\x1a");
    terminal.wait_for("Stopped");
    wait_for_shell(&mut terminal);
    lose(terminal, "e");
}

#[test]
fn a_killed_terminal_ends_the_editor_and_the_explorer() {
    let mut terminal = bash();
    explore(&mut terminal, "events.ron");
    terminal.type_keys("e");
    terminal.wait_until("the editor", |terminal| {
        !terminal.screen().alternate_screen()
    });
    terminal.settle();
    lose(terminal, "x");
}

#[test]
fn a_killed_shell_ends_the_explorer() {
    let mut terminal = bash();
    let program = explore(&mut terminal, "");
    kill_process(terminal.pid(), Signal::KILL).unwrap();
    let took = wait_until("its end", || is_gone(program));
    assert!(took < SOON, "{took:?}");
}
