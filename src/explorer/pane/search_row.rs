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

/// The fewest cells that a chip is shown in.
const SHORTEST: usize = 8;

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
        Question::PathEnd(_) => "path to",
    }
}

/// The chips that have room, and how many have none.
#[derive(Debug, Default)]
pub struct ChipRow {
    /// Those that show.
    pub chips: Vec<PlacedChip>,
    /// How many more there are, and where that stands: "+6".
    pub left_out: Option<(u16, String)>,
}

/// The chips, where they stand; those that don't fit are counted behind the last.
pub fn placed(state: &State) -> ChipRow {
    let mut row = ChipRow::default();
    if state.is_typing() {
        return row;
    }
    let area = state.layout().search;
    let cells = |text: &str| u16::try_from(width(text)).unwrap_or(area.width);
    let until = area.width.saturating_sub(cells(&count(state)) + 3);
    let mut from = WORDS
        .saturating_add(cells(&words(state)).min(until / 2))
        .saturating_add(2);
    // They name things by their tables of names, which are long in a large chronology.
    let parts = state.query_parts();
    let chips: Vec<_> = parts.iter().filter(|part| part.has_field).collect();
    for (nth, chip) in chips.iter().enumerate() {
        let more = |left_out: usize| format!("+{left_out}");
        let after = chips.len() - nth - 1;
        let reserved = if after > 0 {
            cells(&more(after)) + 1
        } else {
            0
        };
        let room = usize::from(until.saturating_sub(from + reserved));
        if room < SHORTEST {
            let more = more(after + 1);
            let at = from.min(until.saturating_sub(cells(&more)));
            row.left_out = Some((at, more));
            break;
        }
        let label = format!(" {} × ", shorten(&chip.label, room - 4));
        let to = from + cells(&label);
        row.chips.push(PlacedChip {
            from,
            to,
            label,
            range: chip.range.clone(),
        });
        from = to + 1;
    }
    row
}
