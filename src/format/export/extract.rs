//! The extract: what of a chronology is exported, and what hangs together with it.

use std::collections::BTreeSet;

use crate::model::date::{DateShape, Day, Meeting, year_words};
use crate::model::{
    Actor, ActorId, Chronology, Citation, Event, EventId, PlaceId, Relation, SourceId,
};

use super::event::day_shown;

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
}

/// Events that stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// The heading.
    pub heading: String,
    /// The events.
    pub events: &'a [(EventId, Meeting)],
    /// The number of the first, counted from 1 through the extract.
    pub first: usize,
}

impl<'a> Extract<'a> {
    /// The events.
    pub fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let chronology = self.chronology;
        self.events.iter().map(move |(id, _)| chronology.event(*id))
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

    /// The events' places, each once, in the order in which they appear.
    pub fn places(&self) -> Vec<PlaceId> {
        each_once(self.events().flat_map(|event| event.places.iter().copied()))
    }

    /// The relations that go out from the events' actors or to them, in the order of the files.
    pub fn relations(&self) -> Vec<&'a Relation> {
        let mut ids = BTreeSet::new();
        for actor in self.actors() {
            ids.extend(self.chronology.actor(actor).relations.iter().copied());
        }
        ids.into_iter()
            .map(|id| self.chronology.relation(id))
            .collect()
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
    pub fn groups(&self) -> Vec<Group<'a>> {
        let place = |(id, _): &(EventId, Meeting)| {
            let date = &self.chronology.event(*id).date;
            (
                date.heading().map(|heading| heading.year),
                Some(date.shape()).filter(|_| date.heading().is_none()),
            )
        };
        let mut from = 1;
        self.events
            .chunk_by(|one, next| place(one) == place(next))
            .map(|events| {
                let first = from;
                from += events.len();
                let heading = match events.first().map(place) {
                    Some((Some(year), _)) => {
                        let doubt = events
                            .iter()
                            .all(|(id, _)| self.chronology.event(*id).date.is_year_uncertain());
                        format!("{}{}", year_words(year), if doubt { "?" } else { "" })
                    }
                    Some((None, Some(DateShape::Unreadable))) => "Unreadable".to_owned(),
                    Some((None, Some(DateShape::Undated))) | None => "Undated".to_owned(),
                    Some((None, _)) => "Year unknown".to_owned(),
                };
                Group {
                    heading,
                    events,
                    first,
                }
            })
            .collect()
    }

    /// The title, or what stands for it.
    pub fn title(&self) -> &'a str {
        match self.chronology.title() {
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
        let sources = counted(
            each_once(
                self.events()
                    .flat_map(|event| event.cites.iter().map(|cite| cite.source)),
            )
            .len(),
            "source",
            "sources",
        );
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

    /// The two actors of a relation.
    pub fn pair(&self, relation: &Relation) -> (&'a Actor, &'a Actor) {
        (
            self.chronology.actor(relation.from),
            self.chronology.actor(relation.to),
        )
    }
}

/// "1 event", "2 events".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn each_once<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}
