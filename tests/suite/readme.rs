//! The README and the guide are run: every line of their `sh` blocks, in a copy of the files that they speak of.
//!
//! A line is one command. It ends with `# exits N` where its exit code is not 0. The program runs without a terminal, so where a reader
//! would see the explorer, the test sees the plain list. Commands that build (cargo, .ci/run) are not run from within a test;
//! it is checked that what they name is there.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::documents::{Document, root};

#[test]
fn every_command_works() {
    let copy = copied();
    let mut run = 0;
    for page in Document::all() {
        for block in page.blocks("sh") {
            for (line, command) in (block.line..).zip(block.text.lines()) {
                let place = format!("{}:{line}: {command}", page.name);
                if !is_of_the_build(command, &place) {
                    works(command, copy.path(), &place);
                    run += 1;
                }
            }
        }
    }
    assert!(run >= 10, "only {run} commands were found");
}

#[test]
fn the_test_command_is_what_the_checks_run() {
    let checks = fs::read_to_string(root().join(".ci/run")).unwrap();
    let readme = Document::open("README.md");
    let commands: Vec<String> = readme
        .blocks("sh")
        .into_iter()
        .map(|block| block.text)
        .collect();
    assert!(commands[0].lines().any(|line| line == "cargo test"));
    assert!(checks.contains("cargo test"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_package_has_the_program_its_manual_and_its_completions() {
    let folder = tempfile::tempdir().unwrap();
    let packed = Command::new(root().join("packaging/release.sh"))
        .arg(env!("CARGO_BIN_EXE_dateline"))
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(packed.stdout).unwrap();
    assert!(
        packed.status.success(),
        "{}",
        String::from_utf8_lossy(&packed.stderr)
    );
    let archive = said.lines().next().unwrap();
    let listed = Command::new("tar")
        .args(["-tzf", archive])
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for file in [
        "/bin/dateline",
        "/man1/dateline.1",
        "/man7/dateline-query.7",
        "/_dateline",
        "/dateline.fish",
    ] {
        assert!(
            listed.lines().any(|line| line.ends_with(file)),
            "{file}: {listed}"
        );
    }
}

/// Whether `command` builds; then what it names must be there.
fn is_of_the_build(command: &str, place: &str) -> bool {
    let words: Vec<&str> = command
        .split_whitespace()
        .skip_while(|word| word.contains('='))
        .collect();
    if [".ci/run", "packaging/release.sh"].contains(&words[0]) {
        assert!(root().join(words[0]).is_file(), "{place}");
        return true;
    }
    if words[0] != "cargo" {
        return false;
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    match words[1] {
        "run" | "install" => {
            assert!(manifest.contains("default-run = \"dateline\""), "{place}");
            assert!(manifest.contains("[[bin]]\nname = \"dateline\""), "{place}");
        }
        "test" => {}
        other => panic!("{place}: `cargo {other}` is not known to this test"),
    }
    for pair in words.windows(2) {
        let there = match pair[0] {
            "--example" => format!("examples/{}.rs", pair[1]),
            "--test" => format!("tests/{}/main.rs", pair[1]),
            "--path" => format!("{}/Cargo.toml", pair[1]),
            _ => continue,
        };
        assert!(root().join(&there).is_file(), "{place}: no {there}");
    }
    true
}

fn works(command: &str, folder: &Path, place: &str) {
    let (command, code) = command.split_once("# exits ").unwrap_or((command, "0"));
    let code: i32 = code.trim().parse().expect(place);
    let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let mut path = vec![PathBuf::from(programs)];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap()));
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", env::join_paths(path).unwrap())
        .env("TERM", "xterm")
        .env_remove("DATELINE_FILE")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{place}\n{said}");
    let is_silent = output.stdout.is_empty() && output.stderr.is_empty();
    assert!(!is_silent || code == 1, "{place}: says nothing");
}

/// What a reader has in a checkout, in a folder of its own.
fn copied() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::copy(root().join("events.ron"), copy.path().join("events.ron")).unwrap();
    for folder in ["examples", "examples/seeds", "seeds"] {
        fs::create_dir(copy.path().join(folder)).unwrap();
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let from = entry.unwrap().path();
            if from.is_dir() {
                continue;
            }
            let to = copy.path().join(folder).join(from.file_name().unwrap());
            fs::copy(from, to).unwrap();
        }
    }
    copy
}
