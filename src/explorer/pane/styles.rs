//! The citation styles to choose from.

use super::field::two_columns;
use super::page::Page;
use crate::explorer::base::line::{Target, Tone};
use crate::explorer::state::current::State;

/// The column of what a style is.
const HELP: u16 = 29;

pub(super) fn title(_: &State) -> String {
    "Copy the citation as".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let mut lines = Vec::new();
    for style in &state.styles {
        let first = lines.len();
        let both = [(&*style.name, Tone::Strong), (style.help, Tone::Plain)];
        lines.extend(two_columns(width, [0, HELP], both));
        if let Some(line) = lines.get_mut(first) {
            line.target = Some(Target::Style(style.name.clone()));
        }
    }
    Page::of(lines)
}
