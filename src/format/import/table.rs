//! Tables: rows of cells under headers → events. CSV, JSON lines and lists of objects all end here.
//!
//! A first pass looks at the columns that only their cells settle: which number is the day, whether a column is one of ids.
//! The second reads. What no role is known for goes into the note, under its header, so that nothing is dropped.

use std::collections::HashSet;
use std::ops::Range;

use super::builder::{ImportedEvent, RecordBuilder};
use super::columns::{Role, key, name_of, rank, role_named, role_names, roles_of};
use super::dates::{DateColumn, Unreadable, instant, interval, is_blank, unit_of};
use crate::format::reading::{ReadOptions, Reading};
use crate::model::problem::quoted;
use crate::model::suggest::nearest;
use crate::model::{Date, Status};

/// A row.
#[derive(Debug)]
pub(super) struct Row<'r> {
    /// Its number, as a spreadsheet counts.
    pub number: usize,
    /// Its cells, by column; there may be more or fewer than headers.
    pub cells: &'r [&'r str],
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// These bytes, if its cells stand in them as they are.
    pub text: &'r str,
}

impl Row<'_> {
    /// The bytes of the cell, or those of the row.
    fn range_of(&self, cell: &str) -> Range<usize> {
        match self.text.find(cell).filter(|_| !cell.is_empty()) {
            Some(at) => self.range.start + at..self.range.start + at + cell.len(),
            None => self.range.clone(),
        }
    }
}

/// Something that rows can be read from, more than once.
pub(super) trait Rows {
    /// The headers.
    fn headers(&self) -> &[String];

    /// What rows are called in a citation: "row", "line".
    fn noun(&self) -> &'static str;

    /// Calls `with` with each row.
    fn each(&self, with: &mut dyn FnMut(&Row<'_>));
}

/// Reads a table into the record of `reading`.
pub(super) fn read(reading: &mut Reading, rows: &dyn Rows, options: &ReadOptions) {
    let mut builder = RecordBuilder::new(reading.source.name());
    let headers = rows.headers();
    let said = said_roles(headers, options, &mut builder);
    let mut table = Table {
        headers,
        noun: rows.noun(),
        roles: roles_of(headers, &said),
        start: DateColumn::new(options.epoch),
        end: DateColumn::new(options.epoch),
        is_used: vec![false; headers.len()],
    };
    table.look_over(rows, options);
    table.explain(reading, options);
    let mut blank = 0;
    rows.each(&mut |row| {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            blank += 1;
        } else {
            table.add(row, &mut builder);
        }
    });
    if blank > 0 {
        let rows = if blank == 1 { "row" } else { "rows" };
        reading
            .remarks
            .push(format!("{blank} blank {rows} left out"));
    }
    builder.finish(reading);
}

/// What `--map` says of the headers.
fn said_roles(
    headers: &[String],
    options: &ReadOptions,
    builder: &mut RecordBuilder,
) -> Vec<(usize, Role)> {
    let mut said = Vec::new();
    for (name, header) in &options.map {
        let Some(role) = role_named(name) else {
            let help =
                nearest(name, role_names()).map(|near| format!("did you mean {}?", quoted(near)));
            let message = format!(
                "--map: an event has nothing that is called {}",
                quoted(name)
            );
            builder.warn("unknown-role", message, 0..0, help.unwrap_or_default());
            continue;
        };
        let column = headers
            .iter()
            .position(|known| known == header)
            .or_else(|| headers.iter().position(|known| key(known) == key(header)));
        if let Some(column) = column {
            said.push((column, role));
        } else {
            let known = headers.iter().map(String::as_str);
            let help = nearest(header, known).map(|near| format!("did you mean {}?", quoted(near)));
            let message = format!("--map: there is no column {}", quoted(header));
            builder.warn("unknown-column", message, 0..0, help.unwrap_or_default());
        }
    }
    said
}

/// What is known of a table before its rows are read.
struct Table<'t> {
    headers: &'t [String],
    noun: &'static str,
    roles: Vec<Option<Role>>,
    start: DateColumn,
    end: DateColumn,
    /// Whether some cell of a column says something.
    is_used: Vec<bool>,
}

impl Table<'_> {
    /// Looks at every cell that only the whole column settles.
    fn look_over(&mut self, rows: &dyn Rows, options: &ReadOptions) {
        let date = self.column(Role::Date);
        let end = self.column(Role::End);
        let id = self.column(Role::Id);
        let mut ids = HashSet::new();
        let (mut has_twins, mut unit, mut is_one_unit) = (false, None, true);
        let (start, ends, is_used) = (&mut self.start, &mut self.end, &mut self.is_used);
        rows.each(&mut |row| {
            for (is_used, cell) in is_used.iter_mut().zip(row.cells) {
                *is_used |= !cell.trim().is_empty();
            }
            let cell = |column: Option<usize>| {
                column
                    .and_then(|at| row.cells.get(at))
                    .copied()
                    .unwrap_or_default()
            };
            start.look_at(cell(date), row.number);
            ends.look_at(cell(end), row.number);
            if !is_blank(cell(date)) {
                let of_cell = unit_of(cell(date));
                is_one_unit &= of_cell.is_some() && unit.is_none_or(|unit| Some(unit) == of_cell);
                unit = unit.or(of_cell);
            }
            let known = cell(id).trim();
            has_twins |= id.is_some() && (known.is_empty() || !ids.insert(known.to_owned()));
        });
        let counts = unit.filter(|_| is_one_unit);
        self.start.settle(counts);
        self.end.settle(counts);
        // What one of the two columns settles holds for both.
        match (&self.start.order, &self.end.order) {
            (None, Some(order)) => self.start.order = Some(order.clone()),
            (Some(order), None) => self.end.order = Some(order.clone()),
            (Some(_), Some(_)) | (None, None) => {}
        }
        if let Some(order) = options.number_order {
            let said = (order, String::new(), 0);
            self.start.order = Some(said.clone());
            self.end.order = Some(said);
        }
        if has_twins && let Some(role) = id.and_then(|id| self.roles.get_mut(id)) {
            // Names that recur are no ids.
            *role = None;
        }
    }

    /// Says what was taken for what.
    fn explain(&self, reading: &mut Reading, options: &ReadOptions) {
        let columns = self.headers.iter().zip(&self.roles).zip(&self.is_used);
        let columns = columns.filter_map(|(column, is_used)| is_used.then_some(column));
        let told: Vec<String> = columns
            .clone()
            .filter_map(|(header, role)| {
                Some(format!("{} is {}", quoted(header), name_of((*role)?)))
            })
            .collect();
        if told.is_empty() {
            reading.remarks.push(
                "no header is known; --map title=HEADER,date=HEADER says what is what".to_owned(),
            );
        } else {
            reading.remarks.push(told.join(", "));
        }
        let others: Vec<String> = columns
            .filter(|(_, role)| role.is_none())
            .map(|(header, _)| quoted(header))
            .collect();
        if !others.is_empty() {
            reading
                .remarks
                .push(format!("{} kept in the note", others.join(", ")));
        }
        if let Some((order, cell, row)) = &self.start.order
            && options.number_order.is_none()
            && self.start.open > 0
        {
            let words = order.words();
            reading.remarks.push(format!(
                "dates of three numbers are read {words}, as {} in {} {row} has to be",
                quoted(cell),
                self.noun
            ));
        }
        if let (Some(unit), None) = (self.start.epoch, options.epoch) {
            reading
                .remarks
                .push(format!("the dates count {} since 1970", unit.words()));
        }
    }

    fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|known| *known == Some(role))
    }

    fn add(&self, row: &Row<'_>, builder: &mut RecordBuilder) {
        let mut reader = RowReader {
            table: self,
            row,
            date_note: Vec::new(),
            is_date_told: false,
        };
        let date = reader.date(builder);
        let mut notes: Vec<String> = reader
            .all(Role::Note)
            .map(|(_, cell)| cell.to_owned())
            .collect();
        for (column, cell) in row.cells.iter().enumerate() {
            let cell = cell.trim();
            let is_other = self.roles.get(column).is_none_or(Option::is_none);
            if is_other && !cell.is_empty() {
                let header = self
                    .headers
                    .get(column)
                    .map_or("beyond the last column", String::as_str);
                notes.push(format!("{header}: {cell}"));
            }
        }
        let actors: Vec<(String, String)> = reader
            .all(Role::Actor)
            .flat_map(|(header, cell)| {
                let role = key(header).replace('_', " ");
                values(cell)
                    .map(move |name| (name.to_owned(), role.clone()))
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut place: Vec<String> = reader
            .text(Role::Place)
            .into_iter()
            .map(str::to_owned)
            .collect();
        let mut around: Vec<(&str, &str)> = reader.all(Role::Within).collect();
        around.sort_by_key(|(header, _)| rank(Role::Within, header));
        for (_, name) in around {
            if place.last().is_none_or(|last| last != name) {
                place.push(name.to_owned());
            }
        }
        let position = reader
            .number(Role::Latitude)
            .zip(reader.number(Role::Longitude))
            .filter(|(latitude, longitude)| latitude.abs() <= 90.0 && longitude.abs() <= 180.0);
        let title = reader
            .text(Role::Title)
            .map_or_else(|| reader.title_of_others(&actors, &place), str::to_owned);
        let status = reader.text(Role::Status).and_then(status_named);
        if let (Some(word), None) = (reader.text(Role::Status), status) {
            notes.push(format!("status: {word}"));
        }
        let source = (reader.text(Role::Source), reader.text(Role::Address));
        let source = match source {
            (None, None) => None,
            (name, address) => Some((
                name.unwrap_or_default().to_owned(),
                address.unwrap_or_default().to_owned(),
            )),
        };
        builder.add(ImportedEvent {
            id: reader.text(Role::Id).unwrap_or_default(),
            date,
            title,
            summary: reader.text(Role::Summary).unwrap_or_default().to_owned(),
            kind: reader.text(Role::Kind).unwrap_or_default().to_owned(),
            status: status.unwrap_or_default(),
            actors,
            place,
            position,
            tags: reader
                .all(Role::Tag)
                .flat_map(|(_, cell)| values(cell).map(str::to_owned))
                .collect(),
            note: notes.join("\n"),
            sources: source.into_iter().collect(),
            locator: reader.text(Role::Locator).unwrap_or_default().to_owned(),
            at: format!("{} {}", self.noun, row.number),
            range: row.range.clone(),
            is_date_told: reader.is_date_told,
            date_note: reader.date_note.join("; "),
            ..ImportedEvent::default()
        });
    }
}

/// Reads one row.
struct RowReader<'t, 'r> {
    table: &'t Table<'t>,
    row: &'t Row<'r>,
    /// What is known of the date besides it.
    date_note: Vec<String>,
    is_date_told: bool,
}

impl<'r> RowReader<'_, 'r> {
    /// The cell of a role, if it says something.
    fn text(&self, role: Role) -> Option<&'r str> {
        self.all(role).next().map(|(_, cell)| cell)
    }

    /// The cells of a role that say something, each with its header.
    fn all(&self, role: Role) -> impl Iterator<Item = (&str, &'r str)> {
        let columns = self.table.headers.iter().zip(&self.table.roles).enumerate();
        columns.filter_map(move |(column, (header, known))| {
            let cell = self.row.cells.get(column)?.trim();
            let says = *known == Some(role) && !cell.is_empty() && !cell.eq_ignore_ascii_case("na");
            says.then_some((header.as_str(), cell))
        })
    }

    fn number(&self, role: Role) -> Option<f64> {
        self.text(role)?
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// A title where no column is one: who and where, by the cells.
    fn title_of_others(&self, actors: &[(String, String)], place: &[String]) -> String {
        let who: Vec<&str> = actors.iter().map(|(name, _)| name.as_str()).collect();
        let kind = self.text(Role::Kind).unwrap_or_default().to_owned();
        let parts = [
            kind,
            who.join(", "),
            place.first().cloned().unwrap_or_default(),
        ];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if !parts.is_empty() {
            return parts.join(": ");
        }
        let summary = self.text(Role::Summary).unwrap_or_default();
        match summary.lines().next() {
            Some(line) if !line.is_empty() => line.to_owned(),
            _ => format!("{} {}", self.table.noun, self.row.number),
        }
    }

    /// The date: EDTF, or what can't be read, which is told.
    fn date(&mut self, builder: &mut RecordBuilder) -> String {
        self.date_note.extend(
            self.all(Role::DateNote)
                .map(|(_, cell)| cell.to_owned())
                .collect::<Vec<_>>(),
        );
        let start = self.text(Role::Date).filter(|cell| !is_blank(cell));
        let start = match start {
            Some(cell) => match self.table.start.read(cell) {
                Ok(edtf) => {
                    if let Some(unit) = self.table.start.epoch.filter(|_| unit_of(cell).is_some()) {
                        self.date_note
                            .push(format!("written as {cell}, {} since 1970", unit.words()));
                    }
                    self.with_time(edtf, Role::Time)
                }
                Err(why) => return self.unreadable(cell.trim().to_owned(), cell, why, builder),
            },
            None => self.of_parts([Role::Year, Role::Month, Role::Day, Role::Time]),
        };
        let start = match start.is_empty().then(|| self.counted()).flatten() {
            Some(instant) => instant,
            None => start,
        };
        let start = self.at_precision(start);
        let end = match self.text(Role::End).filter(|cell| !is_blank(cell)) {
            Some(cell) => match self.table.end.read(cell) {
                Ok(edtf) => self.with_time(edtf, Role::EndTime),
                Err(why) => return self.unreadable(format!("{start}/{cell}"), cell, why, builder),
            },
            None => self.of_parts([Role::EndYear, Role::EndMonth, Role::EndDay, Role::EndTime]),
        };
        let joined = interval(start, &end, &mut self.date_note);
        match Date::parse(&joined) {
            Ok(date) if date.ends_before_it_starts() => {}
            Err(_) if joined.contains('/') => {}
            Ok(_) | Err(_) => return joined,
        }
        let message = format!("{} ends before it starts", quoted(&joined));
        let cell = self.text(Role::End).unwrap_or_default();
        self.unreadable(
            joined,
            cell,
            Unreadable {
                message,
                help: String::new(),
            },
            builder,
        )
    }

    /// A count since 1970, where the date says nothing.
    fn counted(&mut self) -> Option<String> {
        let cell = self.text(Role::Count)?;
        let unit = self.table.start.epoch.or_else(|| unit_of(cell))?;
        let read = instant(cell, unit)?;
        self.date_note
            .push(format!("written as {cell}, {} since 1970", unit.words()));
        Some(read)
    }

    /// The date of a year, a month and a day in columns of their own.
    fn of_parts(&self, [year, month, day, time]: [Role; 4]) -> String {
        let Some(year) = self.text(year) else {
            return String::new();
        };
        let mut edtf = match year.parse::<i64>() {
            Ok(number) if (0..=9999).contains(&number) => format!("{number:04}"),
            Ok(number) if (-9999..0).contains(&number) => format!("-{:04}", -number),
            Ok(number) => format!("Y{number}"),
            Err(_) => return year.to_owned(),
        };
        for role in [month, day] {
            match self
                .text(role)
                .and_then(|cell| cell.parse::<u8>().ok())
                .filter(|part| *part > 0)
            {
                Some(part) => edtf = format!("{edtf}-{part:02}"),
                None => return edtf,
            }
        }
        self.with_time(edtf, time)
    }

    /// With the clock time of a column of its own, if the date is a day and the time can be read.
    fn with_time(&self, edtf: String, time: Role) -> String {
        let Some(time) = self.text(time) else {
            return edtf;
        };
        let seconds = if time.matches(':').count() == 1 {
            ":00"
        } else {
            ""
        };
        let whole = format!("{edtf}T{time:0>5}{seconds}");
        if Date::parse(&whole).is_ok() {
            whole
        } else {
            edtf
        }
    }

    /// As exact as ACLED says that it is: 2 is the week around it, 3 its month.
    fn at_precision(&mut self, edtf: String) -> String {
        match self.text(Role::TimePrecision) {
            Some("2") => {
                self.date_note
                    .push("time precision 2: some time in that week".to_owned());
                format!("{edtf}~")
            }
            Some("3") => {
                self.date_note
                    .push("time precision 3: some time in that month".to_owned());
                edtf.get(..7).map_or(edtf.clone(), str::to_owned)
            }
            Some(_) | None => edtf,
        }
    }

    /// The date as it is written, which is told to be unreadable.
    fn unreadable(
        &mut self,
        written: String,
        cell: &str,
        why: Unreadable,
        builder: &mut RecordBuilder,
    ) -> String {
        self.is_date_told = true;
        builder.warn(
            "bad-date",
            why.message,
            self.row.range_of(cell.trim()),
            why.help,
        );
        written
    }
}

/// The values of a cell that has several.
fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

fn status_named(word: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| {
        status
            .code()
            .is_some_and(|code| code.eq_ignore_ascii_case(word))
    })
}
