//! The command line: arguments, and one file a subcommand with its one-shot output.

pub mod brief;
pub mod bundled;
pub mod check;
pub mod explore;
pub mod export;
pub mod files;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use files::Loaded;

/// The variable that names the file to open where none is given.
const FILE_VARIABLE: &str = "DATELINE_FILE";

/// The file that is opened where neither arguments nor the variable name one.
const FILE_HERE: &str = "events.ron";

/// Explore chronologies of events, and the people, organisations and states in them.
///
/// Without a file it opens the one that the variable `DATELINE_FILE` names, then `./events.ron`, then the
/// chronology that is built in.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
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
    /// Those files; none is the usual choice.
    pub fn of(file: Vec<PathBuf>) -> Self {
        Self {
            files: Vec::new(),
            file,
        }
    }

    /// The chronology that is meant, read.
    pub fn load(&self) -> Loaded {
        let paths: Vec<PathBuf> = self.file.iter().chain(&self.files).cloned().collect();
        if !paths.is_empty() {
            return files::load(&paths);
        }
        match std::env::var_os(FILE_VARIABLE) {
            Some(path) if !path.is_empty() => files::load(&[path.into()]),
            _ if Path::new(FILE_HERE).exists() => files::load(&[FILE_HERE.into()]),
            _ => files::load_bundled(),
        }
    }
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

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Misused => Self::from(2),
            Outcome::Ended(code) => Self::from(code),
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
