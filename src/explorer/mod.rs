//! What the person is doing: state, commands, update → effects. Knows no terminal and no clock.
//!
//! `layout` says where panes stand, `page` what they say; `update` needs both to
//! scroll and to follow, and `view` draws the same. `command` is the table of
//! all that a key can do.

pub mod answer;
mod arrival;
pub mod beginning;
pub mod brief;
pub mod calendar;
pub mod chips;
pub mod command;
pub mod commands;
pub mod completing;
pub mod geometry;
pub mod history;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod look;
pub mod lookup;
pub mod message;
pub mod order;
pub mod page;
pub mod panes;
pub mod rows;
pub mod state;
pub mod strip;
pub mod update;
pub mod wrap;

pub use answer::{Answer, Answering, Counts, Search};
pub use calendar::Calendar;
pub use command::COMMANDS;
pub use geometry::Size;
pub use key::{Code, Key, Mouse};
pub use look::{Colours, Look};
pub use message::{Effect, Fault, Message, NoteText, Opened};
pub use order::Order;
pub use state::State;
