//! SVG: actors as lanes on a time axis; fuzzy dates hatched with rounded ends, spans as bars, days solid.
//!
//! Each event has a number, and a list under the lanes says which. All is in whole pixels, so the same
//! result gives the same bytes everywhere. The drawing is also a part of the HTML page, there without the list.

mod canvas;
mod marks;

use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::axis::ticks::year_label;
use crate::axis::{Lane, Scale, Tick, extent_of, lanes, ticks};
use crate::format::document::escape::xml::escape;
use crate::format::document::words::{day_shown, known, mark};
use crate::model::date::{Day, Meeting};
use crate::model::text::one_line;
use crate::model::{Event, EventId};

use canvas::{Canvas, LETTER, cut, pixels};
use marks::{AXIS, ROW, block, class, legend, patterns};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "svg",
    extensions: &["svg"],
    about: "A drawing: actors as lanes on a time axis",
    write: |extract| Exported::from(document(extract)),
};

/// The style of a drawing.
pub(super) const STYLE: &str = include_str!("svg/style.css");

/// Pixels around everything.
const MARGIN: i64 = 16;

/// Where the axis begins.
const LEFT: i64 = 226;

/// Where the numbers of events begin that are not on the axis. The axis has [`AXIS`] pixels.
const BESIDE: i64 = LEFT + 820 + MARGIN;

/// Pixels that each block keeps to itself.
const LEAST: u16 = 34;

/// Pixels between lanes.
const GAP: i64 = 6;

/// The most pixels for the numbers of events that are not on the axis.
const MOST_BESIDE: i64 = 280;

/// A file of its own.
fn document(extract: &Extract<'_>) -> String {
    let picture = Picture::new(extract);
    let mut canvas = Canvas::default();
    let top = MARGIN + 18;
    canvas.text(
        MARGIN,
        top,
        "h",
        &cut(&one_line(extract.title()), picture.width),
    );
    let asked = if extract.asked.is_empty() {
        extract.counts()
    } else {
        format!("{} · {}", extract.asked, extract.counts())
    };
    canvas.text(
        MARGIN,
        top + 20,
        "q",
        &cut(&one_line(&asked), picture.width - 2 * MARGIN),
    );
    let end = picture.draw(&mut canvas, top + 34, false);
    let end = picture.list(&mut canvas, end + 12);
    let mut text = String::new();
    let (width, height) = (picture.width, end + MARGIN);
    let _ = writeln!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dl\" role=\"img\" aria-labelledby=\"dl-title dl-desc\" \
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
        "<rect class=\"bg\" width=\"{width}\" height=\"{height}\"/>"
    );
    text.push_str(&canvas.0);
    text.push_str("</svg>\n");
    text
}

/// A part of a page, whose style sheet has [`STYLE`]; each event is a link to `#event-n`.
pub(super) fn figure(extract: &Extract<'_>) -> String {
    let picture = Picture::new(extract);
    let mut canvas = Canvas::default();
    let height = picture.draw(&mut canvas, MARGIN, true) + MARGIN;
    let width = picture.width;
    format!(
        "<svg class=\"dl\" role=\"group\" aria-label=\"{}\" width=\"{width}\" height=\"{height}\" \
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
    width: i64,
}

impl<'a> Picture<'a> {
    fn new(extract: &'a Extract<'a>) -> Self {
        let days = extent_of(extract.events());
        let (first, last) = days.unwrap_or((Day::new(0), Day::new(0)));
        let scale = Scale::new(first, last, AXIS);
        let lanes = lanes(extract.chronology, &extract.ids(), scale, LEAST);
        let mut picture = Self {
            extract,
            days,
            scale,
            lanes,
            width: LEFT + i64::from(AXIS) + MARGIN,
        };
        let beside = picture
            .lanes
            .iter()
            .map(|lane| pixels(&picture.beside(lane)))
            .max()
            .unwrap_or(0);
        if beside > 0 {
            picture.width += beside.clamp(LETTER * 10, MOST_BESIDE) + MARGIN;
        }
        picture
    }

    fn described(&self) -> String {
        let time = self.days.map_or_else(String::new, |(first, last)| {
            format!(", {} to {}", day_shown(first), day_shown(last))
        });
        let lanes = self.lanes.len();
        format!(
            "{} on {lanes} {}{time}",
            self.extract.counts(),
            if lanes == 1 { "lane" } else { "lanes" }
        )
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

    /// "4, 8≠": a number has the event's mark beside it, where that warns.
    fn label(&self, id: EventId) -> String {
        let (number, event, _) = self.numbered(id);
        match mark(event).0 {
            "●" | "•" => number.to_string(),
            mark => format!("{number}{mark}"),
        }
    }

    fn beside(&self, lane: &Lane) -> String {
        let labels: Vec<String> = lane.beside.iter().map(|id| self.label(*id)).collect();
        labels.join(", ")
    }

    /// Draws axis, lanes and legend from `top` on; gives where they end.
    fn draw(&self, canvas: &mut Canvas, top: i64, is_linked: bool) -> i64 {
        patterns(canvas);
        let first_row = top + 24;
        let tall: i64 = self.lanes.iter().map(height).sum();
        self.axis(canvas, top + 14, first_row + tall);
        let mut y = first_row;
        for lane in &self.lanes {
            self.lane(canvas, lane, y, is_linked);
            y += height(lane);
        }
        canvas.rule((MARGIN, y), (self.width - MARGIN, y));
        legend(canvas, MARGIN, self.width - MARGIN, y + 10)
    }

    fn axis(&self, canvas: &mut Canvas, y: i64, bottom: i64) {
        if let Some((first, last)) = self.days {
            let letters = u16::try_from(i64::from(AXIS) / LETTER).unwrap_or(1);
            let (_, ticks) = ticks(Scale::new(first, last, letters), 2);
            let at = |tick: &Tick| LEFT + self.scale.position(tick.day.number(), 1);
            for (nth, tick) in ticks.iter().enumerate() {
                let label = &tick.label;
                let x = at(tick);
                canvas.rule((x, y + 5), (x, bottom));
                let next = ticks.get(nth + 1).map(at);
                let is_said = nth == 0 && *label == year_label(first.civil().0);
                if !is_said && next.is_none_or(|next| next - x > pixels(label)) {
                    canvas.text(x + 3, y, "q", label);
                }
            }
            canvas.text(MARGIN, y, "b", &self.first_year(first));
        }
        let mut beside = self.lanes.iter().flat_map(|lane| &lane.beside).peekable();
        if beside.peek().is_some() {
            let undated = beside.all(|id| self.extract.chronology.event(*id).date.is_undated());
            let heading = if undated { "undated" } else { "no day" };
            canvas.text(BESIDE, y, "q", heading);
        }
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
        let (name, about) = match lane.actor {
            Some(id) => {
                let actor = self.extract.chronology.actor(id);
                (&*actor.name, actor.kind.word())
            }
            None => ("no actor named", ""),
        };
        let name = one_line(name);
        canvas.open("");
        canvas.title(&format!("{name} {about}"));
        canvas.text(
            MARGIN,
            y + GAP / 2 + 15,
            if lane.actor.is_some() { "b" } else { "q" },
            &cut(&name, LEFT - MARGIN - 8),
        );
        canvas.close();
        for one in &lane.blocks {
            let (number, event, meeting) = self.numbered(one.event);
            let class = class(event);
            if is_linked {
                let _ = writeln!(
                    canvas.0,
                    "<a href=\"#event-{number}\" tabindex=\"-1\" class=\"{class}\">"
                );
            } else {
                canvas.open(class);
            }
            canvas.title(&told(event, meeting));
            let row = y + GAP / 2 + i64::from(one.row) * ROW;
            block(canvas, LEFT, row, class, one, &self.label(one.event));
            canvas
                .0
                .push_str(if is_linked { "</a>\n" } else { "</g>\n" });
        }
        if !lane.beside.is_empty() {
            let room = self.width - BESIDE;
            let numbers = self.beside(lane);
            canvas.open("");
            canvas.title(&format!("not on the axis: {numbers}"));
            canvas.text(BESIDE, y + GAP / 2 + 15, "", &cut(&numbers, room));
            canvas.close();
        }
    }

    /// The events by number, from `y` on; gives where they end.
    fn list(&self, canvas: &mut Canvas, y: i64) -> i64 {
        let date_at = MARGIN + 44;
        let widest = self
            .extract
            .events()
            .map(|event| pixels(&event.date_shown()))
            .max()
            .unwrap_or(0)
            .min(300);
        let title_at = date_at + widest + 12;
        let mut y = y + 14;
        for (id, _) in self.extract.events {
            let (number, event, _) = self.numbered(*id);
            canvas.text(MARGIN, y, "b", &number.to_string());
            canvas.text(MARGIN + 28, y, "q", mark(event).0);
            canvas.text(date_at, y, "", &cut(&event.date_shown(), widest));
            let title = format!("{} ({})", one_line(&event.title), known(event));
            canvas.text(
                title_at,
                y,
                "",
                &cut(&title, self.width - MARGIN - title_at),
            );
            y += 18;
        }
        y - 12
    }
}

fn height(lane: &Lane) -> i64 {
    i64::from(lane.rows) * ROW + GAP
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
mod tests {
    use super::canvas::cut;

    #[test]
    fn texts_are_cut_to_their_room() {
        assert_eq!(cut("abcdef", 70), "abcdef");
        assert_eq!(cut("abcdef", 35), "abcd…");
    }
}
