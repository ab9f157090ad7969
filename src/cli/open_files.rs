//! The files that a screen shows: loaded on a thread, and read again when they were saved.
//!
//! A save that has more errors than what shows is kept back: half a file must not take the place of a whole one.
//! Standard input, pipes and what is built in are read once.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::FileArgs;
use super::loaded::Loaded;
use super::loader::folder_files;
use super::reread::stamp;
use crate::explorer::Opened;
use crate::format::render::Style;
use crate::model::text::cleaned;
use crate::model::text::one_line;
use crate::terminal::{FilesStamp, LiveFiles};

/// What was loaded last, for all threads of a screen.
#[derive(Debug, Clone, Default)]
pub struct OpenFiles(Arc<Mutex<Option<Arc<Loaded>>>>);

impl OpenFiles {
    /// What was loaded; `None` until it is.
    pub fn get(&self) -> Option<Arc<Loaded>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    /// Takes `loaded` in place of what was there, without the texts that can be read again.
    pub fn set(&self, mut loaded: Loaded) {
        loaded.drop_texts();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Arc::new(loaded));
    }
}

/// Files on disk that are read again when they change.
#[derive(Debug)]
pub struct FilesOnDisk {
    /// How they are read.
    pub files: FileArgs,
    /// Where what was read goes.
    pub open: OpenFiles,
}

impl FilesOnDisk {
    /// The paths to read again; none if what is open can't be read twice.
    fn paths(&self) -> Vec<PathBuf> {
        let Some(loaded) = self.open.get().filter(|loaded| !loaded.is_bundled) else {
            return Vec::new();
        };
        let is_stdin = |path: &PathBuf| path.as_os_str().is_empty();
        if loaded.origins.iter().any(|origin| is_stdin(&origin.path)) {
            return Vec::new();
        }
        let paths = self.files.named_paths();
        let can_be_reread = |path: &PathBuf| {
            // One that is not there may come.
            fs::metadata(path).map_or(true, |about| about.is_file() || about.is_dir())
        };
        if paths.iter().all(can_be_reread) {
            paths
        } else {
            Vec::new()
        }
    }
}

impl LiveFiles for FilesOnDisk {
    fn stamp(&self) -> Option<FilesStamp> {
        let paths = self.paths();
        if paths.is_empty() {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        for path in paths {
            if path.is_dir() {
                for file in folder_files(&path).files {
                    (stamp(&file), file).hash(&mut hasher);
                }
            }
            (stamp(&path), path).hash(&mut hasher);
        }
        Some(FilesStamp(hasher.finish()))
    }

    fn is_outdated(&self) -> bool {
        let loaded = self.open.get();
        loaded.is_some_and(|loaded| {
            loaded
                .origins
                .iter()
                .any(super::reread::Origin::has_changed)
        })
    }

    fn read(&self) -> Result<Opened, String> {
        let loaded = self.files.load_paths(&self.paths());
        let errors = self.open.get().map_or(0, |before| before.errors());
        if loaded.unreadable + loaded.broken > 0 || loaded.errors() > errors {
            return Err(first_error(&loaded));
        }
        let opened = loaded.opened();
        self.open.set(loaded);
        Ok(opened)
    }
}

/// The first error: where, and what.
fn first_error(loaded: &Loaded) -> String {
    let told = match loaded.faults().find(|fault| fault.is_error) {
        Some(fault) if fault.place.is_empty() => fault.message,
        Some(fault) => format!("{}: {}", fault.place, fault.message),
        None => loaded.report(Style::default()),
    };
    one_line(&cleaned(&told)).into_owned()
}
