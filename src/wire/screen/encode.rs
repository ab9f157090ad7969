//! The difference of two rows → bytes: cursor moves, styles, text, erased blanks.
//!
//! The encoder knows where the cursor is and which pen is set. A move takes the
//! cheapest way: an address, a step to the right, writing the unchanged cells
//! in between, or new lines. After a letter whose width terminals disagree on
//! the place counts as unknown, and the rest of its row is drawn anew.

use std::io::Write;

use crossterm::cursor::{MoveRight, MoveTo};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{Command, QueueableCommand};

use super::frame::{Glyph, Pen, ScreenCell};
use super::pen;

/// Blanks from which on erasing to the end of the row pays.
const ERASE_TO_END: usize = 4;

/// The most cells that are written again to save a move.
const WRITTEN_AGAIN: u16 = 8;

/// Where a row is and how wide.
#[derive(Debug, Clone, Copy)]
struct RowChange<'a> {
    y: u16,
    old: &'a [ScreenCell],
    new: &'a [ScreenCell],
}

/// Writes the bytes of one frame.
#[derive(Debug, Clone)]
pub struct Encoder {
    /// The bytes so far.
    pub out: Vec<u8>,
    /// The cursor; a column equal to the width stands for "after the last cell", where terminals differ.
    at: Option<(u16, u16)>,
    /// The pen, if known.
    pub pen: Option<Pen>,
    /// Whether a letter was written whose width terminals disagree on.
    pub disputed: bool,
}

impl Encoder {
    /// An encoder for a terminal with this pen set and the cursor anywhere.
    pub fn new(pen: Option<Pen>) -> Self {
        Self {
            out: Vec::new(),
            at: None,
            pen,
            disputed: false,
        }
    }

    /// Clears the whole screen.
    pub fn clear(&mut self) {
        self.set_pen(Pen::default());
        self.out.extend(address(0, 0));
        self.queue(Clear(ClearType::FromCursorDown));
        self.at = Some((0, 0));
    }

    /// Scrolls the rows `top..=bottom` up by `by` lines (down, if negative).
    pub fn scroll(&mut self, top: u16, bottom: u16, by: i32) {
        if self.pen.is_none_or(Pen::shows_on_blanks) {
            self.set_pen(Pen::default());
        }
        self.sequence(format_args!("\x1b[{};{}r", top + 1, bottom + 1));
        let (row, line): (u16, &[u8]) = if by > 0 {
            (bottom, b"\n")
        } else {
            (top, b"\x1bM")
        };
        self.at = None;
        self.move_to(0, row, &[]);
        for _ in 0..by.unsigned_abs() {
            self.out.extend_from_slice(line);
        }
        self.out.extend_from_slice(b"\x1b[r");
        self.at = None;
    }

    /// Turns row `y` from `old` to `new`.
    pub fn row(&mut self, y: u16, old: &[ScreenCell], new: &[ScreenCell]) {
        if old == new {
            return;
        }
        let cells = RowChange { y, old, new };
        let width = new.len();
        let Some(disputed) = old
            .iter()
            .zip(new)
            .position(|(old, new)| old.disputed || new.disputed)
        else {
            self.span(cells, 0, width);
            return;
        };
        let from = match new.get(disputed) {
            Some(spot) if spot.glyph == Glyph::Tail => disputed.saturating_sub(1),
            _ => disputed,
        };
        self.span(cells, 0, from);
        if old.get(from..) != new.get(from..) {
            self.anew(cells, from);
        }
    }

    /// Draws the cells `from..to` that differ.
    fn span(&mut self, cells: RowChange, from: usize, to: usize) {
        let RowChange { y, old, new } = cells;
        let mut x = from;
        while x < to {
            let (Some(before), Some(spot)) = (old.get(x), new.get(x)) else {
                return;
            };
            if before == spot || spot.glyph == Glyph::Tail {
                x += 1;
                continue;
            }
            let blanks = run_of_blanks(new, x, to);
            let differing = old
                .iter()
                .zip(new)
                .take(x + blanks)
                .skip(x)
                .filter(|(old, new)| old != new)
                .count();
            if x + blanks == new.len() && differing >= ERASE_TO_END {
                self.erase(cells, x);
                return;
            }
            self.move_to(column(x), y, new);
            self.put(spot);
            x += usize::from(spot.width.max(1));
        }
    }

    /// Draws everything from `from` on, changed or not, after wiping it.
    fn anew(&mut self, cells: RowChange, from: usize) {
        let RowChange { y, new, .. } = cells;
        self.erase(cells, from);
        let end = new
            .iter()
            .rposition(|spot| !spot.is_blank())
            .map_or(from, |last| last + 1);
        let mut x = from;
        while x < end {
            let Some(spot) = new.get(x) else { return };
            self.move_to(column(x), y, &[]);
            self.put(spot);
            x += usize::from(spot.width.max(1));
        }
        // What a wider reading of a letter has painted over blanks goes again.
        if new.get(end..).is_some_and(|rest| !rest.is_empty()) {
            self.erase(cells, end);
        }
    }

    /// Erases the row from `x` on.
    fn erase(&mut self, cells: RowChange, x: usize) {
        self.move_to(column(x), cells.y, cells.new);
        if self.pen.is_none_or(Pen::shows_on_blanks) {
            self.set_pen(Pen::default());
        }
        self.queue(Clear(ClearType::UntilNewLine));
    }

    /// Writes one spot where the cursor stands.
    fn put(&mut self, spot: &ScreenCell) {
        let harmless = spot.is_blank() && self.pen.is_some_and(|pen| !pen.shows_on_blanks());
        if !harmless {
            self.set_pen(spot.pen);
        }
        match &spot.glyph {
            Glyph::Char(character) => {
                let mut bytes = [0; 4];
                self.out
                    .extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
            }
            Glyph::Cluster(text) => self.out.extend_from_slice(text.as_bytes()),
            Glyph::Tail => {}
        }
        self.disputed |= spot.disputed;
        self.at = match self.at {
            Some((x, y)) if !spot.disputed => Some((x + spot.width, y)),
            _ => None,
        };
    }

    /// Moves the cursor to a cell; `row` is what that row shows already, for the cells in between.
    pub fn move_to(&mut self, x: u16, y: u16, row: &[ScreenCell]) {
        if self.at == Some((x, y)) {
            return;
        }
        let mut best = address(x, y);
        if let Some((from_x, from_y)) = self.at {
            if from_y == y && from_x < x {
                let step = right(x - from_x);
                if step.len() < best.len() {
                    best = step;
                }
                if let Some(again) = self.written_again(from_x, x, row, best.len()) {
                    best = again;
                }
            }
            if from_y <= y && (from_y < y || from_x > x) {
                let mut lines = vec![b'\r'];
                lines.resize(1 + usize::from(y - from_y), b'\n');
                lines.extend(right(x));
                if lines.len() < best.len() {
                    best = lines;
                }
            }
        }
        self.out.extend_from_slice(&best);
        self.at = Some((x, y));
    }

    /// The text of the unchanged cells `from..to`, if it is plain to write and no longer than `most` bytes.
    fn written_again(
        &self,
        from: u16,
        to: u16,
        row: &[ScreenCell],
        most: usize,
    ) -> Option<Vec<u8>> {
        if to - from > WRITTEN_AGAIN {
            return None;
        }
        let between = row.get(usize::from(from)..usize::from(to))?;
        let pen = self.pen?;
        let fits = between.iter().all(|spot| {
            !spot.disputed && (spot.pen == pen || (spot.is_blank() && !pen.shows_on_blanks()))
        });
        let length: usize = between.iter().map(ScreenCell::len).sum();
        let starts_whole = between
            .first()
            .is_some_and(|spot| spot.glyph != Glyph::Tail);
        if !fits || length > most || !starts_whole {
            return None;
        }
        let mut bytes = Vec::with_capacity(length);
        for spot in between {
            match &spot.glyph {
                Glyph::Char(character) => {
                    let mut buffer = [0; 4];
                    bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
                }
                Glyph::Cluster(text) => bytes.extend_from_slice(text.as_bytes()),
                Glyph::Tail => {}
            }
        }
        Some(bytes)
    }

    fn set_pen(&mut self, to: Pen) {
        pen::turn(self.pen, to, &mut self.out);
        self.pen = Some(to);
    }

    fn queue(&mut self, command: impl Command) {
        // Writing to memory does not fail.
        let _ = self.out.queue(command);
    }

    fn sequence(&mut self, arguments: std::fmt::Arguments) {
        let _ = self.out.write_fmt(arguments);
    }
}

/// How many cells from `x`, before `to`, show nothing.
fn run_of_blanks(row: &[ScreenCell], x: usize, to: usize) -> usize {
    row.iter()
        .take(to)
        .skip(x)
        .take_while(|spot| spot.is_blank())
        .count()
}

/// CUP, with what may be left out left out.
fn address(x: u16, y: u16) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, _) => format!("\x1b[{}H", y + 1).into_bytes(),
        (_, 0) => format!("\x1b[;{}H", x + 1).into_bytes(),
        _ => ansi(MoveTo(x, y)),
    }
}

fn ansi(command: impl Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = bytes.queue(command);
    bytes
}

/// CUF.
fn right(cells: u16) -> Vec<u8> {
    match cells {
        0 => Vec::new(),
        1 => b"\x1b[C".to_vec(),
        _ => ansi(MoveRight(cells)),
    }
}

fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
