//! How two actors are connected: all shortest paths, one below the other, each from actor to actor over relations and events.
//!
//! Every node and every source can be followed. All paths have as many lines, so each line is made from its number alone and
//! millions of paths cost what shows of them.

use std::cell::RefCell;

use super::page::Page;
use super::search_row::grouped;
use crate::explorer::answer::paths::FoundPaths;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::current::State;
use crate::explorer::state::panes::Screen;
use crate::model::shortest_paths::{PathEdge, PathNode, PathStep, ShortestPaths};
use crate::model::{ActorId, Bearing, Chronology, Citation, DISPUTED_MARK, Date, EventId, Status};

/// The most paths that are listed.
const MOST: u64 = 100_000;

pub(super) fn title(state: &State) -> String {
    match state.screen {
        Screen::Paths(from, to) => {
            let name = |id| &*state.chronology().actor(id).name;
            format!("Paths · {} → {}", name(from), name(to))
        }
        _ => "Paths".to_owned(),
    }
}

/// The paths that show, once they are found.
fn found(state: &State) -> Option<&FoundPaths> {
    let Screen::Paths(from, to) = state.screen else {
        return None;
    };
    let found = state.paths.as_deref();
    found.filter(|found| (found.from, found.to) == (from, to))
}

/// How many paths are listed.
fn listed(paths: &ShortestPaths) -> usize {
    usize::try_from(paths.count().min(MOST)).unwrap_or(usize::MAX)
}

/// The lines of each path: its nodes, the steps between them, and a blank one.
fn height(paths: &ShortestPaths) -> usize {
    2 * paths.steps() + 2
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some(found) = found(state) else {
        return Page::of(vec![Line::of("Looking for paths …", Tone::Label)]);
    };
    let Some(paths) = &found.paths else {
        let none = "No events or relations connect them.";
        return Page::of(vec![Line::of(none, Tone::Label)]);
    };
    let number_width = u16::try_from(grouped(listed(paths)).len()).unwrap_or(0);
    let writer = Writer {
        chronology: state.chronology(),
        at: number_width + 2,
        width,
    };
    let height = height(paths);
    // The lines of one path follow each other.
    let last: RefCell<Option<(u64, Vec<PathStep>)>> = RefCell::new(None);
    Page::of(head(paths, width)).with_rows(listed(paths) * height, move |row| {
        let number = u64::try_from(row / height).unwrap_or(u64::MAX);
        let mut last = last.borrow_mut();
        if last.as_ref().is_none_or(|(of, _)| *of != number) {
            *last = paths.path(number).map(|path| (number, path));
        }
        let path = last.as_ref().map_or(&[][..], |(_, path)| path);
        writer.line(number, path, row % height)
    })
}

/// How many there are, and in which order they stand.
fn head(paths: &ShortestPaths, width: u16) -> Vec<Line> {
    let count = usize::try_from(paths.count()).unwrap_or(usize::MAX);
    let steps = match paths.steps() {
        1 => "1 step".to_owned(),
        more => format!("{more} steps"),
    };
    let told = match (paths.count(), listed(paths)) {
        (1, _) => format!("1 shortest path, of {steps}."),
        (u64::MAX, listed) => format!(
            "More shortest paths than can be counted, of {steps} each; the first {} are listed.",
            grouped(listed)
        ),
        (_, listed) if listed < count => format!(
            "{} shortest paths, of {steps} each; the first {} are listed.",
            grouped(count),
            grouped(listed)
        ),
        _ => format!("{} shortest paths, of {steps} each.", grouped(count)),
    };
    let mut lines = Vec::new();
    super::field::text(&mut lines, width, 0, &told, Tone::Label);
    if paths.count() > 1 {
        let order = "Relations stand before events, what is alleged or denied last.";
        super::field::text(&mut lines, width, 0, order, Tone::Label);
    }
    lines.push(Line::blank());
    lines
}

/// The lines at which paths begin, the first in line `first`.
pub(super) fn headings(state: &State, first: usize) -> Vec<usize> {
    let paths = found(state).and_then(|found| found.paths.as_ref());
    paths.map_or_else(Vec::new, |paths| {
        let numbers = 0..listed(paths);
        numbers
            .map(|number| first + number * height(paths))
            .collect()
    })
}

/// Writes the lines of paths.
#[derive(Clone, Copy)]
struct Writer<'a> {
    chronology: &'a Chronology,
    /// The column at which nodes begin.
    at: u16,
    width: u16,
}

/// The columns by which steps stand further in than nodes.
const INDENT: u16 = 2;

impl Writer<'_> {
    /// A line of the path of that number: nodes in even ones, the steps between them in odd ones.
    fn line(self, number: u64, path: &[PathStep], line: usize) -> Line {
        let nth = line / 2;
        match (line % 2, path.get(nth), nth.checked_sub(1)) {
            (0, Some(step), None) => {
                let number = usize::try_from(number).unwrap_or(usize::MAX);
                let number = grouped(number.saturating_add(1));
                let at = self
                    .at
                    .saturating_sub(2 + u16::try_from(cells(&number)).unwrap_or(0));
                let mut line = self.node(step.from);
                let number = Line::blank().with(at, number, Tone::Label);
                line.pieces.splice(0..0, number.pieces);
                line
            }
            (0, Some(step), Some(_)) => self.node(step.from),
            (0, None, Some(last)) => match path.get(last) {
                Some(step) => self.node(step.to),
                None => Line::blank(),
            },
            (_, Some(step), _) => self.step(*step),
            (_, None, _) => Line::blank(),
        }
    }

    fn node(self, node: PathNode) -> Line {
        match node {
            PathNode::Actor(id) => {
                let name = &self.chronology.actor(id).name;
                cut(self.at, name, self.width, Tone::Strong).to(Target::Actor(id))
            }
            PathNode::Event(id) => self.event(id),
        }
    }

    /// An event: its mark and its title, its date at the right.
    fn event(self, id: EventId) -> Line {
        let event = self.chronology.event(id);
        let aside = shown(&event.date);
        let (mark, _) = if event.disputed {
            DISPUTED_MARK
        } else {
            event.status.mark()
        };
        let (aside_at, until) = self.right(&aside);
        cut(
            self.at,
            &format!("{mark} {}", event.title),
            until,
            Tone::Plain,
        )
        .with(aside_at, aside, Tone::Label)
        .to(Target::Event(id))
    }

    fn step(self, step: PathStep) -> Line {
        match (step.by, step.from, step.to) {
            (PathEdge::Relation(id), from, _) => {
                let relation = self.chronology.relation(id);
                let name = |id: ActorId| &*self.chronology.actor(id).name;
                let goes_out = from == PathNode::Actor(relation.from);
                let words = match (goes_out, &*relation.inverse) {
                    (true, _) => relation.is.to_string(),
                    // Without words of its own from this side, it is told whole.
                    (false, "") => [name(relation.from), &relation.is, name(relation.to)].join(" "),
                    (false, inverse) => inverse.to_owned(),
                };
                let cite = supporting(&relation.cites);
                let date = shown(&relation.date);
                let aside = aside(self.chronology, relation.status, &date, cite);
                self.edge(&words, &aside, relation.status, cite)
            }
            (PathEdge::Part, PathNode::Actor(actor), PathNode::Event(event)) => {
                let roles = self.roles(event, actor);
                let words = match &*roles {
                    "" => "takes part in".to_owned(),
                    roles => format!("{roles} in"),
                };
                let event = self.chronology.event(event);
                let cite = supporting(&event.cites);
                let aside = aside(self.chronology, event.status, "", cite);
                self.edge(&words, &aside, event.status, cite)
            }
            (PathEdge::Part, PathNode::Event(event), PathNode::Actor(actor)) => {
                let roles = self.roles(event, actor);
                let words = match &*roles {
                    "" => "with".to_owned(),
                    roles => format!("with, as {roles},"),
                };
                self.edge(&words, "", Status::Unstated, None)
            }
            (PathEdge::Part, ..) => Line::blank(),
        }
    }

    /// The roles of an actor in an event, in one line.
    fn roles(self, event: EventId, actor: ActorId) -> String {
        let parts = self.chronology.event(event).actors.iter();
        let roles = parts.filter(|part| part.actor == actor);
        let roles = roles
            .map(|part| &*part.role)
            .filter(|role| !role.is_empty());
        roles.collect::<Vec<_>>().join(", ")
    }

    /// A step's line, which leads to its source.
    fn edge(self, words: &str, aside: &str, status: Status, cite: Option<&Citation>) -> Line {
        let (aside_at, until) = self.right(aside);
        let at = self.at + INDENT;
        let tone = match status {
            Status::Unstated | Status::Reported => Tone::Label,
            status => Tone::Status(status),
        };
        let line = cut(at, &format!("→ {words}"), until, Tone::Label).with(aside_at, aside, tone);
        match cite {
            Some(cite) => line.to(Target::Source(cite.source, cite.at.clone())),
            None => line,
        }
    }

    /// Where `aside` stands at the right, and where what is before it ends.
    fn right(self, aside: &str) -> (u16, u16) {
        let of_aside = u16::try_from(cells(aside)).unwrap_or(self.width);
        let at = self.width.saturating_sub(of_aside + 1);
        let at = at.max(self.at + INDENT + (self.width / 3));
        (at, at.saturating_sub(1))
    }
}

/// A line of `text`, from `at` to `until` at most.
fn cut(at: u16, text: &str, until: u16, tone: Tone) -> Line {
    let room = usize::from(until.saturating_sub(at));
    Line::blank().with(at, shorten(text, room), tone)
}

/// The first citation that supports something.
fn supporting(cites: &[Citation]) -> Option<&Citation> {
    let mut cites = cites.iter();
    cites.find(|cite| cite.bearing == Bearing::Supports)
}

/// A date as shown; nothing for none.
fn shown(date: &Date) -> String {
    if date.is_undated() {
        String::new()
    } else {
        date.shown()
    }
}

/// "alleged  2019 – ongoing  ¶6  C2".
fn aside(chronology: &Chronology, status: Status, date: &str, cite: Option<&Citation>) -> String {
    let status = match status {
        Status::Unstated => "",
        status => status.word(),
    };
    let grade = cite.map(|cite| chronology.citation_grade(cite));
    let at = cite.map(|cite| match &*cite.at {
        "" => chronology.source(cite.source).label(),
        at => at,
    });
    let parts = [
        status,
        date,
        at.unwrap_or(""),
        grade.as_deref().unwrap_or(""),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("  ")
}
