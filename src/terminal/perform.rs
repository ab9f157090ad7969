//! What the state asks for: done here, answered with messages.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::host::Host;
use super::signals::{self, Group};
use super::timer::Timer;
use super::worker;
use super::{End, TerminalError, clipboard, editor};
use crate::explorer::{Effect, Message};
use crate::model::SourceId;
use crate::model::record::Position;
use crate::model::text;

impl Host {
    /// Does what `effect` asks for; the end, if that is it.
    pub(super) fn perform(&mut self, effect: Effect) -> Result<Option<End>, TerminalError> {
        match effect {
            Effect::Quit => return Ok(Some(End::Quit)),
            Effect::Search(search) => self.searcher.search(search),
            Effect::Copy(text) => self.copy(&text),
            Effect::ReadNote(source) => self.read_note(source)?,
            Effect::Edit(position) => self.edit(position)?,
            Effect::Suspend if signals::has_job_control() => self.suspend(Group::Whole)?,
            Effect::Suspend => self.tell("there is no shell here to come back from"),
            Effect::Redraw => self.redraw(),
            Effect::Time(on) => self.timer = on.then(|| Timer::start(Instant::now())),
        }
        Ok(None)
    }

    fn tell(&mut self, told: impl Into<String>) {
        self.queue.push_back(Message::Told(told.into()));
    }

    fn redraw(&mut self) {
        self.screen.forget();
        self.dirty = true;
    }

    fn copy(&mut self, text: &str) {
        match clipboard::copy(text, &self.environment) {
            Some(bytes) => {
                self.output.push(&bytes);
                self.tell("sent to the terminal's clipboard");
            }
            None => self.tell("too long for the terminal's clipboard: nothing was sent"),
        }
    }

    fn read_note(&mut self, source: SourceId) -> Result<(), TerminalError> {
        let Some(chronology) = self.chronology.clone() else {
            return Ok(());
        };
        let read = Arc::clone(&self.read_note);
        let job = move || Message::Note(source, read(&chronology, source));
        worker::start_reading(job, self.mailbox.postman()?)?;
        Ok(())
    }

    fn edit(&mut self, position: Position) -> Result<(), TerminalError> {
        let Some(chronology) = &self.chronology else {
            return Ok(());
        };
        let found = (self.locate)(chronology, position).and_then(|(file, line)| {
            let command = editor::command(&editor::wish(), &file, line)?;
            Ok((file, command))
        });
        match found {
            Err(told) => self.tell(text::cleaned(&told)),
            Ok((file, command)) => {
                let before = stamp(&file);
                let told = self.run_in_front(command)?;
                if let Some(told) = told {
                    self.tell(told);
                } else if stamp(&file) != before {
                    self.tell("the file has changed: leave and open it again to see it");
                }
            }
        }
        Ok(())
    }
}

/// What tells whether a file has changed.
fn stamp(file: &Path) -> Option<(std::time::SystemTime, u64)> {
    let about = fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}
