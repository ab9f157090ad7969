//! Templates: a line an event, written as the person says: `{date} {title}`. `TEMPLATE_FIELDS` has what may stand in braces.
//!
//! `{{` and `}}` are braces, `\t` a TAB, `\n` a newline, `\\` a backslash: shells pass them on as they are typed.

use std::borrow::Cow;

use super::detail::{Detail, EventDetail};
use super::row::Row;
use super::words::joined;
use super::{Document, Item};
use crate::model::suggest::nearest;
use crate::model::text::one_line;

/// What may stand in braces.
pub struct TemplateField {
    /// What stands in the braces.
    pub name: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    value: for<'a> fn(&'a EventDetail<'_>, &'a Row<'_>) -> Cow<'a, str>,
}

/// One row a field.
const fn field(
    name: &'static str,
    help: &'static str,
    value: for<'a> fn(&'a EventDetail<'_>, &'a Row<'_>) -> Cow<'a, str>,
) -> TemplateField {
    TemplateField { name, help, value }
}

/// Every field.
pub static TEMPLATE_FIELDS: &[TemplateField] = &[
    field("id", "its id", |event, _| event.id.into()),
    field("date", "its date as shown", |_, row| {
        row.date.as_str().into()
    }),
    field("edtf", "its date as written in the file", |event, _| {
        event.date.written.into()
    }),
    field("earliest", "the earliest day", |event, _| {
        optional(event.date.earliest.as_deref())
    }),
    field("latest", "the latest day", |event, _| {
        optional(event.date.latest.as_deref())
    }),
    field("precision", "day, month, …", |event, _| {
        optional(event.date.precision)
    }),
    field("title", "its title", |event, _| event.title.into()),
    field("summary", "its summary", |event, _| event.summary.into()),
    field("kind", "its kind", |event, _| event.kind.into()),
    field(
        "status",
        "its status, and whether it is disputed",
        |_, row| (&*row.status).into(),
    ),
    field("mark", "the mark of its status", |_, row| row.mark.0.into()),
    field("grade", "the best grade that supports it", |event, _| {
        optional(event.grade.as_deref())
    }),
    field("source", "what it rests on first, and how much more", {
        |_, row| row.source.as_str().into()
    }),
    field("actors", "names of its actors", |event, _| {
        list(event.actors.iter().map(|actor| actor.name))
    }),
    field("places", "names of its places", |event, _| {
        list(event.places.iter().map(|place| place.name))
    }),
    field("tags", "its tags", |event, _| {
        list(event.tags.iter().copied())
    }),
    field("note", "its note", |event, _| event.note.into()),
    field("meets", "certain or possible, if a period is asked for", {
        |_, row| row.meets.into()
    }),
];

fn optional(value: Option<&str>) -> Cow<'_, str> {
    value.unwrap_or_default().into()
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    joined(values, "; ").into()
}

/// A template.
#[derive(Clone)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone)]
enum Part {
    Text(String),
    Field(&'static TemplateField),
}

impl std::fmt::Debug for Template {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Template").finish_non_exhaustive()
    }
}

impl Template {
    /// Reads one.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what may stand there.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (piece, length) = match c {
                '{' if rest.starts_with("{{") => ('{', 2),
                '}' if rest.starts_with("}}") => ('}', 2),
                '\\' if rest.starts_with("\\t") => ('\t', 2),
                '\\' if rest.starts_with("\\n") => ('\n', 2),
                '\\' if rest.starts_with("\\\\") => ('\\', 2),
                '{' => {
                    let (name, after) = rest
                        .split_at(1)
                        .1
                        .split_once('}')
                        .ok_or("a field ends with }; {{ is a brace")?;
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                    parts.push(Part::Field(named(name.trim())?));
                    rest = after;
                    continue;
                }
                c => (c, c.len_utf8()),
            };
            plain.push(piece);
            rest = rest.split_at(length).1;
        }
        parts.push(Part::Text(plain));
        Ok(Self { parts })
    }

    /// A line each event of the document.
    pub fn write(&self, document: &Document<'_>) -> String {
        let mut text = String::new();
        for item in &document.items {
            let Item::Row(id, meeting) = *item else {
                continue;
            };
            let row = Row::of(document, id, meeting);
            let Detail::Event(event) = Detail::of(document, item) else {
                continue;
            };
            for part in &self.parts {
                match part {
                    Part::Text(plain) => text.push_str(plain),
                    Part::Field(field) => text.push_str(&one_line(&(field.value)(&event, &row))),
                }
            }
            text.push('\n');
        }
        text
    }
}

fn named(name: &str) -> Result<&'static TemplateField, String> {
    let found = TEMPLATE_FIELDS.iter().find(|field| field.name == name);
    found.ok_or_else(|| {
        let names = || TEMPLATE_FIELDS.iter().map(|field| field.name);
        let near = nearest(name, names()).map(|near| format!("did you mean {{{near}}}? "));
        let all: Vec<&str> = names().collect();
        format!(
            "there is no field {{{name}}}; {}there are {}",
            near.unwrap_or_default(),
            all.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_template_is_refused_with_what_is() {
        assert!(Template::parse("{{x}} {date}\\t{ title }\\n").is_ok());
        for (text, told) in [
            ("{dat}", "did you mean {date}?"),
            ("{}", "there are id, date,"),
            ("{date", "ends with }"),
        ] {
            let error = Template::parse(text).unwrap_err();
            assert!(error.contains(told), "{text}: {error}");
        }
    }

    #[test]
    fn each_field_has_a_name_of_its_own() {
        let mut names: Vec<&str> = TEMPLATE_FIELDS.iter().map(|field| field.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TEMPLATE_FIELDS.len());
    }
}
