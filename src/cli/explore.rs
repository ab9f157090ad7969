//! `dateline [FILES]`: opens files for the explorer, and reads the source notes that it asks for.

use std::fs;
use std::sync::Arc;

use super::bundled;
use super::files::Loaded;
use crate::axis;
use crate::explorer::{Fault, NoteText, Opened};
use crate::format::diagnostic::{Diagnostic, Severity};
use crate::model::SourceId;
use crate::query::Index;

/// The largest source note that is read, in bytes.
const LARGEST_NOTE: u64 = 8 << 20;

impl Loaded {
    /// What the explorer opens. Slow for a large chronology: it is indexed here.
    pub fn opened(&self) -> Opened {
        Opened {
            index: Arc::new(Index::new(Arc::clone(&self.chronology))),
            extent: axis::extent(&self.chronology),
            chronology: Arc::clone(&self.chronology),
            faults: self
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity != Severity::Note)
                .map(|diagnostic| self.fault(diagnostic))
                .collect(),
        }
    }

    fn fault(&self, diagnostic: &Diagnostic) -> Fault {
        let place = diagnostic.place.as_ref().and_then(|place| {
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

    /// The note of a source: from its file, or from the program where it is built in.
    ///
    /// # Errors
    ///
    /// Why it can't be read, in a sentence for the screen.
    pub fn note(&self, source: SourceId) -> Result<NoteText, String> {
        let path = &*self.chronology.source(source).file;
        if path.is_empty() {
            return Err("The source has no note.".to_owned());
        }
        let text = match fs::metadata(path) {
            Ok(found) if found.len() > LARGEST_NOTE => {
                return Err(format!("The note {path} is too large to show."));
            }
            _ => fs::read_to_string(path).or_else(|error| {
                bundled::note(path)
                    .map(str::to_owned)
                    .ok_or_else(|| format!("The note {path} can't be read: {error}."))
            })?,
        };
        let _ = text;
        Err("(notes come with the format branch)".to_owned())
    }
}
