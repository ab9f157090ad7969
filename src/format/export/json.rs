//! JSON: events, actors, relations, places and sources of a result, as records like those of `find --format json`.
//!
//! What a thing is linked to stands in a list of its own, once.

use serde::Serialize;

use super::{Exported, Exporter, Extract};
use crate::format::document::detail::{
    ActorDetail, EventDetail, Link, RelationDetail, SourceDetail,
};
use crate::format::document::json::{VERSION, pretty};
use crate::model::{Chronology, PlaceId};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "json",
    extensions: &["json"],
    about: "Everything known, for programs",
    write,
};

#[derive(Serialize)]
struct Whole<'a> {
    dateline: u32,
    title: &'a str,
    about: &'a str,
    query: &'a str,
    events: Vec<EventDetail<'a>>,
    actors: Vec<ActorDetail<'a>>,
    relations: Vec<RelationDetail<'a>>,
    places: Vec<OuterPlace<'a>>,
    sources: Vec<SourceDetail<'a>>,
}

/// A place that says of those around it the nearest only: a shape of its own until there is one for all.
#[derive(Serialize)]
struct OuterPlace<'a> {
    id: &'a str,
    name: &'a str,
    aliases: Vec<&'a str>,
    within: Option<Link<'a>>,
    at: Option<(f64, f64)>,
    about: &'a str,
}

impl<'a> OuterPlace<'a> {
    fn of(all: &'a Chronology, id: PlaceId) -> Self {
        let place = all.place(id);
        let within = place.within.map(|outer| all.place(outer));
        Self {
            id: &place.id,
            name: &place.name,
            aliases: place.aliases.iter().map(|alias| &**alias).collect(),
            within: within.map(|outer| Link {
                id: &outer.id,
                name: &outer.name,
            }),
            at: place.at,
            about: &place.about,
        }
    }
}

fn write(extract: &Extract<'_>) -> Exported {
    let all = extract.chronology;
    let (actors, places) = (extract.actors().into_iter(), extract.places().into_iter());
    let sources = extract.sources().into_iter();
    pretty(&Whole {
        dateline: VERSION,
        title: all.title(),
        about: all.about(),
        query: extract.asked,
        events: extract.details().collect(),
        actors: actors.map(|id| ActorDetail::of(all, id)).collect(),
        relations: extract.relation_details().collect(),
        places: places.map(|id| OuterPlace::of(all, id)).collect(),
        sources: sources.map(|id| SourceDetail::of(all, id)).collect(),
    })
    .into()
}
