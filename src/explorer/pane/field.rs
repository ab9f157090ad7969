//! Labelled values and wrapped text, as the detail pages set them.

use std::iter;
use std::ops::Range;
use std::sync::Arc;

use crate::explorer::base::line::{Line, Piece, Target, Tone};
use crate::explorer::base::wrap::{Wrapper, width as cells, wrap};
use crate::model::{Bearing, Chronology, Citation, Event, EventId};
use crate::query::{self, Index, Query};

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

/// A text of an event that may be long, and how it is set.
pub struct LongText {
    /// What has the event.
    pub chronology: Arc<Chronology>,
    /// The event.
    pub event: EventId,
    /// The text.
    pub text: fn(&Event) -> &str,
    /// The column at which it begins.
    pub at: u16,
    /// The columns of the page.
    pub width: u16,
    /// What stands before it, in its first line.
    pub label: &'static str,
    /// What it is.
    pub tone: Tone,
    /// What is highlighted in it.
    pub lit: Option<(Arc<Index>, Query)>,
}

/// From how many bytes on a text is searched for what is highlighted a stretch at a time.
const LONG: usize = 1 << 16;
/// How far beyond a stretch it is searched, so that nothing is missed where two of them meet.
const BEYOND: usize = 512;

impl LongText {
    /// Its lines, a stretch at a time.
    pub fn blocks(self) -> impl Iterator<Item = Vec<Line>> + Send + 'static {
        let mut wrapper = Wrapper::new(room(self.width, self.at));
        let mut lit: Option<Vec<Range<usize>>> = None;
        iter::from_fn(move || {
            let event = self.chronology.event(self.event);
            let text = (self.text)(event);
            let is_first = lit.is_none();
            let ranges = wrapper.more(text);
            let stretch = ranges.first()?.start..ranges.last()?.end;
            let lit = lit.get_or_insert_default();
            self.light(text, &stretch, lit, is_first);
            let mut lines = lit_lines(text, &ranges, lit, (self.at, self.tone));
            if let Some(line) = lines.first_mut().filter(|_| is_first && self.at > 0) {
                let value = std::mem::replace(line, Line::of(self.label, Tone::Label));
                line.pieces.extend(value.pieces);
            }
            Some(lines)
        })
    }

    /// Finds what is highlighted in the stretch that is next: in a short text all at once.
    fn light(
        &self,
        text: &str,
        stretch: &Range<usize>,
        lit: &mut Vec<Range<usize>>,
        is_first: bool,
    ) {
        let Some((index, query)) = &self.lit else {
            return;
        };
        if text.len() < LONG {
            if is_first {
                *lit = query::highlights(index, query, self.event, text);
            }
            return;
        }
        // What begins before the stretch is known.
        lit.retain(|range| range.end > stretch.start);
        let from = lit.last().map_or(stretch.start, |last| last.end);
        let wanted = stretch.end.saturating_add(BEYOND);
        let until = (wanted..text.len()).find(|at| text.is_char_boundary(*at));
        let part = text.get(from..until.unwrap_or(text.len()));
        let found = query::highlights_in_part(index, query, part.unwrap_or_default());
        let found = found.into_iter();
        let found = found.map(|range| from + range.start..from + range.end);
        lit.extend(found.take_while(|range| range.start < stretch.end));
    }
}

/// A short text, wrapped, with what the query matched in it lit.
pub fn lit_text(
    lines: &mut Vec<Line>,
    (index, query, event): (&Index, &Query, EventId),
    width: u16,
    text: &str,
    tone: Tone,
) {
    let lit = query::highlights(index, query, event, text);
    let ranges = wrap(text, room(width, 0));
    lines.extend(lit_lines(text, &ranges, &lit, (0, tone)));
}

/// The lines of `text` at `ranges`, each with what of `lit` is in it. Both are in their order.
fn lit_lines(
    text: &str,
    ranges: &[Range<usize>],
    lit: &[Range<usize>],
    (at, tone): (u16, Tone),
) -> Vec<Line> {
    let mut ahead = lit;
    let mut lines = Vec::with_capacity(ranges.len());
    for range in ranges {
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
        let line = text.get(range.clone()).unwrap_or_default();
        lines.push(Line::blank().with_lit(at, line, tone, within));
    }
    lines
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

/// A rule with a title: "─ Notes ─────".
pub fn rule(width: u16, title: &str, tone: Tone) -> Line {
    let title = format!("─ {title} ");
    let from = u16::try_from(cells(&title)).unwrap_or(width);
    let dashes = "─".repeat(usize::from(width.saturating_sub(from)));
    Line::of(title, tone).with(from, dashes, tone)
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
