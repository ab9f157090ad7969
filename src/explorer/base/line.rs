//! Lines: what a pane says, in pieces with a meaning, before anyone knows colours.
//!
//! A page's lines are made here in the explorer, so that `update` can scroll
//! through them and follow what the cursor is on; `view` turns a tone into a
//! style and a piece into cells.

use std::ops::Range;

use crate::model::{ActorId, BriefingId, EventId, Interned, PlaceId, SourceId, Status};
use crate::query::edit::Choice;

/// What a piece of text is, for the look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// A value.
    #[default]
    Plain,
    /// The name of a value; quiet.
    Label,
    /// A heading or a title.
    Strong,
    /// What has the focus, or can be pressed.
    Accent,
    /// A status, in its colour.
    Status(Status),
    /// The date of a briefing's step.
    Date,
    /// A doubt about a date.
    Doubt,
    /// A conflict or a fault.
    Conflict,
}

/// Where following a line leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// To an event.
    Event(EventId),
    /// To an actor's dossier.
    Actor(ActorId),
    /// To a source, at a locator.
    Source(SourceId, Interned),
    /// To the events of a place.
    Place(PlaceId),
    /// To a filter with the choice turned on.
    Facet {
        /// The query field.
        field: &'static str,
        /// The value, as a query writes it.
        key: String,
        /// What is chosen now.
        choice: Choice,
    },
    /// To a part of the query, by its place.
    Part(usize),
    /// To the citation in the style of that name.
    Style(Box<str>),
    /// To the answer of a query.
    Query(String),
    /// To a briefing; none is the present result.
    Briefing(Option<BriefingId>),
    /// To the paths that lead to an actor.
    PathEnd(ActorId),
    /// To a command, by its name.
    Command(&'static str),
}

/// Some text at a column, with a meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// The column, from the left of the page.
    pub at: u16,
    /// The text, in one line.
    pub text: String,
    /// What it is.
    pub tone: Tone,
    /// Byte ranges of `text` that the query matched.
    pub lit: Vec<Range<usize>>,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// Where following it leads.
    pub target: Option<Target>,
}

impl Line {
    /// A line with nothing on it.
    pub fn blank() -> Self {
        Self::default()
    }

    /// Whether nothing is on it.
    pub fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }

    /// A line of one piece, at the left.
    pub fn of(text: impl Into<String>, tone: Tone) -> Self {
        Self::default().with(0, text, tone)
    }

    /// With one more piece at column `at`.
    #[must_use]
    pub fn with(mut self, at: u16, text: impl Into<String>, tone: Tone) -> Self {
        self.pieces.push(Piece {
            at,
            text: text.into(),
            tone,
            lit: Vec::new(),
        });
        self
    }

    /// With one more piece of which `lit` was matched.
    #[must_use]
    pub fn with_lit(
        mut self,
        at: u16,
        text: impl Into<String>,
        tone: Tone,
        lit: Vec<Range<usize>>,
    ) -> Self {
        self.pieces.push(Piece {
            at,
            text: text.into(),
            tone,
            lit,
        });
        self
    }

    /// Leading to `target`.
    #[must_use]
    pub fn to(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}
