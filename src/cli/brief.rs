//! `dateline brief [NAME]`: a briefing on the screen, or printed as a handout.

use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};

use super::config::Config;
use super::explore::{live, screen, session, state, surroundings};
use super::loaded::Loaded;
use super::open_files::OpenFiles;
use super::output::Destination;
use super::run_query::{Corrections, complain_of_nothing, run_query};
use super::{FileFlag, Outcome, arguments, complain};
use crate::explorer::state::briefing::{Brief, CHOOSE, Staging, named};
use crate::explorer::state::cue::Speaker;
use crate::format::document::handout::{Handout, HandoutStep};
use crate::format::document::{html, markdown, plain};
use crate::model::Chronology;
use crate::view::Look;
use crate::wire::{Environment, Presentation};

/// What `brief` is told.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dateline brief overview
  dateline brief overview --step 3
  dateline brief overview --speaker --minutes 20
  dateline brief overview --print --notes
  dateline brief --query 'place:\"Shwe Kokko\"' --print --format plain")]
pub struct BriefArgs {
    /// The briefing: its id, its title or words of it; without it, the only one, or a choice
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    files: FileFlag,
    /// Brief on what this query finds, by date, in place of a briefing of the file
    #[arg(long, value_name = "QUERY", value_parser = arguments::query(), conflicts_with = "name")]
    query: Option<String>,
    /// The speaker's own screen, which follows and drives a briefing in another terminal on this host: the note, the
    /// next step, the clock
    #[arg(long, conflicts_with_all = ["print", "notes", "clean"])]
    speaker: bool,
    /// How many minutes the talk may take
    #[arg(long, value_name = "MINUTES", requires = "speaker", value_parser = clap::value_parser!(u16).range(1..=1440))]
    minutes: Option<u16>,
    /// Begin with this step
    #[arg(long, value_name = "N", conflicts_with = "print")]
    step: Option<usize>,
    /// Run no program and write no file: no editor, no shell to stop to, no link to a speaker's screen
    #[arg(long)]
    no_shell: bool,
    /// Do not read files again when they are saved
    #[arg(long)]
    no_watch: bool,
    /// Print it in place of showing it
    #[arg(long)]
    print: bool,
    /// With the notes; on the screen, a rule sets them apart
    #[arg(long)]
    notes: bool,
    /// Without the row of keys, from the first frame on
    #[arg(long, conflicts_with = "print")]
    clean: bool,
    /// How to print it; as the ending of the file says, else Markdown
    #[arg(long, value_name = "FORMAT", conflicts_with = "speaker")]
    format: Option<PrintFormat>,
    #[command(flatten)]
    destination: Destination,
}

/// How a briefing is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PrintFormat {
    /// Markdown
    Md,
    /// Plain text
    Plain,
    /// A page to print
    Html,
}

/// Gives a briefing.
///
/// # Errors
///
/// If output can't be written.
pub fn brief(args: &BriefArgs) -> io::Result<Outcome> {
    if args.print || args.format.is_some() || args.destination.file().is_some() {
        return print(args);
    }
    let (mut environment, config) = match surroundings() {
        Ok(surroundings) => surroundings,
        Err(outcome) => return Ok(outcome),
    };
    environment.without_shell = args.no_shell;
    match environment.presentation() {
        Presentation::Screen(look) => Ok(stage(args, config, (environment, look))),
        Presentation::Plain => print(args),
    }
}

/// Shows it; but nothing is projected before it is known that there is something to show.
fn stage(args: &BriefArgs, config: Config, look: (Environment, Look)) -> Outcome {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return outcome,
    };
    let name = match begun(args, &loaded) {
        Ok(name) => name,
        Err((outcome, told)) => {
            if !told.is_empty() {
                complain(&told);
            }
            return outcome;
        }
    };
    let staging = Staging {
        notes: args.notes,
        keys: !args.clean,
        step: args.step.map_or(0, |step| step.saturating_sub(1)),
    };
    let watches = config.watch && !args.no_watch;
    let state = state(args.query.as_deref(), config)
        .staged(staging)
        .speaking(args.speaker.then(|| Speaker {
            minutes: args.minutes,
            ..Speaker::default()
        }))
        .briefed(Some(name));
    let (files, open) = (args.files.all(), OpenFiles::default());
    open.set(loaded);
    let session = session(&files, state, look, &open);
    screen(live(session, &files, &open, watches))
}

/// What a screen begins with: the id of the briefing, an empty name for the result of the query, a choice where several are
/// there; else the exit and what to say.
fn begun(args: &BriefArgs, loaded: &Loaded) -> Result<String, (Outcome, String)> {
    let is_choice = args.query.is_none() && args.name.is_none() && args.step.is_none();
    if is_choice && loaded.chronology.briefing_ids().len() > 1 {
        return Ok(CHOOSE.to_owned());
    }
    let brief = chosen(args, loaded)?;
    complain_of_left_out(&brief);
    let count = brief.steps.len();
    match args.step {
        Some(step) if !(1..=count).contains(&step) => Err((
            Outcome::Misused,
            format!("dateline: there are steps 1 to {count}, not {step}"),
        )),
        Some(_) | None => Ok(brief.id.into()),
    }
}

fn complain_of_left_out(brief: &Brief) {
    if let Some(told) = brief.left_out() {
        complain(&format!("dateline: {told}"));
    }
}

fn print(args: &BriefArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let brief = match chosen(args, &loaded) {
        Ok(brief) => brief,
        Err((outcome, told)) => {
            if !told.is_empty() {
                complain(&told);
            }
            return Ok(outcome);
        }
    };
    complain_of_left_out(&brief);
    let steps = brief.steps.iter().map(|step| {
        let note = if args.notes { &*step.note } else { "" };
        HandoutStep::of(&loaded.chronology, step.event, note)
    });
    let chronology = &loaded.chronology;
    let named = chronology
        .briefings()
        .iter()
        .find(|known| !brief.id.is_empty() && known.id == brief.id);
    let handout = Handout {
        title: &brief.title,
        chronology: chronology.title(),
        about: named.map_or("", |known| &*known.about),
        steps: steps.collect(),
    };
    // A terminal that can show no more gets what can be read there.
    let usual = match args.destination.extension() {
        Some("html" | "htm") => PrintFormat::Html,
        Some("txt") => PrintFormat::Plain,
        None if io::stdout().is_terminal() && !args.print => PrintFormat::Plain,
        Some(_) | None => PrintFormat::Md,
    };
    let text = match args.format.unwrap_or(usual) {
        PrintFormat::Md => markdown::handout(&handout),
        PrintFormat::Html => html::handout(&handout),
        PrintFormat::Plain => plain::handout(&handout),
    };
    args.destination.write(&text, &loaded)
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
            (Outcome::Misused, told)
        })?,
        None if ids.len() == 1 => ids.last().ok_or((Outcome::Negative, String::new()))?,
        None => {
            let told = format!("dateline: say which briefing\n{}", names(chronology));
            return Err((Outcome::Misused, told));
        }
    };
    Brief::of(chronology, id).ok_or((
        Outcome::Negative,
        "dateline: the briefing has no step".to_owned(),
    ))
}

fn of_query(text: &str, loaded: &Loaded) -> Result<Brief, (Outcome, String)> {
    // What is wrong with the query has been said.
    let asked = run_query(loaded, text, Corrections::Offered)
        .map_err(|outcome| (outcome, String::new()))?;
    let events = asked.found.by_date().iter().map(|hit| hit.event);
    Brief::of_events(text.trim(), events).ok_or_else(|| {
        complain_of_nothing(&asked, text);
        (Outcome::Negative, String::new())
    })
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
