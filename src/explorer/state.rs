//! The state. (stub, being written)

use super::message::{Effect, Message, Size};

/// What the person is doing.
#[derive(Debug)]
pub struct State {
    /// The screen's size.
    pub size: Size,
}

impl State {
    /// A state that has nothing open yet.
    pub fn new(size: Size) -> Self {
        Self { size }
    }

    /// Takes in what happened; returns what the host has to do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Resize(size) => {
                self.size = size;
                Vec::new()
            }
            Message::Key(key) if key.code == super::key::Code::Char('q') => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }
}
