//! SVG: actors as lanes on a time axis; fuzzy dates as open boxes with rounded ends, spans as bars, days solid.
//!
//! Each event has a number, and its title beside it where that has room; a list under the lanes says all. Everything is in whole
//! pixels, so the same result gives the same bytes everywhere. The drawing is also a part of the HTML page, there without the list.

mod canvas;
mod marks;

use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::axis::ticks::year_label;
use crate::axis::{Block, LabelWidth, Lane, Scale, Tick, extent_of, lanes, ticks};
use crate::format::document::escape::xml::escape;
use crate::format::document::html::anchor;
use crate::format::document::words::{counted, day_shown, joined, known, mark, with};
use crate::model::date::{Day, Meeting};
use crate::model::text::one_line;
use crate::model::{Event, EventId, Source, SourceId, Status};

use canvas::{Canvas, TextStyle, cut, lines, pixels};
use marks::{PACKING, ROW, StatusClass, block, label, legend};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "svg",
    extensions: &["svg"],
    about: "A drawing: actors as lanes on a time axis",
    write: |extract| Exported::from(document(extract)),
};

/// What the dark scheme changes in a drawing.
pub(super) const STYLE: &str = include_str!("svg/style.css");

/// Pixels around everything.
const MARGIN: i64 = 16;

/// The least and the most pixels for the names of lanes.
const NAMES: (i64, i64) = (90, 210);

/// How wide a drawing is unless it is asked for otherwise.
const WIDTH: u16 = 1100;

/// Pixels between lanes.
const GAP: i64 = 6;

/// Pixels from one line of text to the next.
const LINE: i64 = 18;

/// The most pixels for the dates of the list.
const MOST_DATE: i64 = 280;

/// How many sources the last line names at most.
const MOST_SOURCES: usize = 12;

/// The attributes of every drawing: those that its texts share.
const SHARED: &str = "class=\"dl\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\"";

/// A file of its own.
fn document(extract: &Extract<'_>) -> String {
    let picture = Picture::new(extract);
    let room = picture.width - 2 * MARGIN;
    let mut canvas = Canvas::default();
    let mut y = MARGIN;
    for line in lines(&one_line(extract.title()), room, TextStyle::Title) {
        y += 20;
        canvas.text(MARGIN, y, TextStyle::Title, &line);
    }
    let asked = joined([extract.asked, &extract.counts()], " · ");
    y = picture.paragraph(&mut canvas, y + 4, &one_line(&asked));
    y = picture.draw(&mut canvas, y + 14, false);
    y = picture.list(&mut canvas, y + 12);
    y = picture.paragraph(&mut canvas, y + 6, &picture.sources());
    if let Some(day) = extract.made_shown() {
        y = picture.paragraph(&mut canvas, y, &format!("Made with Dateline on {day}."));
    }
    let mut text = String::new();
    let (width, height) = (picture.width, y + MARGIN);
    let _ = writeln!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {SHARED} role=\"img\" aria-labelledby=\"dl-title dl-desc\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
    );
    let _ = writeln!(
        text,
        "<title id=\"dl-title\">{}</title>\n<desc id=\"dl-desc\">{}</desc>\n<style>\n{STYLE}</style>",
        escape(extract.title()),
        escape(&picture.described()),
    );
    let _ = writeln!(
        text,
        "<rect class=\"bg\" fill=\"#fff\" width=\"{width}\" height=\"{height}\"/>"
    );
    text.push_str(&canvas.0);
    text.push_str("</svg>\n");
    text
}

/// A part of a page, whose style sheet has [`STYLE`]; each event is a link to its anchor.
pub(super) fn figure(extract: &Extract<'_>) -> String {
    let picture = Picture::new(extract);
    let mut canvas = Canvas::default();
    let height = picture.draw(&mut canvas, MARGIN, true) + MARGIN;
    let width = picture.width;
    format!(
        "<svg {SHARED} role=\"group\" aria-label=\"{}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n{}</svg>",
        escape(&picture.described()),
        canvas.0
    )
}

struct Picture<'a> {
    extract: &'a Extract<'a>,
    /// `None` if no event has a day.
    days: Option<(Day, Day)>,
    scale: Scale,
    lanes: Vec<Lane>,
    /// How many actors have no lane of their own.
    others: usize,
    width: i64,
    /// Where the axis begins.
    left: i64,
}

impl<'a> Picture<'a> {
    fn new(extract: &'a Extract<'a>) -> Self {
        let days = extent_of(extract.events());
        let (first, last) = days.unwrap_or((Day::new(0), Day::new(0)));
        let actors = extract.actors();
        let most = extract.options.lanes;
        let names = actors.iter().map(|id| {
            pixels(
                &one_line(&extract.chronology.actor(*id).name),
                TextStyle::Name,
            )
        });
        let left = MARGIN + names.max().unwrap_or(0).clamp(NAMES.0, NAMES.1) + MARGIN;
        let width = i64::from(extract.options.width.unwrap_or(WIDTH));
        let axis = u16::try_from(width - left - MARGIN).unwrap_or(1).max(1);
        let mut picture = Self {
            extract,
            days,
            scale: Scale::new(first, last, axis),
            lanes: Vec::new(),
            others: most.map_or(0, |most| actors.len().saturating_sub(most)),
            width,
            left,
        };
        let cells = |text: &str| u16::try_from(pixels(text, TextStyle::Label)).unwrap_or(u16::MAX);
        picture.lanes = lanes(
            extract.chronology,
            &extract.ids(),
            picture.scale,
            PACKING,
            most,
            |id| LabelWidth {
                full: cells(&picture.label(id)),
                least: cells(&picture.number(id)),
            },
        );
        picture
    }

    fn described(&self) -> String {
        let time = self.days.map_or_else(String::new, |(first, last)| {
            format!(", {} to {}", day_shown(first), day_shown(last))
        });
        let lanes = counted(self.drawn_lanes().count(), "lane", "lanes");
        format!("{} on {lanes}{time}", self.extract.counts())
    }

    /// The lanes that have anything on the axis.
    fn drawn_lanes(&self) -> impl Iterator<Item = &Lane> {
        self.lanes.iter().filter(|lane| !lane.blocks.is_empty())
    }

    /// The number of an event, from 1, and the event.
    fn numbered(&self, id: EventId) -> (usize, &'a Event, Meeting) {
        let nth = self
            .extract
            .events
            .binary_search_by_key(&id, |(event, _)| *event)
            .unwrap_or_default();
        let meeting = self
            .extract
            .events
            .get(nth)
            .map_or(Meeting::Certain, |(_, meeting)| *meeting);
        (nth + 1, self.extract.chronology.event(id), meeting)
    }

    /// "4", "8≠": a number has the event's mark beside it, where that warns.
    fn number(&self, id: EventId) -> String {
        let (number, event, _) = self.numbered(id);
        match mark(event).0 {
            "●" | "•" | " " => number.to_string(),
            mark => format!("{number}{mark}"),
        }
    }

    /// "8≠ · Title".
    fn label(&self, id: EventId) -> String {
        let (_, event, _) = self.numbered(id);
        format!("{} · {}", self.number(id), one_line(&event.title))
    }

    /// The name of a lane, and what else is known of its actor.
    fn name(&self, lane: &Lane) -> (String, String) {
        match lane.actor {
            Some(id) => {
                let actor = self.extract.chronology.actor(id);
                let name = one_line(&actor.name).into_owned();
                let about = with(&name, actor.kind.word());
                (name, about)
            }
            None if self.others > 0 => {
                let name = counted(self.others, "other actor", "other actors");
                (name.clone(), name)
            }
            None => ("no actor named".to_owned(), "no actor named".to_owned()),
        }
    }

    /// A quiet paragraph under `y`; gives where it ends.
    fn paragraph(&self, canvas: &mut Canvas, mut y: i64, text: &str) -> i64 {
        for line in lines(text, self.width - 2 * MARGIN, TextStyle::Quiet) {
            y += LINE;
            canvas.text(MARGIN, y, TextStyle::Quiet, &line);
        }
        y
    }

    /// Draws axis, lanes and legend from `top` on; gives where they end.
    fn draw(&self, canvas: &mut Canvas, top: i64, is_linked: bool) -> i64 {
        let mut y = top;
        if self.days.is_some() {
            y += 24;
            let tall: i64 = self.drawn_lanes().map(height).sum();
            self.axis(canvas, top + 14, y + tall);
            for lane in self.drawn_lanes() {
                self.lane(canvas, lane, y, is_linked);
                y += height(lane);
            }
        }
        canvas.rule((MARGIN, y), (self.width - MARGIN, y));
        let aside = self.aside();
        if !aside.is_empty() {
            y = self.paragraph(canvas, y, &aside) + 4;
        }
        let drawn: Vec<(&Block, Status)> = self
            .drawn_lanes()
            .flat_map(|lane| &lane.blocks)
            .map(|block| (block, self.extract.chronology.event(block.event).status))
            .collect();
        let has_disputed = self.extract.events().any(|event| event.disputed);
        let sides = (MARGIN, self.width - MARGIN);
        legend(canvas, sides, y + 10, &drawn, has_disputed)
    }

    /// "Not on the axis: Britain 4, 8 · China 5": lanes without a dated event, and what the others have no day of.
    fn aside(&self) -> String {
        let mut words = Vec::new();
        for lane in self.lanes.iter().filter(|lane| !lane.beside.is_empty()) {
            let numbers: Vec<String> = lane.beside.iter().map(|id| self.number(*id)).collect();
            words.push(format!("{} {}", self.name(lane).0, numbers.join(", ")));
        }
        let mut beside = self.lanes.iter().flat_map(|lane| &lane.beside);
        let undated = beside.all(|id| self.extract.chronology.event(*id).date.is_undated());
        if words.is_empty() {
            return words.concat();
        }
        let heading = if undated { "Undated" } else { "Without a day" };
        format!("{heading}: {}", words.join(" · "))
    }

    fn axis(&self, canvas: &mut Canvas, y: i64, bottom: i64) {
        let Some((first, last)) = self.days else {
            return;
        };
        let letters = self.scale.cells() / 8;
        let (_, ticks) = ticks(Scale::new(first, last, letters), 2);
        let at = |tick: &Tick| self.left + self.scale.position(tick.day.number(), 1);
        for (nth, tick) in ticks.iter().enumerate() {
            let label = &tick.label;
            let x = at(tick);
            canvas.rule((x, y + 5), (x, bottom));
            let end = ticks.get(nth + 1).map_or(self.width - MARGIN, at);
            let is_said = nth == 0 && *label == year_label(first.civil().0);
            if !is_said && end - x > pixels(label, TextStyle::Quiet) + 4 {
                canvas.text(x + 3, y, TextStyle::Quiet, label);
            }
        }
        canvas.text(MARGIN, y, TextStyle::Name, &self.first_year(first));
    }

    /// The year that the axis begins in, "2023?" if no event is sure of it.
    fn first_year(&self, first: Day) -> String {
        let (year, _, _) = first.civil();
        let mut of_year = self
            .extract
            .events()
            .filter(|event| {
                event
                    .date
                    .heading()
                    .is_some_and(|heading| heading.year == year)
            })
            .peekable();
        let doubt = of_year.peek().is_some() && of_year.all(|event| event.date.is_year_uncertain());
        format!("{}{}", year_label(year), if doubt { "?" } else { "" })
    }

    fn lane(&self, canvas: &mut Canvas, lane: &Lane, y: i64, is_linked: bool) {
        canvas.rule((MARGIN, y), (self.width - MARGIN, y));
        let (name, about) = self.name(lane);
        let style = if lane.actor.is_some() {
            TextStyle::Name
        } else {
            TextStyle::Quiet
        };
        canvas.open("");
        canvas.title(&about);
        let room = self.left - 2 * MARGIN;
        canvas.text(MARGIN, y + GAP / 2 + 15, style, &cut(&name, room, style));
        canvas.close();
        for one in &lane.blocks {
            let (_, event, meeting) = self.numbered(one.event);
            let status = StatusClass::of(event.status).attributes();
            if is_linked {
                let anchor = anchor("event", &event.id);
                let _ = writeln!(canvas.0, "<a href=\"#{anchor}\" tabindex=\"-1\"{status}>");
            } else {
                canvas.open(&status);
            }
            canvas.title(&told(event, meeting));
            let row = y + GAP / 2 + i64::from(one.row) * ROW;
            block(canvas, self.left, row, one, event.status);
            label(canvas, self.left, row, one, &self.label(one.event));
            canvas
                .0
                .push_str(if is_linked { "</a>\n" } else { "</g>\n" });
        }
    }

    /// The events by number, from `y` on; gives where they end.
    fn list(&self, canvas: &mut Canvas, mut y: i64) -> i64 {
        let number = self.extract.events.len().to_string();
        let mark_at = MARGIN + pixels(&number, TextStyle::Name) + 8;
        let date_at = mark_at + 20;
        let widest = self
            .extract
            .events()
            .map(|event| pixels(&event.date_shown(), TextStyle::Plain))
            .max()
            .unwrap_or(0)
            .min(MOST_DATE)
            .min(self.width / 3);
        let title_at = date_at + widest + 12;
        let room = self.width - MARGIN - title_at;
        for (id, _) in self.extract.events {
            let (number, event, _) = self.numbered(*id);
            y += LINE;
            canvas.text(MARGIN, y, TextStyle::Name, &number.to_string());
            canvas.text(mark_at, y, TextStyle::Quiet, mark(event).0);
            let dates = lines(&event.date_shown(), widest, TextStyle::Plain);
            let title = with(&one_line(&event.title), &known(event));
            let titles = lines(&title, room, TextStyle::Plain);
            for (nth, date) in (0..).zip(&dates) {
                canvas.text(date_at, y + nth * LINE, TextStyle::Plain, date);
            }
            for (nth, title) in (0..).zip(&titles) {
                canvas.text(title_at, y + nth * LINE, TextStyle::Plain, title);
            }
            let rows = dates.len().max(titles.len()).saturating_sub(1);
            y += i64::try_from(rows).unwrap_or(0) * LINE;
        }
        y
    }

    /// "Sources: Title, publisher, 12 Dec 2023; Title; 3 more.".
    fn sources(&self) -> String {
        let ids: Vec<SourceId> = self.extract.event_sources();
        if ids.is_empty() {
            return "No source is named.".to_owned();
        }
        let named = ids.iter().take(MOST_SOURCES);
        let mut words: Vec<String> = named
            .map(|id| source_words(self.extract.chronology.source(*id)))
            .collect();
        if let more @ 1.. = ids.len().saturating_sub(MOST_SOURCES) {
            words.push(format!("{more} more"));
        }
        format!("Sources: {}.", words.join("; "))
    }
}

fn height(lane: &Lane) -> i64 {
    i64::from(lane.rows) * ROW + GAP
}

/// "Title, publisher, 12 Dec 2023".
fn source_words(source: &Source) -> String {
    let published = if source.published.is_undated() {
        String::new()
    } else {
        source.published.shown()
    };
    one_line(&joined(
        [source.label(), &source.publisher, &published],
        ", ",
    ))
    .into_owned()
}

/// What a pointer over a block shows.
fn told(event: &Event, meeting: Meeting) -> String {
    let possible = if meeting == Meeting::Possible {
        ", possible"
    } else {
        ""
    };
    format!(
        "{}: {} ({}{possible})",
        event.date_shown(),
        one_line(&event.title),
        known(event)
    )
}

#[cfg(test)]
mod tests;
