//! Texts that were not kept when large files were read: read again when something in them is to be shown.
//!
//! A file may have changed meanwhile, or be gone. Then places in it are told as well as they can be.

use std::fs;
use std::path::PathBuf;

use crate::format::decode::decode;
use crate::format::files::Files;

/// Gives `files` the texts that were not kept.
pub fn keep(files: &mut Files, unkept: &[(usize, PathBuf)]) {
    for (file, path) in unkept {
        if let Some(source) = files.get_mut(*file).filter(|source| source.is_unkept())
            && let Ok(bytes) = fs::read(path)
            && let Ok(text) = decode(&bytes)
        {
            source.keep(text.to_owned());
        }
    }
}
