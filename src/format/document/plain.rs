//! Plain: a line an event with TABs between its fields; a thing as lines of label and value. No colours, never cut.
//!
//! The fields of a row are id, date, title, status, source, and, where a period was asked for, how it is met. New
//! fields come after these.

use super::card::Card;
use super::handout::Handout;
use super::row::Row;
use super::{Document, Item};
use crate::model::text::{one_line, width};

/// Room for a row, in bytes: most take less.
const ROW: usize = 160;

/// How many fields a row always has.
const FIELDS: usize = 5;

/// Columns of a line of a handout, for paper and for mail.
const COLUMNS: usize = 76;

/// The column at which its values begin.
const VALUE: usize = 8;

/// The document as plain text.
pub fn write(document: &Document<'_>) -> String {
    let mut text = String::with_capacity(document.items.len() * ROW);
    for (nth, item) in document.items.iter().enumerate() {
        if let Item::Row(id, meeting) = *item {
            let row = Row::of(document, id, meeting);
            let event = row.event;
            let fields = [
                &event.id,
                &*row.date,
                &event.title,
                &row.status,
                &row.source,
                row.meets,
            ];
            let fields = fields.into_iter().enumerate();
            for (nth, field) in fields.filter(|(nth, field)| *nth < FIELDS || !field.is_empty()) {
                if nth > 0 {
                    text.push('\t');
                }
                text.push_str(&one_line(field));
            }
            text.push('\n');
        } else if let Some(card) = Card::of(document, item) {
            if document.is_apart(nth) {
                text.push('\n');
            }
            if !card.title.is_empty() {
                text.extend([&*one_line(&card.title), "\n"]);
            }
            for field in &card.fields {
                // A step of a path is a line of its own.
                if !card.title.is_empty() {
                    text.extend([field.label, "\t"]);
                }
                text.extend([&*one_line(&field.value), "\n"]);
            }
        }
    }
    text
}

/// A handout as plain text.
pub fn handout(handout: &Handout<'_>) -> String {
    let rule = "=".repeat(width(handout.title).min(COLUMNS));
    let mut out = format!("{}\n{rule}\n", handout.title);
    for said in [handout.chronology, handout.about] {
        if said != handout.title {
            wrapped(&mut out, 0, "", said);
        }
    }
    for (nth, step) in handout.steps.iter().enumerate() {
        out.push('\n');
        labelled(&mut out, &format!("{}.", nth + 1), step.event.title);
        labelled(&mut out, "when", &step.when());
        labelled(&mut out, "what", step.event.summary);
        for (name, value) in step.facts() {
            labelled(&mut out, name, &value);
        }
        labelled(&mut out, "note", step.note);
    }
    let sources = handout.sources();
    if !sources.is_empty() {
        out.push_str("\nSources\n");
        for source in sources {
            wrapped(&mut out, 2, "-", &source);
        }
        out.push('\n');
        wrapped(&mut out, 0, "", &handout.grades());
    }
    out
}

/// A label and its value, wrapped beside it; nothing without a value.
fn labelled(out: &mut String, label: &str, value: &str) {
    wrapped(out, VALUE, label, value);
}

/// The same, its values at column `at`.
fn wrapped(out: &mut String, at: usize, label: &str, value: &str) {
    let mut label = label;
    for paragraph in value.split('\n').filter(|line| !line.is_empty()) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && at + width(&line) + 1 + width(word) > COLUMNS {
                push(out, at, &mut label, &line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        push(out, at, &mut label, &line);
    }
}

fn push(out: &mut String, at: usize, label: &mut &str, line: &str) {
    let blank = at.saturating_sub(width(label));
    out.extend([*label, &" ".repeat(blank), line, "\n"]);
    *label = "";
}
