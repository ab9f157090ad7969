//! `dateline export QUERY --to FORMAT`: what a query finds, as a document.
//!
//! A file is written whole or not at all: into a new file beside it, then renamed.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Timelike, Utc};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::loader::STDIN;
use super::run_query::{QueryRun, run_query};
use super::{FileArgs, Outcome, arguments, complain, write};
use crate::format::export::{EXPORTERS, Exported, Exporter, Extract, Made, named, of_extension};
use crate::model::date::Day;
use crate::model::problem::quoted;
use crate::model::{EventId, Meeting};

/// The variable that says when an export is made, in seconds since 1970, so that builds can be repeated
/// (reproducible-builds.org).
const MADE_VARIABLE: &str = "SOURCE_DATE_EPOCH";

const EXAMPLES: &str = "\
Examples:
  dateline export 'kind:sanctions' --to md
  dateline export '' --to csv events.ron examples/handovers.ron
  dateline export 'during:2023-10' -o october.html --force && ls october.html
  dateline export 'actor:\"Saw Chit Thu\"' --to svg

Exit codes: 0 it is written, 1 nothing matched, 2 the query or a file is wrong.";

/// What `export` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    /// What to export, in the words of the search; '' is everything
    #[arg(value_name = "QUERY", value_parser = arguments::query(), allow_hyphen_values = true)]
    query: String,
    #[command(flatten)]
    files: FileArgs,
    /// In which format; else the ending of the output file tells
    #[arg(long, value_name = "FORMAT", value_parser = formats(), required_unless_present = "output")]
    to: Option<&'static Exporter>,
    /// Write to this file, whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there; write also where a date can't be read
    #[arg(long)]
    force: bool,
}

/// Reads the name of an exporter; the table is its help.
fn formats() -> impl TypedValueParser<Value = &'static Exporter> {
    PossibleValuesParser::new(
        EXPORTERS
            .iter()
            .map(|exporter| PossibleValue::new(exporter.name).help(exporter.about)),
    )
    .try_map(|name| named(&name).ok_or("there is no such format"))
}

/// Exports.
///
/// # Errors
///
/// If output can't be written.
pub fn export(args: &ExportArgs) -> io::Result<Outcome> {
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new(STDIN));
    let Some(exporter) = args.to.or_else(|| by_ending(output)) else {
        complain("dateline: say with --to in which format: the ending of the file tells none");
        return Ok(Outcome::Misused);
    };
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let QueryRun { query, found, .. } = match run_query(&loaded, &args.query) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    if found.is_empty() {
        complain("dateline: no event matches; nothing is written");
        return Ok(Outcome::Negative);
    }
    let events: Vec<(EventId, Meeting)> = found
        .by_date()
        .iter()
        .map(|hit| (hit.event, hit.certainty))
        .collect();
    let unreadable = events.iter().filter(|(id, _)| {
        let event = loaded.chronology.event(*id);
        event.date.is_unreadable()
    });
    let unreadable = unreadable.count();
    if unreadable > 0 && !args.force {
        complain(&format!(
            "dateline: {unreadable} of the dates can't be read, so nothing is written; `dateline check` says where, --force exports them as unreadable"
        ));
        return Ok(Outcome::Misused);
    }
    let Exported { text, remarks } = exporter.write(&Extract {
        chronology: &loaded.chronology,
        events: &events,
        asked: args.query.trim(),
        has_period: query.has_period(),
        made: made(),
    });
    let outcome = match output {
        None => write(&text).map(|()| Outcome::Done)?,
        Some(path) => save(path, &text, args.force)?,
    };
    if outcome == Outcome::Done {
        for remark in remarks {
            complain(&format!("dateline: {remark}"));
        }
    }
    Ok(outcome)
}

fn by_ending(output: Option<&Path>) -> Option<&'static Exporter> {
    of_extension(output?.extension()?.to_str()?)
}

/// Now, or what stands for it.
fn made() -> Option<Made> {
    let said = std::env::var(MADE_VARIABLE)
        .ok()
        .and_then(|said| DateTime::from_timestamp(said.parse().ok()?, 0));
    let now = said.unwrap_or_else(Utc::now);
    let part = |number: u32| u8::try_from(number).ok();
    Some(Made {
        day: Day::from_civil(i64::from(now.year()), part(now.month())?, part(now.day())?)?,
        second: now.num_seconds_from_midnight(),
    })
}

/// Writes a file whole or not at all.
///
/// # Errors
///
/// If it can't be written.
fn save(path: &Path, text: &str, force: bool) -> io::Result<Outcome> {
    let known = fs::metadata(path).ok();
    if let Some(known) = &known {
        if known.is_dir() {
            complain(&format!("dateline: {} is a folder", shown(path)));
            return Ok(Outcome::Misused);
        }
        if !known.is_file() {
            // A device or a pipe is written to, never replaced.
            let mut device = File::options().write(true).open(path)?;
            device.write_all(text.as_bytes())?;
            device.flush()?;
            return Ok(Outcome::Done);
        }
        if !force && !agreed(path) {
            complain(&format!(
                "dateline: {} is there already; --force writes over it",
                shown(path)
            ));
            return Ok(Outcome::Misused);
        }
    }
    // What a link points to is written, and the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match replace(&path, folder, text, known.as_ref()) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => {
            complain(&format!("dateline: can't write {}: {error}", shown(&path)));
            Ok(Outcome::Misused)
        }
    }
}

/// Writes a new file beside `path` and gives it that name. Where there was none, one that somebody else makes
/// meanwhile is not written over.
fn replace(path: &Path, folder: &Path, text: &str, known: Option<&fs::Metadata>) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask has its say, as with any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(known) = known {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    if known.is_some() {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    // That the name itself is on the disk too is more than some file systems can be asked.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Whether somebody at a terminal lets the file be written over.
fn agreed(path: &Path) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return false;
    }
    let mut error = io::stderr();
    let asked = write!(
        error,
        "{} is there already. Write over it? [y/N] ",
        shown(path)
    )
    .and_then(|()| error.flush());
    let mut answer = String::new();
    asked.is_ok()
        && io::stdin().read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

fn shown(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}
