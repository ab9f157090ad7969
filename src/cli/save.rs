//! A file, written whole or not at all: into a new file beside it, then renamed.
//!
//! Who owns a file that is written over, and its mode, stay. What a link points to is written, and the link stays. A signal
//! that would end the program leaves no half-written file behind.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::unregister;

use super::loaded::Loaded;
use super::loader::shown;
use super::{Outcome, complain};
use crate::terminal;

/// So many bytes are written before it is looked whether a signal came.
const PART: usize = 1 << 20;

/// The most links that lead to a file, as in Linux.
const MOST_LINKS: usize = 40;

/// Writes `text`, which was made of what is `loaded`, to `path`; `force` writes over a file that is there.
pub(super) fn save(path: &Path, text: &str, force: bool, loaded: &Loaded) -> Outcome {
    let known = fs::metadata(path).ok();
    if known.is_some_and(|known| known.is_file() && is_read_from(&known, loaded)) {
        complain(&format!(
            "dateline: {} is one of the files that this was read from; it is not written over",
            shown(path)
        ));
        return Outcome::Misused;
    }
    save_apart(path, text, force)
}

/// Writes `text`, which was made of no file, to `path`; `force` writes over a file that is there.
pub(super) fn save_apart(path: &Path, text: &str, force: bool) -> Outcome {
    let known = fs::metadata(path).ok();
    if let Some(known) = &known {
        if known.is_dir() {
            complain(&format!("dateline: {} is a folder", shown(path)));
            return Outcome::Misused;
        }
        if !known.is_file() {
            // A device or a pipe is written to, never replaced.
            let written = File::options().write(true).open(path);
            let written = written.and_then(|mut device| device.write_all(text.as_bytes()));
            return outcome(path, written);
        }
        if !force && !agreed(path) {
            complain(&format!(
                "dateline: {} is there already; --force writes over it",
                shown(path)
            ));
            return Outcome::Misused;
        }
    }
    let signals = match Signals::note() {
        Ok(signals) => signals,
        Err(error) => return outcome(path, Err(error)),
    };
    let written = replace(&target(path), text, (known.as_ref(), force), &signals);
    match signals.came() {
        Some(signal) => Outcome::Ended(terminal::die_of(signal)),
        None => outcome(path, written),
    }
}

/// Says what went wrong, with the name that the person gave: not that of the file beside it.
fn outcome(path: &Path, written: io::Result<()>) -> Outcome {
    match written {
        Ok(()) => Outcome::Done,
        Err(error) => {
            let why = match error.kind() {
                io::ErrorKind::NotFound => "there is no such folder".to_owned(),
                kind => kind.to_string(),
            };
            complain(&format!("dateline: can't write {}: {why}", shown(path)));
            Outcome::Misused
        }
    }
}

/// The file that `path` names, also where a link leads to one that is not there yet.
fn target(path: &Path) -> PathBuf {
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else {
            break;
        };
        target = match target.parent() {
            Some(folder) => folder.join(next),
            None => next,
        };
    }
    target
}

/// Writes a new file beside `path` and gives it that name. Where there was none and nothing is forced, one that somebody else
/// makes meanwhile is not written over.
fn replace(
    path: &Path,
    text: &str,
    (known, force): (Option<&fs::Metadata>, bool),
    signals: &Signals,
) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".dateline-")
        // The umask has its say, as with any new file.
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)?;
    for part in text.as_bytes().chunks(PART) {
        file.write_all(part)?;
        if signals.came().is_some() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    if let Some(known) = known {
        let new = file.as_file().metadata()?;
        let is_ours = (new.uid(), new.gid()) == (known.uid(), known.gid());
        if !is_ours && fchown(file.as_file(), Some(known.uid()), Some(known.gid())).is_err() {
            // Who may write to a file of somebody else may not give one away.
            return fs::write(path, text);
        }
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    if signals.came().is_some() {
        return Err(io::ErrorKind::Interrupted.into());
    }
    if known.is_some() || force {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    // That the name itself is on the disk too is more than some file systems can be asked.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Whether a file is one of those that were read: a chronology, or the note of a source.
fn is_read_from(file: &fs::Metadata, loaded: &Loaded) -> bool {
    let sources = loaded.chronology.sources().iter();
    let notes = sources.filter(|source| !source.file.is_empty() && !loaded.is_bundled);
    let notes = notes.map(|source| Path::new(&*source.file));
    let mut read = loaded
        .origins
        .iter()
        .map(|origin| &*origin.path)
        .chain(notes);
    read.any(|path| {
        let about = fs::metadata(path);
        about.is_ok_and(|about| (about.dev(), about.ino()) == (file.dev(), file.ino()))
    })
}

/// Notes the signals that would end the program, until it is dropped.
struct Signals {
    came: Arc<AtomicUsize>,
    noted: Vec<SigId>,
}

impl Signals {
    fn note() -> io::Result<Self> {
        let mut signals = Self {
            came: Arc::default(),
            noted: Vec::new(),
        };
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let number = usize::try_from(signal).unwrap_or_default();
            let id = flag::register_usize(signal, Arc::clone(&signals.came), number)?;
            signals.noted.push(id);
        }
        Ok(signals)
    }

    fn came(&self) -> Option<i32> {
        let came = self.came.load(Ordering::SeqCst);
        i32::try_from(came).ok().filter(|signal| *signal != 0)
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.noted.drain(..) {
            unregister(id);
        }
    }
}

/// Whether somebody at a terminal lets the file be written over.
fn agreed(path: &Path) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return false;
    }
    let mut error = io::stderr();
    let asked = write!(
        error,
        "{} is there already. Write over it? [y/N] ",
        shown(path)
    )
    .and_then(|()| error.flush());
    let mut answer = String::new();
    asked.is_ok()
        && io::stdin().read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}
