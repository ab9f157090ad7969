//! Markdown: a list of events, or a section for each thing.

use super::card::Card;
use super::escape::markdown::{autolink, block, inline, line};
use super::handout::Handout;
use super::row::Row;
use super::words::joined;
use super::{Document, Item};

/// The document as Markdown.
pub fn write(document: &Document<'_>) -> String {
    let mut text = String::new();
    let has_several_paths = matches!(document.items.last(), Some(Item::Hop { path: 2.., .. }));
    for (nth, item) in document.items.iter().enumerate() {
        if let Item::Row(id, meeting) = *item {
            let row = Row::of(document, id, meeting);
            let notes = inline(&joined([&*row.status, row.meets, &row.source], "; "));
            let (date, title) = (inline(&row.date), inline(&row.event.title));
            text.extend(["- **", &date, "** ", &title, " (", &notes, ")\n"]);
        } else if let Some(card) = Card::of(document, item) {
            if let Item::Hop { path, .. } = item
                && (document.is_apart(nth) || (nth == 0 && has_several_paths))
            {
                let before = if nth > 0 { "\n" } else { "" };
                text.extend([before, "## Path ", &path.to_string(), "\n\n"]);
            }
            if !card.title.is_empty() {
                if nth > 0 {
                    text.push('\n');
                }
                text.extend(["## ", &inline(&card.title), "\n\n"]);
            }
            for field in &card.fields {
                let value = match field.label {
                    "" => line(&field.value),
                    label => {
                        let value = autolink(&field.value).unwrap_or_else(|| inline(&field.value));
                        format!("**{label}** {value}")
                    }
                };
                text.extend(["- ", &value, "\n"]);
            }
        }
    }
    text
}

/// A handout as Markdown.
pub fn handout(handout: &Handout<'_>) -> String {
    let mut text = format!("# {}\n", inline(handout.title));
    for said in [handout.chronology, handout.about] {
        if !said.is_empty() && said != handout.title {
            text.extend(["\n", &block(said), "\n"]);
        }
    }
    for (nth, step) in handout.steps.iter().enumerate() {
        let title = format!("{}. {}", nth + 1, inline(step.event.title));
        text.extend(["\n## ", &title, "\n\n**", &inline(&step.when()), "**\n"]);
        if !step.event.summary.is_empty() {
            text.extend(["\n", &block(step.event.summary), "\n"]);
        }
        text.push('\n');
        for (name, value) in step.facts() {
            text.extend(["- ", name, ": ", &inline(&value), "\n"]);
        }
        if !step.note.is_empty() {
            text.extend(["\n> ", &block(step.note).replace('\n', "\n> "), "\n"]);
        }
    }
    let sources = handout.sources();
    if !sources.is_empty() {
        text.push_str("\n## Sources\n\n");
        for source in sources {
            text.extend(["- ", &inline(&source), "\n"]);
        }
        text.extend(["\n", &inline(&handout.grades()), "\n"]);
    }
    text
}
