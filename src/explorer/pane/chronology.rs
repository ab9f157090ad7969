//! The chronology: a row for each event, under its year; by date or by rank.

use super::page::Page;
use crate::explorer::answer::calendar::Heading;
use crate::explorer::answer::rows;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::order::Order;
use crate::explorer::base::wrap::{CUT, shorten, width as cells};
use crate::explorer::state::current::State;
use crate::model::DISPUTED_MARK;
use crate::model::date::{Meeting, month_short, year_words};
use crate::model::text::one_line;
use crate::model::{Event, EventId};
use crate::query::{self, Hit};

/// Where the date begins, after the gutter.
const DATE: u16 = 3;
/// Cells of the marks before a title.
const MARKS: u16 = 3;
/// The column of dates grows by so many cells, so that it stays for most letters typed.
const STEP: usize = 4;
/// The most events of a list beside the chronology whose dates are measured for the column.
const MEASURED: usize = 64;

pub(super) fn title(state: &State) -> String {
    match state.order {
        Order::Rank => "Chronology · best match first".to_owned(),
        Order::Date => {
            let top = state
                .cursor(crate::explorer::state::panes::PaneKind::Chronology)
                .top;
            let heading = (top > 0).then(|| state.answer.rows.heading(top)).flatten();
            let heading = heading.map(heading_text);
            let zone = state.answer.rows.zone();
            let zone = zone.map(|zone| format!("times in {}", zone.words()));
            let highlighted = state.highlighted.as_ref();
            let highlighted = highlighted.map(|found| format!("highlighted: {}", found.text));
            ["Chronology".to_owned()]
                .into_iter()
                .chain(highlighted)
                .chain(heading)
                .chain(zone)
                .collect::<Vec<_>>()
                .join(" · ")
        }
    }
}

/// The cells of a column of dates that need so many, in a pane of `width` columns: up to a third of it.
fn column(needed: usize, width: u16) -> u16 {
    let cells = needed.div_ceil(STEP) * STEP;
    u16::try_from(cells.saturating_sub(usize::from(cells > needed)))
        .unwrap_or(u16::MAX)
        .min(width / 3)
}

/// The column of full dates of `events`, in a pane of `width` columns.
pub(super) fn full_column(state: &State, events: &[EventId], width: u16) -> u16 {
    let step = events.len().div_ceil(MEASURED).max(1);
    let dates = events.iter().step_by(step);
    let needed = dates.map(|id| cells(&state.chronology().event(*id).date_shown()));
    column(needed.max().unwrap_or(0), width)
}

/// The cells that the title of the selected event has in its row, in a pane of `width` columns.
pub(super) fn title_room(state: &State, id: EventId, width: u16) -> usize {
    let hits = state.hits();
    let (Order::Date, Some(place)) = (state.order, hits.place_of(id)) else {
        return Row::ranked(state, id, width).title_room();
    };
    let row = state.answer.rows.position(place);
    Row::short(state, id, row, width).title_room()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let hits = state.hits();
    if hits.is_empty() {
        return Page::of(empty(state, width));
    }
    match state.order {
        Order::Rank => Page::of(Vec::new()).with_rows(hits.len(), move |row| {
            hits.get(row).map_or_else(Line::blank, |hit| {
                Row::ranked(state, hit.event, width).hit(*hit).line()
            })
        }),
        Order::Date => {
            let rows = &state.answer.rows;
            Page::of(Vec::new()).with_rows(rows.len(), move |row| match rows.row(row) {
                Some(rows::Row::Heading(heading @ (Heading::Month(..) | Heading::Day(_)))) => {
                    Line::blank().with(DATE, heading_text(heading), Tone::Label)
                }
                Some(rows::Row::Heading(heading)) => {
                    Line::blank().with(1, heading_text(heading), Tone::Strong)
                }
                Some(rows::Row::Gap { from, months }) => {
                    Line::blank().with(DATE, gap_text(from, months), Tone::Label)
                }
                Some(rows::Row::Event(place)) => hits.get(place).map_or_else(Line::blank, |hit| {
                    Row::short(state, hit.event, row, width).hit(*hit).line()
                }),
                None => Line::blank(),
            })
        }
    }
}

fn empty(state: &State, width: u16) -> Vec<Line> {
    let mut lines = vec![Line::blank()];
    if state.loading.is_some() {
        lines.push(Line::of(" Opening …", Tone::Label));
    } else if state.chronology().events().is_empty() {
        lines.push(Line::of(" The chronology has no events.", Tone::Strong));
        super::field::text(
            &mut lines,
            width,
            1,
            "An event is written so: (id: \"first\", date: \"2023-10-10\", title: \"…\", status: Reported)",
            Tone::Label,
        );
    } else {
        lines.push(Line::of(" No event matches.", Tone::Strong));
        super::field::text(
            &mut lines,
            width,
            1,
            "Esc clears the query; Backspace goes back; f shows the filters.",
            Tone::Label,
        );
        if !state.counts.advice.is_empty() {
            lines.push(Line::blank());
        }
        for advice in &state.counts.advice {
            let first = lines.len();
            let tone = match advice.query {
                Some(_) => Tone::Plain,
                None => Tone::Label,
            };
            super::field::text(&mut lines, width, 1, &advice.text, tone);
            if let (Some(line), Some(query)) = (lines.get_mut(first), &advice.query) {
                line.target = Some(Target::Query(query.clone()));
            }
        }
    }
    lines
}

fn heading_text(heading: Heading) -> String {
    match heading {
        Heading::Month(year, month) => {
            format!("{} {}", month_short(month), year_words(year))
        }
        Heading::Day(day) => day.words(),
        Heading::Years(years) => years.words(),
        Heading::Undated => "undated".to_owned(),
        Heading::NoYear => "year unknown".to_owned(),
        Heading::Unreadable => "unreadable".to_owned(),
        Heading::Year { year, uncertain } => {
            let mark = if uncertain { "?" } else { "" };
            format!("{}{mark}", year_words(year))
        }
    }
}

fn gap_text((_, month): (i64, u8), months: i64) -> String {
    let first = month_short(month);
    match months {
        1 => format!("· nothing begins in {first}"),
        2..=23 => format!("· nothing begins for {months} months"),
        _ if months % 12 == 0 => format!("· nothing begins for {} years", months / 12),
        _ => format!("· nothing begins for over {} years", months / 12),
    }
}

/// A row of an event, here and in the lists of other pages.
pub(super) struct Row<'a> {
    state: &'a State,
    id: EventId,
    event: &'a Event,
    date: String,
    /// The cells of the column of dates.
    column: u16,
    role: Option<String>,
    hit: Option<Hit>,
    width: u16,
}

impl<'a> Row<'a> {
    /// In the chronology by date, where its row is: without what the headings over it say.
    fn short(state: &'a State, id: EventId, row: usize, width: u16) -> Self {
        let rows = &state.answer.rows;
        let date = state.chronology().event(id).date_short(rows.said_over(row));
        let column = column(rows.date_widths().short, width);
        Self::new(state, id, date, column, width)
    }

    /// In the chronology by rank: with its date in full, less what all rows say.
    fn ranked(state: &'a State, id: EventId, width: u16) -> Self {
        let rows = &state.answer.rows;
        let event = state.chronology().event(id);
        let column = column(rows.date_widths().full, width);
        if event.date.is_unreadable() {
            return Self::full(state, id, column, width);
        }
        Self::new(state, id, event.date_short(rows.said()), column, width)
    }

    /// In another list, with its date in full in a column of so many cells.
    pub(super) fn full(state: &'a State, id: EventId, column: u16, width: u16) -> Self {
        let event = state.chronology().event(id);
        let date = if event.date.is_undated() {
            "—".to_owned()
        } else {
            event.date_shown()
        };
        Self::new(state, id, date, column, width)
    }

    fn new(state: &'a State, id: EventId, date: String, column: u16, width: u16) -> Self {
        Self {
            state,
            id,
            event: state.chronology().event(id),
            date,
            column,
            role: None,
            hit: None,
            width,
        }
    }

    /// With the role that an actor has in it.
    pub(super) fn with_role(mut self, role: &str) -> Self {
        self.role = Some(role.to_owned());
        self
    }

    fn hit(mut self, hit: Hit) -> Self {
        self.hit = Some(hit);
        self
    }

    /// Where the mark stands. A date longer than its column pushes it to the right; it is never cut.
    fn mark_at(&self) -> u16 {
        let taken = u16::try_from(cells(&self.date)).unwrap_or(u16::MAX);
        let date = taken.max(self.column);
        let after = DATE
            .saturating_add(date)
            .saturating_add(u16::from(date > 0));
        after.min(self.width)
    }

    /// The cells that its title has, where no role stands after it.
    fn title_room(&self) -> usize {
        usize::from(self.width.saturating_sub(self.mark_at() + MARKS + 1))
    }

    /// The line.
    pub(super) fn line(self) -> Line {
        let mark_at = self.mark_at();
        let title_at = mark_at.saturating_add(MARKS);
        let mut line = Line::blank().with(1, self.gutter(), Tone::Accent).with(
            DATE,
            self.date.clone(),
            Tone::Plain,
        );
        line = line.with(
            mark_at,
            self.event.status.mark().0,
            Tone::Status(self.event.status),
        );
        if self.event.disputed {
            line = line.with(mark_at + 1, DISPUTED_MARK.0, Tone::Conflict);
        }
        let role = self.role.as_deref().unwrap_or_default();
        let role_cells = u16::try_from(cells(role)).unwrap_or(0).min(self.width / 4);
        let role_at = self.width.saturating_sub(role_cells + 1);
        let until = if role.is_empty() {
            self.width
        } else {
            role_at.saturating_sub(1)
        };
        let title = one_line(&self.event.title);
        let lit = query::highlights(
            &self.state.opened.index,
            &self.state.lit_query(),
            self.id,
            &title,
        );
        let title = shorten(&title, usize::from(until.saturating_sub(title_at + 1)));
        let whole = title.strip_suffix(CUT).map_or(title.len(), str::len);
        let lit = lit
            .into_iter()
            .filter(|range| range.start < whole)
            .map(|range| range.start..range.end.min(whole))
            .collect();
        let tone = if self.takes_part() {
            Tone::Strong
        } else {
            Tone::Plain
        };
        line = line.with_lit(title_at, title, tone, lit);
        if !role.is_empty() {
            line = line.with(role_at, shorten(role, usize::from(role_cells)), Tone::Label);
        }
        line.to(Target::Event(self.id))
    }

    /// Certain or possible, where a period is asked for; then `+`, where it is marked to be picked.
    fn gutter(&self) -> String {
        let certainty = match self.hit {
            Some(hit) if self.state.asked.query.has_period() => match hit.certainty {
                Meeting::Certain => "█",
                _ => "░",
            },
            _ => " ",
        };
        let is_marked = self
            .state
            .pick
            .as_ref()
            .is_some_and(|pick| pick.marked.contains(&self.id));
        let mark = if is_marked { "+" } else { "" };
        format!("{certainty}{mark}").trim_end().to_owned()
    }

    /// Whether the actor that was chosen in another pane takes part: such rows stand out.
    fn takes_part(&self) -> bool {
        self.state
            .selection
            .actor
            .is_some_and(|actor| self.event.actors.iter().any(|part| part.actor == actor))
    }
}
