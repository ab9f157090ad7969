//! A source: its grade, its note with the cited paragraph marked, and what rests on it.

use std::iter;
use std::sync::Arc;

use super::chronology::{Row, full_column};
use super::field::{VALUE, field, room};
use super::page::{EventRows, Page};
use crate::explorer::base::growing::GrowingLines;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::base::wrap::Wrapper;
use crate::explorer::state::current::State;
use crate::explorer::state::message::NoteText;
use crate::explorer::state::panes::Screen;
use crate::model::{EventId, Interned, Source, SourceId};

pub(super) fn title(_: &State) -> String {
    "Source".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Screen::Source(id, locator) = &state.screen else {
        return Page::of(Vec::new());
    };
    let source = state.chronology().source(*id);
    let of = (*id, locator.clone(), width);
    let lines = state
        .memos
        .source
        .get(of, || head(state, *id, locator, width));
    let shown = sections(source);
    // A heading and a row for each event, a blank line between sections.
    let rows = shown
        .iter()
        .map(|(_, events)| events.len() + 2)
        .sum::<usize>();
    let columns = shown
        .iter()
        .map(|(_, events)| full_column(state, events, width));
    let column = columns.max().unwrap_or(0);
    Page::kept(lines).with_rows(rows.saturating_sub(1), move |row| {
        let mut row = row;
        for (title, events) in &shown {
            match row.checked_sub(1) {
                None => return Line::of(format!("{title} {}", events.len()), Tone::Strong),
                Some(at) => match events.get(at) {
                    Some(event) => return Row::full(state, *event, column, width).line(),
                    None if at == events.len() => return Line::blank(),
                    None => row = at - events.len() - 1,
                },
            }
        }
        Line::blank()
    })
}

/// The lists of events, each with its heading. The first is there when it is empty too.
fn sections(source: &Source) -> Vec<(&'static str, &[EventId])> {
    [
        ("Events that rest on it", &source.events),
        ("Events that it contradicts", &source.contradicts),
        ("Events that it gives context for", &source.context),
    ]
    .into_iter()
    .enumerate()
    .filter(|(nth, (_, events))| *nth == 0 || !events.is_empty())
    .map(|(_, (title, events))| (title, &**events))
    .collect()
}

/// The rows of its events: a heading above each section, a blank line below it.
pub(super) fn event_rows(source: &Source) -> Vec<EventRows<'_>> {
    let mut first = 1;
    sections(source)
        .into_iter()
        .map(|(_, events)| {
            let rows = EventRows { first, events };
            first += events.len() + 2;
            rows
        })
        .collect()
}

/// What stands above the events: what the source is, and its note.
fn head(state: &State, id: SourceId, locator: &Interned, width: u16) -> GrowingLines {
    let source = state.chronology().source(id);
    let mut lines = Vec::new();
    super::field::text(&mut lines, width, 0, source.label(), Tone::Strong);
    lines.push(Line::blank());
    field(&mut lines, width, "kind", source.kind.word(), Tone::Plain);
    field(
        &mut lines,
        width,
        "by",
        &source.authors.join(", "),
        Tone::Plain,
    );
    field(&mut lines, width, "from", &source.publisher, Tone::Plain);
    field(
        &mut lines,
        width,
        "when",
        &source.published.shown(),
        Tone::Plain,
    );
    if !source.accessed.is_undated() {
        field(
            &mut lines,
            width,
            "seen",
            &source.accessed.shown(),
            Tone::Plain,
        );
    }
    field(&mut lines, width, "at", &source.origin, Tone::Plain);
    let grade = source.reliability;
    field(
        &mut lines,
        width,
        "grade",
        &format!("{}  {}", grade.letter(), grade.meaning()),
        Tone::Plain,
    );
    field(&mut lines, width, "about", &source.about, Tone::Plain);
    lines.push(Line::blank());
    let read = match state.notes.get(&id) {
        Some(Ok(note)) => Some(Arc::clone(note)),
        Some(Err(why)) => {
            super::field::text(&mut lines, width, 0, why, Tone::Label);
            None
        }
        None => {
            lines.push(Line::of("Reading the note …", Tone::Label));
            None
        }
    };
    let Some(read) = read else {
        lines.push(Line::blank());
        return GrowingLines::of(lines);
    };
    lines.push(Line::of("Note", Tone::Strong));
    let count = read.paragraphs.len();
    let locator = locator.clone();
    let note = (0..count).flat_map(move |nth| paragraph(Arc::clone(&read), nth, &locator, width));
    let end = iter::once(vec![Line::blank()]).filter(move |_| count == 0);
    GrowingLines::from_blocks(iter::once(lines).chain(note).chain(end))
}

/// The lines of a paragraph of a note, a stretch at a time, and a blank one.
fn paragraph(
    note: Arc<NoteText>,
    nth: usize,
    locator: &str,
    width: u16,
) -> impl Iterator<Item = Vec<Line>> + Send + use<> {
    let at = note.paragraphs.get(nth).map(|(at, _)| at.clone());
    let at = at.unwrap_or_default();
    let is_cited = is_cited(locator, &at);
    let tone = if is_cited { Tone::Strong } else { Tone::Plain };
    let mark = if is_cited { CITED } else { "" };
    let mut wrapper = Wrapper::new(room(width, VALUE));
    let mut label = Some(at);
    let lines = iter::from_fn(move || {
        let (_, text) = note.paragraphs.get(nth)?;
        let ranges = wrapper.more(text).into_iter();
        let lines: Vec<Line> = ranges
            .map(|range| {
                Line::of(mark, Tone::Accent)
                    .with(1, label.take().unwrap_or_default(), Tone::Label)
                    .with(VALUE, text.get(range).unwrap_or_default(), tone)
            })
            .collect();
        (!lines.is_empty()).then_some(lines)
    });
    lines.chain(iter::once(vec![Line::blank()]))
}

/// The mark of a cited paragraph.
const CITED: &str = "▌";

/// Whether `locator` names the paragraph `at`: itself (¶6), a range of such (¶6–8), or several (¶6, 8).
fn is_cited(locator: &str, at: &str) -> bool {
    if locator.is_empty() {
        return false;
    }
    let number = |text: &str| {
        text.trim()
            .trim_start_matches('¶')
            .trim()
            .parse::<u32>()
            .ok()
    };
    let Some(paragraph) = number(at) else {
        return at == locator;
    };
    locator.starts_with('¶')
        && locator.split([',', ';']).any(|part| {
            let mut ends = part.split(['–', '-', '—']).map(number);
            match (ends.next().flatten(), ends.next()) {
                (Some(only), None) => only == paragraph,
                (Some(first), Some(Some(last))) => (first..=last).contains(&paragraph),
                _ => false,
            }
        })
}

/// The line at which the cited paragraph begins, if the note has it.
pub fn cited_line(state: &State, width: u16) -> Option<usize> {
    let Screen::Source(id, locator) = &state.screen else {
        return None;
    };
    let Some(Ok(note)) = state.notes.get(id) else {
        return None;
    };
    let mut paragraphs = note.paragraphs.iter();
    if !paragraphs.any(|(at, _)| is_cited(locator, at)) {
        return None;
    }
    let page = page(state, width);
    let is_cited = |line: &Line| line.pieces.first().is_some_and(|piece| piece.text == CITED);
    (0..usize::MAX)
        .take_while(|line| page.has(*line))
        .find(|line| is_cited(&page.line(*line)))
}

#[cfg(test)]
mod tests {
    use super::is_cited;

    #[test]
    fn a_range_or_a_list_cites_each_of_its_paragraphs() {
        for (locator, cited) in [
            ("¶6", &[6][..]),
            ("¶6–8", &[6, 7, 8]),
            ("¶¶6-7", &[6, 7]),
            ("¶4, 9", &[4, 9]),
            ("p. 3", &[]),
            ("", &[]),
        ] {
            let found: Vec<u32> = (1..12)
                .filter(|at| is_cited(locator, &format!("¶{at}")))
                .collect();
            assert_eq!(found, cited, "{locator}");
        }
        assert!(is_cited("p. 3", "p. 3"));
    }
}
