//! Large files are read in blocks: what comes out, and what is told of faults, is what is made of the whole, or nothing.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at what it does not expect"
)]

use std::fmt::Write as _;
use std::fs;

use dateline::cli::loader::News;
use dateline::cli::loader::{load, load_text, load_watched};
use dateline::format::ReadOptions;
use dateline::format::diagnostic::{self, Diagnostic};
use dateline::format::{self, Reading};
use dateline::model::record::{ChronologyRecord, EventRecord};
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

/// What stands before the events.
const HEAD: &str = "\u{FEFF}// A large file.\n#![enable(implicit_some)]\nChronology(\n    title: \"Large\",\n    \
    about: \"events: [ is in a text\", /* events: [ in a comment */\n    \
    sources: [(id: \"s\", title: \"S\")],\n    places: [(id: \"p\", name: \"P\", at: (1.5, -3))],\n    \
    actors: [(id: \"a\", name: \"A\", kind: Person), (id: \"b\", name: \"B\", kind: State)],\n    events: [\n";

/// What stands behind them.
const TAIL: &str = "    ],\n    briefings: [\n        (id: \"x\", title: \"X\", steps: [(event: \"e-0\")]),\n    ],\n)\n";

/// So many events, in all ways that RON has to write them.
fn events(count: usize) -> String {
    let mut text = String::new();
    for nth in 0..count {
        let title = match nth % 7 {
            0 => "\"It said \\\"no\\\" \\u{1F469} \\x41\"".to_owned(),
            1 => "r#\"raw \"title\" \\ \"#".to_owned(),
            2 => "\"two\nlines, (id: \\\"x\\\"), ]\"".to_owned(),
            3 => "\"မြန်မာ 老街\"".to_owned(),
            _ => format!("\"Title {nth}\""),
        };
        let more = match nth % 11 {
            0 => "// a comment\n         /* and ( another */ inferred: true,",
            1 => {
                "cites: [(source: \"s\", credibility: Some(2)), Citation(source: \"s\", credibility: 0x3, at: \"¶\")],"
            }
            2 => "places: [\"p\",], tags: [], note: \"\",",
            3 => "cites: [\n            (source: \"s\",\n             at: \"¶1\"),\n        ],",
            4 => "cites: [(source: \"s\", credibility: None), (source: \"s\", credibility: 4,)]",
            _ => "tags: [\"x\", \"y\"]",
        };
        let name = if nth % 13 == 5 { "Event" } else { "" };
        writeln!(
            text,
            "        {name}(id: \"e-{nth}\", date: \"20{:02}-0{}\", title: {title}, status: Reported,\n         \
             actors: [(id: \"a\", role: \"x\"), (id: \"b\", role : \"y\")], summary: \"{}\", {more}),",
            nth % 100,
            nth % 9 + 1,
            "Long words. ".repeat(nth % 30),
        )
        .unwrap();
    }
    text
}

fn in_blocks(text: &str) -> Option<Reading> {
    let mut seen = 0;
    let mut bytes = text.as_bytes();
    let reading =
        format::read_in_blocks("x.ron", &mut bytes, &ReadOptions::default(), &mut |count| {
            seen += count;
        });
    if reading.is_some() {
        assert_eq!(seen, text.len(), "all bytes are told");
    }
    reading
}

/// The record, its events in one list.
fn joined(reading: Reading) -> ChronologyRecord {
    let mut record = reading.record.unwrap();
    let slices = std::mem::take(&mut record.event_slices);
    record.events.extend(slices.into_iter().flatten());
    record
}

/// What is wrong, in the order of the text.
fn in_order(reading: &Reading) -> Vec<Diagnostic> {
    let mut found = reading.diagnostics.to_vec();
    diagnostic::sort(&mut found);
    found
}

fn assert_same(text: &str) -> usize {
    let read = in_blocks(text).unwrap();
    let slices = read.record.as_ref().unwrap().event_slices.len();
    let whole = format::read("x.ron", text.as_bytes());
    assert_eq!(whole.diagnostics, []);
    assert_eq!(read.diagnostics, []);
    assert_eq!(joined(read), joined(whole));
    slices
}

#[test]
fn blocks_make_the_same_record() {
    let text = format!("{HEAD}{}{TAIL}", events(20_000));
    assert!(assert_same(&text) > 2);
    for (from, to) in [
        // Windows' lines; no line of its own for any event; a head of one line; no events.
        ("\n", "\r\n"),
        ("\n        (", " ("),
        ("Chronology(\n    title", "Chronology(title"),
    ] {
        assert_same(&text.replace(from, to));
    }
    assert_same(&format!("{HEAD}{TAIL}"));
}

#[test]
fn a_fault_costs_its_block_unless_brackets_do_not_pair() {
    let sound = format!("{HEAD}{}{TAIL}", events(20));
    for (from, to, is_in_blocks) in [
        ("id: \"e-9\"", "id: \"e-9\", id: \"e-9\"", true),
        ("id: \"e-9\"", "ident: \"e-9\"", true),
        ("id: \"e-9\",", "", true),
        ("Title 4\"", "Title 4", false),
        ("status: Reported,", "status: Told,", true),
        ("    ],\n    briefings", "    briefings", false),
        ("    briefings", "    events: [],\n    briefings", true),
        ("steps: [", "stops: [", true),
        ("kind: State", "kind: Start", true),
        ("kind: State", "kind: State, z: 1", true),
        ("places: [\"p\",]", "places: [\"p\", 7,]", true),
        (
            "#![enable(implicit_some)]",
            "#![enable(explicit_struct_names)]",
            false,
        ),
        ("Event(", "Relation(", true),
        (")\n", ") 1\n", false),
        ("about: \"events", "about: \"events", true),
    ] {
        let text = sound.replacen(from, to, 1);
        let read = in_blocks(&text);
        assert_eq!(read.is_some(), is_in_blocks, "{from} → {to}");
        let whole = format::read("x.ron", text.as_bytes());
        assert_eq!(whole.diagnostics.is_empty(), from == to, "{from} → {to}");
        if let Some(read) = read {
            assert_eq!(in_order(&read), in_order(&whole), "{from} → {to}");
            assert_eq!(joined(read), joined(whole), "{from} → {to}");
        }
    }
    // One in an event, one behind the events.
    let text = sound
        .replacen("title: \"Title 4", "titel: \"Title 4", 1)
        .replacen("steps: [", "stops: [", 1);
    let whole = format::read("x.ron", text.as_bytes());
    assert_eq!(whole.record.as_ref().unwrap().left_out.len(), 2);
    assert_eq!(joined(in_blocks(&text).unwrap()), joined(whole));
    let mut cut = sound.into_bytes();
    cut[3_000] = 0xFF;
    assert!(
        format::read_in_blocks("x.ron", &mut &cut[..], &ReadOptions::default(), &mut |_| {})
            .is_none()
    );
}

/// A file of 5 MB on disk.
fn large(name: &str, text: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("dateline-{}-{name}.ron", std::process::id()));
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn faults_of_a_large_file_are_shown_at_their_places() {
    let sound = format!("{HEAD}{}{TAIL}", events(9_000));
    let wanted = "id: \"e-8000\", date: \"20";
    // The model finds the one, the text is kept for neither; ron finds the other.
    for (to, code) in [
        ("id: \"e-8000\", date: \"x20", "bad-date"),
        ("id: \"e-8000\", dote: \"20", "unknown-field"),
        ("id: \"e-7999\", date: \"20", "duplicate-id"),
    ] {
        let text = sound.replace(wanted, to);
        let path = large(code, &text);
        let loaded = load(std::slice::from_ref(&path));
        let first = &loaded.diagnostics()[0];
        fs::remove_file(&path).unwrap();
        assert_eq!(first.code, code);
        let range = first.span.as_ref().unwrap().range.clone();
        let at = text.rfind(to).unwrap();
        assert!((at..at + 40).contains(&(range.start + 3)), "{range:?} {at}");
        let source = loaded.files.get(0).unwrap();
        assert!(source.line_column(range.start).line > 8_000);
    }
}

/// A citation that is taken away moves those behind it, in a block as in a whole file.
#[test]
fn faults_of_a_large_file_are_told_as_those_of_a_small_one() {
    let mut text = format!("{HEAD}{}{TAIL}", events(12_000));
    for (from, to) in [
        (
            "id: \"e-11000\"",
            "cites: [7, (source: \"s\"), (source: \"nobody\", at: \"¶1\")], id: \"e-11000\"",
        ),
        ("id: \"e-6001\", date: \"20", "id: \"e-6001\", date: \"x20"),
        ("id: \"e-500\"", "id: \"e-500\", z: 1"),
        ("id: \"e-2000\", ", ""),
        ("steps: [", "steps: [7, (event: \"e-nothing\"), "),
        ("kind: State", "kind: State, aliases: [7, \"\"]"),
    ] {
        text = text.replacen(from, to, 1);
    }
    let path = large("faults", &text);
    let loaded = load(std::slice::from_ref(&path));
    let name = path.to_string_lossy();
    let whole = load_text(&name, text.trim_start_matches('\u{FEFF}'));
    let told = whole.diagnostics().to_vec();
    assert!(told.len() >= 9, "{told:?}");
    assert_eq!(loaded.diagnostics().to_vec(), told);
    fs::remove_file(&path).unwrap();
}

#[test]
fn progress_reaches_the_end() {
    let text = format!("{HEAD}{}{TAIL}", events(9_000));
    let path = large("progress", &text);
    let mut last = (0, 0);
    let loaded = load_watched(
        std::slice::from_ref(&path),
        &ReadOptions::default(),
        &mut |news| {
            let News::Progress { done, of } = news else {
                return;
            };
            assert!(done >= last.0 && done <= of);
            last = (done, of);
        },
    );
    fs::remove_file(&path).unwrap();
    assert_eq!(*loaded.diagnostics(), []);
    assert_eq!(loaded.chronology.events().len(), 9_000);
    let length = u64::try_from(text.len()).unwrap();
    assert_eq!(last, (length, length));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Whatever is done to a sound file: if it is read in blocks, it is read as ron reads it.
    #[test]
    fn nothing_is_read_otherwise(
        hits in proptest::collection::vec((0..10_000_usize, "[a-z(){}\\[\\],:\"'#r\\\\/* \n0-9SomeNone.é-]{0,3}", 0..3_usize), 1..4),
    ) {
        let mut letters: Vec<char> = format!("{HEAD}{}{TAIL}", events(14)).chars().collect();
        for (at, with, gone) in hits {
            let at = at % letters.len();
            let end = (at + gone).min(letters.len());
            letters.splice(at..end, with.chars());
        }
        let text: String = letters.into_iter().collect();
        if let Some(read) = in_blocks(&text) {
            let whole = format::read("x.ron", text.as_bytes());
            prop_assert_eq!(in_order(&read), in_order(&whole));
            prop_assert_eq!(joined(read), joined(whole));
        }
    }
}

/// The positions count through all blocks.
#[test]
fn items_are_numbered_through() {
    let text = format!("{HEAD}{}{TAIL}", events(20_000));
    let record = in_blocks(&text).unwrap().record.unwrap();
    let items = record.event_slices.iter().flatten();
    for (nth, event) in items.enumerate() {
        let EventRecord { position, id, .. } = event;
        assert_eq!(format!("e-{}", position.item), **id);
        assert_eq!(usize::try_from(position.item).unwrap(), nth);
    }
}
