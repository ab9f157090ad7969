//! `dateline diff A B`: what one chronology says otherwise than another.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::loaded::Loaded;
use super::loader::{load, load_named};
use super::output::Destination;
use super::revision::{files_of, is_revision};
use super::{Outcome, complain};
use crate::format::document::difference;
use crate::format::render::Style;
use crate::model::difference::differences;

const EXAMPLES: &str = "\
Examples:
  dateline diff events.ron events.ron

In a git repository:
  dateline diff HEAD~1:events.ron events.ron
  dateline diff v1:chronologies/ chronologies/ --format md

Exit codes: 0 they say the same, 1 they differ, 2 one can't be read.";

/// What `diff` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DiffArgs {
    /// A file or folder, or one of a revision of git as REVISION:PATH
    #[arg(value_name = "A")]
    first: PathBuf,
    /// What it is compared with
    #[arg(value_name = "B")]
    second: PathBuf,
    /// How to show what differs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,
    #[command(flatten)]
    destination: Destination,
}

/// How differences are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// A line each, and a line each field
    Text,
    /// Lists of Markdown
    Md,
    /// One JSON object
    Json,
}

/// Compares two chronologies.
///
/// # Errors
///
/// If output can't be written.
pub fn diff(args: &DiffArgs) -> io::Result<Outcome> {
    let (Some(first), Some(mut second)) = (opened(&args.first), opened(&args.second)) else {
        return Ok(Outcome::Misused);
    };
    let found = differences(&first.chronology, &second.chronology);
    let text = match args.format {
        DiffFormat::Text => difference::text(&found),
        DiffFormat::Md => difference::markdown(&found),
        DiffFormat::Json => difference::json(&found),
    };
    // Neither is to be written over.
    second.origins.extend(first.origins);
    Ok(match args.destination.write(&text, &second)? {
        Outcome::Done if !found.is_empty() => Outcome::Negative,
        outcome => outcome,
    })
}

/// What stands there, unless some of it can't be read: that is said.
fn opened(path: &Path) -> Option<Loaded> {
    let loaded = if is_revision(path) {
        match files_of(&path.to_string_lossy()) {
            Ok(files) => load_named(
                files
                    .iter()
                    .map(|file| (&*file.name, &*file.path, &*file.bytes)),
            ),
            Err(why) => {
                complain(&format!("dateline: {why}"));
                return None;
            }
        }
    } else {
        load(&[path.into()])
    };
    if loaded.unreadable + loaded.broken + loaded.errors() > 0 {
        complain(&loaded.report(Style::default()));
        return None;
    }
    Some(loaded)
}
