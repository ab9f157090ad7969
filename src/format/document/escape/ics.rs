//! Content lines of iCalendar (RFC 5545). The crate `icalendar` would write them too, but folds at 76 octets, in time that grows
//! with the square of a text, and leaves names with `X-` unescaped; so it only reads ours back, in tests.

/// The most octets of a line without its break (3.1).
const LINE: usize = 75;

/// Content lines.
#[derive(Default)]
pub struct Lines(pub String);

impl Lines {
    /// A line whose value is text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.add(name, &escape(value));
    }

    /// A line, folded so that none is longer than 75 octets and none breaks inside a character.
    pub fn add(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            let length = character.len_utf8();
            if octets + length > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += length;
        }
        self.0.push_str("\r\n");
    }
}

/// A TEXT value (3.3.11).
pub fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"မြန်မာ, ".repeat(40));
        for line in lines.0.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let unfolded = lines.0.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "မြန်မာ\\, ".repeat(40)));
    }
}
