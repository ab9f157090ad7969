//! What the panes show: their kinds, what is selected, which screen and which overlay are open, where cursors stand.

use crate::model::{ActorId, EventId, Interned, SourceId};

/// What can show in a pane or over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaneKind {
    /// The chronology.
    Chronology,
    /// An actor's dossier.
    Dossier,
    /// A source.
    Source,
    /// The selected event.
    Event,
    /// Its actors.
    Actors,
    /// The selected actor's relations.
    Relations,
    /// The actors of the whole result.
    Result,
    /// The facets.
    Filters,
    /// Keys and marks.
    Help,
    /// Why the selected row is here.
    Why,
    /// The faults of the files.
    Faults,
    /// Commands, found by their words.
    Palette,
    /// A step of a briefing.
    Brief,
    /// The briefings to choose from.
    Briefings,
    /// The citation styles to choose from.
    Styles,
    /// The parts of the query.
    Parts,
    /// The paths between two actors.
    Paths,
    /// The actors that a path may lead to.
    PathEnds,
}

/// What all panes show something of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The event.
    pub event: Option<EventId>,
    /// The actor, if one was chosen; else it is the event's first.
    pub actor: Option<ActorId>,
}

/// What the main pane shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Screen {
    /// The chronology.
    #[default]
    Chronology,
    /// An actor's dossier.
    Dossier(ActorId),
    /// A source, at a locator.
    Source(SourceId, Interned),
    /// The paths from an actor to another.
    Paths(ActorId, ActorId),
}

/// What lies over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// All keys and marks.
    Help,
    /// Why the selected row is here.
    Why,
    /// The faults of the files.
    Faults,
    /// Every command, found by its words.
    Palette,
    /// The briefings to choose from.
    Briefings,
    /// The citation styles to choose from.
    Styles,
    /// The parts of the query.
    Parts,
    /// The actors that a path may lead to.
    PathEnds,
}

/// What the side pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The actors of the result.
    #[default]
    Actors,
    /// All facets.
    Filters,
}

/// Where a pane's cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The line, from 0.
    pub line: usize,
    /// The first line that shows.
    pub top: usize,
}
