//! What a key costs where there is much to read: `cargo bench --bench pages`.
//!
//! A summary of 5 MB with hits, a note of 4 MB, the dossier of an actor with a million events, an event with 50,000 sources. What
//! counts is a key: the state brought up to date and the screen drawn, 140×45, on one thread.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dateline::cli::loaded::Loaded;
use dateline::cli::loader::load_text;
use dateline::explorer::{Answering, COMMANDS, Effect, Key, Message, NoteText, Size, State};
use dateline::format::cite::{self, STYLES, Subject};
use dateline::view::{Look, draw};
use mimalloc::MiMalloc;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What the program uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const SIZE: Size = Size {
    width: 140,
    height: 45,
};

/// A screen without a terminal.
struct Reader {
    state: State,
    loaded: Loaded,
}

impl Reader {
    fn of(ron: &str) -> Self {
        let loaded = load_text("bench.ron", ron);
        let opened = Message::Loaded(Box::new(loaded.opened()));
        let mut reader = Self {
            state: State::new(SIZE, COMMANDS),
            loaded,
        };
        reader.send(opened);
        reader
    }

    fn send(&mut self, message: Message) {
        let never = AtomicBool::new(false);
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in self.state.update(message) {
                if let Effect::Search(search) = effect {
                    let mut answering = Answering::default();
                    let Some(found) = answering.list(&search, &never) else {
                        continue;
                    };
                    let matches = Arc::clone(&found.matches);
                    let counts = answering.counts(&search, &matches, &never);
                    messages.extend(counts.map(|counts| Message::Counted(Box::new(counts))));
                    messages.push(Message::Found(Box::new(found)));
                }
            }
        }
    }

    /// Presses a key and draws; the milliseconds.
    fn key(&mut self, name: &str) -> f64 {
        let started = Instant::now();
        if let Ok(key) = name.parse::<Key>() {
            self.send(Message::Key(key));
        }
        let area = Rect::new(0, 0, SIZE.width, SIZE.height);
        let mut buffer = Buffer::empty(area);
        draw(&self.state, Look::default(), area, &mut buffer);
        black_box(&buffer);
        started.elapsed().as_secs_f64() * 1000.0
    }

    /// What the last of `open` costs, then the keys after it, each many times.
    fn tell(&mut self, name: &str, open: &[&str], keys: &[&str]) {
        let opened = open.iter().map(|key| self.key(key)).last().unwrap_or(0.0);
        let mut times: Vec<f64> = (0..20)
            .flat_map(|_| keys.iter())
            .map(|key| self.key(key))
            .collect();
        times.sort_by(f64::total_cmp);
        let middle = times.get(times.len() / 2).copied().unwrap_or(0.0);
        let most = times.last().copied().unwrap_or(0.0);
        println!(
            "{name:34} opened in {opened:7.2} ms, a key p50 {middle:6.3} ms, most {most:7.2} ms"
        );
    }
}

fn list(count: usize, make: impl Fn(usize) -> String) -> String {
    let mut list = String::new();
    for nth in 0..count {
        let _ = write!(list, "{},", make(nth));
    }
    list
}

/// One event with `fields`, and `lists` beside it.
fn event(fields: &str, lists: &str) -> String {
    format!(
        "Chronology(title:\"t\",{lists}events:[(id:\"e\",date:\"2023\",title:\"x\",status:Reported,{fields})])"
    )
}

fn main() {
    let scrolling = ["PageDown", "j", "j", "PageDown", "PageUp", "k"];
    let summary = "some words and others, as they come ".repeat(5_000_000 / 36);
    let mut reader = Reader::of(&event(&format!("summary:\"{summary}\""), ""));
    let search = ["/", "w", "o", "r", "d", "s", "Enter", "Tab"];
    reader.tell("a summary of 5 MB with hits", &search, &scrolling);
    reader.tell("why it is here", &["Esc", "w"], &["j", "k"]);

    let source = "sources:[(id:\"s\",title:\"S\")],";
    let mut reader = Reader::of(&event("cites:[(source:\"s\",at:\"¶9\")]", source));
    reader.key("o");
    let paragraph = |nth: usize| (format!("¶{nth}"), "Words of a note, and more. ".repeat(150));
    let note = NoteText {
        fields: Vec::new(),
        paragraphs: (0..1000).map(paragraph).collect(),
    };
    if let Some(source) = reader.loaded.chronology.source_ids().next() {
        reader.send(Message::Note(source, Ok(note)));
    }
    reader.tell("a note of 4 MB", &["g"], &scrolling);

    let events = list(1_000_000, |nth| {
        let year = 1000 + nth % 1000;
        format!("(id:\"e{nth}\",date:\"{year}\",title:\"x\",actors:[(id:\"a\",role:\"r\")])")
    });
    let actor = "actors:[(id:\"a\",name:\"A\",kind:Person)],";
    let mut reader = Reader::of(&format!("Chronology(title:\"t\",{actor}events:[{events}])"));
    reader.tell(
        "a dossier of 1,000,000 events",
        &["Enter", "Enter"],
        &scrolling,
    );

    let sources = list(50_000, |nth| {
        format!("(id:\"s{nth}\",title:\"Source {nth}\")")
    });
    let cites = list(50_000, |nth| format!("(source:\"s{nth}\",at:\"p. {nth}\")"));
    let many = event(
        &format!("cites:[{cites}]"),
        &format!("sources:[{sources}],"),
    );
    let mut reader = Reader::of(&many);
    reader.tell("an event with 50,000 sources", &["Tab"], &scrolling);
    reader.tell("a step with 50,000 sources", &["b", "Enter"], &["n", "n"]);
    let subjects: Vec<Subject> = reader
        .loaded
        .chronology
        .event_ids()
        .map(Subject::Event)
        .collect();
    for style in STYLES {
        let started = Instant::now();
        let chronology = &reader.loaded.chronology;
        black_box(cite::cite_all(
            style,
            chronology,
            &subjects,
            &cite::Options::default(),
        ));
        let took = started.elapsed().as_secs_f64() * 1000.0;
        println!("cite --style {:21} {took:7.1} ms", style.name);
    }
}
