//! Trying a plan on the events of one segment.
//!
//! Each event has a cell. A step looks at the cells that are still alive and
//! narrows them; what is dead is not looked at again. Meetings follow the logic of
//! three values: and is the worse, or the better, not turns never and certain about and
//! leaves possible as it is.

use super::cell::Cell;
use super::find_term::{Rows, find_in_texts, find_term};
use super::plan::{PlanStep, TextStep, WholeStep};
use super::score::{CALLED, NAMED, TOGETHER, Tier};
use crate::model::{Bearing, Event, Meeting};
use crate::query::QueryContext;
use crate::query::index::build::Index;
use crate::query::index::row_set::RowSet;
use crate::query::index::segment::{Segment, place_of};
use crate::query::language::clause::PeriodTest;
use crate::query::language::field::TextField;
use crate::query::language::is::Is;
use crate::query::language::name_source::Names;
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::text::term_matcher::TermMatcher;

/// What a plan is tried with.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    /// The index.
    pub index: &'a Index,
    /// A segment of it.
    pub segment: &'a Segment,
    /// What a chronology can't know.
    pub context: &'a QueryContext,
}

impl<'a> Evaluation<'a> {
    /// The rows that a word is sought in.
    pub fn rows(&self) -> Rows<'a> {
        Rows {
            chronology: self.index.chronology(),
            segment: self.segment,
        }
    }

    /// Narrows `cells`, one for each event of the segment.
    pub fn narrow(&self, plan: &QueryTree<PlanStep>, cells: &mut [Cell]) {
        match &plan.node {
            QueryNode::All(parts) => {
                for part in parts {
                    if !cells.iter().any(|cell| cell.is_alive()) {
                        return;
                    }
                    self.narrow(part, cells);
                }
            }
            QueryNode::Any(parts) => {
                let mut any = vec![Cell::DEAD; cells.len()];
                for part in parts {
                    let mut branch = fresh(cells);
                    self.narrow(part, &mut branch);
                    for (any, branch) in any.iter_mut().zip(branch) {
                        *any = any.or(branch);
                    }
                }
                join(cells, any);
            }
            QueryNode::Not(part) => {
                let mut inner = fresh(cells);
                self.narrow(part, &mut inner);
                join(cells, inner.into_iter().map(Cell::not));
            }
            QueryNode::Leaf(step) => self.step(step, cells),
        }
    }

    fn step(&self, step: &PlanStep, cells: &mut [Cell]) {
        match step {
            PlanStep::Names(names, wanted) => self.names(*names, wanted, cells),
            PlanStep::Text(text) => self.text(text, cells),
            PlanStep::Word(word) => find_term(self.rows(), word, cells),
            PlanStep::Whole(whole) => self.whole(whole, cells),
            PlanStep::Period(test) => self.period(test, cells),
            PlanStep::Status(wanted) => {
                let wanted: Vec<u8> = wanted.iter().map(|status| place_of(*status)).collect();
                for (cell, status) in cells.iter_mut().zip(&self.segment.statuses) {
                    if !wanted.contains(status) {
                        *cell = Cell::DEAD;
                    }
                }
            }
            PlanStep::Grade(test) => self.keep(cells, |event, _| {
                event.citing(Bearing::Supports).any(|cite| {
                    let reliability = self.index.chronology().source(cite.source).reliability;
                    let letter = u8::try_from(reliability.letter()).map_or(5, |l| l - b'A');
                    test.passes(letter, cite.credibility.figure())
                })
            }),
            PlanStep::Has(has) => self.keep(cells, |event, _| (has.holds)(event)),
            PlanStep::Is(is, periods) => self.is(*is, periods, cells),
        }
    }

    /// Kills the cells of events that `wanted` refuses.
    fn keep(&self, cells: &mut [Cell], wanted: impl Fn(&Event, usize) -> bool) {
        let events = self.index.chronology().events().get(self.segment.first..);
        let events = events.unwrap_or_default();
        for (row, (cell, event)) in cells.iter_mut().zip(events).enumerate() {
            if cell.is_alive() && !wanted(event, row) {
                *cell = Cell::DEAD;
            }
        }
    }

    fn names(&self, names: Names, wanted: &[bool], cells: &mut [Cell]) {
        let lists = self.segment.columns.get(names);
        for (row, cell) in cells.iter_mut().enumerate() {
            if cell.is_alive() && !lists.row(row).any(|owner| is_set(wanted, owner)) {
                *cell = Cell::DEAD;
            }
        }
    }

    fn text(&self, text: &TextStep, cells: &mut [Cell]) {
        let (segment, matcher) = (self.segment, &text.matcher);
        let may_be = segment.letters.rows(matcher.mask);
        let mut holding = RowSet::none();
        if text.field == TextField::Text {
            let is_alive = |row: usize| cells.get(row).is_some_and(|cell| cell.is_alive());
            let lookup = (&text.lookup, None);
            find_in_texts(self.rows(), matcher, lookup, is_alive, |row, _| {
                holding.add(row);
            });
        }
        for (row, cell) in cells.iter_mut().enumerate() {
            let in_title = || may_be.has(row) && matcher.best(segment.titles.row(row)).is_some();
            let holds = |field: TextField| match field {
                TextField::Id => is_id(matcher, segment.ids.row(row)),
                TextField::Title => in_title(),
                TextField::Text => holding.has(row) || in_title(),
            };
            if cell.is_alive() && !holds(text.field) {
                *cell = Cell::DEAD;
            }
        }
    }

    fn period(&self, test: &PeriodTest, cells: &mut [Cell]) {
        let events = self.index.chronology().events().get(self.segment.first..);
        for (row, (cell, event)) in cells.iter_mut().zip(events.unwrap_or_default()).enumerate() {
            if cell.is_alive() {
                let meeting = self.meeting(test, event, row);
                cell.meeting = cell.meeting.min(meeting);
            }
        }
    }

    /// Whether an event meets a period; never merely possibly, if it must be certain.
    fn meeting(&self, test: &PeriodTest, event: &Event, row: usize) -> Meeting {
        let bound = |days: &[i64]| days.get(row).copied();
        let starts_after = bound(&self.segment.earliest).is_some_and(|day| day > test.last);
        if starts_after || bound(&self.segment.latest).is_some_and(|day| day < test.first) {
            return Meeting::Never;
        }
        match self.index.chronology().meeting(event, &test.period) {
            Meeting::Possible if test.certain => Meeting::Never,
            meeting => meeting,
        }
    }

    fn is(&self, is: Is, periods: &[PeriodTest], cells: &mut [Cell]) {
        let meets = |event: &Event, row: usize| {
            let meetings = periods.iter().map(|test| self.meeting(test, event, row));
            meetings.min().unwrap_or(Meeting::Never)
        };
        self.keep(cells, |event, row| match is {
            Is::Disputed | Is::Undated | Is::Unreadable | Is::Inferred | Is::Ongoing => {
                is.holds_for(event)
            }
            Is::Starred => self.context.starred.contains(&self.segment.event(row)),
            Is::Possible => meets(event, row) == Meeting::Possible,
            Is::Certain => meets(event, row) == Meeting::Certain,
        });
    }

    fn whole(&self, whole: &WholeStep, cells: &mut [Cell]) {
        let segment = self.segment;
        segment.each_id(&whole.id, |row| named(cells, row));
        let names = [
            (&whole.actors, &segment.columns.actors),
            (&whole.places, &segment.columns.places),
        ];
        let names = names.into_iter().filter(|(wanted, _)| !wanted.is_empty());
        let names: Vec<_> = names.collect();
        if !names.is_empty() {
            for (row, cell) in cells.iter_mut().enumerate() {
                // Once, even where an actor and a place are both called so.
                let is_called = cell.may_be_raised()
                    && names
                        .iter()
                        .any(|(wanted, lists)| lists.row(row).any(|owner| is_set(wanted, owner)));
                if is_called {
                    cell.score += CALLED;
                }
            }
        }
        if let Some(together) = &whole.together {
            for (row, cell) in cells.iter_mut().enumerate() {
                if cell.may_be_raised()
                    && together.find(segment.titles.row(row).as_bytes()).is_some()
                {
                    cell.score += TOGETHER;
                }
            }
        }
    }
}

/// Raises a row whose id is what was searched for.
fn named(cells: &mut [Cell], row: usize) {
    if let Some(cell) = cells.get_mut(row).filter(|cell| cell.may_be_raised()) {
        cell.tier = Tier::Named;
        cell.score += NAMED;
    }
}

/// Whether an id is meant by what stands after `id:`: all of it, or its beginning.
pub(crate) fn is_id(matcher: &TermMatcher, id: &str) -> bool {
    if matcher.is_run() {
        id.starts_with(&matcher.word.folded)
    } else {
        matcher.best(id).is_some()
    }
}

/// Whether `table` says yes.
pub(crate) fn is_set(table: &[bool], place: usize) -> bool {
    table.get(place).copied().unwrap_or(false)
}

/// Cells as if nothing had been asked of the living.
fn fresh(cells: &[Cell]) -> Vec<Cell> {
    let cells = cells.iter();
    cells
        .map(|cell| {
            if cell.is_alive() {
                Cell::FRESH
            } else {
                Cell::DEAD
            }
        })
        .collect()
}

/// Narrows `cells` by what `others` found.
fn join(cells: &mut [Cell], others: impl IntoIterator<Item = Cell>) {
    for (cell, other) in cells.iter_mut().zip(others) {
        if cell.is_alive() {
            *cell = cell.and(other);
        }
    }
}
