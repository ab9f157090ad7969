//! Large letters for what is read from across a room: an 8×8 font, its dots set in blocks of cells.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts};

/// What large letters are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocks {
    /// Four dots a cell, so that a letter is 4×4: the fonts of consoles and old terminals lack these blocks.
    Quadrants,
    /// Two dots a cell, 8×4: every font with the old PC's characters has these.
    Halves,
    /// A dot a cell, 8×8, in ASCII.
    Signs,
}

impl Blocks {
    /// Columns that one letter takes.
    pub const fn columns(self) -> usize {
        match self {
            Self::Quadrants => 4,
            Self::Halves | Self::Signs => 8,
        }
    }

    /// Columns and rows of dots in a cell.
    const fn dots(self) -> (usize, usize) {
        match self {
            Self::Quadrants => (2, 2),
            Self::Halves => (1, 2),
            Self::Signs => (1, 1),
        }
    }

    /// The cells by their dots that are set, from the upper left, row by row, each twice what the one before counts.
    const fn cells(self) -> &'static [char] {
        match self {
            Self::Quadrants => &[
                ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
            ],
            Self::Halves => &[' ', '▀', '▄', '█'],
            Self::Signs => &[' ', '#'],
        }
    }
}

/// Dots of a letter in each direction.
const DOTS: usize = 8;

/// `text` in large letters: its rows; nothing where a letter is not in the font.
pub fn large(text: &str, blocks: Blocks) -> Option<Vec<String>> {
    let letters: Option<Vec<[u8; DOTS]>> = text.chars().map(dots).collect();
    let letters = letters?;
    let (across, down) = blocks.dots();
    let row = |above: usize| -> String {
        let cell = |letter: &[u8; DOTS], from: usize| {
            let lines = letter.iter().skip(above).take(down).enumerate();
            let set: usize = lines
                .map(|(nth, line)| {
                    // The lowest bit is the leftmost dot.
                    let mask = (1_usize << across) - 1;
                    (usize::from(*line) >> from & mask) << (nth * across)
                })
                .sum();
            blocks.cells().get(set).copied().unwrap_or(' ')
        };
        letters
            .iter()
            .flat_map(|letter| {
                (0..DOTS)
                    .step_by(across)
                    .map(move |from| cell(letter, from))
            })
            .collect()
    };
    Some((0..DOTS).step_by(down).map(row).collect())
}

/// The dots of a letter, a byte a line from the top.
fn dots(letter: char) -> Option<[u8; DOTS]> {
    match letter {
        // The font has no dashes, no leaders and no curved apostrophe; these are as wide as its letters.
        '–' | '—' => Some([0, 0, 0, 0b0111_1110, 0, 0, 0, 0]),
        '‥' | '…' => Some([0, 0, 0, 0, 0, 0b0011_0011, 0b0011_0011, 0]),
        '’' | '‘' => BASIC_FONTS.get('\''),
        other => BASIC_FONTS.get(other).or_else(|| LATIN_FONTS.get(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_set_dot_by_dot() {
        let rows = large("1‥", Blocks::Quadrants).unwrap();
        let expected = ["▗█      ", " █      ", " █  ▄ ▄ ", "▀▀▀ ▀ ▀ "];
        assert_eq!(rows, expected);
        let rows = large("1", Blocks::Halves).unwrap();
        assert_eq!(rows, [" ▄██    ", "  ██    ", "  ██    ", "▀▀▀▀▀▀  "]);
        let rows = large("1", Blocks::Signs).unwrap();
        assert_eq!(rows.len(), 8);
        assert_eq!(rows[0], "  ##    ");
    }

    #[test]
    fn what_the_font_lacks_is_refused() {
        assert_eq!(large("老街", Blocks::Halves), None);
        let dates = [
            "10 Oct ‥ 31 Dec 2023",
            "c. 1066",
            "15 Mar 44 BCE",
            "2023? – ongoing",
            "Myanmar’s junta",
        ];
        for date in dates {
            for blocks in [Blocks::Quadrants, Blocks::Halves, Blocks::Signs] {
                let columns = date.chars().count() * blocks.columns();
                let rows = large(date, blocks).unwrap();
                assert!(rows.iter().all(|row| row.chars().count() == columns));
            }
        }
    }
}
