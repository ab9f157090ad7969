//! Source notes on disk: which may be read, and reading them.
//!
//! A chronology may come from anybody, and names the paths of its notes. So a note is read only at or below the folder
//! of its file, links followed, or where the person says so (`--notes-from`), and only if it is a file: neither a
//! pipe nor a device, nor anything that the kernel makes up.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::OFlags;

use crate::format::note::{self, SourceNote};

/// How much is read of a source note, in bytes.
const LARGEST: u64 = 1 << 24;

/// What the kernel makes up is no note, even if a chronology lies above it.
const KERNEL: [&str; 3] = ["/proc", "/sys", "/dev"];

/// Folders that notes are read from.
#[derive(Debug, Default)]
pub struct NoteFolders {
    /// The folders of the files that were opened, each once.
    own: Vec<PathBuf>,
    /// Folders that the person named.
    widened: Vec<PathBuf>,
}

/// Why a note is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteRefusal {
    /// It is not below its file's folder.
    Outside,
    /// It is a pipe, a device, a folder.
    NoFile,
    /// There is none, or it may not be read.
    Unreadable(std::io::ErrorKind),
}

impl NoteFolders {
    /// Adds the folder of a file that was opened.
    pub fn add(&mut self, folder: &Path) {
        if !self.own.iter().any(|known| known == folder) {
            self.own.push(folder.into());
        }
    }

    /// Adds folders that the person named.
    pub fn widen(&mut self, folders: &[PathBuf]) {
        self.widened.extend_from_slice(folders);
    }

    /// The note at `path`, as `loader` resolved it.
    ///
    /// # Errors
    ///
    /// Why it is not read.
    pub fn read(&self, path: &str) -> Result<SourceNote, NoteRefusal> {
        let mut bytes = Vec::new();
        self.open(Path::new(path))?
            .take(LARGEST)
            .read_to_end(&mut bytes)
            .map_err(|error| NoteRefusal::Unreadable(error.kind()))?;
        Ok(note::read(&String::from_utf8_lossy(&bytes)))
    }

    /// Opens the note at `path`, links followed.
    ///
    /// # Errors
    ///
    /// Why it is not opened. What lies outside is refused whether it is there or not.
    pub fn open(&self, path: &Path) -> Result<File, NoteRefusal> {
        let own = self.own_of(path);
        if own.is_none() && self.widened.is_empty() {
            return Err(NoteRefusal::Outside);
        }
        let unreadable = |error: std::io::Error| NoteRefusal::Unreadable(error.kind());
        let real = fs::canonicalize(path).map_err(|error| {
            // Whether there is something outside is not told either.
            own.map_or(NoteRefusal::Outside, |_| unreadable(error))
        })?;
        let mut folders = own
            .into_iter()
            .chain(self.widened.iter().map(|path| &**path));
        let is_inside = folders.any(|folder| {
            fs::canonicalize(or_here(folder)).is_ok_and(|folder| real.starts_with(folder))
        });
        if !is_inside || KERNEL.iter().any(|made_up| real.starts_with(made_up)) {
            return Err(NoteRefusal::Outside);
        }
        // Opening a device may do something to it.
        if !fs::symlink_metadata(&real).map_err(unreadable)?.is_file() {
            return Err(NoteRefusal::NoFile);
        }
        // A pipe that was put there meanwhile would wait for its writer; a link is not followed.
        let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(i32::try_from(flags.bits()).unwrap_or_default())
            .open(real)
            .map_err(unreadable)?;
        let is_file = file.metadata().map_err(unreadable)?.is_file();
        if is_file {
            Ok(file)
        } else {
            Err(NoteRefusal::NoFile)
        }
    }

    /// The innermost folder of an opened file that `path` lies in, as far as words tell.
    fn own_of(&self, path: &Path) -> Option<&Path> {
        let around = self.own.iter().filter(|folder| {
            let below = path.strip_prefix(folder).ok();
            below.is_some_and(|below| {
                below
                    .components()
                    .all(|part| matches!(part, Component::Normal(_)))
            })
        });
        let innermost = around.max_by_key(|folder| folder.components().count())?;
        Some(innermost)
    }
}

impl NoteRefusal {
    /// Why, in a sentence that begins with the path of the note as `named`.
    pub fn told(self, named: &str) -> String {
        match self {
            Self::Outside => format!(
                "The note {named} is not read: it lies outside the folder of its file. --notes-from FOLDER allows it."
            ),
            Self::NoFile => format!("The note {named} is not read: it is not a file."),
            Self::Unreadable(kind) => format!("The note {named} can't be read: {kind}."),
        }
    }
}

/// A folder without a name is the one that the program runs in.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}
