//! Single values: whether they are what their field holds, and how to say so if not.

use std::ops::Range;

use crate::model::problem::{quoted, with_article};
use crate::model::record::ChronologyRecord;
use crate::model::schema::{Described, Field, Holds, Schema};
use crate::model::suggest::nearest;

use crate::format::diagnostic::Diagnostic;
use crate::format::ron::syntax::escape;
use crate::format::ron::syntax::options::options;
use crate::format::ron::syntax::tree::{Node, NodeId, NodeKind, Tree};

/// How much of a record can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    /// Nothing.
    Not,
    /// All but needed fields, for which something else stands: enough to check the others.
    Partly,
    /// All that matters.
    Whole,
}

/// What a node is, in words: "a list", "the number `7`".
pub fn found(node: &Node, text: &str) -> String {
    let said = text.get(node.range()).unwrap_or_default();
    let kind = match node.kind {
        NodeKind::Round if text.get(node.name()) == Some("Some") => "`Some(…)`",
        NodeKind::Round | NodeKind::Root | NodeKind::Field => "`(…)`",
        NodeKind::List => "a list",
        NodeKind::Map => "a map",
        NodeKind::Text => "a text",
        NodeKind::Bytes => "bytes",
        NodeKind::Character => "a single character",
        NodeKind::Number if is_number(said) => return format!("the number {}", quoted(said)),
        NodeKind::Number => return quoted(said),
        NodeKind::Word => return format!("the word {}", quoted(said)),
    };
    kind.to_owned()
}

fn is_number(said: &str) -> bool {
    said.len() <= 100 && options().from_str::<f64>(said).is_ok()
}

impl Schema {
    /// Whether it is the whole file's.
    pub fn is_root(&self) -> bool {
        self.name == ChronologyRecord::SCHEMA.name
    }

    /// "an event".
    pub fn article(&self) -> String {
        with_article(self.noun)
    }

    /// "`id`, `role` and `note`".
    pub fn names(&self) -> String {
        listed(
            self.fields.iter().map(|field| format!("`{}`", field.name)),
            "and",
        )
    }

    /// "write `(id: …, role: …)`".
    pub fn example(&self) -> String {
        let fields: Vec<String> = self
            .fields
            .iter()
            .filter(|field| field.required)
            .map(|field| format!("{}: …", field.name))
            .collect();
        format!("write `({})`", fields.join(", "))
    }
}

/// "a, b and c".
pub fn listed(items: impl Iterator<Item = String>, and: &str) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        Some(last) if !items.is_empty() => format!("{} {and} {last}", items.join(", ")),
        Some(last) => last,
        None => String::new(),
    }
}

/// The name and the opening bracket of a record or a list; all of any other node.
pub fn head(node: &Node) -> Range<usize> {
    let range = node.range();
    match node.kind {
        NodeKind::Round if node.name() != (0..0) => range.start..node.name().end,
        NodeKind::Round | NodeKind::List | NodeKind::Map => range.start..range.start + 1,
        _ => range,
    }
}

/// What may stand for a needed value that can't be read, so that the rest of its record can. `None`: nothing.
pub fn stand_in(holds: Holds) -> Option<&'static str> {
    match holds {
        Holds::Text => Some("\"\\u{1A}\""),
        Holds::Date => Some("\"\""),
        Holds::Word(words) => words().first().copied(),
        _ => None,
    }
}

/// How much of a record can be said to be read with such a value: an event without a sound date is
/// undated, nothing else is that plain.
pub fn reads_with_stand_in(holds: Holds) -> Reads {
    match holds {
        Holds::Date => Reads::Whole,
        _ => Reads::Partly,
    }
}

/// A field that goes by another name elsewhere.
pub fn other_word(name: &str, schema: &Schema) -> Option<&'static str> {
    const OTHERS: &[(&str, &str)] = &[
        ("name", "title"),
        ("title", "name"),
        ("label", "name"),
        ("description", "summary"),
        ("description", "about"),
        ("text", "summary"),
        ("when", "date"),
        ("start", "date"),
        ("year", "date"),
        ("type", "kind"),
        ("category", "kind"),
        ("url", "origin"),
        ("link", "origin"),
        ("who", "actors"),
        ("people", "actors"),
        ("where", "places"),
        ("location", "places"),
        ("place", "places"),
        ("location", "at"),
        ("coordinates", "at"),
        ("tag", "tags"),
        ("citations", "cites"),
        ("sources", "cites"),
        ("source", "cites"),
        ("page", "at"),
        ("locator", "at"),
        ("parent", "within"),
        ("notes", "note"),
        ("comment", "note"),
        ("actor", "id"),
        ("relation", "is"),
        ("kind", "is"),
    ];
    let known = OTHERS.iter().map(|(other, _)| *other);
    let near = nearest(name, known.filter(|other| other.len() > 3)).unwrap_or(name);
    let folded = near.to_lowercase();
    OTHERS
        .iter()
        .filter(|(other, _)| *other == folded)
        .find_map(|(_, meant)| schema.field(meant))
        .map(|field| field.name)
}

/// What is wrong with a value that is no list; `None` if it can be read.
pub fn check(
    node: &Node,
    id: NodeId,
    tree: &Tree,
    text: &str,
    field: &Field,
) -> Option<Diagnostic> {
    let said = text.get(node.range()).unwrap_or_default();
    match field.holds {
        Holds::Text | Holds::Date | Holds::Texts | Holds::Records(_) => {
            check_text(node, text, field)
        }
        Holds::OptionalText => {
            let inner = tree.value(id).map(|inner| tree.get(inner));
            match inner {
                Some(inner) if text.get(node.name()) == Some("Some") => {
                    check_text(inner, text, field)
                }
                _ if node.kind == NodeKind::Word && said == "None" => None,
                _ => check_text(node, text, field),
            }
        }
        Holds::Flag => (!matches!(said, "true" | "false")).then(|| {
            let help = unquoted(node, said, &["true", "false"])
                .or_else(|| near_word(said, &["true", "false"]))
                .unwrap_or_else(|| "write `true` or `false`".into());
            wrong_type(node, text, "`true` or `false`").help(Some(help))
        }),
        Holds::Figure => options().from_str::<Option<u8>>(said).is_err().then(|| {
            let inner = said.trim_matches('"');
            let help = if node.kind == NodeKind::Text && inner.parse::<u8>().is_ok() {
                format!("write it without quotes: `{inner}`")
            } else {
                "write a whole number from 1 to 6".into()
            };
            wrong_type(node, text, "a whole number from 1 to 6").help(Some(help))
        }),
        Holds::Coordinates => options()
            .from_str::<Option<(f64, f64)>>(said)
            .is_err()
            .then(|| {
                wrong_type(node, text, "`(latitude, longitude)`").help(Some(
                    "write two numbers in degrees: `(16.69, 98.51)`".into(),
                ))
            }),
        Holds::Word(words) => (!words().contains(&said.trim_start_matches("r#")))
            .then(|| check_word(node, text, said, words())),
    }
}

fn check_word(node: &Node, text: &str, said: &str, words: &[&str]) -> Diagnostic {
    let all = || {
        let words = words.iter().map(|word| format!("`{word}`"));
        format!("one of {}", listed(words, "and"))
    };
    if let Some(help) = unquoted(node, said, words) {
        return wrong_type(node, text, "a word without quotes").help(Some(help));
    }
    if node.kind != NodeKind::Word {
        return wrong_type(node, text, "a word").help(Some(all()));
    }
    Diagnostic::error(
        "unknown-word",
        format!("{} is not known here", quoted(said)),
    )
    .at(node.range(), "")
    .help(near_word(said, words).or_else(|| Some(all())))
}

fn near_word(said: &str, words: &[&str]) -> Option<String> {
    // One letter is near to any other.
    let near = nearest(said, words.iter().copied()).filter(|_| said.chars().count() > 1)?;
    Some(format!("did you mean `{near}`?"))
}

/// The help for a word that stands in quotes.
fn unquoted(node: &Node, said: &str, words: &[&str]) -> Option<String> {
    let inner = said.strip_prefix('"')?.strip_suffix('"')?;
    let word = words.iter().find(|word| word.eq_ignore_ascii_case(inner))?;
    (node.kind == NodeKind::Text).then(|| format!("write it without quotes: `{word}`"))
}

/// What is wrong with a value that should be a text.
pub fn check_text(node: &Node, text: &str, field: &Field) -> Option<Diagnostic> {
    let said = text.get(node.range()).unwrap_or_default();
    match node.kind {
        NodeKind::Text => escape::fault(said).map(|fault| {
            let start = node.range().start;
            Diagnostic::error("bad-escape", fault.message)
                .at(
                    start + fault.range.start..start + fault.range.end,
                    "can't be read",
                )
                .help(Some(
                    "a backslash is written `\\\\`; others are `\\\"`, `\\n`, `\\t`, `\\u{1F600}`"
                        .into(),
                ))
        }),
        NodeKind::Number | NodeKind::Word | NodeKind::Character => {
            let quoted_value = quoted(&format!("\"{}\"", said.trim_matches('\'')));
            let expected = if matches!(field.holds, Holds::Date) {
                "a date in quotes"
            } else {
                "a text in quotes"
            };
            let help = match said {
                "None" | "null" | "nil" => "leave the field out, or write `\"\"`".to_owned(),
                _ => format!("write {quoted_value}"),
            };
            Some(wrong_type(node, text, expected).help(Some(help)))
        }
        _ => Some(wrong_type(node, text, "a text")),
    }
}

/// What is wrong with a value that should be a list.
pub fn no_list(node: &Node, text: &str, field: &Field) -> Diagnostic {
    let expected = match field.holds {
        Holds::Texts => "a list of texts",
        _ => "a list",
    };
    let help = match (field.holds, node.kind) {
        (Holds::Texts, NodeKind::Text) => {
            let said = text.get(node.range()).unwrap_or_default();
            format!("put it in brackets: {}", quoted(&format!("[{said}]")))
        }
        (Holds::Records(_), NodeKind::Round) => "put it in brackets: `[(…)]`".into(),
        (Holds::Records(schema), _) => schema.example().replace("`(", "`[(").replace(")`", ")]`"),
        _ => "write `[\"…\", \"…\"]`".into(),
    };
    wrong_type(node, text, expected).help(Some(help))
}

fn wrong_type(node: &Node, text: &str, expected: &str) -> Diagnostic {
    let found = found(node, text);
    Diagnostic::error("wrong-type", format!("{expected} is expected, not {found}"))
        .at(head(node), "")
}
