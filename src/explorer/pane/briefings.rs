//! The briefings to choose from: those of the file, and the present result in date order.

use super::field::text;
use super::page::Page;
use super::search_row::grouped;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::state::current::State;

pub(super) fn title(_: &State) -> String {
    "Which briefing".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let chronology = state.chronology();
    let mut lines = Vec::new();
    for id in chronology.briefing_ids() {
        let briefing = chronology.briefing(id);
        let steps = steps(briefing.steps.len());
        let steps_at = width.saturating_sub(12);
        lines.push(
            Line::of(&*briefing.title, Tone::Strong)
                .with(steps_at, steps, Tone::Label)
                .to(Target::Briefing(Some(id))),
        );
        if !briefing.about.is_empty() {
            text(&mut lines, width, 2, &briefing.about, Tone::Label);
        }
        lines.push(Line::blank());
    }
    let steps = steps(state.answer.matches.len());
    let steps_at = width.saturating_sub(12);
    lines.push(
        Line::of("The present result, by date", Tone::Strong)
            .with(steps_at, steps, Tone::Label)
            .to(Target::Briefing(None)),
    );
    Page::of(lines)
}

/// "1 step", "2,317 steps".
fn steps(count: usize) -> String {
    format!(
        "{} step{}",
        grouped(count),
        if count == 1 { "" } else { "s" }
    )
}
