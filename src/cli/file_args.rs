//! Which files a command opens: arguments, else a variable, else the file that is here, else what is built in.

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FileType, fstat};

use super::loaded::Loaded;
use super::loader::{self, STDIN, Watch};
use super::outcome::{Outcome, complain};
use crate::format::import::role_names;
use crate::format::reading::{EpochUnit, NumberOrder};
use crate::format::render::Style;
use crate::format::{FORMATS, Format, ReadOptions, named};
use crate::model::problem::quoted;

/// The variable that names the files to open where none is given.
const FILE_VARIABLE: &str = "DATELINE_FILE";

/// The file that is opened where neither arguments nor the variable name one.
const FILE_HERE: &str = "events.ron";

/// From so many events on, taking a chronology apart would take longer than anybody notices.
const MANY: usize = 100_000;

/// Which files to open.
#[derive(Debug, Clone, Args)]
pub struct FileArgs {
    /// Files and folders to open together; - is standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadArgs,
}

impl FileArgs {
    /// The same files; `options` say how to read them.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.file.iter().chain(&self.files).cloned().collect()
    }

    /// The paths that are read: those of the arguments, else those that the variable names, else the file that is here.
    pub(super) fn named_paths(&self) -> Vec<PathBuf> {
        let mut paths = self.paths();
        if paths.is_empty() {
            paths = named_by_variable();
        }
        if paths.is_empty() {
            paths.push(FILE_HERE.into());
        }
        paths
    }

    /// These paths, read as the arguments say.
    pub(super) fn load_paths(&self, paths: &[PathBuf]) -> Loaded {
        let mut loaded = loader::load_watched(paths, &self.options(), &mut |_| {});
        loaded.notes.widen(&self.reading.notes_from);
        loaded
    }

    /// The chronology that is meant, read, for `query`, which stands before the files. Where these are no files but look like words, a
    /// query of several words was meant, which is quoted: that is all that is said.
    pub(super) fn open_for(&self, query: &str) -> Result<Loaded, Outcome> {
        if let Some(words) = self.words() {
            complain(&format!(
                "dateline: a query of several words is quoted: '{query} {words}'"
            ));
            return Err(Outcome::Misused);
        }
        self.open()
    }

    /// What stands in the place of files, if it is no file but looks like words: "shwe kokko".
    pub(super) fn words(&self) -> Option<String> {
        let words = self.files.iter().map(|file| file.to_string_lossy());
        let words: Vec<_> = words.collect();
        let is_word = |word: &str| !word.contains(['/', '.', '\\']) && !Path::new(word).exists();
        let are_words =
            !words.is_empty() && words.iter().all(|word| word != STDIN && is_word(word));
        are_words.then(|| words.join(" "))
    }

    /// How to read them.
    pub(super) fn options(&self) -> ReadOptions {
        self.reading.options()
    }

    /// The chronology that is meant, read.
    pub(super) fn load(&self) -> Loaded {
        self.load_watched(&mut |_| {})
    }

    /// The same; `watch` is told how far it is.
    pub(super) fn load_watched(&self, watch: &mut Watch<'_>) -> Loaded {
        let mut loaded = load_watched(&self.paths(), &self.options(), watch);
        loaded.notes.widen(&self.reading.notes_from);
        if loaded.chronology.events().len() >= MANY {
            // To take it apart at the end would keep the person waiting; the system takes it back at once.
            std::mem::forget(Arc::clone(&loaded.chronology));
        }
        loaded
    }

    /// The chronology that is meant, read, if anything of it can be. What is wrong with it is said in short.
    pub(super) fn open(&self) -> Result<Loaded, Outcome> {
        opened(self.load())
    }
}

/// How to read files that do not say it themselves.
#[derive(Debug, Clone, Args)]
struct ReadArgs {
    /// Read source notes below this folder too, not only below the folder of their file; may be repeated
    #[arg(long, value_name = "FOLDER")]
    notes_from: Vec<PathBuf>,
    /// The files are of this format, whatever their names and texts tell
    #[arg(id = "read-as", long = "from", value_name = "FORMAT", value_parser = formats(), help_heading = READING)]
    from: Option<&'static Format>,
    /// Which column is what, as title=headline,date=when; skip=HEADER leaves one out
    #[arg(long, value_name = "ROLE=HEADER", value_delimiter = ',', value_parser = role, help_heading = READING)]
    map: Vec<(String, String)>,
    /// Bare numbers count seconds (s), milliseconds (ms) or microseconds (us) since 1970
    #[arg(long, value_name = "UNIT", value_parser = units(), help_heading = READING)]
    epoch: Option<EpochUnit>,
    /// How letters are written in files that are not UTF-8: windows-1251, gbk, …
    #[arg(long, value_name = "ENCODING", value_parser = encoding, help_heading = READING)]
    encoding: Option<&'static Encoding>,
    /// 03/04/2020 is 3 April, where no other date of the column says so
    #[arg(long, conflicts_with = "month_first", help_heading = READING)]
    day_first: bool,
    /// 03/04/2020 is 4 March, where no other date of the column says so
    #[arg(long, help_heading = READING)]
    month_first: bool,
}

/// The heading of the help on files of other programs.
const READING: &str = "Files of other programs";

impl ReadArgs {
    fn options(&self) -> ReadOptions {
        ReadOptions {
            from: self.from,
            map: self.map.clone(),
            epoch: self.epoch,
            encoding: self.encoding,
            number_order: match (self.day_first, self.month_first) {
                (true, _) => Some(NumberOrder::DayFirst),
                (false, true) => Some(NumberOrder::MonthFirst),
                (false, false) => None,
            },
        }
    }
}

/// Reads the name of a format; the table is its help.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names).try_map(|name| named(&name).ok_or("there is no such format"))
}

fn units() -> impl TypedValueParser<Value = EpochUnit> {
    let names = EpochUnit::ALL.iter().map(|(name, _)| *name);
    PossibleValuesParser::new(names).try_map(|name| {
        let found = EpochUnit::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, unit)| *unit).ok_or("there is no such unit")
    })
}

/// Reads the name of an encoding (WHATWG Encoding, "Names and labels").
fn encoding(label: &str) -> Result<&'static Encoding, &'static str> {
    Encoding::for_label(label.as_bytes()).ok_or("no encoding is called so")
}

/// Reads "title=headline".
fn role(words: &str) -> Result<(String, String), String> {
    match words.split_once('=') {
        Some((role, header)) if role_names().any(|known| known == role) => {
            Ok((role.to_owned(), header.to_owned()))
        }
        Some((role, _)) => {
            let known: Vec<&str> = role_names().collect();
            Err(format!("{} is none of {}", quoted(role), known.join(", ")))
        }
        None => Err("write it as title=HEADER".to_owned()),
    }
}

/// Which files to open, where all else on the command line is something else.
#[derive(Debug, Clone, Args)]
pub struct FileFlag {
    /// A file or folder to open; may be repeated
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    file: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadArgs,
}

impl FileFlag {
    /// The same files, for the explorer.
    pub(super) fn all(&self) -> FileArgs {
        FileArgs {
            files: Vec::new(),
            file: self.file.clone(),
            reading: self.reading.clone(),
        }
    }

    /// The chronology that is meant, read, if anything of it can be. What is wrong with it is said in short.
    pub(super) fn open(&self) -> Result<Loaded, Outcome> {
        opened(self.load())
    }

    /// The same, and nothing is said.
    pub(super) fn load(&self) -> Loaded {
        let mut loaded = load_watched(&self.file, &self.reading.options(), &mut |_| {});
        loaded.notes.widen(&self.reading.notes_from);
        loaded
    }
}

/// The files at these paths; without any, what the variable names, the file that is here, or what is built in.
/// `watch` is told how far it is.
fn load_watched(paths: &[PathBuf], options: &ReadOptions, watch: &mut Watch<'_>) -> Loaded {
    if !paths.is_empty() {
        return loader::load_watched(paths, options, watch);
    }
    let mut load = |paths: &[PathBuf]| loader::load_watched(paths, options, watch);
    if has_piped_data() {
        return load(&[STDIN.into()]);
    }
    match named_by_variable().as_slice() {
        [] if Path::new(FILE_HERE).is_file() => load(&[FILE_HERE.into()]),
        [] => loader::load_bundled(),
        paths => load(paths),
    }
}

/// The files that the variable names, with colons between them as in `PATH`. A file whose own name has colons is meant whole.
fn named_by_variable() -> Vec<PathBuf> {
    let Some(said) = std::env::var_os(FILE_VARIABLE) else {
        return Vec::new();
    };
    if Path::new(&said).exists() {
        return vec![said.into()];
    }
    let paths = std::env::split_paths(&said);
    paths.filter(|path| !path.as_os_str().is_empty()).collect()
}

/// How long a pipe may take until its first byte, if no file is named.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 50_000_000,
};

/// Whether standard input is a file or a pipe that has something. A pipe that stays silent is not waited for: it may be what
/// a script or a connection left open. `-` waits.
pub(super) fn has_piped_data() -> bool {
    let stdin = io::stdin();
    let kind = fstat(&stdin).map(|about| FileType::from_raw_mode(about.st_mode));
    if !matches!(kind, Ok(FileType::Fifo | FileType::RegularFile)) {
        return false;
    }
    let mut polled = [PollFd::new(&stdin, PollFlags::IN)];
    let is_ready = poll(&mut polled, Some(&PATIENCE)).is_ok_and(|ready| ready > 0);
    is_ready && stdin.lock().fill_buf().is_ok_and(|bytes| !bytes.is_empty())
}

/// What was loaded, unless some file could not be: an answer from the others would pass for the whole one. All else
/// that is wrong is told by `check`; here a line must do.
fn opened(loaded: Loaded) -> Result<Loaded, Outcome> {
    if loaded.unreadable + loaded.broken > 0 {
        complain(&loaded.report(Style::default()));
        return Err(Outcome::Misused);
    }
    if loaded.is_bundled {
        complain("dateline: no file is named: this is of the chronology that is built in");
    }
    if loaded.has_faults() {
        complain(&format!(
            "dateline: {} (dateline check says where)",
            loaded.summary()
        ));
    }
    // As above: it is needed until the program ends.
    std::mem::forget(Arc::clone(&loaded.chronology));
    Ok(loaded)
}
