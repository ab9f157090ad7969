//! Differences: what one chronology says otherwise than another, thing by thing, by ids.
//!
//! What only stands elsewhere in a file, or is written in another way, is no difference: lists whose order says nothing are compared
//! in the order of the alphabet, records as they were built. A thing that has another id and is otherwise the same is renamed.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::chronology::Chronology;
use super::date::Date;
use super::entities::Citation;
use super::ids::EventId;

/// A thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is: "event", "actor".
    pub noun: &'static str,
    /// Its id; of a relation, what it says with ids: "saw-chit-thu leads karen-bgf".
    pub id: String,
    /// Its title or name, where it is now or was last.
    pub label: String,
    /// How it differs.
    pub change: Change,
}

/// How a thing differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Removed,
    /// All is the same but for its id, which was this.
    Renamed(String),
    /// Both have it, and say something else in these fields.
    Changed(Vec<FieldChange>),
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// What happened: "re-dated", "newly disputed".
    pub word: &'static str,
    /// The field: "date", "summary".
    pub field: &'static str,
    /// What it said; empty if nothing.
    pub was: String,
    /// What it says.
    pub now: String,
}

/// A thing as it is compared.
struct Entry {
    label: String,
    fields: Fields,
}

/// Fields, and what they say.
type Fields = Vec<(&'static str, String)>;

/// The things of a kind, by their ids.
type Entries = BTreeMap<String, Entry>;

/// What the second says otherwise than the first: events first, in each kind by id.
pub fn differences(first: &Chronology, second: &Chronology) -> Vec<Difference> {
    type Read = fn(&Chronology) -> Entries;
    let kinds: [(&'static str, Read); 7] = [
        ("event", events),
        ("actor", actors),
        ("relation", relations),
        ("place", places),
        ("source", sources),
        ("briefing", briefings),
        ("saved query", queries),
    ];
    let mut all = Vec::new();
    for (noun, read) in kinds {
        compare(noun, read(first), read(second), &mut all);
    }
    all
}

fn compare(noun: &'static str, first: Entries, mut second: Entries, all: &mut Vec<Difference>) {
    let mut found = Vec::new();
    let mut gone: HashMap<(String, Fields), String> = HashMap::new();
    for (id, was) in first {
        match second.remove(&id) {
            None => {
                gone.insert((was.label, was.fields), id);
            }
            Some(now) => {
                let fields: Vec<FieldChange> = was
                    .fields
                    .into_iter()
                    .zip(now.fields)
                    .filter(|((_, was), (_, now))| was != now)
                    .map(|((field, was), (_, now))| FieldChange {
                        word: word(field, &now),
                        field,
                        was,
                        now,
                    })
                    .collect();
                if !fields.is_empty() {
                    found.push(Difference {
                        noun,
                        id,
                        label: now.label,
                        change: Change::Changed(fields),
                    });
                }
            }
        }
    }
    for (id, now) in second {
        let key = (now.label, now.fields);
        let change = gone.remove(&key).map_or(Change::Added, Change::Renamed);
        found.push(Difference {
            noun,
            id,
            label: key.0,
            change,
        });
    }
    found.extend(gone.into_iter().map(|((label, _), id)| Difference {
        noun,
        id,
        label,
        change: Change::Removed,
    }));
    found.sort_by(|one, other| one.id.cmp(&other.id));
    all.append(&mut found);
}

/// What happened to a field that now says `now`.
fn word(field: &str, now: &str) -> &'static str {
    match field {
        "date" | "published" => "re-dated",
        "grade" | "reliability" => "re-graded",
        "disputed" if now.is_empty() => "no longer disputed",
        "disputed" => "newly disputed",
        "title" | "name" | "summary" | "note" | "date_note" | "about" | "description" => "reworded",
        _ => "changed",
    }
}

fn events(chronology: &Chronology) -> Entries {
    let read = |id: EventId| {
        let event = chronology.event(id);
        let actors = event.actors.iter().map(|part| {
            let note = noted(&part.note);
            format!("{} as {}{note}", chronology.actor(part.actor).id, part.role)
        });
        let places = event
            .places
            .iter()
            .map(|id| chronology.place(*id).id.to_string());
        let tags = event.tags.iter().map(ToString::to_string);
        let grade = chronology.grade(id);
        let grade = grade.map(|(reliability, figure)| format!("{}{figure}", reliability.letter()));
        let date = if event.date.is_unreadable() {
            event.date.written().to_owned()
        } else {
            event.date_shown()
        };
        let fields = vec![
            ("date", date),
            ("grade", grade.unwrap_or_default()),
            (
                "disputed",
                if event.disputed { "disputed" } else { "" }.to_owned(),
            ),
            ("status", event.status.code().unwrap_or_default().to_owned()),
            ("title", event.title.to_string()),
            ("summary", event.summary.to_string()),
            ("date_note", event.date_note.to_string()),
            ("note", event.note.to_string()),
            ("kind", event.kind.to_string()),
            ("actors", sorted(actors)),
            ("places", sorted(places)),
            ("tags", sorted(tags)),
            ("cites", cites(chronology, &event.cites)),
        ];
        let label = event.title.to_string();
        (event.id.to_string(), Entry { label, fields })
    };
    chronology.event_ids().map(read).collect()
}

fn actors(chronology: &Chronology) -> Entries {
    let entries = chronology.actors().iter().map(|actor| {
        let fields = vec![
            ("name", actor.name.to_string()),
            ("kind", actor.kind.word().to_owned()),
            (
                "aliases",
                sorted(actor.aliases.iter().map(ToString::to_string)),
            ),
            ("about", actor.about.to_string()),
            ("cites", cites(chronology, &actor.cites)),
        ];
        let label = actor.name.to_string();
        (actor.id.to_string(), Entry { label, fields })
    });
    entries.collect()
}

fn relations(chronology: &Chronology) -> Entries {
    let mut entries = Entries::new();
    for relation in chronology.relations() {
        let (from, to) = (
            chronology.actor(relation.from),
            chronology.actor(relation.to),
        );
        let fields = vec![
            ("date", shown(&relation.date)),
            ("inverse", relation.inverse.to_string()),
            (
                "status",
                relation.status.code().unwrap_or_default().to_owned(),
            ),
            ("note", relation.note.to_string()),
            ("cites", cites(chronology, &relation.cites)),
        ];
        let label = format!("{} {} {}", from.name, relation.is, to.name);
        let id = format!("{} {} {}", from.id, relation.is, to.id);
        // One may hold at several times.
        let mut own = id.clone();
        let mut nth = 1;
        while entries.contains_key(&own) {
            nth += 1;
            own = format!("{id} ({nth})");
        }
        entries.insert(own, Entry { label, fields });
    }
    entries
}

fn places(chronology: &Chronology) -> Entries {
    let entries = chronology.places().iter().map(|place| {
        let within = place.within.map(|id| chronology.place(id).id.to_string());
        let at = place
            .at
            .map(|(latitude, longitude)| format!("{latitude}, {longitude}"));
        let fields = vec![
            ("name", place.name.to_string()),
            (
                "aliases",
                sorted(place.aliases.iter().map(ToString::to_string)),
            ),
            ("within", within.unwrap_or_default()),
            ("at", at.unwrap_or_default()),
            ("about", place.about.to_string()),
        ];
        let label = place.name.to_string();
        (place.id.to_string(), Entry { label, fields })
    });
    entries.collect()
}

fn sources(chronology: &Chronology) -> Entries {
    let entries = chronology.sources().iter().map(|source| {
        // Where the files stand is no difference between them.
        let note = Path::new(&*source.file).file_name();
        let note = note.map(|name| name.to_string_lossy().into_owned());
        let authors: Vec<&str> = source.authors.iter().map(|author| &**author).collect();
        let fields = vec![
            ("title", source.title.to_string()),
            ("description", source.description.to_string()),
            ("kind", source.kind.word().to_owned()),
            ("authors", authors.join("; ")),
            ("publisher", source.publisher.to_string()),
            ("published", shown(&source.published)),
            ("accessed", shown(&source.accessed)),
            ("language", source.language.to_string()),
            ("origin", source.origin.to_string()),
            ("archived", source.archived.to_string()),
            ("reliability", source.reliability.letter().to_string()),
            ("file", note.unwrap_or_default()),
            ("numbered", format!("{:?}", source.numbered)),
            ("about", source.about.to_string()),
        ];
        let label = source.label().to_owned();
        (source.id.to_string(), Entry { label, fields })
    });
    entries.collect()
}

fn briefings(chronology: &Chronology) -> Entries {
    let entries = chronology.briefings().iter().map(|briefing| {
        let steps: Vec<String> = briefing
            .steps
            .iter()
            .map(|step| format!("{}{}", chronology.event(step.event).id, noted(&step.note)))
            .collect();
        let fields = vec![
            ("title", briefing.title.to_string()),
            ("about", briefing.about.to_string()),
            ("steps", steps.join("; ")),
        ];
        let label = briefing.title.to_string();
        (briefing.id.to_string(), Entry { label, fields })
    });
    entries.collect()
}

fn queries(chronology: &Chronology) -> Entries {
    let entries = chronology.queries().iter().map(|query| {
        let fields = vec![("query", query.query.to_string())];
        let label = query.query.to_string();
        (query.name.to_string(), Entry { label, fields })
    });
    entries.collect()
}

/// Citations, each with all that it says of itself: how reliable its source is, that source tells.
fn cites(chronology: &Chronology, cites: &[Citation]) -> String {
    let told = cites.iter().map(|cite| {
        let mut told = format!(
            "{} {} (credibility {})",
            chronology.source(cite.source).id,
            cite.bearing.word(),
            cite.credibility.figure()
        );
        let claimed = cite.claimed().join(", ");
        for (before, text, after) in [
            (" ", &*cite.at, ""),
            (" claims ", &*claimed, ""),
            (": ", &*cite.says, ""),
            (" “", &*cite.quote, "”"),
        ] {
            if !text.is_empty() {
                told.extend([before, text, after]);
            }
        }
        told
    });
    sorted(told)
}

fn shown(date: &Date) -> String {
    if date.is_undated() {
        String::new()
    } else if date.is_unreadable() {
        date.written().to_owned()
    } else {
        date.shown()
    }
}

fn noted(note: &str) -> String {
    if note.is_empty() {
        String::new()
    } else {
        format!(" ({note})")
    }
}

/// A list whose order says nothing.
fn sorted(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    items.sort_unstable();
    items.join("; ")
}
