//! Reading what can be read of a faulty file: the sound and the mended elements of its lists, one by
//! one, by serde.

use std::ops::Range;

use ::ron::Options;
use ::ron::error::{Position as RonPosition, SpannedError};
use serde::de::DeserializeOwned;

use crate::model::record::{ChronologyRecord, LeftOut, Listed, for_each_list};
use crate::model::text;

use super::syntax::options::options;
use super::syntax::parser::{Outline, Patch};
use super::syntax::tree::{NodeId, NodeKind};
use super::validate::records::Validation;
use super::validate::values::Reads;
use crate::format::diagnostic::{Diagnostic, Diagnostics};

/// Where serde found what.
#[derive(Debug)]
pub struct Refusal {
    /// In its words, cut and cleaned.
    pub message: String,
    /// Bytes of the text that it read.
    pub range: Range<usize>,
}

impl Refusal {
    /// What `error` says about `text`. Its message may quote the file at any length.
    pub fn new(error: &SpannedError, text: &str) -> Self {
        let message: String = error.code.to_string().chars().take(200).collect();
        let start = byte(text, error.span.start);
        Self {
            message: text::one_line(&text::cleaned(&message)).into_owned(),
            range: start..byte(text, error.span.end).max(start),
        }
    }
}

/// The byte of a position as ron counts it: lines by newlines, columns by characters, from 1.
fn byte(text: &str, position: RonPosition) -> usize {
    let line = position.line.saturating_sub(2);
    let start = match position.line {
        0 | 1 => 0,
        _ => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(line)
            .map_or(text.len(), |at| at + 1),
    };
    let rest = text.get(start..).unwrap_or_default();
    let column = position.col.saturating_sub(1);
    let within = rest
        .char_indices()
        .nth(column)
        .map_or(rest.len(), |(at, _)| at);
    start + within
}

/// What could be read of a list.
#[derive(Debug)]
pub struct Recovered<Record> {
    /// Its elements.
    pub whole: Vec<Record>,
    /// Those that could be read in part, to be checked only.
    pub partial: Vec<Record>,
    /// Those that are not among `whole`, as far as they have ids.
    pub left_out: Vec<LeftOut>,
}

impl<Record> Default for Recovered<Record> {
    fn default() -> Self {
        Self {
            whole: Vec::new(),
            partial: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

impl<Record> Recovered<Record> {
    /// Adds what could be read of the elements behind.
    pub fn append(&mut self, mut behind: Self) {
        self.whole.append(&mut behind.whole);
        self.partial.append(&mut behind.partial);
        self.left_out.append(&mut behind.left_out);
    }
}

/// Reads what can be read of `text`. What serde refuses though it seemed sound goes to `faults`.
pub struct Recovery<'a> {
    text: &'a str,
    outline: &'a Outline,
    validation: &'a Validation,
    options: Options,
    /// In the order of the text; removals before insertions.
    patches: Vec<Patch>,
    /// Refusals of serde.
    pub faults: Diagnostics,
}

impl<'a> Recovery<'a> {
    /// Of an outlined and validated text, whose patches are taken.
    pub fn new(text: &'a str, outline: &'a mut Outline, validation: &'a mut Validation) -> Self {
        let mut patches = std::mem::take(&mut outline.patches);
        patches.append(&mut validation.patches);
        put_in_order(&mut patches);
        Self {
            text,
            outline,
            validation,
            options: options().with_default_extension(outline.extensions),
            patches,
            faults: Diagnostics::default(),
        }
    }

    /// The record of the whole file. `name` stands in for a title that can't be read.
    pub fn record(&mut self, name: &str) -> ChronologyRecord {
        let mut record = ChronologyRecord {
            title: name.into(),
            ..ChronologyRecord::default()
        };
        let mut partial = ChronologyRecord::default();
        macro_rules! read_lists {
            ($($list:ident: $record:ty,)+) => {
                for &(field, value) in &self.validation.fields {
                    match field {
                        "title" => record.title = self.read(value).unwrap_or_default(),
                        "about" => record.about = self.read(value).unwrap_or_default(),
                        $(_ if field == stringify!($list) => {
                            let read = self.list(stringify!($list), value);
                            record.$list = read.whole;
                            partial.$list = read.partial;
                            record.left_out.extend(read.left_out);
                        })+
                        _ => {}
                    }
                }
            };
        }
        for_each_list!(read_lists);
        record.partial = Some(Box::new(partial));
        order(&mut record.left_out);
        record
    }

    /// The elements of a top-level list, each with its place in it.
    pub fn list<Record: DeserializeOwned + Listed>(
        &mut self,
        list: &'static str,
        node: NodeId,
    ) -> Recovered<Record> {
        let mut read = Recovered::default();
        for (item, element) in (0..).zip(self.outline.tree.items(node)) {
            let reads = self.validation.reads(element);
            let record = match reads {
                Reads::Whole => self.read::<Record>(element),
                Reads::Partly => self.try_read::<Record>(element),
                Reads::Not => None,
            };
            if record.is_none() || reads == Reads::Partly {
                let id = self.id(element);
                read.left_out.extend(id.map(|id| LeftOut { list, id }));
            }
            let records = match reads {
                Reads::Whole => &mut read.whole,
                Reads::Partly | Reads::Not => &mut read.partial,
            };
            records.extend(record.map(|mut record| {
                record.position_mut().item = item;
                record
            }));
        }
        read
    }

    /// The id of an element that can't be read, if its field can.
    fn id(&self, element: NodeId) -> Option<String> {
        let tree = &self.outline.tree;
        let field = tree.children(element).find(|&child| {
            let node = tree.get(child);
            node.kind == NodeKind::Field && self.text.get(node.name()) == Some("id")
        })?;
        let value = tree.get(tree.value(field)?).range();
        self.options.from_str(self.text.get(value)?).ok()
    }

    /// Reads a node by serde, patches applied; what can't be read was reported.
    fn try_read<Value: DeserializeOwned>(&self, node: NodeId) -> Option<Value> {
        let range = self.outline.tree.get(node).range();
        self.options.from_str(&self.patched(range)).ok()
    }

    /// Reads a node by serde, patches applied.
    fn read<Value: DeserializeOwned>(&mut self, node: NodeId) -> Option<Value> {
        let range = self.outline.tree.get(node).range();
        let patched = self.patched(range.clone());
        match self.options.from_str(&patched) {
            Ok(value) => Some(value),
            Err(error) => {
                let refusal = Refusal::new(&error, &patched);
                // Insertions shift what stands behind them a little; the place stays in the element.
                let at = |at: usize| (range.start + at).min(range.end);
                let start = at(refusal.range.start);
                let fault = Diagnostic::error("syntax", refusal.message)
                    .at(start..at(refusal.range.end), "can't be read");
                self.faults.push(fault);
                None
            }
        }
    }

    /// Some of the text, patches applied.
    fn patched(&self, range: Range<usize>) -> String {
        let mut mended = String::with_capacity(range.len());
        let mut at = range.start;
        let first = self
            .patches
            .partition_point(|patch| patch.range.start < range.start);
        let patches = self.patches.get(first..).unwrap_or_default().iter();
        for patch in patches.take_while(|patch| patch.range.start < range.end) {
            if patch.range.is_empty() && patch.range.start == range.start {
                // A comma for the value before.
                continue;
            }
            mended.push_str(self.text.get(at..patch.range.start).unwrap_or_default());
            mended.push_str(&patch.with);
            if patch.with.is_empty() {
                let gone = self.text.get(patch.range.clone()).unwrap_or_default();
                mended.extend(gone.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            }
            at = patch.range.end.max(at);
        }
        mended.push_str(self.text.get(at..range.end).unwrap_or_default());
        mended
    }
}

/// Puts what was left out in the order of lists: that of a list stays as it is.
pub fn order(left_out: &mut [LeftOut]) {
    left_out.sort_by_key(|one| one.list);
}

/// Puts patches in the order of the text and drops those that lie in bytes that go.
fn put_in_order(patches: &mut Vec<Patch>) {
    patches.sort_by_key(|patch| {
        (
            patch.range.start,
            std::cmp::Reverse(patch.range.end),
            !patch.with.is_empty(),
        )
    });
    let mut gone = 0..0;
    patches.retain(|patch| {
        let inserts = patch.range.is_empty();
        // An insertion behind bytes that go belongs to them: the comma that a field lacked.
        let within = patch.range.start < gone.end || (inserts && patch.range.start == gone.end);
        let before = inserts && patch.range.start == gone.start;
        if within && !before && !gone.is_empty() {
            return false;
        }
        if !inserts {
            gone = patch.range.clone();
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_in_what_goes_are_dropped() {
        let patch = |range: Range<usize>, with: &'static str| Patch {
            range,
            with: with.into(),
        };
        let mut ordered = vec![
            patch(9..9, ","),
            patch(5..9, ""),
            patch(6..7, ":"),
            patch(2..3, ":"),
            patch(3..3, ","),
            patch(5..5, "x"),
        ];
        put_in_order(&mut ordered);
        assert_eq!(
            ordered,
            [patch(2..3, ":"), patch(5..9, ""), patch(5..5, "x")]
        );
    }
}
