//! Compact: a date for a list column, beside what the list says once: the year or the day in a heading, the zone.
//!
//! What is said there is left out, what is not said there is not: another year, a year that is sure
//! under an unsure heading, or one that is approximate by itself is shown.

use edtf_core::{Date as Part, Edtf, IntervalEndpoint, Set, SetElement, SetKind};

use super::day::{Day, days_in_month};
use super::display::{
    ShowPart, clock, clock_without_zone, edtf_shown, interval_shown, set_shown, shared_cut,
};
use super::from_edtf::is_given;
use super::single_date::{Cut, show};
use super::{Bound, Date, DateShape, Precision};

/// The most cells that a short date takes under a heading.
const WIDEST: usize = 22;

/// What a list says once of a date in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SaidOnce {
    /// What the heading over it says.
    pub heading: HeadingSays,
    /// Whether the offset of all times is said elsewhere.
    pub zone: bool,
}

/// What a heading over a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeadingSays {
    /// Not even the year.
    #[default]
    Nothing,
    /// The year.
    Year {
        /// And that it is uncertain.
        uncertain: bool,
    },
    /// The day.
    Day(Day),
}

impl Date {
    /// Short, beside what is said once. Under a year: "10 Oct", "Aug", "Oct –", "10 Oct ‥ Dec"; under its day a clock time or
    /// nothing; under nothing as in full. "—" for undated, the text itself if it is no date.
    ///
    /// Under a heading never wider than 22 cells; what does not fit ends in "…". In a one-of range a day that begins or ends
    /// its month is left out. An uncertain year under a plain heading is shown.
    pub fn short(&self, said: SaidOnce) -> String {
        let Some(edtf) = self.edtf() else {
            return match self.written() {
                "" => "—".to_owned(),
                written => cut(written),
            };
        };
        let (is_uncertain, day) = match said.heading {
            HeadingSays::Nothing => return era_once(beside_zone(&edtf, said.zone)),
            HeadingSays::Year { uncertain } => (uncertain, None),
            HeadingSays::Day(day) => (false, Some(day)),
        };
        let heading = HeadingAbove {
            year: self.heading().map(|heading| heading.year),
            uncertain: is_uncertain,
            day: day.is_some() && self.exact_day() == day,
            zone: said.zone,
        };
        let text = heading.short(&edtf);
        if text.chars().count() <= WIDEST {
            return text;
        }
        heading.beginning(&edtf)
    }

    /// The day that it is, as written, if nothing of that is unsure.
    fn exact_day(&self) -> Option<Day> {
        let of_day = matches!(self.precision, Some(Precision::Day | Precision::Time));
        let is_sure = !self.is_uncertain() && !self.is_approximate();
        (of_day && is_sure && self.earliest == self.latest && self.first == self.last)
            .then(|| Day::new(self.first))
    }

    /// The day under whose heading it can stand: that day, or the day that a span begins on.
    pub fn stands_on(&self) -> Option<Day> {
        if self.is_uncertain() || self.is_approximate() {
            return None;
        }
        let is_day = matches!(self.unit, Some(Precision::Day | Precision::Time));
        match self.shape {
            DateShape::Moment => self.exact_day(),
            DateShape::Span if is_day => match self.bounds().earliest {
                Bound::Day(day) => Some(day),
                Bound::Open | Bound::Unknown => None,
            },
            DateShape::Span
            | DateShape::OneOf
            | DateShape::AllOf
            | DateShape::Undated
            | DateShape::Unreadable => None,
        }
    }
}

/// The beginning of a text that is no date.
fn cut(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}

/// A date in full, less the zone if that is said. In a one-of range a day that begins or ends its month is left out.
fn beside_zone(edtf: &Edtf, is_zone_said: bool) -> String {
    match edtf {
        Edtf::DateTime(moment) if is_zone_said => {
            let date = show(&moment.date, Cut::Whole);
            format!("{date} {}", clock_without_zone(moment))
        }
        Edtf::Set(Set {
            kind: SetKind::OneMember,
            elements,
        }) => match elements.as_slice() {
            [SetElement::Range(from, to)] => one_of(from, to, &show),
            _ => edtf_shown(edtf),
        },
        _ => edtf_shown(edtf),
    }
}

/// "2600 BCE – 2566 BCE" as "2600 – 2566 BCE".
fn era_once(text: String) -> String {
    const ERA: &str = " BCE";
    for between in [" – ", " ‥ "] {
        if let Some((from, to)) = text.split_once(between)
            && to.ends_with(ERA)
            && let Some(from) = from.strip_suffix(ERA)
        {
            return format!("{from}{between}{to}");
        }
    }
    text
}

/// "10 Oct ‥ Dec": on one day from the 10th to the end of December.
fn one_of(from: &Part, to: &Part, part: ShowPart<'_>) -> String {
    let cut = shared_cut(from, to);
    if cut == Cut::NoMonth {
        return format!("{} ‥ {}", part(from, cut), part(to, Cut::Whole));
    }
    let first = if is_first_of_month(from) {
        part(from, without_day(cut))
    } else {
        part(from, cut)
    };
    let last = if is_last_of_month(to) {
        part(to, Cut::NoDay)
    } else {
        part(to, Cut::Whole)
    };
    format!("{first} ‥ {last}")
}

/// What stands above.
struct HeadingAbove {
    year: Option<i64>,
    uncertain: bool,
    /// Whether it says the day, and that is all of the date but its time.
    day: bool,
    /// Whether the zone of times is said.
    zone: bool,
}

impl HeadingAbove {
    fn short(&self, edtf: &Edtf) -> String {
        let part = |date: &Part, cut: Cut| self.part(date, cut);
        match edtf {
            Edtf::Date(_) if self.day => String::new(),
            Edtf::Date(date) => self.moment(date),
            Edtf::DateTime(moment) => {
                let clock = if self.zone {
                    clock_without_zone(moment)
                } else {
                    clock(moment)
                };
                if self.day {
                    return clock;
                }
                format!("{} {clock}", self.part(&moment.date, Cut::Whole))
            }
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(start), IntervalEndpoint::Open) => {
                    format!("{} –", self.part(start, Cut::Whole))
                }
                _ => interval_shown(interval, &part),
            },
            Edtf::Set(set) => match (set.kind, set.elements.as_slice()) {
                (SetKind::OneMember, [SetElement::Range(from, to)]) => one_of(from, to, &part),
                _ => set_shown(set, &part),
            },
        }
    }

    fn moment(&self, date: &Part) -> String {
        let text = self.part(date, Cut::Whole);
        if date.month.is_none() {
            let plain = date.year.value().is_some() && date.year.significant_digits.is_none();
            let about = date.year.qualifier.approximate;
            return if plain && !about {
                format!("in {text}")
            } else {
                text
            };
        }
        text
    }

    /// One date, without its year where the heading says it.
    fn part(&self, date: &Part, cut: Cut) -> String {
        if !self.says_year(date) {
            return show(date, cut);
        }
        match cut {
            Cut::Whole => show(date, Cut::NoYear),
            Cut::NoDay => show(date, Cut::MonthOnly),
            other => show(date, other),
        }
    }

    fn says_year(&self, date: &Part) -> bool {
        self.says_number(date)
            && date.year.qualifier.uncertain == self.uncertain
            && !is_year_alone_approximate(date)
    }

    fn says_number(&self, date: &Part) -> bool {
        date.month.is_some_and(is_given) && self.year.is_some() && self.year == date.year.value()
    }

    /// Where it begins, for what is too wide.
    fn beginning(&self, edtf: &Edtf) -> String {
        let date = match edtf {
            Edtf::Date(date) => Some(date),
            Edtf::DateTime(moment) => Some(&moment.date),
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(date), _) => Some(date),
                _ => None,
            },
            Edtf::Set(set) => set.elements.first().and_then(|element| match element {
                SetElement::Date(date) | SetElement::Range(date, _) => Some(date),
                SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) => None,
            }),
        };
        let text = date.map_or_else(|| self.short(edtf), |date| self.part(date, Cut::Whole));
        let text = text.split(" (").next().unwrap_or_default();
        let kept: String = text.chars().take(WIDEST - 2).collect();
        let kept = match kept.rsplit_once(' ') {
            Some((words, _)) if kept.len() < text.len() => words,
            _ => &kept,
        };
        format!("{kept} …")
    }
}

/// Whether the year is approximate and what stands before it is not, which "c." before it tells.
fn is_year_alone_approximate(date: &Part) -> bool {
    date.year.qualifier.approximate && date.month.is_some_and(|month| !month.qualifier.approximate)
}

fn without_day(cut: Cut) -> Cut {
    match cut {
        Cut::NoYear => Cut::MonthOnly,
        _ => Cut::NoDay,
    }
}

fn is_first_of_month(date: &Part) -> bool {
    date.day.and_then(edtf_core::DateField::value) == Some(1)
}

fn is_last_of_month(date: &Part) -> bool {
    let month = date.month.and_then(edtf_core::DateField::value);
    let day = date.day.and_then(edtf_core::DateField::value);
    match (date.year.value(), month, day) {
        (Some(year), Some(month), Some(day)) => day == days_in_month(year, month),
        _ => false,
    }
}
