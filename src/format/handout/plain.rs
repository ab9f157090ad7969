//! A handout in plain text, for paper and for mail: 76 columns.

use unicode_width::UnicodeWidthStr;

use super::{Handout, facts, when};
use crate::model::Chronology;

/// Columns of a line.
const COLUMNS: usize = 76;

/// The column at which values begin.
const VALUE: usize = 8;

/// The handout as plain text.
pub fn write(chronology: &Chronology, handout: &Handout<'_>) -> String {
    let mut out = format!(
        "{}\n{}\n",
        handout.title,
        "=".repeat(handout.title.width().min(COLUMNS))
    );
    for (nth, step) in handout.steps.iter().enumerate() {
        let event = chronology.event(step.event);
        out.push('\n');
        labelled(&mut out, &format!("{}.", nth + 1), &event.title);
        labelled(&mut out, "when", &when(event));
        labelled(&mut out, "what", &event.summary);
        for (name, value) in facts(chronology, event) {
            labelled(&mut out, name, &value);
        }
        labelled(&mut out, "note", step.note);
    }
    out
}

/// A label and its value, wrapped beside it; nothing without a value.
fn labelled(out: &mut String, label: &str, value: &str) {
    let mut label = label;
    for paragraph in value.split('\n').filter(|line| !line.is_empty()) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && VALUE + line.width() + 1 + word.width() > COLUMNS {
                push(out, &mut label, &line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        push(out, &mut label, &line);
    }
}

fn push(out: &mut String, label: &mut &str, line: &str) {
    let blank = VALUE.saturating_sub(label.width());
    out.extend([*label, &" ".repeat(blank), line, "\n"]);
    *label = "";
}
