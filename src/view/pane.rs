//! A pane: its rule with the title, and the lines of its page that show.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::letters::{put, put_runs, shown};
use crate::explorer::base::geometry::Area;
use crate::explorer::base::layout::{Class, Layout, Pane, Placed};
use crate::explorer::base::line::{Line, Piece};
use crate::explorer::base::wrap::{CUT, beginning, width};
use crate::explorer::state::panes::PaneKind;
use crate::explorer::{Colours, Look, State};

/// Draws a pane where it was placed.
pub fn draw(state: &State, look: Look, laid: &Layout, placed: Placed, buffer: &mut Buffer) {
    let focused = state.overlay.is_none() && state.focus == placed.pane;
    let what = state.shown_in(placed.pane);
    let shares = laid.tabs.contains(&placed.pane);
    let titles = if shares {
        tabs(state, laid, placed.pane)
    } else {
        vec![(what.title(state), true)]
    };
    rule(look, placed.area, &titles, focused, buffer);
    let left = placed.area.x > 0;
    body(
        state,
        look,
        laid,
        (what, placed.area.body()),
        focused,
        buffer,
    );
    if left {
        divider(look, laid.body.y, placed.area, buffer);
    }
}

/// Draws what lies over the panes.
pub fn draw_over(state: &State, look: Look, laid: &Layout, buffer: &mut Buffer) {
    let what = state.focused();
    rule(look, laid.body, &[(what.title(state), true)], true, buffer);
    body(state, look, laid, (what, laid.body.body()), true, buffer);
}

/// The titles of the panes that share a place, and which shows.
fn tabs(state: &State, laid: &Layout, shown: Pane) -> Vec<(String, bool)> {
    laid.tabs
        .iter()
        .map(|pane| (state.shown_in(*pane).title(state), *pane == shown))
        .collect()
}

/// The rule above a pane: `─ Title ─────`.
fn rule(look: Look, area: Area, titles: &[(String, bool)], focused: bool, buffer: &mut Buffer) {
    for x in area.x..area.x + area.width {
        put(buffer, look, (x, area.y), 1, ("─", look.quiet()));
    }
    let end = area.x + area.width;
    let mut x = area.x + 1;
    for (title, open) in titles {
        let room = end.saturating_sub(x + 1);
        let style = match (*open, focused) {
            // Without a colour for it, bold alone would not tell the focused pane from the others.
            (true, true) if matches!(look.colours, Colours::Mono | Colours::Sixteen) => {
                Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
            }
            (true, true) => look.accent().add_modifier(Modifier::BOLD),
            (true, false) => Style::new().add_modifier(Modifier::BOLD),
            (false, _) => look.quiet(),
        };
        let title = format!(" {title} ");
        x = put(buffer, look, (x, area.y), room, (&title, style)) + 1;
    }
}

/// The vertical rule at the left of a pane that has a neighbour there.
fn divider(look: Look, top: u16, area: Area, buffer: &mut Buffer) {
    let cross = if area.y == top { "┬" } else { "├" };
    for y in area.y..area.y + area.height {
        let sign = if y == area.y { cross } else { "│" };
        put(buffer, look, (area.x, y), 1, (sign, look.quiet()));
    }
}

/// The lines that show.
fn body(
    state: &State,
    look: Look,
    laid: &Layout,
    (what, area): (PaneKind, Area),
    focused: bool,
    buffer: &mut Buffer,
) {
    let inset = what.inset(area);
    let page = what.page(state, inset.width);
    let cursor = state.cursor(what);
    for row in 0..inset.height {
        let number = cursor.top + usize::from(row);
        if !page.has(number) {
            break;
        }
        let line = page.line(number);
        let y = inset.y + row;
        write(look, &line, (inset, y), buffer);
        let chosen = number == cursor.line && line.target.is_some();
        if chosen && (focused || what == PaneKind::Chronology) {
            mark(look, laid, &line, (what, inset, y), focused, buffer);
        }
    }
    let below = cursor.top + usize::from(inset.height);
    if what != PaneKind::Chronology && inset.height > 1 && page.has(below) {
        more(look, inset, buffer);
    }
}

/// Writes one line's pieces, each in the room up to the next; one that is cut leaves a blank before the next. Where one has no
/// room at all, the line ends with the sign of a cut.
pub(super) fn write(look: Look, line: &Line, (area, y): (Area, u16), buffer: &mut Buffer) {
    let mut pieces = line.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let next = pieces.peek().map(|next| next.at.min(area.width));
        let mut room = next.unwrap_or(area.width).saturating_sub(piece.at);
        if next.is_some() && width(&shown(&piece.text, look)) > usize::from(room) {
            room = room.saturating_sub(1).max(1).min(room);
        }
        let runs = runs(look, piece);
        put_runs(buffer, look, (area.x + piece.at, y), room, &runs);
        if room == 0 && area.width > 0 && !piece.text.trim().is_empty() {
            let end = (area.x + area.width - 1, y);
            put(buffer, look, end, 1, (CUT, look.quiet()));
            return;
        }
    }
}

/// A piece's texts: what was matched, and what stands before and after.
fn runs(look: Look, piece: &Piece) -> Vec<(&str, Style)> {
    let style = look.style(piece.tone);
    let mut runs = Vec::with_capacity(2 * piece.lit.len() + 1);
    let mut from = 0;
    for range in &piece.lit {
        let (Some(before), Some(lit)) = (
            piece.text.get(from..range.start),
            piece.text.get(range.clone()),
        ) else {
            break;
        };
        runs.push((before, style));
        runs.push((lit, style.patch(look.lit())));
        from = range.end;
    }
    runs.push((piece.text.get(from..).unwrap_or_default(), style));
    runs
}

/// Columns of a row of the chronology that are reversed on a narrow screen at most: its date, its mark and the first words of
/// its title. More would cost a slow line as much as the rest of the move.
const MARKED: u16 = 32;

/// Columns of a row that are reversed on a narrow screen: up to the end of the first words, which are as many of the title as
/// there is room for in the chronology.
fn narrow_cursor(what: PaneKind, line: &Line) -> u16 {
    if what == PaneKind::Chronology {
        let title = line.pieces.last();
        return title.map_or(MARKED, |title| title.at + first_words(title));
    }
    let first = line
        .pieces
        .iter()
        .find(|piece| !piece.text.trim().is_empty());
    first.map_or(0, |piece| {
        let cells = u16::try_from(width(&piece.text)).unwrap_or(u16::MAX);
        piece.at.saturating_add(cells).saturating_add(1)
    })
}

/// By how many columns the first word of a title may pass the end of the marked ones: it is not marked in part.
const PASSED: usize = 8;

/// The cells of the words of a title that end before the marked columns do, or of its first; of a single much longer one, of
/// its letters.
fn first_words(title: &Piece) -> u16 {
    let room = usize::from(MARKED.saturating_sub(title.at));
    let letters = beginning(&title.text, room);
    let is_whole = letters.len() == title.text.len()
        || title
            .text
            .get(letters.len()..)
            .is_some_and(|rest| rest.starts_with(' '));
    let first = title.text.split(' ').next().unwrap_or_default();
    let words = match letters.rfind(' ') {
        Some(end) if !is_whole => letters.get(..end).unwrap_or(letters),
        None if width(first) <= room + PASSED => first,
        _ => letters,
    };
    u16::try_from(width(words.trim_end())).unwrap_or(MARKED)
}

/// Marks the row of the cursor: reversed with the focus, `▌` without.
fn mark(
    look: Look,
    laid: &Layout,
    line: &Line,
    (what, area, y): (PaneKind, Area, u16),
    focused: bool,
    buffer: &mut Buffer,
) {
    let columns = match laid.class {
        Class::Narrow | Class::Short => narrow_cursor(what, line).min(area.width),
        _ => area.width,
    };
    if what == PaneKind::Chronology {
        put(buffer, look, (area.x, y), 1, ("▌", Style::new()));
    }
    if focused {
        let row = Rect::new(area.x, y, columns, 1).intersection(buffer.area);
        // Colour under reverse would be a colour of the background, which is no longer a meaning.
        let plain = Style::new()
            .fg(ratatui::style::Color::Reset)
            .add_modifier(Modifier::REVERSED);
        buffer.set_style(row, plain);
    }
}

/// A sign at the lower right that the page goes on.
pub(super) fn more(look: Look, area: Area, buffer: &mut Buffer) {
    let at = (
        (area.x + area.width).saturating_sub(1),
        area.y + area.height - 1,
    );
    put(buffer, look, at, 1, ("↓", look.quiet()));
}
