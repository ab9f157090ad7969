//! A host without a terminal: opens text, presses keys, performs effects at once, draws to a buffer.
//! Screens come out as text with their styles, for snapshots.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests: a panic is the failure"
)]

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline::cli::explore::styles as citation_styles;
use dateline::cli::loaded::Loaded;
use dateline::cli::loader::{load, load_bundled, load_text};
use dateline::explorer::{
    Answering, COMMANDS, Code, Effect, FoundPaths, Key, Message, Mouse, Search, Size, State,
};
use dateline::view::{Colours, Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// The program with a screen of its own.
pub struct Screen {
    pub state: State,
    pub look: Look,
    /// Effects that only a real host can perform.
    pub effects: Vec<Effect>,
    /// Whether what is counted waits until `count`.
    pub counts_wait: bool,
    /// Whether lists wait until `answer`, as those of a slow search do.
    pub lists_wait: bool,
    waiting: Vec<Message>,
    searched: Option<Box<Search>>,
    /// Where notes are read.
    pub loaded: Loaded,
}

impl Screen {
    /// The built-in chronology on a screen of that size.
    pub fn bundled(width: u16, height: u16) -> Self {
        Self::of(load_bundled(), width, height)
    }

    /// Files on a screen of that size.
    pub fn files(paths: &[&str], width: u16, height: u16) -> Self {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        Self::of(load(&paths), width, height)
    }

    /// A chronology in memory on a screen of that size.
    pub fn text(ron: &str, width: u16, height: u16) -> Self {
        Self::of(load_text("test.ron", ron), width, height)
    }

    /// A screen on which nothing is open yet.
    pub fn unopened(width: u16, height: u16) -> Self {
        Self {
            state: State::new(Size { width, height }, COMMANDS).citing(citation_styles()),
            look: Look::default(),
            effects: Vec::new(),
            counts_wait: false,
            lists_wait: false,
            waiting: Vec::new(),
            searched: None,
            loaded: Loaded::default(),
        }
    }

    /// The built-in chronology, to pick from, beginning with `query`.
    pub fn picking(query: &str, width: u16, height: u16) -> Self {
        let mut screen = Self::unopened(width, height);
        screen.loaded = load_bundled();
        screen.state = State::new(screen.state.size, COMMANDS)
            .asking(query)
            .citing(citation_styles())
            .picking();
        screen.open();
        screen
    }

    fn of(loaded: Loaded, width: u16, height: u16) -> Self {
        let mut screen = Self {
            loaded,
            ..Self::unopened(width, height)
        };
        screen.open();
        screen
    }

    /// A chronology in memory that is not open yet, to pick from it or to explore it.
    pub fn closed(ron: &str, width: u16, height: u16, picks: bool) -> Self {
        let mut screen = Self::unopened(width, height);
        screen.loaded = load_text("test.ron", ron);
        if picks {
            screen.state = screen.state.picking();
        }
        screen
    }

    /// Opens what was loaded.
    pub fn open(&mut self) {
        let opened = self.loaded.opened();
        self.send(Message::Loaded(Box::new(opened)));
    }

    /// With another look.
    pub fn look(mut self, colours: Colours, ascii: bool) -> Self {
        self.look = Look { colours, ascii };
        self
    }

    /// Sends a message and performs what follows from it, until nothing follows.
    pub fn send(&mut self, message: Message) {
        let mut effects = VecDeque::from(self.state.update(message));
        while let Some(effect) = effects.pop_front() {
            match effect {
                // A newer search takes the place of one that is not done.
                Effect::Search(search) if self.lists_wait => self.searched = Some(search),
                Effect::Search(search) => {
                    let (mut answering, never) = (Answering::default(), AtomicBool::new(false));
                    let found = answering.list(&search, &never).unwrap();
                    let matches = Arc::clone(&found.matches);
                    effects.extend(self.state.update(Message::Found(Box::new(found))));
                    let counts = answering.counts(&search, &matches, &never).unwrap();
                    let counted = Message::Counted(Box::new(counts));
                    if self.counts_wait {
                        self.waiting.push(counted);
                    } else {
                        effects.extend(self.state.update(counted));
                    }
                }
                Effect::ReadNote(source) => {
                    let note = self.loaded.note_of(source);
                    effects.extend(self.state.update(Message::Note(source, note)));
                }
                Effect::FindPaths(from, to) => {
                    let found = FoundPaths::find(self.state.chronology(), from, to);
                    effects.extend(self.state.update(Message::Paths(Arc::new(found))));
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Answers the last search and those that follow from its answer, until none is left.
    pub fn answer(&mut self) -> &mut Self {
        while let Some(search) = self.searched.take() {
            let never = AtomicBool::new(false);
            let found = Answering::default().list(&search, &never).unwrap();
            self.send(Message::Found(Box::new(found)));
        }
        self
    }

    /// Sends what was counted and waits, in its order.
    pub fn count(&mut self) -> &mut Self {
        for counted in std::mem::take(&mut self.waiting) {
            self.send(counted);
        }
        self
    }

    /// Presses and releases the button at a cell.
    pub fn click(&mut self, x: u16, y: u16) {
        self.send(Message::Mouse(Mouse::Press { x, y }));
        self.send(Message::Mouse(Mouse::Release { x, y }));
    }

    /// Presses keys: tokens between blanks; `<Enter>` and the like by name, anything else letter by letter.
    pub fn press(&mut self, script: &str) -> &mut Self {
        for token in script.split(' ').filter(|token| !token.is_empty()) {
            if let Some(name) = token
                .strip_prefix('<')
                .and_then(|rest| rest.strip_suffix('>'))
            {
                self.key(name);
            } else {
                for letter in token.chars() {
                    self.key(&letter.to_string());
                }
            }
        }
        self
    }

    /// Types a text letter by letter.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.send(Message::Key(Key::plain(Code::Char(letter))));
        }
        self
    }

    /// Presses one key, by its name.
    pub fn key(&mut self, name: &str) {
        let name = match name {
            " " => "Space",
            "-" => "Minus",
            other => other,
        };
        let key: Key = name.parse().unwrap_or_else(|error| panic!("{error}"));
        self.send(Message::Key(key));
    }

    /// A new size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Message::Resize(Size { width, height }));
        self
    }

    /// The cells.
    pub fn buffer(&self) -> Buffer {
        let size = self.state.size;
        let area = Rect::new(0, 0, size.width, size.height);
        let mut buffer = Buffer::empty(area);
        draw(&self.state, self.look, area, &mut buffer);
        buffer
    }

    /// The letters, a line a row, without blanks at the end.
    pub fn letters(&self) -> String {
        letters(&self.buffer())
    }

    /// The letters, then a line for each run of cells with a style: row, columns, style.
    pub fn snapshot(&self) -> String {
        let buffer = self.buffer();
        format!("{}\n{}", letters(&buffer), styles(&buffer))
    }
}

fn letters(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut hidden = 0;
        for x in 0..buffer.area.width {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            hidden = dateline::model::text::width(symbol).saturating_sub(1);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

fn styles(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = name(cell.fg, cell.modifier);
            match runs.last_mut() {
                Some((_, end, same)) if *same == style && *end + 1 == x => *end = x,
                _ => runs.push((x, x, style)),
            }
        }
        for (from, to, style) in runs.into_iter().filter(|(_, _, style)| !style.is_empty()) {
            writeln!(text, "{y:>2} {from:>3}–{to:<3} {style}").unwrap();
        }
    }
    text
}

fn name(colour: Color, modifier: Modifier) -> String {
    let mut words = Vec::new();
    if colour != Color::Reset {
        words.push(colour.to_string().to_lowercase());
    }
    for (has, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::UNDERLINED, "underlined"),
    ] {
        if modifier.contains(has) {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}
