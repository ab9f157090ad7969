//! The fuzz targets, over their corpus in `fuzz/corpus` and a fixed number of mutations. No clock and no chance: a failure is the
//! same in every run. `DATELINE_FUZZ_RUNS` says how many mutations a target gets; `fuzz/` runs the targets without end.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

mod targets;

use std::fs;
use std::path::Path;

use targets::{TARGETS, Target};

/// How many mutations a target gets.
const RUNS: usize = 150;

/// The longest input that is made.
const LONGEST: usize = 4096;

/// What fuzzers find late by themselves: what acts in some language, and edges of numbers and of Unicode.
const WORDS: [&[u8]; 40] = [
    b"\x1b[",
    b"\x1b[200~",
    b"\x1b]0;",
    b"\x9b",
    b"\xc2\x9b",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8d",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\0",
    b"\r\n",
    b"\n",
    b"\t",
    b"\"",
    b"\\",
    b"\\u{",
    b"r#\"",
    b"(",
    b")",
    b"[",
    b"]",
    b",",
    b":",
    b"/*",
    b"//",
    b"Some(",
    b"..",
    b"/",
    b"2023-10",
    b"XXXX-12",
    b"Y-170000",
    b"?",
    b"~",
    b"|",
    b"-",
    b"actor:",
    b"during:",
    b"18446744073709551616",
    b"</script>",
    b"]]>",
];

/// The next number of a sequence that looks like chance: xorshift64 (Marsaglia, 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let end = u64::try_from(end.max(1)).unwrap();
        usize::try_from(self.0 % end).unwrap()
    }
}

/// One input of the corpus, changed in one to four places.
fn mutated(corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = corpus[chance.below(corpus.len())].clone();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + 1 + chance.below(16)).min(bytes.len());
        match chance.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let other = &corpus[chance.below(corpus.len())];
                let from = chance.below(other.len());
                bytes.splice(at.., other[from..].iter().copied());
            }
            _ => drop(bytes.splice(at..at, WORDS[chance.below(WORDS.len())].iter().copied())),
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Says which input it was, if the target panics.
struct Told<'a>(&'a Target, &'a [u8]);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Self(target, bytes) = self;
            println!("{} fails on b\"{}\"", target.name, bytes.escape_ascii());
        }
    }
}

fn run(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(!corpus.is_empty());
    for bytes in &corpus {
        let _told = Told(target, bytes);
        (target.run)(bytes);
    }
    let runs = std::env::var("DATELINE_FUZZ_RUNS").ok();
    let runs = runs.map_or(RUNS, |runs| runs.parse().unwrap());
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..runs {
        let bytes = mutated(&corpus, &mut chance);
        let _told = Told(target, &bytes);
        (target.run)(&bytes);
    }
}

#[test]
fn any_file_opens_or_is_refused_in_words() {
    run("chronology");
}

#[test]
fn any_bytes_of_a_terminal_are_keys_or_nothing() {
    run("keys");
}

#[test]
fn any_text_is_a_query_or_refused_in_words() {
    run("query");
}

#[test]
fn any_text_is_exported_so_that_others_read_it_back() {
    run("exports");
}

#[test]
fn every_target_has_a_fuzzer() {
    for target in TARGETS {
        let fuzzer = format!("fuzz/fuzz_targets/{}.rs", target.name);
        let source =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(fuzzer)).unwrap();
        assert!(
            source.contains(&format!("targets::{}(", target.name)),
            "{}",
            target.name
        );
        let manifest = include_str!("../../../fuzz/Cargo.toml");
        assert!(
            manifest.contains(&format!("name = \"{}\"", target.name)),
            "{}",
            target.name
        );
    }
}
