//! Lists of references, as Zotero and other programs for citing write them: BibTeX, RIS and CSL-JSON become sources, without events.
//!
//! A date of publication keeps its precision; how reliable a source is stays unsaid. What a source has no field for stands in
//! `about`, under the name that the file has for it.

use serde_json::{Map, Value};

use super::builder::{RecordBuilder, slug};
use super::json::{objects_at, text_of};
use super::links::edtf;
use crate::format::reading::{Format, Items, ReadOptions, Reading};
use crate::model::SourceKind;
use crate::model::problem::quoted;
use crate::model::record::SourceRecord;

/// The row of BibTeX.
pub const BIBTEX: Format = Format {
    name: "bibtex",
    extensions: &["bib", "bibtex"],
    about: "BibTeX and BibLaTeX: entries become sources",
    is_it: |text| {
        let first = text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('%'));
        first.is_some_and(|line| {
            line.starts_with('@')
                && line.split_once(['{', '(']).is_some_and(|(kind, _)| {
                    kind.len() > 1
                        && kind
                            .trim()
                            .bytes()
                            .skip(1)
                            .all(|byte| byte.is_ascii_alphabetic())
                })
        })
    },
    read: |reading, text, _| read(reading, text, bibtex),
    locator: |source| Box::new(Items::new(source)),
};

/// The row of RIS.
pub const RIS: Format = Format {
    name: "ris",
    extensions: &["ris"],
    about: "RIS, as programs for citing write it: references become sources",
    is_it: |text| text.trim_start().starts_with("TY  -"),
    read: |reading, text, _| read(reading, text, ris),
    locator: |source| Box::new(Items::new(source)),
};

/// The row of CSL-JSON.
pub const CSL: Format = Format {
    name: "csl",
    extensions: &["csl", "json"],
    about: "CSL-JSON, as Zotero and pandoc write it: items become sources",
    is_it: |text| {
        text.trim_start().starts_with('[')
            && text.contains("\"type\"")
            && (text.contains("\"issued\"") || text.contains("\"container-title\""))
            && text.contains("\"id\"")
    },
    read: read_csl,
    locator: |source| Box::new(Items::new(source)),
};

/// A reference: its kind, its key, and its fields in the order of the file.
#[derive(Debug, Default)]
struct Reference {
    kind: String,
    key: String,
    fields: Vec<(String, String)>,
}

impl Reference {
    /// Takes the values of the first of these fields that there is.
    fn take(&mut self, names: &[&str]) -> Vec<String> {
        for name in names {
            let (found, others) = std::mem::take(&mut self.fields)
                .into_iter()
                .partition::<Vec<_>, _>(|(field, _)| field == name);
            self.fields = others;
            if !found.is_empty() {
                return found.into_iter().map(|(_, value)| value).collect();
            }
        }
        Vec::new()
    }

    fn first(&mut self, names: &[&str]) -> String {
        self.take(names).into_iter().next().unwrap_or_default()
    }

    /// The source that it describes.
    fn source(mut self) -> SourceRecord {
        let mut title = self.first(&["title", "TI", "T1"]);
        let subtitle = self.first(&["subtitle"]);
        if !subtitle.is_empty() {
            title = format!("{title}: {subtitle}");
        }
        let mut authors = self.take(&["author", "AU", "A1"]);
        if authors.is_empty() {
            authors = self.take(&["editor", "ED", "A2"]);
        }
        let year = self.first(&["year", "PY", "Y1"]);
        let mut published = self.first(&["date", "DA", "issued"]);
        let month = self.first(&["month"]);
        if published.is_empty() {
            published = if month.is_empty() {
                year
            } else {
                dated(&year, &month)
            };
        }
        let by = self.first(&[
            "publisher",
            "PB",
            "institution",
            "organization",
            "school",
            "container-title",
            "journaltitle",
            "journal",
            "JO",
            "T2",
            "JF",
            "JA",
        ]);
        let doi = self.first(&["doi", "DO", "DOI"]);
        let mut origin = self.first(&["url", "UR", "URL"]);
        if origin.is_empty() && !doi.is_empty() {
            origin = if doi.starts_with("http") {
                doi
            } else {
                format!("https://doi.org/{doi}")
            };
        } else if !doi.is_empty() {
            self.fields.push(("doi".to_owned(), doi));
        }
        let accessed = self.first(&["urldate", "Y2", "accessed"]);
        let language = self.first(&["langid", "language", "LA"]);
        let is_code = language.len() <= 8
            && language
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && language
                .split('-')
                .next()
                .is_some_and(|code| (2..=3).contains(&code.len()));
        if !is_code && !language.is_empty() {
            self.fields.push(("language".to_owned(), language.clone()));
        }
        let about = self.fields.iter();
        let about: Vec<String> = about
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        SourceRecord {
            id: self.key,
            description: if title.is_empty() {
                self.kind.clone()
            } else {
                String::new()
            },
            title,
            kind: kind_of(&self.kind),
            authors: authors
                .into_iter()
                .map(Into::into)
                .collect::<Vec<_>>()
                .into(),
            publisher: by,
            published: date(&published),
            accessed: date(&accessed),
            language: if is_code { language } else { String::new() },
            origin,
            about: about.join("\n"),
            ..SourceRecord::default()
        }
    }
}

/// A date of RIS (`2020/03/05/`) or of any other way of writing.
fn date(written: &str) -> String {
    let parts: Vec<&str> = written.split('/').map(str::trim).collect();
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year, rest @ ..] if year.len() == 4 && is_number(year) && !rest.is_empty() => {
            let mut date = (*year).to_owned();
            for part in rest.iter().take_while(|part| is_number(part)).take(2) {
                date = format!("{date}-{part:0>2}");
            }
            // The other year of "2020/2021" is more than two digits.
            if date.len() > "2020-01-01".len() {
                written.to_owned()
            } else {
                date
            }
        }
        _ => edtf(written),
    }
}

/// A month that stands beside its year: a name or a number.
fn dated(year: &str, month: &str) -> String {
    match month.parse::<u8>() {
        Ok(number) => format!("{year}-{number:02}"),
        Err(_) => format!("{month} {year}"),
    }
}

/// What a kind of reference is. None is guessed for what we have no word for.
fn kind_of(kind: &str) -> SourceKind {
    match kind.to_ascii_lowercase().as_str() {
        "article" | "jour" | "mgzn" | "news" | "ejour" | "article-journal" | "article-magazine"
        | "article-newspaper" => SourceKind::Article,
        "techreport" | "report" | "rprt" => SourceKind::Report,
        "online" | "webpage" | "elec" | "blog" | "post" | "post-weblog" | "www" => {
            SourceKind::WebPage
        }
        "dataset" | "data" => SourceKind::Dataset,
        "book" | "ebook" | "mvbook" => SourceKind::Book,
        _ => SourceKind::Other,
    }
}

type Parse = fn(&str, &mut RecordBuilder) -> Vec<Reference>;

fn read(reading: &mut Reading, text: &str, parse: Parse) {
    let mut builder = RecordBuilder::new(reading.source.name());
    let references = parse(text, &mut builder);
    finish(reading, builder, references);
}

fn finish(reading: &mut Reading, mut builder: RecordBuilder, references: Vec<Reference>) {
    builder.only_sources();
    for mut reference in references {
        if reference.key.is_empty() {
            let title = reference.fields.iter();
            let title = title
                .clone()
                .find(|(name, _)| ["title", "TI", "T1"].contains(&name.as_str()));
            let title = title.map(|(_, value)| value.as_str());
            reference.key = slug(title.unwrap_or_default(), "source");
        }
        builder.add_source(reference.source());
    }
    builder.finish(reading);
}

/// The entries of a BibTeX file. Abbreviations that it defines are put in; commands of TeX stay as they are written.
fn bibtex(text: &str, builder: &mut RecordBuilder) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut strings: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let start = text.len() - rest.len() + at;
        let entry = rest.get(at + 1..).unwrap_or_default();
        let Some((kind, body)) = entry.split_once(['{', '(']) else {
            break;
        };
        let kind = kind.trim();
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_kind {
            rest = entry;
            continue;
        }
        let Some(end) = end_of(body) else {
            let end = entry.find('\n').unwrap_or(entry.len());
            let message = format!("the entry @{kind} has no end");
            builder.warn(
                "bibtex",
                message,
                start..start + 1 + end,
                "is a `}` missing?".to_owned(),
            );
            rest = entry;
            continue;
        };
        let inside = body.get(..end).unwrap_or_default();
        rest = body.get(end + 1..).unwrap_or_default();
        match kind.to_ascii_lowercase().as_str() {
            "comment" | "preamble" => {}
            "string" => strings.extend(fields_of(inside, &strings)),
            lower => {
                let (key, fields) = inside.split_once(',').unwrap_or((inside, ""));
                let mut fields = fields_of(fields, &strings);
                let people = |name: &str| ["author", "editor"].contains(&name);
                fields = fields
                    .into_iter()
                    .flat_map(|(name, value)| {
                        let values: Vec<String> = if people(&name) {
                            value
                                .split(" and ")
                                .map(|one| one.trim().to_owned())
                                .collect()
                        } else {
                            vec![value]
                        };
                        values.into_iter().map(move |value| (name.clone(), value))
                    })
                    .collect();
                references.push(Reference {
                    kind: lower.to_owned(),
                    key: key.trim().to_owned(),
                    fields,
                });
            }
        }
    }
    references
}

/// Where the brace is that ends what begins before `body`.
fn end_of(body: &str) -> Option<usize> {
    let mut depth = 1_usize;
    let mut is_escaped = false;
    for (at, letter) in body.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// `name = {value}` or `"value"` or a number or an abbreviation, joined by `#` and parted by commas.
fn fields_of(text: &str, strings: &[(String, String)]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name
            .trim_matches([' ', '\n', '\r', '\t', ','])
            .to_ascii_lowercase();
        let mut value = String::new();
        let mut after = after;
        loop {
            after = after.trim_start();
            let (part, behind) = part_of(after);
            let known = strings
                .iter()
                .find(|(known, _)| part.1 && *known == part.0.to_lowercase());
            value.push_str(known.map_or(part.0, |(_, value)| value));
            after = behind.trim_start();
            match after.strip_prefix('#') {
                Some(more) => after = more,
                None => break,
            }
        }
        let value = plain(&value);
        if !name.is_empty() && !value.is_empty() {
            fields.push((name, value));
        }
        rest = after.strip_prefix(',').unwrap_or(after);
    }
    fields
}

/// A part of a value, whether it is an abbreviation, and what stands behind it.
fn part_of(text: &str) -> ((&str, bool), &str) {
    if let Some(inside) = text.strip_prefix('{') {
        let end = end_of(inside).unwrap_or(inside.len());
        let (part, behind) = inside.split_at(end);
        return ((part, false), behind.strip_prefix('}').unwrap_or(behind));
    }
    if let Some(inside) = text.strip_prefix('"') {
        let mut depth = 0_i32;
        let end = inside.char_indices().find(|(_, letter)| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            *letter == '"' && depth <= 0
        });
        let end = end.map_or(inside.len(), |(at, _)| at);
        let (part, behind) = inside.split_at(end);
        return ((part, false), behind.strip_prefix('"').unwrap_or(behind));
    }
    let end = text.find([',', '#', '\n']).unwrap_or(text.len());
    let (part, behind) = text.split_at(end);
    ((part.trim(), true), behind)
}

/// A value without the braces that only keep its capitals, in one line.
fn plain(value: &str) -> String {
    let value = value
        .replace("\\&", "&")
        .replace("\\%", "%")
        .replace("\\_", "_");
    let value: String = if value.contains('\\') {
        value
    } else {
        value.replace(['{', '}'], "").replace("--", "–")
    };
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The references of a RIS file: `TY  - JOUR` to `ER  - `.
fn ris(text: &str, builder: &mut RecordBuilder) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut open: Option<Reference> = None;
    let mut start = 0;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let line = whole.trim_end();
        let range = start..start + line.len();
        start += whole.len();
        let tagged = line.split_once("  -").filter(|(tag, _)| {
            tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        match (tagged, &mut open) {
            (Some(("TY", kind)), _) => {
                references.extend(open.take());
                open = Some(Reference {
                    kind: kind.trim().to_owned(),
                    ..Reference::default()
                });
            }
            (Some(("ER", _)), _) => references.extend(open.take()),
            (Some(("ID", key)), Some(open)) => key.trim().clone_into(&mut open.key),
            (Some((tag, value)), Some(open)) => {
                if !value.trim().is_empty() {
                    open.fields.push((tag.to_owned(), value.trim().to_owned()));
                }
            }
            (None, Some(open)) if !line.trim().is_empty() => {
                // A text that goes on.
                if let Some((_, value)) = open.fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            (None, _) if line.trim().is_empty() => {}
            (_, _) => {
                let message = format!("line {number} belongs to no reference: {}", quoted(line));
                let help = "a reference begins with `TY  - `".to_owned();
                builder.warn("ris", message, range, help);
            }
        }
    }
    references.extend(open);
    references
}

fn read_csl(reading: &mut Reading, text: &str, _: &ReadOptions) {
    let builder = RecordBuilder::new(reading.source.name());
    let Some(objects) = objects_at(reading, text, &[]) else {
        return;
    };
    let references = objects.iter().map(|object| {
        let mut reference = Reference {
            kind: object.text("type").to_owned(),
            key: match object.fields.get("id") {
                Some(Value::String(key)) => key.clone(),
                Some(Value::Number(number)) => number.to_string(),
                _ => String::new(),
            },
            fields: Vec::new(),
        };
        for (name, value) in &object.fields {
            if name != "type" && name != "id" {
                let values = csl_values(value)
                    .into_iter()
                    .filter(|value| !value.is_empty());
                let values = values.map(|value| (name.clone(), value));
                reference.fields.extend(values);
            }
        }
        reference
    });
    finish(reading, builder, references.collect());
}

/// The texts of a value of CSL: a text, a number, names, or a date.
fn csl_values(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim().to_owned()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.iter().flat_map(csl_names).collect(),
        Value::Object(fields) => vec![csl_date(fields)],
        Value::Bool(_) | Value::Null => Vec::new(),
    }
}

/// A name, family name first as citation styles take it; or a text of a list.
fn csl_names(value: &Value) -> Vec<String> {
    let Value::Object(name) = value else {
        return csl_values(value);
    };
    let literal = text_of(name, "literal");
    let (family, given) = (text_of(name, "family"), text_of(name, "given"));
    let particle = text_of(name, "non-dropping-particle");
    let family = [particle, family].join(" ");
    vec![match (literal, family.trim(), given) {
        ("", family, "") => family.to_owned(),
        ("", family, given) => format!("{family}, {given}"),
        (literal, ..) => literal.to_owned(),
    }]
}

/// A date: its parts, or what it is in words.
fn csl_date(fields: &Map<String, Value>) -> String {
    let parts = fields.get("date-parts").and_then(Value::as_array);
    let one = |parts: &Value| {
        let parts = parts.as_array()?.iter().map(|part| match part {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        });
        let parts: Vec<i64> = parts.collect::<Option<_>>()?;
        let (year, rest) = parts.split_first()?;
        if !(0..=9999).contains(year) {
            return None;
        }
        let rest = rest.iter().take(2).map(|part| format!("-{part:02}"));
        Some(format!("{year:04}{}", rest.collect::<String>()))
    };
    let dates: Vec<String> = parts.into_iter().flatten().filter_map(one).collect();
    let circa = fields.get("circa").is_some_and(|circa| {
        circa.as_bool() == Some(true) || circa.as_i64() == Some(1) || circa.is_string()
    });
    match dates.as_slice() {
        [date] if circa => format!("{date}~"),
        [date] => date.clone(),
        [from, to, ..] => format!("{from}/{to}"),
        [] => ["raw", "literal"]
            .map(|field| text_of(fields, field))
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned(),
    }
}
