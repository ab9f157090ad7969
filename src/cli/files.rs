//! Reading files and folders from disk or standard input into one chronology.
//!
//! Everything that can go wrong with a path becomes a diagnostic, so that all
//! of it is seen in one run; `Loaded::unreadable` counts the paths that could not be read at all.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::format::diagnostic::{self, Diagnostic, Severity};
use crate::format::files::Files;
use crate::format::note::{self, SourceNote};
use crate::model::Chronology;

use super::bundled;
use super::loader::{Loader, Watch};

/// How much is read of a source note, in bytes.
const LARGEST_NOTE: u64 = 1 << 24;

/// The name of standard input.
pub const STDIN: &str = "-";

/// What was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    /// As much as could be trusted.
    pub chronology: Arc<Chronology>,
    /// Everything found wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, for quoting and for opening an event in an editor.
    pub files: Files,
    /// Files whose texts were not kept when they were read: their places, and where they are.
    pub unkept: Vec<(usize, PathBuf)>,
    /// How many paths could not be read at all: missing, no permission, no file.
    pub unreadable: usize,
    /// Whether this is the chronology that is built into the program.
    pub is_bundled: bool,
}

impl Loaded {
    /// The source note at a path that a source of this chronology names.
    ///
    /// # Errors
    ///
    /// If there is none, or it can't be read.
    pub fn note(&self, path: &str) -> io::Result<SourceNote> {
        if self.is_bundled {
            return bundled::note(path)
                .map(note::read)
                .ok_or_else(|| io::ErrorKind::NotFound.into());
        }
        // Asked before it is opened: opening a pipe would wait for its writer.
        if !fs::metadata(path)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        File::open(path)?
            .take(LARGEST_NOTE)
            .read_to_end(&mut bytes)?;
        Ok(note::read(&String::from_utf8_lossy(&bytes)))
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        diagnostic::count(&self.diagnostics, Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        diagnostic::count(&self.diagnostics, Severity::Warning)
    }
}

/// Loads files and folders, merged in their order. `-` is standard input.
pub fn load(paths: &[PathBuf]) -> Loaded {
    load_watched(paths, &mut |_| {})
}

/// Loads files and folders; `watch` is told how far it is.
pub fn load_watched(paths: &[PathBuf], watch: &mut Watch<'_>) -> Loaded {
    let is_absolute = paths.iter().any(|path| path.is_absolute());
    let mut loader = Loader::new(is_absolute, watch);
    for path in paths {
        loader.add(path);
    }
    loader.finish()
}

/// Loads the chronology that is built into the program.
pub fn load_bundled() -> Loaded {
    Loaded {
        is_bundled: true,
        ..take(bundled::NAME, Path::new(""), bundled::EVENTS)
    }
}

/// Loads text that is in memory, as a file of that name.
pub fn load_text(name: &str, text: &str) -> Loaded {
    take(name, Path::new(name), text)
}

fn take(name: &str, path: &Path, text: &str) -> Loaded {
    let watch: &mut Watch<'_> = &mut |_| {};
    let mut loader = Loader::new(false, watch);
    loader.take(name, path, text.as_bytes());
    loader.finish()
}
