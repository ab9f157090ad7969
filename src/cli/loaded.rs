//! What was loaded: the chronology, what is wrong with its files, and where its records and notes are.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use super::{bundled, reread};
use crate::axis;
use crate::explorer::{Calendar, Fault, NoteText, Opened};
use crate::format::diagnostic::{self, Diagnostic, Severity};
use crate::format::files::Files;
use crate::format::locate::span_of;
use crate::format::note::{self, SourceNote};
use crate::format::render::{Style, render};
use crate::model::problem::{Hop, Site};
use crate::model::record::Position;
use crate::model::{Chronology, SourceId};
use crate::query::Index;

/// How much is read of a source note, in bytes.
const LARGEST_NOTE: u64 = 1 << 24;

/// What was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    /// As much as could be trusted.
    pub chronology: Arc<Chronology>,
    /// Everything found wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, for quoting and for opening an event in an editor.
    pub files: Files,
    /// Files whose texts were dropped when they were read: their indices, and their paths.
    pub dropped_texts: Vec<(usize, PathBuf)>,
    /// How many paths could not be read at all: missing, no permission, no file.
    pub unreadable: usize,
    /// Whether this is the chronology that is built into the program.
    pub is_bundled: bool,
}

impl Loaded {
    /// How many errors there are.
    pub fn errors(&self) -> usize {
        diagnostic::count(&self.diagnostics, Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        diagnostic::count(&self.diagnostics, Severity::Warning)
    }

    /// Whether nothing could be read at all.
    pub(super) fn is_unreadable(&self) -> bool {
        self.unreadable > 0 && self.files.is_empty()
    }

    /// Whether anything is wrong that is worth more than a note.
    pub(super) fn has_faults(&self) -> bool {
        self.errors() + self.warnings() > 0
    }

    /// The diagnostics, and a line that sums them up.
    pub fn report(&self, style: Style) -> String {
        let mut report = render(&self.diagnostics, &self.files, style);
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
        let faults = self
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity != Severity::Note)
            .map(|diagnostic| self.fault(diagnostic))
            .collect();
        opened(Arc::clone(&self.chronology), faults)
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
    /// If there is none, or it can't be read.
    pub fn note(&self, path: &str) -> io::Result<SourceNote> {
        if self.is_bundled {
            return bundled::note(path)
                .map(note::read)
                .ok_or_else(|| io::ErrorKind::NotFound.into());
        }
        // Asked before it is opened: opening a pipe would wait for its writer.
        if !fs::metadata(path)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        File::open(path)?
            .take(LARGEST_NOTE)
            .read_to_end(&mut bytes)?;
        Ok(note::read(&String::from_utf8_lossy(&bytes)))
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
        let note = self
            .note(path)
            .map_err(|error| format!("The note {path} can't be read: {error}."))?;
        Ok(NoteText {
            fields: note.fields,
            paragraphs: note
                .paragraphs
                .into_iter()
                .map(|paragraph| (paragraph.locator, paragraph.text))
                .collect(),
        })
    }

    /// The file and the line (from 1) where an event is written.
    pub(super) fn line_of(&self, position: Position) -> Result<(PathBuf, u32), String> {
        let file = usize::from(position.file);
        let unknown = || "It is not known where the event is written.".to_owned();
        let source = self.files.get(file).ok_or_else(unknown)?;
        let path = PathBuf::from(source.name());
        if !path.is_file() {
            return Err(format!("{} can't be edited: it is no file.", source.name()));
        }
        let item = usize::try_from(position.item).map_err(|_| unknown())?;
        let site = Site {
            file,
            path: vec![Hop::Field("events"), Hop::Item(item)],
            within: None,
        };
        let again = self
            .dropped_texts
            .iter()
            .find(|(dropped, _)| *dropped == file);
        let again = again.and_then(|(_, path)| reread::read(path));
        let source = again.as_ref().unwrap_or(source);
        let span = span_of(&site, source);
        let line = source.line_column(span.range.start).line;
        Ok((path, u32::try_from(line).unwrap_or(1)))
    }
}

/// What the explorer opens.
pub fn opened(chronology: Arc<Chronology>, faults: Vec<Fault>) -> Opened {
    Opened {
        index: Arc::new(Index::new(Arc::clone(&chronology))),
        calendar: Arc::new(Calendar::new(&chronology)),
        extent: axis::extent(&chronology),
        chronology,
        faults,
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
