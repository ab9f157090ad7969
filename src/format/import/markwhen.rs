//! Markwhen (markwhen.com): `date: text` and the lines below it are an event; groups and sections are tags of what is in them.
//!
//! Dates of three numbers have the month first, as Markwhen reads them, unless the header's `dateFormat` says otherwise. Dates that
//! count from another event or repeat are not worked out: they are kept as text and told.

use std::collections::BTreeSet;
use std::ops::Range;

use super::builder::{ImportedEvent, RecordBuilder};
use super::dates::{DateColumn, interval};
use crate::format::reading::{Format, Items, NumberOrder, ReadOptions, Reading};
use crate::model::Date;
use crate::model::problem::quoted;

/// The row of the format.
pub const FORMAT: Format = Format {
    name: "markwhen",
    extensions: &["mw", "markwhen"],
    about: "Markwhen: lines of `date: text`, in groups and sections",
    is_it,
    read,
    locator: |source| Box::new(Items::new(source)),
};

/// How many bytes of a line may be its date.
const LONGEST: usize = 80;
/// How many lines of a nameless text are looked at.
const LOOKED_AT: usize = 100;
/// What parts the pages of one file.
const PAGE_BREAK: &str = "_-_-_break_-_-_";

/// Whether one of the first lines is a date that can be read, a colon and a text.
fn is_it(text: &str) -> bool {
    let dates = DateColumn::default();
    !text
        .trim_start()
        .starts_with(['{', '[', '<', '(', '#', '@'])
        && text.lines().take(LOOKED_AT).any(|line| {
            let parts = event_line(line, &dates);
            parts.is_some_and(|(when, rest)| when.fault.is_none() && rest.starts_with(' '))
        })
}

fn read(reading: &mut Reading, text: &str, options: &ReadOptions) {
    let mut page = Pages {
        builder: RecordBuilder::new(reading.source.name()),
        dates: DateColumn::new(options.epoch),
        is_order_said: options.number_order.is_some(),
        is_header: true,
        groups: Vec::new(),
        event: None,
        title: String::new(),
        about: String::new(),
        left_out: BTreeSet::new(),
    };
    page.set_order(options.number_order.unwrap_or(NumberOrder::MonthFirst));
    let mut start = 0;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let line = whole.trim_end();
        page.line(number, line, start..start + line.len());
        start += whole.len();
    }
    page.end_event();
    if page.dates.open > 0 && !page.is_order_said {
        reading
            .remarks
            .push("dates of three numbers are read month first, as Markwhen reads them".to_owned());
    }
    if !page.left_out.is_empty() {
        let mut names: Vec<String> = page.left_out.iter().map(|name| quoted(name)).collect();
        names.truncate(12);
        reading
            .remarks
            .push(format!("left out of the header: {}", names.join(", ")));
    }
    if !page.title.is_empty() {
        page.builder.describe(page.title, page.about);
    }
    page.builder.finish(reading);
}

/// When an event was, and what is wrong with that.
#[derive(Debug)]
struct When {
    date: String,
    notes: Vec<String>,
    fault: Option<(String, String)>,
}

/// An event whose lines are being read.
struct Open {
    when: When,
    written: Range<usize>,
    id: String,
    title: String,
    lines: Vec<String>,
    tags: Vec<String>,
    place: Option<String>,
    links: Vec<(String, String)>,
    number: usize,
    range: Range<usize>,
}

/// The pages of a file, as far as they are read.
struct Pages {
    builder: RecordBuilder,
    dates: DateColumn,
    is_order_said: bool,
    is_header: bool,
    groups: Vec<String>,
    event: Option<Open>,
    title: String,
    about: String,
    left_out: BTreeSet<String>,
}

impl Pages {
    fn set_order(&mut self, order: NumberOrder) {
        self.dates.order = Some((order, String::new(), 0));
    }

    fn line(&mut self, number: usize, line: &str, range: Range<usize>) {
        let trimmed = line.trim();
        if trimmed.starts_with("//") {
            return;
        }
        if trimmed == PAGE_BREAK {
            self.end_event();
            self.groups.clear();
            self.is_header = true;
            return;
        }
        if self.group(trimmed) {
            self.is_header = false;
            return;
        }
        if let Some((when, rest)) = event_line(line, &self.dates) {
            self.is_header = false;
            self.end_event();
            let at = range.start + line.len() - line.trim_start().len();
            let written = at..at + line.trim_start().len() - rest.len() - 1;
            self.dates.look_at(
                line.trim_start().get(..written.len()).unwrap_or_default(),
                number,
            );
            let mut open = Open {
                when,
                written,
                id: String::new(),
                title: without_tags(rest),
                lines: Vec::new(),
                tags: self
                    .groups
                    .iter()
                    .filter(|name| !name.is_empty())
                    .cloned()
                    .collect(),
                place: None,
                links: Vec::new(),
                number,
                range,
            };
            open.look_at(rest);
            self.event = Some(open);
        } else if let Some(open) = &mut self.event {
            if let (Some(id), true, true) = (
                trimmed.strip_prefix("id:"),
                open.id.is_empty(),
                open.lines.is_empty(),
            ) {
                id.trim().clone_into(&mut open.id);
                return;
            }
            if !trimmed.is_empty() {
                open.range.end = range.end;
            }
            if !open.look_at(line) {
                open.lines.push(line.to_owned());
            }
        } else if self.is_header && trimmed != "---" && !trimmed.is_empty() {
            self.header(trimmed);
        }
    }

    /// Whether a line begins or ends a group or a section.
    fn group(&mut self, line: &str) -> bool {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "group" | "section" if !rest.is_empty() => {
                self.end_event();
                let name = rest.split(" #").next().unwrap_or_default();
                let name = name.split(": #").next().unwrap_or_default();
                let name = name.trim_matches([' ', ':', '"']);
                self.groups.push(name.to_owned());
                true
            }
            "endGroup" | "endSection" if rest.is_empty() => {
                self.end_event();
                self.groups.pop();
                true
            }
            // A heading of Markdown is a section as deep as it has marks.
            _ if !first.is_empty()
                && first.len() <= 6
                && first.bytes().all(|byte| byte == b'#')
                && !rest.is_empty() =>
            {
                self.end_event();
                self.groups.truncate(first.len() - 1);
                self.groups.resize(first.len() - 1, String::new());
                self.groups.push(without_tags(rest));
                true
            }
            _ => false,
        }
    }

    fn header(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else {
            self.left_out.insert(line.to_owned());
            return;
        };
        let value = value.trim().trim_matches(['"', '\'']);
        match name.trim() {
            "title" if self.title.is_empty() => value.clone_into(&mut self.title),
            "description" if self.about.is_empty() => value.clone_into(&mut self.about),
            "dateFormat" if !self.is_order_said => {
                let is_day_first = value.trim_start().starts_with(['d', 'D']);
                self.set_order(if is_day_first {
                    NumberOrder::DayFirst
                } else {
                    NumberOrder::MonthFirst
                });
            }
            // The colour of a tag.
            tag if tag.starts_with('#') => {}
            other => {
                self.left_out.insert(other.to_owned());
            }
        }
    }

    fn end_event(&mut self) {
        let Some(open) = self.event.take() else {
            return;
        };
        let When { date, notes, fault } = open.when;
        let is_told = fault.is_some();
        if let Some((message, help)) = fault {
            self.builder.warn("bad-date", message, open.written, help);
        }
        let summary = open.lines.join("\n");
        let title = if open.title.is_empty() {
            format!("line {}", open.number)
        } else {
            open.title
        };
        self.builder.add(ImportedEvent {
            id: &open.id,
            date,
            is_date_told: is_told,
            date_note: notes.join("; "),
            title,
            summary: summary.trim().to_owned(),
            tags: open.tags,
            place: open.place.into_iter().collect(),
            sources: open.links,
            at: format!("line {}", open.number),
            range: open.range,
            ..ImportedEvent::default()
        });
    }
}

impl Open {
    /// Takes the tags and links of a line; whether the line is nothing but a place or a link.
    fn look_at(&mut self, line: &str) -> bool {
        for word in line.split_whitespace() {
            if let Some(tag) = tag(word)
                && !self.tags.iter().any(|known| known == tag)
            {
                self.tags.push(tag.to_owned());
            }
        }
        let mut rest = line.trim();
        let mut is_all = !rest.is_empty();
        while let Some((before, after)) = rest.split_once('[') {
            let found = after.split_once("](").and_then(|(name, address)| {
                let (address, after) = address.split_once(')')?;
                (!name.contains(['[', ']'])).then_some((name, address, after))
            });
            is_all &= before.trim().is_empty();
            let Some((name, address, after)) = found else {
                rest = after;
                is_all = false;
                continue;
            };
            if address == "location" {
                self.place.get_or_insert_with(|| name.trim().to_owned());
            } else if address.starts_with("http") {
                self.links
                    .push((name.trim().to_owned(), address.to_owned()));
            } else {
                is_all = false;
            }
            rest = after;
        }
        is_all && rest.trim().is_empty()
    }
}

/// A line that begins an event: its date, and what stands behind the colon.
fn event_line<'l>(line: &'l str, dates: &DateColumn) -> Option<(When, &'l str)> {
    let line = line.trim_start();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let first = line.chars().next()?;
    if !first.is_alphanumeric() && !['-', '.', '!', '[', '{'].contains(&first) {
        return None;
    }
    let colons = line.match_indices(':').map(|(at, _)| at);
    let colons: Vec<usize> = colons.take_while(|at| *at <= LONGEST).take(6).collect();
    for at in colons.iter().rev() {
        let (written, rest) = (line.get(..*at)?, line.get(at + 1..)?);
        if let Some(when) = range_of(written.trim(), dates) {
            return Some((when, rest));
        }
    }
    let at = colons.into_iter().find(|at| {
        let behind = line.get(at + 1..).unwrap_or_default();
        behind.is_empty() || behind.starts_with(' ')
    })?;
    let (written, rest) = (line.get(..at)?.trim(), line.get(at + 1..)?);
    let (message, help) = fault(written, dates)?;
    let when = When {
        date: written.to_owned(),
        notes: Vec::new(),
        fault: Some((message, help)),
    };
    Some((when, rest))
}

/// Why what looks like a date can't be read; `None` if it does not look like one.
fn fault(written: &str, dates: &DateColumn) -> Option<(String, String)> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let counts = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let is_length = words.windows(2).any(|pair| {
        let [number, unit] = pair else {
            return false;
        };
        let unit = unit.trim_end_matches('s');
        counts(number) && ["minute", "hour", "day", "week", "month", "year"].contains(&unit)
    });
    let first = words.first()?;
    let is_relative = is_length
        && (counts(first) || ["after", "before", "by", "every"].contains(first))
        || first.starts_with('!')
        || ["now", "today", "tomorrow", "yesterday"].contains(first);
    if words.len() <= 12 && is_relative {
        return Some((
            format!("{} counts from something else, or repeats", quoted(written)),
            "write the date".to_owned(),
        ));
    }
    let is_like_date = words.len() <= 6
        && first.len() >= 4
        && counts(first)
        && first
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte));
    if !is_like_date {
        return None;
    }
    Some(match dates.read(written) {
        Err(why) => (why.message, why.help),
        Ok(_) => (format!("{} is no date", quoted(written)), String::new()),
    })
}

/// A date, or one to another.
fn range_of(written: &str, dates: &DateColumn) -> Option<When> {
    let when = |date: String, notes: Vec<String>| {
        let is_sound = Date::parse(&date).is_ok_and(|date| !date.ends_before_it_starts());
        (is_sound && !date.is_empty()).then_some(When {
            date,
            notes,
            fault: None,
        })
    };
    if let Some(found) = when(written.to_owned(), Vec::new()) {
        return Some(found);
    }
    for joint in [" - ", " – ", " to ", "/", "-", "–"] {
        for (at, _) in written.match_indices(joint) {
            let (first, last) = (written.get(..at)?, written.get(at + joint.len()..)?);
            let Some(first) = single(first.trim(), dates) else {
                continue;
            };
            let last = last.trim();
            let last = if ["now", "present", "today"].contains(&last.to_lowercase().as_str()) {
                "..".to_owned()
            } else if let Some(last) = single(last, dates) {
                last
            } else {
                continue;
            };
            let mut notes = Vec::new();
            let date = interval(first, &last, &mut notes);
            if let Some(found) = when(date, notes) {
                return Some(found);
            }
        }
    }
    single(written, dates).and_then(|date| when(date, Vec::new()))
}

/// One date.
fn single(written: &str, dates: &DateColumn) -> Option<String> {
    if let Some((month, year)) = written.split_once('/')
        && (1..=2).contains(&month.len())
        && year.len() == 4
        && year.bytes().all(|digit| digit.is_ascii_digit())
    {
        let month: u8 = month.parse().ok()?;
        return Some(format!("{year}-{month:02}"));
    }
    dates.read(written).ok().filter(|date| !date.is_empty())
}

/// The tag that a word is.
fn tag(word: &str) -> Option<&str> {
    let tag = word
        .strip_prefix('#')?
        .trim_end_matches([',', '.', ';', ':', ')']);
    let is_tag = !tag.is_empty()
        && tag
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-');
    is_tag.then_some(tag)
}

/// A title without the tags at its end.
fn without_tags(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.last().is_some_and(|word| tag(word).is_some()) {
        words.pop();
    }
    if words.is_empty() {
        return text.trim().to_owned();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    fn told(text: &str) -> String {
        let reading = crate::format::read("x.mw", text.as_bytes());
        let record = reading.record.unwrap_or_default();
        let events = record.events.iter().map(|event| {
            let tags: Vec<&str> = event.tags.iter().map(|tag| &**tag).collect();
            let told = if event.is_date_told { "!" } else { "" };
            format!(
                "{}{told} | {} | {}",
                event.date,
                event.title,
                tags.join(",")
            )
        });
        events.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn dates_and_ranges_are_read() {
        for (line, wanted) in [
            ("1971-now: A", "1971/.. | A | "),
            ("1974-now:A", "1974/.. | A | "),
            ("1930 - 1967: A", "1930/1967 | A | "),
            ("1969-January 1983: A", "1969/1983-01 | A | "),
            (
                "January 1994-December 31, 2014: A",
                "1994-01/2014-12-31 | A | ",
            ),
            ("05/2011 - 06/2011: A", "2011-05/2011-06 | A | "),
            ("5/6/2009: A", "2009-05-06 | A | "),
            ("dateFormat: d/M/y\n5/6/2009: A", "2009-06-05 | A | "),
            (
                "2024-01-01/2024-02-03: A: b",
                "2024-01-01/2024-02-03 | A: b | ",
            ),
            ("2024-01-01T10:00:00Z: A", "2024-01-01T10:00:00Z | A | "),
            ("2012-31-12: A", "2012-31-12! | A | "),
            ("5 days: A", "5 days! | A | "),
            ("after !a 3 weeks: A", "after !a 3 weeks! | A | "),
            ("2020: A #b #c", "2020 | A | b,c"),
            (
                "group G #x\n2020: A\nendGroup\n2021: B",
                "2020 | A | G\n2021 | B | ",
            ),
            (
                "# One\n## Two\n2020: A\n# Three\n2021: B",
                "2020 | A | One,Two\n2021 | B | Three",
            ),
            ("2020: A\nNote: it is so\n3 things: x", "2020 | A | "),
        ] {
            assert_eq!(told(line), wanted, "{line}");
        }
    }
}
