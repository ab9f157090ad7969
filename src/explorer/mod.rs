//! What the person is doing: state, commands, update → effects. Knows no terminal and no clock.
//!
//! Five rooms, each using only those before it: `base` (cells, keys, lines), `answer` (what is computed for a query), `state`,
//! `pane` (what panes say) and `command` (the table of all that a key can do). `update` stands on top: one message in, effects out.

pub mod answer;
pub mod base;
pub mod command;
pub mod pane;
pub mod state;
pub mod update;

pub use answer::calendar::Calendar;
pub use answer::paths::FoundPaths;
pub use answer::search::{Answer, Answering, Counts, Search};
pub use base::geometry::Size;
pub use base::key::{Code, Key, Mouse};
pub use base::look::{Colours, Look};
pub use base::order::Order;
pub use command::COMMANDS;
pub use state::current::State;
pub use state::message::{Effect, Fault, Message, NoteText, Opened};
