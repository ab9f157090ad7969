//! Table: aligned columns that fit the width, and nothing is cut. The source shows where there is room for it; where there is none
//! for ids in a column of their own, an id follows its title, and both wrap.

use std::ops::Range;

use super::Target;
use crate::explorer::base::wrap::{width, wrap};
use crate::format::document::card::Card;
use crate::format::document::row::Row;
use crate::format::document::{Document, Item};
use crate::model::text::one_line;
use crate::model::{EventId, Meeting};

/// Cells between columns.
const GAP: usize = 2;
/// The fewest cells of a title beside its date.
const TITLE: usize = 16;
/// Where the values of a card begin.
const VALUE: usize = 8;

/// What tells a certain row from a possible one: (Unicode, ASCII).
const CERTAIN: (&str, &str) = ("█", "#");
const POSSIBLE: (&str, &str) = ("░", ":");

/// What begins a step of a path: (Unicode, ASCII).
const STEP: (&str, &str) = ("→", ">");

/// The document as a table, or as cards.
pub(super) fn write(document: &Document<'_>, target: &Target) -> String {
    let items = document.items.iter();
    let rows: Vec<Cells> = items
        .clone()
        .filter_map(|item| match *item {
            Item::Row(event, meeting) => Some(Cells::of(document, event, meeting, target)),
            _ => None,
        })
        .collect();
    let mut text = table(&rows, document, target);
    let cards = items.enumerate();
    let cards = cards.filter_map(|(nth, item)| Some((nth, Card::of(document, item)?)));
    for (nth, card) in cards {
        if document.is_apart(nth) {
            text.push('\n');
        }
        text.push_str(&wrapped(&card, target));
    }
    text
}

/// The cells of a row.
struct Cells {
    event: EventId,
    gutter: &'static str,
    date: String,
    mark: &'static str,
    title: String,
    id: String,
    source: String,
}

impl Cells {
    fn of(document: &Document<'_>, event: EventId, meeting: Meeting, target: &Target) -> Self {
        let row = Row::of(document, event, meeting);
        Self {
            event,
            gutter: match meeting {
                _ if !document.has_period => "",
                Meeting::Certain => target.sign(CERTAIN),
                Meeting::Possible | Meeting::Never => target.sign(POSSIBLE),
            },
            date: target.line(&row.date),
            mark: target.sign(row.mark),
            title: one_line(&row.event.title).into_owned(),
            id: target.line(&row.event.id),
            source: target.line(&row.source),
        }
    }
}

fn table(rows: &[Cells], document: &Document<'_>, target: &Target) -> String {
    let widest =
        |cells: fn(&Cells) -> &str| rows.iter().map(|row| width(cells(row))).max().unwrap_or(0);
    let date = widest(|row| &row.date);
    let before = usize::from(document.has_period) * 2 + date + GAP + 2;
    // On a narrow screen titles stand below their dates.
    let is_stacked = target.width < before + TITLE;
    let before = if is_stacked { GAP } else { before };
    let room = target.width.saturating_sub(before).max(1);
    let (title, id, source) = (
        rows.iter()
            .map(|row| width(&target.line(&row.title)))
            .max()
            .unwrap_or(0),
        widest(|row| &row.id),
        widest(|row| &row.source),
    );
    let has_column = !is_stacked && title + GAP + id <= room;
    let has_source = source > 0 && title + GAP + id + GAP + source <= room;
    let mut text = String::new();
    for row in rows {
        let mut start = String::new();
        if document.has_period {
            start.extend([row.gutter, " "]);
        }
        start.push_str(&row.date);
        start.push_str(&blanks(date + GAP - width(&row.date)));
        start.extend([row.mark, " "]);
        if is_stacked {
            start = format!("{}\n{}", start.trim_end(), blanks(before));
        }
        let matched = document
            .matched
            .map(|matched| matched(row.event, &row.title));
        let matched = matched.unwrap_or_default();
        if has_column {
            let mut line = start;
            line.push_str(&highlighted(
                &row.title,
                0..row.title.len(),
                &matched,
                target,
            ));
            let shown = width(&target.line(&row.title));
            line.push_str(&blanks(title - shown + GAP));
            line.push_str(&row.id);
            if has_source {
                line.push_str(&blanks(id - width(&row.id) + GAP));
                line.push_str(&row.source);
            }
            text.push_str(line.trim_end());
            text.push('\n');
            continue;
        }
        // An id stays whole, so that it can be copied: behind the title, or below it.
        let mut taken = 0;
        for range in wrap(&row.title, room) {
            text.push_str(&start);
            let line = highlighted(&row.title, range.clone(), &matched, target);
            text.push_str(&line);
            taken = width(&target.line(row.title.get(range).unwrap_or_default()));
            start = format!("\n{}", blanks(before));
        }
        if taken + GAP + width(&row.id) <= room {
            start = blanks(GAP);
        }
        text.extend([&start, &row.id, "\n"]);
    }
    text
}

/// That range of a text, with what matched in it highlighted.
fn highlighted(
    whole: &str,
    range: Range<usize>,
    matched: &[Range<usize>],
    target: &Target,
) -> String {
    let mut text = String::new();
    let mut from = range.start;
    for one in matched {
        let (start, end) = (one.start.max(from), one.end.min(range.end));
        if start >= end {
            continue;
        }
        if let (Some(before), Some(match_)) = (whole.get(from..start), whole.get(start..end)) {
            text.push_str(&target.line(before));
            text.push_str(&target.highlighted(&target.line(match_)));
            from = end;
        }
    }
    text.push_str(&target.line(whole.get(from..range.end).unwrap_or_default()));
    text
}

/// A card with its values wrapped beside their labels.
fn wrapped(card: &Card, target: &Target) -> String {
    let mut text = String::new();
    if !card.title.is_empty() {
        for line in lines(&target.line(&card.title), target.width) {
            text.push_str(&target.strong(&line));
            text.push('\n');
        }
    }
    let indent = if card.title.is_empty() { 2 } else { VALUE };
    for field in &card.fields {
        let value = target.line(&field.value);
        let room = target.width.saturating_sub(indent).max(16);
        for (nth, line) in lines(&value, room).into_iter().enumerate() {
            let label = match (nth, card.title.is_empty()) {
                (0, false) => field.label,
                (0, true) => target.sign(STEP),
                _ => "",
            };
            text.extend([
                label,
                &blanks(indent.saturating_sub(width(label))),
                &line,
                "\n",
            ]);
        }
    }
    text
}

fn lines(text: &str, room: usize) -> Vec<String> {
    wrap(text, room)
        .into_iter()
        .filter_map(|range| text.get(range).map(str::to_owned))
        .collect()
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}
