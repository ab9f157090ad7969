//! How two actors are connected: computed off the loop, since it may look through the whole chronology.

use crate::model::shortest_paths::{PathNode, ShortestPaths};
use crate::model::{ActorId, Chronology};

/// The shortest paths between two actors.
#[derive(Debug)]
pub struct FoundPaths {
    /// The first of each path.
    pub from: ActorId,
    /// The last.
    pub to: ActorId,
    /// All of them; `None` if nothing connects the two.
    pub paths: Option<ShortestPaths>,
}

impl FoundPaths {
    /// Finds them.
    pub fn find(chronology: &Chronology, from: ActorId, to: ActorId) -> Self {
        Self {
            from,
            to,
            paths: ShortestPaths::between(chronology, PathNode::Actor(from), PathNode::Actor(to)),
        }
    }
}
