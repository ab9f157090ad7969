//! `check` on broken files: each in `tests/broken` gives exactly the text beside it.
//!
//! A folder there is opened as a whole. `DATELINE_BLESS=1 cargo test --test suite check` writes the texts
//! anew; read what changed before committing it. Files that are too large or too odd to keep are made
//! here.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::terminal::processes::dateline;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use dateline::cli::loaded::Loaded;
use dateline::cli::loader::{load, load_text};
use dateline::format::render::{Style, render};
use dateline::format::{lines, read};
use dateline::model::text::is_safe;

const BROKEN: &str = "tests/broken";

/// Names of the cases: files and folders.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(BROKEN)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "ron"))
        .collect();
    cases.sort();
    cases
}

fn shown(loaded: &Loaded) -> String {
    loaded.report(Style::default())
}

/// All that `check` can print of it, in every format.
fn everything(loaded: &Loaded) -> String {
    let all = Style {
        most: usize::MAX,
        ..Style::default()
    };
    [
        loaded.report(all),
        lines::plain(loaded.diagnostics(), &loaded.files),
        lines::json(loaded.diagnostics(), &loaded.files),
    ]
    .concat()
}

/// The report on bytes, as a file; bounded and safe.
fn of_bytes(bytes: &[u8]) -> String {
    let mut file = tempfile::Builder::new().suffix(".ron").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let loaded = load(&[file.path().into()]);
    let found = shown(&loaded);
    assert!(found.len() < 100_000, "{} bytes", found.len());
    assert!(is_safe(&found), "{found:?}");
    found.replace(&*file.path().to_string_lossy(), "FILE")
}

#[test]
fn broken_files_give_the_texts_beside_them() {
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let loaded = load(std::slice::from_ref(&case));
        let found = shown(&loaded);
        let beside = case.with_extension("txt");
        if bless {
            fs::write(&beside, &found).unwrap();
        }
        if found != fs::read_to_string(&beside).unwrap_or_default() {
            wrong.push(format!("== {}\n{found}", case.display()));
        }
        assert!(is_safe(&everything(&loaded)), "{}", case.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_enough_of_them_and_none_is_sound() {
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    for case in cases {
        let loaded = load(std::slice::from_ref(&case));
        let is_sound = loaded.diagnostics().is_empty();
        assert_eq!(is_sound, case.ends_with("two-equal"), "{}", case.display());
    }
}

#[test]
fn ten_faults_give_ten_diagnostics() {
    let loaded = load(&[Path::new(BROKEN).join("ten-faults.ron")]);
    assert_eq!(loaded.errors(), 10, "{}", shown(&loaded));
    assert_eq!(loaded.diagnostics().len(), 10);
}

#[test]
fn the_bundled_file_survives_ten_breaks() {
    let sound = include_str!("../../events.ron");
    let breaks = [
        ("status: Reported", "status: Reportd"),
        ("kind: State", "kind: Stat"),
        ("role: ", "rol: "),
        ("title: \"Crackdown", "title: Crackdown"),
        ("date: \"2023?-08\"", "date: \"2023?-8\""),
        (
            "source: \"partnership-report\"",
            "source: \"partnership-reprot\"",
        ),
        ("within: \"karen-state\"", "within: \"karen-stat\""),
        ("from: \"saw-chit-thu\"", "form: \"saw-chit-thu\""),
        ("reliability: C", "reliability: \"C\""),
        ("at: (23.70, 98.77)", "at: (98.77, 23.70)"),
    ];
    let mut broken = sound.to_owned();
    for (was, is) in breaks {
        assert!(broken.contains(was), "{was}");
        broken = broken.replacen(was, is, 1);
    }
    let loaded = load_text("events.ron", &broken);
    let found = shown(&loaded);
    assert_eq!(loaded.errors(), breaks.len(), "{found}");
    assert!(loaded.chronology.events().len() >= 8, "{found}");
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{", "}"), ("(", ")"), ("Some(", ")")] {
        for depth in [65, 129, 10_000, 1_000_000] {
            let nested = open.repeat(depth);
            for text in [
                nested.clone(),
                format!("{nested}{}", close.repeat(depth)),
                format!(
                    "Chronology(title: \"T\", about: {nested}{})",
                    close.repeat(depth)
                ),
            ] {
                let found = of_bytes(text.as_bytes());
                assert!(found.contains("brackets nest more than 64 deep"), "{found}");
            }
        }
    }
    let comments = "/*".repeat(10_000);
    assert!(of_bytes(comments.as_bytes()).contains("this comment does not end"));
    let closed = format!("{comments}{}Chronology(title: \"T\")", "*/".repeat(10_000));
    assert!(of_bytes(closed.as_bytes()).starts_with("no problems"));
}

#[test]
fn huge_tokens_give_bounded_messages() {
    const MANY: usize = 5_000_000;
    let largest = "a".repeat(10 * MANY);
    assert!(of_bytes(largest.as_bytes()).contains("`Chronology(…)` is expected"));
    drop(largest);
    let name = "a".repeat(MANY);
    let about = |quote: &str| format!("Chronology(title: \"T\", about: \"{name}{quote})");
    assert!(of_bytes(about("\"").as_bytes()).starts_with("no problems"));
    assert!(of_bytes(about("").as_bytes()).contains("has no closing quote"));

    let wrap = |fields: &str| format!("Chronology(title: \"T\", {fields})").into_bytes();
    assert!(of_bytes(&wrap(&format!("{name}: 1"))).contains("has no field `aaaa"));
    assert!(of_bytes(&wrap(&format!("about: {name}"))).contains("not the word `aaaa"));
    assert!(of_bytes(&wrap(&format!("about: {}", "1".repeat(MANY)))).contains("`1111"));
    let event = format!("events: [(id: \"e\", date: \"{name}\", title: \"T\", status: {name})]");
    assert!(of_bytes(&wrap(&event)).contains("is not known here"));
    let event = format!(
        "events: [(id: \"e\", date: \"\", title: \"T\", status: Reported, places: [\"{name}\"])]"
    );
    assert!(of_bytes(&wrap(&event)).contains("there is no place with the id `aaaa"));
}

#[test]
fn many_faults_are_counted_and_cut() {
    let events = "(id: \"\", date: \"x\", title: \"\", status: Reported),\n".repeat(5000);
    let found = of_bytes(format!("Chronology(title: \"T\", events: [\n{events}])").as_bytes());
    assert!(found.contains("… and 14900 more"), "{found}");
    assert!(found.contains("15000 errors in 1 file"));
    let found = of_bytes(format!("Chronology(title: \"T\"{})", ",".repeat(1_000_000)).as_bytes());
    assert!(found.contains("10001 errors in 1 file"), "{found}");
    let one_line = "(id: \"a\", date: \"x\", titel: \"\", status: Reported),".repeat(100_000);
    of_bytes(format!("Chronology(title: \"T\", events: [{one_line}])").as_bytes());
}

#[test]
fn what_is_no_utf8_is_told_apart() {
    let sound = "Chronology(title: \"Títle\")";
    let wide = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        sound.encode_utf16().flat_map(to_bytes).collect()
    };
    let little = wide(u16::to_le_bytes);
    for (bytes, message) in [
        (little.clone(), "this looks like UTF-16"),
        (wide(u16::to_be_bytes), "this looks like UTF-16"),
        (
            [b"\xFF\xFE".to_vec(), little].concat(),
            "this looks like UTF-16",
        ),
        (
            b"Chronology(\n  title: \"T\xEDtle\",\n)".to_vec(),
            "not UTF-8: byte 23 is 0xED",
        ),
        (b"PK\x03\x04....".to_vec(), "this looks like a zip file"),
        ((0..=255).cycle().take(100_000).collect(), "not UTF-8"),
    ] {
        let found = of_bytes(&bytes);
        assert!(found.contains(message), "{found}");
    }
    let found = of_bytes(b"Chronology(\n  title: \"T\xEDtle\",\n)");
    assert!(found.contains(" --> FILE:2:12"), "{found}");
    let bom = of_bytes("\u{FEFF}Chronology(title: \"T\", x: 1)\r\n".as_bytes());
    assert!(bom.contains("--> FILE:1:24"), "{bom}");
}

/// Rows of the corpus of hostile text.
fn hostile() -> Vec<String> {
    let rows = include_str!("../data/hostile-text.jsonl").lines();
    rows.map(|row| {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        row.get("title").unwrap().as_str().unwrap().to_owned()
    })
    .collect()
}

/// A text as RON writes it, control characters raw or escaped.
fn quoted(text: &str, escaped: bool) -> String {
    let inner: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if escaped && !c.is_ascii_graphic() => format!("\\u{{{:x}}}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{inner}\"")
}

#[test]
fn hostile_text_reaches_no_output_raw() {
    for escaped in [true, false] {
        for text in hostile() {
            let text = quoted(&text, escaped);
            let chronology = format!(
                "Chronology(title: {text}, about: {text}, zzz{text}: 1,
                sources: [(id: {text}, title: {text}, published: {text}, file: {text})],
                places: [(id: {text}, name: {text}, aliases: [{text}, {text}], within: {text})],
                actors: [(id: {text}, name: {text}, kind: Person, about: {text})],
                relations: [(from: {text}, is: {text}, to: {text}, date: {text}, status: {text})],
                events: [
                    (id: {text}, date: {text}, title: {text}, status: Reported, tags: [{text}, {text}],
                     actors: [(id: {text}, role: {text}), (id: {text}, role: {text}), (id: \"x\", role: {text})],
                     places: [{text}, {text}], cites: [(source: \"x\", date: {text}, figure: {text})]),
                    (id: {text}, date: \"\", title: {text}, status: Reported),
                ],
                claims: [(event: \"x\", cites: [(source: {text})])],
                briefings: [(id: {text}, title: {text}, steps: [(event: \"x\", note: {text})])],
                queries: [(name: {text}, query: {text}), (name: {text}, query: \"x\")],
                )"
            );
            let sound = chronology.replacen(&format!("zzz{text}: 1,"), "", 1);
            let sound = sound.replacen(&format!(", status: {text})"), ")", 1);
            for written in [&chronology, &sound] {
                let loaded = load_text(&text, written);
                let found = everything(&loaded);
                assert!(!loaded.diagnostics().is_empty());
                assert!(is_safe(&found), "{found:?}");
                for event in loaded.chronology.events() {
                    assert!(is_safe(&event.title) && is_safe(&event.id));
                    assert!(!event.id.contains('\n'));
                }
            }
            // Not in quotes at all.
            let raw = format!("Chronology(title: \"T\", {text}: {text}, x: {text}{text})");
            for end in (0..raw.len())
                .filter(|&end| raw.is_char_boundary(end))
                .step_by(29)
            {
                let cut = raw.get(..end).unwrap();
                assert!(is_safe(&everything(&load_text("x", cut))), "{cut:?}");
            }
        }
    }
    for text in hostile() {
        assert!(is_safe(&everything(&load_text("x.ron", &text))), "{text:?}");
    }
}

#[test]
fn any_cut_and_any_swap_of_the_bundled_file_is_read_without_panic() {
    let sound = include_str!("../../events.ron");
    let mut state: u64 = 7;
    let mut random = |below: usize| {
        // Knuth's MMIX generator; the high bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let marks = [
        "(", ")", "[", "]", "{", "}", ",", ":", "\"", "\\", "//", "/*", "*/", "'", "r#\"", "x",
        "=", "\n",
    ];
    for _ in 0..150 {
        let mut text = sound.to_owned();
        for _ in 0..=random(4) {
            let at = random(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                let mark = marks.get(random(marks.len())).unwrap();
                text.replace_range(at..at + random(2), mark);
            }
        }
        let reading = read("x.ron", text.as_bytes());
        let loaded = load_text("x.ron", &text);
        assert!(reading.diagnostics.len() <= loaded.diagnostics().len());
        render(loaded.diagnostics(), &loaded.files, Style::default());
    }
}

#[test]
fn exit_codes_tell_sound_faulty_and_misused() {
    let (code, out, err) = dateline(&["check"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.starts_with("no problems in 1 file: 12 events, "),
        "{out}"
    );
    assert_eq!(dateline(&["check", "events.ron", "examples"]).0, 0);
    assert_eq!(
        dateline(&["check", "-f", "tests/broken/ten-faults.ron"]).0,
        1
    );
    assert_eq!(
        dateline(&["check", "tests/broken/event-tags-repeated.ron"]).0,
        0
    );
    let (code, out, _) = dateline(&["check", "evnts.ron", "tests/broken/ten-faults.ron"]);
    assert_eq!(code, 2);
    assert!(out.contains("there is no file `evnts.ron`"), "{out}");
    assert!(out.contains("did you mean `events.ron`?"), "{out}");
    assert!(out.contains("11 errors in 1 file"), "{out}");
    assert_eq!(dateline(&["check", "--nonsense"]).0, 2);
    assert_eq!(dateline(&["check", "seeds"]).0, 2);
    let (_, out, _) = dateline(&["check", "seeds"]);
    assert!(
        out.contains("there is no file to open in the folder `seeds`: none ends in .ron, "),
        "{out}"
    );
}

#[test]
fn formats_are_one_line_each() {
    let file = "tests/broken/cite-date-bad.ron";
    let (_, plain, _) = dateline(&["check", file, "--format", "plain"]);
    assert_eq!(
        plain,
        format!(
            "{file}:4:103: error[bad-date]: “2023-1-1” is not written as EDTF; write 2023-01-01\n"
        )
    );
    let (_, json, _) = dateline(&["check", file, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.get("line"), Some(&4.into()));
    assert_eq!(json.get("code"), Some(&"bad-date".into()));
}

#[test]
fn standard_input_is_a_file() {
    let output = Command::cargo_bin("dateline")
        .unwrap()
        .args(["check", "-"])
        .write_stdin("Chronology(titel: \"T\")")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("--> <stdin>:1:12"), "{out}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_went_away_is_no_error_and_a_full_disk_is() {
    use std::process::{Command, Stdio};
    let program = assert_cmd::cargo::cargo_bin("dateline");
    let mut child = Command::new(&program)
        .args(["check", BROKEN])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(1));

    let full = fs::File::create("/dev/full").unwrap();
    let output = Command::new(&program)
        .arg("check")
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.starts_with("dateline: can't write the output"),
        "{error}"
    );
}
