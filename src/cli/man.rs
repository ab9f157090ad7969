//! `dateline man`: the manual page of the program or of a subcommand, computed from the arguments.

use std::io;

use clap::{Args, Command};

use super::{Outcome, complain, write};

const EXAMPLES: &str = "\
Examples:
  dateline man > /dev/null
  dateline man find | head -3";

/// What `man` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// The subcommand; without it, the program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints a page of `program`.
///
/// # Errors
///
/// If output can't be written.
pub fn man(args: &ManArgs, mut program: Command) -> io::Result<Outcome> {
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => {
            let Some(command) = program.find_subcommand(name) else {
                complain("dateline: there is no such subcommand; see dateline --help");
                return Ok(Outcome::Misused);
            };
            command.clone()
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    write(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
