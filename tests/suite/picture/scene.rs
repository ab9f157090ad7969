//! The moment that the README's picture shows: what the example draws and the test compares.

use dateline::view::{Colours, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::svg::svg;
use crate::support::Screen;

/// Where the picture is, from the package's root.
pub const PATH: &str = "docs/screen.svg";

/// A place as a filter, a word that was searched, an event chosen by it.
const SCRIPT: &str = "/ place:myanmar <Space> thai <Enter> g j";

/// The picture.
pub fn picture() -> String {
    let mut screen = Screen::bundled(120, 34).look(Colours::Indexed, false);
    screen.press(SCRIPT);
    let area = Rect::new(0, 0, 120, 34);
    let mut buffer = Buffer::empty(area);
    let cursor = draw(&screen.state, screen.look, area, &mut buffer);
    svg(
        &buffer,
        cursor,
        "Dateline: the chronology of events, one of them, its actors and their relations",
    )
}
