//! Periods and lengths of time: what stands after `during:`, `before:`, `last:`.

use std::ops::Range;

use super::clause::PeriodTest;
use super::error::{QueryError, quoted};
use super::field::PeriodField;
use super::tree::{Operator, WrittenTerm};
use crate::model::date::parse_period;
use crate::model::{Bound, Date, Day};

/// What a period is read by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PeriodContext<'a> {
    /// The query's text, for errors.
    pub text: &'a str,
    /// The day that `today` and `last:` mean, if it is known.
    pub today: Option<Day>,
}

impl PeriodContext<'_> {
    /// Today, or why it can't be known.
    fn today(&self, span: &Range<usize>, asked: &str) -> Result<Day, QueryError> {
        self.today.ok_or_else(|| {
            QueryError::new(
                self.text,
                span,
                format!("`{asked}` needs today's date, which is not known here"),
            )
            .help("write the period, such as during:2023-10")
        })
    }
}

/// Which side of a period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    During,
    Before,
    UpTo,
    After,
    From,
}

/// The test that `term`, a field that compares periods, asks for.
pub(crate) fn period(
    field: PeriodField,
    term: &WrittenTerm,
    context: &PeriodContext<'_>,
) -> Result<PeriodTest, QueryError> {
    let side = match (field, term.operator) {
        (PeriodField::Before, _) | (_, Some(Operator::LessThan)) => Side::Before,
        (PeriodField::After, _) | (_, Some(Operator::MoreThan)) => Side::After,
        (_, Some(Operator::AtMost)) => Side::UpTo,
        (_, Some(Operator::AtLeast)) => Side::From,
        _ => Side::During,
    };
    let date = read(term, context)?;
    let shown = date.shown();
    let told = match side {
        Side::During => format!("in {shown}"),
        Side::Before => format!("before {shown}"),
        Side::UpTo => format!("up to {shown}"),
        Side::After => format!("after {shown}"),
        Side::From => format!("from {shown} on"),
    };
    let period = on_side(&date, side, term, context)?;
    Ok(PeriodTest::new(period, field == PeriodField::Within, told))
}

fn read(term: &WrittenTerm, context: &PeriodContext<'_>) -> Result<Date, QueryError> {
    parse(term.value.trim(), &term.value_span, context)
}

fn parse(
    value: &str,
    span: &Range<usize>,
    context: &PeriodContext<'_>,
) -> Result<Date, QueryError> {
    let date = parse_period(value, context.today).map_err(|error| {
        let wrong = QueryError::new(
            context.text,
            span,
            format!("{} is no period: {}", quoted(value), error.message),
        );
        wrong.help(error.help.unwrap_or_else(|| {
            "write 2023, 2023-10, 2023-10-10, 2023-Q4, \"oct 2023\" or 2023-09/2023-11".to_owned()
        }))
    })?;
    if date.is_undated() {
        return Err(
            QueryError::new(context.text, span, "a period is to stand here")
                .help("events without a date: is:undated"),
        );
    }
    Ok(date)
}

/// The part of time on that side of `date`.
fn on_side(
    date: &Date,
    side: Side,
    term: &WrittenTerm,
    context: &PeriodContext<'_>,
) -> Result<Date, QueryError> {
    let bounds = date.bounds();
    let (bound, which) = match side {
        Side::During => return Ok(date.clone()),
        Side::Before | Side::From => (bounds.earliest, "first"),
        Side::After | Side::UpTo => (bounds.latest, "last"),
    };
    let Bound::Day(day) = bound else {
        return Err(QueryError::new(
            context.text,
            &term.value_span,
            format!("{} has no {which} day", quoted(&term.value)),
        )
        .help("write a period that ends on both sides"));
    };
    let interval = match side {
        Side::Before => format!("../{}", written(Day::new(day.number() - 1))),
        Side::UpTo => format!("../{}", written(day)),
        Side::After => format!("{}/..", written(Day::new(day.number() + 1))),
        _ => format!("{}/..", written(day)),
    };
    parse(&interval, &term.value_span, context)
}

/// `day` in EDTF.
fn written(day: Day) -> String {
    let (year, month, of_month) = day.civil();
    if (0..=9999).contains(&year) {
        format!("{year:04}-{month:02}-{of_month:02}")
    } else if (-9999..0).contains(&year) {
        format!("-{:04}-{month:02}-{of_month:02}", -year)
    } else {
        // EDTF has no days in years of more than four figures.
        format!("Y{year}")
    }
}

/// The test that `last:2w` asks for: from so long before today up to today.
pub(crate) fn last(
    term: &WrittenTerm,
    context: &PeriodContext<'_>,
) -> Result<PeriodTest, QueryError> {
    let wrong = || {
        QueryError::new(
            context.text,
            &term.value_span,
            format!("{} is no length of time", quoted(&term.value)),
        )
        .help("write 10d, 2w, 6m or 1y")
    };
    let value = term.value.trim().to_lowercase();
    let figures = value.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = value.split_at_checked(figures).ok_or_else(wrong)?;
    let number: i64 = match number {
        "" => 1,
        number => number.parse().map_err(|_| wrong())?,
    };
    if !(1..=36_500).contains(&number) {
        return Err(wrong());
    }
    let today = context.today(&term.value_span, "last:")?;
    let unit = unit.trim();
    let (start, name) = match unit {
        "d" | "day" | "days" => (Day::new(today.number() - number), "day"),
        "w" | "week" | "weeks" => (Day::new(today.number() - 7 * number), "week"),
        "m" | "month" | "months" => (months_before(today, number), "month"),
        "y" | "year" | "years" => (months_before(today, 12 * number), "year"),
        _ => return Err(wrong()),
    };
    let interval = format!("{}/{}", written(start), written(today));
    let told = match number {
        1 => format!("in the last {name}"),
        number => format!("in the last {number} {name}s"),
    };
    let period = parse(&interval, &term.value_span, context)?;
    Ok(PeriodTest::new(period, false, told))
}

/// The same day of the month that many months earlier, or the last one that there is.
fn months_before(day: Day, months: i64) -> Day {
    let (year, month, of_month) = day.civil();
    let count = year * 12 + i64::from(month) - 1 - months;
    let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
    (1..=of_month)
        .rev()
        .find_map(|of_month| Day::from_civil(count.div_euclid(12), month, of_month))
        .unwrap_or(day)
}
