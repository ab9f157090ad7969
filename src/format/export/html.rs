//! HTML: one page that holds everything, for reading, filtering and printing.
//!
//! Nothing is fetched: its policy allows its own style and script by their hashes and forbids all else, so no
//! text of a chronology can run. Without a script it is a list; with one, the list has a filter.

use std::collections::BTreeMap;

use askama::Template;
use serde::Serialize;

use super::extract::Group;
use super::{Exported, Exporter, Extract, svg};
use crate::format::document::citation::CitationDetail;
use crate::format::document::detail::{ActorDetail, EventDetail, RelationDetail, SourceDetail};
use crate::format::document::html::{anchor, hash};
use crate::format::document::words::{day_shown, is_web_address, joined, mark};
use crate::model::date::{Bound, Date, DateShape, Day};
use crate::model::text::one_line;
use crate::model::{ActorId, Chronology, Event, Precision};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "html",
    extensions: &["html", "htm"],
    about: "A page of its own to read, filter and print",
    write: |extract| Exported::from(page(extract)),
};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    chronology: &'a Chronology,
    title: &'a str,
    about: &'a str,
    asked: &'a str,
    counts: String,
    made: Option<String>,
    version: &'static str,
    policy: String,
    style: String,
    script: &'static str,
    picture: String,
    has_possible: bool,
    total: usize,
    groups: Vec<Group<'a>>,
    kinds: Vec<&'a str>,
    /// What queries call them, and the words of the page.
    statuses: Vec<(&'static str, &'static str)>,
    actors: Vec<NumberedActor<'a>>,
    relations: Vec<RelationDetail<'a>>,
    sources: Vec<SourceDetail<'a>>,
}

/// An actor, and its events: their numbers in the page, and their ids.
struct NumberedActor<'a> {
    detail: ActorDetail<'a>,
    events: Vec<(usize, &'a str)>,
}

/// What the page's filter compares, by the names that queries have for it.
#[derive(Serialize)]
struct Fields<'a> {
    id: [&'a str; 1],
    title: [&'a str; 1],
    kind: [&'a str; 1],
    status: [&'a str; 1],
    /// Their ids, names and aliases.
    actor: Vec<&'a str>,
    role: Vec<&'a str>,
    /// The names and aliases of its places, and of those that they lie within.
    place: Vec<&'a str>,
    tag: Vec<&'a str>,
    source: Vec<&'a str>,
    /// What holds of it, in the words of `is:`.
    is: Vec<&'a str>,
    /// The ids of its actors alone.
    actors: Vec<&'a str>,
}

/// A day as machines and as people read it.
struct Edge {
    iso: String,
    shown: String,
}

fn page(extract: &Extract<'_>) -> String {
    let style = format!("{STYLE}{}", svg::STYLE);
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(SCRIPT)
    );
    let mut kinds: Vec<&str> = extract
        .events()
        .map(|event| &*event.kind)
        .filter(|kind| !kind.is_empty())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut statuses: Vec<(&'static str, &'static str)> = Vec::new();
    for event in extract.events() {
        let status = (event.status.key(), event.status.word());
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let page = Page {
        chronology: extract.chronology,
        title: extract.title(),
        about: extract.chronology.about(),
        asked: extract.asked,
        counts: extract.counts(),
        made: extract.made_shown(),
        version: env!("CARGO_PKG_VERSION"),
        policy,
        style,
        script: SCRIPT,
        picture: svg::figure(extract),
        has_possible: extract.has_possible(),
        total: extract.events.len(),
        groups: extract.groups(),
        kinds,
        statuses,
        actors: actors(extract),
        relations: extract.relation_details().collect(),
        sources: extract
            .sources()
            .into_iter()
            .map(|id| SourceDetail::of(extract.chronology, id))
            .collect(),
    };
    page.render().unwrap_or_default()
}

/// What the filter compares of an event, as JSON.
fn fields<'a>(all: &'a Chronology, event: &EventDetail<'a>) -> String {
    let own = event.event;
    let mut actor = Vec::new();
    for part in &event.actors {
        actor.extend([part.id, part.name]);
        actor.extend(all.actor(part.actor).aliases.iter().map(|alias| &**alias));
    }
    let mut place = Vec::new();
    for around in own.places.iter().flat_map(|id| all.place_chain(*id)) {
        place.extend([&*around.id, &*around.name]);
        place.extend(around.aliases.iter().map(|alias| &**alias));
    }
    let is = [
        ("disputed", own.disputed),
        ("undated", own.date.is_undated()),
        ("unreadable", own.date.is_unreadable()),
        ("inferred", own.inferred),
        ("ongoing", own.date.is_ongoing()),
        ("possible", event.meets == Some("possible")),
        ("certain", event.meets == Some("certain")),
    ];
    let fields = Fields {
        id: [event.id],
        title: [event.title],
        kind: [event.kind],
        status: [own.status.key()],
        actor,
        role: event.actors.iter().map(|part| part.role).collect(),
        place,
        tag: event.tags.clone(),
        source: event
            .cites
            .iter()
            .flat_map(|cite| [cite.source, cite.title])
            .collect(),
        is: is
            .into_iter()
            .filter_map(|(word, holds)| holds.then_some(word))
            .collect(),
        actors: event.actors.iter().map(|part| part.id).collect(),
    };
    serde_json::to_string(&fields).unwrap_or_default()
}

/// What `datetime` may say of an event's date: only what says neither more nor less, and nothing of an inferred one.
fn machine(event: &Event) -> Option<String> {
    let date = &event.date;
    let is_plain = !event.inferred
        && date.shape() == DateShape::Moment
        && !date.is_uncertain()
        && !date.is_approximate()
        && matches!(
            date.precision(),
            Some(Precision::Day | Precision::Month | Precision::Year)
        )
        && date
            .written()
            .starts_with(|first: char| first.is_ascii_digit())
        && date
            .written()
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '-');
    (is_plain && !date.written().starts_with("0000")).then(|| date.written().to_owned())
}

/// The bounds, where they are two days of years that HTML can write.
fn bounds(date: &Date) -> Option<(Edge, Edge)> {
    let bounds = date.bounds();
    let (Bound::Day(first), Bound::Day(last)) = (bounds.earliest, bounds.latest) else {
        return None;
    };
    let edge = |day: Day| {
        (1..=9999).contains(&day.civil().0).then(|| Edge {
            iso: day.iso(),
            shown: day_shown(day),
        })
    };
    if first == last {
        return None;
    }
    edge(first).zip(edge(last))
}

fn actors<'a>(extract: &Extract<'a>) -> Vec<NumberedActor<'a>> {
    let mut numbers: BTreeMap<ActorId, Vec<(usize, &str)>> = BTreeMap::new();
    for (nth, event) in extract.events().enumerate() {
        for part in &event.actors {
            let own = numbers.entry(part.actor).or_default();
            if own.last().is_none_or(|last| last.0 != nth + 1) {
                own.push((nth + 1, &*event.id));
            }
        }
    }
    let actors = extract.actors().into_iter();
    actors
        .map(|id| NumberedActor {
            detail: ActorDetail::of(extract.chronology, id),
            events: numbers.remove(&id).unwrap_or_default(),
        })
        .collect()
}

/// "announced · 10 Oct 2023 · Title, ¶4 · what else there is to know".
fn of_relation(one: &RelationDetail<'_>) -> String {
    let mut known = vec![one.relation.status.word().to_owned()];
    if !one.relation.date.is_undated() {
        known.push(one.date.shown.clone());
    }
    known.extend(one.cites.iter().map(CitationDetail::words));
    known.push(one_line(one.note).into_owned());
    joined(known.iter().map(String::as_str), " · ")
}

/// "report, author, publisher, 12 Dec 2023, C: fairly reliable".
fn of_source(one: &SourceDetail<'_>) -> String {
    let published = if one.source.published.is_undated() {
        "no date"
    } else {
        &one.published.shown
    };
    let meaning = one.source.reliability.meaning();
    let reliability = format!("{}: {meaning}", one.reliability);
    let mut known = vec![one.kind];
    known.extend(&one.authors);
    known.extend([one.publisher, published, &reliability]);
    joined(known, ", ")
}
