//! A handout in Markdown.

use super::{Handout, facts, when};
use crate::model::Chronology;
use crate::model::text::one_line;

/// The handout as Markdown.
pub fn write(chronology: &Chronology, handout: &Handout<'_>) -> String {
    let mut out = format!("# {}\n", escaped(handout.title));
    for (nth, step) in handout.steps.iter().enumerate() {
        let event = chronology.event(step.event);
        let title = format!("{}. {}", nth + 1, escaped(&event.title));
        out.extend(["\n## ", &title, "\n\n**", &escaped(&when(event)), "**\n"]);
        if !event.summary.is_empty() {
            out.extend(["\n", &escaped(&event.summary), "\n"]);
        }
        out.push('\n');
        for (name, value) in facts(chronology, event) {
            out.extend(["- ", name, ": ", &escaped(&value), "\n"]);
        }
        if !step.note.is_empty() {
            out.extend(["\n> ", &escaped(step.note), "\n"]);
        }
    }
    out
}

/// Data as text: nothing in it is taken for Markdown, and a line stays a line.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!'
        ) {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}
