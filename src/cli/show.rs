//! `dateline show`: everything known of whatever has an id.

use std::io;

use clap::Args;

use super::id_args::IdArgs;
use super::output::OutputArgs;
use super::{FileFlag, Outcome, lookup};

const EXAMPLES: &str = "\
Examples:
  dateline show police-centre
  dateline show police-centre saw-chit-thu laukkai
  dateline show police-centre --format md
  dateline show --query 'kind:sanctions' --format md
  dateline find police --format ids | dateline show -
  dateline show us-listing -f examples/handovers.ron --format json

Exit codes: 0 all were found, 1 none was, 2 wrong use or an unreadable file, 3 some were.";

/// What `show` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ShowArgs {
    #[command(flatten)]
    ids: IdArgs,
    #[command(flatten)]
    files: FileFlag,
    #[command(flatten)]
    output: OutputArgs,
}

/// Shows.
///
/// # Errors
///
/// If output can't be written.
pub fn show(args: &ShowArgs) -> io::Result<Outcome> {
    let opened = args.ids.open(&args.files, "event or other thing", |_| true);
    let (loaded, items, is_complete) = match opened {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    lookup::written(
        &loaded,
        "show",
        (items, is_complete),
        args.output.format,
        &args.output.destination,
    )
}
