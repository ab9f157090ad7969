//! `dateline check`: everything that is wrong with files, in one run.

use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};

use crate::format::lines;
use crate::format::render::{Style, render};

use super::files::Loaded;
use super::{FileArgs, Outcome, write};

const EXAMPLES: &str = "\
Examples:
  dateline check events.ron examples/
  dateline check events.ron --format plain

Exit codes: 0 no errors, 1 errors, 2 a file can't be read.";

/// What `check` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    #[command(flatten)]
    files: FileArgs,
    /// How to show what is found
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: CheckFormat,
    /// Show all, not the first 100 only
    #[arg(long)]
    all: bool,
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// With the line and a caret
    Full,
    /// One line each: file, line, column, kind, message
    Plain,
    /// One JSON object each, a line each
    Json,
}

/// Reports everything that is wrong with files.
///
/// # Errors
///
/// If output can't be written.
pub fn check(args: &CheckArgs) -> io::Result<Outcome> {
    let loaded = args.files.load();
    let style = Style {
        colour: colour(),
        most: if args.all {
            usize::MAX
        } else {
            Style::default().most
        },
        ..Style::default()
    };
    write(&match args.format {
        CheckFormat::Full => report(&loaded, style),
        CheckFormat::Plain => lines::plain(&loaded.diagnostics, &loaded.files),
        CheckFormat::Json => lines::json(&loaded.diagnostics, &loaded.files),
    })?;
    Ok(if loaded.unreadable > 0 {
        Outcome::Misused
    } else if loaded.errors() > 0 {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// Whether standard output is to be coloured.
fn colour() -> bool {
    let says = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    io::stdout().is_terminal()
        && says("NO_COLOR").is_none()
        && says("TERM").is_some_and(|term| term != "dumb")
}

/// The diagnostics, and a line that sums them up.
pub fn report(loaded: &Loaded, style: Style) -> String {
    let mut report = render(&loaded.diagnostics, &loaded.files, style);
    report.push_str(&summary(loaded));
    report.push('\n');
    report
}

/// "2 errors, 1 warning in 2 files"; "no problems in 1 file: 11 events, 22 actors, …".
pub fn summary(loaded: &Loaded) -> String {
    let files = counted(loaded.files.len(), "file", "files");
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let mut problems = Vec::new();
    if errors > 0 {
        problems.push(counted(errors, "error", "errors"));
    }
    if warnings > 0 {
        problems.push(counted(warnings, "warning", "warnings"));
    }
    let mut summary = if problems.is_empty() {
        format!("no problems in {files}")
    } else {
        format!("{} in {files}", problems.join(", "))
    };
    let chronology = &loaded.chronology;
    let contents: Vec<String> = [
        (chronology.events().len(), "event", "events"),
        (chronology.actors().len(), "actor", "actors"),
        (chronology.relations().len(), "relation", "relations"),
        (chronology.places().len(), "place", "places"),
        (chronology.sources().len(), "source", "sources"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    if !contents.is_empty() {
        summary.push_str(if problems.is_empty() {
            ": "
        } else {
            "; opens with "
        });
        summary.push_str(&contents.join(", "));
    }
    if chronology.replaced() > 0 {
        let replaced = counted(chronology.replaced(), "character", "characters");
        summary.extend(["; ", &replaced, " made visible"]);
    }
    summary
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
