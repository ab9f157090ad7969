//! Source notes: which are read. A chronology from anybody names their paths, so none may show what lies elsewhere.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command as Process;
use std::time::Duration;

use assert_cmd::Command;

/// What a note says that must not be seen, and one that may be.
const SECRET: &str = "nobody may see this";
const OPEN: &str = "everybody may see this";

/// A folder `base` with a chronology in `base/in`, and things around it that its notes may name.
fn made() -> tempfile::TempDir {
    let base = tempfile::tempdir().unwrap();
    let at = |path: &str| base.path().join(path);
    fs::create_dir_all(at("in/below")).unwrap();
    fs::create_dir_all(at("in-too")).unwrap();
    for (path, text) in [
        ("secret.md", SECRET),
        ("in-too/secret.md", SECRET),
        ("in/open.md", OPEN),
        ("in/below/open.md", OPEN),
    ] {
        fs::write(at(path), format!("# N\n\n¶1 {text}\n")).unwrap();
    }
    symlink("../secret.md", at("in/link.md")).unwrap();
    symlink("..", at("in/up")).unwrap();
    symlink("below/open.md", at("in/inner.md")).unwrap();
    symlink("/proc/self", at("in/self")).unwrap();
    assert!(
        Process::new("mkfifo")
            .arg(at("in/pipe"))
            .status()
            .unwrap()
            .success()
    );
    base
}

/// What `dateline` says, all of it, and its exit code. It may not hang.
fn said(folder: &Path, words: &[&str]) -> (String, Option<i32>) {
    let output = Command::cargo_bin("dateline")
        .unwrap()
        .current_dir(folder)
        .env_remove("DATELINE_FILE")
        .args(words)
        .timeout(Duration::from_secs(60))
        .output()
        .unwrap();
    let text = [&*output.stdout, &*output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code())
}

fn chronology(note: &str) -> String {
    format!("Chronology(title: \"t\", sources: [(id: \"s\", title: \"S\", file: {note:?})])")
}

#[test]
fn a_note_is_read_at_or_below_the_folder_of_its_file_only() {
    let base = made();
    let absolute = base.path().join("secret.md");
    let inner = base.path().join("in/open.md");
    let cases = [
        ("open.md", true),
        ("./below/../open.md", true),
        ("below/open.md", true),
        ("inner.md", true),
        (inner.to_str().unwrap(), false),
        ("../secret.md", false),
        ("../in-too/secret.md", false),
        ("below/../../secret.md", false),
        ("link.md", false),
        ("up/secret.md", false),
        (absolute.to_str().unwrap(), false),
        ("/etc/hostname", false),
        ("self/environ", false),
        ("/proc/self/environ", false),
        ("/dev/zero", false),
        ("pipe", false),
        ("below", false),
    ];
    for (note, is_read) in cases {
        let file = base.path().join("in/x.ron");
        fs::write(&file, chronology(note)).unwrap();
        // By name, by a path with a folder, by an absolute path.
        for (folder, path) in [
            ("in", "x.ron"),
            ("", "in/x.ron"),
            ("in/below", "../x.ron"),
            ("", "./in/below/../x.ron"),
            ("", file.to_str().unwrap()),
        ] {
            let folder = base.path().join(folder);
            let (shown, _) = said(&folder, &["source", "s", "-f", path]);
            // An absolute path may lie in the folder, if that is reached by one too.
            let is_read =
                is_read || (note == inner.to_str().unwrap() && Path::new(path).is_absolute());
            assert_eq!(shown.contains(OPEN), is_read, "{note} by {path}\n{shown}");
            assert!(!shown.contains(SECRET), "{note} by {path}\n{shown}");
            assert!(
                is_read || shown.contains("is not read"),
                "{note} by {path}\n{shown}"
            );
            let (report, code) = said(&folder, &["check", path]);
            assert_eq!(
                report.contains("warning[note-"),
                !is_read,
                "{note}\n{report}"
            );
            assert_eq!(code, Some(0), "{report}");
        }
    }
}

#[test]
fn the_person_may_allow_other_folders() {
    let base = made();
    fs::write(
        base.path().join("in/x.ron"),
        chronology("../in-too/secret.md"),
    )
    .unwrap();
    for (more, is_read) in [
        (&["--notes-from", "in-too"][..], true),
        (&["--notes-from", "."], true),
        (&["--notes-from", "in/below"], false),
        (
            &["--notes-from", "in/below", "--notes-from", "in-too"],
            true,
        ),
        (&["--notes-from", "none"], false),
    ] {
        let words = [&["source", "s", "-f", "in/x.ron"], more].concat();
        let (shown, _) = said(base.path(), &words);
        assert_eq!(shown.contains(SECRET), is_read, "{more:?}\n{shown}");
    }
    // A file on standard input lies in no folder.
    let shown = Command::cargo_bin("dateline")
        .unwrap()
        .current_dir(base.path().join("in"))
        .args(["source", "s", "-f", "-"])
        .write_stdin(chronology("open.md"))
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(
        !shown.contains(OPEN) && shown.contains("is not read"),
        "{shown}"
    );
}
