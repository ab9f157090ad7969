//! `open`: addresses are printed, and a browser is started only where a person asks for it on a terminal.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;

use crate::terminal::Setting;

const FILE: &str = r#"Chronology(title: "t", sources: [
    (id: "page", title: "A page", origin: "https://e.example/a?x=$(touch pwned)&y='", archived: "https://web.archive.org/1"),
    (id: "kept", title: "A page that is gone", archived: "https://web.archive.org/2"),
    (id: "local", title: "A trap", origin: "file:///etc/passwd"),
    (id: "shelf", title: "A memo", origin: "Box 3, folder 7"),
    (id: "none", title: "Nowhere"),
], events: [
    (id: "e", date: "2023", title: "It happened", cites: [(source: "page"), (source: "kept"), (source: "page", at: "p. 2")]),
    (id: "bare", date: "2023", title: "Nobody says so"),
])"#;

/// A folder with the file, and with a browser that writes what it is given, a line an argument.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.ron"), FILE).unwrap();
    for opener in ["xdg-open", "open"] {
        let program = folder.path().join(opener);
        fs::write(
            &program,
            "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >> \"$HOME/opened\"\n",
        )
        .unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

fn opened(folder: &Path) -> String {
    fs::read_to_string(folder.join("opened")).unwrap_or_default()
}

#[test]
fn addresses_are_printed_each_once() {
    let folder = folder();
    for (words, code, told) in [
        (
            &["e"][..],
            0,
            "https://e.example/a?x=$(touch pwned)&y='\nhttps://web.archive.org/2\n",
        ),
        (
            &["e", "--archived"],
            0,
            "https://web.archive.org/1\nhttps://web.archive.org/2\n",
        ),
        (&["shelf"], 0, "Box 3, folder 7\n"),
        (
            &["page", "none"],
            3,
            "https://e.example/a?x=$(touch pwned)&y='\n",
        ),
        (&["none"], 1, ""),
        (&["bare"], 1, ""),
        (&["shelf", "--archived"], 1, ""),
        (
            &["--query", "happened", "--launch"],
            0,
            "https://e.example/a?x=$(touch pwned)&y='\nhttps://web.archive.org/2\n",
        ),
    ] {
        let output = cargo_bin_cmd!()
            .arg("open")
            .args(words)
            .args(["-f", "t.ron"])
            .current_dir(folder.path())
            .env("PATH", folder.path())
            .env("HOME", folder.path())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), told, "{words:?}");
        assert_eq!(output.status.code(), Some(code), "{words:?}");
    }
    assert_eq!(opened(folder.path()), "", "nothing is started in a pipe");
}

#[test]
fn a_browser_is_started_on_a_terminal_if_it_is_asked_for() {
    let folder = folder();
    let home = folder.path().to_str().unwrap().to_owned();
    let home: &'static str = home.leak();
    let file = folder.path().join("t.ron");
    let on_terminal = |words: &[&str]| {
        let path = format!("{home}:{}", std::env::var("PATH").unwrap());
        let mut terminal = Setting::default()
            .with("PATH", path.leak())
            .with("HOME", home)
            .arguments(&["open", "-f", file.to_str().unwrap()])
            .arguments(words)
            .start();
        assert!(terminal.end().success(), "{words:?}");
        terminal.contents()
    };
    for words in [
        &["page"][..],
        &["page", "--launch", "--no-shell"],
        &["local", "--launch"],
    ] {
        let contents = on_terminal(words);
        assert!(
            contents.contains("e.example") || contents.contains("file:///etc/passwd"),
            "{contents}"
        );
        assert_eq!(opened(folder.path()), "", "{words:?}");
    }
    let contents = on_terminal(&["page", "--launch"]);
    assert!(!contents.contains("e.example"), "{contents}");
    assert_eq!(
        opened(folder.path()),
        "1\nhttps://e.example/a?x=$(touch pwned)&y='\n"
    );
    assert!(!folder.path().join("pwned").exists());
}
