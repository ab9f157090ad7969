//! `diff`: what differs is told by id and meaning, in three formats, between files, folders and revisions of git.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const FIRST: &str = r#"Chronology(title: "T",
    sources: [(id: "s", title: "S", reliability: C), (id: "t", title: "Other", reliability: B)],
    actors: [(id: "a", name: "A"), (id: "b", name: "B")],
    events: [
        (id: "same", date: "2023-10-10", title: "Same", status: Reported, tags: ["x", "y"]),
        (id: "dated", date: "2023-08", title: "Dated", status: Reported),
        (id: "graded", date: "2023", title: "Graded", cites: [(source: "s", credibility: 2)]),
        (id: "fought", date: "2023", title: "Fought", cites: [(source: "s", figure: "3")]),
        (id: "worded", date: "2023", title: "Worded", summary: "One\nline."),
        (id: "old-id", date: "2021-01-02", title: "The same thing"),
        (id: "gone", date: "2022", title: "Gone"),
    ])"#;

const SECOND: &str = r#"Chronology(title: "T",
    sources: [(id: "t", title: "Other", reliability: B), (id: "s", title: "S", reliability: C)],
    actors: [(id: "a", name: "A"), (id: "b", name: "B", kind: State)],
    events: [
        (id: "new", date: "2024", title: "New *thing*"),
        (id: "new-id", date: "2021-01-02", title: "The same thing"),
        (id: "worded", date: "2023", title: "Worded", summary: "Two\nlines."),
        (id: "fought", date: "2023", title: "Fought", cites: [(source: "s", figure: "3"), (source: "t", figure: "4")]),
        (id: "graded", date: "2023", title: "Graded", cites: [(source: "s", credibility: 1)]),
        (id: "dated", date: "2023-08-10", title: "Dated", status: Confirmed, inferred: true),
        // Only written otherwise
        (tags: ["y", "x"], id: "same", date: "2023-10-10", title: "Same", status: Reported),
    ])"#;

/// Runs the program in a folder.
fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn git(folder: &Path, words: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=n", "-c", "user.email=e@example.org"])
        .args(words)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
}

fn both() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ron"), FIRST).unwrap();
    fs::write(folder.path().join("b.ron"), SECOND).unwrap();
    folder
}

#[test]
fn what_differs_is_told_by_id_and_meaning() {
    let folder = both();
    let (code, out, told) = run(folder.path(), &["diff", "a.ron", "b.ron"]);
    assert_eq!(
        out,
        "\
~ event dated: Dated
    re-dated: Aug 2023 → [10 Aug 2023]
    changed status: reported → confirmed
~ event fought: Fought
    re-graded: C6 → B6
    newly disputed
    changed cites: s supports (credibility 6) claims 3 → s supports (credibility 6) claims 3; t supports (credibility 6) claims 4
- event gone: Gone
~ event graded: Graded
    re-graded: C2 → C1
    changed cites: s supports (credibility 2) → s supports (credibility 1)
+ event new: New *thing*
= event new-id: The same thing
    renamed: was old-id
~ event worded: Worded
    reworded summary: One⏎line. → Two⏎lines.
~ actor b: B
    changed kind: kind not stated → state
1 added, 1 removed, 1 renamed, 5 changed
",
        "{told}"
    );
    assert_eq!(code, 1);
}

#[test]
fn what_is_written_otherwise_and_says_the_same_does_not_differ() {
    let folder = both();
    for format in ["text", "md", "json"] {
        let (code, out, _) = run(
            folder.path(),
            &["diff", "a.ron", "a.ron", "--format", format],
        );
        assert_eq!(code, 0, "{out}");
    }
    // Through another format and back
    let (code, ..) = run(folder.path(), &["convert", "a.ron", "-o", "c.ron"]);
    assert_eq!(code, 0);
    let (code, out, _) = run(folder.path(), &["diff", "a.ron", "c.ron"]);
    assert_eq!((code, &*out), (0, "no differences\n"));
}

#[test]
fn markdown_is_escaped_and_json_has_each_field() {
    let folder = both();
    let (_, out, _) = run(folder.path(), &["diff", "a.ron", "b.ron", "--format", "md"]);
    assert!(out.contains("- event `new`: New \\*thing\\*\n"), "{out}");
    let (_, out, _) = run(
        folder.path(),
        &["diff", "a.ron", "b.ron", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["found"], 8);
    let fields = &json["items"][0]["fields"];
    assert_eq!(fields[0]["change"], "re-dated");
    assert_eq!(fields[0]["now"], "[10 Aug 2023]");
}

#[test]
fn what_cannot_be_read_is_neither_equal_nor_different() {
    let folder = both();
    fs::write(folder.path().join("broken.ron"), "Chronology(titel: \"T\")").unwrap();
    for other in [
        "broken.ron",
        "missing.ron",
        "HEAD:a.ron",
        "--upload-pack=x:y",
    ] {
        let (code, out, told) = run(folder.path(), &["diff", "--", "a.ron", other]);
        assert_eq!((code, &*out), (2, ""), "{other}: {told}");
        assert!(!told.is_empty(), "{other}");
    }
}

#[test]
fn neither_file_is_written_over() {
    let folder = both();
    for output in ["a.ron", "b.ron"] {
        let words = ["diff", "a.ron", "b.ron", "-o", output, "--force"];
        assert_eq!(run(folder.path(), &words).0, 2, "{output}");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("a.ron")).unwrap(),
        FIRST
    );
}

#[test]
fn revisions_of_git_are_files_and_folders() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("b c");
    fs::create_dir(&below).unwrap();
    fs::write(below.join("x.ron"), FIRST).unwrap();
    fs::write(below.join("notes.txt"), "no chronology").unwrap();
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "one"]);
    fs::write(below.join("x.ron"), SECOND).unwrap();
    for (first, second) in [
        ("HEAD:b c/x.ron", "b c/x.ron"),
        ("HEAD:b c", "b c"),
        ("HEAD:b c/", "b c/"),
        ("HEAD:", "b c"),
    ] {
        let (code, out, told) = run(folder.path(), &["diff", first, second]);
        assert_eq!(code, 1, "{first}: {told}");
        assert!(
            out.ends_with("1 added, 1 removed, 1 renamed, 5 changed\n"),
            "{first}: {out}"
        );
    }
    let (code, out, _) = run(&below, &["diff", "HEAD:./x.ron", "HEAD:b c/x.ron"]);
    assert_eq!((code, &*out), (0, "no differences\n"));
    let (code, _, told) = run(folder.path(), &["diff", "HEAD:nothing.ron", "b c"]);
    assert_eq!(code, 2);
    assert!(told.contains("nothing.ron"), "{told}");
}
