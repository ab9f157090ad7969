//! Bytes ⇄ keys and frames, for any line: a terminal here, a client over SSH there.
//!
//! `decoder` turns bytes into keys, `screen` turns frames into bytes, `capabilities` says what
//! the other end can show, `modes` what is set on it for a session, `pace` how fast frames may
//! follow, `clipboard` how a text gets there, `cue` what a stage and its speaker tell each other. Nothing here opens a terminal or a connection,
//! and nothing is asked but the environment and terminfo. A new key is a line in `sequence`.

mod capabilities;
mod clipboard;
pub mod cue;
mod decoder;
mod modes;
mod pace;
pub mod screen;
mod sequence;
mod terminfo;

pub use capabilities::{Environment, Presentation};
pub use clipboard::copy;
pub use decoder::{Decoder, Input};
pub use modes::SessionModes;
pub use pace::{Pace, QUESTION};
