//! `dateline source`: a source, what it says and what rests on it.

use std::io;

use clap::Args;

use super::output::OutputArgs;
use super::{FileFlag, Outcome, lookup};
use crate::format::document::Item;

const EXAMPLES: &str = "\
Examples:
  dateline source partnership-report
  dateline source xinhua-shine-2023-09-08 -f examples/handovers.ron
  dateline source partnership-report --format json

Exit codes: 0 all were found, 1 none was, 2 wrong use or an unreadable file, 3 some were.";

/// What `source` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SourceArgs {
    /// Ids of sources
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    files: FileFlag,
    #[command(flatten)]
    output: OutputArgs,
}

/// Shows sources.
///
/// # Errors
///
/// If output can't be written.
pub fn source(args: &SourceArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let is_source = |item: &Item| matches!(item, Item::Source(_));
    let found = lookup::with_ids(&loaded.chronology, &args.ids, "source", is_source);
    lookup::written(
        &loaded,
        "source",
        found,
        args.output.format,
        &args.output.destination,
    )
}
