//! Boxes: whatever is drawn, no text stands over another, none leaves the drawing, and none is struck by a mark that is not its own.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::Event as Xml;

use super::*;
use crate::format::export::ExportOptions;
use crate::model::Chronology;
use crate::model::build::build;

#[derive(Debug, Clone)]
struct Drawn {
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    text: String,
}

impl Drawn {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// The texts and the marks of a drawing.
fn drawn(svg: &str) -> (Vec<Drawn>, Vec<Drawn>) {
    let mut reader = Reader::from_str(svg);
    let (mut texts, mut marks): (Vec<Drawn>, Vec<Drawn>) = Default::default();
    let mut style = None;
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap();
        if let Xml::Start(element) | Xml::Empty(element) = &event {
            let attribute = |name: &str| {
                let found = element
                    .attributes()
                    .flatten()
                    .find(|one| one.key.as_ref() == name);
                found.map(|one| {
                    one.normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .unwrap()
                        .into_owned()
                })
            };
            let number = |name: &str| {
                attribute(name)
                    .and_then(|value| value.parse().ok())
                    .unwrap_or(0)
            };
            let (x, y) = (number("x"), number("y"));
            match element.name().as_ref() {
                "g" => depth += i32::from(matches!(event, Xml::Start(_))),
                "text" => {
                    let size: i64 = attribute("font-size").map_or(12, |size| size.parse().unwrap());
                    let look = match (size, attribute("font-weight")) {
                        (17, _) => TextStyle::Title,
                        (11, _) => TextStyle::Label,
                        (_, Some(_)) => TextStyle::Name,
                        (_, None) => TextStyle::Plain,
                    };
                    style = Some((
                        look,
                        x,
                        y - size * 9 / 10 + 1,
                        y + 2,
                        attribute("text-anchor").is_some(),
                    ));
                }
                // A mark, but not the ground.
                "rect" if attribute("class").is_none() => marks.push(Drawn {
                    left: x,
                    right: x + number("width"),
                    top: y,
                    bottom: y + number("height"),
                    text: String::new(),
                }),
                _ => {}
            }
        }
        match event {
            Xml::Text(text) => {
                if let Some((look, x, top, bottom, ends)) = style {
                    let text = text.xml10_content().into_owned();
                    let width = pixels(&text, look);
                    let left = if ends { x - width } else { x };
                    texts.push(Drawn {
                        left,
                        right: left + width,
                        top,
                        bottom,
                        text,
                    });
                }
            }
            Xml::End(element) if element.name().as_ref() == "text" => style = None,
            Xml::Eof => break,
            _ => {}
        }
    }
    assert!(depth > 0);
    (texts, marks)
}

/// Many events of few actors, with dates and titles of all sorts, the same every time.
fn many(count: usize) -> Chronology {
    let mut seed = 7_u64;
    let mut below = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % most
    };
    let mut events = String::new();
    for nth in 0..count {
        let (month, day) = (below(12) + 1, below(28) + 1);
        let date = match below(9) {
            0 => format!("2023-{month:02}"),
            1 => format!("2023-{month:02}-{day:02}/.."),
            2 => format!("2023-{month:02}-{day:02}/"),
            3 => format!("../2023-{month:02}-{day:02}"),
            4 => format!("[2023-01-01..2023-{month:02}-{day:02}]"),
            5 => format!("2023-{month:02}~/2024-{month:02}-{day:02}"),
            6 => String::new(),
            _ => format!("2023-{month:02}-{day:02}"),
        };
        let title = "Word mmmmm ".repeat(usize::try_from(below(12)).unwrap() + 1);
        let status = ["Alleged", "Denied", "Announced", "Reported"][nth % 4];
        let actor = below(5);
        let written = write!(
            events,
            "(id: \"e{nth}\", date: \"{date}\", title: \"{title}\", status: {status}, actors: [(id: \"a{actor}\")]),"
        );
        written.unwrap();
    }
    let actors: Vec<String> = (0..5)
        .map(|nth| format!("(id: \"a{nth}\", name: \"Actor {nth} of a ministry with a long name\", kind: Group),"))
        .collect();
    let actors = actors.concat();
    let text = format!(
        "Chronology(title: \"Many events of a year\", actors: [{actors}], events: [{events}])"
    );
    let reading = crate::format::read("many.ron", text.into_bytes());
    build(reading.record.into_iter().collect()).chronology
}

#[test]
fn nothing_is_printed_over_anything() {
    for count in [1, 12, 150, 400] {
        let chronology = many(count);
        let events: Vec<(EventId, Meeting)> = chronology
            .event_ids()
            .map(|id| (id, Meeting::Certain))
            .collect();
        for (width, lanes) in [(480, None), (700, Some(2)), (1100, None), (3000, Some(1))] {
            let svg = document(&Extract {
                chronology: &chronology,
                events: &events,
                asked: "",
                has_period: false,
                made: None,
                options: ExportOptions {
                    width: Some(width),
                    lanes,
                    ..ExportOptions::default()
                },
            });
            let (texts, marks) = drawn(&svg);
            assert!(texts.len() > count);
            for (nth, text) in texts.iter().enumerate() {
                let told = format!("{count} events, {width} pixels: {} {text:?}", text.text);
                assert!(text.left >= 0 && text.right <= i64::from(width), "{told}");
                for other in &texts[nth + 1..] {
                    assert!(!text.meets(other), "{told} over {other:?}");
                }
                for mark in &marks {
                    assert!(!text.meets(mark) || mark.holds(text), "{told} on {mark:?}");
                }
            }
        }
    }
}
