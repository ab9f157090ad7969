//! Compact: a date for a list column, under a heading that says the year.
//!
//! What the heading says is left out, what it does not say is not: another year, a year that is sure
//! under an unsure heading, or one that is approximate by itself is shown.

use edtf_core::{Date as Part, Edtf, IntervalEndpoint, SetElement, SetKind};

use super::Date;
use super::day::days_in_month;
use super::display::{clock, interval_shown, set_shown, shared_cut};
use super::from_edtf::is_given;
use super::single_date::{Cut, show};

/// The most cells that a short date takes.
const WIDEST: usize = 22;

impl Date {
    /// Short, under a heading that already says the year (and that it is uncertain, if `under_uncertain`):
    /// "10 Oct", "Aug", "Oct –", "10 Oct ‥ Dec"; "—" for undated, the text itself if it is no date.
    ///
    /// Never wider than 22 cells; what does not fit ends in "…". In a one-of range a day that begins or ends
    /// its month is left out. An uncertain year under a plain heading is shown.
    pub fn short(&self, under_uncertain: bool) -> String {
        let Some(edtf) = self.edtf() else {
            return match self.written() {
                "" => "—".to_owned(),
                written => cut(written),
            };
        };
        let heading = HeadingAbove {
            year: self.heading().map(|heading| heading.year),
            uncertain: under_uncertain,
        };
        let text = heading.short(&edtf);
        if text.chars().count() <= WIDEST {
            return text;
        }
        heading.beginning(&edtf)
    }
}

/// The beginning of a text that is no date.
fn cut(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}

/// What stands above.
struct HeadingAbove {
    year: Option<i64>,
    uncertain: bool,
}

impl HeadingAbove {
    fn short(&self, edtf: &Edtf) -> String {
        let part = |date: &Part, cut: Cut| self.part(date, cut);
        match edtf {
            Edtf::Date(date) => self.moment(date),
            Edtf::DateTime(moment) => {
                format!("{} {}", self.part(&moment.date, Cut::Whole), clock(moment))
            }
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(start), IntervalEndpoint::Open) => {
                    format!("{} –", self.part(start, Cut::Whole))
                }
                _ => interval_shown(interval, &part),
            },
            Edtf::Set(set) => match (set.kind, set.elements.as_slice()) {
                (SetKind::OneMember, [SetElement::Range(from, to)]) => self.one_of(from, to),
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

    /// "10 Oct ‥ Dec": on one day from the 10th to the end of December.
    fn one_of(&self, from: &Part, to: &Part) -> String {
        let cut = shared_cut(from, to);
        if cut == Cut::NoMonth {
            return format!("{} ‥ {}", self.part(from, cut), self.part(to, Cut::Whole));
        }
        let first = if is_first_of_month(from) {
            self.part(from, without_day(cut))
        } else {
            self.part(from, cut)
        };
        let last = if is_last_of_month(to) {
            self.part(to, Cut::NoDay)
        } else {
            self.part(to, Cut::Whole)
        };
        format!("{first} ‥ {last}")
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
