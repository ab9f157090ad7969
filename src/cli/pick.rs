//! `dateline pick [QUERY]`: the explorer on the terminal, what was chosen on standard output.
//!
//! The terminal is opened on its own, so standard output may be a pipe, a file
//! or `$(…)`. With nothing chosen nothing is printed, and the exit code is 130.

use std::io;

use clap::Args;

use super::cite::StyleFlags;
use super::explore::{session, state, surroundings};
use super::loaded::Loaded;
use super::open_files::OpenFiles;
use super::output::{Destination, Format, parser};
use super::{FileFlag, Outcome, arguments, complain, lookup, threads};
use crate::explorer::State;
use crate::format::cite::{Form, Options, Style, Subject, cite_all};
use crate::format::document::Item;
use crate::terminal::{self, SessionEnd, TerminalError};
use crate::wire::Presentation;

/// The exit code for "left without choosing", as a program that was interrupted has it.
const LEFT: u8 = 130;

const EXAMPLES: &str = "\
On a terminal:
  dateline pick
  dateline pick 'shwe kok' --style md-link
  dateline pick --cite
  dateline show -- \"$(dateline pick)\"
  :r !dateline pick --style footnote        (in Vim)

Exit codes: 0 something was chosen, 130 nothing was, 2 wrong use.";

/// What is said where nobody can pick.
const NO_TERMINAL: &str = "dateline: pick needs a terminal to draw on: in Vim :DatelineCite gives it one; `dateline find` prints without one";

/// What `pick` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct PickArgs {
    /// What to begin with in the search box
    #[arg(value_name = "QUERY", default_value = "", value_parser = arguments::query())]
    query: String,
    #[command(flatten)]
    files: FileFlag,
    /// How to write what was chosen; without it, the ids
    #[arg(long, value_name = "FORMAT", value_parser = parser(), conflicts_with_all = ["style", "form", "key"])]
    format: Option<&'static Format>,
    /// Write citations, in the style of the configuration unless another is said
    #[arg(long, conflicts_with = "format")]
    cite: bool,
    #[command(flatten)]
    style: StyleFlags,
    #[command(flatten)]
    destination: Destination,
}

/// Lets a person pick events.
///
/// # Errors
///
/// If output can't be written.
pub fn pick(args: &PickArgs) -> io::Result<Outcome> {
    let cites = args.cite || args.style.is_given();
    let style = match cites.then(|| args.style.chosen()) {
        Some(Err(outcome)) => return Ok(outcome),
        chosen => chosen.and_then(Result::ok),
    };
    let (mut environment, config) = match surroundings() {
        Ok(surroundings) => surroundings,
        Err(outcome) => return Ok(outcome),
    };
    // What counts is the terminal, not where standard output goes.
    environment.is_tty = true;
    let Presentation::Screen(look) = environment.presentation() else {
        complain(NO_TERMINAL);
        return Ok(Outcome::Misused);
    };
    let open = OpenFiles::default();
    let state = state(Some(&args.query), config).picking();
    threads::start();
    let session = session(&args.files.all(), state, (environment, look), &open);
    match terminal::run(session) {
        Err(TerminalError::NoTerminal(_)) => {
            complain(NO_TERMINAL);
            Ok(Outcome::Misused)
        }
        Err(error) => {
            complain(&format!("dateline: {error}"));
            Ok(Outcome::Misused)
        }
        Ok(ended) => match ended.end {
            SessionEnd::Signal(signal) => Ok(Outcome::Ended(terminal::die_of(signal))),
            SessionEnd::Quit => print(args, style, &ended.state, open.get().as_deref()),
        },
    }
}

/// What was chosen, in order of time.
fn print(
    args: &PickArgs,
    style: Option<(&Style, Option<Form>)>,
    state: &State,
    loaded: Option<&Loaded>,
) -> io::Result<Outcome> {
    let picked = state.pick.as_ref().filter(|pick| pick.is_done);
    let Some((pick, loaded)) = picked.zip(loaded) else {
        return Ok(Outcome::Ended(LEFT));
    };
    let events = pick.marked.iter().copied();
    if let Some((style, form)) = style {
        let subjects: Vec<Subject> = events.map(Subject::Event).collect();
        let options = Options {
            form,
            ..Options::default()
        };
        let text = cite_all(style, &loaded.chronology, &subjects, &options);
        return args.destination.write(&text, loaded);
    }
    let items = events.map(Item::Event).collect();
    let format = args.format.or(Format::called("ids"));
    lookup::written(loaded, "pick", (items, true), format, &args.destination)
}
