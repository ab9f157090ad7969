//! A source: its grade, its note with the cited paragraph marked, and what rests on it.

use super::chronology::Row;
use super::field::{VALUE, field, room};
use super::page::Page;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::base::wrap::wrap;
use crate::explorer::state::current::State;
use crate::explorer::state::panes::Screen;

pub(super) fn title(_: &State) -> String {
    "Source".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Screen::Source(id, locator) = &state.screen else {
        return Page::of(Vec::new());
    };
    let source = state.chronology().source(*id);
    let mut lines = Vec::new();
    super::field::text(&mut lines, width, 0, &source.title, Tone::Strong);
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
    note(state, &mut lines, width, locator);
    lines.push(Line::blank());
    lines.push(Line::of(
        format!("Events that rest on it {}", source.events.len()),
        Tone::Strong,
    ));
    Page::of(lines).with_rows(source.events.len(), move |row| {
        source
            .events
            .get(row)
            .map_or_else(Line::blank, |event| Row::full(state, *event, width).line())
    })
}

fn note(state: &State, lines: &mut Vec<Line>, width: u16, locator: &str) {
    let Screen::Source(id, _) = &state.screen else {
        return;
    };
    match state.notes.get(id) {
        None => lines.push(Line::of("Reading the note …", Tone::Label)),
        Some(Err(why)) => super::field::text(lines, width, 0, why, Tone::Label),
        Some(Ok(note)) => {
            lines.push(Line::of("Note", Tone::Strong));
            for (at, paragraph) in &note.paragraphs {
                let cited = !locator.is_empty() && at == locator;
                let tone = if cited { Tone::Strong } else { Tone::Plain };
                for (nth, range) in wrap(paragraph, room(width, VALUE)).into_iter().enumerate() {
                    let label = if nth == 0 { at.as_str() } else { "" };
                    let mark = if cited { "▌" } else { "" };
                    lines.push(
                        Line::of(mark, Tone::Accent)
                            .with(1, label, Tone::Label)
                            .with(VALUE, paragraph.get(range).unwrap_or_default(), tone),
                    );
                }
                lines.push(Line::blank());
            }
            lines.pop();
        }
    }
}

/// The line at which the cited paragraph begins, if the note has it.
pub fn cited_line(state: &State, width: u16) -> Option<usize> {
    let page = page(state, width);
    (0..page.head()).find(|line| {
        page.line(*line)
            .pieces
            .first()
            .is_some_and(|piece| piece.text == "▌")
    })
}
