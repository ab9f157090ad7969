//! `dateline open ID`: the addresses of sources, printed, or opened in the browser if the person says so on a terminal.
//!
//! An address comes from a file that somebody else may have written: nothing is started unless `--launch` asks for it, only web addresses are, and
//! the program that opens them gets the address as one argument, past any shell.

use std::io::{self, IsTerminal};
use std::process::{Command, Stdio};

use clap::Args;

use super::id_args::IdArgs;
use super::output::Destination;
use super::{FileFlag, Outcome, complain};
use crate::format::document::Item;
use crate::model::problem::quoted;
use crate::model::{Source, SourceId};

const EXAMPLES: &str = "\
Examples:
  dateline open xinhua-shine-2023-09-08 -f examples/handovers.ron
  dateline open --query 'source:shine' -f examples/handovers.ron

On a terminal:
  dateline open xinhua-shine-2023-09-08 -f examples/handovers.ron --launch

Exit codes: 0 all have an address, 1 none has, 2 wrong use or an unreadable file, 3 some have.";

/// What opens an address.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// What `open` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct OpenArgs {
    #[command(flatten)]
    ids: IdArgs,
    #[command(flatten)]
    files: FileFlag,
    /// Open them in the browser, where standard output is a terminal
    #[arg(long)]
    launch: bool,
    /// The addresses of the copies that are kept, in place of the sources' own
    #[arg(long)]
    archived: bool,
    /// Start no program, whatever else is said
    #[arg(long)]
    no_shell: bool,
    #[command(flatten)]
    destination: Destination,
}

/// Prints or opens addresses.
///
/// # Errors
///
/// If output can't be written.
pub fn open(args: &OpenArgs) -> io::Result<Outcome> {
    let (loaded, items, mut has_all) = match args.ids.open_cited(&args.files) {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let chronology = &*loaded.chronology;
    let mut sources: Vec<SourceId> = Vec::new();
    for item in items {
        match item {
            Item::Event(id) => {
                let event = chronology.event(id);
                if event.cites.is_empty() {
                    has_all = false;
                    complain(&format!("dateline: {} cites no source", quoted(&event.id)));
                }
                sources.extend(event.cites.iter().map(|cite| cite.source));
            }
            Item::Source(id) => sources.push(id),
            Item::Row(..)
            | Item::Actor(_)
            | Item::Place(_)
            | Item::Briefing(_)
            | Item::Hop { .. } => {}
        }
    }
    let mut addresses: Vec<&str> = Vec::new();
    for id in sources {
        let source = chronology.source(id);
        match address(source, args.archived) {
            "" => {
                has_all = false;
                let copy = if args.archived { " of a copy" } else { "" };
                let id = quoted(&source.id);
                complain(&format!("dateline: the file has no address{copy} for {id}"));
            }
            address if addresses.contains(&address) => {}
            address => addresses.push(address),
        }
    }
    if addresses.is_empty() {
        return Ok(loaded.outcome(Outcome::Negative));
    }
    let is_launched = args.launch
        && !args.no_shell
        && args.destination.file().is_none()
        && io::stdout().is_terminal();
    let mut text = String::new();
    for address in addresses {
        if !(is_launched && launch(address)) {
            text.push_str(address);
            text.push('\n');
        }
    }
    let outcome = args.destination.write(&text, &loaded)?;
    Ok(match outcome {
        Outcome::Done if !has_all => Outcome::Partial,
        outcome => loaded.outcome(outcome),
    })
}

/// Where a source is, or where its copy is; the copy too where it has no place of its own.
fn address(source: &Source, archived: bool) -> &str {
    if archived || source.origin.is_empty() {
        &source.archived
    } else {
        &source.origin
    }
}

/// Opens a web address; whether that went well. What went wrong is said.
fn launch(address: &str) -> bool {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    if !is_web {
        complain("dateline: this is no web address, so it is printed");
        return false;
    }
    let status = Command::new(OPENER)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => true,
        Ok(_) => {
            complain(&format!("dateline: {OPENER} could not open it"));
            false
        }
        Err(error) => {
            complain(&format!("dateline: {OPENER}: {error}"));
            false
        }
    }
}
