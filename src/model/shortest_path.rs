//! The shortest path from one actor or event to another, over parts in events and relations.

use std::collections::{BTreeMap, VecDeque};

use super::chronology::Chronology;
use super::ids::{ActorId, EventId, RelationId};

/// Something that may be connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathNode {
    /// An actor.
    Actor(ActorId),
    /// An event.
    Event(EventId),
}

/// What connects two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathEdge {
    /// A relation between two actors, whichever it comes from.
    Relation(RelationId),
    /// One is an actor that takes part in the other.
    Part,
}

/// An edge of a path, with its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathStep {
    /// From here.
    pub from: PathNode,
    /// By this.
    pub by: PathEdge,
    /// To there.
    pub to: PathNode,
}

impl PathNode {
    /// Its id in the file.
    pub fn id(self, chronology: &Chronology) -> &str {
        match self {
            Self::Actor(id) => &chronology.actor(id).id,
            Self::Event(id) => &chronology.event(id).id,
        }
    }

    /// Its name or title.
    pub fn name(self, chronology: &Chronology) -> &str {
        match self {
            Self::Actor(id) => &chronology.actor(id).name,
            Self::Event(id) => &chronology.event(id).title,
        }
    }
}

/// The shortest path; empty if both are one, `None` if there is none. Among paths of one length, relations come
/// before events, earlier ones before later.
pub fn shortest_path(
    chronology: &Chronology,
    from: PathNode,
    to: PathNode,
) -> Option<Vec<PathStep>> {
    let mut came_by: BTreeMap<PathNode, Option<PathStep>> = BTreeMap::from([(from, None)]);
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            break;
        }
        for (by, next) in neighbours(chronology, node) {
            came_by.entry(next).or_insert_with(|| {
                queue.push_back(next);
                Some(PathStep {
                    from: node,
                    by,
                    to: next,
                })
            });
        }
    }
    let mut hops = Vec::new();
    let mut at = to;
    while let Some(hop) = came_by.get(&at)? {
        hops.push(*hop);
        at = hop.from;
    }
    hops.reverse();
    Some(hops)
}

fn neighbours(chronology: &Chronology, node: PathNode) -> Vec<(PathEdge, PathNode)> {
    match node {
        PathNode::Actor(id) => {
            let actor = chronology.actor(id);
            let relations = actor.relations.iter().map(|relation| {
                let ends = chronology.relation(*relation);
                let other = if ends.from == id { ends.to } else { ends.from };
                (PathEdge::Relation(*relation), PathNode::Actor(other))
            });
            let events = actor.events.iter();
            relations
                .chain(events.map(|event| (PathEdge::Part, PathNode::Event(*event))))
                .collect()
        }
        PathNode::Event(id) => {
            let actors = chronology.event(id).actors.iter();
            actors
                .map(|part| (PathEdge::Part, PathNode::Actor(part.actor)))
                .collect()
        }
    }
}
