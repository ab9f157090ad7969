//! A style: what it is called, and how it writes each of its forms.

use super::dated::Manner;
use super::form::Form;
use super::keys::Keys;
use super::reference::{Reference, Work};
use super::reference_list::Listing;

/// A citation style.
#[derive(Debug)]
pub struct Style {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    /// What it writes; the first is what it writes unless it is asked for another.
    pub(super) forms: &'static [(Form, Write)],
    /// How it lists works; `None` if they stand in the order of citation.
    pub(super) listing: Option<Listing>,
}

/// How a style writes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Write {
    /// A line for each source, each source once; what contradicts is told in dates of that manner.
    Each(fn(&Reference<'_>) -> String, &'static Manner),
    /// A line for each event or source that was asked for.
    Work(fn(&Work<'_>) -> String),
    /// The same, by the keys of the sources.
    Keyed(fn(&Work<'_>, &Keys<'_>) -> String),
    /// A file of all sources, each once.
    File(fn(&[Reference<'_>], &Keys<'_>) -> String),
}

impl Style {
    /// The forms that it has, its own first.
    pub fn forms(&self) -> impl Iterator<Item = Form> {
        self.forms.iter().map(|(form, _)| *form)
    }

    /// How it writes that form; its own, if it has not that one.
    pub(super) fn write(&self, form: Option<Form>) -> Option<Write> {
        let asked = self.forms.iter().find(|(known, _)| Some(*known) == form);
        asked.or(self.forms.first()).map(|(_, write)| *write)
    }
}
