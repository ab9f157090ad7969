//! The command line: arguments, and one file a subcommand with its one-shot output.
//!
//! Files are found in `file_args`, read by `loader` into what `loaded` holds; `run_query` runs a query over it, `lookup`
//! finds ids and names in it, `output` prints it. A new subcommand is a file and a row of `subcommands!`.

pub mod actor;
pub mod add;
mod arguments;
pub mod brief;
pub mod bundled;
pub mod check;
pub mod cite;
pub mod complete_words;
pub mod completions;
pub mod config;
pub mod convert;
mod csl;
pub mod diff;
pub mod explore;
pub mod export;
mod file_args;
pub mod find;
mod id_args;
pub mod init;
pub mod lint;
pub mod loaded;
pub mod loader;
mod lookup;
pub mod man;
mod markdown_page;
pub mod notes;
pub mod open;
pub mod open_files;
mod outcome;
pub mod output;
pub mod path;
pub mod pick;
mod query_help;
mod reread;
mod revision;
pub mod run_query;
mod save;
pub mod show;
pub mod source;
mod threads;

use std::io;

use clap::{CommandFactory, Parser, Subcommand};

pub use crate::terminal::tell_panics;
pub use arguments::parse;
pub use file_args::{FileArgs, FileFlag};
pub use outcome::{Outcome, complain, write};

const EXAMPLES: &str = "\
Examples:
  dateline
  dateline events.ron examples/handovers.ron
  dateline --query 'kind:sanctions'
  dateline find 'shwe kok'

Each subcommand has examples of its own: dateline find --help.";

/// Explore chronologies of events, and the people, organisations and states in them.
///
/// Without a file it opens those that the variable `DATELINE_FILE` names, with colons between them, then `./events.ron`, then the
/// chronology that is built in.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; without it, explore.
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    explore: explore::ExploreArgs,
}

/// One row a subcommand: its help, its name and arguments, and what runs it.
macro_rules! subcommands {
    ($($(#[$about:meta])* $name:ident($args:ty) => $run:expr,)+) => {
        /// The subcommands.
        #[derive(Debug, Subcommand)]
        enum Command {
            $($(#[$about])* $name($args),)+
        }

        impl Command {
            fn run(&self) -> io::Result<Outcome> {
                match self {
                    $(Self::$name(args) => ($run)(args),)+
                }
            }
        }
    };
}

subcommands! {
    /// Report everything that is wrong with files
    Check(check::CheckArgs) => check::check,
    /// Append an event to a file, where all else stays as it is
    Add(add::AddArgs) => add::add,
    /// Write a chronology to start from
    Init(init::InitArgs) => init::init,
    /// Tell what one chronology says otherwise than another, by ids
    Diff(diff::DiffArgs) => diff::diff,
    /// Give a briefing, one step a screen, or print it
    Brief(brief::BriefArgs) => brief::brief,
    /// Write what a query finds as a document
    Export(export::ExportArgs) => export::export,
    /// Turn files of any format that can be read into a chronology, or into any other format
    Convert(convert::ConvertArgs) => convert::convert,
    /// Pick events on the terminal; their ids go to standard output
    Pick(pick::PickArgs) => pick::pick,
    /// List the events that a query finds
    Find(find::FindArgs) => find::find,
    /// Show everything known of an event, or of anything else that has an id
    Show(show::ShowArgs) => show::show,
    /// Show everything known of an actor
    Actor(actor::ActorArgs) => actor::actor,
    /// Show a source, what it says and what rests on it
    Source(source::SourceArgs) => source::source,
    /// Show how two actors or events are connected
    Path(path::PathArgs) => path::path,
    /// Cite the sources of an event
    Cite(cite::CiteArgs) => cite::cite,
    /// Print the addresses of sources, or open them in the browser
    Open(open::OpenArgs) => open::open,
    /// Print a script that completes commands, ids and names in a shell
    Completions(completions::CompletionsArgs) => |args| completions::completions(args, Cli::command()),
    /// Print a manual page, or write all
    Man(man::ManArgs) => |args| man::man(args, Cli::command()),
    /// Print words that may stand in a place, for completion scripts
    #[command(hide = true)]
    CompleteWords(complete_words::CompleteWordsArgs) => complete_words::complete_words,
}

/// Does what the arguments say.
///
/// # Errors
///
/// If output can't be written. A reader that went away is no error.
pub fn run(cli: &Cli) -> io::Result<Outcome> {
    match &cli.command {
        Some(command) => command.run(),
        None => match explore::no_command(&cli.explore) {
            Some(told) => {
                complain(&told);
                Ok(Outcome::Misused)
            }
            None => explore::explore(&cli.explore),
        },
    }
}
