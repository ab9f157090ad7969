//! The moments that the pictures of README and guide show: what the example draws and the test compares.

use dateline::view::{Colours, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::svg::{AnimationFrame, animation, svg};
use crate::support::Screen;

/// A picture.
pub struct Scene {
    /// Where it is, from the package's root.
    pub path: &'static str,
    /// What it shows, for those who can't see it.
    title: &'static str,
    size: (u16, u16),
    colours: Colours,
    /// Whether both files that come with the program are open, or only what is built in.
    has_both: bool,
    /// The keys that lead there; of an animation, those of each step and the tenths of a second that it stays.
    steps: &'static [(&'static str, u32)],
}

/// Both files that come with the program.
const FILES: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/events.ron"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/handovers.ron"),
];

/// Every picture.
pub const SCENES: [Scene; 3] = [
    Scene {
        path: "docs/screen.svg",
        title: "Dateline: the events of a month, certain and possible; one that is disputed, its actors and their relations",
        size: (120, 34),
        colours: Colours::Indexed,
        has_both: true,
        steps: &[("p oct <Space> 2023 <Enter> g j j j j", 0)],
    },
    Scene {
        path: "docs/tour.svg",
        title: "A minute with Dateline: a search, an actor's dossier, a period, and why a row is in it",
        size: (120, 34),
        colours: Colours::Indexed,
        has_both: true,
        steps: &[
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
            ("j j j j", 25),
            ("w", 40),
        ],
    },
    Scene {
        path: "docs/briefing.svg",
        title: "Dateline: a step of a briefing, with its place in time, how sure it is and its source",
        size: (80, 24),
        colours: Colours::Sixteen,
        has_both: false,
        steps: &[("b <Enter> 3 <Enter>", 0)],
    },
];

impl Scene {
    /// The picture.
    pub fn picture(&self) -> String {
        let (width, height) = self.size;
        let screen = if self.has_both {
            Screen::files(&FILES, width, height)
        } else {
            Screen::bundled(width, height)
        };
        let mut screen = screen.look(self.colours, false);
        let area = Rect::new(0, 0, width, height);
        let frames = self.steps.iter().map(|(keys, tenths)| {
            screen.press(keys);
            let mut buffer = Buffer::empty(area);
            let cursor = draw(&screen.state, screen.look, area, &mut buffer);
            (buffer, cursor, *tenths)
        });
        let frames: Vec<AnimationFrame> = frames.collect();
        match frames.as_slice() {
            [(buffer, cursor, _)] => svg(buffer, *cursor, self.title),
            frames => animation(frames, self.title),
        }
    }
}
