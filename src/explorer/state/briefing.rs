//! Brief mode: an ordered path through events, one step a screen.
//!
//! The path is a `briefings:` entry of the file, or the present result in date
//! order. Leaving keeps the place: coming back shows the same step.

use crate::axis::Scale;
use crate::model::{Briefing, BriefingId, Chronology, EventId};

/// The name of no briefing: the person is asked which.
pub const CHOOSE: &str = "\0";

/// One step: an event and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingStep {
    /// The event.
    pub event: EventId,
    /// The note; empty if there is none.
    pub note: Box<str>,
}

/// What shows in place of a step's text for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// The keys.
    Keys,
    /// All that is known of the event.
    Details,
    /// The question whether to quit; the step stays.
    Quit,
}

/// How briefings begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staging {
    /// Whether the notes show.
    pub notes: bool,
    /// Whether the row of keys shows: it goes after some seconds.
    pub keys: bool,
    /// The step that the first of them begins with, from 0.
    pub step: usize,
}

impl Default for Staging {
    fn default() -> Self {
        Self {
            notes: false,
            keys: true,
            step: 0,
        }
    }
}

/// A briefing being given, or left for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Its id in the file; empty for a result.
    pub id: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// Its steps, at least one.
    pub steps: Vec<BriefingStep>,
    /// How many steps were left out: their events are not there.
    pub missing: usize,
    /// The step that shows, from 0.
    pub at: usize,
    /// Whether it shows; else the explorer does and the place is kept.
    pub shows: bool,
    /// Whether notes show.
    pub notes: bool,
    /// Whether the screen is blank.
    pub blank: bool,
    /// What shows beside the step.
    pub aside: Option<Aside>,
}

impl Brief {
    fn new(id: &str, title: &str, steps: Vec<BriefingStep>) -> Option<Self> {
        (!steps.is_empty()).then(|| Self {
            id: id.into(),
            title: title.into(),
            steps,
            missing: 0,
            at: 0,
            shows: true,
            notes: false,
            blank: false,
            aside: None,
        })
    }

    /// A briefing of the file.
    pub fn of(chronology: &Chronology, id: BriefingId) -> Option<Self> {
        let briefing = chronology.briefing(id);
        let brief = Self::new(&briefing.id, &briefing.title, steps_of(briefing))?;
        Some(Self {
            missing: briefing.missing,
            ..brief
        })
    }

    /// Events in the order given, without notes but those of their own.
    pub fn of_events(title: &str, events: impl Iterator<Item = EventId>) -> Option<Self> {
        let steps = events.map(|event| BriefingStep {
            event,
            note: "".into(),
        });
        Self::new("", title, steps.collect())
    }

    /// Which steps were left out, in words, if any were.
    pub fn left_out(&self) -> Option<String> {
        let steps = match self.missing {
            0 => return None,
            1 => "step is",
            _ => "steps are",
        };
        let missing = self.missing;
        Some(format!(
            "{missing} {steps} left out: the event is not in these files"
        ))
    }

    /// The step that shows.
    pub fn step(&self) -> Option<&BriefingStep> {
        self.steps.get(self.at)
    }

    /// The scale of a strip of `cells` cells over all steps, widened to whole months; `None` if none has a day.
    pub fn scale(&self, chronology: &Chronology, cells: u16) -> Option<Scale> {
        let events = self.steps.iter().map(|step| chronology.event(step.event));
        let (first, last) = crate::axis::scale::extent_of(events)?;
        Some(Scale::new(first, last, cells))
    }
}

fn steps_of(briefing: &Briefing) -> Vec<BriefingStep> {
    briefing
        .steps
        .iter()
        .map(|step| BriefingStep {
            event: step.event,
            note: step.note.clone(),
        })
        .collect()
}

/// The briefing that `name` means: its id, else its title, else the only one whose title has all the words.
pub fn named(chronology: &Chronology, name: &str) -> Option<BriefingId> {
    let folded = name.to_lowercase();
    let ids = || chronology.briefing_ids();
    ids()
        .find(|id| &*chronology.briefing(*id).id == name)
        .or_else(|| ids().find(|id| chronology.briefing(*id).title.to_lowercase() == folded))
        .or_else(|| {
            let has_words = |id: &BriefingId| {
                let title = chronology.briefing(*id).title.to_lowercase();
                folded.split_whitespace().all(|word| title.contains(word))
            };
            let mut found = ids().filter(has_words);
            found.next().filter(|_| found.next().is_none())
        })
}
