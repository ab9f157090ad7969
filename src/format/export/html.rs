//! HTML: one page that holds everything, for reading, filtering and printing.
//!
//! Nothing is fetched: its policy allows its own style and script by their hashes and forbids all else, so no
//! text of a chronology can run. Without a script it is a list; with one, the list has a filter.

use std::collections::BTreeMap;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::event::{cited, claim, claims, day_shown, grade_told, mark, place_path};
use super::{Exported, Exporter, Extract, svg};
use crate::model::date::{Bound, Date, DateShape, Day, Meeting};
use crate::model::text::one_line;
use crate::model::{
    ActorId, Citation, Event, Participation, Precision, Relation, Source, SourceId,
};

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
    statuses: Vec<&'static str>,
    actors: Vec<ActorItem<'a>>,
    relations: Vec<RelationItem<'a>>,
    sources: Vec<SourceItem<'a>>,
}

/// The events under one heading.
struct Group<'a> {
    anchor: String,
    heading: String,
    events: Vec<Item<'a>>,
}

/// An event.
struct Item<'a> {
    number: usize,
    title: &'a str,
    time: Option<String>,
    shown: String,
    told: String,
    bounds: Option<(Edge, Edge)>,
    date_note: &'a str,
    inferred: bool,
    mark: &'static str,
    status: &'static str,
    meaning: &'static str,
    disputed: bool,
    possible: bool,
    kind: &'a str,
    summary: &'a str,
    /// The keys of its actors, between blanks.
    keys: String,
    who: Vec<Part<'a>>,
    places: Vec<String>,
    tags: String,
    claims: Vec<String>,
    note: &'a str,
    cites: Vec<CiteItem<'a>>,
}

struct Edge {
    iso: String,
    shown: String,
}

struct Part<'a> {
    anchor: String,
    name: &'a str,
    role: &'a str,
    note: &'a str,
}

struct CiteItem<'a> {
    anchor: String,
    cited: String,
    grade: String,
    meaning: String,
    says: &'a str,
    quote: &'a str,
    claim: Option<String>,
}

struct ActorItem<'a> {
    key: String,
    anchor: String,
    name: &'a str,
    kind: &'static str,
    aliases: String,
    about: &'a str,
    events: Vec<usize>,
}

struct RelationItem<'a> {
    from: &'a str,
    is: &'a str,
    to: &'a str,
    known: String,
}

struct SourceItem<'a> {
    anchor: String,
    title: &'a str,
    known: String,
    address: Option<&'a str>,
    origin: &'a str,
    about: &'a str,
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
    let mut statuses: Vec<&'static str> = Vec::new();
    for event in extract.events() {
        if !statuses.contains(&event.status.word()) {
            statuses.push(event.status.word());
        }
    }
    let page = Page {
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
        groups: groups(extract),
        kinds,
        statuses,
        actors: actors(extract),
        relations: extract
            .relations()
            .into_iter()
            .map(|one| relation(extract, one))
            .collect(),
        sources: extract
            .sources()
            .into_iter()
            .map(|id| source(id, extract.chronology.source(id)))
            .collect(),
    };
    page.render().unwrap_or_default()
}

/// How a policy names an inline style or script.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn groups<'a>(extract: &Extract<'a>) -> Vec<Group<'a>> {
    extract
        .groups()
        .into_iter()
        .map(|group| Group {
            anchor: format!("part-{}", group.first),
            heading: group.heading,
            events: group
                .events
                .iter()
                .zip(group.first..)
                .map(|((id, meeting), number)| {
                    item(extract, number, extract.chronology.event(*id), *meeting)
                })
                .collect(),
        })
        .collect()
}

fn item<'a>(extract: &Extract<'a>, number: usize, event: &'a Event, meeting: Meeting) -> Item<'a> {
    let chronology = extract.chronology;
    let keys: Vec<String> = event.actors.iter().map(|part| key(part.actor)).collect();
    let tags: Vec<&str> = event.tags.iter().map(|tag| &**tag).collect();
    Item {
        number,
        title: &event.title,
        time: machine(&event.date),
        shown: event.date_shown(),
        told: event.date_description(),
        bounds: bounds(&event.date),
        date_note: &event.date_note,
        inferred: event.inferred,
        mark: mark(event),
        status: event.status.word(),
        meaning: event.status.meaning(),
        disputed: event.disputed,
        possible: meeting == Meeting::Possible,
        kind: &event.kind,
        summary: &event.summary,
        keys: keys.join(" "),
        who: event.actors.iter().map(|part| who(extract, part)).collect(),
        places: event
            .places
            .iter()
            .map(|place| place_path(chronology, *place))
            .collect(),
        tags: tags.join(", "),
        claims: claims(chronology, event),
        note: &event.note,
        cites: event
            .cites
            .iter()
            .map(|cite| cite_item(extract, cite))
            .collect(),
    }
}

fn who<'a>(extract: &Extract<'a>, part: &'a Participation) -> Part<'a> {
    Part {
        anchor: format!("actor-{}", key(part.actor)),
        name: &extract.chronology.actor(part.actor).name,
        role: &part.role,
        note: &part.note,
    }
}

fn cite_item<'a>(extract: &Extract<'a>, cite: &'a Citation) -> CiteItem<'a> {
    CiteItem {
        anchor: source_anchor(cite.source),
        cited: cited(extract.chronology, cite),
        grade: extract.chronology.citation_grade(cite),
        meaning: grade_told(extract.chronology, cite),
        says: &cite.says,
        quote: &cite.quote,
        claim: claim(cite),
    }
}

/// What `datetime` may say of a date: only what says neither more nor less.
fn machine(date: &Date) -> Option<String> {
    let is_plain = date.shape() == DateShape::Moment
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

fn actors<'a>(extract: &Extract<'a>) -> Vec<ActorItem<'a>> {
    let mut numbers: BTreeMap<ActorId, Vec<usize>> = BTreeMap::new();
    for (nth, event) in extract.events().enumerate() {
        for part in &event.actors {
            let own = numbers.entry(part.actor).or_default();
            if own.last() != Some(&(nth + 1)) {
                own.push(nth + 1);
            }
        }
    }
    extract
        .actors()
        .into_iter()
        .map(|id| {
            let actor = extract.chronology.actor(id);
            let aliases: Vec<&str> = actor.aliases.iter().map(|alias| &**alias).collect();
            ActorItem {
                key: key(id),
                anchor: format!("actor-{}", key(id)),
                name: &actor.name,
                kind: actor.kind.word(),
                aliases: aliases.join(", "),
                about: &actor.about,
                events: numbers.remove(&id).unwrap_or_default(),
            }
        })
        .collect()
}

/// What stands for an actor in the page.
fn key(actor: ActorId) -> String {
    actor.index().to_string()
}

fn source_anchor(source: SourceId) -> String {
    format!("source-{}", source.index())
}

fn relation<'a>(extract: &Extract<'a>, relation: &'a Relation) -> RelationItem<'a> {
    let (from, to) = extract.pair(relation);
    let mut known = vec![relation.status.word().to_owned()];
    if !relation.date.is_undated() {
        known.push(relation.date.shown());
    }
    for cite in &relation.cites {
        known.push(cited(extract.chronology, cite));
    }
    if !relation.note.is_empty() {
        known.push(one_line(&relation.note).into_owned());
    }
    RelationItem {
        from: &from.name,
        is: &relation.is,
        to: &to.name,
        known: known.join(" · "),
    }
}

fn source(id: SourceId, source: &Source) -> SourceItem<'_> {
    let mut known = vec![source.kind.word().to_owned()];
    known.extend(source.authors.iter().map(ToString::to_string));
    if !source.publisher.is_empty() {
        known.push(source.publisher.to_string());
    }
    known.push(if source.published.is_undated() {
        "no date".to_owned()
    } else {
        source.published.shown()
    });
    known.push(format!(
        "{}: {}",
        source.reliability.letter(),
        source.reliability.meaning()
    ));
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| source.origin.starts_with(scheme));
    SourceItem {
        anchor: source_anchor(id),
        title: source.label(),
        known: known.join(", "),
        address: is_web.then_some(&source.origin),
        origin: &source.origin,
        about: &source.about,
    }
}
