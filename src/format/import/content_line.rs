//! Content lines of iCalendar (RFC 5545, 3.1): unfolded, parted into names, parameters and values, and held together by components.

use std::ops::Range;

/// A line of a calendar, unfolded.
#[derive(Debug)]
pub(super) struct Property {
    pub name: String,
    pub parameters: Vec<(String, String)>,
    pub value: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

impl Property {
    /// Reads a line; `None` if it is none of a calendar.
    pub fn parse(line: &str, range: Range<usize>) -> Option<Self> {
        let mut is_quoted = false;
        let mut unquoted = line.char_indices().filter(|(_, letter)| {
            is_quoted ^= *letter == '"';
            !is_quoted
        });
        let colon = unquoted.find(|(_, letter)| *letter == ':')?.0;
        let is_date = ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"]
            .iter()
            .any(|name| line.get(..name.len()) == Some(*name));
        // Names of zones hold colons though they should be quoted then; dates hold none.
        let colon = if is_date { line.rfind(':')? } else { colon };
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let mut is_quoted = false;
        let mut parts = head.split(|letter: char| {
            is_quoted ^= letter == '"';
            letter == ';' && !is_quoted
        });
        let name = parts.next()?.trim().to_ascii_uppercase();
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let parameters = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches('"').to_owned();
            Some((name.trim().to_ascii_uppercase(), value))
        });
        is_name.then(|| Self {
            name,
            parameters: parameters.collect(),
            value: value.to_owned(),
            range,
        })
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value as text.
    pub fn text(&self) -> String {
        unescape(&self.value).trim().to_owned()
    }
}

/// A component: the lines from a BEGIN to its END.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// The line of its BEGIN, from 1.
    pub line: usize,
    /// Its bytes in the text.
    pub range: Range<usize>,
    pub properties: Vec<Property>,
}

impl Component {
    /// The first property of that name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        let mut properties = self.properties.iter();
        properties.find(|property| property.name == name)
    }

    /// Every property of that name.
    pub fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property> {
        let properties = self.properties.iter();
        properties.filter(move |property| property.name == name)
    }

    /// The first property of that name as text, or none.
    pub fn text(&self, name: &str) -> String {
        self.property(name).map(Property::text).unwrap_or_default()
    }
}

/// The lines of a file, each with its number, its bytes and its text with its continuations.
pub(super) fn unfolded(text: &str) -> Vec<(usize, Range<usize>, String)> {
    let between = if text.contains('\n') { '\n' } else { '\r' };
    let mut lines: Vec<(usize, Range<usize>, String)> = Vec::new();
    let mut start = 0;
    for (number, whole) in (1..).zip(text.split_inclusive(between)) {
        let line = whole.trim_end_matches(['\r', '\n']);
        let end = start + line.len();
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, range, unfolded))) => {
                unfolded.push_str(rest);
                range.end = end;
            }
            _ => lines.push((number, start..end, line.to_owned())),
        }
        start += whole.len();
    }
    lines
}

/// A TEXT value (3.3.11) as it is meant.
fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped) => text.push(escaped),
                None => text.push('\\'),
            },
            _ => text.push(letter),
        }
    }
    text
}

/// The values of a list of texts, parted by commas that are not escaped.
pub(super) fn values(list: &str) -> Vec<String> {
    let mut is_escaped = false;
    let parts = list.split(|letter| {
        let parts = letter == ',' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        parts
    });
    parts
        .map(|part| unescape(part).trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}
