//! iCalendar (RFC 5545): each VEVENT and VJOURNAL is an event.
//!
//! Times stay as they are written: those in UTC keep their `Z`, and those of a zone get an offset only where the file's own
//! VTIMEZONE has one and no other; else the zone's name stands in the date note. A rule of recurrence is not worked out: the first
//! occurrence is the event, and the rule stands in the date note. Our own calendars say in `X-DATELINE-` lines what no calendar can.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::builder::{ImportedEvent, RecordBuilder};
use super::content_line::{Component, Property, unfolded, values};
use super::dates::interval;
use crate::format::reading::{Format, Items, ReadOptions, Reading};
use crate::model::date::Day;
use crate::model::problem::quoted;
use crate::model::{Date, Status};

/// The row of the format.
pub const FORMAT: Format = Format {
    name: "ics",
    extensions: &["ics", "ical", "ifb"],
    about: "a calendar (iCalendar): its events and journal entries",
    is_it: |text| {
        let start: String = text.trim_start().chars().take(15).collect();
        let start = start.to_ascii_uppercase();
        start == "BEGIN:VCALENDAR" || start.starts_with("BEGIN:VEVENT")
    },
    read,
    locator: |source| Box::new(Items::new(source)),
};

/// How many dates or names a note or remark lists.
const LISTED: usize = 12;

/// Properties that say something of the calendar's own housekeeping, not of what happened.
const HOUSEKEEPING: &[&str] = &[
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "TRANSP",
    "CLASS",
    "PRIORITY",
];

fn read(reading: &mut Reading, text: &str, _: &ReadOptions) {
    let mut builder = RecordBuilder::new(reading.source.name());
    let mut calendar = Calendar::default();
    calendar.read(text, &mut builder);
    calendar.add_events(&mut builder);
    reading.remarks.append(&mut calendar.remarks());
    reading.skipped += calendar.skipped;
    if !calendar.title.is_empty() {
        builder.describe(calendar.title, calendar.about);
    }
    builder.finish(reading);
}

/// What was read of a file.
#[derive(Debug, Default)]
struct Calendar {
    title: String,
    about: String,
    components: Vec<Component>,
    /// Offsets that each zone has by the file.
    zones: HashMap<String, BTreeSet<String>>,
    /// Other components, and how many of each.
    others: HashMap<String, usize>,
    left_out: BTreeSet<String>,
    recurring: usize,
    skipped: usize,
}

impl Calendar {
    fn read(&mut self, text: &str, builder: &mut RecordBuilder) {
        let mut inside: Vec<String> = Vec::new();
        let mut event: Option<Component> = None;
        let mut zone = String::new();
        for (number, range, line) in unfolded(text) {
            if line.trim().is_empty() {
                continue;
            }
            let Some(property) = Property::parse(&line, range.clone()) else {
                self.skipped += 1;
                let message = format!("line {number} is no line of a calendar: {}", quoted(&line));
                builder.warn("ics", message, range, "NAME:value is one".to_owned());
                continue;
            };
            match property.name.as_str() {
                "BEGIN" => {
                    let name = property.value.trim().to_ascii_uppercase();
                    if name == "VEVENT" || name == "VJOURNAL" {
                        // One within another: the first has lost its end.
                        self.unfinished(event.take(), builder);
                        event = Some(Component {
                            line: number,
                            range: range.clone(),
                            properties: Vec::new(),
                        });
                        inside.retain(|outer| outer != "VEVENT" && outer != "VJOURNAL");
                    } else if !["VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"]
                        .contains(&name.as_str())
                    {
                        *self.others.entry(name.clone()).or_default() += 1;
                    }
                    inside.push(name);
                }
                "END" => {
                    let name = property.value.trim().to_ascii_uppercase();
                    if let Some(at) = inside.iter().rposition(|open| *open == name) {
                        inside.truncate(at);
                    }
                    if (name == "VEVENT" || name == "VJOURNAL")
                        && let Some(mut done) = event.take()
                    {
                        done.range.end = range.end;
                        self.components.push(done);
                    }
                }
                _ => match (inside.last().map(String::as_str), &mut event) {
                    (Some("VEVENT" | "VJOURNAL"), Some(event)) => event.properties.push(property),
                    (Some("VTIMEZONE"), None) if property.name == "TZID" => {
                        property.value.trim().clone_into(&mut zone);
                    }
                    (Some("STANDARD" | "DAYLIGHT"), None) if property.name == "TZOFFSETTO" => {
                        let offsets = self.zones.entry(zone.clone()).or_default();
                        offsets.insert(property.value.trim().to_owned());
                    }
                    (Some("VCALENDAR"), None) => self.describe(&property),
                    _ => {}
                },
            }
        }
        self.unfinished(event, builder);
    }

    fn describe(&mut self, property: &Property) {
        match property.name.as_str() {
            "X-WR-CALNAME" | "NAME" if self.title.is_empty() => self.title = property.text(),
            "X-WR-CALDESC" | "DESCRIPTION" if self.about.is_empty() => {
                self.about = property.text();
            }
            _ => {}
        }
    }

    /// Keeps what there is of an event whose end is missing, and tells it.
    fn unfinished(&mut self, event: Option<Component>, builder: &mut RecordBuilder) {
        let Some(mut event) = event else {
            return;
        };
        let message = format!("the event of line {} has no end", event.line);
        let help = "END:VEVENT ends it; is the file cut off?".to_owned();
        builder.warn("ics", message, event.range.clone(), help);
        if let Some(last) = event.properties.last() {
            event.range.end = last.range.end;
        }
        self.components.push(event);
    }

    fn add_events(&mut self, builder: &mut RecordBuilder) {
        let mut ids = HashSet::new();
        for component in std::mem::take(&mut self.components) {
            let uid = component.text("UID");
            let mut id = plain_id(id_of_uid(&uid));
            if let Some(which) = component
                .property("RECURRENCE-ID")
                .filter(|_| !id.is_empty())
            {
                id = format!("{id}-{}", which.value.trim());
            }
            // Ids that recur are none: the event gets one made of what it says.
            if !ids.insert(id.clone()) {
                id = String::new();
            }
            self.add_event(&component, &id, builder);
        }
    }

    fn add_event(&mut self, component: &Component, id: &str, builder: &mut RecordBuilder) {
        let twin = component.text("X-DATELINE-EDTF");
        let is_ours = component.property("X-DATELINE-EDTF").is_some() && Date::parse(&twin).is_ok();
        let When {
            date,
            mut notes,
            is_told,
        } = if is_ours {
            When {
                date: twin,
                notes: Vec::new(),
                is_told: false,
            }
        } else {
            self.when(component, builder)
        };
        notes.splice(
            0..0,
            component.all("X-DATELINE-DATE-NOTE").map(Property::text),
        );
        self.recurring += usize::from(component.property("RRULE").is_some());
        notes.extend(recurrences(component));
        let description = component.text("DESCRIPTION");
        let summary = component.text("SUMMARY");
        let title = [component.text("X-DATELINE-TITLE"), summary];
        let mut title = title.into_iter().find(|title| !title.is_empty());
        if title.is_none() {
            let first = description.lines().next().unwrap_or_default().trim();
            title = (!first.is_empty()).then(|| first.to_owned());
        }
        let mut note: Vec<String> = Vec::new();
        let summary = if is_ours {
            note.push(description);
            component.text("X-DATELINE-SUMMARY")
        } else {
            description
        };
        let place = component.text("LOCATION");
        let position = component.property("GEO").and_then(|geo| {
            let (latitude, longitude) = geo.value.split_once(';')?;
            let position: (f64, f64) = (
                latitude.trim().parse().ok()?,
                longitude.trim().parse().ok()?,
            );
            (position.0.abs() <= 90.0 && position.1.abs() <= 180.0).then_some(position)
        });
        let kind = component.text("X-DATELINE-KIND");
        let listed = |name| {
            let properties = component.all(name);
            let tags = properties.flat_map(|property| values(&property.value));
            tags.collect::<Vec<_>>()
        };
        let mut tags = listed("X-DATELINE-TAGS");
        if tags.is_empty() {
            tags = listed("CATEGORIES");
            tags.retain(|tag| *tag != kind);
        }
        self.others_of(component, place.is_empty() || position.is_none(), &mut note);
        let source = component.text("URL");
        let status = component.text("X-DATELINE-STATUS");
        let status = Status::ALL
            .into_iter()
            .find(|known| known.code() == Some(status.as_str()));
        builder.add(ImportedEvent {
            id,
            date,
            is_date_told: is_told,
            date_note: notes.join("; "),
            inferred: component.text("X-DATELINE-INFERRED") == "TRUE",
            title: title.unwrap_or_else(|| format!("line {}", component.line)),
            summary,
            kind,
            status: status.unwrap_or_default(),
            actors: actors(component),
            place: Some(place)
                .into_iter()
                .filter(|name| !name.is_empty())
                .collect(),
            position,
            tags,
            note: note.join("\n").trim().to_owned(),
            sources: if source.is_empty() {
                Vec::new()
            } else {
                vec![(String::new(), source)]
            },
            at: format!("line {}", component.line),
            range: component.range.clone(),
            ..ImportedEvent::default()
        });
    }

    /// What an event has no field for goes into its note, or is left out, which a remark tells.
    fn others_of(&mut self, component: &Component, tells_position: bool, note: &mut Vec<String>) {
        for property in &component.properties {
            let words = match property.name.as_str() {
                "STATUS" => format!("status: {}", property.text()),
                "COMMENT" | "CONTACT" | "ATTACH" | "RELATED-TO" | "RESOURCES" | "CONFERENCE" => {
                    format!("{}: {}", property.name.to_lowercase(), property.text())
                }
                "GEO" if tells_position => {
                    format!("geo: {}", property.value)
                }
                name if HOUSEKEEPING.contains(&name) || !is_read(name) => {
                    self.left_out.insert(name.to_owned());
                    continue;
                }
                _ => continue,
            };
            note.push(words);
        }
    }

    /// When it was: EDTF, or what can't be read, which is told.
    fn when(&self, component: &Component, builder: &mut RecordBuilder) -> When {
        let mut notes = Vec::new();
        let mut read = |name| {
            let property: Option<&Property> = component.property(name);
            property.map(|property| self.moment(property, &mut notes).ok_or(property))
        };
        let (start, end) = (read("DTSTART"), read("DTEND"));
        notes.dedup();
        for fault in [&start, &end].into_iter().flatten() {
            let Err(property) = fault else {
                continue;
            };
            let written = [component.property("DTSTART"), component.property("DTEND")];
            let written: Vec<&str> = written
                .iter()
                .flatten()
                .map(|property| property.value.trim())
                .collect();
            let message = format!("{} is no date of a calendar", quoted(&property.value));
            let help = "20231010 is a day, 20231010T093000Z a moment".to_owned();
            builder.warn("bad-date", message, property.range.clone(), help);
            return When {
                date: written.join("/"),
                notes,
                is_told: true,
            };
        }
        let start = start.and_then(Result::ok).unwrap_or_default();
        let mut end = end.and_then(Result::ok).unwrap_or_default();
        if let (Some(length), true) = (component.property("DURATION"), end.is_empty()) {
            match days_of(&length.value).and_then(|days| later(&start, days)) {
                Some(day) => end = day,
                None => notes.push(format!("lasts {}", length.value.trim())),
            }
        }
        if start.is_empty() && end.is_empty() {
            notes.clear();
        }
        // The last moment of an event is the one before its end (3.6.1).
        let mut last = end.clone();
        if let Some(day) = end.strip_suffix("T00:00:00").or(Some(&end))
            && day.len() == "2023-10-10".len()
            && day > start.get(..10).unwrap_or_default()
            && let Some(before) = later(day, -1)
        {
            last = before;
            if end.contains('T') && start.get(..10) == Some(last.as_str()) {
                notes.push("until midnight".to_owned());
                last = String::new();
            }
        }
        let date = interval(start, &last, &mut notes);
        if Date::parse(&date).is_ok_and(|date| !date.ends_before_it_starts()) {
            return When {
                date,
                notes,
                is_told: false,
            };
        }
        let message = format!("{} ends before it starts", quoted(&date));
        let end = component.property("DTEND");
        let range = end.map_or_else(|| component.range.clone(), |end| end.range.clone());
        builder.warn("bad-date", message, range, String::new());
        When {
            date,
            notes,
            is_told: true,
        }
    }

    /// A day or a moment as EDTF.
    fn moment(&self, property: &Property, notes: &mut Vec<String>) -> Option<String> {
        let value = property.value.trim();
        let (day, clock) = value
            .split_once(['T', 't'])
            .map_or((value, None), |(day, clock)| (day, Some(clock)));
        let is_number = |text: &str, digits| {
            text.len() == digits && text.bytes().all(|digit| digit.is_ascii_digit())
        };
        if !is_number(day, 8) {
            return None;
        }
        let day = format!("{}-{}-{}", day.get(..4)?, day.get(4..6)?, day.get(6..)?);
        let Some(clock) = clock else {
            return Date::parse(&day).is_ok().then_some(day);
        };
        let (clock, mut offset) = match clock.strip_suffix(['Z', 'z']) {
            Some(clock) => (clock, "Z".to_owned()),
            None => (clock, String::new()),
        };
        if !is_number(clock, 6) {
            return None;
        }
        let clock = format!(
            "{}:{}:{}",
            clock.get(..2)?,
            clock.get(2..4)?,
            clock.get(4..)?
        );
        if let (Some(zone), true) = (property.parameter("TZID"), offset.is_empty()) {
            offset = self.offset(zone).unwrap_or_default();
            if offset.is_empty() {
                notes.push(format!("time of {zone}"));
            }
        }
        let moment = format!("{day}T{clock}{offset}");
        Date::parse(&moment).is_ok().then_some(moment)
    }

    /// The offset that a zone has all the time, if that is plain.
    fn offset(&self, zone: &str) -> Option<String> {
        if ["UTC", "Etc/UTC", "Z"].contains(&zone) {
            return Some("Z".to_owned());
        }
        let offsets = self.zones.get(zone)?;
        let offset = offsets.first().filter(|_| offsets.len() == 1)?;
        let is_plain = offset.len() == 5
            && offset.starts_with(['+', '-'])
            && offset.bytes().skip(1).all(|digit| digit.is_ascii_digit());
        is_plain.then(|| Some(format!("{}:{}", offset.get(..3)?, offset.get(3..)?)))?
    }

    /// What was taken for what, and what was left out.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.recurring > 0 {
            remarks.push(format!(
                "{} by a rule: the first occurrence is the event, the rule stands in its date note",
                match self.recurring {
                    1 => "1 event repeats".to_owned(),
                    many => format!("{many} events repeat"),
                }
            ));
        }
        if !self.left_out.is_empty() {
            let names: Vec<&str> = self.left_out.iter().map(String::as_str).collect();
            remarks.push(format!("left out: {}", listed(&names)));
        }
        let mut others: Vec<String> = self
            .others
            .iter()
            .map(|(name, many)| format!("{many} {}", quoted(name)))
            .collect();
        others.sort();
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            remarks.push(format!(
                "components that are no events, left out: {}",
                listed(&others)
            ));
        }
        remarks
    }
}

/// A UID without the characters that are hard to type, such as the `@` before its host.
fn plain_id(uid: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let letters = uid
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '-' });
    let id: String = letters.collect();
    id.trim_matches('-').to_owned()
}

/// When an event was.
struct When {
    date: String,
    notes: Vec<String>,
    is_told: bool,
}

/// Whether `add_event` reads a property.
fn is_read(name: &str) -> bool {
    [
        "UID",
        "RECURRENCE-ID",
        "SUMMARY",
        "DESCRIPTION",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "LOCATION",
        "GEO",
        "CATEGORIES",
        "ATTENDEE",
        "ORGANIZER",
        "URL",
    ]
    .contains(&name)
        || name.starts_with("X-DATELINE-")
}

/// When else an event takes place, as the file says it.
fn recurrences(component: &Component) -> Vec<String> {
    let mut notes = Vec::new();
    for (name, words) in [
        ("RRULE", "repeats"),
        ("RDATE", "also"),
        ("EXDATE", "but not"),
    ] {
        let values: Vec<&str> = component
            .all(name)
            .flat_map(|property| match name {
                "RRULE" => property.value.split('\n'),
                _ => property.value.split(','),
            })
            .map(str::trim)
            .collect();
        if !values.is_empty() {
            notes.push(format!("{words} {}", listed(&values)));
        }
    }
    notes
}

/// Who takes part, and as what.
fn actors(component: &Component) -> Vec<(String, String)> {
    let mut actors = Vec::new();
    for (name, role) in [("ORGANIZER", "organizer"), ("ATTENDEE", "attendee")] {
        for property in component.all(name) {
            let value = property.value.trim();
            let address = match value.get(..7) {
                Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value.get(7..),
                _ => Some(value),
            };
            let called = property.parameter("CN").map(str::trim);
            let called = called.filter(|name| !name.is_empty()).or(address);
            let actor = (called.unwrap_or_default().to_owned(), role.to_owned());
            let is_known = actors.iter().any(|(known, _)| *known == actor.0);
            if !actor.0.is_empty() && !is_known {
                actors.push(actor);
            }
        }
    }
    actors
}

/// The first of these values, and how many more there are.
fn listed(values: &[&str]) -> String {
    let shown = values.get(..LISTED).unwrap_or(values).join(", ");
    match values.len().checked_sub(LISTED) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}

/// The days of a DURATION that is nothing but days or weeks: "P2D".
fn days_of(duration: &str) -> Option<i64> {
    let length = duration.trim().trim_start_matches('+').strip_prefix('P')?;
    if let Some(weeks) = length.strip_suffix('W') {
        return weeks.parse::<i64>().ok()?.checked_mul(7);
    }
    length.strip_suffix('D')?.parse().ok()
}

/// The day so many days after `day`, if that is a day without a clock time.
fn later(day: &str, days: i64) -> Option<String> {
    let mut parts = day.split('-');
    let mut part = || parts.next()?.parse::<i64>().ok();
    let (year, month, of_month) = (part()?, part()?, part()?);
    let day = Day::from_civil(
        year,
        u8::try_from(month).ok()?,
        u8::try_from(of_month).ok()?,
    )?;
    let later = Day::new(day.number().checked_add(days)?);
    (0..=9999).contains(&later.civil().0).then(|| later.iso())
}

/// The id of an event in a UID of ours: what stands before the hash of its chronology.
fn id_of_uid(uid: &str) -> &str {
    let Some(own) = uid.strip_suffix("@dateline") else {
        return uid;
    };
    let is_hash = |end: &str| end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = own.rsplit_once('.');
    parts
        .filter(|(_, end)| is_hash(end))
        .map_or(own, |(id, _)| id)
}

#[cfg(test)]
mod tests {
    fn dates(body: &str) -> Vec<(String, String)> {
        let text = format!("BEGIN:VCALENDAR\r\n{body}\r\nEND:VCALENDAR\r\n");
        let reading = crate::format::read("x.ics", text.as_bytes());
        let events = reading.record.unwrap_or_default().events;
        let told = events.iter();
        told.map(|event| (event.date.to_string(), event.date_note.to_string()))
            .collect()
    }

    #[test]
    fn ends_are_exclusive_and_nothing_is_shifted() {
        for (lines, date, note) in [
            ("DTSTART:20240101", "2024-01-01", ""),
            (
                "DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20240102",
                "2024-01-01",
                "",
            ),
            (
                "DTSTART:20240228\nDTEND:20240301",
                "2024-02-28/2024-02-29",
                "",
            ),
            ("DTSTART:20240101\nDTEND:20240101", "2024-01-01", ""),
            (
                "DTSTART:20240101\nDURATION:P2D",
                "2024-01-01/2024-01-02",
                "",
            ),
            (
                "DTSTART:20240101T090000Z\nDURATION:PT1H",
                "2024-01-01T09:00:00Z",
                "lasts PT1H",
            ),
            ("DTSTART:20240101T233000Z", "2024-01-01T23:30:00Z", ""),
            (
                "DTSTART:20240101T090000Z\nDTEND:20240101T100000Z",
                "2024-01-01T09:00:00Z",
                "until 10:00:00Z",
            ),
            (
                "DTSTART:20240101T180000\nDTEND:20240102T000000",
                "2024-01-01T18:00:00",
                "until midnight",
            ),
            (
                "DTSTART;TZID=Asia/Tokyo:20240101T003000",
                "2024-01-01T00:30:00",
                "time of Asia/Tokyo",
            ),
            (
                "DTSTART;TZID=(UTC+01:00) X:20240101T003000",
                "2024-01-01T00:30:00",
                "time of (UTC+01:00) X",
            ),
            ("DTEND:20240102", "../2024-01-01", ""),
            ("DTSTART:20240230", "20240230", ""),
            (
                "DTSTART:20240105\nDTEND:20240102",
                "2024-01-05/2024-01-02",
                "",
            ),
            (
                "RRULE:FREQ=DAILY\nDTSTART:20240101",
                "2024-01-01",
                "repeats FREQ=DAILY",
            ),
            ("SUMMARY:x", "", ""),
        ] {
            let found = dates(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT"));
            assert_eq!(found, [(date.to_owned(), note.to_owned())], "{lines}");
        }
    }

    #[test]
    fn a_zone_with_one_offset_gives_it() {
        let zone = "BEGIN:VTIMEZONE\nTZID:A\nBEGIN:STANDARD\nTZOFFSETTO:+0630\nEND:STANDARD\nEND:VTIMEZONE";
        let event = "BEGIN:VEVENT\nDTSTART;TZID=A:20240101T080000\nEND:VEVENT";
        // The zone may stand behind what is in it.
        for text in [format!("{zone}\n{event}"), format!("{event}\n{zone}")] {
            assert_eq!(dates(&text)[0].0, "2024-01-01T08:00:00+06:30");
        }
    }

    #[test]
    fn texts_are_unfolded_and_unescaped() {
        let text = "BEGIN:VEVENT\r\nSUMMARY:One\\, t\r\n wo\\nthree \\\\n\r\nCATEGORIES:a\\,b,c\r\nATTENDEE;CN=\"A: B\":mailto:a@b.example\r\nEND:VEVENT\r\n";
        let record = crate::format::read("x", text.as_bytes())
            .record
            .unwrap_or_default();
        let event = &record.events[0];
        assert_eq!(&*event.title, "One, two\nthree \\n");
        let tags: Vec<&str> = event.tags.iter().map(|tag| &**tag).collect();
        assert_eq!(tags, ["a,b", "c"]);
        assert_eq!(record.actors[0].name, "A: B");
    }
}
