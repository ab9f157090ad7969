//! Pages: what each pane says, line by line. One file a page, one line in `PAGES`.
//!
//! A page has a head of ready lines and, below, rows that are made only when they
//! are asked for: a list of a million events costs what shows of it.

mod actors;
mod brief;
mod briefings;
mod chronology;
mod dossier;
mod event;
mod faults;
mod field;
mod filters;
mod help;
mod large;
mod palette;
mod relations;
mod result;
mod source;
mod styles;
mod values;
mod why;

pub use brief::grand;
pub use source::cited_line;
pub use values::{row_of_value, value_at_row};

use super::layout::Area;
use super::line::Line;
use super::state::State;

/// What can show in a pane or over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
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
}

/// The lines of a page.
pub struct Page<'a> {
    head: Vec<Line>,
    rows: usize,
    row: Box<dyn Fn(usize) -> Line + 'a>,
}

impl<'a> Page<'a> {
    /// A page of ready lines.
    pub fn of(head: Vec<Line>) -> Self {
        Self {
            head,
            rows: 0,
            row: Box::new(|_| Line::blank()),
        }
    }

    /// With `rows` more lines below, each made by `row` from its number.
    #[must_use]
    pub fn with_rows(mut self, rows: usize, row: impl Fn(usize) -> Line + 'a) -> Self {
        self.rows = rows;
        self.row = Box::new(row);
        self
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.head.len() + self.rows
    }

    /// Whether it has no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many lines come before the rows.
    pub fn head(&self) -> usize {
        self.head.len()
    }

    /// The line at that place; blank past the end.
    pub fn line(&self, number: usize) -> Line {
        match number.checked_sub(self.head.len()) {
            None => self.head.get(number).cloned().unwrap_or_default(),
            Some(row) if row < self.rows => (self.row)(row),
            Some(_) => Line::blank(),
        }
    }
}

/// A page's entry: its title and its lines, for a body of so many columns.
struct Entry {
    shown: Shown,
    title: fn(&State) -> String,
    page: for<'a> fn(&'a State, u16) -> Page<'a>,
}

/// Every page.
const PAGES: [Entry; 15] = [
    Entry {
        shown: Shown::Chronology,
        title: chronology::title,
        page: chronology::page,
    },
    Entry {
        shown: Shown::Dossier,
        title: dossier::title,
        page: dossier::page,
    },
    Entry {
        shown: Shown::Source,
        title: source::title,
        page: source::page,
    },
    Entry {
        shown: Shown::Event,
        title: event::title,
        page: event::page,
    },
    Entry {
        shown: Shown::Actors,
        title: actors::title,
        page: actors::page,
    },
    Entry {
        shown: Shown::Relations,
        title: relations::title,
        page: relations::page,
    },
    Entry {
        shown: Shown::Result,
        title: result::title,
        page: result::page,
    },
    Entry {
        shown: Shown::Filters,
        title: filters::title,
        page: filters::page,
    },
    Entry {
        shown: Shown::Help,
        title: help::title,
        page: help::page,
    },
    Entry {
        shown: Shown::Why,
        title: why::title,
        page: why::page,
    },
    Entry {
        shown: Shown::Faults,
        title: faults::title,
        page: faults::page,
    },
    Entry {
        shown: Shown::Brief,
        title: brief::title,
        page: brief::page,
    },
    Entry {
        shown: Shown::Briefings,
        title: briefings::title,
        page: briefings::page,
    },
    Entry {
        shown: Shown::Styles,
        title: styles::title,
        page: styles::page,
    },
    Entry {
        shown: Shown::Palette,
        title: palette::title,
        page: palette::page,
    },
];

impl Shown {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_entry() {
        for entry in &PAGES {
            let same = PAGES
                .iter()
                .filter(|other| other.shown == entry.shown)
                .count();
            assert_eq!(same, 1, "{:?}", entry.shown);
        }
    }
}
