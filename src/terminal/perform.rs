//! What the state asks for: done here, answered with messages.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Timelike;

use super::editor::Editor;
use super::host::Host;
use super::link::Link;
use super::signals::{self, StopTarget};
use super::worker;
use super::{SessionEnd, TerminalError};
use crate::explorer::state::cue::{Cue, Now};
use crate::explorer::{Effect, FoundPaths, Message};
use crate::format::cite;
use crate::model::record::Position;
use crate::model::text;
use crate::model::{ActorId, EventId, SourceId};
use crate::wire;

/// How long the row of keys of a briefing shows.
const KEYS_SHOW: Duration = Duration::from_secs(8);

impl Host {
    /// Does what `effect` asks for; the end, if that is it.
    pub(super) fn perform(&mut self, effect: Effect) -> Result<Option<SessionEnd>, TerminalError> {
        match effect {
            Effect::Quit => return Ok(Some(SessionEnd::Quit)),
            Effect::Search(search) => self.searcher.search(search),
            Effect::Cite(event, style) => self.cite(event, &style),
            Effect::ReadNote(source) => self.read_note(source)?,
            Effect::FindPaths(from, to) => self.find_paths(from, to)?,
            Effect::Edit(_) | Effect::Suspend if self.environment.without_shell => {
                self.tell("not here: this session runs no other program (--no-shell)");
            }
            Effect::Edit(position) => self.edit(position)?,
            Effect::Suspend if signals::has_job_control() => self.suspend(StopTarget::Whole)?,
            Effect::Suspend => self.tell("there is no shell here to come back from"),
            Effect::Redraw => self.redraw(),
            Effect::Cue(cue) => self.cue(*cue),
            Effect::Tick => self.tick(),
            Effect::HideKeysLater => self.keys_until = Some(Instant::now() + KEYS_SHOW),
        }
        Ok(None)
    }

    fn tell(&mut self, told: impl Into<String>) {
        self.queue.push_back(Message::Told(told.into()));
    }

    /// Tells the other end where the briefing stands. The first time, the link is made: a stage listens, a speaker looks
    /// for one.
    fn cue(&mut self, cue: Cue) {
        if self.link.is_none()
            && let Some(folder) = self.stages.take()
            && let Ok(sender) = self.mailbox.sender()
        {
            self.link = match self.state.speaker {
                Some(_) => Link::connect(folder, sender),
                None => Link::listen(&folder, sender),
            }
            .ok();
        }
        if let Some(link) = &mut self.link {
            link.send(cue);
        }
    }

    /// Tells the speaker's clock, now and at the beginning of each second.
    pub(super) fn tick(&mut self) {
        let local = chrono::Local::now();
        let part = |part: u32| u8::try_from(part).unwrap_or(0);
        self.queue.push_back(Message::Tick(Now {
            seconds: u64::try_from(local.timestamp()).unwrap_or(0),
            hour: part(local.hour()),
            minute: part(local.minute()),
        }));
        let rest = 1_000_u32.saturating_sub(local.timestamp_subsec_millis().min(999));
        self.ticks_at = Some(Instant::now() + Duration::from_millis(u64::from(rest)));
    }

    fn redraw(&mut self) {
        self.screen.forget();
        self.dirty = true;
    }

    fn cite(&mut self, event: EventId, style: &str) {
        let Some(choice) = cite::style_choices().find(|choice| choice.name() == style) else {
            return;
        };
        if self.state.loading.is_some() {
            // A later part of the files may add sources to it.
            self.tell("not yet: the rest of the file is being read, and may add to what is cited");
            return;
        }
        let chronology = self.state.chronology();
        let options = cite::Options {
            form: choice.form,
            ..cite::Options::default()
        };
        let text = cite::cite(choice.style, chronology, event, &options);
        if text.trim().is_empty() {
            self.tell("the event cites no source");
            return;
        }
        self.copy(text.trim_end());
    }

    /// Sends `text` to the clipboard, and shows it: not every terminal takes it.
    fn copy(&mut self, text: &str) {
        match wire::copy(text, &self.environment) {
            Some(bytes) => {
                self.output.push(&bytes);
                self.tell(format!("sent to the terminal: {}", text::one_line(text)));
            }
            None => self.tell("too long for the terminal's clipboard: nothing was sent"),
        }
    }

    fn read_note(&mut self, source: SourceId) -> Result<(), TerminalError> {
        if self.state.loading.is_some() {
            // It is read when the whole is there.
            return Ok(());
        }
        let chronology = Arc::clone(&self.state.opened.chronology);
        let read = Arc::clone(&self.read_note);
        let job = move || Message::Note(source, read(&chronology, source));
        worker::start_reading(job, self.mailbox.sender()?)?;
        Ok(())
    }

    fn find_paths(&mut self, from: ActorId, to: ActorId) -> Result<(), TerminalError> {
        if self.state.loading.is_some() {
            // They are found when the whole is there.
            return Ok(());
        }
        let chronology = Arc::clone(&self.state.opened.chronology);
        let find = move || Message::Paths(Arc::new(FoundPaths::find(&chronology, from, to)));
        worker::start_reading(find, self.mailbox.sender()?)?;
        Ok(())
    }

    fn edit(&mut self, position: Position) -> Result<(), TerminalError> {
        if self.state.loading.is_some() {
            self.tell("not yet: the rest of the file is being read");
            return Ok(());
        }
        let found = (self.locate)(self.state.chronology(), position)
            .and_then(|(file, line)| Ok((file, line, Editor::of_environment()?)));
        match found {
            Err(told) => self.tell(text::cleaned(&told)),
            Ok((file, line, editor)) => {
                let told = self.run_in_front(editor.command(&file, line), editor.name())?;
                if let Some(told) = told {
                    self.tell(told);
                }
                if let Some(reloader) = &self.reloader {
                    reloader.look();
                }
            }
        }
        Ok(())
    }
}
