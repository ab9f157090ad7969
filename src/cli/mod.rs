//! The command line: arguments, and one file a subcommand with its one-shot output.

pub mod actor;
pub mod asking;
pub mod brief;
pub mod bundled;
pub mod check;
pub mod cite;
pub mod complete_words;
pub mod completions;
pub mod config;
pub mod explore;
pub mod export;
pub mod files;
pub mod find;
pub mod loader;
pub mod man;
mod named;
pub mod output;
pub mod path;
pub mod pick;
pub mod show;
pub mod source;
mod unkept;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};

use crate::format::render::Style;
use files::Loaded;
use loader::Watch;

/// The variable that names the file to open where none is given.
const FILE_VARIABLE: &str = "DATELINE_FILE";

/// The file that is opened where neither arguments nor the variable name one.
const FILE_HERE: &str = "events.ron";

/// From so many events on, taking a chronology apart would take longer than anybody notices.
const MANY: usize = 100_000;

const EXAMPLES: &str = "\
Examples:
  dateline
  dateline events.ron examples/handovers.ron
  dateline --query 'kind:sanctions'
  dateline find 'shwe kok'

Each subcommand has examples of its own: dateline find --help.";

/// Explore chronologies of events, and the people, organisations and states in them.
///
/// Without a file it opens the one that the variable `DATELINE_FILE` names, then `./events.ron`, then the
/// chronology that is built in.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; without it, explore.
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    explore: ExploreArgs,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Report everything that is wrong with files
    Check(check::CheckArgs),
    /// Give a briefing, one step a screen, or print it
    Brief(brief::BriefArgs),
    /// Write what a query finds as a document
    Export(export::ExportArgs),
    /// Pick events on the terminal; their ids go to standard output
    Pick(pick::PickArgs),
    /// List the events that a query finds
    Find(find::FindArgs),
    /// Show everything known of an event, or of anything else that has an id
    Show(show::ShowArgs),
    /// Show everything known of an actor
    Actor(actor::ActorArgs),
    /// Show a source, what it says and what rests on it
    Source(source::SourceArgs),
    /// Show how two actors or events are connected
    Path(path::PathArgs),
    /// Cite the sources of an event
    Cite(cite::CiteArgs),
    /// Print a script that completes commands, ids and names in a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man(man::ManArgs),
    /// Print words that may stand in a place, for completion scripts
    #[command(hide = true)]
    CompleteWords(complete_words::CompleteWordsArgs),
}

/// Which files to open.
#[derive(Debug, Clone, Args)]
pub struct FileArgs {
    /// Files and folders to open together; - is standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
}

impl FileArgs {
    /// The chronology that is meant, read.
    pub fn load(&self) -> Loaded {
        self.load_watched(&mut |_| {})
    }

    /// The same; `watch` is told how far it is.
    pub fn load_watched(&self, watch: &mut Watch<'_>) -> Loaded {
        let paths: Vec<PathBuf> = self.file.iter().chain(&self.files).cloned().collect();
        let loaded = load_watched(&paths, watch);
        if loaded.chronology.events().len() >= MANY {
            // To take it apart at the end would keep the person waiting; the system takes it back at once.
            std::mem::forget(Arc::clone(&loaded.chronology));
        }
        loaded
    }

    /// The chronology that is meant, read, if anything of it can be. What is wrong with it is said in short.
    fn open(&self) -> Result<Loaded, Outcome> {
        opened(self.load())
    }
}

/// Which files to open, where all else on the command line is something else.
#[derive(Debug, Clone, Args)]
pub struct FileFlag {
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
}

impl FileFlag {
    /// The same files, for the explorer.
    fn all(&self) -> FileArgs {
        FileArgs {
            files: Vec::new(),
            file: self.file.clone(),
        }
    }

    /// The chronology that is meant, read, if anything of it can be. What is wrong with it is said in short.
    fn open(&self) -> Result<Loaded, Outcome> {
        opened(load(&self.file))
    }
}

/// The files at these paths; without any, what the variable names, the file that is here, or what is built in.
fn load(paths: &[PathBuf]) -> Loaded {
    load_watched(paths, &mut |_| {})
}

/// The same; `watch` is told how far it is.
fn load_watched(paths: &[PathBuf], watch: &mut Watch<'_>) -> Loaded {
    if !paths.is_empty() {
        return files::load_watched(paths, watch);
    }
    match std::env::var_os(FILE_VARIABLE) {
        Some(path) if !path.is_empty() => files::load_watched(&[path.into()], watch),
        _ if Path::new(FILE_HERE).exists() => files::load_watched(&[FILE_HERE.into()], watch),
        _ => files::load_bundled(),
    }
}

/// What was loaded, unless nothing was. All that is wrong is told by `check`; here a line must do.
fn opened(loaded: Loaded) -> Result<Loaded, Outcome> {
    if loaded.is_unreadable() {
        complain(&check::report(&loaded, Style::default()));
        return Err(Outcome::Misused);
    }
    if loaded.has_faults() {
        complain(&format!(
            "dateline: {} (dateline check says where)",
            check::summary(&loaded)
        ));
    }
    // As above: it is needed until the program ends.
    std::mem::forget(Arc::clone(&loaded.chronology));
    Ok(loaded)
}

/// What the explorer is told.
#[derive(Debug, Args)]
pub struct ExploreArgs {
    #[command(flatten)]
    files: FileArgs,
    /// Show only what this query finds
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// Nothing matched, or errors were found.
    Found,
    /// It was used wrongly: a file is missing.
    Misused,
    /// A signal ended it; the exit code says which.
    Ended(u8),
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Misused => 2,
            Self::Ended(code) => code,
        }
    }
}

/// Does what the arguments say.
///
/// # Errors
///
/// If output can't be written. A reader that went away is no error.
pub fn run(cli: &Cli) -> io::Result<Outcome> {
    match &cli.command {
        Some(Command::Check(args)) => check::check(args),
        Some(Command::Brief(args)) => brief::brief(args),
        Some(Command::Export(args)) => export::export(args),
        Some(Command::Pick(args)) => pick::pick(args),
        Some(Command::Find(args)) => find::find(args),
        Some(Command::Show(args)) => show::show(args),
        Some(Command::Actor(args)) => actor::actor(args),
        Some(Command::Source(args)) => source::source(args),
        Some(Command::Path(args)) => path::path(args),
        Some(Command::Cite(args)) => cite::cite(args),
        Some(Command::Completions(args)) => completions::completions(args),
        Some(Command::Man(args)) => man::man(args),
        Some(Command::CompleteWords(args)) => complete_words::complete_words(args),
        None => explore::explore(&cli.explore),
    }
}

/// Writes to standard output. That its reader went away (`| head`) is no error.
///
/// # Errors
///
/// If it can't be written otherwise: a full disk.
pub fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Says what is wrong on standard error. If that is closed too, the exit code alone must do.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", text.trim_end());
}
