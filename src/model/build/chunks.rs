//! Slices of records: a large chronology is built on all cores, some thousands of records a task.
//!
//! What the tasks report is joined in the order of the slices, so that the
//! result is the same on any number of cores.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::checks::Checks;

/// How many records a slice holds: enough to be worth a task, few enough to share out evenly.
pub(super) const SLICE: usize = 4096;

/// How many slices a wave has for each core: some core waits at its end for another, so not too few.
const SLICES_A_CORE: usize = 8;

/// The same records in lists of at most two slices each.
pub(super) fn cut<Record>(lists: Vec<Vec<Record>>) -> Vec<Vec<Record>> {
    let mut slices = Vec::with_capacity(lists.len());
    for list in lists {
        if list.len() <= 2 * SLICE {
            slices.push(list);
            continue;
        }
        let mut rest = list.into_iter();
        while rest.len() > 0 {
            slices.push(rest.by_ref().take(SLICE).collect());
        }
    }
    slices
}

/// What `work` makes of each slice, in their order.
pub(super) fn each<In: Send, Out: Send>(
    slices: Vec<In>,
    checks: &mut Checks,
    work: impl Fn(In, &mut Checks) -> Out + Sync,
) -> Vec<Out> {
    if slices.len() < 2 {
        return slices
            .into_iter()
            .map(|slice| work(slice, checks))
            .collect();
    }
    let shared: &Checks = checks;
    let done: Vec<(Out, Checks)> = slices
        .into_par_iter()
        .map(|slice| {
            let mut own = shared.fork();
            (work(slice, &mut own), own)
        })
        .collect();
    let mut made = Vec::with_capacity(done.len());
    for (out, own) in done {
        checks.join(own);
        made.push(out);
    }
    made
}

/// As `each`, some slices at a time: what is made of them is given to `keep` in their order before more are made, so
/// that few of them stand beside what is kept.
pub(super) fn in_waves<In: Send, Out: Send>(
    slices: Vec<In>,
    checks: &mut Checks,
    work: impl Fn(In, &mut Checks) -> Out + Sync,
    mut keep: impl FnMut(Out),
) {
    let most = SLICES_A_CORE * rayon::current_num_threads();
    let mut rest = slices.into_iter();
    while rest.len() > 0 {
        let wave = rest.by_ref().take(most).collect();
        each(wave, checks, &work).into_iter().for_each(&mut keep);
    }
}
