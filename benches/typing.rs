//! What typing costs: `cargo bench --bench typing`. `DATELINE_BENCH_EVENTS` says how many events (100,000 if unset),
//! `DATELINE_BENCH_RARE` how many rare words they have, `DATELINE_BENCH_SUMMARY` how long their summaries are.
//!
//! Queries are typed letter by letter and then taken back. What counts is each key, from the query read to the list, complete and
//! ranked, with its rows, and on to the facets and the strip: once as the explorer does, with what the last keys
//! found, and once without. Beside the time on the clock stands that of the processor, all threads together, divided by
//! two: what two idle cores would take at best.

use std::fs;
use std::hint::black_box;
use std::io::{self, BufWriter};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::cli::loader;
use dateline::explorer::{Answering, Opened, Order, Search};
use dateline::query::edit::Choice;
use dateline::query::{Index, Query, QueryContext, edit};
use mimalloc::MiMalloc;

/// What the program uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[path = "../examples/generate.rs"]
#[allow(dead_code, reason = "the example's main is not ours")]
mod generate;

const TYPED: &[&str] = &[
    "kk park",
    "sawchit",
    "extradited",
    "shwe kokko sanctions",
    "the border police operation",
    "scam network trafficking raid",
    "tarfficking",
    "casino -police",
    "kind:talks ceasefire",
    "scam | fraud | ransom",
    "မြဝတီ",
    "老街",
];

/// Cells of the density strip.
const STRIP: u16 = 71;

const FILTERS: &[&str] = &[
    "kind:talks",
    "tag:policing",
    "actor:actor-0",
    "place:place-3",
    "status:alleged",
];

/// A file of so many events, loaded as the program does; tells what that cost.
fn load(events: usize) -> io::Result<Opened> {
    let file = tempfile::Builder::new().suffix(".ron").tempfile()?;
    let shape = generate::Shape::of_environment();
    generate::write_all(&mut BufWriter::new(file.as_file()), events, shape)?;
    let bytes = file.as_file().metadata()?.len();
    let started = Instant::now();
    let opened = loader::load(&[file.path().to_owned()]).opened();
    let took = started.elapsed().as_secs_f64();
    let (size, peak) = (bytes / 1_000_000, peak() / 1_000_000);
    println!("{events} events, {size} MB, loaded in {took:.2} s; at the peak {peak} MB");
    let started = Instant::now();
    let again = Index::new(Arc::clone(&opened.chronology));
    let took = started.elapsed().as_secs_f64();
    drop(again);
    println!("the index alone {took:.2} s");
    Ok(opened)
}

/// The most memory that this process has had, in bytes; nothing where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// What the processor has spent on all threads of this process; nothing where the system does not say.
fn processor() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten();
    let spent = tasks.flatten().filter_map(|task| {
        let told = fs::read_to_string(task.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(spent.sum())
}

/// What has passed since a key was pressed, on the clock and on the processor.
struct Watch {
    started: Instant,
    spent: Duration,
}

impl Watch {
    fn start() -> Self {
        Self {
            spent: processor(),
            started: Instant::now(),
        }
    }
}

/// What keys took until something was there.
#[derive(Default)]
struct Costs {
    clock: Vec<Duration>,
    processor: Vec<Duration>,
}

/// What keys took until there was a list, complete and ranked, and until all was counted.
#[derive(Default)]
struct Keys {
    first: Costs,
    complete: Costs,
}

impl Keys {
    fn tell(self, name: &str) {
        println!("{name}");
        self.first.tell("  the list is there");
        self.complete.tell("  all is counted");
    }
}

impl Costs {
    fn push(&mut self, watch: &Watch) {
        self.clock.push(watch.started.elapsed());
        let spent = processor().saturating_sub(watch.spent);
        self.processor.push(spent / 2);
    }

    fn tell(mut self, name: &str) {
        let told = [&mut self.clock, &mut self.processor].map(|costs| {
            costs.sort_unstable();
            let at = |share: usize| costs.get((costs.len() - 1) * share / 100);
            let told = [50, 90, 99, 100].map(|share| {
                let cost = at(share).map_or(0.0, |cost| cost.as_secs_f64() * 1e3);
                format!("{cost:7.2}")
            });
            told.join(" ")
        });
        println!("{name:<30} {} | {}", told[0], told[1]);
    }
}

fn keys() -> Vec<&'static str> {
    let mut keys = Vec::new();
    for text in TYPED {
        let ends = text.char_indices().map(|(at, _)| at).skip(1);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let back = ends.iter().rev().skip(1);
        keys.extend(ends.iter().chain(back).filter_map(|end| text.get(..*end)));
    }
    keys
}

/// The chronology as the explorer has it open.
struct Open(Opened);

impl Open {
    /// A key: what is in the box becomes a list, and what is counted over it.
    fn key(&self, text: &str, answering: &mut Answering, keys: &mut Keys) {
        let (outside, never) = (QueryContext::default(), AtomicBool::new(false));
        let watch = Watch::start();
        let Ok(query) = Query::parse(text, self.0.index.vocabulary(), &outside) else {
            keys.first.push(&watch);
            keys.complete.push(&watch);
            return;
        };
        let search = Search {
            generation: 1,
            index: Arc::clone(&self.0.index),
            calendar: Arc::clone(&self.0.calendar),
            query,
            text: text.to_owned(),
            outside,
            order: Order::Date,
            extent: self.0.extent,
            strip: STRIP,
        };
        let answer = answering.list(&search, &never);
        keys.first.push(&watch);
        let counts = answer.and_then(|answer| answering.counts(&search, &answer.matches, &never));
        keys.complete.push(&watch);
        black_box(counts);
    }
}

fn main() -> io::Result<()> {
    let events = std::env::var("DATELINE_BENCH_EVENTS").ok();
    let events = events.and_then(|events| events.parse().ok());
    let open = Open(load(events.unwrap_or(100_000))?);
    println!("milliseconds                       clock: p50 p90 p99 most | processor ÷ 2");
    let mut refined = Keys::default();
    let mut fresh = Keys::default();
    let mut filter = Keys::default();
    let mut unmeasured = Keys::default();
    // The explorer shows everything before a key is pressed.
    let shown = || {
        let mut answering = Answering::default();
        open.key("", &mut answering, &mut Keys::default());
        answering
    };
    let mut answering = shown();
    for text in keys() {
        open.key(text, &mut answering, &mut refined);
        open.key(text, &mut Answering::default(), &mut fresh);
    }
    for text in ["", "scam"] {
        for clause in FILTERS {
            let (field, key) = clause.split_once(':').unwrap_or_default();
            let mut answering = shown();
            open.key(text, &mut answering, &mut unmeasured);
            let toggled = edit::toggle(text, field, key, Choice::With);
            open.key(&toggled, &mut answering, &mut filter);
            open.key(text, &mut answering, &mut filter);
        }
    }
    refined.tell("a key, after the last");
    fresh.tell("a key, by itself");
    filter.tell("a filter toggled");
    Ok(())
}
