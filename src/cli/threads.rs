//! The pool of threads for large files: made on purpose, so that a system that gives no threads is no panic.
//!
//! rayon makes its pool when it is first used, with as many threads as a variable says, and panics where it gets none.
//! Everything that uses it is large, and so is the file that it was read from.

use std::sync::Once;
use std::thread::available_parallelism;

use rayon::ThreadPoolBuilder;

/// Smaller inputs, in bytes, use no pool.
const LARGE: u64 = 1 << 16;

/// The variable that says how many threads rayon uses.
const VARIABLE: &str = "RAYON_NUM_THREADS";

/// Makes the pool, if so many bytes need it. Where the system gives no threads, all is done on this one.
pub(super) fn start_for(bytes: u64) {
    if bytes >= LARGE {
        start();
    }
}

/// Makes the pool, once.
pub(super) fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        let wanted = wanted();
        // A pool that could not be made can't be made again, so it is tried with one that is thrown away.
        let of = |count| ThreadPoolBuilder::new().num_threads(count);
        let mut counts = [wanted, 1].into_iter();
        let possible = counts.find(|count| of(*count).build().is_ok());
        let pool = possible.map_or_else(|| of(1).use_current_thread(), of);
        // It is there already if a test made it.
        let _ = pool.build_global();
    });
}

/// As many as the processor has cores; fewer, but never more, if the variable says so.
fn wanted() -> usize {
    let cores = available_parallelism().map_or(1, usize::from);
    let said = std::env::var(VARIABLE)
        .ok()
        .and_then(|said| said.parse::<usize>().ok());
    said.filter(|said| *said > 0)
        .map_or(cores, |said| said.min(cores))
}
