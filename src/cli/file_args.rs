//! Which files a command opens: arguments, else a variable, else the file that is here, else what is built in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::loaded::Loaded;
use super::loader::{self, Watch};
use super::outcome::{Outcome, complain};
use crate::format::render::Style;

/// The variable that names the file to open where none is given.
const FILE_VARIABLE: &str = "DATELINE_FILE";

/// The file that is opened where neither arguments nor the variable name one.
const FILE_HERE: &str = "events.ron";

/// From so many events on, taking a chronology apart would take longer than anybody notices.
const MANY: usize = 100_000;

/// Which files to open.
#[derive(Debug, Clone, Args)]
pub struct FileArgs {
    /// Files and folders to open together; - is standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
    /// Read source notes below this folder too, not only below the folder of their file; may be repeated
    #[arg(long, value_name = "FOLDER")]
    notes_from: Vec<PathBuf>,
}

impl FileArgs {
    /// The chronology that is meant, read.
    pub(super) fn load(&self) -> Loaded {
        self.load_watched(&mut |_| {})
    }

    /// The same; `watch` is told how far it is.
    pub(super) fn load_watched(&self, watch: &mut Watch<'_>) -> Loaded {
        let paths: Vec<PathBuf> = self.file.iter().chain(&self.files).cloned().collect();
        let mut loaded = load_watched(&paths, watch);
        loaded.notes.widen(&self.notes_from);
        if loaded.chronology.events().len() >= MANY {
            // To take it apart at the end would keep the person waiting; the system takes it back at once.
            std::mem::forget(Arc::clone(&loaded.chronology));
        }
        loaded
    }

    /// The chronology that is meant, read, if anything of it can be. What is wrong with it is said in short.
    pub(super) fn open(&self) -> Result<Loaded, Outcome> {
        opened(self.load())
    }
}

/// Which files to open, where all else on the command line is something else.
#[derive(Debug, Clone, Args)]
pub struct FileFlag {
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
    /// Read source notes below this folder too, not only below the folder of their file; may be repeated
    #[arg(long, value_name = "FOLDER")]
    notes_from: Vec<PathBuf>,
}

impl FileFlag {
    /// The same files, for the explorer.
    pub(super) fn all(&self) -> FileArgs {
        FileArgs {
            files: Vec::new(),
            file: self.file.clone(),
            notes_from: self.notes_from.clone(),
        }
    }

    /// The chronology that is meant, read, if anything of it can be. What is wrong with it is said in short.
    pub(super) fn open(&self) -> Result<Loaded, Outcome> {
        opened(self.load())
    }

    /// The same, and nothing is said.
    pub(super) fn load(&self) -> Loaded {
        let mut loaded = load_watched(&self.file, &mut |_| {});
        loaded.notes.widen(&self.notes_from);
        loaded
    }
}

/// The files at these paths; without any, what the variable names, the file that is here, or what is built in.
/// `watch` is told how far it is.
fn load_watched(paths: &[PathBuf], watch: &mut Watch<'_>) -> Loaded {
    if !paths.is_empty() {
        return loader::load_watched(paths, watch);
    }
    match std::env::var_os(FILE_VARIABLE) {
        Some(path) if !path.is_empty() => loader::load_watched(&[path.into()], watch),
        _ if Path::new(FILE_HERE).is_file() => loader::load_watched(&[FILE_HERE.into()], watch),
        _ => loader::load_bundled(),
    }
}

/// What was loaded, unless nothing was. All that is wrong is told by `check`; here a line must do.
fn opened(loaded: Loaded) -> Result<Loaded, Outcome> {
    if loaded.is_unreadable() {
        complain(&loaded.report(Style::default()));
        return Err(Outcome::Misused);
    }
    if loaded.has_faults() {
        complain(&format!(
            "dateline: {} (dateline check says where)",
            loaded.summary()
        ));
    }
    // As above: it is needed until the program ends.
    std::mem::forget(Arc::clone(&loaded.chronology));
    Ok(loaded)
}
