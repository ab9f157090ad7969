//! The program: arguments → one command → exit code.

use anyhow::Context;
use mimalloc::MiMalloc;

use dateline::cli::{Cli, Outcome, complain, parse, run, tell_panics};

/// A million events are twenty million small texts: this one keeps them closer together and quicker than the
/// system's; see "Loading" in docs/performance.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    tell_panics();
    let outcome = match parse::<Cli>() {
        Err(outcome) => outcome,
        Ok(cli) => run(&cli)
            .context("can't write the output")
            .unwrap_or_else(|error| {
                complain(&format!("dateline: {error:#}"));
                Outcome::Misused
            }),
    };
    // Nothing is written but by `write` and `complain`, and neither keeps anything back. The allocator would
    // give page after page back now; the system takes all of it at once.
    signal_hook::low_level::exit(outcome.code().into())
}
