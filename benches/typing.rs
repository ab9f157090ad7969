//! What typing costs: `cargo bench --bench typing`. `DATELINE_BENCH_EVENTS` says how many events (100,000 if unset).
//!
//! Queries are typed letter by letter and then taken back. What counts is each key: the query parsed, run, ranked, its
//! facets counted, once as the explorer does, with what the last key found, and once without. Beside the time on the clock stands
//! that of the processor, all threads together, divided by two: what two idle cores would take at best.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::format;
use dateline::model::build::build;
use dateline::query::{Index, Outside, Query, Refining, edit, facets};

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

const FILTERS: &[&str] = &[
    "kind:talks",
    "tag:policing",
    "actor:actor-0",
    "place:place-3",
    "status:alleged",
];

fn index(events: usize) -> Index {
    let mut bytes = Vec::new();
    let written = generate::write_all(&mut bytes, events);
    assert!(written.is_ok(), "{written:?}");
    let record = format::read("generated.ron", &bytes).record;
    drop(bytes);
    Index::new(Arc::new(build(record.into_iter().collect()).chronology))
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

/// What keys took.
#[derive(Default)]
struct Costs {
    clock: Vec<Duration>,
    processor: Vec<Duration>,
}

impl Costs {
    fn measure(&mut self, key: impl FnOnce()) {
        let (spent, started) = (processor(), Instant::now());
        key();
        self.clock.push(started.elapsed());
        self.processor.push(processor().saturating_sub(spent) / 2);
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
        println!("{name:<28} {} | {}", told[0], told[1]);
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

fn main() {
    let events = std::env::var("DATELINE_BENCH_EVENTS").ok();
    let events = events.and_then(|events| events.parse().ok());
    let index = index(events.unwrap_or(100_000));
    let (outside, never) = (Outside::default(), AtomicBool::new(false));
    let complete = |text: &str, refining: &mut Refining| {
        let Ok(query) = Query::parse(text, index.chronology(), &outside) else {
            return;
        };
        if let Some(matches) = refining.run(&index, &query, &outside, &never) {
            let ranked = matches.by_rank().len();
            std::hint::black_box((
                ranked,
                facets::count(&index, &query, &matches, &outside).len(),
            ));
        }
    };
    println!("milliseconds                 clock: p50 p90 p99 most | processor ÷ 2");
    let mut refined = Costs::default();
    let mut fresh = Costs::default();
    let mut filter = Costs::default();
    let mut refining = Refining::default();
    for text in keys() {
        refined.measure(|| complete(text, &mut refining));
        fresh.measure(|| complete(text, &mut Refining::default()));
    }
    for clause in FILTERS {
        let (field, key) = clause.split_once(':').unwrap_or_default();
        for text in ["", "scam"] {
            filter.measure(|| {
                let toggled = edit::toggle(text, field, key, facets::Choice::With);
                complete(&toggled, &mut Refining::default());
            });
        }
    }
    refined.tell("a key, after the last");
    fresh.tell("a key, by itself");
    filter.tell("a filter toggled, with facets");
}
