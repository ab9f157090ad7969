//! JSON and JSON lines: a list of objects, an object that holds one, or an object a line. Fields of objects within objects have
//! their path as header: `text.headline`.
//!
//! TimelineJS, vis-timeline and Timesketch write such lists; our own JSON is read by `own`, as it was written.

use std::ops::Range;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::table::{Row, Rows};
use super::{own, table};
use crate::format::diagnostic::Diagnostic;
use crate::format::reading::{Format, Items, ReadOptions, Reading};

/// The row of JSON.
pub const FORMAT: Format = Format {
    name: "json",
    extensions: &["json", "geojson"],
    about: "a list of objects, alone or in an object; TimelineJS, vis-timeline",
    is_it: |text| text.trim_start().starts_with(['[', '{']) && !is_lines(text),
    read,
    locator: |source| Box::new(Items::new(source)),
};

/// The row of JSON lines.
pub const LINES: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    about: "an object a line; Timesketch",
    is_it: is_lines,
    read: read_lines,
    locator: |source| Box::new(Items::new(source)),
};

/// How deep objects may lie in objects.
const DEEPEST: usize = 8;

/// Whether each of the first lines is an object.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(2);
    let is_object = |line: &str| serde_json::from_str::<Map<String, Value>>(line).is_ok();
    lines.next().is_some_and(is_object) && lines.next().is_some_and(is_object)
}

fn read_lines(reading: &mut Reading, text: &str, options: &ReadOptions) {
    let objects = objects_of_lines(reading, text);
    take(reading, objects, "line", options);
}

fn read(reading: &mut Reading, text: &str, options: &ReadOptions) {
    match list(text) {
        Ok(Found::Own(object)) => own::read(reading, &object),
        Ok(Found::Objects { objects, title }) => {
            take(reading, objects, "item", options);
            if let (Some(record), Some((title, about))) = (&mut reading.record, title) {
                record.title = title;
                record.about = about;
            }
        }
        Err(Fault { message, at, help }) => {
            reading
                .diagnostics
                .push(Diagnostic::error("json", message).at(at..at, "").help(help));
        }
    }
}

fn take(reading: &mut Reading, objects: Vec<Object>, noun: &'static str, options: &ReadOptions) {
    if objects
        .first()
        .is_some_and(|first| own::is_line(&first.fields))
    {
        let objects = objects.iter().map(|one| (&one.fields, one.range.clone()));
        own::read_lines(reading, objects);
        return;
    }
    table::read(reading, &Objects::new(objects, noun), options);
}

/// An object of a list.
#[derive(Debug)]
pub(super) struct Object {
    /// Its number, from 1.
    pub number: usize,
    pub fields: Map<String, Value>,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

impl Object {
    /// The text of a field; empty if it is none.
    pub fn text(&self, field: &str) -> &str {
        text_of(&self.fields, field)
    }

    /// The texts of a field that has a list of them, or one.
    pub fn texts(&self, field: &str) -> Vec<&str> {
        texts_of(&self.fields, field)
    }
}

/// The text of a field; empty if it is none.
pub(super) fn text_of<'o>(fields: &'o Map<String, Value>, field: &str) -> &'o str {
    fields
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
}

/// The texts of a field that has a list of them, or one.
pub(super) fn texts_of<'o>(fields: &'o Map<String, Value>, field: &str) -> Vec<&'o str> {
    let values = match fields.get(field) {
        Some(Value::Array(values)) => values.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let texts = values.iter().filter_map(Value::as_str).map(str::trim);
    texts.filter(|text| !text.is_empty()).collect()
}

/// The objects of the list at the end of `path`, or what is there if it is one object; tells what is wrong, if anything is.
pub(super) fn objects_at(reading: &mut Reading, text: &str, path: &[&str]) -> Option<Vec<Object>> {
    let found = path
        .iter()
        .try_fold(text, |value, field| {
            let fields: std::collections::BTreeMap<&str, &RawValue> = serde_json::from_str(value)?;
            let raw = fields.get(field).map_or("[]", |value| value.get());
            Ok(raw)
        })
        .and_then(|value| {
            if value.trim_start().starts_with('[') {
                serde_json::from_str(value)
            } else {
                serde_json::from_str(value).map(|one| vec![one])
            }
        });
    match found {
        Ok(values) => {
            let values: Vec<&RawValue> = values;
            let objects = objects_of(text, &values);
            reading.skipped += values.len() - objects.len();
            Some(objects)
        }
        Err(error) => {
            let Fault { message, at, help } = fault(text, &error);
            reading
                .diagnostics
                .push(Diagnostic::error("json", message).at(at..at, "").help(help));
            None
        }
    }
}

/// The objects of a text with one a line; tells which lines are none.
pub(super) fn objects_of_lines(reading: &mut Reading, text: &str) -> Vec<Object> {
    let mut objects = Vec::new();
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let range = start..start + line.trim_end().len();
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => objects.push(Object {
                number,
                fields: object,
                range,
            }),
            Err(error) => {
                reading.skipped += 1;
                let at = (range.start + error.column().saturating_sub(1)).min(range.end);
                reading.diagnostics.push(
                    Diagnostic::error(
                        "json",
                        format!("line {number} is no JSON object: {}", cause(&error)),
                    )
                    .at(at..at, "the line is left out"),
                );
            }
        }
    }
    objects
}

/// What a text holds.
enum Found {
    Own(Map<String, Value>),
    Objects {
        objects: Vec<Object>,
        title: Option<(String, String)>,
    },
}

/// Why a text can't be read.
struct Fault {
    message: String,
    at: usize,
    help: Option<String>,
}

fn list(text: &str) -> Result<Found, Fault> {
    if text.trim_start().starts_with('[') {
        let objects: Vec<&RawValue> =
            serde_json::from_str(text).map_err(|error| fault(text, &error))?;
        return Ok(Found::Objects {
            objects: objects_of(text, &objects),
            title: None,
        });
    }
    let fields: std::collections::BTreeMap<String, &RawValue> =
        serde_json::from_str(text).map_err(|error| fault(text, &error))?;
    if fields.contains_key("dateline") {
        let object = serde_json::from_str(text).map_err(|error| fault(text, &error))?;
        return Ok(Found::Own(object));
    }
    let whole: Value = serde_json::from_str(text).map_err(|error| fault(text, &error))?;
    // The list with most objects holds the events.
    let longest = fields
        .iter()
        .filter_map(|(name, value)| {
            Some((
                name,
                serde_json::from_str::<Vec<&RawValue>>(value.get()).ok()?,
            ))
        })
        .max_by_key(|(_, list)| list.len());
    let Some((_, objects)) = longest else {
        return Err(Fault {
            message: "there is no list of objects in it".to_owned(),
            at: 0,
            help: Some("a list of objects is read, or an object with one in a field".to_owned()),
        });
    };
    let text_at = |path: &str| {
        whole
            .pointer(path)
            .and_then(Value::as_str)
            .map(plain)
            .unwrap_or_default()
    };
    let title = [text_at("/title/text/headline"), text_at("/title")];
    let title = title.into_iter().find(|title| !title.is_empty());
    let about = text_at("/title/text/text");
    Ok(Found::Objects {
        objects: objects_of(text, &objects),
        title: title.map(|title| (title, about)),
    })
}

fn objects_of(text: &str, values: &[&RawValue]) -> Vec<Object> {
    let start = text.as_ptr().addr();
    let values = values.iter().zip(1..);
    values
        .filter_map(|(value, number)| {
            let object = serde_json::from_str(value.get()).ok()?;
            let at = value.get().as_ptr().addr().checked_sub(start)?;
            Some(Object {
                number,
                fields: object,
                range: at..at + value.get().len(),
            })
        })
        .collect()
}

fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let line_start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    Fault {
        message: format!("this is no JSON: {}", cause(error)),
        at: (line_start + error.column().saturating_sub(1)).min(text.len()),
        help: None,
    }
}

/// What is wrong, without the place, which is shown.
fn cause(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Objects as rows: a column each field that any of them has.
struct Objects {
    headers: Vec<String>,
    rows: Vec<(usize, Vec<String>, Range<usize>)>,
    noun: &'static str,
}

impl Objects {
    fn new(objects: Vec<Object>, noun: &'static str) -> Self {
        let mut headers: Vec<String> = Vec::new();
        let mut columns = std::collections::HashMap::new();
        let mut rows = Vec::new();
        for Object {
            number,
            fields,
            range,
        } in objects
        {
            let mut cells = Vec::new();
            flatten("", &Value::Object(fields), DEEPEST, &mut |path, value| {
                let column = *columns.entry(path.to_owned()).or_insert_with(|| {
                    headers.push(path.to_owned());
                    headers.len() - 1
                });
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                if let Some(cell) = cells.get_mut(column) {
                    *cell = value;
                }
            });
            rows.push((number, cells, range));
        }
        let mut objects = Self {
            headers,
            rows,
            noun,
        };
        objects.join_clocks();
        objects.count_years_from_one();
        objects
    }

    fn column(&self, header: &str) -> Option<usize> {
        self.headers.iter().position(|known| known == header)
    }

    /// TimelineJS has hours and minutes in fields of their own: a clock time is made of them.
    fn join_clocks(&mut self) {
        for (part, time) in [("start_date", "start_time"), ("end_date", "end_time")] {
            let [hour, minute, second] =
                ["hour", "minute", "second"].map(|unit| self.column(&format!("{part}.{unit}")));
            let Some(hour) = hour else {
                continue;
            };
            self.headers.push(time.to_owned());
            let column = self.headers.len() - 1;
            for (_, cells, _) in &mut self.rows {
                let mut take = |column: Option<usize>| {
                    column
                        .and_then(|column| cells.get_mut(column))
                        .map(std::mem::take)
                        .unwrap_or_default()
                };
                let (hour, minute, second) = (take(Some(hour)), take(minute), take(second));
                if hour.is_empty() {
                    continue;
                }
                let two = |text: &str| format!("{text:0>2}");
                cells.resize(column + 1, String::new());
                if let Some(cell) = cells.last_mut() {
                    *cell = format!("{}:{}:{}", two(&hour), two(&minute), two(&second));
                }
            }
        }
    }

    /// TimelineJS knows no year 0: its −44 is 44 BCE, which EDTF writes −0043.
    fn count_years_from_one(&mut self) {
        for header in ["start_date.year", "end_date.year"] {
            let Some(column) = self.column(header) else {
                continue;
            };
            for (_, cells, _) in &mut self.rows {
                if let Some(cell) = cells.get_mut(column)
                    && let Ok(year) = cell.trim().parse::<i64>()
                    && year < 0
                {
                    *cell = (year + 1).to_string();
                }
            }
        }
    }
}

/// Calls `with` with the path and the text of each value in `value`.
fn flatten(path: &str, value: &Value, depth: usize, with: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::String(text) => with(path, plain(text)),
        Value::Array(values) => {
            let texts: Vec<String> = values
                .iter()
                .map(|value| match value {
                    Value::String(text) => plain(text),
                    Value::Null => String::new(),
                    Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                        value.to_string()
                    }
                })
                .collect();
            with(path, texts.join("; "));
        }
        Value::Object(fields) if depth > 0 => {
            for (name, value) in fields {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                flatten(&path, value, depth - 1, with);
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => with(path, value.to_string()),
    }
}

/// A text of a web page without its tags, as TimelineJS and vis-timeline have them; any other text as it is.
pub(super) fn plain(text: &str) -> String {
    if !text.contains('<') || !text.contains('>') {
        return text.to_owned();
    }
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after
            .starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '!');
        if let Some((tag, after)) = after.split_once('>').filter(|_| is_tag) {
            let name = tag.trim_start_matches('/').to_ascii_lowercase();
            if ["p", "br", "div", "li"]
                .iter()
                .any(|block| name.split([' ', '/']).next() == Some(*block))
                && !plain.is_empty()
                && !plain.ends_with('\n')
            {
                plain.push('\n');
            }
            rest = after;
        } else {
            plain.push('<');
            rest = after;
        }
    }
    plain.push_str(rest);
    for (entity, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, letter);
    }
    plain.trim().to_owned()
}

impl Rows for Objects {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn noun(&self) -> &'static str {
        self.noun
    }

    fn each(&self, with: &mut dyn FnMut(&Row<'_>)) {
        for (number, cells, range) in &self.rows {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            with(&Row {
                number: *number,
                cells: &cells,
                range: range.clone(),
                text: "",
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_go_and_what_they_hold_stays() {
        for (text, wanted) in [
            ("a < b > c", "a < b > c"),
            ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
            ("x<br/>y", "x\ny"),
            ("no tags", "no tags"),
        ] {
            assert_eq!(plain(text), wanted);
        }
    }
}
