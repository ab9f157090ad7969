//! `dateline check`: everything that is wrong with files, in one run.

use std::io;

use clap::Args;

use super::{FileArgs, Outcome, write};

/// What `check` is told.
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    files: FileArgs,
}

/// Reports everything that is wrong with files.
///
/// # Errors
///
/// If output can't be written.
pub fn check(args: &CheckArgs) -> io::Result<Outcome> {
    let loaded = args.files.load();
    let mut report = String::new();
    for diagnostic in &loaded.diagnostics {
        report.push_str(&diagnostic.message);
        report.push('\n');
    }
    write(&report)?;
    Ok(if loaded.unreadable > 0 {
        Outcome::Misused
    } else if loaded.errors() > 0 {
        Outcome::Found
    } else {
        Outcome::Done
    })
}
