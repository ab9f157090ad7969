//! The search row: the words, the chips, and the count at the right, each at its column.
//!
//! `update` finds what was clicked by it, `view` draws it.

use std::ops::Range;

use crate::explorer::base::order::Order;
use crate::explorer::base::wrap::{shorten, width};
use crate::explorer::state::current::{Question, State};
use crate::query::edit;

/// A chip on the search row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedChip {
    /// First column.
    pub from: u16,
    /// The column after its last.
    pub to: u16,
    /// What it says, a blank at both ends.
    pub label: String,
    /// Its bytes in the query's text.
    pub range: Range<usize>,
}

/// The column at which the words begin.
pub const WORDS: u16 = 3;

/// The count at the right: how many of how many, and in which order.
pub fn count(state: &State) -> String {
    if state.loading.is_some() {
        return String::new();
    }
    let matches = &state.answer.matches;
    let order = match state.order {
        Order::Date => "by date",
        Order::Rank => "by rank",
    };
    let correction = matches
        .correction()
        .map(|correction| format!("{correction} · "))
        .unwrap_or_default();
    format!(
        "{correction}{} of {} · {order}",
        grouped(matches.len()),
        grouped(matches.total())
    )
}

/// A number with its thousands apart: 1,000,000.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What stands in the box while nothing is typed: the words of the query.
pub fn words(state: &State) -> String {
    edit::words(&state.asked.text)
}

/// What the prompt asks.
pub fn question(question: Question) -> &'static str {
    match question {
        Question::Date => "go to date",
        Question::Period => "period",
        Question::Value => "find value",
        Question::Highlight => "highlight",
        Question::Command => "command",
        Question::Step => "go to step",
    }
}

/// The chips, where they stand; those that don't fit are left out and the last place says how many.
pub fn placed(state: &State) -> Vec<PlacedChip> {
    if state.is_typing() {
        return Vec::new();
    }
    let row = state.layout().search;
    let count = u16::try_from(width(&count(state))).unwrap_or(row.width);
    let until = row.width.saturating_sub(count + 3);
    let words = u16::try_from(width(&words(state))).unwrap_or(row.width);
    let mut from = WORDS.saturating_add(words.min(until / 2)).saturating_add(2);
    let mut placed = Vec::new();
    // They name things by their tables of names, which are long in a large chronology.
    let parts = state.query_parts();
    for chip in parts.iter().filter(|part| part.has_field) {
        let room = usize::from(until.saturating_sub(from));
        if room < 8 {
            break;
        }
        let label = format!(" {} × ", shorten(&chip.label, room - 4));
        let to = from + u16::try_from(width(&label)).unwrap_or(0);
        placed.push(PlacedChip {
            from,
            to,
            label,
            range: chip.range.clone(),
        });
        from = to + 1;
    }
    placed
}
