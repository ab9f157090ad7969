//! The faults of the opened files: where, what, and what to write instead.

use super::field::{text, two_columns};
use super::page::Page;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::state::current::State;

/// The column of what is said of a fault.
const TEXT: u16 = 9;

pub(super) fn title(state: &State) -> String {
    let all = state.opened.errors + state.opened.warnings;
    format!("Faults of the files {all}")
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let mut lines = Vec::new();
    if state.opened.faults.is_empty() {
        lines.push(Line::of("The files have no fault.", Tone::Label));
    }
    for fault in &state.opened.faults {
        let (word, tone) = if fault.is_error {
            ("error", Tone::Conflict)
        } else {
            ("warning", Tone::Doubt)
        };
        let both = [(word, tone), (&*fault.place, Tone::Label)];
        lines.extend(two_columns(width, [0, TEXT], both));
        text(&mut lines, width, TEXT, &fault.message, Tone::Plain);
        if let Some(help) = &fault.help {
            text(&mut lines, width, TEXT, help, Tone::Label);
        }
        lines.push(Line::blank());
    }
    let all = state.opened.errors + state.opened.warnings;
    if all > state.opened.faults.len() {
        let more = all - state.opened.faults.len();
        lines.push(Line::of(format!("… and {more} more"), Tone::Label));
    }
    Page::of(lines)
}
