//! Dates as citation styles take them apart, and how each puts them together again: a date, a range, one of
//! several, or what only words can say.
//!
//! Read from the EDTF expression as written. Whatever a style has no convention for (unspecified digits, sets,
//! ends that are unknown) keeps the words that it has everywhere else, so that nothing is narrowed.

use super::phrase::joined;
use crate::model::{Date, DateShape};

/// A date, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dated {
    /// No date.
    None,
    /// Once.
    At(Part),
    /// From one to the other.
    Range(Part, Part),
    /// From then on.
    Since(Part),
    /// Once, between both.
    Between(Part, Part),
    /// Once, then or before.
    NotAfter(Part),
    /// Once, then or later.
    NotBefore(Part),
    /// Once, on one of these.
    OneOf(Vec<Part>),
    /// In the words that it has everywhere.
    Words(String),
}

/// Year, month, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// Astronomical year.
    pub year: Component,
    /// 1–12, or a season 21–24.
    pub month: Option<Component>,
    /// Day of month.
    pub day: Option<Component>,
    /// Whether all of it is approximate.
    pub is_approximate: bool,
}

/// One number of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Component {
    /// The number.
    pub value: i64,
    /// Whether it is uncertain.
    pub is_uncertain: bool,
}

/// What a style says around dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// In which order the parts stand.
    pub order: Order,
    /// The names of the months and the four seasons.
    pub months: &'static [&'static str; 16],
    /// Before what is approximate.
    pub about: &'static str,
    /// Around what is not exact.
    pub around: (&'static str, &'static str),
    /// Between the ends of a range.
    pub to: &'static str,
    /// After what goes on.
    pub since: &'static str,
    /// In place of a date.
    pub none: &'static str,
}

/// In which order a style writes a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// "October 10, 2023".
    MonthDayYear,
    /// "10 Oct. 2023".
    DayMonthYear,
    /// "2023, October 10".
    YearMonthDay,
}

/// Dates in words for no style in particular: "between 10 October and 31 December 2023".
pub(super) const WORDS: Manner = Manner {
    order: Order::DayMonthYear,
    months: &LONG,
    about: "c. ",
    around: ("", ""),
    to: " – ",
    since: "ongoing",
    none: "",
};

impl Dated {
    /// Takes a date apart.
    pub fn of(date: &Date) -> Self {
        Self::apart(date).unwrap_or_else(|| Self::Words(date.shown().replace('‥', "to")))
    }

    fn apart(date: &Date) -> Option<Self> {
        let written = date.written().trim();
        match date.shape() {
            DateShape::Undated => Some(Self::None),
            DateShape::Moment => Part::read(written).map(Self::At),
            DateShape::Span => {
                let (start, end) = written.split_once('/')?;
                let start = Part::read(start)?;
                Some(match end {
                    ".." => Self::Since(start),
                    end => Self::Range(start, Part::read(end)?),
                })
            }
            DateShape::OneOf => {
                let inner = written.strip_prefix('[')?.strip_suffix(']')?;
                Some(match inner.split_once("..") {
                    Some(("", last)) => Self::NotAfter(Part::read(last)?),
                    Some((first, "")) => Self::NotBefore(Part::read(first)?),
                    Some((first, last)) => Self::Between(Part::read(first)?, Part::read(last)?),
                    None => Self::OneOf(
                        inner
                            .split(',')
                            .map(|part| Part::read(part.trim()))
                            .collect::<Option<_>>()?,
                    ),
                })
            }
            DateShape::AllOf | DateShape::Unreadable => None,
        }
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// In the manner of a style.
    pub fn told(&self, manner: &Manner) -> String {
        let (text, is_exact) = match self {
            Self::None => return manner.none.to_owned(),
            Self::Words(words) => return words.clone(),
            Self::At(part) => (manner.told(part), part.is_exact()),
            Self::Range(start, end) => (
                manner.pair(start, manner.to, end, true),
                start.is_exact() && end.is_exact(),
            ),
            Self::Since(start) => {
                let to = manner.to;
                let text = format!("{}{to}{}", manner.told(start), manner.since);
                (text, start.is_exact())
            }
            Self::Between(first, last) => {
                let pair = manner.pair(first, " and ", last, true);
                // A year in front belongs to both.
                let text = match pair.split_once(", ") {
                    Some((year, rest))
                        if manner.order == Order::YearMonthDay && first.shares_year(last) =>
                    {
                        format!("{year}, between {rest}")
                    }
                    Some(_) | None => format!("between {pair}"),
                };
                (text, false)
            }
            Self::NotAfter(last) => (format!("{} or earlier", manner.told(last)), false),
            Self::NotBefore(first) => (format!("{} or later", manner.told(first)), false),
            Self::OneOf(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| manner.told(part)).collect();
                (parts.join(" or "), false)
            }
        };
        if is_exact {
            return text;
        }
        let (open, close) = manner.around;
        format!("{open}{text}{close}")
    }

    /// The year alone, as author-date styles have it in the text: "2023", "2023–2025", "ca. 1984".
    pub fn year(&self, manner: &Manner) -> String {
        let years = match self {
            Self::None | Self::Words(_) => self.clone(),
            Self::At(part) => Self::At(part.year_only()),
            Self::Since(start) => Self::Since(start.year_only()),
            Self::NotAfter(last) => Self::NotAfter(last.year_only()),
            Self::NotBefore(first) => Self::NotBefore(first.year_only()),
            Self::Range(start, end) | Self::Between(start, end) if start.shares_year(end) => {
                Self::At(start.year_only())
            }
            Self::Range(start, end) => Self::Range(start.year_only(), end.year_only()),
            Self::Between(first, last) => Self::Between(first.year_only(), last.year_only()),
            Self::OneOf(parts) => {
                let mut years: Vec<Part> = parts.iter().map(Part::year_only).collect();
                years.dedup();
                Self::OneOf(years)
            }
        };
        years.told(manner)
    }

    /// What it says beside its year, for styles that have the year elsewhere: "October 17", "between October 10 and December 31";
    /// dates of several years whole. Empty if there is no more than years.
    pub fn beside_year(&self, manner: &Manner) -> String {
        let months = |parts: &[&Part]| parts.iter().any(|part| part.month.is_some());
        let (text, part) = match self {
            Self::At(part) => {
                // That all of it is approximate stands at the year.
                let part = Part {
                    is_approximate: false,
                    ..*part
                };
                (manner.piece(&part, true, false), part)
            }
            Self::Range(start, end) if start.shares_year(end) => {
                (manner.pair(start, manner.to, end, false), *start)
            }
            Self::Between(first, last) if first.shares_year(last) => {
                let pair = manner.pair(first, " and ", last, false);
                return format!("between {pair}");
            }
            Self::Range(first, last) | Self::Between(first, last) if months(&[first, last]) => {
                return self.told(manner);
            }
            Self::Since(only) | Self::NotAfter(only) | Self::NotBefore(only) if months(&[only]) => {
                return self.told(manner);
            }
            Self::OneOf(parts) if parts.iter().any(|part| months(&[part])) => {
                return self.told(manner);
            }
            Self::None
            | Self::Range(..)
            | Self::Between(..)
            | Self::Since(_)
            | Self::NotAfter(_)
            | Self::NotBefore(_)
            | Self::OneOf(_)
            | Self::Words(_) => return String::new(),
        };
        if text.is_empty() || part.year.is_uncertain || part.is_exact() {
            return text;
        }
        let (open, close) = manner.around;
        format!("{open}{text}{close}")
    }

    /// What a source says with this date of its own: "dates it to May 5, 2025"; empty without a date.
    pub fn claimed(&self, manner: &Manner) -> String {
        let manner = Manner {
            around: ("", ""),
            ..*manner
        };
        let date = self.told(&manner);
        match self {
            Self::None => String::new(),
            Self::Between(..) if date.starts_with("between") => format!("dates it {date}"),
            Self::Since(start) => format!("dates it from {} on", manner.told(start)),
            Self::At(_)
            | Self::Range(..)
            | Self::Between(..)
            | Self::NotAfter(_)
            | Self::NotBefore(_)
            | Self::OneOf(_)
            | Self::Words(_) => format!("dates it to {date}"),
        }
    }
}

impl Manner {
    fn told(&self, part: &Part) -> String {
        self.piece(part, true, true)
    }

    /// Two dates: what both share stands once, the year of both only if `has_year`.
    fn pair(&self, first: &Part, between: &str, second: &Part, has_year: bool) -> String {
        if !first.shares_year(second) {
            return format!("{}{between}{}", self.told(first), self.told(second));
        }
        let days = first.day.is_some() && second.day.is_some();
        let one_month = first.month == second.month && days;
        let (left, right) = match self.order {
            Order::MonthDayYear => (
                self.piece(first, true, false),
                self.piece(second, !one_month, has_year),
            ),
            Order::DayMonthYear => (
                self.piece(first, !one_month, false),
                self.piece(second, true, has_year),
            ),
            Order::YearMonthDay => (
                self.piece(first, true, has_year),
                self.piece(second, !one_month, false),
            ),
        };
        format!("{left}{between}{right}")
    }

    /// A date with or without its month and its year. A mark of doubt stands once: after the year, if that is uncertain.
    fn piece(&self, part: &Part, has_month: bool, has_year: bool) -> String {
        let is_marked_at_year = part.year.is_uncertain;
        let marked = |component: Component| {
            if is_marked_at_year {
                ""
            } else {
                component.mark()
            }
        };
        let month = part.month.filter(|_| has_month).and_then(|month| {
            let place = match month.value {
                21.. => month.value - 9,
                value => value - 1,
            };
            let name = usize::try_from(place)
                .ok()
                .and_then(|place| self.months.get(place))?;
            Some(format!("{name}{}", marked(month)))
        });
        let day = part.day.map(|day| format!("{}{}", day.value, marked(day)));
        let (month, day) = (month.unwrap_or_default(), day.unwrap_or_default());
        let year = if has_year {
            part.year_words()
        } else {
            String::new()
        };
        let text = match self.order {
            Order::MonthDayYear => {
                let before_year = if day.is_empty() { " " } else { ", " };
                joined(&[&joined(&[&month, &day], " "), &year], before_year)
            }
            Order::DayMonthYear => joined(&[&day, &month, &year], " "),
            Order::YearMonthDay => joined(&[&year, &joined(&[&month, &day], " ")], ", "),
        };
        let about = if part.is_approximate { self.about } else { "" };
        format!("{about}{text}")
    }
}

impl Part {
    /// Reads "2023", "2023?-08", "2023-10-10~"; a time of day is left out. Nothing with unspecified digits, nor
    /// with some parts approximate and others not.
    fn read(written: &str) -> Option<Self> {
        let written = written.split('T').next()?;
        let (is_negative, digits) = match written.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let mut marked: Vec<(i64, bool, bool)> = Vec::new();
        for (nth, piece) in digits.split('-').enumerate() {
            let (before, rest) = mark(piece, str::strip_prefix);
            let (after, number) = mark(rest, str::strip_suffix);
            let length = if nth == 0 { 4 } else { 2 };
            if nth > 2 || number.len() != length || !number.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            // A mark after a number is for all up to it, one before it for it alone.
            for (_, uncertain, approximate) in &mut marked {
                *uncertain |= after.0;
                *approximate |= after.1;
            }
            marked.push((
                number.parse().ok()?,
                before.0 || after.0,
                before.1 || after.1,
            ));
        }
        let is_approximate = marked.iter().all(|(_, _, approximate)| *approximate);
        if !is_approximate && marked.iter().any(|(_, _, approximate)| *approximate) {
            return None;
        }
        let mut components = marked.iter().map(|(value, is_uncertain, _)| Component {
            value: *value,
            is_uncertain: *is_uncertain,
        });
        let mut year = components.next()?;
        if is_negative {
            year.value = -year.value;
        }
        let (month, day) = (components.next(), components.next());
        let known = |month: &Component| matches!(month.value, 1..=12 | 21..=24);
        (month.as_ref().is_none_or(known)).then_some(Self {
            year,
            month,
            day,
            is_approximate,
        })
    }

    /// Whether nothing of it is uncertain or approximate.
    pub fn is_exact(&self) -> bool {
        let sure = |component: &Component| !component.is_uncertain;
        !self.is_approximate
            && sure(&self.year)
            && self.month.as_ref().is_none_or(sure)
            && self.day.as_ref().is_none_or(sure)
    }

    /// The year: "2023", "2023?", "94 CE", "44 BCE".
    fn year_words(&self) -> String {
        let mark = self.year.mark();
        match self.year.value {
            1_000.. => format!("{}{mark}", self.year.value),
            1.. => format!("{} CE{mark}", self.year.value),
            value => format!("{} BCE{mark}", value.unsigned_abs() + 1),
        }
    }

    /// The same year, approximate or not.
    pub fn year_only(&self) -> Self {
        Self {
            month: None,
            day: None,
            ..*self
        }
    }

    /// Whether two dates are in one year, nothing is approximate, and both have more than the year.
    fn shares_year(&self, other: &Self) -> bool {
        self.year == other.year
            && !self.is_approximate
            && !other.is_approximate
            && self.month.is_some()
            && other.month.is_some()
    }
}

impl Component {
    fn mark(self) -> &'static str {
        if self.is_uncertain { "?" } else { "" }
    }
}

/// (uncertain, approximate) of a mark at one end, and the rest.
fn mark<'t>(
    piece: &'t str,
    strip: impl Fn(&'t str, char) -> Option<&'t str>,
) -> ((bool, bool), &'t str) {
    for (sign, marks) in [
        ('?', (true, false)),
        ('~', (false, true)),
        ('%', (true, true)),
    ] {
        if let Some(rest) = strip(piece, sign) {
            return (marks, rest);
        }
    }
    ((false, false), piece)
}

/// Months and seasons in full.
pub(super) const LONG: [&str; 16] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Spring",
    "Summer",
    "Autumn",
    "Winter",
];

/// Months as the MLA shortens them; it has seasons in lower case.
pub(super) const SHORT: [&str; 16] = [
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    "spring", "summer", "autumn", "winter",
];

/// Months as this program shows them.
pub(super) const SHOWN: [&str; 16] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "spring",
    "summer", "autumn", "winter",
];
