//! SVG elements, escaped, in whole pixels.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::format::document::escape::xml::escape;

/// Pixels that a letter takes, about.
pub(super) const LETTER: i64 = 7;

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
    /// Text that starts at x, on the base line y. `class` is our own word.
    pub(super) fn text(&mut self, x: i64, y: i64, class: &str, text: &str) {
        let class = class_of(class);
        let _ = writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\"{class}>{}</text>",
            escape(text)
        );
    }

    /// Small text that ends at x, on the base line y.
    pub(super) fn text_before(&mut self, x: i64, y: i64, text: &str) {
        let _ = writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" class=\"n\" text-anchor=\"end\">{}</text>",
            escape(text)
        );
    }

    /// A thin straight line.
    pub(super) fn rule(&mut self, from: (i64, i64), to: (i64, i64)) {
        let _ = writeln!(
            self.0,
            "<line class=\"r\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A rectangle with rounded corners. `paint` are attributes of our own.
    pub(super) fn rect(&mut self, area: Area, radius: i64, paint: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let _ = writeln!(
            self.0,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" {paint}/>"
        );
    }

    /// A filled triangle with its point at (x, y), opened to the left (`reach` > 0) or to the right.
    pub(super) fn arrow(&mut self, x: i64, y: i64, reach: i64) {
        let _ = writeln!(
            self.0,
            "<path fill=\"currentColor\" d=\"M{x} {y}l{} -5v10z\"/>",
            -reach
        );
    }

    /// What a pointer over the group shows.
    pub(super) fn title(&mut self, text: &str) {
        let _ = writeln!(self.0, "<title>{}</title>", escape(text));
    }

    /// Opens a group; `close` ends it.
    pub(super) fn open(&mut self, class: &str) {
        let _ = writeln!(self.0, "<g{}>", class_of(class));
    }

    /// Ends the innermost group.
    pub(super) fn close(&mut self) {
        self.0.push_str("</g>\n");
    }
}

fn class_of(class: &str) -> String {
    if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    }
}

/// `text`, cut to about so many pixels.
pub(super) fn cut(text: &str, pixels: i64) -> String {
    let most = usize::try_from(pixels / LETTER).unwrap_or(0);
    if text.width() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = 1;
    for letter in text.graphemes(true) {
        width += letter.width();
        if width > most {
            break;
        }
        kept.push_str(letter);
    }
    kept.push('…');
    kept
}

/// About how many pixels `text` takes.
pub(super) fn pixels(text: &str) -> i64 {
    i64::try_from(text.width()).unwrap_or(i64::MAX / LETTER) * LETTER
}
