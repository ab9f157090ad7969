//! The actors of the selected event: name, kind, role, and how many of the result's events they are in.

use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::current::State;
use crate::model::{ActorId, Chronology};

pub(super) fn title(state: &State) -> String {
    match state.selection.event {
        // Among tabs a count would make the others jump with each event.
        Some(id) if state.layout().tabs.is_empty() => {
            format!("Actors {}", state.chronology().event(id).actors.len())
        }
        _ => "Actors".to_owned(),
    }
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some(id) = state.selection.event else {
        return Page::of(Vec::new());
    };
    let chronology = state.chronology();
    let parts = &chronology.event(id).actors;
    if parts.is_empty() {
        return Page::of(vec![Line::of("The event names no actor.", Tone::Label)]);
    }
    let columns = Columns::at(width);
    Page::of(Vec::new()).with_rows(parts.len(), move |row| {
        parts.get(row).map_or_else(Line::blank, |part| {
            columns.line(chronology, part.actor, &part.role)
        })
    })
}

/// Where the columns of a list of actors stand.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    kind: Option<u16>,
    role: u16,
    count: u16,
}

impl Columns {
    /// For a page of `width` columns. The kind is left out where it is narrow.
    pub(super) fn at(width: u16) -> Self {
        let count = width.saturating_sub(6);
        if width >= 62 {
            let kind = width * 2 / 5;
            Self {
                kind: Some(kind),
                role: kind + 14,
                count,
            }
        } else {
            Self {
                kind: None,
                role: width / 2,
                count,
            }
        }
    }

    /// A row for `actor` with `role`; the figure is in how many events of the chronology it takes part.
    pub(super) fn line(self, chronology: &Chronology, actor: ActorId, role: &str) -> Line {
        let thing = chronology.actor(actor);
        let until = self.kind.unwrap_or(self.role);
        let name = shorten(&thing.name, usize::from(until.saturating_sub(1)));
        let role = shorten(
            role,
            usize::from((self.count).saturating_sub(self.role + 1)),
        );
        let mut line = Line::of(name, Tone::Plain);
        if let Some(kind) = self.kind {
            line = line.with(kind, thing.kind.word(), Tone::Label);
        }
        line.with(self.role, role, Tone::Plain)
            .with(self.count, right(thing.events.len(), 5), Tone::Label)
            .to(Target::Actor(actor))
    }
}

/// `number` at the right of `wide` cells.
pub(super) fn right(number: usize, wide: usize) -> String {
    let figure = number.to_string();
    format!(
        "{}{figure}",
        " ".repeat(wide.saturating_sub(cells(&figure)))
    )
}
