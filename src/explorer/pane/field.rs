//! Labelled values and wrapped text, as the detail pages set them.

use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::wrap;
use crate::explorer::state::current::State;
use crate::model::{Bearing, Chronology, Citation, Event, EventId};
use crate::query;

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
    let lit = query::highlights(&state.opened.index, &state.asked.query, event, text);
    for range in wrap(text, room(width, 0)) {
        let within = lit
            .iter()
            .filter(|found| found.start < range.end && found.end > range.start)
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
    if value.is_empty() {
        return;
    }
    let first = lines.len();
    text(lines, width, VALUE, value, tone);
    if let Some(line) = lines.get_mut(first) {
        let whole = std::mem::take(line);
        *line = Line::of(label, Tone::Label);
        line.pieces.extend(whole.pieces);
    }
}

/// The same, each line of it leading to `target`.
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
