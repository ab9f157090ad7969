//! The state of the explorer: what is open, asked, selected and shown; the messages that change it and the effects that it asks for.
//!
//! For panes, which read it, and commands, which change it. A new message or effect is a variant in `message`.

pub mod briefing;
pub mod builder;
pub mod command;
pub mod completion;
pub mod cue;
pub mod current;
pub mod highlight;
pub mod history;
pub mod keymap;
pub mod lookup;
pub(crate) mod memo;
pub mod message;
pub mod panes;
pub mod remap_ids;
