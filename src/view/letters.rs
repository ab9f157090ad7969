//! Letters → cells: in their room or with the sign of a cut, never cut inside a letter, ASCII where the locale wants it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::explorer::Look;
use crate::explorer::base::wrap::{CUT, beginning, width};

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
        x = buffer.set_stringn(x, y, part, room, style).0;
        if part.len() < text.len() {
            return buffer.set_stringn(x, y, sign, room, style).0;
        }
    }
    x
}
