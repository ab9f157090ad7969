//! Every pane: one row a pane, with its title and its lines. A new one is a file beside this one, a kind, and a row here.

use super::page::Page;
use super::{
    actors, brief, briefings, chronology, dossier, event, faults, filters, help, palette, parts,
    relations, result, source, styles, why,
};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::line::Target;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::PaneKind;

/// A page's entry: its title and its lines, for a body of so many columns.
struct Entry {
    shown: PaneKind,
    title: fn(&State) -> String,
    page: for<'a> fn(&'a State, u16) -> Page<'a>,
}

/// Every page.
const PAGES: &[Entry] = &[
    Entry {
        shown: PaneKind::Chronology,
        title: chronology::title,
        page: chronology::page,
    },
    Entry {
        shown: PaneKind::Dossier,
        title: dossier::title,
        page: dossier::page,
    },
    Entry {
        shown: PaneKind::Source,
        title: source::title,
        page: source::page,
    },
    Entry {
        shown: PaneKind::Event,
        title: event::title,
        page: event::page,
    },
    Entry {
        shown: PaneKind::Actors,
        title: actors::title,
        page: actors::page,
    },
    Entry {
        shown: PaneKind::Relations,
        title: relations::title,
        page: relations::page,
    },
    Entry {
        shown: PaneKind::Result,
        title: result::title,
        page: result::page,
    },
    Entry {
        shown: PaneKind::Filters,
        title: filters::title,
        page: filters::page,
    },
    Entry {
        shown: PaneKind::Help,
        title: help::title,
        page: help::page,
    },
    Entry {
        shown: PaneKind::Why,
        title: why::title,
        page: why::page,
    },
    Entry {
        shown: PaneKind::Faults,
        title: faults::title,
        page: faults::page,
    },
    Entry {
        shown: PaneKind::Brief,
        title: brief::title,
        page: brief::page,
    },
    Entry {
        shown: PaneKind::Briefings,
        title: briefings::title,
        page: briefings::page,
    },
    Entry {
        shown: PaneKind::Styles,
        title: styles::title,
        page: styles::page,
    },
    Entry {
        shown: PaneKind::Parts,
        title: parts::title,
        page: parts::page,
    },
    Entry {
        shown: PaneKind::Palette,
        title: palette::title,
        page: palette::page,
    },
];

impl PaneKind {
    fn entry(self) -> Option<&'static Entry> {
        PAGES.iter().find(|entry| entry.shown == self)
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
        self.entry()
            .map_or_else(String::new, |entry| (entry.title)(state))
    }

    /// Its lines, for a body of `width` columns.
    pub fn page(self, state: &State, width: u16) -> Page<'_> {
        self.entry()
            .map_or_else(|| Page::of(Vec::new()), |entry| (entry.page)(state, width))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_entry() {
        for entry in PAGES {
            let same = PAGES
                .iter()
                .filter(|other| other.shown == entry.shown)
                .count();
            assert_eq!(same, 1, "{:?}", entry.shown);
        }
    }
}
