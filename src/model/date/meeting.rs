//! Meeting: whether an event's date falls in a period, for sure, perhaps, or not.
//!
//! The period is the days between its bounds. A moment is certain if every day it may mean lies within.
//! A span is certain if, wherever in their bounds its start and end fall, some day of it lies within.
//! `{…}` is certain if one element is. Qualifiers move no bounds (ISO 8601-2:2019 clause 8.4.2), but
//! what they qualify is at most possible.

use super::bounds::{Edge, Run};
use super::day::Day;
use super::extent::{Extent, ExtentElement, PossibleDays};
use super::{Date, DateShape};

/// Whether an event falls in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meeting {
    /// It can't.
    Never,
    /// It may.
    Possible,
    /// It must.
    Certain,
}

impl Date {
    /// Whether this date falls in `period`, taken as the days between its bounds.
    ///
    /// An undated event meets no period, and nothing meets an undated one. Beyond an unknown end of the
    /// period, events are at most possible; beyond an open one there is no limit. What is qualified is at most
    /// possible. An open end of this date is certain only up to its known start; see `Chronology::meeting` for
    /// what the sources vouch for.
    pub fn meeting(&self, period: &Self) -> Meeting {
        let meeting = self.meeting_unmarked(period, None);
        if self.is_uncertain() || self.is_approximate() {
            meeting.min(Meeting::Possible)
        } else {
            meeting
        }
    }

    /// As `meeting`, as if it had no qualifier, its open end being certain up to the day `vouched`.
    pub(in crate::model) fn meeting_unmarked(
        &self,
        period: &Self,
        vouched: Option<Day>,
    ) -> Meeting {
        if !self.is_dated() || !period.is_dated() || !self.may_meet(period.bounds().run()) {
            return Meeting::Never;
        }
        match period.bounds().core() {
            Some(core) if self.must_meet(core, vouched) => Meeting::Certain,
            _ => Meeting::Possible,
        }
    }

    /// Whether it goes on without an end: what comes after its beginning needs a source to be certain.
    pub(in crate::model) fn has_open_end(&self) -> bool {
        self.latest == Edge::Open && matches!(self.shape, DateShape::Span | DateShape::AllOf)
    }

    fn may_meet(&self, period: Run) -> bool {
        match self.extent.as_deref() {
            None => self.bounds().run().shared(period).is_some(),
            Some(Extent::Moment(days)) => days.meets(period),
            Some(Extent::Span { start, end }) => {
                start.run().first <= period.last && end.run().last >= period.first
            }
            Some(Extent::Set(elements)) => {
                elements.iter().any(|element| element.days.meets(period))
            }
        }
    }

    fn must_meet(&self, period: Run, vouched: Option<Day>) -> bool {
        match self.extent.as_deref() {
            None => period.covers(self.bounds().run()),
            Some(Extent::Moment(days)) => period.covers(days.run()),
            Some(Extent::Span { start, end }) => {
                span_must_meet(*start, vouched_end(*end, vouched), period)
            }
            Some(Extent::Set(elements)) if self.shape == DateShape::AllOf => elements
                .iter()
                .any(|element| element.must_meet(period, vouched)),
            Some(Extent::Set(elements)) => elements
                .iter()
                .all(|element| period.covers(element.days.run())),
        }
    }
}

/// When a span may have ended: one that is open, on any day from `vouched` on.
fn vouched_end(end: PossibleDays, vouched: Option<Day>) -> PossibleDays {
    if end.run().first != i64::MAX {
        return end;
    }
    PossibleDays::Run(Run {
        first: vouched.map_or(i64::MIN, Day::number),
        last: i64::MAX,
    })
}

/// A span misses the period if it may end before it, or may start after it.
fn span_must_meet(start: PossibleDays, end: PossibleDays, period: Run) -> bool {
    let before = Run {
        first: start.run().first,
        last: period.first.saturating_sub(1),
    };
    let after = Run {
        first: period.last.saturating_add(1),
        last: end.run().last,
    };
    let may_end_before = period.first != i64::MIN && end.meets(before);
    let may_start_after = period.last != i64::MAX && start.meets(after);
    !may_end_before && !may_start_after
}

impl ExtentElement {
    /// Whether this element of a `{…}` lies in the period for sure.
    fn must_meet(self, period: Run, vouched: Option<Day>) -> bool {
        let Some(unit) = self.each else {
            return period.covers(self.days.run());
        };
        let mut run = self.days.run();
        if run.last == i64::MAX {
            let first = unit.first_from(run.first).last;
            run.last = vouched.map_or(first, |day| day.number().max(first));
        }
        let Some(shared) = run.shared(period) else {
            return false;
        };
        if shared.first == i64::MIN {
            return true;
        }
        let whole = unit.first_from(shared.first);
        whole.first >= shared.first && whole.last <= shared.last
    }
}
