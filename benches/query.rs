//! What a key costs: `cargo bench --bench query`. `DATELINE_BENCH_EVENTS` says how many events (100,000 if unset),
//! `DATELINE_BENCH_RARE` how many rare words they have, `DATELINE_BENCH_SUMMARY` how long their summaries are.
//!
//! Each sample is what one key costs: the query parsed, run, ranked, its facets counted. The
//! chronology is that of `examples/generate.rs`.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use dateline::format;
use dateline::model::build::build;
use dateline::query::{Index, Matches, Query, QueryContext, edit, facets, run};
use divan::{Bencher, black_box};
use mimalloc::MiMalloc;

/// What the program uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[path = "../examples/generate.rs"]
#[allow(dead_code, reason = "the example's main is not ours")]
mod generate;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let events = std::env::var("DATELINE_BENCH_EVENTS").ok();
    let events = events
        .and_then(|events| events.parse().ok())
        .unwrap_or(100_000);
    let mut bytes = Vec::new();
    let written = generate::write_all(&mut bytes, events, generate::Shape::of_environment());
    assert!(written.is_ok(), "{written:?}");
    let reading = format::read("generated.ron", &bytes);
    assert!(
        reading.diagnostics.is_empty(),
        "{:?}",
        reading.diagnostics.first()
    );
    let built = build(reading.record.into_iter().collect());
    Index::new(Arc::new(built.chronology))
});

const QUERIES: &[&str] = &[
    "k",
    "sc",
    "th",
    "the",
    "scam",
    "tra",
    "kk park",
    "sawchit",
    "extradit",
    "shwe kokko sanction",
    "the border police operation",
    "zxqvjw",
    "tarfficking",
    "老街",
    "မြဝတီ",
    "kind:talks",
    "tag:policing tag:border",
    "actor:actor-0 status:alleged",
    "place:place-0",
    "during:2003-10",
    "within:2003 scam",
    "-police",
    "scam | fraud | ransom",
    "\"scam network\"",
    "/scam.*raid/",
];

fn find(text: &str) -> (Query, Matches) {
    let outside = QueryContext::default();
    let query = Query::parse(text, INDEX.vocabulary(), &outside);
    let query = query.unwrap_or_default();
    let matches = run(&INDEX, &query, &outside, &AtomicBool::new(false));
    (query, matches.unwrap_or_default())
}

/// A key → the whole result, by date.
#[divan::bench(args = QUERIES, sample_count = 30)]
fn key(bencher: Bencher, text: &str) {
    LazyLock::force(&INDEX);
    bencher.bench_local(|| find(black_box(text)));
}

/// A key → the whole result, ranked, its facets counted.
#[divan::bench(args = QUERIES, sample_count = 30)]
fn key_ranked_and_counted(bencher: Bencher, text: &str) {
    LazyLock::force(&INDEX);
    bencher.bench_local(|| {
        let (query, matches) = find(black_box(text));
        black_box(matches.by_rank().len());
        facets::count(&INDEX, &query, &matches, &QueryContext::default())
    });
}

/// A filter toggled → the whole result.
#[divan::bench(args = ["kind:talks", "tag:policing", "actor:actor-0", "place:place-3", "status:alleged"], sample_count = 30)]
fn filter(bencher: Bencher, clause: &str) {
    LazyLock::force(&INDEX);
    let (field, key) = clause.split_once(':').unwrap_or_default();
    bencher.bench_local(|| {
        let text = edit::toggle("", field, key, edit::Choice::With);
        find(black_box(&text))
    });
}

/// The index made.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn index(bencher: Bencher) {
    let chronology = INDEX.chronology();
    bencher.bench_local(|| Index::new(Arc::clone(chronology)));
}

fn main() {
    divan::main();
}
