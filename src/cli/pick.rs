//! `dateline pick [QUERY]`: the explorer on the terminal, what was chosen on standard output.
//!
//! The terminal is opened on its own, so standard output may be a pipe, a file
//! or `$(…)`. With nothing chosen nothing is printed, and the exit code is 130.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::explore::{session, state};
use super::{FileArgs, Outcome, complain, write};
use crate::explorer::State;
use crate::terminal::{self, Choice, End, Environment};

/// The exit code for "left without choosing", as a program that was interrupted has it.
const LEFT: u8 = 130;

/// What `pick` is told.
#[derive(Debug, Args)]
pub struct PickArgs {
    /// What to begin with in the search box
    #[arg(value_name = "QUERY", default_value = "")]
    query: String,
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
}

/// Lets a person pick events.
///
/// # Errors
///
/// If output can't be written.
pub fn pick(args: &PickArgs) -> io::Result<Outcome> {
    let mut environment = Environment::read();
    // What counts is the terminal, not where standard output goes.
    environment.is_tty = true;
    let Choice::Screen(look) = environment.choose() else {
        complain("dateline: pick needs a terminal to draw on; `dateline find` prints without one");
        return Ok(Outcome::Misused);
    };
    let files = FileArgs::of(args.file.clone());
    let state = state(Some(&args.query)).picking();
    match terminal::run(session(files, state, environment, look)) {
        Err(error) => {
            complain(&format!("dateline: {error}"));
            Ok(Outcome::Misused)
        }
        Ok(ended) => match ended.end {
            End::Signal(signal) => Ok(Outcome::Ended(terminal::die_of(signal))),
            End::Quit => print(&ended.state),
        },
    }
}

/// The ids of what was chosen, a line each, in order of time.
fn print(state: &State) -> io::Result<Outcome> {
    let Some(pick) = state.pick.as_ref().filter(|pick| pick.is_done) else {
        return Ok(Outcome::Ended(LEFT));
    };
    let chronology = state.chronology();
    let lines: String = pick
        .marked
        .iter()
        .flat_map(|event| [&*chronology.event(*event).id, "\n"])
        .collect();
    write(&lines)?;
    Ok(Outcome::Done)
}
