//! The actors that a path may lead to: found by what is typed, the best first.

use super::actors::Columns;
use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::state::current::{Question, State};
use crate::model::ActorId;
use crate::query::rank_actors;

/// The actor from whom the paths lead, and what is typed of the other's name.
fn asked(state: &State) -> Option<(ActorId, &str)> {
    let prompt = state.prompt.as_ref()?;
    match prompt.question {
        Question::PathEnd(from) => Some((from, prompt.input.value().trim())),
        Question::Date
        | Question::Period
        | Question::Value
        | Question::Highlight
        | Question::Command
        | Question::Step => None,
    }
}

pub(super) fn title(state: &State) -> String {
    asked(state).map_or_else(String::new, |(from, _)| {
        format!("Paths from {} to", state.chronology().actor(from).name)
    })
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some((from, typed)) = asked(state) else {
        return Page::of(Vec::new());
    };
    let found = state.memos.path_ends.get((from, typed.to_owned()), || {
        let mut found = rank_actors(state.opened.index.vocabulary(), typed);
        found.retain(|actor| *actor != from);
        found
    });
    if found.is_empty() {
        let none = "No other actor has a name like this.";
        return Page::of(vec![Line::of(none, Tone::Label)]);
    }
    let chronology = state.chronology();
    let columns = Columns::at(width);
    Page::of(Vec::new()).with_rows(found.len(), move |row| {
        found.get(row).map_or_else(Line::blank, |actor| {
            let line = columns.line(chronology, *actor, "");
            line.to(Target::PathEnd(*actor))
        })
    })
}
