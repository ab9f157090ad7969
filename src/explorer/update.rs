//! Update: one message in, effects out. The only place that changes the state.

use std::sync::Arc;

use super::command::{self, after_answer, agree, apply_text, keep_in_sight, search_again};
use crate::explorer::base::key::{Code, Key, Mouse};
use crate::explorer::base::layout::Pane;
use crate::explorer::state::command::{Needs, Scope};
use crate::explorer::state::current::State;
use crate::explorer::state::lookup::lookup;
use crate::explorer::state::memo::Memos;
use crate::explorer::state::message::{Action, Effect, Message, Opened};
use crate::explorer::state::panes::{PaneKind, Screen};
use crate::explorer::state::remap_ids::{self, Identity};

impl State {
    /// Takes in what happened; returns what the host has to do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let before = self.cue();
        let is_cue = matches!(message, Message::Cue(_));
        let mut effects = self.take_in(message);
        agree(self);
        // Whatever the person did to the briefing, the other end of the link hears of it.
        if !is_cue && self.cue() != before {
            self.moves += u64::from(before.is_some());
            effects.extend(self.cue().map(|cue| Effect::Cue(Box::new(cue))));
        }
        effects
    }

    fn take_in(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => self.act_in_turn(Action::Key(key)),
            Message::Escaped(key) => self.act_in_turn(Action::Escaped(key)),
            Message::Mouse(mouse) => self.act_in_turn(Action::Mouse(mouse)),
            Message::Paste(text) => self.act_in_turn(Action::Paste(text)),
            Message::Resize(size) => {
                let before = self.layout().strip;
                self.size = size;
                keep_in_sight(self);
                if self.layout().strip == before || self.loading.is_some() {
                    return Vec::new();
                }
                // The strip has other cells now; its densities are counted off the loop.
                if !self.asked.wants_best {
                    self.asked.want = self.selection.event;
                }
                search_again(self)
            }
            Message::Loading { done, of } => {
                self.loading = Some((done, of));
                Vec::new()
            }
            Message::Preview(opened) => self.preview(*opened),
            Message::Loaded(opened) => self.open(*opened),
            Message::Reloaded(Ok(opened)) => self.reopen(*opened),
            Message::Reloaded(Err(told)) => {
                self.kept_back = Some(told);
                Vec::new()
            }
            Message::Found(answer) => {
                if answer.generation == self.asked.generation {
                    self.answer = *answer;
                    after_answer(self);
                    let mut effects = Vec::new();
                    if self.loading.is_none() {
                        effects.extend(command::briefing_started(self));
                        effects.extend(command::leave_when_loaded(self));
                    }
                    effects.extend(self.catch_up());
                    return effects;
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
                self.notes.insert(source, note.map(Arc::new));
                self.memos = Memos::default();
                if matches!(&self.screen, Screen::Source(shown, _) if *shown == source)
                    && self.cursor(PaneKind::Source).top == 0
                {
                    command::to_cited(self);
                }
                Vec::new()
            }
            Message::Paths(found) => {
                if matches!(self.screen, Screen::Paths(from, to) if (from, to) == (found.from, found.to))
                {
                    self.paths = Some(found);
                    keep_in_sight(self);
                }
                Vec::new()
            }
            Message::Cue(cue) => command::follow_cue(self, &cue),
            Message::StageLost => {
                if let Some(speaker) = &mut self.speaker {
                    speaker.stage = None;
                }
                Vec::new()
            }
            Message::Tick(now) => {
                if let Some(speaker) = &mut self.speaker {
                    speaker.now = Some(now);
                }
                Vec::new()
            }
            Message::HideKeys => {
                self.staging.keys = false;
                Vec::new()
            }
            Message::Told(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
        }
    }

    /// Does what the person did, now or when its turn comes.
    fn act_in_turn(&mut self, action: Action) -> Vec<Effect> {
        self.is_touched = true;
        if self.has_to_wait(&action) {
            self.ahead.push_back(action);
            return Vec::new();
        }
        self.act(action)
    }

    /// Whether an action must wait for the list of what was typed before it: it acts on that list, or it follows
    /// something that waits. Leaving, stopping and drawing anew never wait. What is pressed on the screen with the mouse
    /// means what shows there.
    fn has_to_wait(&self, action: &Action) -> bool {
        let follows = !self.ahead.is_empty();
        let command = match action {
            Action::Key(key) => lookup(self, *key),
            Action::Escaped(key) => {
                lookup(self, *key).or_else(|| lookup(self, Key::plain(Code::Esc)))
            }
            Action::Mouse(_) | Action::Paste(_) => None,
        };
        match command {
            Some(command) if command.scope == Scope::Everywhere => false,
            Some(command) if command.needs == Needs::List => follows || self.awaits_list(),
            Some(_) | None => follows,
        }
    }

    /// Does, in its order, what was pressed ahead of the list that has come now, until a list is awaited again.
    fn catch_up(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.is_ahead = true;
        while !self.awaits_list()
            && let Some(action) = self.ahead.pop_front()
        {
            effects.extend(self.act(action));
            agree(self);
        }
        self.is_ahead = false;
        effects
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Key(key) => self.press(key),
            Action::Escaped(chord) if lookup(self, chord).is_some() => self.press(chord),
            Action::Escaped(chord) => {
                let mut effects = self.press(Key::plain(Code::Esc));
                let key = Key {
                    alt: false,
                    ..chord
                };
                effects.extend(self.act_in_turn(Action::Key(key)));
                effects
            }
            Action::Mouse(mouse) if self.briefing().is_some() => command::point(self, mouse),
            Action::Mouse(mouse) => {
                self.notice = None;
                match mouse {
                    Mouse::Press { x, y } => command::click(self, x, y),
                    Mouse::Wheel { x, y, notches } => command::wheel(self, x, y, notches),
                    Mouse::Release { x, y } => command::release(self, x, y),
                    Mouse::Drag { .. } => Vec::new(),
                }
            }
            Action::Paste(text) if self.is_typing() => {
                self.notice = None;
                command::typed(self, &text)
            }
            Action::Paste(_) => Vec::new(),
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if self.bounced == Some(key) {
            return Vec::new();
        }
        self.bounced = None;
        let command = lookup(self, key);
        command::forget_question(self);
        if let Some(command) = command {
            let gave = self.briefing().is_some();
            let effects = command::run(command, self);
            let gives = self.briefing().is_some();
            let goes_on = lookup(self, key).is_some_and(|now| now.name == "step-next");
            self.bounced = (gave != gives && !goes_on).then_some(key);
            return effects;
        }
        if let Some(effects) = command::step_number(self, key) {
            return effects;
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
        self.memos = Memos::default();
        let text = self.text_to_ask();
        let effects = apply_text(self, text);
        self.asked.error = None;
        effects
    }

    fn open(&mut self, opened: Opened) -> Vec<Effect> {
        self.loading = None;
        self.exchange(opened, Identity::Place);
        let mut effects = self.ask_first();
        effects.extend(self.missing());
        effects
    }

    /// Shows files that were saved meanwhile in place of what they were. A query that can't be asked of them any more shows
    /// all, and is said.
    fn reopen(&mut self, opened: Opened) -> Vec<Effect> {
        self.exchange(opened, Identity::Id);
        let half_typed = self.asked.error.take();
        let text = self.asked.text.clone();
        let mut effects = apply_text(self, text);
        if let Some(error) = self.asked.error.take() {
            self.notice = Some(format!("All events show: {}", error.message));
            effects = apply_text(self, String::new());
        }
        self.asked.error = half_typed;
        self.asked.wants_best = false;
        effects.extend(self.missing());
        effects
    }

    /// Puts what was read in place of what is open.
    fn exchange(&mut self, opened: Opened, identity: Identity) {
        remap_ids::carry(self, &opened.chronology, identity);
        self.opened = opened;
        command::find_highlighted(self);
        if !self.layout().round().contains(&self.focus) {
            // The pane went with what it showed: the whole has no actors.
            self.focus = Pane::Main;
            self.shown = Pane::Event;
        }
    }

    /// What was asked or typed before the files were open.
    fn text_to_ask(&self) -> String {
        match &self.asked.typing {
            Some(input) => input.value().to_owned(),
            None => self.asked.text.clone(),
        }
    }

    /// Asks what was asked or typed before the files were open.
    fn ask_first(&mut self) -> Vec<Effect> {
        let text = self.text_to_ask();
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
