//! Dates as citation styles take them apart: a date, a range, one of two, or what only words can say.
//!
//! Read from the EDTF expression as written. Whatever a style has no convention for (unspecified digits, sets,
//! ends that are unknown) keeps the words that it has everywhere else, so that nothing is narrowed.

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
#[derive(Debug)]
pub(super) struct Manner {
    /// A date without "about".
    pub part: fn(&Part) -> String,
    /// Before what is approximate.
    pub about: &'static str,
    /// Around what is not exact.
    pub around: (&'static str, &'static str),
    /// After what goes on.
    pub since: &'static str,
    /// In place of a date.
    pub none: &'static str,
}

impl Dated {
    /// Takes a date apart.
    pub fn of(date: &Date) -> Self {
        Self::apart(date).unwrap_or_else(|| Self::Words(date.shown()))
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
                let (first, last) = inner.split_once("..")?;
                Some(Self::Between(Part::read(first)?, Part::read(last)?))
            }
            DateShape::AllOf | DateShape::Unreadable => None,
        }
    }

    /// In the manner of a style.
    pub fn told(&self, manner: &Manner) -> String {
        let exact = |part: &Part| part.is_exact();
        let (text, is_exact) = match self {
            Self::None => return manner.none.to_owned(),
            Self::Words(words) => return words.clone(),
            Self::At(part) => (manner.told(part), exact(part)),
            Self::Range(start, end) => (
                format!("{}–{}", manner.told(start), manner.told(end)),
                exact(start) && exact(end),
            ),
            Self::Since(start) => (
                format!("{}–{}", manner.told(start), manner.since),
                exact(start),
            ),
            Self::Between(first, last) => (
                format!("between {} and {}", manner.told(first), manner.told(last)),
                false,
            ),
        };
        if is_exact {
            return text;
        }
        let (open, close) = manner.around;
        format!("{open}{text}{close}")
    }
}

impl Manner {
    fn told(&self, part: &Part) -> String {
        let about = if part.is_approximate { self.about } else { "" };
        format!("{about}{}", (self.part)(part))
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
    pub fn year_words(&self) -> String {
        let mark = self.year.mark();
        match self.year.value {
            1_000.. => format!("{}{mark}", self.year.value),
            1.. => format!("{} CE{mark}", self.year.value),
            value => format!("{} BCE{mark}", value.unsigned_abs() + 1),
        }
    }

    /// The month in full, or in the short form of the MLA.
    pub fn month_words(&self, names: &[&str; 16]) -> Option<String> {
        let month = self.month?;
        let place = match month.value {
            21.. => month.value - 9,
            value => value - 1,
        };
        let name = usize::try_from(place)
            .ok()
            .and_then(|place| names.get(place))?;
        Some(format!("{name}{}", month.mark()))
    }

    /// The day.
    pub fn day_words(&self) -> Option<String> {
        self.day.map(|day| format!("{}{}", day.value, day.mark()))
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

/// Months as the MLA shortens them.
pub(super) const SHORT: [&str; 16] = [
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    "Spring", "Summer", "Autumn", "Winter",
];
