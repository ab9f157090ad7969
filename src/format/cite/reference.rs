//! References: the sources of an event, each once, with all places in it that are cited.

use crate::model::{Chronology, Citation, Date, Event, EventId, Source, SourceId};

use super::locator::Locators;

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
    /// Its sources, in the order of the file.
    pub references: Vec<Reference<'a>>,
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
            },
            Subject::Event(id) => {
                let event = chronology.event(id);
                let mut references: Vec<Reference<'a>> = Vec::new();
                for cite in &event.cites {
                    let Citation { source, at, .. } = cite;
                    let source = chronology.source(*source);
                    let reference = entry(&mut references, Reference::of(source, options));
                    if options.locator.is_none() {
                        reference.locators.add(at);
                    }
                }
                Self {
                    event: Some(event),
                    references,
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

    /// The address, if `origin` is one: `None` for a shelf mark or a bare name of a site.
    pub fn url(&self) -> Option<&'a str> {
        let origin = &*self.source.origin;
        let rest = ["https://", "http://", "ftp://"]
            .iter()
            .find_map(|scheme| origin.strip_prefix(scheme))?;
        (!rest.is_empty() && !origin.chars().any(char::is_whitespace)).then_some(origin)
    }
}

/// The reference to the same source among `references`; `new` is added if there is none.
fn entry<'l, 'a>(
    references: &'l mut Vec<Reference<'a>>,
    new: Reference<'a>,
) -> &'l mut Reference<'a> {
    let place = references
        .iter()
        .position(|known| known.source.id == new.source.id);
    let place = place.unwrap_or_else(|| {
        references.push(new);
        references.len() - 1
    });
    #[expect(
        clippy::indexing_slicing,
        reason = "the place was found or made just now"
    )]
    &mut references[place]
}

/// The references of all works, each source once.
pub(super) fn united(works: Vec<Work<'_>>) -> Vec<Reference<'_>> {
    let mut united = Vec::new();
    for reference in works.into_iter().flat_map(|work| work.references) {
        let locators = reference.locators.clone();
        entry(&mut united, reference).locators.unite(&locators);
    }
    united
}
