//! Table: aligned columns that fit the width. The date is never cut; the title is, and the source goes first.

use std::ops::Range;

use super::card::{self, Card};
use super::row;
use super::{Document, Format, Item, Paper};
use crate::explorer::base::wrap::{shorten, width, wrap};
use crate::model::{EventId, Meeting};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "table",
    help: "aligned to the width (the usual one on a terminal)",
    write,
};

/// Cells between columns.
const GAP: usize = 2;
/// The most cells of the source's column.
const SOURCE: usize = 30;
/// The fewest cells of a title beside a source.
const TITLE: usize = 24;
/// Where the values of a card begin.
const VALUE: usize = 8;

/// What tells a certain row from a possible one: (Unicode, ASCII).
const CERTAIN: (&str, &str) = ("█", "#");
const POSSIBLE: (&str, &str) = ("░", ":");

/// What begins a step of a way: (Unicode, ASCII).
const STEP: (&str, &str) = ("→", ">");

fn write(document: &Document<'_>, paper: &Paper) -> String {
    let rows: Vec<Row> = document
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Row(event, meeting) => Some(Row::of(document, *event, *meeting, paper)),
            _ => None,
        })
        .collect();
    let mut text = table(&rows, document, paper);
    let cards = document
        .items
        .iter()
        .filter_map(|item| card::of(document, item));
    for (nth, card) in cards.enumerate() {
        if nth > 0 && !matches!(document.items.first(), Some(Item::Hop(_))) {
            text.push('\n');
        }
        text.push_str(&wrapped(&card, paper));
    }
    text
}

struct Row {
    event: EventId,
    gutter: &'static str,
    date: String,
    mark: &'static str,
    title: String,
    source: String,
}

impl Row {
    fn of(document: &Document<'_>, id: EventId, meeting: Meeting, paper: &Paper) -> Self {
        let event = document.chronology().event(id);
        let gutter = match meeting {
            _ if !document.has_period => "",
            Meeting::Certain => paper.sign(CERTAIN),
            _ => paper.sign(POSSIBLE),
        };
        Self {
            event: id,
            gutter,
            date: paper.line(&event.date_shown()),
            mark: paper.sign(row::mark(event)),
            title: crate::model::text::one_line(&event.title).into_owned(),
            source: paper.line(&row::source(document.chronology(), id)),
        }
    }
}

fn table(rows: &[Row], document: &Document<'_>, paper: &Paper) -> String {
    let widest =
        |cells: fn(&Row) -> &str| rows.iter().map(|row| width(cells(row))).max().unwrap_or(0);
    let date = widest(|row| &row.date);
    let title = widest(|row| &row.title);
    let before = usize::from(document.has_period) * 2 + date + GAP + 1 + 1;
    let room = paper.width.saturating_sub(before);
    let wanted = widest(|row| &row.source).min(SOURCE);
    let source = if title.min(TITLE) + GAP + wanted <= room {
        wanted
    } else {
        0
    };
    let gap = if source > 0 { GAP } else { 0 };
    let title = title.min(room.saturating_sub(source + gap));
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        if document.has_period {
            line.extend([row.gutter, " "]);
        }
        line.push_str(&row.date);
        line.push_str(&blanks(date + GAP - width(&row.date)));
        line.extend([row.mark, " "]);
        let short = shorten(&row.title, title);
        let lit = document.light.map(|light| light(row.event, &row.title));
        line.push_str(&lit_title(
            &short,
            &row.title,
            &lit.unwrap_or_default(),
            paper,
        ));
        if source > 0 {
            line.push_str(&blanks(title.saturating_sub(width(&short)) + GAP));
            line.push_str(&shorten(&row.source, source));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A shortened title with what matched lit.
fn lit_title(short: &str, whole: &str, lit: &[Range<usize>], paper: &Paper) -> String {
    let kept = if short == whole {
        short.len()
    } else {
        short.strip_suffix('…').unwrap_or(short).len()
    };
    let mut text = String::new();
    let mut from = 0;
    for range in lit {
        let (start, end) = (range.start.min(kept), range.end.min(kept));
        let parts = (short.get(from..start), short.get(start..end));
        if let (Some(before), Some(match_)) = parts
            && !match_.is_empty()
        {
            text.push_str(&paper.line(before));
            text.push_str(&paper.lit(&paper.line(match_)));
            from = end;
        }
    }
    text.push_str(&paper.line(short.get(from..).unwrap_or_default()));
    text
}

/// A card with its values wrapped beside their labels.
fn wrapped(card: &Card, paper: &Paper) -> String {
    let mut text = String::new();
    if !card.title.is_empty() {
        for line in lines(&paper.line(&card.title), paper.width) {
            text.push_str(&paper.strong(&line));
            text.push('\n');
        }
    }
    let indent = if card.title.is_empty() { 2 } else { VALUE };
    for field in &card.fields {
        let value = paper.line(&field.value);
        let room = paper.width.saturating_sub(indent).max(16);
        for (nth, line) in lines(&value, room).into_iter().enumerate() {
            let label = match (nth, card.title.is_empty()) {
                (0, false) => field.label,
                (0, true) => paper.sign(STEP),
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
