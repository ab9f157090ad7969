//! Files as git has them at a revision: `HEAD~1:events.ron`, `v1:folder/`.
//!
//! Git gets the words as data: no shell, no option, no pager, no filter of the repository. What it gives is read as any file is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::format::of_ending;
use crate::model::problem::quoted;

/// A file of a revision.
#[derive(Debug)]
pub(super) struct RevisionFile {
    /// What it is called in messages: "HEAD~1:events.ron".
    pub name: String,
    /// Its path, without the revision.
    pub path: PathBuf,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Whether words name a revision and a path: they have a colon, and no file is called so.
pub(super) fn is_revision(words: &Path) -> bool {
    !words.exists() && words.to_str().is_some_and(|words| words.contains(':'))
}

/// The files of a revision: the one that `REV:path` names, or all of a known format below that folder.
///
/// # Errors
///
/// Why there are none, in a sentence.
pub(super) fn files_of(words: &str) -> Result<Vec<RevisionFile>, String> {
    let Some((_, path)) = words.split_once(':').filter(|_| !words.starts_with('-')) else {
        return Err(format!("{} is no revision", quoted(words)));
    };
    let kind = git(&["cat-file", "-t", words])?;
    if kind.trim_ascii() != b"tree" {
        return Ok(vec![RevisionFile {
            name: words.to_owned(),
            path: path.into(),
            bytes: git(&["cat-file", "blob", words])?,
        }]);
    }
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", words])?;
    let mut names: Vec<&str> = listed
        .split(|byte| *byte == 0)
        .filter_map(|name| std::str::from_utf8(name).ok())
        .filter(|name| of_ending(name).is_some())
        .collect();
    names.sort_unstable();
    let folder = path.trim_end_matches('/');
    let start = words.trim_end_matches('/');
    let mut files = Vec::new();
    for name in names {
        let slash = if folder.is_empty() { "" } else { "/" };
        let name_there = [start, slash, name].concat();
        files.push(RevisionFile {
            bytes: git(&["cat-file", "blob", &name_there])?,
            name: name_there,
            path: Path::new(folder).join(name),
        });
    }
    if files.is_empty() {
        return Err(format!("there is no file to open in {}", quoted(words)));
    }
    Ok(files)
}

/// What git says.
fn git(words: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .args(words)
        .output()
        .map_err(|error| format!("can't run git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let first = told.lines().next().unwrap_or("git says no");
    Err(first.trim_start_matches("fatal: ").to_owned())
}
