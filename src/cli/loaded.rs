//! What was loaded: the chronology, what is wrong with its files, and where its records and notes are.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::Outcome;
use super::bundled;
use super::notes::{NoteFolders, NoteRefusal};
use super::reread::{self, Origin};
use crate::axis;
use crate::explorer::{Calendar, Fault, NoteText, Opened};
use crate::format::diagnostic::{self, Diagnostic, Diagnostics, Severity};
use crate::format::document::words::counted;
use crate::format::files::Files;
use crate::format::locate::{locate, span_of};
use crate::format::note::{self, SourceNote};
use crate::format::render::{Style, render};
use crate::model::problem::{Hop, Problem, Site, quoted};
use crate::model::record::{AllowRecord, Position};
use crate::model::reports::Reports;
use crate::model::{Chronology, SourceId};
use crate::query::Index;

/// What was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    /// As much as could be trusted.
    pub chronology: Arc<Chronology>,
    /// What readers found wrong, in the order of the files.
    pub(super) read_faults: Diagnostics,
    /// What was found wrong with the records.
    pub(super) problems: Reports<Problem>,
    /// Both with their places, once somebody asks: that takes the texts of the files.
    pub(super) diagnostics: OnceLock<Diagnostics>,
    /// The files, for quoting and for opening an event in an editor.
    pub files: Files,
    /// Where each of them was read from.
    pub origins: Vec<Origin>,
    /// Files whose texts were dropped when they were read: their indices, and their paths.
    pub dropped_texts: Vec<(usize, PathBuf)>,
    /// Where source notes are read from.
    pub notes: NoteFolders,
    /// How many paths could not be read at all: missing, no permission, no file.
    pub unreadable: usize,
    /// Whether this is the chronology that is built into the program.
    pub is_bundled: bool,
    /// How many files could be opened, but hold nothing that could be read.
    pub broken: usize,
    /// How many records, rows or objects could not be read.
    pub skipped: usize,
    /// The rules that files need not keep.
    pub(super) allowed: Vec<AllowRecord>,
    /// What was taken for what in files of other formats, a line each.
    pub remarks: Vec<String>,
}

impl Loaded {
    /// What was found wrong, in the order of the files. At first use texts that were not kept are read again.
    pub fn diagnostics(&self) -> &Diagnostics {
        self.diagnostics.get_or_init(|| {
            let mut diagnostics = self.read_faults.clone();
            if diagnostics.total() + self.problems.total() > 0 {
                self.restore_texts();
            }
            diagnostics.append(locate(self.problems.clone(), &self.files));
            diagnostic::sort(&mut diagnostics);
            diagnostics
        })
    }

    /// Reads texts again that were not kept, so that something in them can be shown or changed.
    pub(super) fn restore_texts(&self) {
        reread::restore(&self.files, &self.dropped_texts);
    }

    /// Lets texts go that were not kept when they were read, but supplied since.
    pub(super) fn drop_texts(&mut self) {
        for (file, _) in &self.dropped_texts {
            if let Some(source) = self.files.get_mut(*file) {
                source.drop_text();
            }
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.read_faults.count(severity) + self.problems.count(severity)
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Whether nothing could be read at all.
    pub(super) fn is_unreadable(&self) -> bool {
        self.unreadable > 0 && self.files.is_empty()
    }

    /// How a command ends that would end so if all had been read: what is left out may be what was looked for.
    pub(super) fn outcome(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Done | Outcome::Negative if self.skipped > 0 => Outcome::Partial,
            outcome => outcome,
        }
    }

    /// Whether anything is wrong that is worth more than a note.
    pub(super) fn has_faults(&self) -> bool {
        self.errors() + self.warnings() > 0
    }

    /// The diagnostics, and a line that sums them up.
    pub fn report(&self, style: Style) -> String {
        let mut report = render(self.diagnostics(), &self.files, style);
        report.push_str(&self.summary());
        report.push('\n');
        report
    }

    /// "2 errors, 1 warning in 2 files"; "no problems in 1 file: 11 events, 22 actors, …".
    pub(super) fn summary(&self) -> String {
        let files = counted(self.files.len(), "file", "files");
        let (errors, warnings) = (self.errors(), self.warnings());
        let mut problems = Vec::new();
        if errors > 0 {
            problems.push(counted(errors, "error", "errors"));
        }
        if warnings > 0 {
            problems.push(counted(warnings, "warning", "warnings"));
        }
        let mut summary = if problems.is_empty() {
            format!("no problems in {files}")
        } else {
            format!("{} in {files}", problems.join(", "))
        };
        let chronology = &self.chronology;
        let contents: Vec<String> = [
            (chronology.events().len(), "event", "events"),
            (chronology.actors().len(), "actor", "actors"),
            (chronology.relations().len(), "relation", "relations"),
            (chronology.places().len(), "place", "places"),
            (chronology.sources().len(), "source", "sources"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
        if !contents.is_empty() {
            summary.push_str(if problems.is_empty() {
                ": "
            } else {
                "; opens with "
            });
            summary.push_str(&contents.join(", "));
        }
        if chronology.replaced() > 0 {
            let replaced = counted(chronology.replaced(), "character", "characters");
            summary.extend(["; ", &replaced, " made visible"]);
        }
        summary
    }

    /// What the explorer opens. Slow for a large chronology: it is indexed here.
    pub fn opened(&self) -> Opened {
        Opened {
            faults: self.faults().collect(),
            errors: self.errors(),
            warnings: self.warnings(),
            ..opened(Arc::clone(&self.chronology))
        }
    }

    /// What is wrong, but for notes, as the explorer shows it.
    pub(super) fn faults(&self) -> impl Iterator<Item = Fault> {
        let worse = |diagnostic: &&Diagnostic| diagnostic.severity != Severity::Note;
        let faults = self.diagnostics().iter().filter(worse);
        faults.map(|diagnostic| self.fault(diagnostic))
    }

    fn fault(&self, diagnostic: &Diagnostic) -> Fault {
        let place = diagnostic.span.as_ref().and_then(|place| {
            let file = self.files.get(place.file)?;
            let at = file.line_column(place.range.start);
            Some(format!("{}:{}:{}", file.name(), at.line, at.column))
        });
        Fault {
            is_error: diagnostic.severity == Severity::Error,
            place: place.unwrap_or_default(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }

    /// The source note at a path that a source of this chronology names.
    ///
    /// # Errors
    ///
    /// Why it is not read.
    pub fn note(&self, path: &str) -> Result<SourceNote, NoteRefusal> {
        if !self.is_bundled {
            return self.notes.read(path);
        }
        let text = bundled::note(path).map(note::read);
        text.ok_or(NoteRefusal::Unreadable(io::ErrorKind::NotFound))
    }

    /// Adds a warning for each source whose note is refused. Looks at the disk for each of them.
    pub fn check_notes(&mut self) {
        let chronology = Arc::clone(&self.chronology);
        let sources = chronology.sources().iter();
        let named = sources.filter(|source| !source.file.is_empty() && !self.is_bundled);
        let mut problems = Reports::default();
        for source in named {
            let (code, message, help) = match self.notes.open(Path::new(&*source.file)) {
                Ok(_) | Err(NoteRefusal::Unreadable(_)) => continue,
                Err(NoteRefusal::Outside) => (
                    "note-outside",
                    "is outside the folder of this file, and is not read",
                    Some("move it below that folder, or allow its own by --notes-from".to_owned()),
                ),
                Err(NoteRefusal::NoFile) => {
                    ("note-no-file", "is not a file, and is not read", None)
                }
            };
            let site = source.position.site("sources", &[Hop::Field("file")]);
            let message = format!("the note {} {message}", quoted(&source.file));
            problems.push(Problem::warning(code, site, message).help(help));
        }
        self.add_problems(problems);
    }

    /// Adds what else was found wrong with the records.
    pub(super) fn add_problems(&mut self, problems: Reports<Problem>) {
        self.problems.append(problems);
        self.diagnostics = OnceLock::new();
    }

    /// The note of a source: from its file, or from the program where it is built in.
    ///
    /// # Errors
    ///
    /// Why it can't be read, in a sentence for the screen.
    pub fn note_of(&self, source: SourceId) -> Result<NoteText, String> {
        let path = &*self.chronology.source(source).file;
        if path.is_empty() {
            return Err("The source has no note.".to_owned());
        }
        let note = self.note(path).map_err(|refusal| refusal.told(path))?;
        Ok(NoteText {
            fields: note.fields,
            paragraphs: note
                .paragraphs
                .into_iter()
                .map(|paragraph| (paragraph.locator, paragraph.text))
                .collect(),
        })
    }

    /// The file and the line (from 1) where an event is written, now, if the file has changed since.
    pub(super) fn line_of(&self, position: Position) -> Result<(PathBuf, u32), String> {
        let file = usize::from(position.file);
        let unknown = || "It is not known where the event is written.".to_owned();
        let source = self.files.get(file).ok_or_else(unknown)?;
        let origin = self.origins.get(file).ok_or_else(unknown)?;
        if !origin.path.is_file() {
            return Err(format!("{} can't be edited: it is no file.", source.name()));
        }
        let has_changed = origin.has_changed();
        let is_dropped = self
            .dropped_texts
            .iter()
            .any(|(dropped, _)| *dropped == file);
        let again = (has_changed || is_dropped).then(|| reread::read(&origin.path));
        let again = again.flatten();
        let mut item = usize::try_from(position.item).map_err(|_| unknown())?;
        if let Some(again) = again.as_ref().filter(|_| has_changed) {
            let mut events = self.chronology.events().iter();
            let event = events.find(|event| event.position == position);
            item = event
                .and_then(|event| reread::item_of(again, &event.id))
                .unwrap_or(item);
        }
        let site = Site {
            file,
            path: vec![Hop::Field("events"), Hop::Item(item)],
            within: None,
        };
        let source = again.as_ref().unwrap_or(source);
        let span = span_of(&site, source);
        let line = source.line_column(span.range.start).line;
        Ok((origin.path.clone(), u32::try_from(line).unwrap_or(1)))
    }
}

/// What the explorer opens, without faults.
pub fn opened(chronology: Arc<Chronology>) -> Opened {
    Opened {
        index: Arc::new(Index::new(Arc::clone(&chronology))),
        calendar: Arc::new(Calendar::new(&chronology)),
        extent: axis::extent(&chronology),
        chronology,
        faults: Vec::new(),
        errors: 0,
        warnings: 0,
    }
}
