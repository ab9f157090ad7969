//! Reads files again whose text was dropped when they were read in blocks, to show something in it.
//!
//! A file may have changed meanwhile, or be gone. Then positions in it are as good as they can be.

use std::fs;
use std::path::{Path, PathBuf};

use crate::format::files::{Files, SourceText};

/// Gives `files` the texts that were dropped.
pub fn restore(files: &mut Files, dropped_texts: &[(usize, PathBuf)]) {
    for (file, path) in dropped_texts {
        if let (Some(source), Some(again)) = (files.get_mut(*file), read(path)) {
            *source = again;
        }
    }
}

/// The file there, read again.
pub fn read(path: &Path) -> Option<SourceText> {
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(text) => text.to_owned(),
        None => text,
    };
    Some(SourceText::new(&path.to_string_lossy(), text))
}
