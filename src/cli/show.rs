//! `dateline show`: everything known of whatever has an id.

use std::io;

use clap::Args;

use super::output::{Format, parser};
use super::{FileFlag, Outcome, lookup};

const EXAMPLES: &str = "\
Examples:
  dateline show police-centre
  dateline show police-centre saw-chit-thu laukkai
  dateline show police-centre --format md
  dateline show us-listing -f examples/handovers.ron --format json

Exit codes: 0 all were found, 1 some id is unknown, 2 wrong use.";

/// What `show` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ShowArgs {
    /// Ids of events, actors, places, sources or briefings
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    files: FileFlag,
    /// How to write it; a table on a terminal, plain lines elsewhere
    #[arg(long, value_name = "FORMAT", value_parser = parser())]
    format: Option<&'static Format>,
}

/// Shows.
///
/// # Errors
///
/// If output can't be written.
pub fn show(args: &ShowArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let found = lookup::with_ids(
        &loaded.chronology,
        &args.ids,
        "event or other thing",
        |_| true,
    );
    lookup::written(&loaded, "show", found, args.format)
}
