//! Labelled values and wrapped text, as the detail pages set them.

use crate::explorer::base::line::{Line, Piece, Target, Tone};
use crate::explorer::base::wrap::{width as cells, wrap};
use crate::explorer::state::current::State;
use crate::model::{Bearing, Chronology, Citation, Event, EventId};

/// The column at which values begin.
pub const VALUE: u16 = 8;

/// Cells between `at` and the right margin of a page of `width` columns.
pub fn room(width: u16, at: u16) -> usize {
    usize::from(width.saturating_sub(at).saturating_sub(1))
}

/// `text`, wrapped at column `at`.
pub fn text(lines: &mut Vec<Line>, width: u16, at: u16, text: &str, tone: Tone) {
    for range in wrap(text, room(width, at)) {
        let line = text.get(range).unwrap_or_default();
        lines.push(Line::blank().with(at, line, tone));
    }
}

/// `text`, wrapped, with what the query matched in it lit.
pub fn lit_text(
    lines: &mut Vec<Line>,
    (state, event): (&State, EventId),
    width: u16,
    text: &str,
    tone: Tone,
) {
    let lit = state.highlights(event, text);
    let mut ahead = &*lit;
    for range in wrap(text, room(width, 0)) {
        let passed = ahead.partition_point(|found| found.end <= range.start);
        ahead = ahead.get(passed..).unwrap_or_default();
        let within = ahead
            .iter()
            .take_while(|found| found.start < range.end)
            .map(|found| {
                found.start.saturating_sub(range.start)
                    ..found.end.min(range.end).saturating_sub(range.start)
            })
            .collect();
        let line = text.get(range).unwrap_or_default();
        lines.push(Line::blank().with_lit(0, line, tone, within));
    }
}

/// A label and its value, the value wrapped beside it; nothing if the value is empty.
pub fn field(lines: &mut Vec<Line>, width: u16, label: &str, value: &str, tone: Tone) {
    toned_field(lines, width, label, &[(value, tone)]);
}

/// The same, of a value whose parts follow each other in tones of their own.
pub fn toned_field(lines: &mut Vec<Line>, width: u16, label: &str, parts: &[(&str, Tone)]) {
    let value: String = parts.iter().map(|(text, _)| *text).collect();
    if value.is_empty() {
        return;
    }
    for (nth, range) in wrap(&value, room(width, VALUE)).into_iter().enumerate() {
        let mut line = Line::blank();
        if nth == 0 {
            line = line.with(0, label, Tone::Label);
        }
        let (mut at, mut from) = (VALUE, 0);
        for (part, tone) in parts {
            let until = from + part.len();
            let piece = value.get(from.max(range.start)..until.min(range.end));
            if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
                line = line.with(at, piece, *tone);
                at = at.saturating_add(u16::try_from(cells(piece)).unwrap_or(u16::MAX));
            }
            from = until;
        }
        lines.push(line);
    }
}

/// Lines with something in each of two columns that begin at `at`, each wrapped in its own.
pub fn two_columns(
    width: u16,
    at: [u16; 2],
    [left, right]: [(&str, Tone); 2],
) -> impl Iterator<Item = Line> {
    let column = |from: u16, until: u16, (text, tone): (&str, Tone)| -> Vec<Piece> {
        let ranges = wrap(text, room(until, from)).into_iter();
        let pieces = ranges.map(|range| Piece {
            at: from,
            text: text.get(range).unwrap_or_default().to_owned(),
            tone,
            lit: Vec::new(),
        });
        pieces.filter(|piece| !piece.text.is_empty()).collect()
    };
    let [first, second] = at;
    let mut left = column(first, second, left).into_iter();
    let mut right = column(second, width, right).into_iter();
    std::iter::from_fn(move || {
        let pieces: Vec<Piece> = left.next().into_iter().chain(right.next()).collect();
        (!pieces.is_empty()).then_some(Line {
            pieces,
            target: None,
        })
    })
}

/// A label and its value, the first line of it leading to `target`.
pub fn link(lines: &mut Vec<Line>, width: u16, label: &str, value: &str, target: &Target) {
    let first = lines.len();
    field(lines, width, label, value, Tone::Plain);
    if let Some(line) = lines.get_mut(first) {
        line.target = Some(target.clone());
    }
}

/// A citation: source and locator as a link, then what it claims and what it says.
pub fn citation(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, cite: &Citation) {
    let source = chronology.source(cite.source);
    let grade = chronology.citation_grade(cite);
    let name = if cite.at.is_empty() {
        format!("{}  {grade}", source.label())
    } else {
        format!("{}  {}  {grade}", cite.at, source.label())
    };
    let target = Target::Source(cite.source, cite.at.clone());
    let label = match cite.bearing {
        Bearing::Supports => "source",
        Bearing::Contradicts => "but see",
        Bearing::Context => "context",
    };
    link(lines, width, label, &name, &target);
    let claims = cite.claimed().join(" · ");
    field(lines, width, "claims", &claims, Tone::Plain);
    field(lines, width, "says", &cite.says, Tone::Plain);
    if !cite.quote.is_empty() {
        let quoted = format!("“{}”", cite.quote);
        field(lines, width, "quote", &quoted, Tone::Plain);
    }
}

/// The claims of a disputed event, each with its grade and source.
pub fn claims(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, event: &Event) {
    for claim in chronology.claims(event) {
        let source = chronology.source(claim.cite.source).label();
        let words = format!("{}  {}: {}", claim.grade, source, claim.words);
        field(lines, width, " ", &words, Tone::Conflict);
    }
}
