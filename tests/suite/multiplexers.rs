//! The real tmux and the real GNU screen: the screen is right, a detached session comes back on another size, the
//! clipboard gets through, and nothing is left when the server is killed.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::documents::Document;
use crate::support::Screen;
use crate::terminal::processes::{has_tool, is_gone, programs_below, ticks, wait_until};
use crate::terminal::{Setting, Terminal};
use rustix::process::Pid;

/// How long the program may outlive the server that it runs in.
const SOON: Duration = Duration::from_secs(1);

/// OSC 52 as it reaches the outer terminal.
const CLIPBOARD: &str = "\x1b]52;";

/// Keys as typed, and as the headless screen is told.
const WALK: [(&str, &str); 6] = [
    ("jj", "jj"),
    ("/sanc", "/sanc"),
    ("\r", "<Enter>"),
    ("b", "b"),
    ("\r", "<Enter>"),
    (" ", "<Space>"),
];

/// What the outer terminal runs, in a folder of its own.
fn outer(folder: &Path, program: &[&str], (width, height): (u16, u16)) -> Terminal {
    let mut setting = Setting {
        program: program.iter().map(|word| (*word).to_owned()).collect(),
        ..Setting::default()
    };
    let folder = folder.to_str().unwrap().to_owned();
    for name in ["TMUX_TMPDIR", "SCREENDIR"] {
        setting = setting.with(name, folder.clone().leak());
    }
    setting
        .with("TERM", "xterm-256color")
        .with("SHELL", "/bin/sh")
        .sized(width, height)
        .start()
}

/// Starts, moves, searches, gives a briefing.
fn walk(terminal: &mut Terminal, expected: &mut Screen) {
    terminal.wait_for_rows(&expected.letters(), "the start");
    for (typed, pressed) in WALK {
        terminal.type_keys(typed);
        expected.press(pressed);
        terminal.wait_for_rows(&expected.letters(), typed);
    }
}

/// Copies a citation; it reaches the outer terminal.
fn copy(terminal: &mut Terminal) {
    let before = terminal.bytes.len();
    terminal.type_keys("ey");
    terminal.wait_until("the clipboard", |terminal| {
        String::from_utf8_lossy(&terminal.bytes[before..]).contains(CLIPBOARD)
    });
    terminal.settle();
}

fn assert_idle(terminal: &mut Terminal, program: Pid) {
    let used = ticks(program).unwrap();
    terminal.is_silent(Duration::from_millis(800));
    assert!(
        ticks(program).unwrap() <= used + 1,
        "it works while nothing happens"
    );
}

fn assert_ends(program: Pid) {
    let took = wait_until("its end", || is_gone(program));
    assert!(took < SOON, "{took:?}");
}

/// A server that is killed when the test ends, however it ends.
struct Server<'a> {
    folder: &'a Path,
    kill: &'a [&'a str],
}

impl Server<'_> {
    fn tell(&self, words: &[&str]) -> String {
        let output = Command::new(words[0])
            .args(&words[1..])
            .env("TMUX_TMPDIR", self.folder)
            .env("SCREENDIR", self.folder)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        self.tell(self.kill);
    }
}

/// The process that runs below `server`.
fn program_of(server: &str) -> Pid {
    let server = Pid::from_raw(server.parse().unwrap()).unwrap();
    let found = programs_below(server);
    assert_eq!(found.len(), 1);
    found[0]
}

#[test]
fn tmux_shows_it_detaches_it_and_ends_it() {
    if !has_tool("tmux") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let configuration = folder.path().join("conf");
    let settings =
        "set -g status off\nset -g set-clipboard on\nset -g default-terminal tmux-256color\n";
    std::fs::write(&configuration, settings).unwrap();
    let tmux = ["tmux", "-f", configuration.to_str().unwrap()];
    let server = Server {
        folder: folder.path(),
        kill: &["tmux", "kill-server"],
    };
    let start = [
        &tmux[..],
        &["new-session", "-s", "talk", env!("CARGO_BIN_EXE_dateline")],
    ]
    .concat();
    let mut terminal = outer(folder.path(), &start, (80, 24));
    let mut expected = Screen::bundled(80, 24);
    walk(&mut terminal, &mut expected);
    let captured = server.tell(&["tmux", "capture-pane", "-p", "-t", "talk"]);
    assert!(captured.contains(" 2/"), "{captured}");
    let program = program_of(&server.tell(&["tmux", "display-message", "-p", "#{pid}"]));

    server.tell(&["tmux", "detach-client", "-s", "talk"]);
    terminal.end();
    assert!(!is_gone(program));
    let attach = [&tmux[..], &["attach-session", "-t", "talk"]].concat();
    let mut terminal = outer(folder.path(), &attach, (100, 30));
    expected.resize(100, 30);
    terminal.wait_for_rows(&expected.letters(), "another size");
    server.tell(&["tmux", "send-keys", "-t", "talk", "PageDown"]);
    expected.press("<PageDown>");
    terminal.wait_for_rows(&expected.letters(), "the next step");
    assert_idle(&mut terminal, program);
    copy(&mut terminal);

    server.tell(&["tmux", "kill-server"]);
    assert_ends(program);
    terminal.end();
}

#[test]
fn gnu_screen_shows_it_detaches_it_and_ends_it() {
    if !has_tool("screen") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    let configuration = folder.path().join("conf");
    std::fs::write(&configuration, "startup_message off\ndefutf8 on\n").unwrap();
    let screen = ["screen", "-U", "-c", configuration.to_str().unwrap()];
    let server = Server {
        folder: folder.path(),
        kill: &["screen", "-S", "talk", "-X", "quit"],
    };
    let start = [&screen[..], &["-S", "talk", env!("CARGO_BIN_EXE_dateline")]].concat();
    let mut terminal = outer(folder.path(), &start, (80, 24));
    let mut expected = Screen::bundled(80, 24);
    walk(&mut terminal, &mut expected);
    let listed = server.tell(&["screen", "-ls"]);
    let pid = listed
        .split_whitespace()
        .find_map(|word| word.strip_suffix(".talk"));
    let program = program_of(pid.unwrap());

    server.tell(&["screen", "-S", "talk", "-X", "detach"]);
    terminal.end();
    assert!(!is_gone(program));
    let attach = [&screen[..], &["-r", "talk"]].concat();
    let mut terminal = outer(folder.path(), &attach, (100, 30));
    expected.resize(100, 30);
    terminal.wait_for_rows(&expected.letters(), "another size");
    server.tell(&["screen", "-S", "talk", "-X", "stuff", " "]);
    expected.press("<Space>");
    terminal.wait_for_rows(&expected.letters(), "the next step");
    assert_idle(&mut terminal, program);
    copy(&mut terminal);

    server.tell(&["screen", "-S", "talk", "-X", "quit"]);
    assert_ends(program);
    terminal.end();
}

#[test]
fn the_page_starts_gnu_screen_and_comes_back() {
    if !has_tool("screen") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    let server = Server {
        folder: folder.path(),
        kill: &["screen", "-S", "talk", "-X", "quit"],
    };
    let page = Document::open("docs/guide/src/presenter.md");
    let blocks = page.blocks("console");
    let commands: Vec<String> = blocks
        .iter()
        .flat_map(|block| block.text.lines())
        .filter(|line| line.starts_with("screen "))
        .map(on_path)
        .collect();
    let mut terminal = outer(folder.path(), &["sh", "-c", &commands[0]], (80, 24));
    let mut expected = Screen::bundled(80, 24);
    expected.press("b <Enter> <Space>");
    terminal.wait_for("1/7");
    terminal.type_keys(" ");
    terminal.wait_for_rows(&expected.letters(), "the second step");
    // The first terminal is still there: it is sent away.
    let mut second = outer(folder.path(), &["sh", "-c", &commands[1]], (100, 30));
    expected.resize(100, 30);
    second.wait_for_rows(&expected.letters(), "the same step");
    terminal.end();
    second.type_keys("qy");
    second.end();
    assert!(!server.tell(&["screen", "-ls"]).contains(".talk"));
}

/// A command that finds the program.
fn on_path(command: &str) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    format!(
        "PATH={}:$PATH; SCREENRC=/dev/null; export SCREENRC; exec {command}",
        programs.display()
    )
}
