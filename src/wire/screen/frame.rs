//! A frame as the terminal would show it: one spot a cell, cleaned and normalised.
//!
//! Made from a ratatui `Buffer`. Here the second check for control characters
//! happens, here colours are dropped that the terminal must not see, and here
//! blank cells lose what can't be seen of them, so that equal looks are equal
//! spots and the difference of two frames is small.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use crate::explorer::{Colours, Look};
use crate::model::text::{PLACEHOLDER, is_safe, uncounted_cells};

/// The modifiers that may reach a terminal; blinking and hidden text may not.
const KEPT: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::ITALIC)
    .union(Modifier::UNDERLINED)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// What is kept without colours: what a VT100 knows.
const KEPT_MONO: Modifier = Modifier::BOLD
    .union(Modifier::UNDERLINED)
    .union(Modifier::REVERSED);

/// The modifiers that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// How a spot is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Pen {
    /// Foreground.
    pub fg: Color,
    /// Background.
    pub bg: Color,
    /// Bold, reverse and the like.
    pub modifier: Modifier,
}

impl Pen {
    /// Whether a blank painted with this pen shows anything.
    pub fn shows_on_blanks(self) -> bool {
        self.bg != Color::Reset || self.modifier.intersects(ON_BLANKS)
    }

    fn of(cell: &Cell, colours: Colours) -> Self {
        if colours == Colours::Mono {
            return Self {
                modifier: cell.modifier & KEPT_MONO,
                ..Self::default()
            };
        }
        let mut modifier = cell.modifier & KEPT;
        if modifier.contains(Modifier::BOLD) {
            // One intensity: some terminals show the later of the two, some both.
            modifier.remove(Modifier::DIM);
        }
        Self {
            fg: shown_colour(cell.fg, colours),
            bg: shown_colour(cell.bg, colours),
            modifier,
        }
    }

    /// What of this pen can be seen on a blank.
    fn on_blank(self) -> Self {
        let modifier = self.modifier & ON_BLANKS;
        Self {
            fg: if modifier.is_empty() {
                Color::Reset
            } else {
                self.fg
            },
            bg: self.bg,
            modifier,
        }
    }
}

/// `colour`, or the default where the terminal does not know such a colour.
fn shown_colour(colour: Color, colours: Colours) -> Color {
    match (colour, colours) {
        (Color::Rgb(..), Colours::Sixteen | Colours::Indexed)
        | (Color::Indexed(16..), Colours::Sixteen) => Color::Reset,
        _ => colour,
    }
}

/// What a spot shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// One character.
    Char(char),
    /// A letter of several characters.
    Cluster(Box<str>),
    /// The rest of the wide letter to the left.
    Tail,
}

/// One cell of the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ScreenCell {
    /// What it shows.
    pub glyph: Glyph,
    /// How it is painted.
    pub pen: Pen,
    /// How many cells the glyph takes; 0 for a tail.
    pub width: u16,
    /// Whether terminals disagree on the glyph's width.
    pub disputed: bool,
}

impl ScreenCell {
    /// An empty cell.
    pub fn blank() -> Self {
        Self::blank_with(Pen::default())
    }

    fn blank_with(pen: Pen) -> Self {
        Self {
            glyph: Glyph::Char(' '),
            pen: pen.on_blank(),
            width: 1,
            disputed: false,
        }
    }

    /// Whether it shows nothing at all.
    pub fn is_blank(&self) -> bool {
        self.is_space() && self.pen == Pen::default()
    }

    /// Whether it has no letter; a background may show.
    pub fn is_space(&self) -> bool {
        self.glyph == Glyph::Char(' ')
    }

    /// How many bytes its text takes.
    pub fn len(&self) -> usize {
        match &self.glyph {
            Glyph::Char(character) => character.len_utf8(),
            Glyph::Cluster(text) => text.len(),
            Glyph::Tail => 0,
        }
    }
}

/// A whole screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenFrame {
    width: u16,
    rows: Vec<Vec<ScreenCell>>,
}

impl ScreenFrame {
    /// An empty screen.
    pub fn blank(width: u16, height: u16) -> Self {
        let row = vec![ScreenCell::blank(); usize::from(width)];
        Self {
            width,
            rows: vec![row; usize::from(height)],
        }
    }

    /// What `buffer` shows with `look`.
    pub fn read(buffer: &Buffer, look: Look) -> Self {
        let width = buffer.area().width;
        let rows = buffer
            .content()
            .chunks(usize::from(width.max(1)))
            .map(|cells| read_row(cells, look))
            .collect();
        Self { width, rows }
    }

    /// Columns.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The rows, from the top.
    pub fn rows(&self) -> &[Vec<ScreenCell>] {
        &self.rows
    }

    /// How many rows.
    pub fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    /// The rows `top..=bottom`, moved up by `by` (down, if negative); blank rows come in.
    pub fn shift(&mut self, top: u16, bottom: u16, by: i32) {
        let blank = vec![ScreenCell::blank(); usize::from(self.width)];
        let Some(block) = self.rows.get_mut(usize::from(top)..=usize::from(bottom)) else {
            return;
        };
        let lines = usize::try_from(by.unsigned_abs())
            .unwrap_or(usize::MAX)
            .min(block.len());
        let kept = block.len() - lines;
        let fresh = if by > 0 {
            block.rotate_left(lines);
            block.get_mut(kept..)
        } else {
            block.rotate_right(lines);
            block.get_mut(..lines)
        };
        for row in fresh.into_iter().flatten() {
            row.clone_from(&blank);
        }
    }
}

fn read_row(cells: &[Cell], look: Look) -> Vec<ScreenCell> {
    let mut row = Vec::with_capacity(cells.len());
    let mut covered = 0;
    let mut head = Pen::default();
    for (x, cell) in cells.iter().enumerate() {
        if covered > 0 {
            covered -= 1;
            row.push(ScreenCell {
                glyph: Glyph::Tail,
                pen: head,
                width: 0,
                disputed: false,
            });
            continue;
        }
        let spot = read_cell(cell, look);
        if x + usize::from(spot.width) > cells.len() {
            // Half a letter has no room: a blank is better than a torn line.
            row.push(ScreenCell::blank_with(spot.pen));
            continue;
        }
        covered = spot.width.saturating_sub(1);
        head = spot.pen;
        row.push(spot);
    }
    row
}

fn read_cell(cell: &Cell, look: Look) -> ScreenCell {
    let pen = Pen::of(cell, look.colours);
    let symbol = cell.symbol();
    if let [byte @ b'!'..=b'~'] = symbol.as_bytes() {
        return ScreenCell {
            glyph: Glyph::Char(char::from(*byte)),
            pen,
            width: 1,
            disputed: false,
        };
    }
    if symbol.is_empty() || symbol == " " || symbol == "\u{A0}" {
        return ScreenCell::blank_with(pen);
    }
    if symbol.contains('\n') || !is_safe(symbol) {
        let stand_in = if look.ascii { '?' } else { PLACEHOLDER };
        return ScreenCell {
            glyph: Glyph::Char(stand_in),
            pen,
            width: 1,
            disputed: false,
        };
    }
    let uncounted = u16::try_from(uncounted_cells(symbol)).unwrap_or(u16::MAX);
    let width = symbol.cell_width().saturating_add(uncounted);
    if width == 0 {
        return ScreenCell::blank_with(pen);
    }
    if look.ascii {
        return ScreenCell {
            glyph: in_ascii(symbol, width),
            pen,
            width,
            disputed: false,
        };
    }
    let mut characters = symbol.chars();
    let glyph = match (characters.next(), characters.next()) {
        (Some(character), None) => Glyph::Char(character),
        _ => Glyph::Cluster(symbol.into()),
    };
    ScreenCell {
        glyph,
        pen,
        width,
        disputed: uncounted > 0 || is_disputed(symbol, width),
    }
}

/// Whether terminals disagree on how many cells `symbol` takes: emoji sequences, flags, newer
/// symbols, and letters whose marks have a width of their own.
fn is_disputed(symbol: &str, width: u16) -> bool {
    let mut alone: usize = 0;
    for character in symbol.chars() {
        if matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}')
            || ('\u{1F000}'..='\u{1FFFF}').contains(&character)
        {
            return true;
        }
        alone += character.width().unwrap_or(0);
    }
    alone != usize::from(width)
}

/// `symbol` for a terminal that reads bytes, not UTF-8: a byte of a UTF-8 letter could be a control there.
fn in_ascii(symbol: &str, width: u16) -> Glyph {
    let stand_in = symbol
        .nfd()
        .next()
        .map_or('?', |character| match character {
            ' '..='~' => character,
            '‘' | '’' | '‚' | '′' => '\'',
            '“' | '”' | '„' | '″' | '«' | '»' => '"',
            '‐'..='―' | '−' | '─' => '-',
            '…' | '‥' | '·' => '.',
            '•' | '●' => '*',
            '×' => 'x',
            '│' => '|',
            _ => '?',
        });
    if width == 1 {
        Glyph::Char(stand_in)
    } else {
        Glyph::Cluster(
            std::iter::repeat_n(stand_in, usize::from(width))
                .collect::<String>()
                .into(),
        )
    }
}
