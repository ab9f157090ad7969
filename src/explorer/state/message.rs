//! What comes in (messages) and what goes out (effects).
//!
//! `State::update` takes one message and returns effects; the host performs
//! them and answers with messages. Neither knows what kind of terminal it is.

use std::sync::Arc;

use super::cue::{Cue, Now};
use crate::explorer::answer::calendar::Calendar;
use crate::explorer::answer::paths::FoundPaths;
use crate::explorer::answer::search::{Answer, Counts, Search};
use crate::explorer::base::geometry::Size;
use crate::explorer::base::key::{Key, Mouse};
use crate::model::record::Position;
use crate::model::{ActorId, Chronology, Day, EventId, SourceId};
use crate::query::Index;

/// A fault of the opened files, ready to be read: one line where, one line what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether it is an error (else a warning).
    pub is_error: bool,
    /// `file:line:column`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// What was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The chronology.
    pub chronology: Arc<Chronology>,
    /// Its index.
    pub index: Arc<Index>,
    /// Its calendar.
    pub calendar: Arc<Calendar>,
    /// The first and last day of its dated events.
    pub extent: Option<(Day, Day)>,
    /// The first errors and warnings, in the order of the files.
    pub faults: Vec<Fault>,
    /// How many errors there are in all.
    pub errors: usize,
    /// How many warnings there are in all.
    pub warnings: usize,
}

/// A source note, for the source view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteText {
    /// The heading block: key and value.
    pub fields: Vec<(String, String)>,
    /// Paragraphs: locator ("¶6", or empty) and text.
    pub paragraphs: Vec<(String, String)>,
}

/// Something that the person did.
#[derive(Debug, Clone)]
pub enum Action {
    /// Pressed a key.
    Key(Key),
    /// Pressed a chord with Alt, or Escape and the key.
    Escaped(Key),
    /// Used the mouse.
    Mouse(Mouse),
    /// Pasted a text; not yet cleaned.
    Paste(String),
}

/// Something that happened outside.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// ESC and a key came at once: the chord with Alt if it runs something, else Escape and then the key.
    Escaped(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// A text was pasted; not yet cleaned.
    Paste(String),
    /// The screen has a new size.
    Resize(Size),
    /// So many of so many bytes are read.
    Loading {
        /// Bytes read.
        done: u64,
        /// Bytes in all.
        of: u64,
    },
    /// The first events of a large file, to show until it is loaded.
    Preview(Box<Opened>),
    /// The files are open.
    Loaded(Box<Opened>),
    /// The files were saved and read again; or why what shows stays, and where, in a line.
    Reloaded(Result<Box<Opened>, String>),
    /// A search has its list. What is counted over it follows, unless a newer search comes first.
    Found(Box<Answer>),
    /// What was counted over the list of a search.
    Counted(Box<Counts>),
    /// A source note was read, or why it could not be.
    Note(SourceId, Result<NoteText, String>),
    /// How two actors are connected.
    Paths(Arc<FoundPaths>),
    /// The row of keys of a briefing was there for long enough.
    HideKeys,
    /// The other end of the link between stage and speaker says where the briefing stands.
    Cue(Box<Cue>),
    /// There is no stage any more.
    StageLost,
    /// The clock of the speaker's screen.
    Tick(Now),
    /// An effect has something to say.
    Told(String),
}

/// Something for the host to do.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Run a search and answer `Found`, then `Counted`; a newer one cancels it.
    Search(Box<Search>),
    /// Put an event's citation, in the style of that name, on the viewer's clipboard and answer `Told`.
    Cite(EventId, Box<str>),
    /// Read a source's note and answer `Note`.
    ReadNote(SourceId),
    /// Find how the first actor is connected with the second and answer `Paths`.
    FindPaths(ActorId, ActorId),
    /// Open the editor at a record of the file.
    Edit(Position),
    /// Stop, as Ctrl-Z does in a shell.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Answer `HideKeys` after some seconds.
    HideKeysLater,
    /// Tell the other end of the link between stage and speaker where the briefing stands.
    Cue(Box<Cue>),
    /// Answer `Tick`, now and each second from now on.
    Tick,
}
