//! Letters four cells high, for what is read from across a room: an 8×8 font, four of its dots to a cell.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts};

/// Rows that large letters take.
pub const ROWS: usize = 4;

/// Columns that one large letter takes.
pub const COLUMNS: usize = 4;

/// A cell by its dots that are set: upper left 1, upper right 2, lower left 4, lower right 8.
const QUADRANTS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

/// `text` in large letters: its rows; nothing where a letter is not in the font.
pub fn large(text: &str) -> Option<[String; ROWS]> {
    let letters: Option<Vec<[u8; 8]>> = text.chars().map(dots).collect();
    let letters = letters?;
    let mut rows = [const { String::new() }; ROWS];
    for (row, above) in rows.iter_mut().zip((0..8).step_by(2)) {
        for letter in &letters {
            let [upper, lower] = [above, above + 1].map(|y| letter.get(y).copied().unwrap_or(0));
            for x in (0..8).step_by(2) {
                // The lowest bit is the leftmost dot.
                let pair = |line: u8| usize::from(line >> x & 0b11);
                row.extend(QUADRANTS.get(pair(upper) | pair(lower) << 2));
            }
        }
    }
    Some(rows)
}

/// The dots of a letter, a byte a line from the top.
fn dots(letter: char) -> Option<[u8; 8]> {
    match letter {
        // The font has no dashes and no leaders; these are as wide as its letters.
        '–' | '—' => Some([0, 0, 0, 0b0111_1110, 0, 0, 0, 0]),
        '‥' | '…' => Some([0, 0, 0, 0, 0, 0b0011_0011, 0b0011_0011, 0]),
        other => BASIC_FONTS.get(other).or_else(|| LATIN_FONTS.get(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_set_dot_by_dot() {
        let rows = large("1‥").unwrap();
        let expected = ["▗█      ", " █      ", " █  ▄ ▄ ", "▀▀▀ ▀ ▀ "];
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_the_font_lacks_is_refused() {
        assert_eq!(large("老街"), None);
        let dates = [
            "10 Oct ‥ 31 Dec 2023",
            "c. 1066",
            "15 Mar 44 BCE",
            "2023? – ongoing",
        ];
        for date in dates {
            let rows = large(date).unwrap();
            assert!(
                rows.iter()
                    .all(|row| row.chars().count() == date.chars().count() * COLUMNS)
            );
        }
    }
}
