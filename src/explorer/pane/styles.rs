//! The citation styles to choose from.

use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::state::current::State;

pub(super) fn title(_: &State) -> String {
    "Copy the citation as".to_owned()
}

pub(super) fn page(state: &State, _: u16) -> Page<'_> {
    let lines = state.styles.iter().map(|style| {
        Line::of(style.name, Tone::Strong)
            .with(14, style.help, Tone::Plain)
            .to(Target::Style(style.name))
    });
    Page::of(lines.collect())
}
