//! `check` on broken files: each in `tests/broken` gives exactly the text beside it.
//!
//! A folder there is opened as a whole. `DATELINE_BLESS=1 cargo test --test check` writes the texts
//! anew; read what changed before committing it.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::cli::check::report;
use dateline::cli::files::{Loaded, load, load_text};
use dateline::format::diagnostic::Severity;
use dateline::format::render::Style;
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
    report(loaded, Style::default())
}

#[test]
fn broken_files_give_the_texts_beside_them() {
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let loaded = load(std::slice::from_ref(&case));
        let found = shown(&loaded).replace('\\', "/");
        let beside = case.with_extension("txt");
        if bless {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected.replace('\\', "/") {
            wrong.push(format!("== {}\n{found}", case.display()));
        }
        assert!(is_safe(&found), "{}", case.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_enough_of_them_and_none_is_sound() {
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    for case in cases {
        let loaded = load(std::slice::from_ref(&case));
        let is_sound = loaded.diagnostics.is_empty();
        assert_eq!(is_sound, case.ends_with("two-equal"), "{}", case.display());
    }
}

#[test]
fn ten_faults_give_ten_diagnostics() {
    let loaded = load(&[Path::new(BROKEN).join("ten-faults.ron")]);
    assert_eq!(loaded.errors(), 10, "{}", shown(&loaded));
    assert_eq!(loaded.diagnostics.len(), 10);
}
