//! What is fuzzed: each target takes any bytes, and panics where a promise is broken. Fuzzers in `fuzz/` run the same functions
//! without end; here each runs over its corpus and some hundred mutations of it.
//!
//! Needs `Screen` of `tests/suite/support` as `crate::support`.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use dateline::cli::loaded::opened;
use dateline::cli::loader::{load_bundled, load_text};
use dateline::explorer::{Key, Message, Opened};
use dateline::format::cite::{Options, STYLES, Subject, cite_all};
use dateline::format::export::{EXPORTERS, ExportOptions, Extract};
use dateline::format::files::Files;
use dateline::format::render::{Style, render};
use dateline::format::{self, lines};
use dateline::model::build::build;
use dateline::model::text::{cleaned, is_safe};
use dateline::model::{Day, Meeting};
use dateline::query::edit::{self, Choice};
use dateline::query::{Query, QueryContext, chips, completion, facets, highlights, run, why};
use dateline::view::Look;
use dateline::wire::screen::{Capabilities, ScreenWriter};
use dateline::wire::{Decoder, Input};

use crate::support::Screen;

/// A target: its name, which is that of its folder of the corpus, and what it does with some bytes.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: [Target; 4] = [
    Target {
        name: "chronology",
        run: chronology,
    },
    Target {
        name: "keys",
        run: keys,
    },
    Target {
        name: "query",
        run: query,
    },
    Target {
        name: "exports",
        run: exports,
    },
];

/// The chronology that is built in, indexed once.
static BUNDLED: LazyLock<Opened> = LazyLock::new(|| opened(load_bundled().chronology));

fn bundled() -> Opened {
    let bundled = &*BUNDLED;
    Opened {
        chronology: Arc::clone(&bundled.chronology),
        index: Arc::clone(&bundled.index),
        calendar: Arc::clone(&bundled.calendar),
        extent: bundled.extent,
        faults: Vec::new(),
        errors: 0,
        warnings: 0,
    }
}

/// Draws twice the same, without anything that acts.
fn check_frame(screen: &Screen) {
    let buffer = screen.buffer();
    assert_eq!(buffer, screen.buffer(), "drawing changes something");
    for cell in &buffer.content {
        assert!(is_safe(cell.symbol()), "{:?}", cell.symbol());
    }
}

/// A file → records → chronology → index → frames; and what is told of its faults.
pub fn chronology(bytes: &[u8]) {
    let reading = format::read("fuzzed.ron", bytes);
    let (record, diagnostics) = (reading.record, reading.diagnostics);
    let mut files = Files::default();
    files.add(reading.source);
    for told in [
        render(&diagnostics, &files, Style::default()),
        lines::plain(&diagnostics, &files),
        lines::json(&diagnostics, &files),
    ] {
        assert!(is_safe(&told), "{told:?}");
    }
    let built = build(record.into_iter().collect());
    for problem in &built.problems {
        assert!(is_safe(&problem.message), "{:?}", problem.message);
    }
    let mut screen = Screen::unopened(80, 24);
    let opened = opened(Arc::new(built.chronology));
    screen.send(Message::Loaded(Box::new(opened)));
    check_frame(&screen);
    for (script, width, height) in [
        ("<Enter>", 140, 45),
        ("w", 40, 12),
        ("<Esc> l", 80, 24),
        ("?", 3, 3),
    ] {
        screen.press(script).resize(width, height);
        check_frame(&screen);
    }
}

/// Bytes of a terminal → keys → frames → bytes. The first two bytes are the size.
pub fn keys(bytes: &[u8]) {
    let (size, bytes) = bytes.split_at(bytes.len().min(2));
    let length = |at: usize| size.get(at).map_or(24, |byte| u16::from(*byte).max(1));
    let mut screen = Screen::unopened(length(0), length(1).min(60));
    screen.loaded = load_bundled();
    screen.send(Message::Loaded(Box::new(bundled())));
    let mut writer = ScreenWriter::new(Look::default(), Capabilities::default());
    let mut decoder = Decoder::default();
    let mut inputs: Vec<Input> = Vec::new();
    // In pieces, as a line brings them.
    for piece in bytes.chunks(3) {
        decoder.feed(piece, &mut inputs);
    }
    decoder.flush(&mut inputs);
    for (nth, input) in inputs.into_iter().take(64).enumerate() {
        screen.send(match input {
            Input::Key(key) => {
                // Any key has a name that means it.
                let name = key.to_string();
                assert_eq!(name.parse::<Key>().ok(), Some(key), "{name:?}");
                Message::Key(key)
            }
            Input::Escaped(key) => Message::Escaped(key),
            Input::Paste(text) => Message::Paste(text),
            Input::Mouse(mouse) => Message::Mouse(mouse),
            Input::Answer => continue,
        });
        if nth % 8 == 0 {
            check_frame(&screen);
            let _ = writer.frame(&screen.buffer(), None);
        }
    }
    check_frame(&screen);
    let buffer = screen.buffer();
    let _ = writer.frame(&buffer, None);
    assert!(
        writer.frame(&buffer, None).is_empty(),
        "the same frame again is nothing"
    );
}

/// The text of a query, as the command line and the search box hand it on.
pub fn query(bytes: &[u8]) {
    let text = cleaned(&String::from_utf8_lossy(bytes));
    let Opened {
        chronology, index, ..
    } = &*BUNDLED;
    let context = QueryContext {
        today: Day::from_civil(2026, 11, 26),
        ..QueryContext::default()
    };
    let characters = text.chars().count();
    for cursor in [0, text.len() / 2, text.len()] {
        let _ = completion::complete(index, &text, cursor);
    }
    let query = match Query::parse(&text, index.vocabulary(), &context) {
        Ok(query) => query,
        Err(error) => {
            assert!(
                error.at.start <= error.at.end && error.at.end <= characters,
                "{error:?}"
            );
            assert!(is_safe(&error.to_string()), "{error}");
            return;
        }
    };
    let never = AtomicBool::new(false);
    let found = run(index, &query, &context, &never).unwrap();
    assert!(found.len() <= chronology.events().len());
    let again = run(index, &query, &context, &never).unwrap();
    let events = |found: &dateline::query::Matches| -> Vec<_> {
        found.by_rank().iter().map(|hit| hit.event).collect()
    };
    assert_eq!(events(&found), events(&again));
    let _ = facets::count(index, &query, &found, &context);
    for hit in found.by_rank().iter().take(3) {
        assert!(
            why(index, &query, hit.event, &context)
                .iter()
                .all(|line| is_safe(line))
        );
        let title = &*chronology.event(hit.event).title;
        for range in highlights(index, &query, hit.event, title) {
            assert!(title.get(range).is_some(), "ends within a letter");
        }
    }
    // What is clicked away or chosen leaves a query.
    let is_query = |text: &str| {
        let parsed = Query::parse(text, index.vocabulary(), &context);
        assert!(parsed.is_ok(), "{text:?}: {parsed:?}");
    };
    for chip in chips(&text, index.vocabulary(), None) {
        is_query(&edit::remove(&text, chip.range));
    }
    for choice in [Choice::With, Choice::Without, Choice::Off] {
        is_query(&edit::toggle(&text, "kind", "sanctions", choice));
    }
}

/// Texts of a file → every export and citation style → readers that are not ours.
pub fn exports(bytes: &[u8]) {
    let hostile = String::from_utf8_lossy(bytes);
    let mut text = String::new();
    for character in hostile.chars() {
        write!(text, "\\u{{{:x}}}", u32::from(character)).unwrap();
    }
    let date = hostile.lines().next().unwrap_or_default().chars().take(30);
    let date: String = date
        .filter(|letter| !matches!(letter, '"' | '\\'))
        .collect();
    let ron = format!(
        "Chronology(title: \"T{text}\", about: \"{text}\", \
         sources: [(id: \"s\", title: \"S{text}\", authors: [\"{text}\"], publisher: \"{text}\", origin: \"https://{text}\")], \
         actors: [(id: \"a\", name: \"A{text}\", kind: Person, aliases: [\"{text}\"]), (id: \"b\", name: \"B\", kind: State)], \
         places: [(id: \"p\", name: \"P{text}\")], \
         relations: [(from: \"a\", is: \"r{text}\", to: \"b\", note: \"{text}\", cites: [(source: \"s\", at: \"{text}\")])], \
         events: [(id: \"e\", date: \"2024-01\", title: \"{text}.\", summary: \"{text}\", kind: \"{text}\", note: \"{text}\", \
           tags: [\"{text}\"], actors: [(id: \"a\", role: \"r{text}\")], places: [\"p\"], \
           cites: [(source: \"s\", at: \"{text}\", quote: \"{text}\", says: \"{text}\")]), \
           (id: \"f\", date: \"{date}\", title: \"Its date is any\")])"
    );
    let loaded = load_text("fuzzed.ron", &ron);
    let chronology = &*loaded.chronology;
    let events: Vec<_> = chronology
        .event_ids()
        .map(|event| (event, Meeting::Possible))
        .collect();
    for exporter in EXPORTERS {
        let exported = exporter.write(&Extract {
            chronology,
            events: &events,
            asked: &cleaned(&hostile),
            has_period: true,
            made: None,
            options: ExportOptions::default(),
        });
        let written = exported.text;
        assert!(is_safe(&written.replace("\r\n", "\n")), "{}", exporter.name);
        match exporter.name {
            "json" | "timelinejs" => {
                let _: serde_json::Value = serde_json::from_str(&written).unwrap();
            }
            "csv" => {
                let mut reader = csv::Reader::from_reader(written.as_bytes());
                let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
                assert_eq!(rows.len(), events.len());
            }
            "ics" => {
                let calendar: icalendar::Calendar = written.parse().unwrap();
                assert!(calendar.iter().count() <= events.len());
            }
            "html" | "svg" => {
                let mut reader = quick_xml::Reader::from_str(&written);
                while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            }
            "csl-json" => {
                let items: serde_json::Value = serde_json::from_str(&written).unwrap();
                assert!(items.is_array());
            }
            // Tests of their own read these; nothing else does.
            "md" | "mermaid" | "dot" | "bibtex" | "ris" => {}
            other => panic!("{other} has no reader here"),
        }
    }
    let subjects: Vec<Subject> = chronology.event_ids().map(Subject::Event).collect();
    for style in STYLES {
        let cited = cite_all(style, chronology, &subjects, &Options::default());
        assert!(is_safe(&cited.replace("\r\n", "\n")), "{}", style.name);
        match style.name {
            "bibtex" => {
                biblatex::Bibliography::parse(&cited).unwrap();
            }
            "csl-json" => {
                let _: serde_json::Value = serde_json::from_str(&cited).unwrap();
            }
            _ => {}
        }
    }
}
