//! The local screen: event loop, signals, clipboard, editor.
//!
//! `run` takes the terminal, shows a `State` until somebody leaves, and gives the
//! terminal back on every way out. What the terminal can show is read from the
//! environment (`wire`); all it is ever asked is whether it is well, to keep
//! pace with a slow line. The loop
//! never polls: it sleeps until a key, a signal or a thread wakes it.

mod editor;
mod foreground;
mod guard;
mod host;
mod link;
mod mailbox;
mod output;
mod perform;
mod reloader;
mod signals;
mod tty;
mod worker;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::explorer::Look;
use crate::explorer::{NoteText, State};
use crate::model::record::Position;
use crate::model::{Chronology, SourceId};
use crate::wire::Environment;

pub use guard::tell_panics;
pub use reloader::{FilesStamp, LiveFiles};
pub use signals::die_of;
pub use worker::Load;

/// Reads a source's note; fails with a text to show.
pub type ReadNote = Arc<dyn Fn(&Chronology, SourceId) -> Result<NoteText, String> + Send + Sync>;

/// Finds the file and the line (from 1) of a record; fails with a text to show.
pub type Locate = Box<dyn Fn(&Chronology, Position) -> Result<(PathBuf, u32), String>>;

/// All that a screen needs.
pub struct Session {
    /// What to start with; it gets the screen's size as its first message.
    pub state: State,
    /// What the terminal can show.
    pub look: Look,
    /// The environment, for the clipboard and the terminal's capabilities.
    pub environment: Environment,
    /// Loads the chronology, on a thread of its own.
    pub load: Load,
    /// The files, to be read again after they were edited.
    pub live: Option<Box<dyn LiveFiles>>,
    /// Whether they are read again whenever they are saved.
    pub watches: bool,
    /// Reads a source's note, on a thread of its own.
    pub read_note: ReadNote,
    /// Finds where a record is written.
    pub locate: Locate,
    /// The folder for the socket between the stage and the speaker's screen, if there is one.
    pub stages: Option<PathBuf>,
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Session")
            .field("state", &self.state)
            .field("look", &self.look)
            .finish_non_exhaustive()
    }
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// Somebody left.
    Quit,
    /// A signal, or a hang-up (then SIGHUP): pass it to `die_of`.
    Signal(i32),
}

/// What is left after a session.
#[derive(Debug)]
pub struct Finished {
    /// How it ended.
    pub end: SessionEnd,
    /// The state at the end, with what was chosen.
    pub state: State,
}

/// Why there was no session, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// There is no terminal.
    #[error("there is no terminal to draw on: {0}")]
    NoTerminal(#[source] io::Error),
    /// The system gives no threads, of which the screen needs some.
    #[error("the system gives no threads: {0}")]
    NoThreads(#[source] io::Error),
    /// The terminal or the system refused something.
    #[error("the terminal failed: {0}")]
    Io(#[from] io::Error),
    /// Nothing could be loaded; the text says why.
    #[error("{0}")]
    Load(String),
}

/// Shows `session` on the terminal until somebody leaves.
///
/// # Errors
/// When there is no terminal, it fails, or nothing could be loaded. The terminal is given back before.
pub fn run(session: Session) -> Result<Finished, TerminalError> {
    host::Host::start(session)?.run()
}
