//! Dates as cells write them → EDTF, never narrower and never shifted; or why one can't be read.
//!
//! What one cell leaves open its column may settle: `16/04/2020` says that a column writes the day first, and a column of
//! nothing but ten-digit numbers counts seconds since 1970. What neither settles is not guessed.

use super::date_words::{ascii_digits, in_english};
use crate::format::reading::{EpochUnit, NumberOrder};
use crate::model::date::{Bound, Day, of_epoch, parse_natural};
use crate::model::{Date, Precision};

/// How the dates of a column are written, as far as its cells settle it.
#[derive(Debug, Default)]
pub(super) struct DateColumn {
    /// Which number stands first, and the cell that settles it, with its row.
    pub order: Option<(NumberOrder, String, usize)>,
    /// Cells that both orders would be right for.
    pub open: usize,
    /// The unit, where the column is nothing but counts since 1970, or the person says so.
    pub epoch: Option<EpochUnit>,
    /// Whether some cell says the other order.
    is_mixed: bool,
    is_other: bool,
}

impl DateColumn {
    /// A column whose counts since 1970 are of `epoch`, if that is said.
    pub fn new(epoch: Option<EpochUnit>) -> Self {
        Self {
            epoch,
            ..Self::default()
        }
    }

    /// Looks at a cell; `row` is its row's number.
    pub fn look_at(&mut self, cell: &str, row: usize) {
        let cell = cell.trim();
        if is_blank(cell) {
            return;
        }
        if let Some((first, second, _)) = three_numbers(cell) {
            let order = match (first > 12, second > 12) {
                (true, false) => NumberOrder::DayFirst,
                (false, true) => NumberOrder::MonthFirst,
                _ => {
                    self.open += 1;
                    return;
                }
            };
            match &self.order {
                None => self.order = Some((order, cell.to_owned(), row)),
                Some((known, ..)) if *known != order => self.is_mixed = true,
                Some(_) => {}
            }
        }
        if !is_count(cell) {
            self.is_other = true;
        }
    }

    /// Settles what the cells say together. `counts` is whether every cell that has anything holds a count of one length.
    pub fn settle(&mut self, counts: Option<EpochUnit>) {
        if self.is_mixed {
            self.order = None;
        }
        if self.epoch.is_none() && !self.is_other {
            self.epoch = counts;
        }
    }

    /// The EDTF of a cell.
    ///
    /// # Errors
    ///
    /// Why it can't be read, as a sentence without a full stop, and what to do.
    pub fn read(&self, cell: &str) -> Result<String, Unreadable> {
        let cell = cell.trim();
        if is_blank(cell) {
            return Ok(String::new());
        }
        let digits = ascii_digits(cell);
        if is_count(&digits) && digits.trim_start_matches('-').len() != 4 {
            return self.count(&digits);
        }
        if Date::parse(cell).is_ok_and(|date| !date.ends_before_it_starts()) {
            return Ok(cell.to_owned());
        }
        if is_buddhist(cell, &digits) {
            return Err(Unreadable::new(
                format!(
                    "{cell} seems to count years of the Buddhist era, 543 more than those of the common era"
                ),
                "write the year of the common era",
            ));
        }
        if ["o.s.", "(os)", "(o.s.)", "julian", "old style"]
            .iter()
            .any(|mark| cell.to_lowercase().contains(mark))
        {
            return Err(Unreadable::new(
                format!("{cell} is a date of the Julian calendar"),
                "write the date of the Gregorian calendar",
            ));
        }
        if let Some((first, second, year)) = three_numbers(cell) {
            return self.numbers(cell, first, second, year);
        }
        let english = in_english(cell);
        if let Some((month, number)) = month_and_number(&english) {
            return Err(Unreadable::new(
                format!(
                    "{cell} is day {number} of {month} in an unknown year, or {month} of a year that ends in {number}"
                ),
                "write XXXX-MM-DD where the year is not known, else the year in four digits",
            ));
        }
        if let Some(edtf) = bounded(&english) {
            return Ok(edtf);
        }
        match parse_natural(&english) {
            Ok(date) => Ok(date.written().to_owned()),
            Err(error) => Err(Unreadable {
                message: error.message,
                help: error
                    .help
                    .unwrap_or_else(|| "write it as EDTF: 2023-10-10, 2023-10, 2023~".to_owned()),
            }),
        }
    }

    /// A bare number.
    fn count(&self, cell: &str) -> Result<String, Unreadable> {
        let Some(unit) = self.epoch else {
            return Err(Unreadable::new(
                format!("{cell} is a bare number: a count since 1970, or a year"),
                "--epoch s, ms or us says that it counts since 1970",
            ));
        };
        instant(cell, unit).ok_or_else(|| {
            Unreadable::new(
                format!("{cell} counts further than the years 0 to 9999"),
                "",
            )
        })
    }

    /// A date of three numbers.
    fn numbers(
        &self,
        cell: &str,
        first: u32,
        second: u32,
        year: &str,
    ) -> Result<String, Unreadable> {
        let order = match (first > 12, second > 12) {
            (true, false) => NumberOrder::DayFirst,
            (false, true) => NumberOrder::MonthFirst,
            // Points part days from months in the languages that use them so (DIN 1355-1).
            _ if cell.contains('.') => NumberOrder::DayFirst,
            _ => match &self.order {
                Some((order, ..)) => *order,
                None if first == second => NumberOrder::DayFirst,
                None => {
                    return Err(Unreadable::new(
                        format!(
                            "{cell} is day and month, or month and day: no date of its column says which"
                        ),
                        "--day-first or --month-first says which",
                    ));
                }
            },
        };
        let (day, month) = match order {
            NumberOrder::DayFirst => (first, second),
            NumberOrder::MonthFirst => (second, first),
        };
        let edtf = format!("{year}-{month:02}-{day:02}");
        match Date::parse(&edtf) {
            Ok(_) => Ok(edtf),
            Err(error) => Err(Unreadable::new(format!("{cell}: {}", error.message), "")),
        }
    }
}

/// Why a cell can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

impl Unreadable {
    fn new(message: String, help: &str) -> Self {
        Self {
            message,
            help: help.to_owned(),
        }
    }
}

/// The instant that a count says, to the second: EDTF has no fractions of one.
pub(super) fn instant(count: &str, unit: EpochUnit) -> Option<String> {
    let count: i64 = count.parse().ok()?;
    of_epoch(count.div_euclid(unit.per_second()))
}

/// From the one to the other. Intervals of EDTF have days: clock times of two moments are told in `notes`.
pub(super) fn interval(start: String, end: &str, notes: &mut Vec<String>) -> String {
    if end.is_empty() || end == start {
        return start;
    }
    if start.is_empty() {
        return format!("../{end}");
    }
    let (first, clock) = start.split_once('T').unwrap_or((&start, ""));
    let (last, end_clock) = end.split_once('T').unwrap_or((end, ""));
    if !clock.is_empty() || !end_clock.is_empty() {
        if first == last {
            notes.push(format!("until {end_clock}"));
            return start;
        }
        notes.push(format!("from {start} to {end}"));
    }
    format!("{first}/{last}")
}

/// The unit of a count of seconds, thousandths or millionths since 1970, by its length.
pub(super) fn unit_of(count: &str) -> Option<EpochUnit> {
    let count = count.trim();
    is_count(count).then(|| EpochUnit::of_digits(count.trim_start_matches('-').len()))?
}

/// Whether a cell says that there is nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty()
        || [
            "na", "n/a", "null", "none", "nan", "-", "–", "—", "?", "unknown", "undated", "n.d.",
        ]
        .contains(&cell.to_lowercase().as_str())
}

fn is_count(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// "31.12.1948", "3/4/2020", "03-04-2020": two small numbers, then a year of four digits.
fn three_numbers(cell: &str) -> Option<(u32, u32, &str)> {
    let between = ['.', '/', '-']
        .into_iter()
        .find(|between| cell.contains(*between))?;
    let mut parts = cell.split(between);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let small = |part: &str| {
        let is_small =
            (1..=2).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
        is_small.then(|| part.parse::<u32>().ok())?
    };
    let is_year = year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    (is_year && parts.next().is_none()).then_some(())?;
    Some((small(first)?, small(second)?, year))
}

/// "jan 03": a month and a number that may be a day or a year.
fn month_and_number(english: &str) -> Option<(&str, &str)> {
    let (month, number) = english.split_once(' ')?;
    let is_small =
        (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    let is_month = parse_natural(&format!("{month} 2000"))
        .is_ok_and(|date| date.precision() == Some(Precision::Month));
    (is_small && is_month).then_some((month, number))
}

/// Years that start with 24 to 26 in Thai digits, or that stand beside "พ.ศ." or "BE".
fn is_buddhist(cell: &str, digits: &str) -> bool {
    let thai = cell
        .chars()
        .any(|letter| matches!(letter, '\u{E00}'..='\u{E7F}'));
    let said = cell.contains("พ.ศ")
        || cell
            .split_whitespace()
            .any(|word| word == "BE" || word == "B.E.");
    let years = digits.split(|letter: char| !letter.is_ascii_digit());
    let late = years
        .filter(|part| part.len() == 4)
        .any(|year| ("2400".."2700").contains(&year));
    said || (thai && late)
}

/// Dates as genealogies bound them (GEDCOM 7, periods and ranges of dates): "bef 1900", "aft 3 mar 1901", "bet 1900 and
/// 1910", "abt 1900". What happened once by then is a set, not a span.
fn bounded(text: &str) -> Option<String> {
    let one = |text: &str| Some(parse_natural(text).ok()?.written().to_owned());
    let (word, rest) = text.split_once(' ')?;
    match word.trim_end_matches('.') {
        "abt" | "est" | "cal" => one(rest).map(|date| format!("{date}~")),
        "bef" => {
            let date = parse_natural(rest).ok()?;
            let Bound::Day(first) = date.bounds().earliest else {
                return None;
            };
            Some(format!("[..{}]", Day::new(first.number() - 1).iso()))
        }
        "aft" => {
            let date = parse_natural(rest).ok()?;
            let Bound::Day(last) = date.bounds().latest else {
                return None;
            };
            Some(format!("[{}..]", Day::new(last.number() + 1).iso()))
        }
        "bet" => {
            let (from, to) = rest.split_once(" and ")?;
            Some(format!("[{}..{}]", one(from)?, one(to)?))
        }
        _ => None,
    }
    .filter(|edtf| Date::parse(edtf).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(column: &[&str], cell: &str) -> Result<String, String> {
        let mut dates = DateColumn::default();
        for (row, cell) in column.iter().enumerate() {
            dates.look_at(cell, row);
        }
        dates.settle(None);
        dates.read(cell).map_err(|why| why.message)
    }

    #[test]
    fn cells_become_edtf_at_their_precision() {
        for (cell, edtf) in [
            ("", ""),
            (" ", ""),
            ("NA", ""),
            ("2023-10-10", "2023-10-10"),
            ("1066", "1066"),
            ("0094", "0094"),
            ("44 BCE", "-0043"),
            ("1984~", "1984~"),
            ("../1985", "../1985"),
            ("2024-W01-1", "2024-01-01"),
            ("2012-025", "2012-01-25"),
            ("31.12.1948", "1948-12-31"),
            ("3.4.2020", "2020-04-03"),
            ("16/04/2020", "2020-04-16"),
            ("04/16/2020", "2020-04-16"),
            ("15 août 1944", "1944-08-15"),
            ("9 мая 1945 г.", "1945-05-09"),
            ("BEF 1900", "[..1899-12-31]"),
            ("aft. 1900", "[1901-01-01..]"),
            ("BET 1900 AND 1910", "[1900..1910]"),
            ("abt 1900", "1900~"),
            ("2024-06-01T00:30:00+09:00", "2024-06-01T00:30:00+09:00"),
        ] {
            assert_eq!(read(&[], cell).as_deref(), Ok(edtf), "{cell}");
        }
    }

    #[test]
    fn a_column_settles_which_number_is_the_day() {
        assert_eq!(
            read(&["16/04/2020"], "03/04/2020").as_deref(),
            Ok("2020-04-03")
        );
        assert_eq!(
            read(&["04/16/2020"], "03/04/2020").as_deref(),
            Ok("2020-03-04")
        );
        assert_eq!(read(&[], "04/04/2020").as_deref(), Ok("2020-04-04"));
        for column in [&[][..], &["16/04/2020", "04/16/2020"]] {
            assert!(
                read(column, "03/04/2020")
                    .unwrap_err()
                    .contains("or month and day")
            );
        }
    }

    #[test]
    fn what_is_not_clear_is_not_guessed() {
        for cell in [
            "1679614100",
            "-86400",
            "2020-02-30",
            "30/02/2020",
            "Jan 03",
            "๒๕๖๗-๐๑-๐๑",
            "1 Jan 1700 (O.S.)",
            "-13798000000",
            "some time",
        ] {
            assert!(read(&[], cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn counts_are_instants_where_it_is_said_or_can_be_nothing_else() {
        let seconds = DateColumn::new(Some(EpochUnit::Seconds));
        assert_eq!(
            seconds.read("1679614100").as_deref(),
            Ok("2023-03-23T23:28:20Z")
        );
        assert_eq!(
            seconds.read("-86400").as_deref(),
            Ok("1969-12-31T00:00:00Z")
        );
        let milliseconds = DateColumn::new(Some(EpochUnit::Milliseconds));
        assert_eq!(
            milliseconds.read("1679614100123").as_deref(),
            Ok("2023-03-23T23:28:20Z")
        );
        assert_eq!(unit_of("1723474994349345"), Some(EpochUnit::Microseconds));
        assert_eq!(unit_of("2024"), None);
    }
}
