//! Every pane's title and lines, from the file that its row in `state::panes` names.

use super::brief;
use super::page::Page;
use crate::explorer::base::geometry::Area;
use crate::explorer::base::line::Target;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::{PaneKind, panes};

/// What a pane says: its title, and its lines for a body of so many columns.
struct Entry {
    title: fn(&State) -> String,
    page: for<'a> fn(&'a State, u16) -> Page<'a>,
}

/// The entry of each kind, from the file of its row.
macro_rules! entries {
    (
        within { $($(#[$within_doc:meta])* $within:ident => $within_file:ident,)* }
        over { $($(#[$over_doc:meta])* $over:ident => $over_file:ident,)* }
    ) => {
        impl PaneKind {
            fn entry(self) -> Entry {
                match self {
                    $(Self::$within => Entry {
                        title: super::$within_file::title,
                        page: super::$within_file::page,
                    },)*
                    $(Self::$over => Entry {
                        title: super::$over_file::title,
                        page: super::$over_file::page,
                    },)*
                }
            }
        }
    };
}
panes!(entries);

impl PaneKind {
    /// Where its lines stand in a pane's body: right of the vertical rule, with a margin of its own.
    pub fn inset(self, body: Area) -> Area {
        let rule = u16::from(body.x > 0);
        let blank = u16::from(self != Self::Chronology);
        let margin = (rule + blank).min(body.width);
        Area {
            x: body.x + margin,
            width: body.width - margin,
            ..body
        }
    }

    /// Its title, in the rule above it.
    pub fn title(self, state: &State) -> String {
        (self.entry().title)(state)
    }

    /// Its lines, for a body of `width` columns.
    pub fn page(self, state: &State, width: u16) -> Page<'_> {
        (self.entry().page)(state, width)
    }
}

/// What has the focus, as a page at the width it has on the screen, and the rows it has there.
pub fn focused_page(state: &State) -> (Page<'_>, usize) {
    let laid = state.layout();
    if state.focused() == PaneKind::Brief {
        let area = brief::body_area(state);
        return (
            PaneKind::Brief.page(state, area.width),
            usize::from(area.height),
        );
    }
    let area = if state.overlay.is_some() {
        laid.body
    } else {
        laid.place(state.focus).unwrap_or(laid.body)
    };
    let body = state.focused().inset(area.body());
    (
        state.focused().page(state, body.width),
        usize::from(body.height),
    )
}

/// Where the focused page's line of that number leads.
pub fn target_at(state: &State, line: usize) -> Option<Target> {
    focused_page(state).0.line(line).target
}
