//! Source notes: what a source says, in the file owner's own words, as Markdown.
//!
//! A note is a title (`# …`), a heading block (`- key: value` lines) and numbered
//! paragraphs (`¶6 …`), parted by blank lines. Anything else is kept as a paragraph
//! without a number. Reading never fails; all text is cleaned.

use crate::model::text;

/// A source note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceNote {
    /// The title, or empty.
    pub title: String,
    /// The heading block: names and values, in order.
    pub fields: Vec<(String, String)>,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What citations call it ("¶6"), or empty.
    pub locator: String,
    /// Its text, in one line.
    pub text: String,
}

impl SourceNote {
    /// The place, among the paragraphs, of the one that a citation's locator means: "¶6"; of "¶6–8" or
    /// "¶¶ 6, 8" the first.
    pub fn find(&self, locator: &str) -> Option<usize> {
        let wanted = number(locator)?;
        self.paragraphs
            .iter()
            .position(|paragraph| number(&paragraph.locator) == Some(wanted))
    }
}

/// The first number of a locator that begins with `¶`.
fn number(locator: &str) -> Option<&str> {
    let rest = locator.trim_start().strip_prefix('¶')?;
    let rest = rest.trim_start_matches(['¶', ' ', '\u{a0}']);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}

/// Reads a note.
pub fn read(markdown: &str) -> SourceNote {
    let markdown = markdown.strip_prefix('\u{FEFF}').unwrap_or(markdown);
    let markdown = text::cleaned(markdown);
    let mut note = SourceNote::default();
    let mut open: Option<Paragraph> = None;
    for line in markdown.lines() {
        let line = line.trim();
        let in_heading = note.paragraphs.is_empty() && open.is_none();
        if line.is_empty() {
            note.paragraphs.extend(open.take());
        } else if let Some(title) = line.strip_prefix("# ")
            && in_heading
            && note.title.is_empty()
        {
            title.trim().clone_into(&mut note.title);
        } else if let Some((name, value)) = field(line)
            && in_heading
        {
            note.fields.push((name.to_owned(), value.to_owned()));
        } else if let Some(paragraph) = numbered(line) {
            note.paragraphs.extend(open.replace(paragraph));
        } else if let Some(paragraph) = &mut open {
            paragraph.text.push(' ');
            paragraph.text.push_str(line);
        } else {
            open = Some(Paragraph {
                locator: String::new(),
                text: line.to_owned(),
            });
        }
    }
    note.paragraphs.extend(open);
    note
}

/// A line of the heading block.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix("- ")?.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || " -_".contains(c));
    is_name.then(|| (name.trim(), value.trim()))
}

/// A line that begins a numbered paragraph.
fn numbered(line: &str) -> Option<Paragraph> {
    let digits = line.strip_prefix('¶')?;
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let (mark, text) = (digits.get(..end)?, digits.get(end..)?);
    (!mark.is_empty() && (text.is_empty() || text.starts_with(' '))).then(|| Paragraph {
        locator: format!("¶{mark}"),
        text: text.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_title_heading_and_paragraphs() {
        let note = read(
            "# A title\r\n\n- publisher: not stated\n- origin: https://x.example/a\n\n\
             ¶0 First\nline and second.\n\n¶10 Ten.\n¶11 Eleven.\n\n- a: list later\n\n* \u{1b}[2J",
        );
        assert_eq!(note.title, "A title");
        assert_eq!(
            note.fields,
            [
                ("publisher".to_owned(), "not stated".to_owned()),
                ("origin".to_owned(), "https://x.example/a".to_owned()),
            ]
        );
        let paragraphs: Vec<(&str, &str)> = note
            .paragraphs
            .iter()
            .map(|paragraph| (paragraph.locator.as_str(), paragraph.text.as_str()))
            .collect();
        assert_eq!(
            paragraphs,
            [
                ("¶0", "First line and second."),
                ("¶10", "Ten."),
                ("¶11", "Eleven."),
                ("", "- a: list later"),
                ("", "* ␛[2J"),
            ]
        );
        for (locator, place) in [
            ("¶10", Some(1)),
            ("¶¶ 10–11", Some(1)),
            ("¶1", None),
            ("p. 10", None),
            ("", None),
        ] {
            assert_eq!(note.find(locator), place, "{locator}");
        }
    }
}
