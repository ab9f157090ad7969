//! The extract: what of a chronology is exported, and what hangs together with it.

use std::collections::BTreeSet;

use super::options::ExportOptions;
use crate::format::document::detail::{EventDetail, RelationDetail};
use crate::format::document::html::anchor;
use crate::format::document::words::{counted, day_shown};
use crate::model::date::{DateShape, Day, Meeting, year_words};
use crate::model::{ActorId, Chronology, Citation, Event, EventId, PlaceId, Relation, SourceId};

/// A moment in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// The day.
    pub day: Day,
    /// Seconds since its midnight, under 86,400.
    pub second: u32,
}

/// A result, to be written.
#[derive(Debug, Clone, Copy)]
pub struct Extract<'a> {
    /// What it is taken from.
    pub chronology: &'a Chronology,
    /// The events, in chronological order, each certain or only possible in the period that was asked for.
    pub events: &'a [(EventId, Meeting)],
    /// The query, cleaned; empty for all.
    pub asked: &'a str,
    /// Whether the query asks for a period, so that being certain or possible means something.
    pub has_period: bool,
    /// When the export is made, if it is to say so.
    pub made: Option<Made>,
    /// What else is asked of it.
    pub options: ExportOptions<'a>,
}

/// Events that stand under one heading.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The heading.
    pub heading: String,
    /// The events.
    pub events: Vec<EventDetail<'a>>,
    /// The number of the first, counted from 1 through the extract.
    pub first: usize,
}

impl Group<'_> {
    /// Where it begins in a page: "part-2023", "part-undated".
    pub(super) fn anchor(&self) -> String {
        anchor("part", &self.heading.trim_end_matches('?').to_lowercase())
    }
}

impl<'a> Extract<'a> {
    /// The events.
    pub fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let chronology = self.chronology;
        self.events.iter().map(move |(id, _)| chronology.event(*id))
    }

    /// All that is known of each event.
    pub(super) fn details(&self) -> impl Iterator<Item = EventDetail<'a>> {
        let (chronology, has_period) = (self.chronology, self.has_period);
        self.events
            .iter()
            .map(move |(id, meeting)| EventDetail::of(chronology, *id, *meeting, has_period))
    }

    /// The ids of the events.
    pub fn ids(&self) -> Vec<EventId> {
        self.events.iter().map(|(id, _)| *id).collect()
    }

    /// The events' actors, each once, in the order in which they appear.
    pub fn actors(&self) -> Vec<ActorId> {
        each_once(
            self.events()
                .flat_map(|event| event.actors.iter().map(|part| part.actor)),
        )
    }

    /// The events' places, each once, in the order in which they appear; all of a whole chronology.
    pub fn places(&self) -> Vec<PlaceId> {
        let of_events = self.events().flat_map(|event| event.places.iter().copied());
        let others = self.is_whole().then(|| self.chronology.place_ids());
        each_once(of_events.chain(others.into_iter().flatten()))
    }

    /// Whether every event is there: then it is the whole chronology, also what no event speaks of.
    fn is_whole(&self) -> bool {
        self.events.len() == self.chronology.events().len()
    }

    /// The relations that go out from the events' actors or to them, in the order of the files; all of a whole chronology.
    pub fn relations(&self) -> Vec<&'a Relation> {
        if self.is_whole() {
            return self.chronology.relations().iter().collect();
        }
        let mut ids = BTreeSet::new();
        for actor in self.actors() {
            ids.extend(self.chronology.actor(actor).relations.iter().copied());
        }
        ids.into_iter()
            .map(|id| self.chronology.relation(id))
            .collect()
    }

    /// All that is known of those relations.
    pub(super) fn relation_details(&self) -> impl Iterator<Item = RelationDetail<'a>> {
        let chronology = self.chronology;
        let relations = self.relations().into_iter();
        relations.map(move |relation| RelationDetail::of(chronology, relation))
    }

    /// The sources of the events, each once, in the order in which they appear.
    pub(super) fn event_sources(&self) -> Vec<SourceId> {
        let of_events = self.events().flat_map(|event| event.cites.iter());
        each_once(of_events.map(|cite| cite.source))
    }

    /// The sources of the events, then of their actors' relations, then of what is said about the actors.
    pub fn sources(&self) -> Vec<SourceId> {
        let chronology = self.chronology;
        let of_events = self.events().flat_map(|event| event.cites.iter());
        let of_relations = self.relations();
        let of_relations = of_relations
            .iter()
            .flat_map(|relation| relation.cites.iter());
        let actors = self.actors();
        let of_actors = actors
            .iter()
            .flat_map(|&actor| chronology.actor(actor).cites.iter());
        each_once(
            of_events
                .chain(of_relations)
                .chain(of_actors)
                .map(|cite: &Citation| cite.source),
        )
    }

    /// The events under headings: a year, "2023?" if none of its events is sure of it; undated ones last.
    pub(super) fn groups(&self) -> Vec<Group<'a>> {
        let place = |(id, _): &(EventId, Meeting)| {
            let date = &self.chronology.event(*id).date;
            date.heading()
                .map(|heading| heading.year)
                .ok_or(match date.shape() {
                    shape @ (DateShape::Undated | DateShape::Unreadable) => shape,
                    DateShape::Moment | DateShape::Span | DateShape::OneOf | DateShape::AllOf => {
                        DateShape::Moment
                    }
                })
        };
        let mut details = self.details();
        let mut groups = Vec::new();
        let mut first = 1;
        for under in self.events.chunk_by(|one, next| place(one) == place(next)) {
            let events: Vec<EventDetail<'a>> = details.by_ref().take(under.len()).collect();
            let heading = match under.first().map(place) {
                Some(Ok(year)) => {
                    let is_doubtful = events.iter().all(|one| one.event.date.is_year_uncertain());
                    format!("{}{}", year_words(year), if is_doubtful { "?" } else { "" })
                }
                Some(Err(DateShape::Unreadable)) => "Unreadable".to_owned(),
                Some(Err(DateShape::Undated)) | None => "Undated".to_owned(),
                Some(Err(
                    DateShape::Moment | DateShape::Span | DateShape::OneOf | DateShape::AllOf,
                )) => "Year unknown".to_owned(),
            };
            groups.push(Group {
                heading,
                events,
                first,
            });
            first += under.len();
        }
        groups
    }

    /// The title, or what stands for it.
    pub fn title(&self) -> &'a str {
        match self.options.title.unwrap_or(self.chronology.title()) {
            "" => "Chronology",
            title => title,
        }
    }

    /// "4 of 11 events, 12 actors, 1 source".
    pub fn counts(&self) -> String {
        let (some, all) = (self.events.len(), self.chronology.events().len());
        let events = if some == all {
            counted(all, "event", "events")
        } else {
            format!("{some} of {}", counted(all, "event", "events"))
        };
        let actors = counted(self.actors().len(), "actor", "actors");
        let sources = counted(self.event_sources().len(), "source", "sources");
        format!("{events}, {actors}, {sources}")
    }

    /// "26 Nov 2026", when it is made.
    pub fn made_shown(&self) -> Option<String> {
        self.made.map(|made| day_shown(made.day))
    }

    /// Whether some event is only possible in the period asked for, so that being certain is worth saying.
    pub fn has_possible(&self) -> bool {
        self.events
            .iter()
            .any(|(_, meeting)| *meeting == Meeting::Possible)
    }
}

fn each_once<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}
