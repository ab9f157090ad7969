//! References: the sources of an event, each once for what it does for the event, with all places in it that are cited.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Bearing, Chronology, Citation, Date, Event, EventId, Numbering, Source, SourceId,
};

use super::dated::{Dated, Manner, WORDS};
use super::disambiguation::Disambiguation;
use super::form::Form;
use super::locator::{Labels, Locators, SIGNS};
use super::phrase::{flat, joined};

/// What is not in the chronology.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// In which form; the style's own, if it has not that one.
    pub form: Option<Form>,
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
    pub supporting: Vec<Reference<'a>>,
    /// The sources that contradict it.
    pub contradicting: Vec<Reference<'a>>,
    /// The sources that give context and back nothing.
    pub context: Vec<Reference<'a>>,
}

/// A source, and where in it.
#[derive(Debug, Clone)]
pub(super) struct Reference<'a> {
    /// Its place in the chronology.
    pub id: SourceId,
    /// The source.
    pub source: &'a Source,
    /// What it does for the event.
    pub bearing: Bearing,
    /// Where in it, in the work's own numbers.
    pub locators: Locators,
    /// Where in it, in numbers of ours: no citation prints them as the work's.
    pub ours: Locators,
    /// When it was seen.
    pub accessed: Date,
    /// Whether the one who cites says when, and not the file.
    pub is_accessed_now: bool,
    /// What tells it from the other works that are cited with it.
    pub told_apart: Disambiguation,
    /// The citations of it that claim a date or a figure of their own, where it contradicts.
    claims: Vec<&'a Citation>,
}

impl<'a> Work<'a> {
    /// What was asked for, looked up.
    pub fn of(chronology: &'a Chronology, subject: Subject, options: &Options) -> Self {
        match subject {
            Subject::Source(id) => Self {
                event: None,
                supporting: vec![Reference::of(chronology, id, options)],
                contradicting: Vec::new(),
                context: Vec::new(),
            },
            Subject::Event(id) => {
                let event = chronology.event(id);
                let citing = |bearing| {
                    let references = event
                        .citing(bearing)
                        .map(|cite| Reference::cited(chronology, cite, options));
                    united(references)
                };
                Self {
                    event: Some(event),
                    supporting: citing(Bearing::Supports),
                    contradicting: citing(Bearing::Contradicts),
                    context: citing(Bearing::Context),
                }
            }
        }
    }

    /// All its sources: those that support it, then those that contradict it, then context.
    pub fn into_all(self) -> impl Iterator<Item = Reference<'a>> {
        self.supporting
            .into_iter()
            .chain(self.contradicting)
            .chain(self.context)
    }

    /// All of them, to be changed.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Reference<'a>> {
        let others = self.contradicting.iter_mut().chain(&mut self.context);
        self.supporting.iter_mut().chain(others)
    }

    /// Those that stand in a list of references: what only gives context stands in notes alone.
    pub fn listed(&self) -> impl Iterator<Item = &Reference<'a>> {
        self.supporting.iter().chain(&self.contradicting)
    }

    /// All its sources, each as `source` tells it, led in by what it does: "A; B; but see C, which dates it to 2025; see
    /// also D". What a source claims is told in `manner` and escaped like the rest.
    pub fn chain(
        &self,
        manner: &Manner,
        escape: impl Fn(&str) -> String,
        source: impl Fn(&Reference<'_>) -> String,
    ) -> String {
        let told = self.supporting.iter().map(&source).collect();
        let others: [(_, &[_]); 2] = [
            ("but see ", &self.contradicting),
            ("see also ", &self.context),
        ];
        chained(told, &others, manner, escape, source)
    }

    /// The same for the text, where nothing stands that only gives context, after what supports it as `told`.
    pub fn chain_in_text(
        &self,
        told: Vec<String>,
        manner: &Manner,
        source: impl Fn(&Reference<'_>) -> String,
    ) -> String {
        let others: [(_, &[_]); 1] = [("but see ", &self.contradicting)];
        chained(told, &others, manner, str::to_owned, source)
    }
}

/// What is `told` and the references after it, with their lead-ins.
fn chained(
    mut told: Vec<String>,
    others: &[(&str, &[Reference<'_>])],
    manner: &Manner,
    escape: impl Fn(&str) -> String,
    source: impl Fn(&Reference<'_>) -> String,
) -> String {
    for (lead_in, references) in others {
        // The lead-in is for all that follow.
        for (nth, reference) in references.iter().enumerate() {
            let lead_in = if nth == 0 { lead_in } else { "" };
            let claim = match reference.claim(manner) {
                claim if claim.is_empty() => claim,
                claim => format!(", which {}", escape(&claim)),
            };
            told.push(format!("{lead_in}{}{claim}", source(reference)));
        }
    }
    told.join("; ")
}

impl<'a> Reference<'a> {
    fn of(chronology: &'a Chronology, id: SourceId, options: &Options) -> Self {
        let source = chronology.source(id);
        let mut locators = Locators::default();
        locators.add(options.locator.as_deref().unwrap_or_default());
        Self {
            id,
            source,
            bearing: Bearing::Supports,
            locators,
            ours: Locators::default(),
            accessed: options
                .accessed
                .clone()
                .unwrap_or_else(|| source.accessed.clone()),
            is_accessed_now: options.accessed.is_some(),
            told_apart: Disambiguation::default(),
            claims: Vec::new(),
        }
    }

    fn cited(chronology: &'a Chronology, cite: &'a Citation, options: &Options) -> Self {
        let mut reference = Self::of(chronology, cite.source, options);
        reference.bearing = cite.bearing;
        if options.locator.is_none() {
            match reference.source.numbered {
                Numbering::Source => reference.locators.add(&cite.at),
                Numbering::Ours => reference.ours.add(&cite.at),
            }
        }
        if cite.bearing == Bearing::Contradicts {
            reference.claims.push(cite);
        }
        reference
    }

    /// The title; in square brackets what describes a work whose title is not known, as catalogues do.
    pub fn titled(&self) -> String {
        match flat(&self.source.title) {
            title if title.is_empty() => format!("[{}]", flat(&self.source.description)),
            title => title,
        }
    }

    /// Whether it has no title of its own.
    pub fn is_untitled(&self) -> bool {
        flat(&self.source.title).is_empty()
    }

    /// The address, if `origin` is one: `None` for a shelf mark or a bare name of a site.
    pub fn url(&self) -> Option<&'a str> {
        as_url(&self.source.origin)
    }

    /// Where a copy of it is kept, if that is an address.
    pub fn archived(&self) -> Option<&'a str> {
        as_url(&self.source.archived)
    }

    /// Where the copy of it is kept, as a sentence goes on: "archived at https://…"; empty if there is none.
    pub fn archived_at(&self) -> String {
        match self.archived() {
            Some(url) => format!("archived at {url}"),
            None => String::new(),
        }
    }

    /// Where in it, with the words of a style. No style prints numbers of ours.
    pub fn places(&self, labels: &Labels) -> String {
        self.locators.told(labels)
    }

    /// Where in it, with signs, and whose the numbers are if they are ours: "¶6", "our note ¶6".
    pub fn places_with_ours(&self) -> String {
        let ours = self.ours.told(&SIGNS);
        if ours.is_empty() {
            self.locators.told(&SIGNS)
        } else {
            format!("our note {ours}")
        }
    }

    /// What it does for the event, if it does not support it: a note for whoever reads a bibliography, that no style prints.
    pub fn annotation(&self) -> String {
        match self.bearing {
            Bearing::Supports => String::new(),
            Bearing::Context => "see also".to_owned(),
            Bearing::Contradicts => joined(&["but see", &self.claim(&WORDS)], ": "),
        }
    }

    /// What it claims against the event: "dates it to 5 May 2025 and says 30 people"; empty if that is not in the file.
    pub fn claim(&self, manner: &Manner) -> String {
        let mut claims: Vec<String> = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        for cite in &self.claims {
            let date = cite.date.as_deref().map(Dated::of);
            let date = date.map(|date| date.claimed(manner));
            let figure = flat(&cite.figure);
            let figure = (!figure.is_empty()).then(|| format!("says {figure}"));
            for claim in date.into_iter().chain(figure) {
                if !claim.is_empty() && known.insert(claim.clone()) {
                    claims.push(claim);
                }
            }
        }
        claims.join(" and ")
    }
}

/// `text` if it is an address.
fn as_url(text: &str) -> Option<&str> {
    let rest = ["https://", "http://", "ftp://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))?;
    (!rest.is_empty() && !text.chars().any(char::is_whitespace)).then_some(text)
}

/// References, each source once.
pub(super) fn united<'a>(references: impl Iterator<Item = Reference<'a>>) -> Vec<Reference<'a>> {
    let mut united: Vec<Reference<'a>> = Vec::new();
    let mut places: BTreeMap<SourceId, usize> = BTreeMap::new();
    for reference in references {
        let known = places.get(&reference.id).and_then(|at| united.get_mut(*at));
        if let Some(known) = known {
            known.locators.unite(&reference.locators);
            known.ours.unite(&reference.ours);
            known.claims.extend(reference.claims);
        } else {
            places.insert(reference.id, united.len());
            united.push(reference);
        }
    }
    united
}
