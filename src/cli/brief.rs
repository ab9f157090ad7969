//! `dateline brief [NAME]`: a briefing on the screen, or printed as a handout.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};

use super::check::report;
use super::explore::{outside, screen, state};
use super::files::Loaded;
use super::{FileArgs, Outcome, complain, write};
use crate::explorer::brief::{Brief, CHOOSE, named};
use crate::format::handout::{self, Handout, HandoutStep};
use crate::format::render::Style;
use crate::model::Chronology;
use crate::query::{self, Index, Query};
use crate::terminal::{Choice, Environment};

/// What `brief` is told.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dateline brief overview
  dateline brief overview --print --notes
  dateline brief --query 'place:\"Shwe Kokko\"' --print --format plain")]
pub struct BriefArgs {
    /// The briefing: its id, its title or words of it; without it, the only one, or a choice
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<std::path::PathBuf>,
    /// Brief on what this query finds, by date, in place of a briefing of the file
    #[arg(long, value_name = "QUERY", conflicts_with = "name")]
    query: Option<String>,
    /// Print it in place of showing it
    #[arg(long)]
    print: bool,
    /// With the notes
    #[arg(long, requires = "print")]
    notes: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "md", requires = "print")]
    format: PrintFormat,
}

/// How a briefing is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PrintFormat {
    /// Markdown
    Md,
    /// Plain text
    Plain,
}

/// Gives a briefing.
///
/// # Errors
///
/// If output can't be written.
pub fn brief(args: &BriefArgs) -> io::Result<Outcome> {
    let files = FileArgs::of(args.file.clone());
    let environment = Environment::read();
    if !args.print
        && let Choice::Screen(look) = environment.choose()
    {
        let name = match (&args.name, &args.query) {
            (Some(name), _) => Some(name.clone()),
            // The result of the query; without one, the person chooses.
            (None, Some(_)) => Some(String::new()),
            (None, None) => Some(CHOOSE.to_owned()),
        };
        let state = state(args.query.as_deref()).briefed(name);
        return Ok(screen(files, state, environment, look));
    }
    print(args, &files)
}

fn print(args: &BriefArgs, files: &FileArgs) -> io::Result<Outcome> {
    let loaded = files.load();
    if loaded.has_faults() {
        complain(&report(&loaded, Style::default()));
    }
    if loaded.is_unreadable() {
        return Ok(Outcome::Misused);
    }
    let brief = match chosen(args, &loaded) {
        Ok(brief) => brief,
        Err((outcome, told)) => {
            complain(&told);
            return Ok(outcome);
        }
    };
    let steps = brief.steps.iter().map(|step| HandoutStep {
        event: step.event,
        note: if args.notes { &step.note } else { "" },
    });
    let handout = Handout {
        title: &brief.title,
        steps: steps.collect(),
    };
    let chronology = &loaded.chronology;
    write(&match args.format {
        PrintFormat::Md => handout::markdown::write(chronology, &handout),
        PrintFormat::Plain => handout::plain::write(chronology, &handout),
    })?;
    Ok(Outcome::Done)
}

/// The briefing that the arguments mean; else the exit and what to say.
fn chosen(args: &BriefArgs, loaded: &Loaded) -> Result<Brief, (Outcome, String)> {
    let chronology = &loaded.chronology;
    if let Some(text) = &args.query {
        return of_query(text, loaded);
    }
    let ids = chronology.briefing_ids();
    let id = match &args.name {
        Some(name) => named(chronology, name).ok_or_else(|| {
            let told = format!(
                "dateline: no one briefing is called {name}\n{}",
                names(chronology)
            );
            (Outcome::Misused, crate::model::text::cleaned(&told))
        })?,
        None if ids.len() == 1 => ids.last().ok_or((Outcome::Found, String::new()))?,
        None => {
            let told = format!("dateline: say which briefing\n{}", names(chronology));
            return Err((Outcome::Misused, told));
        }
    };
    Brief::of(chronology, id).ok_or((
        Outcome::Found,
        "dateline: the briefing has no step".to_owned(),
    ))
}

fn of_query(text: &str, loaded: &Loaded) -> Result<Brief, (Outcome, String)> {
    let chronology = &loaded.chronology;
    let outside = outside();
    let query = Query::parse(text, chronology, &outside).map_err(|error| {
        let help = error
            .help
            .map(|help| format!("; {help}"))
            .unwrap_or_default();
        let told = format!(
            "dateline: the query, column {}: {}{help}",
            error.at.start + 1,
            error.message
        );
        (Outcome::Misused, told)
    })?;
    let index = Index::new(Arc::clone(chronology));
    let found = query::run(&index, &query, &outside, &AtomicBool::new(false)).unwrap_or_default();
    let events = found.by_date().iter().map(|hit| hit.event);
    Brief::of_events(text.trim(), events)
        .ok_or_else(|| (Outcome::Found, "dateline: no event matches".to_owned()))
}

/// The briefings of the file, a line each.
fn names(chronology: &Chronology) -> String {
    if chronology.briefings().is_empty() {
        return "the file has no briefing; --query makes one of a result".to_owned();
    }
    let lines: Vec<String> = chronology
        .briefings()
        .iter()
        .map(|briefing| format!("  {}  {}", briefing.id, briefing.title))
        .collect();
    lines.join("\n")
}
