//! Every pane: a row a kind, with the file that says its title and its lines. A new one is a file beside this one, a kind, and a
//! row here, without which it does not compile.

use super::page::Page;
use super::{
    actors, brief, briefings, chronology, dossier, event, faults, filters, help, palette, parts,
    path_ends, paths, relations, result, source, styles, why,
};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::line::Target;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::PaneKind;

/// What a pane says: its title, and its lines for a body of so many columns.
struct Entry {
    title: fn(&State) -> String,
    page: for<'a> fn(&'a State, u16) -> Page<'a>,
}

/// The entry of a kind, from the file of that name.
macro_rules! entries {
    ($kind:expr; $($variant:ident => $file:ident,)*) => {
        match $kind {
            $(PaneKind::$variant => Entry {
                title: $file::title,
                page: $file::page,
            },)*
        }
    };
}

impl PaneKind {
    fn entry(self) -> Entry {
        entries! { self;
            Chronology => chronology,
            Dossier => dossier,
            Source => source,
            Event => event,
            Actors => actors,
            Relations => relations,
            Result => result,
            Filters => filters,
            Help => help,
            Why => why,
            Faults => faults,
            Brief => brief,
            Briefings => briefings,
            Styles => styles,
            Parts => parts,
            Palette => palette,
            PathEnds => path_ends,
            Paths => paths,
        }
    }

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
