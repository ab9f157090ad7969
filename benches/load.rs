//! What opening a file costs: `cargo bench --bench load`. `DATELINE_BENCH_EVENTS=1000000` adds a size to the usual two,
//! `DATELINE_BENCH_RARE` and `DATELINE_BENCH_SUMMARY` say what the texts are like (see `examples/generate.rs`).
//!
//! Beside it stands `ron::from_str` alone, on the same bytes in memory. In the end both are run by turns and
//! their medians compared: on a machine that others use as well, only that means something.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dateline::cli::loader::load;
use dateline::format;
use dateline::model::record::ChronologyRecord;
use divan::Bencher;
use mimalloc::MiMalloc;
use ron::extensions::Extensions;
use tempfile::TempDir;

#[path = "../examples/generate.rs"]
#[allow(dead_code, reason = "the example's main is not ours")]
mod generate;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How often both are run to be compared.
const TURNS: usize = 5;

static FOLDER: LazyLock<Option<TempDir>> = LazyLock::new(|| tempfile::tempdir().ok());

/// How many events, in each file.
static SIZES: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let more = std::env::var("DATELINE_BENCH_EVENTS").ok();
    let more = more.and_then(|events| events.parse().ok());
    [1_000, 100_000].into_iter().chain(more).collect()
});

/// The file of so many events, written when first asked for.
fn file(events: usize) -> PathBuf {
    let folder = FOLDER.as_ref().map_or("".as_ref(), TempDir::path);
    let path = folder.join(format!("{events}.ron"));
    if !path.exists() {
        let written = fs::File::create(&path).and_then(|file| {
            let mut file = std::io::BufWriter::new(file);
            generate::write_all(&mut file, events, generate::Shape::of_environment())
        });
        assert!(written.is_ok(), "{written:?}");
    }
    path
}

fn text(events: usize) -> String {
    fs::read_to_string(file(events)).unwrap_or_default()
}

fn by_ron(text: &str) -> Option<ChronologyRecord> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).ok()
}

/// From the file to everything that a key needs.
#[divan::bench(args = SIZES.iter(), sample_count = 5, sample_size = 1)]
fn load_and_index(bencher: Bencher, events: usize) {
    let path = [file(events)];
    bencher.bench_local(|| {
        let loaded = load(&path);
        (loaded.opened(), loaded)
    });
}

/// From the file to the linked chronology.
#[divan::bench(args = SIZES.iter(), sample_count = 5, sample_size = 1)]
fn load_alone(bencher: Bencher, events: usize) {
    let path = [file(events)];
    bencher.bench_local(|| load(&path));
}

/// From the file to its first events.
#[divan::bench(args = SIZES.iter())]
fn preview(bencher: Bencher, events: usize) {
    let path = file(events);
    bencher.bench_local(|| format::preview("x.ron", &mut fs::File::open(&path).ok()?));
}

/// ron alone, from text in memory to records.
#[divan::bench(args = SIZES.iter(), sample_count = 5, sample_size = 1)]
fn ron_from_str(bencher: Bencher, events: usize) {
    let text = text(events);
    bencher.bench_local(|| by_ron(&text));
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Runs both by turns, and tells their medians and how they stand to each other.
fn compare(events: usize) {
    let (path, text) = ([file(events)], text(events));
    let (mut ours, mut alone, mut rons) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let start = Instant::now();
        let record = by_ron(&text);
        rons.push(start.elapsed());
        drop(record);
        let start = Instant::now();
        let loaded = load(&path);
        alone.push(start.elapsed());
        let opened = loaded.opened();
        ours.push(start.elapsed());
        drop((opened, loaded));
    }
    let (ours, alone, rons) = (median(ours), median(alone), median(rons));
    println!(
        "{events} events: load {alone:.0?} = {:.2} × ron, with the index {ours:.0?} = {:.2} × ron; ron {rons:.0?}",
        alone.as_secs_f64() / rons.as_secs_f64(),
        ours.as_secs_f64() / rons.as_secs_f64(),
    );
}

fn main() {
    divan::main();
    for events in &*SIZES {
        compare(*events);
    }
}
