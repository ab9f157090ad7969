//! Chunks of records: a large chronology is built on all cores, some thousands of records a task.
//!
//! What the tasks report is joined in the order of the chunks, so that the
//! result is the same on any number of cores.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::checks::Checks;

/// How many records a chunk holds: enough to be worth a task, few enough to share out evenly.
pub(super) const CHUNK: usize = 4096;

/// How many chunks a wave has for each core: at its end some core waits for another, so not too few.
const CHUNKS_PER_CORE: usize = 8;

/// The same records in lists of at most two chunks each.
pub(super) fn cut<Record>(lists: Vec<Vec<Record>>) -> Vec<Vec<Record>> {
    let mut chunks = Vec::with_capacity(lists.len());
    for list in lists {
        if list.len() <= 2 * CHUNK {
            chunks.push(list);
            continue;
        }
        let mut rest = list.into_iter();
        while rest.len() > 0 {
            chunks.push(rest.by_ref().take(CHUNK).collect());
        }
    }
    chunks
}

/// Maps each chunk by `work`; the results are in the order of the chunks.
pub(super) fn each<In: Send, Out: Send>(
    chunks: Vec<In>,
    checks: &mut Checks,
    work: impl Fn(In, &mut Checks) -> Out + Sync,
) -> Vec<Out> {
    if chunks.len() < 2 {
        return chunks
            .into_iter()
            .map(|chunk| work(chunk, checks))
            .collect();
    }
    let shared: &Checks = checks;
    let done: Vec<(Out, Checks)> = chunks
        .into_par_iter()
        .map(|chunk| {
            let mut own = shared.fork();
            (work(chunk, &mut own), own)
        })
        .collect();
    let mut made = Vec::with_capacity(done.len());
    for (out, own) in done {
        checks.join(own);
        made.push(out);
    }
    made
}

/// As `each`, some chunks at a time: their results are given to `keep`, in order, before the next are computed, so that
/// few of them are in memory beside what is kept.
pub(super) fn in_waves<In: Send, Out: Send>(
    chunks: Vec<In>,
    checks: &mut Checks,
    work: impl Fn(In, &mut Checks) -> Out + Sync,
    mut keep: impl FnMut(Out),
) {
    // Asking for it makes the threads.
    let most = match chunks.len() {
        0 | 1 => 1,
        _ => CHUNKS_PER_CORE * rayon::current_num_threads(),
    };
    let mut rest = chunks.into_iter();
    while rest.len() > 0 {
        let wave = rest.by_ref().take(most).collect();
        each(wave, checks, &work).into_iter().for_each(&mut keep);
    }
}
