//! Texts that were not kept when large files were read: read again when something in them is to be shown.
//!
//! A file may have changed meanwhile, or be gone. Then places in it are told as well as they can be.

use std::fs;
use std::path::{Path, PathBuf};

use crate::format::files::{Files, SourceText};

/// Gives `files` the texts that were not kept.
pub fn keep(files: &mut Files, unkept: &[(usize, PathBuf)]) {
    for (file, path) in unkept {
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
