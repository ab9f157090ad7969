//! What the outline of a RON text is made of: nodes with their bytes, in one flat table.
//!
//! A node takes 36 bytes, so that the outline of a large file with one fault
//! stays in proportion to the file.

use std::ops::Range;

/// A node, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// The whole text; its child is the value.
    Root,
    /// `(…)`: fields, or values in their order.
    Round,
    /// `[…]`.
    List,
    /// `{…}`; its children are keys and values in turn.
    Map,
    /// `name: value` in `(…)`; its child is the value.
    Field,
    /// A string.
    Text,
    /// A byte string.
    Bytes,
    /// A character.
    Character,
    /// A number, or what begins like one.
    Number,
    /// A bare word: `true`, `Announced`.
    Word,
}

/// A node.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Something in it was reported, it can't be read as it stands.
    pub broken: bool,
    start: u32,
    end: u32,
    /// The comma after it, or its end.
    after: u32,
    /// The byte after its opening bracket.
    body: u32,
    name: (u32, u32),
    /// Its last child.
    last: u32,
    /// The child of the same parent after it; behind the last stands the first.
    next: u32,
}

/// No node.
const NONE: u32 = u32::MAX;

/// The most nodes; past it the rest of the text is not looked at.
pub const MOST_NODES: usize = 40_000_000;

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE - 1)
}

fn wide(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

impl Node {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        wide(self.start)..wide(self.end)
    }

    /// Its bytes and the comma after it.
    pub fn range_with_comma(&self) -> Range<usize> {
        wide(self.start)..wide(self.after)
    }

    /// The byte after its opening bracket.
    pub fn body(&self) -> usize {
        wide(self.body)
    }

    /// The bytes of its name: a field's, or the word before `(`. Empty if it has none.
    pub fn name(&self) -> Range<usize> {
        wide(self.name.0)..wide(self.name.1)
    }
}

/// The table.
#[derive(Debug, Default)]
pub struct Tree {
    /// In parts of `PART`, so that none is copied when there are more.
    parts: Vec<Vec<Node>>,
    length: usize,
}

/// How many nodes a part of the table has.
const PART: usize = 1 << 16;

impl Tree {
    /// Adds a node that is nobody's child yet.
    pub fn add(&mut self, kind: NodeKind, range: Range<usize>, name: Range<usize>) -> NodeId {
        let id = NodeId(narrow(self.length));
        if self.length.is_multiple_of(PART) {
            self.parts.push(Vec::new());
        }
        self.length += 1;
        let node = Node {
            kind,
            broken: false,
            start: narrow(range.start),
            end: narrow(range.end),
            after: narrow(range.end),
            body: narrow(range.end),
            name: (narrow(name.start), narrow(name.end)),
            last: NONE,
            next: NONE,
        };
        if let Some(part) = self.parts.last_mut() {
            part.push(node);
        }
        id
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// The node with that id.
    ///
    /// # Panics
    ///
    /// If `id` comes from another tree.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are made by `add`, nodes are never removed"
    )]
    pub fn get(&self, id: NodeId) -> &Node {
        &self.parts[wide(id.0) / PART][wide(id.0) % PART]
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "ids are made by `add`, nodes are never removed"
    )]
    fn get_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.parts[wide(id.0) / PART][wide(id.0) % PART]
    }

    /// Makes `child` the last child of `parent`.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        let first = match self.last_child(parent) {
            Some(last) => std::mem::replace(&mut self.get_mut(last).next, child.0),
            None => child.0,
        };
        self.get_mut(child).next = first;
        self.get_mut(parent).last = child.0;
    }

    /// The last child of a node.
    pub fn last_child(&self, parent: NodeId) -> Option<NodeId> {
        let last = self.get(parent).last;
        (last != NONE).then_some(NodeId(last))
    }

    /// Ends a node at a byte.
    pub fn end(&mut self, id: NodeId, end: usize) {
        let node = self.get_mut(id);
        node.end = narrow(end);
        node.after = node.end;
    }

    /// Notes the end of the comma after a node.
    pub fn end_comma(&mut self, id: NodeId, end: usize) {
        self.get_mut(id).after = narrow(end);
    }

    /// Marks a node as not readable as it stands.
    pub fn mark_broken(&mut self, id: NodeId) {
        self.get_mut(id).broken = true;
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let last = self.last_child(id);
        let next = |child: NodeId| NodeId(self.get(child).next);
        std::iter::successors(last.map(next), move |&child| {
            (Some(child) != last).then(|| next(child))
        })
    }

    /// The children that count as elements: not fields that strayed into a list.
    pub fn items(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.children(id)
            .filter(|&child| self.get(child).kind != NodeKind::Field)
    }

    /// The only child of a node, or the first.
    pub fn value(&self, id: NodeId) -> Option<NodeId> {
        self.children(id).next()
    }
}
