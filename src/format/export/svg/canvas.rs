//! SVG elements, escaped, in whole pixels. Colours and sizes are plain attributes, which every renderer knows; classes are there
//! for the dark scheme alone.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::format::document::escape::xml::escape;

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) enum TextStyle {
    /// The title of the drawing.
    Title,
    /// A name.
    Name,
    /// Plain.
    Plain,
    /// What explains.
    Quiet,
    /// The label of a mark.
    Label,
}

impl TextStyle {
    const fn size(self) -> i64 {
        match self {
            Self::Title => 17,
            Self::Name | Self::Plain | Self::Quiet => 12,
            Self::Label => 11,
        }
    }

    const fn is_bold(self) -> bool {
        matches!(self, Self::Title | Self::Name)
    }

    const fn attributes(self) -> &'static str {
        match self {
            Self::Title => {
                r##"class="t" fill="#1c1c22" stroke="none" font-size="17" font-weight="bold""##
            }
            Self::Name => r##"class="t" fill="#1c1c22" stroke="none" font-weight="bold""##,
            Self::Plain => r##"class="t" fill="#1c1c22" stroke="none""##,
            Self::Quiet => r##"class="q" fill="#565662" stroke="none""##,
            Self::Label => r##"class="t" fill="#1c1c22" stroke="none" font-size="11""##,
        }
    }
}

/// What is drawn so far.
#[derive(Default)]
pub(super) struct Canvas(pub(super) String);

/// A rectangle.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

impl Canvas {
    /// Text that starts at x, on the base line y.
    pub(super) fn text(&mut self, x: i64, y: i64, style: TextStyle, text: &str) {
        let _ = writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" {}>{}</text>",
            style.attributes(),
            escape(text)
        );
    }

    /// Text that ends at x, on the base line y.
    pub(super) fn text_before(&mut self, x: i64, y: i64, style: TextStyle, text: &str) {
        let _ = writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"end\" {}>{}</text>",
            style.attributes(),
            escape(text)
        );
    }

    /// A thin straight line.
    pub(super) fn rule(&mut self, from: (i64, i64), to: (i64, i64)) {
        let _ = writeln!(
            self.0,
            "<line class=\"r\" stroke=\"#d4d4dc\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A line in the colour of the group.
    pub(super) fn stroke(&mut self, from: (i64, i64), to: (i64, i64)) {
        let _ = writeln!(
            self.0,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"1.5\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A rectangle with rounded corners, in the colour of the group but for `paint`, attributes of our own.
    pub(super) fn rect(&mut self, area: Area, radius: i64, paint: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let _ = writeln!(
            self.0,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"{paint}/>"
        );
    }

    /// A filled triangle with its point at (x, y), opened to the left (`reach` > 0) or to the right.
    pub(super) fn arrow(&mut self, x: i64, y: i64, reach: i64) {
        let _ = writeln!(
            self.0,
            "<path stroke=\"none\" d=\"M{x} {y}l{} -5v10z\"/>",
            -reach
        );
    }

    /// What a pointer over the group shows.
    pub(super) fn title(&mut self, text: &str) {
        let _ = writeln!(self.0, "<title>{}</title>", escape(text));
    }

    /// Opens a group with these attributes of our own; `close` ends it.
    pub(super) fn open(&mut self, attributes: &str) {
        let _ = writeln!(self.0, "<g{attributes}>");
    }

    /// Ends the innermost group.
    pub(super) fn close(&mut self) {
        self.0.push_str("</g>\n");
    }
}

/// `text`, cut to so many pixels.
pub(super) fn cut(text: &str, room: i64, style: TextStyle) -> String {
    if pixels(text, style) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = pixels("…", style);
    for letter in text.graphemes(true) {
        width += pixels(letter, style);
        if width > room {
            break;
        }
        kept.push_str(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// `text` in lines of so many pixels at most, broken at blanks; a word that is longer is cut.
pub(super) fn lines(text: &str, room: i64, style: TextStyle) -> Vec<String> {
    if !text.is_empty() && pixels(text, style) <= room {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    let mut width = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let own = pixels(word, style);
        let with_blank = width + pixels(" ", style) + own;
        match lines.last_mut() {
            Some(line) if with_blank <= room => {
                line.push(' ');
                line.push_str(word);
                width = with_blank;
            }
            Some(_) | None => {
                let word = cut(word, room, style);
                width = pixels(&word, style);
                lines.push(word);
            }
        }
    }
    lines
}

/// Hundredths of an em that the letters from the blank to `~` take in `DejaVu Sans`, the widest of the fonts that stand for
/// `sans-serif`, so that no text is wider than it is taken for.
const ADVANCE: [i64; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75,
    79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35,
    63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

/// The most pixels that `text` takes.
pub(super) fn pixels(text: &str, style: TextStyle) -> i64 {
    let letter = |letter: &str| {
        let plain = letter.bytes().next().filter(|_| letter.len() == 1);
        let advance = plain.and_then(|byte| ADVANCE.get(usize::from(byte.checked_sub(b' ')?)));
        advance.copied().unwrap_or_else(|| match letter.width() {
            0 => 0,
            1 => 100,
            cells => i64::try_from(cells).unwrap_or(2).saturating_mul(55),
        })
    };
    let hundredths = text
        .graphemes(true)
        .map(letter)
        .fold(0, i64::saturating_add);
    let bold = if style.is_bold() { 115 } else { 100 };
    hundredths
        .saturating_mul(style.size() * bold)
        .saturating_add(9_999)
        / 10_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_to_their_room() {
        assert_eq!(cut("abcdef", 70, TextStyle::Plain), "abcdef");
        assert_eq!(cut("abcdef", 35, TextStyle::Plain), "abc…");
        assert_eq!(
            lines("one two three", 60, TextStyle::Plain),
            ["one two", "three"]
        );
        assert_eq!(lines("onetwothree", 50, TextStyle::Plain), ["onet…"]);
    }
}
