//! Scaling: what a file costs grows with its size, whatever its shape. Each shape is made twice, the second twice as large, and
//! may cost two and a half times as much; of what the program keeps there is a limit in bytes for each byte of the file.
//!
//! Time is the processor time of one thread and only compared within a run. What else runs takes caches and clock from it, so
//! one doubling that seems dear is tried once more from the size reached: what is quadratic costs four times at each.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::support::Screen;
use dateline::cli::loaded::Loaded;
use dateline::cli::loader::load_text;
use dateline::format::cite::{self, STYLES, Subject};
use dateline::format::export::{EXPORTERS, ExportOptions, Extract};
use dateline::format::render::Style;
use dateline::model::{EventId, Meeting};
use dateline::query::{self, Index, Query, QueryContext};
use rustix::time::{ClockId, clock_gettime};

/// How many things the smaller file of a shape has.
const SIZE: usize = 400;

/// How much more the larger one may cost.
const MOST: f64 = 2.5;

/// What is too quick to be compared, in milliseconds.
const LEAST: f64 = 10.0;

/// The most bytes that the program may hold for each byte of a file, and in any case.
const PER_BYTE: usize = 20;
const IN_ANY_CASE: usize = 50_000_000;

/// What a file is like, and one with so many things.
type Shape = (&'static str, fn(usize) -> String);

/// What is done with the text of a file; something of it is given back.
type Stage = (&'static str, fn(&str) -> usize);

/// What grows, each in a way of its own.
const SHAPES: &[Shape] = &[
    ("events", |n| events(n, |_| String::new())),
    ("places in places", |n| {
        places(n, |nth| format!(",within:\"p{}\"", nth + 1))
    }),
    ("places in a circle", |n| {
        places(n, |nth| format!(",within:\"p{}\"", (nth + 1) % n))
    }),
    ("places in one", |n| {
        places(n, |nth| {
            format!(",within:\"p{}\"", if nth == 0 { n } else { 0 })
        })
    }),
    ("empty records", |n| {
        format!("Chronology(title:\"t\",events:[{}])", "(),".repeat(8 * n))
    }),
    ("empty citations", |n| {
        event(&format!("cites:[{}]", "(),".repeat(8 * n)), "")
    }),
    ("unknown fields", |n| event(&"z:1,".repeat(4 * n), "")),
    ("unknown fields of many", |n| {
        events(n, |_| ",z:1".to_owned())
    }),
    ("dates that are none", |n| {
        events(n, |nth| format!(",date_note:\"{nth}\",date:\"10 Oct\""))
    }),
    ("ids that repeat", |n| {
        let event = "(id:\"a\",date:\"2023\",title:\"x\"),";
        format!("Chronology(title:\"t\",events:[{}])", event.repeat(n))
    }),
    ("unknown actors", |n| {
        let parts = list(n, |nth| format!("(id:\"xctor-{nth}\",role:\"r\")"));
        let actors = list(n, |nth| {
            format!("(id:\"actor-{nth}\",name:\"A\",kind:Person)")
        });
        event(&format!("actors:[{parts}]"), &format!("actors:[{actors}],"))
    }),
    ("claims", |n| {
        let claims = list(n, |nth| {
            format!(
                "(event:\"e\",cites:[(source:\"s\",figure:\"{nth}\",date:\"{:04}/2023\")])",
                nth % 2000
            )
        });
        event("", &format!("{SOURCE}claims:[{claims}],"))
    }),
    ("claims of no event", |n| {
        let claims = list(n, |nth| {
            format!("(event:\"x{nth}\",cites:[(source:\"s\")])")
        });
        event("", &format!("{SOURCE}claims:[{claims}],"))
    }),
    ("tags", |n| {
        event(
            &format!("tags:[{}]", list(4 * n, |nth| format!("\"t{nth}\""))),
            "",
        )
    }),
    ("one tag", |n| {
        event(&format!("tags:[{}]", "\"t\",".repeat(4 * n)), "")
    }),
    ("sources", |n| {
        let sources = list(n, |nth| {
            format!("(id:\"ÄÖ{nth}\",title:\"S{nth}\",authors:[\"A{nth}\"])")
        });
        let cites = list(n, |nth| {
            format!(
                "(source:\"ÄÖ{nth}\",at:\"p. {nth}\",figure:\"{nth}\",date:\"{:04}\")",
                nth % 9999
            )
        });
        event(
            &format!("cites:[{cites}]"),
            &format!("sources:[{sources}],"),
        )
    }),
    ("ids alike but for letters", |n| {
        let letters = ['ä', 'ö', 'ü', 'ß', 'é', 'è', 'à', 'ç', 'ñ', 'ø'];
        let id = |nth: usize| -> String {
            let digits = format!("{nth:05}");
            digits
                .bytes()
                .map(|digit| letters[usize::from(digit - b'0')])
                .collect()
        };
        let sources = list(n, |nth| format!("(id:\"{}\",title:\"S\")", id(nth)));
        let cites = list(n, |nth| format!("(source:\"{}\")", id(nth)));
        event(
            &format!("cites:[{cites}]"),
            &format!("sources:[{sources}],"),
        )
    }),
    ("locators", |n| {
        let cites = list(2 * n, |nth| format!("(source:\"s\",at:\"p. {nth}\")"));
        event(&format!("cites:[{cites}]"), SOURCE)
    }),
    ("actors of one event", |n| {
        let actors = list(n, |nth| {
            format!("(id:\"a{nth}\",name:\"A{nth}\",kind:Person)")
        });
        let parts = list(n, |nth| format!("(id:\"a{nth}\",role:\"r\")"));
        event(&format!("actors:[{parts}]"), &format!("actors:[{actors}],"))
    }),
    ("roles of one actor", |n| {
        let parts = list(n, |nth| format!("(id:\"a\",role:\"r{nth}\")"));
        event(&format!("actors:[{parts}]"), ACTOR)
    }),
    ("spans of one actor", |n| {
        let events = list(n, |nth| {
            let from = nth % 1000;
            format!(
                "(id:\"e{nth}\",date:\"1{from:03}/2{from:03}\",title:\"x\",actors:[(id:\"a\",role:\"r\")])"
            )
        });
        format!("Chronology(title:\"t\",{ACTOR}events:[{events}])")
    }),
    ("aliases", |n| {
        let aliases = list(2 * n, |nth| format!("\"alias {nth}\""));
        let actor = format!("actors:[(id:\"a\",name:\"A\",kind:Person,aliases:[{aliases}])],");
        event("actors:[(id:\"a\",role:\"r\")]", &actor)
    }),
    ("relations", |n| {
        let relations = list(n, |nth| {
            format!("(from:\"a\",is:\"knows\",to:\"a\",date:\"\",note:\"{nth}\")")
        });
        event(
            "actors:[(id:\"a\",role:\"r\")]",
            &format!("{ACTOR}relations:[{relations}],"),
        )
    }),
    ("a set of dates", |n| {
        let dates = list(n, |nth| format!("{:04}", 1000 + nth % 8000));
        format!("Chronology(title:\"t\",events:[(id:\"e\",date:\"{{{dates}}}\",title:\"x\")])")
    }),
    ("one long text", |n| {
        event(&format!("summary:\"{}\"", "some words ".repeat(8 * n)), "")
    }),
    ("one long title", |n| {
        let title = "word ".repeat(8 * n);
        format!("Chronology(title:\"t\",events:[(id:\"e\",date:\"\",title:\"{title}\")])")
    }),
    ("a long name in many events", |n| {
        let name = "name ".repeat(2 * n);
        let events = list(n / 2, |nth| {
            format!("(id:\"e{nth}\",date:\"2023\",title:\"x\",actors:[(id:\"a\",role:\"r\")])")
        });
        format!(
            "Chronology(title:\"t\",actors:[(id:\"a\",name:\"{name}\",kind:Person)],events:[{events}])"
        )
    }),
    ("hidden letters", |n| {
        event(&format!("summary:\"{}\"", "\\u{200b}x".repeat(4 * n)), "")
    }),
    ("blank lines", |n| event(&"\n".repeat(64 * n), "")),
    ("blank lines and a fault", |n| {
        event(&format!("{}z:1", "\n".repeat(64 * n)), "")
    }),
    ("brackets", |n| {
        format!("Chronology(title:\"t\",events:[{}", "(".repeat(8 * n))
    }),
    ("quotes", |n| {
        format!("Chronology(title:\"t\",events:[{}", "\"".repeat(8 * n))
    }),
];

const SOURCE: &str = "sources:[(id:\"s\",title:\"S\")],";
const ACTOR: &str = "actors:[(id:\"a\",name:\"A\",kind:Person)],";

/// `make` of each number, with commas.
fn list(count: usize, make: impl Fn(usize) -> String) -> String {
    let mut list = String::new();
    for nth in 0..count {
        write!(list, "{},", make(nth)).unwrap();
    }
    list
}

/// One event, `e`, with `fields`, and `lists` beside it.
fn event(fields: &str, lists: &str) -> String {
    format!(
        "Chronology(title:\"t\",{lists}events:[(id:\"e\",date:\"2023\",title:\"x\",status:Reported,{fields})])"
    )
}

/// Many events, each with more fields.
fn events(count: usize, more: impl Fn(usize) -> String) -> String {
    let events = list(count, |nth| {
        let more = more(nth);
        let date = if more.contains(",date:") {
            ""
        } else {
            ",date:\"2023\""
        };
        format!("(id:\"e{nth}\",title:\"x {nth}\"{date}{more})")
    });
    format!("Chronology(title:\"t\",events:[{events}])")
}

/// Places within others, and as many events in the first.
fn places(count: usize, within: impl Fn(usize) -> String) -> String {
    let places = list(count, |nth| {
        let within = within(nth);
        format!("(id:\"p{nth}\",name:\"P{nth}\"{within})")
    });
    let events = list(count, |nth| {
        format!("(id:\"e{nth}\",date:\"2023\",title:\"x\",places:[\"p0\"])")
    });
    format!(
        "Chronology(title:\"t\",places:[{places}(id:\"p{count}\",name:\"L\")],events:[{events}])"
    )
}

/// What is done with a file.
const STAGES: &[Stage] = &[
    ("check", |text| {
        let loaded = load_text("x.ron", text);
        loaded.report(Style::default()).len()
    }),
    ("explore", |text| {
        let mut screen = Screen::text(text, 100, 30);
        screen.press("j <Enter> w <Esc> / x <Esc> o <Backspace> E <Esc>");
        screen.press("f <Esc> / p l a c e : p 0 | a c t o r : a | t a g : t 1 <Enter> w");
        screen.state.answer.matches.len()
    }),
    ("export", |text| exported(&load_text("x.ron", text))),
    ("cite", |text| {
        let loaded = load_text("x.ron", text);
        let events = loaded.chronology.event_ids().take(3);
        let subjects: Vec<Subject> = events.map(Subject::Event).collect();
        let cited = STYLES.iter().map(|style| {
            cite::cite_all(
                style,
                &loaded.chronology,
                &subjects,
                &cite::Options::default(),
            )
            .len()
        });
        cited.sum()
    }),
];

/// The bytes of everything in every format.
fn exported(loaded: &Loaded) -> usize {
    let outside = QueryContext::default();
    let index = Index::new(Arc::clone(&loaded.chronology));
    let query = Query::parse("", index.vocabulary(), &outside).unwrap();
    let found = query::run(&index, &query, &outside, &AtomicBool::new(false)).unwrap();
    let events: Vec<(EventId, Meeting)> = found
        .by_date()
        .iter()
        .map(|hit| (hit.event, hit.certainty))
        .collect();
    let extract = Extract {
        chronology: &loaded.chronology,
        events: &events,
        asked: "",
        has_period: false,
        made: None,
        options: ExportOptions::default(),
    };
    let written = EXPORTERS
        .iter()
        .map(|exporter| exporter.write(&extract).text.len());
    written.sum()
}

/// What a stage gives, and the milliseconds that this thread works for it.
fn cost(stage: fn(&str) -> usize, text: &str) -> (usize, f64) {
    spent(|| stage(text))
}

fn spent<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(
            time.tv_sec.try_into().unwrap(),
            time.tv_nsec.try_into().unwrap(),
        )
    };
    let before = now();
    let made = work();
    (made, now().saturating_sub(before).as_secs_f64() * 1000.0)
}

/// How many times as much the second text costs as the first: the least of some runs, since what else runs can only make it
/// slower. Nothing if it is too quick to be compared.
fn growth(stage: fn(&str) -> usize, texts: [&str; 2]) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..4 {
        let [(_, one), (_, two)] = texts.map(|text| cost(stage, text));
        best = best.min(if two < LEAST { 0.0 } else { two / one });
        if best <= MOST {
            break;
        }
    }
    best
}

#[test]
fn twice_the_file_costs_twice_the_time() {
    let mut slow = String::new();
    for (shape, make) in SHAPES {
        let texts = [make(SIZE), make(2 * SIZE)];
        for (name, stage) in STAGES {
            if std::env::var_os("SHOW_SCALING").is_some() {
                let [one, two] = [0, 1].map(|nth| cost(*stage, &texts[nth]).1);
                println!("{shape:28} {name:8} {one:8.1} ms → {two:8.1} ms");
            }
            let first = growth(*stage, [&texts[0], &texts[1]]);
            if first <= MOST {
                continue;
            }
            let second = growth(*stage, [&texts[1], &make(4 * SIZE)]);
            if second > MOST {
                writeln!(slow, "{shape}, {name}: {first:.1} times, then {second:.1}").unwrap();
            }
        }
    }
    assert_eq!(slow, "");
}

/// Something large to read: a name, a file with so much of it, the keys that open it, and those that are pressed there.
type Reading = (
    &'static str,
    fn(usize) -> String,
    &'static str,
    &'static str,
);

const READINGS: &[Reading] = &[
    (
        "a long summary with hits",
        |n| {
            event(
                &format!("summary:\"{}\"", "some words and others ".repeat(40 * n)),
                "",
            )
        },
        "/ w o r d s <Enter> <Tab>",
        "<PageDown> <PageDown> j j k <PageUp>",
    ),
    (
        "a note on an event",
        |n| event(&format!("note:\"{}\"", "some words ".repeat(80 * n)), ""),
        "<Tab>",
        "<PageDown> <PageDown> j j k <PageUp>",
    ),
    (
        "an actor's events",
        |n| {
            let events = list(4 * n, |nth| {
                format!("(id:\"e{nth}\",date:\"2023\",title:\"x\",actors:[(id:\"a\",role:\"r\")])")
            });
            format!("Chronology(title:\"t\",{ACTOR}events:[{events}])")
        },
        "<Enter> <Enter> <PageDown>",
        "j j k <PageDown> <PageUp>",
    ),
];

/// What keys in a page cost that is open already, drawn after each, hangs on what shows and not on how much there is: sixteen times
/// as much to read is not three times as slow.
#[test]
fn a_page_costs_what_shows_of_it() {
    let mut slow = String::new();
    for (name, make, open, keys) in READINGS {
        let mut screens = [SIZE, 16 * SIZE].map(|size| {
            let mut screen = Screen::text(&make(size), 100, 30);
            screen.press(open);
            screen.letters();
            screen
        });
        let mut best = f64::MAX;
        for _ in 0..4 {
            let costs = screens.each_mut().map(|screen| {
                let work = || {
                    for _ in 0..5 {
                        for key in keys.split(' ') {
                            screen.press(key).letters();
                        }
                    }
                };
                spent(work).1
            });
            best = best.min(costs[1] / costs[0]);
        }
        if best > 3.0 {
            writeln!(slow, "{name}: {best:.1} times").unwrap();
        }
    }
    assert_eq!(slow, "");
}

#[test]
fn what_is_written_grows_with_the_file() {
    for (shape, make) in SHAPES {
        let [one, two] =
            [SIZE / 4, SIZE / 2].map(|size| exported(&load_text("x.ron", &make(size))));
        let (one, two) = (
            f64::from(u32::try_from(one).unwrap()),
            f64::from(u32::try_from(two).unwrap()),
        );
        assert!(two <= MOST * one + 100_000.0, "{shape}: {one} → {two}");
    }
}

/// The most bytes that the program has had with these arguments, polled: those of its last millisecond may be missed.
fn peak(arguments: &[&OsStr]) -> usize {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        most =
            most.max(kilobytes.map_or(0, |kilobytes| kilobytes.parse::<usize>().unwrap() * 1024));
        std::thread::sleep(Duration::from_millis(1));
    }
    most
}

#[test]
fn memory_is_in_proportion_to_the_file() {
    let folder = tempfile::tempdir().unwrap();
    for (shape, make) in SHAPES {
        let text = make(24 * SIZE);
        let path = folder.path().join("x.ron");
        fs::write(&path, &text).unwrap();
        for words in [&["check"][..], &["find", ""]] {
            let arguments = words.iter().map(OsStr::new);
            let arguments: Vec<&OsStr> = arguments.chain([path.as_os_str()]).collect();
            let most = peak(&arguments);
            let limit = PER_BYTE * text.len() + IN_ANY_CASE;
            if std::env::var_os("SHOW_SCALING").is_some() {
                println!("{shape:28} {:6} {most:10} of {limit:10}", words.len());
            }
            assert!(
                most <= limit,
                "{shape}, {arguments:?}: {most} for {} bytes",
                text.len()
            );
        }
    }
}

/// A fault of a large file costs its block, and its place is looked for when it is shown.
#[test]
fn a_fault_takes_no_memory_until_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let sound = events(100 * SIZE, |nth| {
        format!(",summary:\"{nth} {}\"", "some words ".repeat(20))
    });
    // An event a line.
    let sound = sound.replace("(id:", "\n    (id:");
    let mut without_faults = 0;
    for (name, from, to) in [
        ("sound", "", ""),
        ("model", "date:\"2023\"", "date:\"2O23\""),
        ("field", "title:", "z:1,title:"),
    ] {
        let path = folder.path().join(format!("{name}.ron"));
        fs::write(&path, sound.replacen(from, to, 3)).unwrap();
        let show = ["show", "e39999", "-f"].map(OsStr::new);
        let most = peak(&[&show[..], &[path.as_os_str()]].concat());
        without_faults = without_faults.max(if from.is_empty() { most } else { 0 });
        assert!(
            most < without_faults + 2 * sound.len(),
            "{name}: {most}, without faults {without_faults}, of {} bytes",
            sound.len()
        );
    }
}
