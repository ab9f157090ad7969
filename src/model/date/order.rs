//! Order: one total order of dates, and the rule that decided, in words.
//!
//! A date's key is a tuple, compared part by part, so that the order is total and transitive: group (known,
//! year unknown, unreadable, undated), the earliest moment at which it may have begun (a day starts at its
//! midnight as if in UTC; a time with an offset at its instant; a time without at its clock time), the unit in
//! which its beginning is written, the latest day on which it may have begun, its end. A start that is open
//! or unknown stands at the end that is known.

use super::bounds::{Edge, Run};
use super::day::Day;
use super::extent::{Extent, ExtentElement};
use super::{Date, DateShape, Precision};

/// Groups of dates, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DateGroup {
    Known,
    NoYear,
    Unreadable,
    Undated,
}

/// What a date is ordered by. The parts are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    group: DateGroup,
    /// The earliest day on which it may have begun, in UTC for a time with an offset.
    day: i64,
    /// Half seconds since that day's midnight; a leap second stands between its neighbours.
    clock: u32,
    unit: Option<Precision>,
    /// The latest day on which it may have begun.
    begun: i64,
    end: Latest,
}

/// The latest day of a date: an open end comes after all days, an unknown one last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Latest {
    Day(i64),
    Open,
    Unknown,
}

impl Date {
    /// What it is ordered by: the earliest day on which it may have begun, then the coarser unit, then the latest day on
    /// which it may have begun, then the end; undated last.
    ///
    /// An open or unknown start stands at the known end. A time is placed by its instant and a plain day at its
    /// midnight as if in UTC, so that `2024-06-01T00:30:00+09:00` (15:30 UTC on 31 May) stands between the days
    /// 31 May and 1 June. A date whose year is wholly unspecified comes after all that have one, then those
    /// that could not be read. Equal means: the file's order, then the id, decide.
    pub fn order_key(&self) -> OrderKey {
        let stands = self.stands_at();
        let group = match self.shape {
            DateShape::Undated => DateGroup::Undated,
            DateShape::Unreadable => DateGroup::Unreadable,
            _ if stands.is_none() => DateGroup::NoYear,
            _ => DateGroup::Known,
        };
        let day = stands.unwrap_or(0);
        OrderKey {
            group,
            day: day + i64::from(self.day_shift),
            clock: self.clock,
            unit: self.unit,
            begun: self.begun().last.max(day),
            end: match self.latest {
                Edge::Day => Latest::Day(self.last),
                Edge::Open => Latest::Open,
                Edge::Unknown => Latest::Unknown,
            },
        }
    }

    /// The day at which it stands in a list: the earliest on which it may have begun, else its known end.
    pub(super) fn stands_at(&self) -> Option<i64> {
        match (self.earliest, self.latest) {
            (Edge::Day, _) => Some(self.first),
            (Edge::Open | Edge::Unknown, Edge::Day) => Some(self.last),
            (Edge::Open | Edge::Unknown, Edge::Unknown) if self.earliest == Edge::Unknown => None,
            (Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => self.known_day(),
        }
    }

    /// The first day that is named by a date without bounds on either side.
    fn known_day(&self) -> Option<i64> {
        let known = |day: &i64| *day != i64::MIN && *day != i64::MAX;
        match self.extent.as_deref()? {
            Extent::Moment(_) => None,
            Extent::Span { start, end } => {
                [start.run().last, end.run().first].into_iter().find(known)
            }
            Extent::Set(elements) => elements
                .iter()
                .flat_map(|element| [element.days.run().first, element.days.run().last])
                .filter(known)
                .min(),
        }
    }

    /// The days on which it may have begun.
    fn begun(&self) -> Run {
        match self.extent.as_deref() {
            None => self.bounds().run(),
            Some(Extent::Moment(days)) => days.run(),
            Some(Extent::Span { start, end }) => Run {
                first: start.run().first,
                last: start.run().last.min(end.run().last),
            },
            Some(Extent::Set(elements)) => {
                let lasts = elements.iter();
                Run {
                    first: self.bounds().run().first,
                    last: if self.shape == DateShape::AllOf {
                        lasts.map(first_of).min()
                    } else {
                        lasts.map(|element| element.days.run().last).max()
                    }
                    .unwrap_or(i64::MAX),
                }
            }
        }
    }

    /// Which rule of `order_key` placed this date before or after `other`, in words about this date.
    pub fn order_reason(&self, other: &Self) -> String {
        let (here, there) = (self.order_key(), other.order_key());
        let words = match (here.group, there.group) {
            (DateGroup::Undated, DateGroup::Undated) => "both undated: order in the file",
            (DateGroup::Undated, _) | (_, DateGroup::Undated) => "undated events come last",
            (DateGroup::Unreadable, DateGroup::Unreadable) => "both unreadable: order in the file",
            (DateGroup::Unreadable, _) | (_, DateGroup::Unreadable) => {
                "unreadable dates come after all that can be read"
            }
            (DateGroup::NoYear, DateGroup::Known) | (DateGroup::Known, DateGroup::NoYear) => {
                "dates of an unknown year come after those with a year"
            }
            (DateGroup::Known, DateGroup::Known) | (DateGroup::NoYear, DateGroup::NoYear) => {
                return self.reason_within(other, &here, &there);
            }
        };
        words.to_owned()
    }

    fn reason_within(&self, other: &Self, here: &OrderKey, there: &OrderKey) -> String {
        let against =
            |what: &str, ours: String, theirs: String| format!("{what}: {ours} against {theirs}");
        let day = |number: i64| Day::new(number).words();
        let is_timed = |date: &Self| date.precision == Some(Precision::Time);
        if (here.day, here.clock) != (there.day, there.clock) {
            let sooner = (here.day, here.clock) < (there.day, there.clock);
            if is_timed(self) || is_timed(other) {
                let what = if sooner { "earlier" } else { "later" };
                return against(what, self.moment_words(), other.moment_words());
            }
            let what = match (self.earliest, other.earliest) {
                (Edge::Day, Edge::Day) if sooner => "may begin sooner",
                (Edge::Day, Edge::Day) => "may begin no sooner",
                (Edge::Open, _) | (_, Edge::Open) => "an open start stands at its known end",
                (Edge::Unknown, _) | (_, Edge::Unknown) => {
                    "an unknown start stands at its known end"
                }
            };
            return against(what, day(here.day), day(there.day));
        }
        if here.unit != there.unit {
            let unit = |key: &OrderKey| key.unit.map_or("", Precision::word).to_owned();
            let what = if here.unit < there.unit {
                "same beginning, written more coarsely"
            } else {
                "same beginning, written more finely"
            };
            return against(what, unit(here), unit(there));
        }
        if here.begun != there.begun {
            let what = if here.begun < there.begun {
                "same earliest day, begun sooner at the latest"
            } else {
                "same earliest day, may have begun later"
            };
            let latest = |key: &OrderKey| match key.begun {
                i64::MAX => "no limit".to_owned(),
                number => day(number),
            };
            return against(what, latest(here), latest(there));
        }
        if here.end != there.end {
            let what = if here.end < there.end {
                "same beginning, ends sooner"
            } else {
                "same beginning, ends later"
            };
            let end = |key: &OrderKey| match key.end {
                Latest::Open => "open".to_owned(),
                Latest::Unknown => "unknown".to_owned(),
                Latest::Day(number) => day(number),
            };
            return against(what, end(here), end(there));
        }
        "same beginning and end: order in the file".to_owned()
    }

    /// Where it stands among times: "1 Jun 2024 15:30 UTC", "1 Jun 2024 12:00 as written, no offset", "1 Jun 2024
    /// from its first moment".
    fn moment_words(&self) -> String {
        let key = self.order_key();
        let day = Day::new(key.day).words();
        if self.precision != Some(Precision::Time) {
            return format!("{day} from its first moment");
        }
        let seconds = key.clock / 2;
        let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
        let second = match seconds % 60 + key.clock % 2 {
            0 => String::new(),
            second => format!(":{second:02}"),
        };
        let zone = if self.has_offset() {
            "UTC"
        } else {
            "as written, no offset"
        };
        format!("{day} {hour:02}:{minute:02}{second} {zone}")
    }
}

/// The last day on which an element of `{…}` begins: that of its first unit, if it is a run of units.
fn first_of(element: &ExtentElement) -> i64 {
    let run = element.days.run();
    match element.each {
        Some(unit) if run.first != i64::MIN => unit.first_from(run.first).last,
        _ => run.last,
    }
}
