//! The fast path: a plain year, month or day is parsed and shown without the grammar.
//!
//! Most dates are plain. A test compares each result with that of the grammar.

use super::bounds::{Edge, number_of};
use super::day::{Day, days_in_month};
use super::month::month_names;
use super::{Date, DateShape, Flags, Precision};

/// The date of a plain year, month or day (`2023`, `2023-10`, `2023-10-17`), as `from_edtf` makes
/// it. `None` for all others.
pub(super) fn parse(written: &str) -> Option<Date> {
    let (year, rest) = written.as_bytes().split_at_checked(4)?;
    let year = i64::from(number(year)?);
    let (precision, first, last) = match *rest {
        [] => (
            Precision::Year,
            number_of(year, 1, 1),
            number_of(year, 12, 31),
        ),
        [b'-', m, o] => {
            let month = short(&[m, o]).filter(|month| (1..=12).contains(month))?;
            let last = days_in_month(year, month);
            (
                Precision::Month,
                number_of(year, month, 1),
                number_of(year, month, last),
            )
        }
        [b'-', m, o, b'-', d, a] => {
            let day = Day::from_civil(year, short(&[m, o])?, short(&[d, a])?)?.number();
            (Precision::Day, day, day)
        }
        _ => return None,
    };
    let mut date = Date {
        written: written.into(),
        shape: DateShape::Moment,
        precision: Some(precision),
        unit: Some(precision),
        earliest: Edge::Day,
        first,
        latest: Edge::Day,
        last,
        ..Date::undated()
    };
    date.flags
        .set(Flags::HEADING_MONTH, precision >= Precision::Season);
    Some(date)
}

/// The words of a plain date from the year 1000 on: "10 Oct 2023", "Oct 2023", "2023". `None` of all others. Takes
/// what is known to be a date.
pub(super) fn shown(written: &str) -> Option<String> {
    let (year, rest) = written.split_at_checked(4)?;
    if year.starts_with('0') || number(year.as_bytes()).is_none() {
        return None;
    }
    let month = |digits: [u8; 2]| Some(month_names(short(&digits)?)?.0);
    match *rest.as_bytes() {
        [] => Some(year.to_owned()),
        [b'-', m, o] => Some([month([m, o])?, " ", year].concat()),
        [b'-', m, o, b'-', _, _] => {
            let day = rest.get(4..)?;
            number(day.as_bytes())?;
            let day = day.strip_prefix('0').unwrap_or(day);
            Some([day, " ", month([m, o])?, " ", year].concat())
        }
        _ => None,
    }
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
        Some(number * 10 + u16::from(digit))
    })
}

fn short(digits: &[u8]) -> Option<u8> {
    u8::try_from(number(digits)?).ok()
}

#[cfg(test)]
mod tests {
    use edtf_core::Edtf;

    use super::super::display::edtf_shown;
    use super::super::from_edtf::date;
    use super::{parse, shown};

    #[test]
    fn plain_dates_are_what_the_grammar_makes_of_them() {
        for year in [0, 1, 4, 100, 400, 1900, 1970, 1999, 2000, 2023, 2024, 9999] {
            let mut written = vec![format!("{year:04}")];
            for month in 0..100 {
                written.push(format!("{year:04}-{month:02}"));
                written.extend((0..100).map(|day| format!("{year:04}-{month:02}-{day:02}")));
            }
            for written in written {
                let quick = parse(&written);
                let full = Edtf::parse(&written).ok().map(|edtf| date(&written, &edtf));
                // Seasons are left to the grammar.
                if quick.is_some() || written.get(5..).is_none_or(|rest| rest < "13") {
                    assert_eq!(quick, full, "{written}");
                }
                if let (Some(shown), Ok(full)) = (shown(&written), Edtf::parse(&written)) {
                    assert_eq!(shown, edtf_shown(&full), "{written}");
                    assert!(year >= 1000, "{written}");
                }
            }
        }
        for other in [
            "",
            "2023-1",
            "2023?",
            "2023-10/..",
            "202X",
            "+2023",
            "２０２３",
            "2023-1é",
        ] {
            assert_eq!(parse(other), None, "{other}");
            assert_eq!(shown(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_date_is_plain_that_the_grammar_reads_otherwise(written in "[0-9X?/.-]{0,11}") {
            if let Some(quick) = parse(&written) {
                let full = Edtf::parse(&written).ok().map(|edtf| date(&written, &edtf));
                proptest::prop_assert_eq!(Some(quick), full);
            }
            if let (Some(shown), Ok(full)) = (shown(&written), Edtf::parse(&written)) {
                proptest::prop_assert_eq!(shown, edtf_shown(&full));
            }
        }
    }
}
