//! Options: what an export is told beside the query.

use crate::format::cite::Style;

/// What is asked of an export; what is not asked for is left to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExportOptions<'a> {
    /// The title, in place of the chronology's.
    pub title: Option<&'a str>,
    /// How wide a drawing is, in pixels.
    pub width: Option<u16>,
    /// How many actors have a lane of their own, those with most events.
    pub lanes: Option<usize>,
    /// The style of citations in a note.
    pub style: Option<&'static Style>,
    /// Whether a table begins with the mark by which spreadsheets know UTF-8.
    pub bom: bool,
}
