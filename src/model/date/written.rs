//! Written: years, decades and days → EDTF.

use super::day::Day;

/// "1900–1909", as a decade is shown whose name may mean a century. With blanks it is a span.
pub(super) fn decade_shown(text: &str) -> Option<String> {
    let text = text.strip_suffix(" ce").unwrap_or(text);
    let (first, last) = text.split_once('–')?;
    let year = |digits: &str| -> Option<u16> {
        let all = digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|year| all && *year < 10_000)
    };
    let (first, last) = (year(first)?, year(last)?);
    (first % 10 == 0 && last == first + 9).then(|| format!("{:03}X", first / 10))
}

/// An astronomical year in EDTF.
pub(super) fn year_edtf(year: i64) -> String {
    match year {
        0..=9_999 => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    }
}

/// A day in EDTF; `None` beyond the four-digit years.
pub(super) fn day_edtf(day: Day) -> Option<String> {
    let (year, month, day) = day.civil();
    if year.unsigned_abs() > 9_999 {
        return None;
    }
    Some(format!("{}-{month:02}-{day:02}", year_edtf(year)))
}
