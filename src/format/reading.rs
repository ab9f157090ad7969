//! What every reader takes and gives: options, a reading, and the row of a format.

use std::ops::Range;

use encoding_rs::Encoding;

use super::diagnostic::Diagnostics;
use super::files::SourceText;
use crate::model::problem::Hop;
use crate::model::record::ChronologyRecord;

/// What counts of an epoch count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EpochUnit {
    /// Seconds since 1970.
    Seconds,
    /// Thousandths.
    Milliseconds,
    /// Millionths.
    Microseconds,
}

impl EpochUnit {
    /// What `--epoch` calls them.
    pub const ALL: &[(&'static str, Self)] = &[
        ("s", Self::Seconds),
        ("ms", Self::Milliseconds),
        ("us", Self::Microseconds),
    ];

    /// "seconds".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
        }
    }

    /// How many make a second.
    pub const fn per_second(self) -> i64 {
        match self {
            Self::Seconds => 1,
            Self::Milliseconds => 1_000,
            Self::Microseconds => 1_000_000,
        }
    }

    /// The unit of a count of so many digits: those that name an instant between 2001 and 2286.
    pub const fn of_digits(digits: usize) -> Option<Self> {
        match digits {
            10 => Some(Self::Seconds),
            13 => Some(Self::Milliseconds),
            16 => Some(Self::Microseconds),
            _ => None,
        }
    }
}

/// Which number stands first in `03/04/2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

impl NumberOrder {
    /// "day first".
    pub const fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// What a person says of files that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format; else the text and the name tell.
    pub from: Option<&'static Format>,
    /// What is in which column: a role's name and a header.
    pub map: Vec<(String, String)>,
    /// What bare numbers count.
    pub epoch: Option<EpochUnit>,
    /// How letters are written in files that are not UTF-8.
    pub encoding: Option<&'static Encoding>,
    /// Which number stands first in `03/04/2020`.
    pub number_order: Option<NumberOrder>,
}

/// What a reader made of one file. Its diagnostics name file 0 until [`Reading::set_file`].
#[derive(Debug, Default)]
pub struct Reading {
    /// The record, as far as it could be read; `None` if nothing could be.
    pub record: Option<ChronologyRecord>,
    /// What is wrong with the file's text or shape, in the order of the text.
    pub diagnostics: Diagnostics,
    /// What was taken for what, a sentence each: nothing is wrong.
    pub remarks: Vec<String>,
    /// How many rows or objects could not be read; each was told.
    pub skipped: usize,
    /// The text, for quoting.
    pub source: SourceText,
}

impl Reading {
    /// Says which of the files opened this is.
    pub fn set_file(&mut self, file: u16) {
        if let Some(record) = &mut self.record {
            record.set_file(file);
        }
        for diagnostic in self.diagnostics.iter_mut() {
            let related = diagnostic.related.iter_mut().map(|(span, _)| span);
            for span in diagnostic.span.iter_mut().chain(related) {
                span.file = usize::from(file);
            }
        }
    }
}

/// A format that chronologies are read from.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// What its files' names end in, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What it is, in a line.
    pub about: &'static str,
    /// Whether a text whose name tells nothing is of this format.
    pub is_it: fn(&str) -> bool,
    /// Decoded text → record and diagnostics. `Reading::source` has its name, and is given the text afterwards.
    pub read: fn(&mut Reading, &str, &ReadOptions),
    /// Finds sites in a file's text.
    pub locator: fn(&SourceText) -> Box<dyn Locator + '_>,
}

/// Finds values in the text of one file.
pub trait Locator {
    /// The bytes of the value at the end of `path`, or of the nearest value around it.
    /// `within` narrows it to a range of the characters that a text says.
    fn find(&mut self, path: &[Hop], within: Option<(usize, usize)>) -> Range<usize>;
}

/// Finds events where their reader said that they stand.
pub struct Items<'s>(&'s [Range<usize>]);

impl<'s> Items<'s> {
    /// Where the events of a file stand.
    pub fn new(source: &'s SourceText) -> Self {
        Self(&source.items)
    }
}

impl Locator for Items<'_> {
    fn find(&mut self, path: &[Hop], _: Option<(usize, usize)>) -> Range<usize> {
        match path {
            [Hop::Field("events"), Hop::Item(item), ..] => {
                self.0.get(*item).cloned().unwrap_or_default()
            }
            _ => Range::default(),
        }
    }
}

/// A file's name without folders and ending: a title for want of a better one.
pub fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
