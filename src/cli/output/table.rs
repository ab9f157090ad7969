//! Table: aligned columns that fit the width. The date is never cut; the title is, and the source goes first.

use std::ops::Range;

use super::Target;
use crate::explorer::base::wrap::{CUT, shorten, width, wrap};
use crate::format::document::card::Card;
use crate::format::document::row::Row;
use crate::format::document::{Document, Item};
use crate::model::text::one_line;
use crate::model::{EventId, Meeting};

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
    let cards = items.filter_map(|item| Card::of(document, item));
    for (nth, card) in cards.enumerate() {
        if nth > 0 && !matches!(document.items.first(), Some(Item::Hop(_))) {
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
            source: target.line(&row.source),
        }
    }
}

fn table(rows: &[Cells], document: &Document<'_>, target: &Target) -> String {
    let widest =
        |cells: fn(&Cells) -> &str| rows.iter().map(|row| width(cells(row))).max().unwrap_or(0);
    let date = widest(|row| &row.date);
    let title = widest(|row| &row.title);
    let before = usize::from(document.has_period) * 2 + date + GAP + 1 + 1;
    let room = target.width.saturating_sub(before);
    let wanted = widest(|row| &row.source).min(SOURCE);
    let source = if title.min(TITLE) + GAP + wanted <= room {
        wanted
    } else {
        0
    };
    let gap = if source > 0 { GAP } else { 0 };
    let title = title.min(room.saturating_sub(source + gap));
    // Cells that the sign of a cut takes more in ASCII.
    let sign = width(&target.line(CUT)) - width(CUT);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        if document.has_period {
            line.extend([row.gutter, " "]);
        }
        line.push_str(&row.date);
        line.push_str(&blanks(date + GAP - width(&row.date)));
        line.extend([row.mark, " "]);
        let short = shorten(&row.title, title.saturating_sub(sign));
        let matched = document
            .matched
            .map(|matched| matched(row.event, &row.title));
        let matched = matched.unwrap_or_default();
        line.push_str(&highlighted(&short, &row.title, &matched, target));
        if source > 0 {
            line.push_str(&blanks(title.saturating_sub(width(&short)) + GAP));
            let short = shorten(&row.source, source.saturating_sub(sign));
            line.push_str(&target.line(&short));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A shortened title with what matched highlighted.
fn highlighted(short: &str, whole: &str, matched: &[Range<usize>], target: &Target) -> String {
    let kept = if short == whole {
        short.len()
    } else {
        short.strip_suffix(CUT).unwrap_or(short).len()
    };
    let mut text = String::new();
    let mut from = 0;
    for range in matched {
        let (start, end) = (range.start.min(kept), range.end.min(kept));
        let parts = (short.get(from..start), short.get(start..end));
        if let (Some(before), Some(match_)) = parts
            && !match_.is_empty()
        {
            text.push_str(&target.line(before));
            text.push_str(&target.highlighted(&target.line(match_)));
            from = end;
        }
    }
    text.push_str(&target.line(short.get(from..).unwrap_or_default()));
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
