//! Update: one message in, effects out. The only place that changes the state.

use super::command::{self, after_answer, apply_text, keep_in_sight, search_again};
use crate::explorer::base::key::{Key, Mouse};
use crate::explorer::state::current::State;
use crate::explorer::state::lookup::lookup;
use crate::explorer::state::message::{Effect, Message, Opened};
use crate::explorer::state::panes::{PaneKind, Screen};
use crate::explorer::state::remap_ids;

impl State {
    /// Takes in what happened; returns what the host has to do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => self.press(key),
            Message::Mouse(mouse) => {
                self.notice = None;
                match mouse {
                    Mouse::Press { x, y } => command::click(self, x, y),
                    Mouse::Wheel { x, y, notches } => command::wheel(self, x, y, notches),
                    Mouse::Release { x, y } => command::release(self, x, y),
                    Mouse::Drag { .. } => Vec::new(),
                }
            }
            Message::Paste(text) => {
                if self.is_typing() {
                    command::typed(self, &text)
                } else {
                    Vec::new()
                }
            }
            Message::Resize(size) => {
                let before = self.layout().strip;
                self.size = size;
                keep_in_sight(self);
                if self.layout().strip == before || self.loading.is_some() {
                    return Vec::new();
                }
                // The strip has other cells now; its densities are counted off the loop.
                self.asked.want = self.selection.event;
                search_again(self)
            }
            Message::Loading { done, of } => {
                self.loading = Some((done, of));
                Vec::new()
            }
            Message::Preview(opened) => self.preview(*opened),
            Message::Loaded(opened) => self.open(*opened),
            Message::Found(answer) => {
                if answer.generation == self.asked.generation {
                    self.answer = *answer;
                    after_answer(self);
                    if self.loading.is_some() {
                        return Vec::new();
                    }
                    return command::briefing_started(self);
                }
                Vec::new()
            }
            Message::Counted(counts) => {
                let of = [self.asked.generation, self.answer.generation];
                if of == [counts.generation; 2] {
                    command::counted(self, *counts);
                }
                Vec::new()
            }
            Message::Note(source, note) => {
                self.notes.insert(source, note);
                if matches!(&self.screen, Screen::Source(shown, _) if *shown == source)
                    && self.cursor(PaneKind::Source).top == 0
                {
                    command::to_cited(self);
                }
                Vec::new()
            }
            Message::Second(seconds) => {
                if let Some(brief) = &mut self.brief
                    && brief.seconds.is_some()
                {
                    brief.seconds = Some(seconds);
                }
                Vec::new()
            }
            Message::Told(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        self.is_touched = true;
        if let Some(command) = lookup(self, key) {
            return (command.run)(self);
        }
        match key.typed() {
            Some(character) if self.is_typing() => {
                command::typed(self, character.encode_utf8(&mut [0; 4]))
            }
            _ => Vec::new(),
        }
    }

    /// Shows the first events while the rest loads. A query that can't be asked of them waits.
    fn preview(&mut self, opened: Opened) -> Vec<Effect> {
        if self.loading.is_none() {
            return Vec::new();
        }
        self.is_touched = false;
        self.opened = opened;
        let text = self.asked.text.clone();
        let effects = apply_text(self, text);
        self.asked.error = None;
        effects
    }

    fn open(&mut self, opened: Opened) -> Vec<Effect> {
        self.loading = None;
        let noted = remap_ids::carry(self, &opened.chronology);
        self.opened = opened;
        let mut effects = self.ask_first();
        effects.extend(noted.map(Effect::ReadNote));
        effects
    }

    /// Asks what was asked or typed before the files were open.
    fn ask_first(&mut self) -> Vec<Effect> {
        let typed = self
            .asked
            .typing
            .as_ref()
            .map(|input| input.value().to_owned());
        let text = typed.unwrap_or_else(|| self.asked.text.clone());
        let effects = apply_text(self, text);
        if self.asked.error.is_none() {
            return effects;
        }
        // A query from the command line that can't be read: it stays in the box, with its error.
        let text = std::mem::take(&mut self.asked.text);
        let error = self.asked.error.clone();
        let effects = apply_text(self, String::new());
        self.asked.typing = Some(tui_input::Input::new(text));
        self.asked.error = error;
        effects
    }
}
