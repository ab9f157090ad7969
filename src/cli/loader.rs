//! Paths → readings → one chronology, and what is wrong with any of them.
//!
//! Everything that can go wrong with a path becomes a diagnostic, so that all of it is seen in one run.
//! A large file is read block by block and its text is not kept; should a problem of it be shown, it is
//! read again.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::os::unix::fs::FileTypeExt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::format::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::format::files::Files;
use crate::format::{self, FORMATS, ReadOptions, Reading};
use crate::model::Chronology;
use crate::model::build::build;
use crate::model::problem::quoted;
use crate::model::record::ChronologyRecord;

use super::loaded::Loaded;
use super::notes::NoteFolders;
use super::reread::Origin;
use super::{bundled, threads};

/// The name of standard input.
pub const STDIN: &str = "-";

/// The largest file that is read, in bytes: past it something else is meant.
const LARGEST: u64 = 1 << 36;

/// The largest file that is read whole, in bytes: places in it are counted in 32 bits.
const LARGEST_WHOLE: u64 = (1 << 32) - 1;

/// Files from this size on, in bytes, are read block by block; smaller ones are quick to read anyway.
const LARGE: u64 = 1 << 20;

/// Of files from this size on, in bytes, the first events are sent before the rest is read.
const PREVIEWED: u64 = 4 << 20;

/// The most files that are opened together: their places are counted in 16 bits.
const MOST_FILES: usize = 1 << 16;

/// What is told while files load.
#[derive(Debug)]
pub enum News {
    /// How far it is.
    Progress {
        /// Bytes read.
        done: u64,
        /// Bytes in all the files begun.
        of: u64,
    },
    /// The first events of the first file, if it is large.
    Preview(Arc<Chronology>),
}

/// Is told the news.
pub type Watch<'w> = dyn FnMut(News) + Send + 'w;

/// Loads files and folders, merged in their order. `-` is standard input.
pub fn load(paths: &[PathBuf]) -> Loaded {
    load_watched(paths, &ReadOptions::default(), &mut |_| {})
}

/// Loads files and folders, read as `options` say; `watch` is told how far it is.
pub fn load_watched(paths: &[PathBuf], options: &ReadOptions, watch: &mut Watch<'_>) -> Loaded {
    read_all(paths, options, watch).finish()
}

/// Loads files and folders, and keeps the records of each, to write them.
pub fn load_records(paths: &[PathBuf], options: &ReadOptions) -> (Loaded, Vec<ChronologyRecord>) {
    let watch: &mut Watch<'_> = &mut |_| {};
    let loader = read_all(paths, options, watch);
    let records = loader.readings.iter();
    let records = records
        .filter_map(|reading| reading.record.clone())
        .collect();
    (loader.finish(), records)
}

fn read_all<'w, 'i>(
    paths: &[PathBuf],
    options: &'w ReadOptions,
    watch: &'w mut Watch<'i>,
) -> Loader<'w, 'i> {
    let is_absolute = paths.iter().any(|path| path.is_absolute());
    let mut loader = Loader::new(is_absolute, options, watch);
    for path in paths {
        loader.add(path);
    }
    loader
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
    load_named([(name, path, text.as_bytes())].into_iter())
}

/// Loads what is in memory: names, the paths where it would stand, and bytes.
pub(super) fn load_named<'a>(files: impl Iterator<Item = (&'a str, &'a Path, &'a [u8])>) -> Loaded {
    let (options, watch): (_, &mut Watch<'_>) = (ReadOptions::default(), &mut |_| {});
    let mut loader = Loader::new(false, &options, watch);
    for (name, path, bytes) in files {
        loader.take(name, path, bytes);
    }
    loader.finish()
}

/// Reads paths one after another.
struct Loader<'w, 'i> {
    options: &'w ReadOptions,
    watch: &'w mut Watch<'i>,
    done: u64,
    of: u64,
    readings: Vec<Reading>,
    /// Where each was read from.
    origins: Vec<Origin>,
    /// Files whose texts are not kept, by their place among the readings.
    dropped_texts: Vec<(usize, PathBuf)>,
    /// Diagnostics about paths.
    diagnostics: Diagnostics,
    unreadable: usize,
    opened: HashSet<PathBuf>,
    notes: NoteFolders,
    /// Whether paths of notes are made absolute: one that is reached by both kinds of paths must be one.
    is_absolute: bool,
}

impl<'w, 'i> Loader<'w, 'i> {
    /// A loader that has nothing yet. If any path is absolute, those of notes are made so.
    fn new(is_absolute: bool, options: &'w ReadOptions, watch: &'w mut Watch<'i>) -> Self {
        Self {
            options,
            watch,
            done: 0,
            of: 0,
            readings: Vec::new(),
            origins: Vec::new(),
            dropped_texts: Vec::new(),
            diagnostics: Diagnostics::default(),
            unreadable: 0,
            opened: HashSet::new(),
            notes: NoteFolders::default(),
            is_absolute,
        }
    }

    /// Reads a path: a file, a folder, or standard input.
    fn add(&mut self, path: &Path) {
        if path == Path::new(STDIN) {
            if self.opened.insert(path.into()) {
                self.add_open("<stdin>", Path::new(""), io::stdin().lock(), None);
            } else {
                self.report_twice(path);
            }
            return;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.add_folder(path),
            Ok(metadata) if is_special(&metadata) => self.refuse_special(path),
            Ok(metadata) if metadata.len() > LARGEST => {
                self.refuse(too_large(&format!("{} is larger than 64 GiB", shown(path))));
            }
            Ok(_) => self.add_file(path),
            Err(error) => self.refuse_unopened(path, &error),
        }
    }

    /// Reads every file of a known format in a folder and below, by name.
    fn add_folder(&mut self, folder: &Path) {
        let FolderFiles {
            files: found,
            special,
            unopened,
        } = folder_files(folder);
        for path in &special {
            self.refuse_special(path);
        }
        for (path, error) in &unopened {
            self.refuse_unopened(path, error);
        }
        if found.is_empty() {
            let endings: Vec<&str> = FORMATS
                .iter()
                .flat_map(|format| format.extensions)
                .copied()
                .collect();
            let message = format!(
                "there is no file to open in the folder {}: none ends in .{}",
                shown(folder),
                endings.join(", .")
            );
            self.refuse(Diagnostic::error("empty-folder", message));
        }
        for path in found {
            self.add_file(&path);
        }
    }

    fn add_file(&mut self, path: &Path) {
        // A file may be reached by a folder and by name.
        let known = fs::canonicalize(path).unwrap_or_else(|_| path.into());
        if !self.opened.insert(known) {
            self.report_twice(path);
            return;
        }
        match File::open(path) {
            Ok(file) => {
                let about = file.metadata().ok().filter(fs::Metadata::is_file);
                let length = about.map(|about| about.len());
                let is_added = length.is_some_and(|length| self.add_large(path, &file, length));
                if !is_added {
                    self.add_open(&path.to_string_lossy(), path, file, length);
                }
            }
            Err(error) => self.refuse_unopened(path, &error),
        }
    }

    /// Reads a file block by block, if it is large and sound; if not, it stands at its start again.
    fn add_large(&mut self, path: &Path, mut file: &File, length: u64) -> bool {
        threads::start_for(length);
        let before = self.done;
        self.of += length;
        if length >= PREVIEWED && self.readings.is_empty() {
            self.preview(path, file);
        }
        if length >= LARGE && self.readings.len() < MOST_FILES {
            let (done, of) = (&mut self.done, self.of);
            let watch = &mut *self.watch;
            let mut watch = |count: usize| {
                *done += u64::try_from(count).unwrap_or_default();
                let done = (*done).min(of);
                watch(News::Progress { done, of });
            };
            let name = path.to_string_lossy();
            if let Some(reading) =
                format::read_in_blocks(&name, &mut file, self.options, &mut watch)
            {
                self.dropped_texts.push((self.readings.len(), path.into()));
                self.take_in(reading, path);
                return true;
            }
        }
        self.done = before;
        // A file that can't go back to its start can't be read again either: that will be told.
        let _ = file.rewind();
        false
    }

    /// Sends the first events of a file, which then stands at its start again.
    fn preview(&mut self, path: &Path, mut file: &File) {
        let record = format::preview(&path.to_string_lossy(), &mut file, self.options);
        if file.rewind().is_ok()
            && let Some(record) = record
        {
            let built = build(vec![record]);
            (self.watch)(News::Preview(Arc::new(built.chronology)));
        }
    }

    fn add_open(&mut self, name: &str, path: &Path, file: impl Read, length: Option<u64>) {
        // One more than the file has, so that its end is seen without more room.
        let length = length
            .filter(|length| *length <= LARGEST_WHOLE)
            .unwrap_or_default();
        let mut bytes = Vec::with_capacity(usize::try_from(length + 1).unwrap_or_default());
        match file.take(LARGEST_WHOLE + 1).read_to_end(&mut bytes) {
            Ok(_) if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST_WHOLE) => {
                self.refuse(too_large(&format!("{} is larger than 4 GiB", quoted(name))).help(
                    Some(
                        "larger files are read in RON, each event on lines of its own, with brackets that pair"
                            .to_owned(),
                    ),
                ));
            }
            Ok(_) => self.take(name, path, bytes),
            Err(error) => self.refuse_unopened(Path::new(name), &error),
        }
    }

    /// Takes in the bytes of a file that stood at `path`.
    fn take<'b>(&mut self, name: &str, path: &Path, bytes: impl Into<Cow<'b, [u8]>>) {
        let bytes = bytes.into();
        if self.readings.len() >= MOST_FILES {
            let message = format!(
                "{} is not read: at most {MOST_FILES} files are opened together",
                quoted(name)
            );
            self.refuse(Diagnostic::error("too-many-files", message));
            return;
        }
        self.done += u64::try_from(bytes.len()).unwrap_or_default();
        // Several files may be large together.
        threads::start_for(self.done);
        let (done, of) = (self.done.min(self.of), self.of);
        (self.watch)(News::Progress { done, of });
        self.take_in(format::read_with(name, bytes, self.options), path);
    }

    fn take_in(&mut self, mut reading: Reading, path: &Path) {
        if let (Some(record), Some(folder)) = (&mut reading.record, path.parent()) {
            let folder = if self.is_absolute {
                std::path::absolute(folder.join(".")).unwrap_or_else(|_| folder.into())
            } else {
                folder.into()
            };
            for source in &mut record.sources {
                source.file = resolved(&folder, &source.file);
            }
            self.notes.add(Path::new(&resolved(&folder, ".")));
        }
        self.readings.push(reading);
        self.origins.push(Origin::new(path));
    }

    fn refuse(&mut self, diagnostic: Diagnostic) {
        self.unreadable += 1;
        self.diagnostics.push(diagnostic);
    }

    fn refuse_special(&mut self, path: &Path) {
        let message = format!("{} is not a file", shown(path));
        self.refuse(Diagnostic::error("not-a-file", message));
    }

    fn refuse_unopened(&mut self, path: &Path, error: &io::Error) {
        let (code, message, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                "no-such-file",
                format!("there is no file {}", shown(path)),
                neighbour(path),
            ),
            io::ErrorKind::PermissionDenied => (
                "no-permission",
                format!("no permission to read {}", shown(path)),
                None,
            ),
            _ => (
                "unreadable",
                format!("cannot read {}: {error}", shown(path)),
                None,
            ),
        };
        self.refuse(Diagnostic::error(code, message).help(help));
    }

    fn report_twice(&mut self, path: &Path) {
        let message = format!("{} is given twice; it is read once", shown(path));
        self.diagnostics
            .push(Diagnostic::new(Severity::Warning, "given-twice", message));
    }

    /// Builds the chronology of all that was read.
    fn finish(mut self) -> Loaded {
        let mut files = Files::default();
        let mut records = Vec::new();
        let (mut broken, mut skipped, mut remarks) = (0, 0, Vec::new());
        let mut allowed = Vec::new();
        for (mut reading, file) in self.readings.into_iter().zip(0..=u16::MAX) {
            reading.set_file(file);
            broken += usize::from(reading.record.is_none());
            skipped += reading.skipped;
            skipped += reading
                .record
                .as_ref()
                .map_or(0, |record| record.left_out.len());
            if let Some(record) = &mut reading.record {
                allowed.append(&mut record.allow);
            }
            records.extend(reading.record);
            let name = reading.source.name();
            remarks.extend(
                reading
                    .remarks
                    .iter()
                    .map(|remark| format!("{name}: {remark}")),
            );
            files.add(reading.source);
            self.diagnostics.append(reading.diagnostics);
        }
        let built = build(records);
        Loaded {
            chronology: Arc::new(built.chronology),
            read_faults: self.diagnostics,
            problems: built.problems,
            diagnostics: OnceLock::new(),
            files,
            origins: self.origins,
            dropped_texts: self.dropped_texts,
            notes: self.notes,
            unreadable: self.unreadable,
            is_bundled: false,
            broken,
            skipped,
            allowed,
            remarks,
        }
    }
}

/// What a folder and those below it hold.
pub(super) struct FolderFiles {
    /// The files of a known format, by name.
    pub files: Vec<PathBuf>,
    /// What has the name of one and is none.
    special: Vec<PathBuf>,
    /// What could not be looked at.
    unopened: Vec<(PathBuf, io::Error)>,
}

/// What is in a folder and those below it. Hidden files are left out.
pub(super) fn folder_files(folder: &Path) -> FolderFiles {
    let mut found = FolderFiles {
        files: Vec::new(),
        special: Vec::new(),
        unopened: Vec::new(),
    };
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.unopened.push((folder, error));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    found.unopened.push((folder.clone(), error));
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a folder is not followed: it may lead in circles.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if format::of_ending(&entry.file_name().to_string_lossy()).is_some() {
                match fs::metadata(&path) {
                    Ok(about) if about.is_file() => found.files.push(path),
                    Ok(about) if about.is_dir() => {}
                    Ok(_) => found.special.push(path),
                    Err(error) => found.unopened.push((path, error)),
                }
            }
        }
    }
    found.files.sort();
    found
}

/// A path as messages show it.
pub(super) fn shown(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}

fn too_large(message: &str) -> Diagnostic {
    Diagnostic::error("too-large", message)
}

/// Whether something is neither a file nor a pipe: a device, a socket.
fn is_special(metadata: &fs::Metadata) -> bool {
    !metadata.is_file() && !metadata.file_type().is_fifo()
}

/// A file of the same folder whose name is near to that of `path`.
fn neighbour(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .take(10_000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let wanted = path.file_name()?.to_str()?;
    crate::model::suggest::nearest(wanted, names.iter().map(String::as_str))
        .map(|name| format!("did you mean {}?", shown(&path.with_file_name(name))))
}

/// The path of a source note that is written relative to `folder`, without `.` and `..` as far as words tell.
/// An address or an absolute path stays.
fn resolved(folder: &Path, written: &str) -> String {
    if written.is_empty() || written.contains("://") || Path::new(written).is_absolute() {
        return written.into();
    }
    let mut parts: Vec<Component<'_>> = Vec::new();
    let joined = folder.join(written);
    for part in joined.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(parts.last(), Some(Component::Normal(_))) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path: PathBuf = parts.iter().collect();
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_paths_are_resolved_by_words() {
        for (folder, written, path) in [
            ("", "seeds/x.md", "seeds/x.md"),
            ("examples", "../seeds/x.md", "seeds/x.md"),
            ("./a/..", ".", ""),
            ("a/b", "./c/../x.md", "a/b/x.md"),
            ("..", "../x.md", "../../x.md"),
            ("/data", "x.md", "/data/x.md"),
            ("a", "/x.md", "/x.md"),
            ("a", "", ""),
        ] {
            assert_eq!(resolved(Path::new(folder), written), path);
        }
    }
}
