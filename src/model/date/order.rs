//! Order: one total order of dates, and the rule that decided, in words.
//!
//! A date's place is a tuple, compared part by part, so that the order is total and transitive:
//! group (open start, known start, year wholly unknown, undated), then the moment it starts (a day starts
//! at its midnight as if in UTC; a time with an offset at its instant; a time without at its clock
//! time), then coarser precision, then latest day (open and unknown ends last). A span whose start
//! is unknown stands at its end, the only day it names.

use std::cmp::Ordering;

use super::bounds::Edge;
use super::{Date, Precision};

/// Groups of dates, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    OpenStart,
    Known,
    NoYear,
    Undated,
}

/// Where an end stands among the ends of dates that start alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Day(i64),
    Open,
    Unknown,
}

/// What a date is ordered by. The parts are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    group: Group,
    /// The day, in UTC for a time with an offset.
    day: i64,
    /// Half seconds since that day's midnight; a leap second stands between its neighbours.
    clock: u32,
    precision: Option<Precision>,
    end: End,
}

impl Date {
    /// Earliest bound, then coarser precision first, then latest bound; undated last.
    ///
    /// An open start comes first of all. An unknown start is placed by the latest bound. A time is placed
    /// by its instant and a plain day at its midnight as if in UTC, so that `2024-06-01T00:30:00+09:00`
    /// (15:30 UTC on 31 May) stands between the days 31 May and 1 June. A date whose year is wholly
    /// unspecified comes after all that have one. Equal means: the file's order, then the id, decide.
    pub fn cmp_chronologically(&self, other: &Self) -> Ordering {
        self.order_key().cmp(&other.order_key())
    }

    /// Which rule of `cmp_chronologically` placed this date before or after `other`, in words about this date.
    pub fn order_reason(&self, other: &Self) -> &'static str {
        let (here, there) = (self.order_key(), other.order_key());
        match (here.group, there.group) {
            (Group::Undated, Group::Undated) => return "both undated: order in the file",
            (Group::Undated, _) | (_, Group::Undated) => return "undated come last",
            (here, there) if here == there => {}
            (Group::NoYear, _) | (_, Group::NoYear) => return "dates of an unknown year come late",
            _ => return "open starts come first",
        }
        let by_end = |date: &Self| date.earliest == Edge::Unknown && date.latest == Edge::Day;
        match (here.day, here.clock).cmp(&(there.day, there.clock)) {
            Ordering::Equal => {}
            _ if by_end(self) || by_end(other) => return "start unknown: placed by its end",
            Ordering::Less if here.day == there.day => return "same day, earlier time",
            Ordering::Greater if here.day == there.day => return "same day, later time",
            Ordering::Less => return "starts earlier",
            Ordering::Greater => return "starts later",
        }
        match here.precision.cmp(&there.precision) {
            Ordering::Less => return "same start, coarser precision first",
            Ordering::Greater => return "same start, finer precision after coarser",
            Ordering::Equal => {}
        }
        match here.end.cmp(&there.end) {
            Ordering::Less => "same start and precision, ends earlier",
            Ordering::Greater => "same start and precision, ends later",
            Ordering::Equal => "same date: order in the file",
        }
    }

    /// What `cmp_chronologically` compares: made once for sorting many.
    pub fn order_key(&self) -> OrderKey {
        let (group, day) = match (self.precision, self.earliest, self.latest) {
            (None, _, _) => (Group::Undated, 0),
            (Some(_), Edge::Open, _) => (Group::OpenStart, 0),
            (Some(_), Edge::Day, _) => (Group::Known, self.first + i64::from(self.day_shift)),
            (Some(_), Edge::Unknown, Edge::Day) => (Group::Known, self.last),
            (Some(_), Edge::Unknown, _) => (Group::NoYear, 0),
        };
        OrderKey {
            group,
            day,
            clock: self.clock,
            precision: self.precision,
            end: match self.latest {
                Edge::Day => End::Day(self.last),
                Edge::Open => End::Open,
                Edge::Unknown => End::Unknown,
            },
        }
    }
}
