//! JSON: the events of a result and the actors, relations, places and sources of them, in the shape of `find --format json`.
//!
//! What a thing is linked to stands beside it as a thing of its own, once, so links are left out.

use super::{Exported, Exporter, Extract};
use crate::format::document::detail::{ActorDetail, Detail, PlaceDetail, SourceDetail};
use crate::format::document::json::{Head, write_items};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "json",
    extensions: &["json"],
    about: "Everything known, for programs",
    write,
};

fn write(extract: &Extract<'_>) -> Exported {
    let all = extract.chronology;
    let head = Head {
        command: "export",
        query: extract.asked,
        chronology: all,
        found: extract.events.len(),
        correction: None,
        did_you_mean: None,
    };
    let actors = extract.actors().into_iter();
    let relations = extract.relation_details();
    let places = extract.places().into_iter();
    let sources = extract.sources().into_iter();
    let items = extract
        .details()
        .map(Detail::Event)
        .chain(actors.map(|id| Detail::Actor(ActorDetail::of(all, id))))
        .chain(relations.map(Detail::Relation))
        .chain(places.map(|id| Detail::Place(PlaceDetail::of(all, id))))
        .chain(sources.map(|id| Detail::Source(SourceDetail::of(all, id))));
    write_items(&head, items.collect()).into()
}
