//! Leaves, understood: what each condition of a query asks.
//!
//! A clause names things by their words, not by ids, so that a query outlives a
//! reload of the file; `plan` resolves it against an index.

use super::field::TextField;
use super::has::HasWord;
use super::is::Is;
use super::name_source::Names;
use super::tree::Operator;
use crate::model::{Bound, Date, Status};
use crate::query::text::term::SearchTerm;

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Clause {
    /// A free word.
    Word(SearchTerm),
    /// A word in one text of the event.
    Text(TextField, SearchTerm),
    /// A thing that has a name.
    Names(Names, SearchTerm),
    /// One of these.
    Status(Vec<Status>),
    /// A grade.
    Grade(GradeTest),
    /// A period.
    Period(PeriodTest),
    /// Something is given.
    Has(&'static HasWord),
    /// Something holds.
    Is(Is),
}

/// A clause and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    /// The field's name, for free words empty.
    pub field: &'static str,
    /// The value as written, quotes and signs included.
    pub written: String,
    /// What it asks.
    pub clause: Clause,
}

/// A grade to compare with: either part may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GradeTest {
    /// How to compare.
    pub operator: Operator,
    /// The letter, as a rank: 0 is A.
    pub letter: Option<u8>,
    /// The figure, 1 to 6.
    pub figure: Option<u8>,
}

impl GradeTest {
    /// Whether a citation of that grade passes. Both parts are compared, each with its like: B2 is at
    /// least as good as C3 and B3, and neither better nor worse than A3.
    pub fn passes(self, letter: u8, figure: u8) -> bool {
        let parts = [(self.letter, letter), (self.figure, figure)];
        let mut parts = parts
            .iter()
            .filter_map(|(wanted, given)| wanted.map(|wanted| given.cmp(&wanted)));
        // A lower rank is a better grade.
        match self.operator {
            Operator::Equal => parts.all(std::cmp::Ordering::is_eq),
            Operator::AtLeast => parts.all(std::cmp::Ordering::is_le),
            Operator::AtMost => parts.all(std::cmp::Ordering::is_ge),
            Operator::MoreThan => {
                let parts: Vec<_> = parts.collect();
                parts.iter().all(|part| part.is_le()) && parts.iter().any(|part| part.is_lt())
            }
            Operator::LessThan => {
                let parts: Vec<_> = parts.collect();
                parts.iter().all(|part| part.is_ge()) && parts.iter().any(|part| part.is_gt())
            }
        }
    }
}

/// A period to meet.
#[derive(Debug, Clone)]
pub(crate) struct PeriodTest {
    /// The period.
    pub period: Date,
    /// Its first day, `i64::MIN` if it has none.
    pub first: i64,
    /// Its last day, `i64::MAX` if it has none.
    pub last: i64,
    /// Whether only certain meetings count.
    pub certain: bool,
    /// In words, after "possible" or "certain": "in Oct 2023", "before Nov 2023".
    pub told: String,
}

impl PeriodTest {
    /// A test for `period`.
    pub fn new(period: Date, certain: bool, told: String) -> Self {
        let bounds = period.bounds();
        let number = |bound, open| match bound {
            Bound::Day(day) => day.number(),
            Bound::Open | Bound::Unknown => open,
        };
        Self {
            first: number(bounds.earliest, i64::MIN),
            last: number(bounds.latest, i64::MAX),
            period,
            certain,
            told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_compare_part_by_part() {
        let test = |operator, letter, figure| GradeTest {
            operator,
            letter,
            figure,
        };
        for (test, grade, passes) in [
            (test(Operator::AtLeast, Some(1), Some(2)), (0, 1), true),
            (test(Operator::AtLeast, Some(1), Some(2)), (1, 2), true),
            (test(Operator::AtLeast, Some(1), Some(2)), (0, 3), false),
            (test(Operator::AtLeast, Some(1), Some(2)), (2, 1), false),
            (test(Operator::AtLeast, Some(1), None), (1, 6), true),
            (test(Operator::MoreThan, Some(1), Some(2)), (1, 2), false),
            (test(Operator::MoreThan, Some(1), Some(2)), (1, 1), true),
            (test(Operator::AtMost, Some(1), Some(2)), (2, 2), true),
            (test(Operator::LessThan, Some(1), Some(2)), (1, 2), false),
            (test(Operator::Equal, None, Some(2)), (5, 2), true),
        ] {
            assert_eq!(test.passes(grade.0, grade.1), passes, "{test:?} {grade:?}");
        }
    }
}
