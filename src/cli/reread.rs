//! Reads files again whose text was dropped when they were read in blocks, to show something in it.
//!
//! A file may have changed meanwhile, or be gone. Then positions in it are as good as they can be.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::format;
use crate::format::files::{Files, SourceText};

/// Where a file was read from, and what it was like then.
#[derive(Debug)]
pub struct Origin {
    /// Its path, in whatever bytes; empty for standard input.
    pub path: PathBuf,
    /// What it was like then.
    stamp: Option<Stamp>,
}

impl Origin {
    /// Of a file that has just been read.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.into(),
            stamp: stamp(path),
        }
    }

    /// Whether the file was written since.
    pub fn has_changed(&self) -> bool {
        stamp(&self.path) != self.stamp
    }
}

/// What tells one state of a file from another: when it was written, its length in bytes, and which file has the name.
pub type Stamp = (SystemTime, u64, u64);

/// The state of the file that is there.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len(), about.ino()))
}

/// The place of the event with that id among the events of a file; `None` if it has none.
pub fn item_of(source: &SourceText, id: &str) -> Option<usize> {
    let record = format::read(source.name(), source.text().as_bytes()).record?;
    let event = record.events.iter().find(|event| *event.id == *id)?;
    usize::try_from(event.position.item).ok()
}

/// Gives `files` the texts that were dropped.
pub fn restore(files: &Files, dropped_texts: &[(usize, PathBuf)]) {
    for (file, path) in dropped_texts {
        if let (Some(source), Some(text)) = (files.get(*file), text(path)) {
            source.supply(text);
        }
    }
}

/// The file there, read again.
pub fn read(path: &Path) -> Option<SourceText> {
    Some(SourceText::new(&path.to_string_lossy(), text(path)?))
}

/// The text of the file there.
fn text(path: &Path) -> Option<String> {
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    Some(match text.strip_prefix('\u{FEFF}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}
