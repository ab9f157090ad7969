//! All shortest paths from one actor or event to another, over parts in events and relations.
//!
//! They may be more than can be listed, so they are counted, and each is made from its number: a breadth-first search finds
//! which steps lead nearer to the end, and the number of ways on from each node tells which path has which number.

use std::collections::BTreeMap;
use std::ops::{Add, Range};

use super::chronology::Chronology;
use super::ids::{ActorId, EventId, RelationId};
use super::status::Status;

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

    /// Its place among all nodes: actors first.
    fn place(self, chronology: &Chronology) -> usize {
        match self {
            Self::Actor(id) => id.index(),
            Self::Event(id) => chronology.actors().len() + id.index(),
        }
    }
}

/// By how much a path is less than known, the least first: parts in one event say less than a relation, and what is alleged
/// or denied less than what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Doubt {
    parts: u32,
    doubtful: u32,
}

impl Add for Doubt {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            parts: self.parts + other.parts,
            doubtful: self.doubtful + other.doubtful,
        }
    }
}

/// A step on from a node that leads nearer to the end.
#[derive(Debug)]
struct StepOn {
    by: PathEdge,
    doubt: Doubt,
    /// The place of what it leads to in `ShortestPaths::nodes`.
    to: usize,
}

/// Something on a shortest path.
#[derive(Debug)]
struct NodeOnPath {
    node: PathNode,
    steps: Vec<StepOn>,
    /// How many ways there are from here to the end, by their doubt, the least first.
    ways: Box<[(Doubt, u64)]>,
}

/// The most steps of paths that are put in order by doubt; in a chain of thousands the sums of it would be as many.
const LONGEST_RANKED: usize = 64;

/// All shortest paths from one node to another, in order: relations before parts in events, then what is known before what is alleged
/// or denied, then earlier ones first.
#[derive(Debug)]
pub struct ShortestPaths {
    /// From the end to the beginning.
    nodes: Vec<NodeOnPath>,
    steps: usize,
}

impl ShortestPaths {
    /// All from `from` to `to`; `None` if nothing connects them.
    pub fn between(chronology: &Chronology, from: PathNode, to: PathNode) -> Option<Self> {
        let distances = Distances::to(chronology, to, from)?;
        let steps = usize::try_from(distances.of(from)?).ok()?;
        // The nodes of the paths, those at one distance to the end after each other, the farthest first.
        let mut layers: Vec<Vec<PathNode>> = vec![vec![from]];
        let mut places: BTreeMap<PathNode, usize> = BTreeMap::new();
        for _ in 0..steps {
            let mut nearer: Vec<PathNode> = Vec::new();
            for node in layers.last().into_iter().flatten() {
                nearer.extend(distances.nearer(*node).map(|(_, next)| next));
            }
            nearer.sort_unstable();
            nearer.dedup();
            layers.push(nearer);
        }
        let mut paths = Self {
            nodes: Vec::new(),
            steps,
        };
        for node in layers.into_iter().rev().flatten() {
            let on: Vec<StepOn> = distances
                .nearer(node)
                .filter_map(|(by, next)| {
                    Some(StepOn {
                        by,
                        doubt: if steps <= LONGEST_RANKED {
                            doubt(chronology, by, next)
                        } else {
                            Doubt::default()
                        },
                        to: *places.get(&next)?,
                    })
                })
                .collect();
            let ways = paths.ways(&on);
            places.insert(node, paths.nodes.len());
            paths.nodes.push(NodeOnPath {
                node,
                steps: on,
                ways,
            });
        }
        Some(paths)
    }

    /// How many ways lead on by `steps`, by their doubt.
    fn ways(&self, steps: &[StepOn]) -> Box<[(Doubt, u64)]> {
        if steps.is_empty() {
            return Box::new([(Doubt::default(), 1)]);
        }
        let mut ways: BTreeMap<Doubt, u64> = BTreeMap::new();
        for step in steps {
            for (doubt, count) in self.nodes.get(step.to).into_iter().flat_map(|on| &*on.ways) {
                let sum = ways.entry(step.doubt + *doubt).or_default();
                *sum = sum.saturating_add(*count);
            }
        }
        ways.into_iter().collect()
    }

    /// How many there are, or `u64::MAX` if there are more.
    pub fn count(&self) -> u64 {
        let ways = self.nodes.last().into_iter().flat_map(|on| &*on.ways);
        ways.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// How many steps each has; none if both ends are one.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The path of that number, from 0.
    pub fn path(&self, number: u64) -> Option<Vec<PathStep>> {
        let mut at = self.nodes.last()?;
        let mut number = number;
        let mut doubt = within(&mut number, at.ways.iter().copied())?;
        let mut path = Vec::with_capacity(self.steps);
        for _ in 0..self.steps {
            let ways = at.steps.iter().filter_map(|step| {
                let next = self.nodes.get(step.to)?;
                let mut on = next.ways.iter();
                let (rest, ways) = on.find(|(rest, _)| step.doubt + *rest == doubt)?;
                Some(((step, next, *rest), *ways))
            });
            let (step, next, rest) = within(&mut number, ways)?;
            path.push(PathStep {
                from: at.node,
                by: step.by,
                to: next.node,
            });
            (at, doubt) = (next, rest);
        }
        Some(path)
    }

    /// The paths of those numbers, as far as there are so many.
    pub fn paths(&self, numbers: Range<u64>) -> impl Iterator<Item = Vec<PathStep>> {
        numbers.map_while(|number| self.path(number))
    }
}

/// Which of some things, each with so many ways, has the way of that number, which becomes its number among those of that thing.
fn within<T>(number: &mut u64, things: impl Iterator<Item = (T, u64)>) -> Option<T> {
    for (thing, ways) in things {
        match number.checked_sub(ways) {
            Some(rest) => *number = rest,
            None => return Some(thing),
        }
    }
    None
}

/// What a step adds to the doubt of a path. An event counts where it is come to.
fn doubt(chronology: &Chronology, by: PathEdge, to: PathNode) -> Doubt {
    let of_status = |status| match status {
        Status::Announced | Status::Reported | Status::Confirmed | Status::Unstated => 0,
        Status::Alleged | Status::Assessed => 1,
        Status::Denied => 2,
    };
    match (by, to) {
        (PathEdge::Relation(id), _) => Doubt {
            parts: 0,
            doubtful: of_status(chronology.relation(id).status),
        },
        (PathEdge::Part, PathNode::Event(id)) => Doubt {
            parts: 1,
            doubtful: of_status(chronology.event(id).status),
        },
        (PathEdge::Part, PathNode::Actor(_)) => Doubt {
            parts: 1,
            doubtful: 0,
        },
    }
}

/// How many steps each node is away from the end, as far as was searched.
struct Distances<'a> {
    chronology: &'a Chronology,
    /// By the places of nodes; `u32::MAX` if it is not known.
    of: Vec<u32>,
}

impl<'a> Distances<'a> {
    /// Searches from `end` on until all that is as near as `until` is found; `None` if that is not reached.
    fn to(chronology: &'a Chronology, end: PathNode, until: PathNode) -> Option<Self> {
        let count = chronology.actors().len() + chronology.events().len();
        let mut distances = Self {
            chronology,
            of: vec![u32::MAX; count],
        };
        let mut layer = vec![end];
        let mut distance = 0;
        distances.set(end, 0);
        while distances.of(until).is_none() {
            distance += 1;
            let mut next_layer = Vec::new();
            for node in layer {
                for (_, next) in neighbours(chronology, node) {
                    if distances.of(next).is_none() {
                        distances.set(next, distance);
                        next_layer.push(next);
                    }
                }
            }
            if next_layer.is_empty() {
                return None;
            }
            layer = next_layer;
        }
        Some(distances)
    }

    fn set(&mut self, node: PathNode, distance: u32) {
        if let Some(of) = self.of.get_mut(node.place(self.chronology)) {
            *of = distance;
        }
    }

    fn of(&self, node: PathNode) -> Option<u32> {
        let distance = self.of.get(node.place(self.chronology)).copied();
        distance.filter(|distance| *distance < u32::MAX)
    }

    /// The neighbours of a node that are nearer to the end.
    fn nearer(&self, node: PathNode) -> impl Iterator<Item = (PathEdge, PathNode)> {
        let nearer = self.of(node).and_then(|distance| distance.checked_sub(1));
        neighbours(self.chronology, node)
            .into_iter()
            .filter(move |(_, next)| nearer.is_some() && self.of(*next) == nearer)
    }
}

/// What a node is connected with, relations first; an actor that takes part in an event twice only once.
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
            let parts = chronology.event(id).actors.iter();
            let mut actors: Vec<ActorId> = parts.map(|part| part.actor).collect();
            actors.sort_unstable();
            actors.dedup();
            let actors = actors.into_iter().map(PathNode::Actor);
            actors.map(|actor| (PathEdge::Part, actor)).collect()
        }
    }
}
