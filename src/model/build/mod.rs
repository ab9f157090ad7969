//! Records → chronology: checks everything, reports every problem in one run, links both ways.
//!
//! A faulty part is dropped and reported, the rest stays: an unknown actor costs
//! one reference, a bad date leaves its event undated, of two events with one
//! id the first stays. Text is cleaned here, once. Nothing is invented.
//!
//! Each kind of record has a file below, where a new field is checked; `checks`, `citations` and `id_table` hold what they
//! share.

mod actors;
mod backlinks;
mod briefings;
mod checks;
mod chunks;
mod citations;
mod dispute;
mod duplicates;
mod events;
mod id_table;
mod merge;
mod partial;
mod places;
mod relations;
mod sources;
mod spelling;

use crate::model::chronology::Chronology;
use crate::model::problem::{Hop, Problem, Site};
use crate::model::record::ChronologyRecord;
use crate::model::reports::Reports;

use checks::Checks;

/// What `build` makes: a chronology of all that is sound, and every problem found.
#[derive(Debug, Default)]
pub struct Built {
    /// As much as could be trusted.
    pub chronology: Chronology,
    /// The problems, kind by kind; `format` orders them by place.
    pub problems: Reports<Problem>,
}

/// Checks and links the records of `files`, in their order; ids belong to one space.
///
/// Sites of problems name files by `ChronologyRecord::file`.
pub fn build(files: Vec<ChronologyRecord>) -> Built {
    let mut checks = Checks::default();
    let mut titles: Vec<Box<str>> = Vec::new();
    let mut abouts: Vec<Box<str>> = Vec::new();
    let mut partial: Vec<Box<ChronologyRecord>> = Vec::new();
    let mut events = Vec::new();
    let mut all = ChronologyRecord::default();
    for file in files {
        checks.leave_out(file.left_out);
        partial.extend(file.partial);
        if file.title.trim().is_empty() {
            let site = Site {
                file: usize::from(file.file),
                path: vec![Hop::Field("title")],
                within: None,
            };
            checks.report(
                Problem::error("empty-title", site, "the chronology has no title")
                    .label("a title is needed here"),
            );
        } else {
            titles.push(checks.text(file.title));
        }
        if !file.about.trim().is_empty() {
            abouts.push(checks.text(file.about));
        }
        all.sources.extend(file.sources);
        all.places.extend(file.places);
        all.actors.extend(file.actors);
        all.relations.extend(file.relations);
        events.push(file.events);
        events.extend(file.event_slices);
        all.claims.extend(file.claims);
        all.briefings.extend(file.briefings);
        all.queries.extend(file.queries);
    }
    titles.dedup();

    let (sources, source_index) = sources::build(all.sources, &mut checks);
    let (places, place_index) = places::build(all.places, &mut checks);
    let (actors, actor_index) = actors::build(all.actors, &source_index, &mut checks);
    let tables = id_table::IdTables {
        actors: actor_index,
        places: place_index,
        sources: source_index,
    };
    let relations = relations::build(all.relations, &tables, &mut checks);
    let is_asked = !(all.claims.is_empty() && all.briefings.is_empty() && partial.is_empty());
    let (events, event_index) = events::build(events, all.claims, is_asked, &tables, &mut checks);
    let briefings = briefings::build(all.briefings, &event_index, &mut checks);
    let queries = briefings::queries(all.queries, &mut checks);
    for records in partial {
        checks.without_counting(|checks| {
            partial::check(*records, &tables, &event_index, checks);
        });
    }

    id_table::suggest_ids(
        &mut checks,
        &[
            &tables.sources,
            &tables.places,
            &tables.actors,
            &event_index,
        ],
    );
    let (problems, replaced) = checks.finish();
    let mut chronology = Chronology {
        title: titles.join(" + ").into(),
        about: abouts.join("\n\n").into(),
        events,
        actors,
        relations,
        places,
        sources,
        briefings,
        queries,
        replaced,
    };
    backlinks::link(&mut chronology);
    Built {
        chronology,
        problems,
    }
}
