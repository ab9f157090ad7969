//! Sites → bytes: finds the value at the end of a path of fields and items.
//!
//! Where brackets pair, only the element around it is outlined; else all of the text.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::problem::Hop;

use super::syntax::elements::Elements;
use super::syntax::escape;
use super::syntax::parser::{self, Outline};
use super::syntax::tree::{NodeId, NodeKind};
use super::validate::values::head;
use crate::format::Locator;
use crate::format::files::SourceText;

/// How many parts of a text are kept outlined.
const KEPT: usize = 4;

/// The sites of one text.
pub struct Sites<'a> {
    source: &'a SourceText,
    /// Its fields and elements, if its brackets pair.
    elements: Option<Elements<'a>>,
    /// The parts that were looked at last, at most `KEPT`: a fault of one may point to another, and so may the next.
    parts: Vec<Part<'a>>,
}

impl<'a> Sites<'a> {
    /// Of `source`.
    pub fn new(source: &'a SourceText) -> Self {
        let elements = source.is_paired.then(|| Elements::new(source.text()));
        Self {
            source,
            elements: elements.flatten(),
            parts: Vec::new(),
        }
    }

    /// The outline of some of the text.
    fn part(&mut self, range: Range<usize>) -> Option<&mut Part<'a>> {
        let known = self.parts.iter().position(|part| part.range == range);
        let part = match known {
            Some(place) => self.parts.remove(place),
            None => Part::new(self.source, range),
        };
        self.parts.truncate(KEPT - 1);
        self.parts.insert(0, part);
        self.parts.first_mut()
    }

    /// The bytes of the value at the end of `path` from the value at `range` on.
    fn within(
        &mut self,
        range: Range<usize>,
        path: &[Hop],
        within: Option<(usize, usize)>,
    ) -> Range<usize> {
        self.part(range)
            .map(|part| part.find(path, within))
            .unwrap_or_default()
    }
}

impl Locator for Sites<'_> {
    fn find(&mut self, path: &[Hop], within: Option<(usize, usize)>) -> Range<usize> {
        let Some(elements) = &mut self.elements else {
            let all = 0..self.source.text().len();
            return self.within(all, path, within);
        };
        let (field, path) = match path {
            [Hop::Field(name), path @ ..] => (elements.field(name), path),
            _ => (None, path),
        };
        let Some(field) = field else {
            return elements.head();
        };
        let is_list = self.source.text().as_bytes().get(field) == Some(&b'[');
        let value = match path {
            [Hop::Item(nth), ..] if is_list => elements.item(field, *nth),
            _ if is_list => None,
            _ => elements.value(field),
        };
        match (value, path) {
            (Some(element), [Hop::Item(_), path @ ..]) if is_list => {
                self.within(element, path, within)
            }
            (Some(value), path) => self.within(value, path, within),
            (None, _) => field..field + 1,
        }
    }
}

/// A value of a text, outlined.
struct Part<'a> {
    /// Its bytes.
    range: Range<usize>,
    /// What they say.
    text: &'a str,
    outline: Outline,
    /// Starts of nested elements that the reader took away, in the whole text: items are counted without them.
    left_out: &'a [u32],
    /// The elements of lists that were asked for.
    items: HashMap<NodeId, Vec<NodeId>>,
}

impl<'a> Part<'a> {
    fn new(source: &'a SourceText, range: Range<usize>) -> Self {
        let text = source.text().get(range.clone()).unwrap_or_default();
        Self {
            range,
            text,
            outline: parser::outline(text),
            left_out: &source.left_out,
            items: HashMap::new(),
        }
    }

    fn field(&self, record: NodeId, name: &str) -> Option<NodeId> {
        let tree = &self.outline.tree;
        tree.children(record).find(|&child| {
            let node = tree.get(child);
            node.kind == NodeKind::Field && self.text.get(node.name()) == Some(name)
        })
    }

    fn item(&mut self, list: NodeId, nth: usize) -> Option<NodeId> {
        let tree = &self.outline.tree;
        let (left_out, before) = (self.left_out, self.range.start);
        let items = self.items.entry(list).or_insert_with(|| {
            let gone = |id: &NodeId| {
                let start = before + tree.get(*id).range().start;
                u32::try_from(start).is_ok_and(|start| left_out.binary_search(&start).is_ok())
            };
            tree.items(list).filter(|id| !gone(id)).collect()
        });
        items.get(nth).copied()
    }

    /// Through `Some(…)`.
    fn inner(&self, id: NodeId) -> NodeId {
        let tree = &self.outline.tree;
        let node = tree.get(id);
        let is_some = node.kind == NodeKind::Round && self.text.get(node.name()) == Some("Some");
        tree.value(id).filter(|_| is_some).unwrap_or(id)
    }

    /// The bytes, in the whole text, of the value at the end of `path`.
    fn find(&mut self, path: &[Hop], within: Option<(usize, usize)>) -> Range<usize> {
        let found = self.find_here(path, within);
        self.range.start + found.start..self.range.start + found.end
    }

    fn find_here(&mut self, path: &[Hop], within: Option<(usize, usize)>) -> Range<usize> {
        let Some(mut here) = self.outline.tree.value(self.outline.root) else {
            return 0..0;
        };
        for hop in path {
            let tree = &self.outline.tree;
            let found = match *hop {
                Hop::Field(name) => {
                    let field = self.field(here, name);
                    field.map(|field| tree.value(field).unwrap_or(field))
                }
                Hop::Item(nth) => self.item(here, nth),
            };
            match found {
                Some(found) => here = self.inner(found),
                None => return head(self.outline.tree.get(here)),
            }
        }
        let node = self.outline.tree.get(here);
        let range = node.range();
        match (node.kind, within) {
            (NodeKind::Text, Some((from, to))) => {
                let written = self.text.get(range.clone()).unwrap_or_default();
                let bytes = escape::bytes_of(written, from, to);
                range.start + bytes.start..range.start + bytes.end
            }
            // All of a record would be many lines.
            _ => head(node),
        }
    }
}
