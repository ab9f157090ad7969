//! Letters → cells: in their room or with the sign of a cut, never cut inside a letter, ASCII where the locale wants it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::explorer::Look;
use crate::explorer::base::wrap::{CUT, beginning, width};
use crate::model::text::uncounted_cells;

/// What stands for our own signs where only ASCII is safe.
const PLAIN: &[(char, &str)] = &[
    ('●', "*"),
    ('•', "-"),
    ('○', "o"),
    ('×', "x"),
    ('≠', "#"),
    ('…', ".."),
    ('‹', "<"),
    ('–', "-"),
    ('—', "-"),
    ('‥', ".."),
    ('·', "-"),
    ('█', "#"),
    ('░', ":"),
    ('▌', ">"),
    ('←', "<"),
    ('→', ">"),
    ('↑', "^"),
    ('↓', "v"),
    ('¶', "para "),
    ('⏎', "/"),
    ('─', "-"),
    ('│', "|"),
    ('▏', "|"),
    ('’', "'"),
    ('⌫', "<"),
    ('▲', "^"),
    ('−', "-"),
    ('├', "+"),
    ('┬', "+"),
];

/// `text` as `look` can show it: as it is, or in ASCII (accents dropped, letters without a Latin form as `?`).
pub fn shown(text: &str, look: Look) -> String {
    if !look.ascii || text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if let Some(sign) = cluster.chars().next()
            && let Some((_, stand_in)) = PLAIN.iter().find(|(from, _)| *from == sign)
        {
            plain.push_str(stand_in);
            continue;
        }
        let base: String = cluster.nfd().filter(char::is_ascii).collect();
        if base.is_empty() {
            plain.push_str(&"?".repeat(width(cluster)));
        } else {
            plain.push_str(&base);
        }
    }
    plain
}

/// Writes `text` at a cell as `look` can show it, over whatever style was there; returns the column after it. What does not go
/// into `room` columns ends with the sign of a cut.
pub fn put(
    buffer: &mut Buffer,
    look: Look,
    at: (u16, u16),
    room: u16,
    (text, style): (&str, Style),
) -> u16 {
    put_runs(buffer, look, at, room, &[(text, style)])
}

/// The same, of texts that follow each other.
pub fn put_runs(
    buffer: &mut Buffer,
    look: Look,
    (mut x, y): (u16, u16),
    room: u16,
    runs: &[(&str, Style)],
) -> u16 {
    let area = buffer.area;
    if room == 0 || y >= area.bottom() || x >= area.right() {
        return x;
    }
    let room = usize::from(room.min(area.right() - x));
    let runs: Vec<(String, Style)> = runs
        .iter()
        .map(|(text, style)| (shown(text, look), *style))
        .collect();
    let needed: usize = runs.iter().map(|(text, _)| width(text)).sum();
    let sign = shown(CUT, look);
    let sign = if needed > room {
        beginning(&sign, room)
    } else {
        ""
    };
    let mut left = room - width(sign);
    for (text, style) in &runs {
        let style = Style::reset().patch(*style);
        let part = beginning(text, left);
        left -= width(part);
        x = put_letters(buffer, (x, y), room, part, style);
        if part.len() < text.len() {
            return buffer.set_stringn(x, y, sign, room, style).0;
        }
    }
    x
}

/// Writes letters that have their room; returns the column after them.
fn put_letters(
    buffer: &mut Buffer,
    (mut x, y): (u16, u16),
    room: usize,
    text: &str,
    style: Style,
) -> u16 {
    // ratatui measures as unicode-width does, and would have the next letter stand on a spacing mark.
    if uncounted_cells(text) == 0 {
        return buffer.set_stringn(x, y, text, room, style).0;
    }
    for letter in text.graphemes(true) {
        let next = x.saturating_add(u16::try_from(width(letter)).unwrap_or(u16::MAX));
        if next > buffer.area.right() {
            break;
        }
        for covered in x..next {
            if let Some(cell) = buffer.cell_mut((covered, y)) {
                cell.reset();
            }
        }
        if let Some(cell) = buffer.cell_mut((x, y)).filter(|_| next > x) {
            cell.set_symbol(letter).set_style(style);
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn what_follows_indic_letters_stands_where_terminals_draw_it() {
        for text in [
            "সাধারণ ছুটি",
            "வெள்ளி",
            "ಕನ್ನಡ ರಾಜ್ಯೋತ್ಸವ",
            "අවුරුදු උදාව",
            "ദേശീയ ദിനം",
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            let look = Look::default();
            let end = put(&mut buffer, look, (0, 0), 40, (text, Style::new()));
            assert_eq!(usize::from(end), width(text));
            assert_eq!(buffer[(end, 0)].symbol(), " ");
            let letters: String = (0..end)
                .map(|x| buffer[(x, 0)].symbol().to_owned())
                .collect();
            assert_eq!(letters.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
