//! What the README's pictures show: what the example draws and the test compares. Each is made from a script of keys.

use dateline::view::{Colours, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::svg::{AnimationFrame, animation, svg};
use crate::support::Screen;

/// A picture: where it is, from the package's root, and how it is made.
pub type Picture = (&'static str, fn() -> String);

/// Every picture.
pub const PICTURES: &[Picture] = &[("docs/screen.svg", picture), ("docs/tour.svg", tour)];

/// Both files that come with the program.
const FILES: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/events.ron"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/handovers.ron"),
];

const SIZE: (u16, u16) = (120, 34);

/// A period, in which some events are certain and others only possible, and a disputed one chosen.
const SCRIPT: &str = "p oct <Space> 2023 <Enter> g j j j j j j";

/// Keys, and for how many tenths of a second what they show stays.
const TOUR: &[(&str, u32)] = &[
    ("", 20),
    ("/ s h w", 4),
    ("e <Space>", 4),
    ("k o k", 20),
    ("<Enter>", 15),
    ("<Enter>", 15),
    ("<Enter>", 30),
    ("<Backspace> <Backspace>", 12),
    ("<Esc> <Esc>", 10),
    ("p oct <Space> 2023", 10),
    ("<Enter> g", 20),
    ("j j j j j j", 25),
    ("w", 40),
];

fn screen() -> Screen {
    Screen::files(&FILES, SIZE.0, SIZE.1).look(Colours::Indexed, false)
}

fn drawn(screen: &Screen) -> (Buffer, Option<Position>) {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buffer = Buffer::empty(area);
    let cursor = draw(&screen.state, screen.look, area, &mut buffer);
    (buffer, cursor)
}

fn picture() -> String {
    let mut screen = screen();
    screen.press(SCRIPT);
    let (buffer, cursor) = drawn(&screen);
    svg(
        &buffer,
        cursor,
        "Dateline: the events of a month, certain and possible; one that is disputed, its actors and their relations",
    )
}

fn tour() -> String {
    let mut screen = screen();
    let frames: Vec<AnimationFrame> = TOUR
        .iter()
        .map(|(keys, tenths)| {
            screen.press(keys);
            let (buffer, cursor) = drawn(&screen);
            (buffer, cursor, *tenths)
        })
        .collect();
    animation(
        &frames,
        "A minute with Dateline: a search, an actor's dossier, a period, and why a row is in it",
    )
}
