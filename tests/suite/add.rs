//! `add`: an event is appended to a file, where all else stays, and what is not sound is refused.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use crate::documents::root;
use crate::terminal::processes::dateline;

/// A copy of the bundled file, and its path.
fn copy() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.ron");
    fs::copy(root().join("events.ron"), &file).unwrap();
    let path = file.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn an_event_is_added_and_every_other_byte_stays() {
    let (_folder, path) = copy();
    let before = fs::read_to_string(&path).unwrap();
    let words = [
        "add",
        "-f",
        &path,
        "--title",
        "Police “raid” a compound",
        "--date",
        "2023-10-05",
        "--kind",
        "raid",
        "--status",
        "reported",
        "--actor",
        "china=helps",
        "--place",
        "laukkai",
        "--tag",
        "raids",
        "--source",
        "partnership-report",
        "--at",
        "¶6",
        "--says",
        "Said so.",
        "--credibility",
        "3",
    ];
    let (code, out, told) = dateline(&words);
    assert_eq!((code, &*out), (0, ""), "{told}");
    assert!(
        told.contains("police-raid-a-compound is added to"),
        "{told}"
    );
    let after = fs::read_to_string(&path).unwrap();
    let at = after
        .find("        (\n            id: \"police-raid-a-compound\"")
        .unwrap();
    let end =
        at + after.get(at..).unwrap().find("\n        ),\n").unwrap() + "\n        ),\n".len();
    assert_eq!(
        [after.get(..at).unwrap(), after.get(end..).unwrap()].concat(),
        before
    );
    let (code, out, _) = dateline(&["check", &path, "--deny", "all"]);
    assert_eq!(code, 0, "{out}");
    // Once more it has another id.
    let (code, _, told) = dateline(&words);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("police-raid-a-compound-2 is added to"),
        "{told}"
    );
}

#[test]
fn what_is_not_sound_is_refused_with_its_place_and_nothing_is_written() {
    let (_folder, path) = copy();
    let before = fs::read_to_string(&path).unwrap();
    for (words, why) in [
        (&["--title", "A", "--date", "10 Oct 2023"][..], "bad-date"),
        (
            &["--title", "A", "--actor", "chinna=acts"],
            "did you mean `china`?",
        ),
        (&["--title", "A", "--place", "nowhere"], "unknown-place"),
        (&["--title", "A", "--source", "none"], "unknown-source"),
        (&["--title", "A", "--id", "sanctions"], "duplicate-id"),
        (&["--title", " "], "empty-title"),
        (&["--title", "A", "--actor", "china"], "ID=ROLE"),
        (&["--title", "A", "--at", "p. 3"], "--source"),
        (&["--date", "2023"], "--title"),
    ] {
        let mut all = vec!["add", "-f", &path];
        all.extend(words);
        let (code, _, told) = dateline(&all);
        assert_eq!(code, 2, "{words:?}");
        assert!(told.contains(why), "{words:?}: {told}");
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }
}

#[test]
fn nothing_is_added_to_what_is_no_sound_chronology() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("broken.ron", "Chronology(titel: \"T\")"),
        ("a.csv", "id,date,title\na,2001,A\n"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        let (code, _, told) = dateline(&["add", "-f", file.to_str().unwrap(), "--title", "A"]);
        assert_eq!(code, 2, "{name}: {told}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    let missing = folder.path().join("missing.ron");
    let (code, _, told) = dateline(&["add", "-f", missing.to_str().unwrap(), "--title", "A"]);
    assert_eq!(code, 2);
    assert!(told.contains("dateline init"), "{told}");
}
