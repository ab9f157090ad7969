//! Footnote: a full note after the Chicago Manual of Style, 18th edition, all sources of an event in one note.

use super::chicago::{DATES, entry, notes};
use super::form::Form;
use super::style::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "footnote",
    help: "Chicago (18th edition): all sources in one note",
    forms: &[
        (Form::Note, Write::Work(notes)),
        (Form::Entry, Write::Each(entry, &DATES)),
    ],
    listing: None,
};
