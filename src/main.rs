//! The program: arguments → one command → exit code.

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use dateline::cli::{Cli, Outcome, run};

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
