//! A handout in Markdown.

use super::{Handout, facts, when};
use crate::model::Chronology;
use crate::model::text::one_line;

/// The handout as Markdown.
pub fn write(chronology: &Chronology, handout: &Handout<'_>) -> String {
    let mut out = format!("# {}\n", escaped(handout.title));
    for (nth, step) in handout.steps.iter().enumerate() {
        let event = chronology.event(step.event);
        out.push_str(&format!("\n## {}. {}\n\n", nth + 1, escaped(&event.title)));
        out.push_str(&format!("**{}**\n", escaped(&when(event))));
        if !event.summary.is_empty() {
            out.push_str(&format!("\n{}\n", escaped(&event.summary)));
        }
        out.push('\n');
        for (name, value) in facts(chronology, event) {
            out.push_str(&format!("- {name}: {}\n", escaped(&value)));
        }
        if !step.note.is_empty() {
            out.push_str(&format!("\n> {}\n", escaped(step.note)));
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
