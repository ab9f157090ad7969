//! Endpoints: the dates that a span starts and ends with, and the outermost of a set, each as given.
//!
//! Bounds say between which days all of it lies; an end says how finely that side is known.

use edtf_core::{Date as Part, Edtf, IntervalEndpoint, SetElement};

use super::{Date, bounds::Bound};

/// The two sides of a date; `None` where a side is open or unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// The date that it starts with.
    pub first: Option<Date>,
    /// The date that it ends with.
    pub last: Option<Date>,
}

impl Date {
    /// Its ends. A moment is both of its own; those of undated are `None`.
    pub fn endpoints(&self) -> Endpoints {
        match self.edtf() {
            None => Endpoints {
                first: None,
                last: None,
            },
            Some(Edtf::Date(_) | Edtf::DateTime(_)) => Endpoints {
                first: Some(self.clone()),
                last: Some(self.clone()),
            },
            Some(Edtf::Interval(interval)) => Endpoints {
                first: endpoint(&interval.start),
                last: endpoint(&interval.end),
            },
            Some(Edtf::Set(set)) => set_endpoints(&set.elements),
        }
    }
}

fn endpoint(endpoint: &IntervalEndpoint) -> Option<Date> {
    match endpoint {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrAfter(date)
        | IntervalEndpoint::OnOrBefore(date) => read(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn read(part: &Part) -> Option<Date> {
    Date::parse(&part.to_string()).ok()
}

/// The earliest and the latest element; `None` on a side that an element leaves open.
fn set_endpoints(elements: &[SetElement]) -> Endpoints {
    let mut first = Some(None::<Date>);
    let mut last = Some(None::<Date>);
    for element in elements {
        let (from, to) = match element {
            SetElement::Date(date) => (read(date), read(date)),
            SetElement::Range(from, to) => (read(from), read(to)),
            SetElement::OnOrBefore(date) => (None, read(date)),
            SetElement::OnOrAfter(date) => (read(date), None),
        };
        first = match (first, from) {
            (Some(known), Some(from)) => Some(Some(outer(known, from, |date| {
                day(date.bounds().earliest).map(|day| -day)
            }))),
            _ => None,
        };
        last = match (last, to) {
            (Some(known), Some(to)) => {
                Some(Some(outer(known, to, |date| day(date.bounds().latest))))
            }
            _ => None,
        };
    }
    Endpoints {
        first: first.flatten(),
        last: last.flatten(),
    }
}

/// Whichever lies farther out; the first of two that lie alike.
fn outer(known: Option<Date>, date: Date, out: impl Fn(&Date) -> Option<i64>) -> Date {
    match known {
        Some(known) if out(&known) >= out(&date) => known,
        _ => date,
    }
}

fn day(bound: Bound) -> Option<i64> {
    match bound {
        Bound::Day(day) => Some(day.number()),
        Bound::Open | Bound::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_keeps_its_precision() {
        for (written, first, last) in [
            ("", None, None),
            ("2023?-08", Some("2023?-08"), Some("2023?-08")),
            ("2023-10/..", Some("2023-10"), None),
            ("2023-10-05/2024", Some("2023-10-05"), Some("2024")),
            ("/1985-04-12", None, Some("1985-04-12")),
            (
                "[2023-10-10..2023-12-31]",
                Some("2023-10-10"),
                Some("2023-12-31"),
            ),
            ("{1960,1667~,1961-12}", Some("1667~"), Some("1961-12")),
            ("[..1760-12-03]", None, Some("1760-12-03")),
            ("[1667,1760-12..]", Some("1667"), None),
        ] {
            let ends = Date::parse(written).unwrap().endpoints();
            assert_eq!(ends.first.as_ref().map(Date::written), first, "{written}");
            assert_eq!(ends.last.as_ref().map(Date::written), last, "{written}");
        }
    }
}
