//! A step of a briefing: its title as the headline, when, what, who, where, how sure, from whom; above it, where in time it
//! lies among all steps.
//!
//! Header, time strip and headline stand in the same rows in every step of a size. Blank lines go first where there is
//! little room; then all below the header scrolls. Nothing is cut.

use std::collections::BTreeMap;

use super::event;
use super::field::{VALUE, field, rule, text};
use super::help;
use super::large::{Blocks, large};
use super::page::Page;
use super::search_row::grouped;
use super::speaker;
use crate::axis::ticks::{TickUnit, ticks, year_label};
use crate::explorer::base::geometry::{Area, Size};
use crate::explorer::base::layout::{SHORT, text_area};
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::base::wrap::{CUT, shorten, width as cells, wrap};
use crate::explorer::state::briefing::{Aside, Brief, BriefingStep};
use crate::explorer::state::command::Scope;
use crate::explorer::state::current::State;
use crate::model::date::month_names;
use crate::model::{Bearing, Chronology, Credibility, Event, EventId, Precision, SourceId};

/// The smallest screen with large letters.
const GRAND: Size = Size {
    width: 100,
    height: 30,
};

/// Rows from which a blank one stands below the header.
const AIR_FROM: u16 = 12;

/// Columns of a line of text at most: longer ones are hard to read from across a room.
const LONGEST: u16 = 110;

/// Free cells after a tick's label.
const FREE: u16 = 4;

pub(super) fn title(state: &State) -> String {
    state
        .briefing()
        .map_or_else(|| "Briefing".to_owned(), |brief| brief.title.to_string())
}

/// What stands above every step and never scrolls: title, row of steps, count; the time strip; a blank line.
pub fn header(state: &State, width: u16) -> Vec<Line> {
    let Some(brief) = state.briefing() else {
        return Vec::new();
    };
    if let Some(speaker) = &state.speaker {
        return speaker::header(state, brief, speaker, width);
    }
    let mut lines = vec![head(brief, width)];
    if state.size.height >= SHORT {
        strip(&mut lines, state.chronology(), brief, width);
    }
    if state.size.height >= AIR_FROM {
        lines.push(Line::blank());
    }
    lines
}

/// Where the step stands, below the header.
pub fn body_area(state: &State) -> Area {
    let area = text_area(state.size);
    let above = u16::try_from(header(state, area.width).len()).unwrap_or(u16::MAX);
    area.rows(above, area.height.saturating_sub(above))
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let Some((brief, step)) = state
        .briefing()
        .and_then(|brief| Some((brief, brief.step()?)))
    else {
        return Page::of(Vec::new());
    };
    let scopes = match state.speaker {
        Some(_) => &[Scope::Stage, Scope::Brief, Scope::Speaker][..],
        None => &[Scope::Stage, Scope::Brief],
    };
    match brief.aside {
        Some(Aside::Keys) => {
            return Page::of(help::keys(state, width, scopes));
        }
        Some(Aside::Details) => return event::details(state, step.event, width.min(LONGEST)),
        Some(Aside::Quit) | None => {}
    }
    if state.speaker.is_some() {
        return speaker::page(state, brief, step, width);
    }
    let slide = Slide {
        chronology: state.chronology(),
        brief,
        step,
        width,
        height: usize::from(body_area(state).height),
    };
    let rooms = [Room::Airy, Room::Close, Room::Tight].into_iter();
    let mut fitting = rooms.filter_map(|room| slide.fitted(room, Large::default()));
    Page::of(fitting.next().unwrap_or_else(|| slide.scrolled()))
}

/// The page with its title, and date and summary if these have room too, in large letters made of the first of `blocks`
/// with which all of it fits; nothing on a small screen.
pub fn grand<'a>(state: &'a State, width: u16, blocks: &[Blocks]) -> Option<Page<'a>> {
    if state.size.width < GRAND.width || state.size.height < GRAND.height {
        return None;
    }
    let is_plain = |brief: &&Brief| brief.aside.is_none() && state.speaker.is_none();
    let brief = state.briefing().filter(is_plain)?;
    let slide = Slide {
        chronology: state.chronology(),
        brief,
        step: brief.step()?,
        width,
        height: usize::from(body_area(state).height),
    };
    let event = slide.event();
    // Title, date and summary, if it all fits; the summary in the smallest.
    let try_with = |blocks: Blocks, has_date: bool, summary: Option<Blocks>| {
        let date = if has_date {
            Some(large_date(event, blocks, width)?)
        } else {
            None
        };
        let summary = match summary {
            Some(blocks) => Some(large_text(&event.summary, (blocks, Tone::Plain), width)?),
            None => None,
        };
        let title = Some(large_text(&event.title, (blocks, Tone::Strong), width)?);
        slide.fitted(
            Room::Airy,
            Large {
                title,
                date,
                summary,
            },
        )
    };
    let smallest = blocks.last().copied().filter(|_| !event.summary.is_empty());
    let tries = blocks.iter().flat_map(|blocks| {
        [
            (true, smallest),
            (false, smallest),
            (true, None),
            (false, None),
        ]
        .map(|(date, summary)| (*blocks, date, summary))
    });
    let mut fitting =
        tries.filter_map(|(blocks, has_date, summary)| try_with(blocks, has_date, summary));
    fitting.next().map(Page::of)
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// For a blank line below the headline.
    Tight,
    /// For those around the date too.
    Close,
    /// For blank lines everywhere.
    Airy,
}

/// A step and the place where it shows.
struct Slide<'a> {
    chronology: &'a Chronology,
    brief: &'a Brief,
    step: &'a BriefingStep,
    width: u16,
    height: usize,
}

/// What is set in large letters.
#[derive(Debug, Default)]
struct Large {
    title: Option<Vec<Line>>,
    date: Option<Vec<Line>>,
    summary: Option<Vec<Line>>,
}

impl Slide<'_> {
    fn event(&self) -> &Event {
        self.chronology.event(self.step.event)
    }

    /// Columns of text.
    fn text_width(&self) -> u16 {
        self.width.min(LONGEST)
    }

    /// All lines, the sources at the foot; nothing if they are more than there are rows.
    fn fitted(&self, room: Room, large: Large) -> Option<Vec<Line>> {
        let mut lines = self.upper(room, large);
        let lower = self.lower();
        let gap = usize::from(room > Room::Tight && !lower.is_empty());
        let free = self.height.checked_sub(lines.len() + gap + lower.len())?;
        lines.extend((0..gap + free).map(|_| Line::blank()));
        lines.extend(lower);
        Some(lines)
    }

    /// All lines, to be scrolled through.
    fn scrolled(&self) -> Vec<Line> {
        let mut lines = self.upper(Room::Close, Large::default());
        lines.extend(self.lower());
        lines
    }

    /// What stands at the top.
    fn upper(&self, room: Room, large: Large) -> Vec<Line> {
        let (event, width) = (self.event(), self.text_width());
        let mut lines = Vec::new();
        let blank = |lines: &mut Vec<Line>, from: Room| {
            if room >= from {
                lines.push(Line::blank());
            }
        };
        match large.title {
            Some(title) => lines.extend(title),
            None => text(&mut lines, self.width, 0, &event.title, Tone::Strong),
        }
        blank(&mut lines, Room::Close);
        when(&mut lines, width, event, large.date);
        if !event.summary.is_empty() {
            blank(&mut lines, Room::Close);
            match large.summary {
                Some(summary) => lines.extend(summary),
                None => text(&mut lines, width, 0, &event.summary, Tone::Plain),
            }
        }
        blank(&mut lines, Room::Airy);
        facts(&mut lines, width, self.chronology, self.step.event);
        lines
    }

    /// What stands at the foot: the sources, and the notes below a rule.
    fn lower(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let width = self.text_width();
        let from = sources(self.chronology, self.event());
        field(&mut lines, width, "from", &from, Tone::Plain);
        if self.brief.notes && !self.step.note.is_empty() {
            lines.push(rule(self.width, "Notes", Tone::Plain));
            text(&mut lines, width, 0, &self.step.note, Tone::Plain);
        }
        lines
    }
}

/// The title, at the right the row of steps and the count: "•• ● ○○  3/5".
fn head(brief: &Brief, width: u16) -> Line {
    let count = format!("{}/{}", brief.at + 1, brief.steps.len());
    let at_count = width.saturating_sub(narrow(cells(&count)));
    let room = at_count.saturating_sub(2);
    let line = |title: u16| {
        let title = shorten(&brief.title, usize::from(title));
        Line::of(title, Tone::Plain)
    };
    let title = narrow(cells(&brief.title));
    let steps = narrow(brief.steps.len());
    // Each step has a cell of its own, with a blank between where there is room, or there is no row.
    let wide = steps.saturating_mul(2).saturating_sub(1);
    let fits = |row: u16| title.saturating_add(row).saturating_add(3) <= room;
    let Some(row) = [wide, steps].into_iter().find(|row| fits(*row)) else {
        return line(room).with(at_count, count, Tone::Plain);
    };
    let each = if row == wide { 2 } else { 1 };
    let mut line = line(title);
    let mut run = |from: usize, to: usize, sign: &str, tone: Tone| {
        if from < to {
            let gap = if each == 2 { " " } else { "" };
            let signs = vec![sign; to - from].join(gap);
            let at = room - row + narrow(from).saturating_mul(each);
            line.pieces
                .extend(Line::blank().with(at, signs, tone).pieces);
        }
    };
    run(0, brief.at, "•", Tone::Plain);
    run(brief.at, brief.at + 1, "●", Tone::Accent);
    run(brief.at + 1, brief.steps.len(), "○", Tone::Plain);
    line.with(at_count, count, Tone::Plain)
}

fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

/// The axis over all steps, and below it a mark for each cell with steps: this one's stands out.
fn strip(lines: &mut Vec<Line>, chronology: &Chronology, brief: &Brief, width: u16) {
    let Some(step) = brief.step() else { return };
    let year_cells = 7.min(width);
    let Some(scale) = brief.scale(chronology, width - year_cells) else {
        return;
    };
    let (unit, ticks) = ticks(scale, FREE);
    let (first_year, _, _) = scale.first().civil();
    let mut axis = Line::blank();
    if !matches!(unit, TickUnit::Years(_)) {
        let is_uncertain = brief
            .steps
            .iter()
            .map(|step| chronology.event(step.event))
            .any(|event| event.date.is_year_uncertain());
        let mark = if is_uncertain { "?" } else { "" };
        axis = axis.with(0, format!("{}{mark}", year_label(first_year)), Tone::Plain);
    }
    let mut from = 0;
    for tick in &ticks {
        let label = format!("{} ", tick.label);
        let before = usize::from(tick.cell.saturating_sub(from)).saturating_sub(1);
        axis = axis
            .with(year_cells + from, "─".repeat(before), Tone::Plain)
            .with(year_cells + tick.cell, label.clone(), Tone::Plain);
        from = tick.cell + u16::try_from(cells(&label)).unwrap_or(0);
    }
    let rest = usize::from(scale.cells().saturating_sub(from));
    axis = axis.with(year_cells + from, "─".repeat(rest), Tone::Plain);
    lines.push(axis);
    let mut marks = Line::blank();
    let here = scale.cells_of(chronology.event(step.event));
    let mut others: Vec<u16> = brief
        .steps
        .iter()
        .filter_map(|step| Some(scale.cells_of(chronology.event(step.event))?.start))
        .filter(|cell| here.as_ref().is_none_or(|here| !here.contains(cell)))
        .collect();
    others.sort_unstable();
    others.dedup();
    let mut pieces: Vec<(u16, String, Tone)> = others
        .into_iter()
        .map(|cell| (cell, "·".to_owned(), Tone::Plain))
        .collect();
    if let Some(here) = here {
        // A fuzzy date or a span shows the whole of what it allows.
        let mark = "▲".repeat(usize::from(here.end - here.start).min(1));
        let rest = "─".repeat(usize::from(here.end - here.start).saturating_sub(1));
        pieces.push((here.start, format!("{mark}{rest}"), Tone::Accent));
    }
    pieces.sort_by_key(|(cell, _, _)| *cell);
    for (cell, text, tone) in pieces {
        marks = marks.with(year_cells + cell, text, tone);
    }
    lines.push(marks);
}

/// A text in large letters; its lines are a row apart.
fn large_text(text: &str, (blocks, tone): (Blocks, Tone), width: u16) -> Option<Vec<Line>> {
    let mut set = Vec::new();
    for range in wrap(text, usize::from(width) / blocks.columns()) {
        if !set.is_empty() {
            set.push(Line::blank());
        }
        let rows = large(text.get(range)?, blocks)?;
        set.extend(rows.into_iter().map(|row| Line::of(row, tone)));
    }
    Some(set)
}

/// The date in large letters, if it says something.
fn large_date(event: &Event, blocks: Blocks, width: u16) -> Option<Vec<Line>> {
    let shown = event.date_shown();
    let fits = cells(&shown) * blocks.columns() <= usize::from(width);
    let rows = large(&shown, blocks).filter(|_| fits && event.date.is_dated())?;
    Some(
        rows.into_iter()
            .map(|row| Line::of(row, Tone::Date))
            .collect(),
    )
}

/// The date as it is; below, in words, what a short form leaves to the reader. What has none says so quietly.
fn when(lines: &mut Vec<Line>, width: u16, event: &Event, large: Option<Vec<Line>>) {
    let shown = event.date_shown();
    let basis = event.date_basis();
    if !event.date.is_dated() {
        let joint = if basis.is_empty() { "" } else { ": " };
        text(
            lines,
            width,
            0,
            &[&*shown, joint, &*basis].concat(),
            Tone::Plain,
        );
        return;
    }
    match large {
        Some(rows) => {
            lines.extend(rows);
            lines.push(Line::blank());
        }
        None => text(lines, width, 0, &in_full(&shown), Tone::Date),
    }
    let is_plain = matches!(
        event.date.precision(),
        None | Some(Precision::Day | Precision::Time)
    );
    if !is_plain {
        text(lines, width, 0, &event.date_description(), Tone::Plain);
    }
    if !basis.is_empty() {
        text(lines, width, 0, &basis, Tone::Plain);
    }
}

/// A shown date with the names of its months in full.
fn in_full(shown: &str) -> String {
    let word = |word: &str| {
        let letters = word.trim_matches(['[', ']', '?']);
        let mut names = (1..=12).filter_map(month_names);
        match names.find(|(short, _)| *short == letters) {
            Some((short, long)) => word.replacen(short, long, 1),
            None => word.to_owned(),
        }
    };
    shown.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Who, where and how sure, each in a line that wraps; below, the claims of an event whose sources are at odds.
fn facts(lines: &mut Vec<Line>, width: u16, chronology: &Chronology, id: EventId) {
    let event = chronology.event(id);
    field(lines, width, "who", &actors(chronology, event), Tone::Plain);
    let places: Vec<&str> = event
        .places
        .iter()
        .map(|id| &*chronology.place(*id).name)
        .collect();
    field(lines, width, "where", &places.join(", "), Tone::Plain);
    field(lines, width, "sure", &sure(chronology, id), Tone::Plain);
    if event.disputed {
        lines.push(Line::of("  ≠", Tone::Conflict).with(
            VALUE,
            "disputed: its sources are at odds",
            Tone::Strong,
        ));
    }
    for claim in chronology.claims(event) {
        let source = chronology.source(claim.cite.source).label();
        let words = format!("{}  {source}: {}", claim.grade, claim.words);
        field(lines, width, " ", &words, Tone::Plain);
    }
}

/// The names, with their roles where these differ: "China (wants both), Bai Suocheng and Ming Xuechang (wanted)".
fn actors(chronology: &Chronology, event: &Event) -> String {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for part in &event.actors {
        let name = &*chronology.actor(part.actor).name;
        match groups.last_mut() {
            Some((role, names)) if *role == &*part.role => names.push(name),
            _ => groups.push((&part.role, vec![name])),
        }
    }
    let tells = groups.len() > 1 || event.actors.len() == 1;
    let group = |(role, names): &(&str, Vec<&str>)| {
        let (last, others) = names.split_last().unwrap_or((&"", &[]));
        let role = if tells && !role.is_empty() {
            format!(" ({role})")
        } else {
            String::new()
        };
        match (others, tells) {
            ([], _) => format!("{last}{role}"),
            (others, true) => format!("{} and {last}{role}", others.join(", ")),
            (others, false) => format!("{}, {last}", others.join(", ")),
        }
    };
    let groups: Vec<String> = groups.iter().map(group).collect();
    groups.join(", ")
}

/// The most sources that a step names, and the most places in one.
const NAMED: usize = 24;

/// Each source once, with its locators; of very many the first, and how many more there are.
fn sources(chronology: &Chronology, event: &Event) -> String {
    let mut found: Vec<(SourceId, Bearing, Vec<String>)> = Vec::new();
    let mut places: BTreeMap<(SourceId, Bearing), usize> = BTreeMap::new();
    for cite in event.cites_by_bearing() {
        let next = places.len();
        let place = *places.entry((cite.source, cite.bearing)).or_insert(next);
        if place == found.len() && place < NAMED {
            found.push((cite.source, cite.bearing, Vec::new()));
        }
        if let Some((.., locators)) = found.get_mut(place) {
            match locators.len() {
                ..NAMED => locators.push(chronology.locator(cite)),
                NAMED => locators.push(CUT.to_owned()),
                _ => {}
            }
        }
    }
    let more = places.len() - found.len();
    let one = |(source, bearing, locators): (SourceId, Bearing, Vec<String>)| {
        let title = chronology.source(source).label();
        format!("{}{title} {}", bearing.lead_in(), locators.join(", "))
            .trim_end()
            .to_owned()
    };
    let more = (more > 0).then(|| format!("and {} more", grouped(more)));
    let told = found.into_iter().map(one).chain(more);
    told.collect::<Vec<_>>().join("; ")
}

/// The status and the best grade, in words.
fn sure(chronology: &Chronology, id: EventId) -> String {
    let status = chronology.event(id).status.word();
    let Some((letter, figure)) = chronology.grade(id) else {
        return format!("{status}; no source is given");
    };
    let credibility = Credibility::new(figure)
        .map(|credibility| format!(", {}", credibility.meaning()))
        .unwrap_or_default();
    let (grade, words) = (letter.letter(), letter.meaning());
    format!("{status}; {words}{credibility} ({grade}{figure})")
}
