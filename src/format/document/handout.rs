//! Handouts: a briefing on paper, one step after the other, the same as on the screen.

use std::collections::{BTreeSet, HashSet};

use super::detail::{EventDetail, PartDetail};
use super::words::{joined, with};
use crate::model::{Bearing, Chronology, Credibility, EventId, Meeting};

/// A briefing to print.
#[derive(Debug)]
pub struct Handout<'a> {
    /// Its title.
    pub title: &'a str,
    /// The title of the chronology.
    pub chronology: &'a str,
    /// What it is about; empty for none.
    pub about: &'a str,
    /// Its steps.
    pub steps: Vec<HandoutStep<'a>>,
}

impl Handout<'_> {
    /// Every source once, in the order of the steps: what it is called, who published it and when, where it is.
    pub fn sources(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let cites = self.steps.iter().flat_map(|step| &step.event.cites);
        let first = cites.filter(|cite| seen.insert(cite.source));
        let told = first.map(|cite| {
            let source = cite.cited;
            let published = if source.published.is_undated() {
                String::new()
            } else {
                source.published.shown()
            };
            let authors = source.authors.join(", ");
            let parts = [
                source.label(),
                &authors,
                &source.publisher,
                &published,
                &source.origin,
                &source.archived,
            ];
            joined(parts, ". ")
        });
        told.collect()
    }

    /// What the letters and figures of the grades in it mean; nothing where there are none.
    pub fn grades(&self) -> String {
        let cites = || self.steps.iter().flat_map(|step| &step.event.cites);
        let letters: BTreeSet<_> = cites().map(|cite| cite.cited.reliability).collect();
        let figures: BTreeSet<_> = cites().map(|cite| cite.cite.credibility.figure()).collect();
        if letters.is_empty() {
            return String::new();
        }
        let letters: Vec<String> = letters
            .iter()
            .map(|letter| format!("{} {}", letter.letter(), letter.meaning()))
            .collect();
        let figures: Vec<String> = figures
            .iter()
            .filter_map(|figure| Some(format!("{figure} {}", Credibility::new(*figure)?.meaning())))
            .collect();
        format!(
            "The letter of a grade is of the source: {}. The figure is of what it says: {}.",
            letters.join(", "),
            figures.join(", ")
        )
    }
}

/// One step.
#[derive(Debug)]
pub struct HandoutStep<'a> {
    /// The event.
    pub event: EventDetail<'a>,
    /// The note; empty for none.
    pub note: &'a str,
}

impl<'a> HandoutStep<'a> {
    /// The step that shows an event with a note.
    pub fn of(all: &'a Chronology, event: EventId, note: &'a str) -> Self {
        Self {
            event: EventDetail::of(all, event, Meeting::Certain, false),
            note,
        }
    }

    /// When, with what is known about it.
    pub fn when(&self) -> String {
        with(&self.event.date.shown, &self.event.event.date_basis())
    }

    /// The facts besides date, title, summary and note: a name and a value each.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let event = &self.event;
        let who: Vec<String> = event.actors.iter().map(PartDetail::words).collect();
        let mut sure = event.event.status.word().to_owned();
        if event.disputed {
            sure.push_str(", disputed: its sources are at odds");
        }
        for claim in &event.claims {
            let (grade, title) = (&claim.by.grade, claim.by.title);
            sure.extend(["; ", grade, " ", title, ": ", &claim.words]);
        }
        let mut from = Vec::new();
        for bearing in Bearing::ALL {
            for cite in event.cites.iter().filter(|one| one.cite.bearing == bearing) {
                let words = joined([cite.title, &cite.locator], " ");
                from.push(format!("{}{words} ({})", bearing.lead_in(), cite.grade));
            }
        }
        let mut facts = vec![
            ("who", who.join("; ")),
            (
                "where",
                joined(event.places.iter().map(|place| place.name), "; "),
            ),
            ("sure", sure),
            ("from", from.join("; ")),
        ];
        facts.retain(|(_, value)| !value.is_empty());
        facts
    }
}
