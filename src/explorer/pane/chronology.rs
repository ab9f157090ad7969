//! The chronology: a row for each event, under its year; by date or by rank.

use super::page::Page;
use crate::explorer::answer::calendar::Heading;
use crate::explorer::answer::rows;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::base::order::Order;
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::current::State;
use crate::model::DISPUTED_MARK;
use crate::model::date::{Meeting, month_short, year_words};
use crate::model::text::one_line;
use crate::model::{Event, EventId};
use crate::query::{self, Hit};

/// Where the date begins, after the gutter.
const DATE: u16 = 3;
/// Cells of a short date, under a heading.
const SHORT: u16 = 15;
/// Cells of a date in full.
const FULL: u16 = 20;
/// The column at which titles begin, where the date is short.
pub(super) const TITLE_FROM: usize = 22;
/// The fewest columns that a title has.
const TITLE: u16 = 12;

pub(super) fn title(state: &State) -> String {
    match state.order {
        Order::Rank => "Chronology · best match first".to_owned(),
        Order::Date => {
            let top = state
                .cursor(crate::explorer::state::panes::PaneKind::Chronology)
                .top;
            match (top > 0).then(|| state.answer.rows.heading(top)).flatten() {
                Some(heading) => format!("Chronology · {}", heading_text(heading)),
                None => "Chronology".to_owned(),
            }
        }
    }
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let hits = state.hits();
    if hits.is_empty() {
        return Page::of(empty(state, width));
    }
    match state.order {
        Order::Rank => Page::of(Vec::new()).with_rows(hits.len(), move |row| {
            hits.get(row).map_or_else(Line::blank, |hit| {
                Row::full(state, hit.event, width).hit(*hit).line()
            })
        }),
        Order::Date => {
            let rows = &state.answer.rows;
            Page::of(Vec::new()).with_rows(rows.len(), move |row| match rows.row(row) {
                Some(rows::Row::Heading(heading @ Heading::Month(..))) => {
                    Line::blank().with(DATE, heading_text(heading), Tone::Label)
                }
                Some(rows::Row::Heading(heading)) => {
                    Line::blank().with(1, heading_text(heading), Tone::Strong)
                }
                Some(rows::Row::Gap { from, months }) => {
                    Line::blank().with(DATE, gap_text(from, months), Tone::Label)
                }
                Some(rows::Row::Event(place)) => hits.get(place).map_or_else(Line::blank, |hit| {
                    let under = rows.year_heading(row);
                    Row::short(state, hit.event, under, width).hit(*hit).line()
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
        _ => format!("· nothing begins for {} years", months / 12),
    }
}

/// A row of an event, here and in the lists of other pages.
pub(super) struct Row<'a> {
    state: &'a State,
    id: EventId,
    event: &'a Event,
    date: String,
    date_cells: u16,
    role: Option<String>,
    hit: Option<Hit>,
    width: u16,
}

impl<'a> Row<'a> {
    /// With a short date, under a heading that says the year.
    fn short(state: &'a State, id: EventId, under: Option<Heading>, width: u16) -> Self {
        let event = state.chronology().event(id);
        let says_uncertain = matches!(
            under,
            Some(Heading::Year {
                uncertain: true,
                ..
            })
        );
        // Under "2023?" stand also dates that are inferred but written without a mark.
        let uncertain = says_uncertain && event.date.is_year_uncertain();
        Self::new(state, id, event.date_short(uncertain), SHORT, width)
    }

    /// With its date in full.
    pub(super) fn full(state: &'a State, id: EventId, width: u16) -> Self {
        let event = state.chronology().event(id);
        let date = if event.date.is_undated() {
            "—".to_owned()
        } else {
            event.date_shown()
        };
        Self::new(state, id, date, FULL, width)
    }

    fn new(state: &'a State, id: EventId, date: String, date_cells: u16, width: u16) -> Self {
        Self {
            state,
            id,
            event: state.chronology().event(id),
            date,
            date_cells,
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

    /// The line. A date longer than its column pushes the rest to the right; it is never cut.
    pub(super) fn line(self) -> Line {
        let taken = u16::try_from(cells(&self.date)).unwrap_or(u16::MAX);
        let fits = self.width >= DATE + self.date_cells + 5 + TITLE;
        let column = if fits {
            self.date_cells
        } else {
            SHORT.min(self.date_cells)
        };
        let mark_at = DATE + taken.max(column).saturating_add(1).min(self.width);
        let title_at = mark_at.saturating_add(3);
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
            &self.state.asked.query,
            self.id,
            &title,
        );
        let title = shorten(&title, usize::from(until.saturating_sub(title_at + 1)));
        let whole = title.strip_suffix('…').map_or(title.len(), str::len);
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
