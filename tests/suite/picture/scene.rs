//! The moments that the pictures of README and guide show: what the example draws and the test compares.

use dateline::view::{Colours, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::svg::svg;
use crate::support::Screen;

/// A picture.
pub struct Scene {
    /// Where it is, from the package's root.
    pub path: &'static str,
    /// What it shows, for those who can't see it.
    title: &'static str,
    size: (u16, u16),
    colours: Colours,
    /// The keys that lead there, in the built-in chronology.
    script: &'static str,
}

/// Every picture.
pub const SCENES: [Scene; 2] = [
    Scene {
        path: "docs/screen.svg",
        title: "Dateline: the chronology of events, one of them, its actors and their relations",
        size: (120, 34),
        colours: Colours::Indexed,
        // A place as a filter, a word that was searched, an event chosen by it.
        script: "/ place:myanmar <Space> thai <Enter> g j",
    },
    Scene {
        path: "docs/briefing.svg",
        title: "Dateline: a step of a briefing, with its place in time, how sure it is and its source",
        size: (80, 24),
        colours: Colours::Sixteen,
        script: "b <Enter> 3 <Enter>",
    },
];

impl Scene {
    /// The picture.
    pub fn picture(&self) -> String {
        let (width, height) = self.size;
        let mut screen = Screen::bundled(width, height).look(self.colours, false);
        screen.press(self.script);
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let cursor = draw(&screen.state, screen.look, area, &mut buffer);
        svg(&buffer, cursor, self.title)
    }
}
