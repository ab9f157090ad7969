//! Letters → cells: clipped to their room, never cut inside a letter, ASCII where the locale wants it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::explorer::Look;

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
            plain.push_str(&"?".repeat(cluster.width()));
        } else {
            plain.push_str(&base);
        }
    }
    plain
}

/// Writes `text` at a cell, in `room` columns at most, over whatever style was there; returns the column after it.
pub fn put(buffer: &mut Buffer, (x, y): (u16, u16), room: u16, text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if room == 0 || y >= area.bottom() || x >= area.right() {
        return x;
    }
    let room = usize::from(room.min(area.right() - x));
    buffer
        .set_stringn(x, y, text, room, Style::reset().patch(style))
        .0
}
