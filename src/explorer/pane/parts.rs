//! The parts of the query, one a line, so that any of them can be reached by key, left out, dropped or made certain.

use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::shorten;
use crate::explorer::state::current::State;

pub(super) fn title(_: &State) -> String {
    "Parts of the query".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let parts = state.query_parts();
    if parts.is_empty() {
        return Page::of(vec![Line::of("Nothing is asked.", Tone::Label)]);
    }
    let room = usize::from(width.saturating_sub(9));
    let lines = parts.iter().enumerate().map(|(nth, part)| {
        let kind = if part.has_field { "" } else { "words" };
        Line::of(kind, Tone::Label)
            .with(8, shorten(&part.label, room), Tone::Plain)
            .to(Target::Part(nth))
    });
    Page::of(lines.collect())
}
