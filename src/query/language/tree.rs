//! The shape of a query: all of, any of, not, and leaves, each with its place in the text.

use std::ops::Range;

use super::field::Field;
use crate::query::text::term::MatchMode;

/// A part of a query.
#[derive(Debug, Clone)]
pub(crate) struct QueryTree<L> {
    /// Its bytes in the text, parentheses included.
    pub span: Range<usize>,
    /// What it is.
    pub node: QueryNode<L>,
}

/// What a part of a query is.
#[derive(Debug, Clone)]
pub(crate) enum QueryNode<L> {
    /// All of them; none is everything.
    All(Vec<QueryTree<L>>),
    /// At least one of them.
    Any(Vec<QueryTree<L>>),
    /// Not that.
    Not(Box<QueryTree<L>>),
    /// A condition.
    Leaf(L),
}

impl<L> Default for QueryTree<L> {
    fn default() -> Self {
        Self {
            span: 0..0,
            node: QueryNode::All(Vec::new()),
        }
    }
}

impl<L> QueryTree<L> {
    /// The parts that must all hold: those of an `All`, else itself.
    pub fn parts(&self) -> &[Self] {
        match &self.node {
            QueryNode::All(parts) => parts,
            _ => std::slice::from_ref(self),
        }
    }

    /// The same shape with other leaves.
    pub fn try_map<M, E>(
        &self,
        change: &mut impl FnMut(&L) -> Result<M, E>,
    ) -> Result<QueryTree<M>, E> {
        let node = match &self.node {
            QueryNode::All(parts) => QueryNode::All(Self::try_map_each(parts, change)?),
            QueryNode::Any(parts) => QueryNode::Any(Self::try_map_each(parts, change)?),
            QueryNode::Not(part) => QueryNode::Not(Box::new(part.try_map(change)?)),
            QueryNode::Leaf(leaf) => QueryNode::Leaf(change(leaf)?),
        };
        Ok(QueryTree {
            span: self.span.clone(),
            node,
        })
    }

    fn try_map_each<M, E>(
        parts: &[Self],
        change: &mut impl FnMut(&L) -> Result<M, E>,
    ) -> Result<Vec<QueryTree<M>>, E> {
        parts.iter().map(|part| part.try_map(change)).collect()
    }

    /// Shows `visit` each leaf, from left to right, and whether it stands under an odd number of nots.
    pub fn each_leaf<'a>(&'a self, visit: &mut impl FnMut(&'a L, bool)) {
        self.each_leaf_tree(&mut |_, leaf, negated| visit(leaf, negated));
    }

    /// Shows `visit` each leaf as a part of the tree, from left to right, and whether it stands under an odd number of nots.
    pub fn each_leaf_tree<'a>(&'a self, visit: &mut impl FnMut(&'a Self, &'a L, bool)) {
        self.each_leaf_tree_below(false, visit);
    }

    fn each_leaf_tree_below<'a>(
        &'a self,
        negated: bool,
        visit: &mut impl FnMut(&'a Self, &'a L, bool),
    ) {
        match &self.node {
            QueryNode::All(parts) | QueryNode::Any(parts) => {
                for part in parts {
                    part.each_leaf_tree_below(negated, visit);
                }
            }
            QueryNode::Not(part) => part.each_leaf_tree_below(!negated, visit),
            QueryNode::Leaf(leaf) => visit(self, leaf, negated),
        }
    }

    /// Its leaves, from left to right, each with whether it stands under an odd number of nots.
    pub fn leaves(&self) -> Vec<(&L, bool)> {
        let mut leaves = Vec::new();
        self.each_leaf(&mut |leaf, negated| leaves.push((leaf, negated)));
        leaves
    }
}

/// How a value with an order is to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Operator {
    AtLeast,
    MoreThan,
    Equal,
    LessThan,
    AtMost,
}

impl Operator {
    /// The operators as written, longest first.
    pub const ALL: [(&'static str, Self); 5] = [
        (">=", Self::AtLeast),
        ("<=", Self::AtMost),
        (">", Self::MoreThan),
        ("<", Self::LessThan),
        ("=", Self::Equal),
    ];
}

/// A leaf as written: a word, or a field with a value.
#[derive(Debug, Clone)]
pub(crate) struct WrittenTerm {
    /// Its bytes in the text, without parentheses.
    pub span: Range<usize>,
    /// The field; `None` for free words.
    pub field: Option<&'static Field>,
    /// The comparison, where the field has an order.
    pub operator: Option<Operator>,
    /// How to compare.
    pub shape: MatchMode,
    /// The value, without quotes, escapes and signs.
    pub value: String,
    /// The bytes of the value in the text, with quotes and signs.
    pub value_span: Range<usize>,
}

impl QueryTree<WrittenTerm> {
    /// Whether it has no field anywhere.
    pub fn is_free(&self) -> bool {
        self.leaves().iter().all(|(term, _)| term.field.is_none())
    }
}
