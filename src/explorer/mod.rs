//! What the person is doing: state, commands, update → effects. Knows no terminal and no clock.

pub mod answer;
pub mod key;
pub mod message;
pub mod rows;
pub mod state;

pub use answer::{Answer, answer};
pub use key::{Code, Key, Mouse};
pub use message::{Effect, Fault, Message, NoteText, Opened, Search, Size};
pub use state::State;
