//! Months and the groups of them: their names, short and long, and what people type for them.
//!
//! Codes are those of ISO 8601-2:2019 clause 4.8: 1–12 months, 21–24 seasons of no said hemisphere,
//! 25–28 northern, 29–32 southern, 33–36 quarters, 37–39 quadrimesters, 40–41 semestrals.

/// A code of the month slot, its short name, its long name (told after "in").
pub(super) struct Name {
    pub code: u8,
    pub short: &'static str,
    pub long: &'static str,
}

const fn name(code: u8, short: &'static str, long: &'static str) -> Name {
    Name { code, short, long }
}

/// Every code that has a name.
pub(super) const NAMES: &[Name] = &[
    name(1, "Jan", "January"),
    name(2, "Feb", "February"),
    name(3, "Mar", "March"),
    name(4, "Apr", "April"),
    name(5, "May", "May"),
    name(6, "Jun", "June"),
    name(7, "Jul", "July"),
    name(8, "Aug", "August"),
    name(9, "Sep", "September"),
    name(10, "Oct", "October"),
    name(11, "Nov", "November"),
    name(12, "Dec", "December"),
    name(21, "spring", "spring"),
    name(22, "summer", "summer"),
    name(23, "autumn", "autumn"),
    name(24, "winter", "winter"),
    name(25, "northern spring", "the northern spring of"),
    name(26, "northern summer", "the northern summer of"),
    name(27, "northern autumn", "the northern autumn of"),
    name(28, "northern winter", "the northern winter of"),
    name(29, "southern spring", "the southern spring of"),
    name(30, "southern summer", "the southern summer of"),
    name(31, "southern autumn", "the southern autumn of"),
    name(32, "southern winter", "the southern winter of"),
    name(33, "Q1", "the first quarter of"),
    name(34, "Q2", "the second quarter of"),
    name(35, "Q3", "the third quarter of"),
    name(36, "Q4", "the fourth quarter of"),
    name(37, "Jan–Apr third", "the first four months of"),
    name(38, "May–Aug third", "the middle four months of"),
    name(39, "Sep–Dec third", "the last four months of"),
    name(40, "1st half", "the first half of"),
    name(41, "2nd half", "the second half of"),
];

/// Short name: "Oct", "spring", "Q2".
pub(super) fn short(code: u8) -> &'static str {
    find(code).map_or("?", |name| name.short)
}

/// Long name: "October", "spring", "the second quarter of".
pub(super) fn long(code: u8) -> &'static str {
    find(code).map_or("?", |name| name.long)
}

/// The names of month 1–12: short ("Oct") and long ("October").
pub fn month_names(month: u8) -> Option<(&'static str, &'static str)> {
    let name = find(month).filter(|name| name.code <= 12)?;
    Some((name.short, name.long))
}

/// The short name of month 1–12; nothing for another.
pub fn month_short(month: u8) -> &'static str {
    month_names(month).map_or("", |(short, _)| short)
}

fn find(code: u8) -> Option<&'static Name> {
    NAMES.iter().find(|name| name.code == code)
}

/// The month 1–12 that a lower-case word of three letters or more begins: "oct", "sept", "october".
pub(super) fn month_named(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.chars().count() < 3 {
        return None;
    }
    NAMES
        .iter()
        .filter(|name| name.code <= 12)
        .find(|name| name.long.to_ascii_lowercase().starts_with(word))
        .map(|name| name.code)
}

/// The code of a season, quarter or half as people type it, in lower case: "summer", "fall", "q4", "h1".
pub(super) fn season_named(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        "h1" => Some(40),
        "h2" => Some(41),
        _ => None,
    }
}
