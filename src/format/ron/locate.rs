//! Sites → bytes: finds the value at the end of a path of fields and items.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::problem::Hop;

use super::syntax::escape;
use super::syntax::parser::{Outline, outline};
use super::syntax::tree::{NodeId, NodeKind};
use super::validate::values::head;
use crate::format::Locator;
use crate::format::files::SourceText;

/// The sites of one text.
pub struct Sites<'a> {
    text: &'a str,
    outline: Outline,
    /// Starts of nested elements that the reader took away: items are counted without them.
    left_out: &'a [u32],
    /// The elements of lists that were asked for.
    items: HashMap<NodeId, Vec<NodeId>>,
}

impl<'a> Sites<'a> {
    /// Of `source`.
    pub fn new(source: &'a SourceText) -> Self {
        Self {
            text: source.text(),
            outline: outline(source.text()),
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
        let left_out = self.left_out;
        let items = self.items.entry(list).or_insert_with(|| {
            let gone = |id: &NodeId| {
                let start = tree.get(*id).range().start;
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
}

impl Locator for Sites<'_> {
    fn find(&mut self, path: &[Hop], within: Option<(usize, usize)>) -> Range<usize> {
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
