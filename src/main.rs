//! The program: arguments → one command → exit code.

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use mimalloc::MiMalloc;

use dateline::cli::{Cli, Outcome, run};

/// A million events are twenty million small texts: this one keeps them closer together and quicker than the
/// system's; see "Loading" in docs/performance.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match run(&Cli::parse()).context("can't write the output") {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            // Standard error may be closed too; then the exit code alone must do.
            let _ = std::io::Write::write_fmt(
                &mut std::io::stderr(),
                format_args!("dateline: {error:#}\n"),
            );
            Outcome::Misused.into()
        }
    }
}
