//! Edits of a chronology's text: strings take other words, an event is appended; every other byte, comments too, stays.

use std::ops::Range;

use ::ron::ser::PrettyConfig;

use super::syntax::options::options;
use super::syntax::parser;
use super::syntax::tree::{NodeId, NodeKind, Tree};
use crate::model::record::EventRecord;

/// A string that takes other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its bytes, quotes included.
    pub range: Range<usize>,
    /// What it says: it is left alone if it says anything else.
    pub was: String,
    /// What it is to say.
    pub now: String,
}

/// The text with the edits that could be done, and how many.
pub fn edited(text: &str, mut edits: Vec<Edit>) -> (String, usize) {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(text.len());
    let (mut at, mut count) = (0, 0);
    for edit in edits {
        let written = text.get(edit.range.clone()).unwrap_or_default();
        let says = options().from_str::<String>(written);
        if edit.range.start < at || says.ok().as_ref() != Some(&edit.was) {
            continue;
        }
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&string(&edit.now));
        at = edit.range.end;
        count += 1;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, count)
}

/// A text as a string of RON, letters of all scripts as they are.
pub fn string(text: &str) -> String {
    let mut string = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => string.extend(['\\', letter]),
            '\n' => string.push_str("\\n"),
            '\t' => string.push_str("\\t"),
            letter if letter.is_control() => string.extend(letter.escape_unicode()),
            letter => string.push(letter),
        }
    }
    string.push('"');
    string
}

/// The text with an event behind the others; `None` if its outline has a fault. Whether what comes of it is sound is for its reader
/// to say.
pub fn with_event(text: &str, event: &EventRecord) -> Option<String> {
    let outline = parser::outline(text);
    if !outline.faults.is_empty() {
        return None;
    }
    let tree = &outline.tree;
    let chronology = tree.value(outline.root)?;
    let events = tree.children(chronology).find(|child| {
        let node = tree.get(*child);
        node.kind == NodeKind::Field && text.get(node.name()) == Some("events")
    });
    let written = written(event);
    let Some(events) = events else {
        let written = written.replace('\n', "\n        ");
        let field = format!("events: [\n        {written},\n    ]");
        return append(text, tree, chronology, &field, "    ");
    };
    let list = tree.value(events)?;
    (tree.get(list).kind == NodeKind::List).then_some(())?;
    append(text, tree, list, &written, "        ")
}

/// An event as a record of its own, a field a line.
fn written(event: &EventRecord) -> String {
    let config = PrettyConfig::new()
        .new_line("\n")
        .depth_limit(1)
        .struct_names(false)
        .separate_tuple_members(false);
    // Writing to a String can't fail, and every field is of a kind that RON has.
    options()
        .to_string_pretty(event, config)
        .unwrap_or_default()
}

/// The text with one more child, on lines of its own, behind the others of a bracket. It is indented as the last of them, or else as
/// given. A comment on the line of the last stays with it.
fn append(text: &str, tree: &Tree, parent: NodeId, child: &str, indent: &str) -> Option<String> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let close = tree.get(parent).range().end.checked_sub(1)?;
    let last = tree.children(parent).last().map(|last| tree.get(last));
    let indent = match last {
        Some(last) => {
            let before = text.get(..last.range().start)?;
            let line = before.rsplit('\n').next().unwrap_or_default();
            let is_first = !line.is_empty() && line.trim().is_empty();
            if is_first { line } else { indent }
        }
        None => indent,
    };
    let lines: Vec<&str> = child.lines().collect();
    let child = lines.join(&[newline, indent].concat());
    let Some(last) = last else {
        let outer = indent.strip_suffix("    ").unwrap_or_default();
        let (before, after) = text.split_at_checked(close)?;
        return Some([before, newline, indent, &child, ",", newline, outer, after].concat());
    };
    let (end, behind) = (last.range().end, last.range_with_comma().end);
    let comma = if end == behind { "," } else { "" };
    // Up to the end of the line of the last, unless the bracket closes there or a comment goes on.
    let rest = text.get(behind..close)?;
    let line = rest.split('\n').next().unwrap_or_default();
    let is_open = line.len() == rest.len() || line.contains("/*");
    let stays = if is_open {
        ""
    } else {
        line.trim_end_matches('\r')
    };
    let at = behind + stays.len();
    let outer = indent.strip_suffix("    ").unwrap_or_default();
    let tail = text.get(at..)?;
    let closing = if line.len() == rest.len() {
        [newline, outer].concat()
    } else {
        String::new()
    };
    Some(
        [
            text.get(..end)?,
            comma,
            text.get(end..at)?,
            newline,
            indent,
            &child,
            ",",
            &closing,
            tail,
        ]
        .concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Edit, edited, options, string, with_event};
    use crate::format::read;
    use crate::model::record::EventRecord;

    #[test]
    fn an_event_is_appended_and_every_other_byte_stays() {
        let event = EventRecord::plain("new", "2024", "“New” 老街 \"x\"");
        for text in [
            "Chronology(title: \"T\")",
            "Chronology(\n    title: \"T\", // so\n)\n",
            "Chronology(title: \"T\", events: [])",
            "(title: \"T\", events: [ /* none ] yet */ ])",
            "(title: \"T\", events: [\n    // none yet\n])",
            "(title: \"T\", events: [(id: \"a\", date: \"\", title: \"A\")])",
            "(title: \"T\", events: [(id: \"a\", date: \"\", title: \"A\"),], // end\n)",
            "(\r\n  title: \"T\",\r\n  events: [\r\n    (id: \"a\", date: \"\", title: \"A\"), // ] of a\r\n    // of nobody\r\n  ],\r\n)\r\n",
            "(title: \"T\", events: [\n  (id: \"a\", date: \"\", title: \"A\") /* of\n a */\n], queries: [])",
            "(title: \"T\", events: [\n  (id: \"a\", date: \"\", title: \"A\") // of a\n  , // and this\n])",
            include_str!("../../../events.ron"),
        ] {
            let before = read("x.ron", text.as_bytes());
            let with = with_event(text, &event).unwrap();
            let after = read("x.ron", with.as_bytes());
            assert_eq!(after.diagnostics, [], "{with}");
            let (mut before, after) = (before.record.unwrap(), after.record.unwrap());
            let added = after.events.last().unwrap();
            assert_eq!(
                (&*added.id, &*added.title),
                ("new", &*event.title),
                "{with}"
            );
            before.events.push(added.clone());
            assert_eq!(before, after, "{with}");
            // What was there is there, in its order.
            let mut rest = with.chars();
            assert!(
                text.chars().all(|letter| rest.any(|found| found == letter)),
                "{with}"
            );
            assert_eq!(with.matches("\r\n").count() > 0, text.contains('\r'));
        }
        assert_eq!(with_event("Chronology(events: [", &event), None);
    }

    #[test]
    fn strings_change_and_all_else_stays() {
        let text = r#"(a: "p3", /* "p3" */ b: "“x\"”", c: r"y")"#;
        let edit = |was: &str, now: &str, written: &str| {
            let start = text.find(written).unwrap();
            Edit {
                range: start..start + written.len(),
                was: was.to_owned(),
                now: now.to_owned(),
            }
        };
        let edits = vec![
            edit("y", "z", r#"r"y""#),
            edit("p3", "p. 3", r#""p3""#),
            edit("“x\"”", "x\"", r#""“x\"”""#),
            edit("else", "never", r#""p3""#),
        ];
        let now = r#"(a: "p. 3", /* "p3" */ b: "x\"", c: "z")"#;
        assert_eq!(edited(text, edits), (now.to_owned(), 3));
    }

    #[test]
    fn every_text_reads_back() {
        for text in ["", "a\"b\\c", "é 老街\n\t\u{1b}\u{7f}\u{85}", "{}", "‘’"] {
            let read: String = options().from_str(&string(text)).unwrap();
            assert_eq!(read, text);
        }
    }
}
