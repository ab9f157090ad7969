//! What the panes show: the one list of their kinds, what is selected, which screen and which overlay are open, where cursors stand.

use crate::model::{ActorId, EventId, Interned, SourceId};

/// Every pane, each in a row: what it shows, its kind, and the file of `explorer::pane` that says its title and its lines. Those
/// `over` are laid over the others. `$apply` is a macro that takes the rows.
macro_rules! panes {
    ($apply:ident) => {
        $apply! {
            within {
                /// The chronology.
                Chronology => chronology,
                /// An actor's dossier.
                Dossier => dossier,
                /// A source.
                Source => source,
                /// The paths between two actors.
                Paths => paths,
                /// The selected event.
                Event => event,
                /// Its actors.
                Actors => actors,
                /// The selected actor's relations.
                Relations => relations,
                /// The actors of the whole result.
                Result => result,
                /// The facets.
                Filters => filters,
                /// A step of a briefing.
                Brief => brief,
            }
            over {
                /// All keys and marks.
                Help => help,
                /// Why the selected row is here.
                Why => why,
                /// The faults of the files.
                Faults => faults,
                /// Every command, found by its words.
                Palette => palette,
                /// The briefings to choose from.
                Briefings => briefings,
                /// The citation styles to choose from.
                Styles => styles,
                /// The parts of the query.
                Parts => parts,
                /// The actors that a path may lead to.
                PathEnds => path_ends,
            }
        }
    };
}
pub(crate) use panes;

/// The kinds of panes, and of those what lies over the others.
macro_rules! kinds {
    (
        within { $($(#[$within_doc:meta])* $within:ident => $within_file:ident,)* }
        over { $($(#[$over_doc:meta])* $over:ident => $over_file:ident,)* }
    ) => {
        /// What can show in a pane or over the panes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PaneKind {
            $($(#[$within_doc])* $within,)*
            $($(#[$over_doc])* $over,)*
        }

        /// What lies over the panes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Overlay {
            $($(#[$over_doc])* $over,)*
        }

        impl Overlay {
            /// What it shows.
            pub fn kind(self) -> PaneKind {
                match self {
                    $(Self::$over => PaneKind::$over,)*
                }
            }
        }
    };
}
panes!(kinds);

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
