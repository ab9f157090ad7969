//! References: the sources of an event, each once, with all places in it that are cited.

use std::collections::HashMap;

use crate::model::{
    Bearing, Chronology, Citation, Date, Event, EventId, Numbering, Source, SourceId,
};

use super::locator::Locators;
use super::phrase::flat;

/// What is not in the chronology.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where in the sources, in place of what the citations say: "¶6", "p. 3".
    pub locator: Option<String>,
    /// When the sources were seen, in place of what they say.
    pub accessed: Option<Date>,
}

/// What is to be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Each source that an event cites.
    Event(EventId),
    /// A source.
    Source(SourceId),
}

/// An event or a source that was asked for, and what it rests on.
#[derive(Debug)]
pub(super) struct Work<'a> {
    /// The event; `None` if a source was asked for.
    pub event: Option<&'a Event>,
    /// The sources that support it, in the order of the file.
    pub references: Vec<Reference<'a>>,
    /// The sources that contradict it, each with what it claims instead.
    pub against: Vec<(Reference<'a>, String)>,
}

/// A source, and where in it.
#[derive(Debug, Clone)]
pub(super) struct Reference<'a> {
    /// The source.
    pub source: &'a Source,
    /// Where in it.
    pub locators: Locators,
    /// When it was seen.
    pub accessed: Date,
}

impl<'a> Work<'a> {
    /// What was asked for, looked up.
    pub fn of(chronology: &'a Chronology, subject: Subject, options: &Options) -> Self {
        match subject {
            Subject::Source(id) => Self {
                event: None,
                references: vec![Reference::of(chronology.source(id), options)],
                against: Vec::new(),
            },
            Subject::Event(id) => {
                let event = chronology.event(id);
                let mut supporting = Entries::default();
                let cited = |cite: &'a Citation| {
                    let mut reference = Reference::of(chronology.source(cite.source), options);
                    if options.locator.is_none() && reference.source.numbered == Numbering::Source {
                        reference.locators.add(&cite.at);
                    }
                    reference
                };
                for cite in event.citing(Bearing::Supports) {
                    supporting.add(cited(cite));
                }
                let against = event.citing(Bearing::Contradicts).map(|cite| {
                    let date = cite
                        .date
                        .as_deref()
                        .map(|date| format!("dates it to {}", date.shown()));
                    let figure = (!cite.figure.is_empty()).then(|| format!("says {}", cite.figure));
                    let claims: Vec<String> = date.into_iter().chain(figure).collect();
                    (cited(cite), claims.join(" and "))
                });
                Self {
                    event: Some(event),
                    references: supporting.references,
                    against: against.collect(),
                }
            }
        }
    }
}

impl<'a> Reference<'a> {
    fn of(source: &'a Source, options: &Options) -> Self {
        let mut locators = Locators::default();
        locators.add(options.locator.as_deref().unwrap_or_default());
        Self {
            source,
            locators,
            accessed: options
                .accessed
                .clone()
                .unwrap_or_else(|| source.accessed.clone()),
        }
    }

    /// The title; in square brackets what describes a work whose title is not known, as catalogues do.
    pub fn titled(&self) -> String {
        match flat(&self.source.title) {
            title if title.is_empty() => format!("[{}]", flat(&self.source.description)),
            title => title,
        }
    }

    /// The address, if `origin` is one: `None` for a shelf mark or a bare name of a site.
    pub fn url(&self) -> Option<&'a str> {
        let origin = &*self.source.origin;
        let rest = ["https://", "http://", "ftp://"]
            .iter()
            .find_map(|scheme| origin.strip_prefix(scheme))?;
        (!rest.is_empty() && !origin.chars().any(char::is_whitespace)).then_some(origin)
    }
}

/// References, each source once, in the order in which the sources came first.
#[derive(Default)]
struct Entries<'a> {
    references: Vec<Reference<'a>>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Entries<'a> {
    /// Adds a reference; the locators of one whose source is there already go to that.
    fn add(&mut self, new: Reference<'a>) {
        let next = self.references.len();
        let place = *self.places.entry(&new.source.id).or_insert(next);
        match self.references.get_mut(place) {
            Some(known) => known.locators.unite(&new.locators),
            None => self.references.push(new),
        }
    }
}

/// The references of all works, each source once.
pub(super) fn united(works: Vec<Work<'_>>) -> Vec<Reference<'_>> {
    let mut united = Entries::default();
    for reference in works.into_iter().flat_map(|work| work.references) {
        united.add(reference);
    }
    united.references
}
