//! Slices of records: a large chronology is built on all cores, some thousands of records a task.
//!
//! What the tasks report is joined in the order of the slices, so that the
//! result is the same on any number of cores.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::checks::Checks;

/// How many records a slice holds: enough to be worth a task, few enough to share out evenly.
pub(super) const SLICE: usize = 4096;

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
