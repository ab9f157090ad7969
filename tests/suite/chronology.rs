//! What `build` makes of sound files: order, links both ways, claims, disputes, and files merged.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::sync::Arc;

use dateline::cli::loader::{load, load_bundled, load_text};
use dateline::model::{Actor, Chronology, Event, Place, Source};

fn chronology(fields: &str) -> Arc<Chronology> {
    let loaded = load_text("x.ron", &format!("Chronology(title: \"T\", {fields})"));
    assert_eq!(*loaded.diagnostics(), []);
    loaded.chronology
}

fn ids(chronology: &Chronology) -> Vec<&str> {
    chronology.events().iter().map(|event| &*event.id).collect()
}

fn event<'a>(chronology: &'a Chronology, id: &str) -> &'a Event {
    chronology
        .events()
        .iter()
        .find(|event| &*event.id == id)
        .unwrap()
}

fn actor<'a>(chronology: &'a Chronology, id: &str) -> &'a Actor {
    chronology
        .actors()
        .iter()
        .find(|actor| &*actor.id == id)
        .unwrap()
}

fn place<'a>(chronology: &'a Chronology, id: &str) -> &'a Place {
    chronology
        .places()
        .iter()
        .find(|place| &*place.id == id)
        .unwrap()
}

fn source<'a>(chronology: &'a Chronology, id: &str) -> &'a Source {
    chronology
        .sources()
        .iter()
        .find(|source| &*source.id == id)
        .unwrap()
}

/// Ids of the events that something is linked to.
macro_rules! linked {
    ($chronology:expr, $thing:expr) => {
        $thing
            .events
            .iter()
            .map(|&id| &*$chronology.event(id).id)
            .collect::<Vec<&str>>()
    };
}

fn written(id: &str, date: &str, more: &str) -> String {
    format!("(id: \"{id}\", date: \"{date}\", title: \"{id}\", status: Reported, {more}),")
}

#[test]
fn events_stand_in_chronological_order() {
    let events: String = [
        ("undated-1", ""),
        ("month", "2023-10"),
        ("day", "2023-10-01"),
        ("later", "2024"),
        ("same-day", "2023-10-01"),
        ("first", "-0043-03-15"),
        ("undated-2", ""),
    ]
    .map(|(id, date)| written(id, date, ""))
    .concat();
    let chronology = chronology(&format!("events: [{events}]"));
    assert_eq!(
        ids(&chronology),
        [
            "first",
            "month",
            "day",
            "same-day",
            "later",
            "undated-1",
            "undated-2"
        ]
    );
}

#[test]
fn links_go_both_ways_sorted_and_once() {
    let chronology = chronology(&format!(
        "sources: [(id: \"s\", title: \"S\"), (id: \"t\", title: \"T\")],
        places: [(id: \"town\", name: \"Town\", within: \"state\"), (id: \"state\", name: \"State\"), (id: \"sea\", name: \"Sea\")],
        actors: [(id: \"a\", name: \"A\", kind: Person), (id: \"b\", name: \"B\", kind: Group), (id: \"c\", name: \"C\", kind: State)],
        relations: [
            (from: \"a\", is: \"leads\", to: \"b\", cites: [(source: \"s\"), (source: \"s\", at: \"2\")]),
            (from: \"b\", is: \"follows\", to: \"a\"),
        ],
        events: [{}{}],
        briefings: [(id: \"x\", title: \"X\", steps: [(event: \"late\"), (event: \"early\")])],
        queries: [(name: \"mine\", query: \"a\")],",
        written(
            "late",
            "2024",
            "actors: [(id: \"a\", role: \"x\"), (id: \"a\", role: \"y\")], places: [\"town\", \"state\"],
             cites: [(source: \"s\", credibility: 2), (source: \"s\", at: \"2\")]"
        ),
        written("early", "2023", "actors: [(id: \"b\", role: \"x\"), (id: \"a\", role: \"x\")], places: [\"state\"]"),
    ));
    assert_eq!(
        linked!(chronology, actor(&chronology, "a")),
        ["early", "late"]
    );
    assert_eq!(linked!(chronology, actor(&chronology, "b")), ["early"]);
    assert_eq!(
        linked!(chronology, actor(&chronology, "c")),
        Vec::<&str>::new()
    );
    assert_eq!(linked!(chronology, place(&chronology, "town")), ["late"]);
    assert_eq!(
        linked!(chronology, place(&chronology, "state")),
        ["early", "late"]
    );
    assert_eq!(
        linked!(chronology, place(&chronology, "sea")),
        Vec::<&str>::new()
    );
    assert_eq!(linked!(chronology, source(&chronology, "s")), ["late"]);
    assert_eq!(actor(&chronology, "a").relations.len(), 2);
    assert_eq!(actor(&chronology, "c").relations.len(), 0);
    assert_eq!(source(&chronology, "s").relations.len(), 1);
    let briefing = chronology.briefings().first().unwrap();
    let steps: Vec<&str> = briefing
        .steps
        .iter()
        .map(|step| &*chronology.event(step.event).id)
        .collect();
    assert_eq!(steps, ["late", "early"]);
    assert_eq!(chronology.queries().len(), 1);
}

#[test]
fn citations_that_cannot_all_be_right_make_an_event_disputed() {
    for (cites, disputed) in [
        ("", false),
        ("(source: \"s\", date: \"2023\", figure: \"2,317\")", false),
        (
            "(source: \"s\", date: \"2023-10\"), (source: \"t\", date: \"2023-10-10\")",
            false,
        ),
        (
            "(source: \"s\", date: \"2023-10\"), (source: \"t\", date: \"2023-11\")",
            true,
        ),
        (
            "(source: \"s\", date: \"2023\"), (source: \"s\"), (source: \"t\", date: \"2025-05-05\")",
            true,
        ),
        (
            "(source: \"s\", figure: \"2,317\"), (source: \"t\", figure: \"2317\")",
            false,
        ),
        (
            "(source: \"s\", figure: \"2,317 People\"), (source: \"t\", figure: \" 2 317  people\")",
            false,
        ),
        (
            "(source: \"s\", figure: \"2,317\"), (source: \"t\", figure: \"2,349\")",
            true,
        ),
        ("(source: \"s\", figure: \"2,317\"), (source: \"t\")", false),
    ] {
        let event = written("e", "2023", &format!("cites: [{cites}]"));
        let chronology = chronology(&format!(
            "sources: [(id: \"s\", title: \"S\"), (id: \"t\", title: \"T\")], events: [{event}]"
        ));
        assert_eq!(
            chronology.events().first().unwrap().disputed,
            disputed,
            "{cites}"
        );
    }
}

#[test]
fn the_second_chronology_adds_claims_to_the_first() {
    let alone = load_bundled().chronology;
    let both = load(&["events.ron", "examples/handovers.ron"].map(PathBuf::from));
    assert_eq!(*both.diagnostics(), []);
    let both = both.chronology;
    assert!(both.events().len() > alone.events().len());
    assert!(both.title().contains(" + "), "{}", both.title());
    let (before, after) = (event(&alone, "sanctions"), event(&both, "sanctions"));
    assert!(!before.disputed && after.disputed);
    let own = before.cites.len();
    assert!(after.cites.len() > own);
    for (one, other) in before.cites.iter().zip(&after.cites) {
        let ids = (&alone.source(one.source).id, &both.source(other.source).id);
        assert_eq!(ids.0, ids.1, "the event's own citations come first");
    }
}

#[test]
fn the_order_of_files_and_the_way_to_them_do_not_matter() {
    let folder = std::env::current_dir().unwrap();
    let one = load(&["events.ron", "examples"].map(PathBuf::from));
    let other = load(&[
        folder.join("examples/handovers.ron"),
        PathBuf::from("events.ron"),
    ]);
    assert_eq!(*one.diagnostics(), []);
    assert_eq!(*other.diagnostics(), []);
    let sorted = |chronology: &Chronology| {
        let mut ids: Vec<String> = ids(chronology).into_iter().map(str::to_owned).collect();
        ids.sort();
        ids
    };
    assert_eq!(sorted(&one.chronology), sorted(&other.chronology));
    assert_eq!(
        one.chronology.actors().len(),
        other.chronology.actors().len()
    );
}

#[test]
fn a_file_given_twice_is_read_once() {
    let loaded = load(&["events.ron", "./events.ron"].map(PathBuf::from));
    assert_eq!((loaded.errors(), loaded.warnings()), (0, 1));
    assert_eq!(loaded.chronology.events().len(), 12);
}

#[test]
fn texts_are_cleaned_and_counted() {
    let chronology = chronology(
        "events: [(id: \"e\", date: \"2023\", title: \"a\\nb\\u{1b}[2J\", kind: \"x\\ny\", status: Reported)],",
    );
    let event = event(&chronology, "e");
    assert_eq!(&*event.title, "a\nb␛[2J");
    assert_eq!(&*event.kind, "x⏎y");
    assert_eq!(chronology.replaced(), 1);
}

#[test]
fn records_of_faulty_files_keep_their_places() {
    let loaded = load_text(
        "x.ron",
        "Chronology(title: \"T\", events: [
            (id: \"a\", date: \"2023\", title: 7, status: Reported),
            (id: \"b\", date: \"2022\", title: \"B\", status: Reported),
        ])",
    );
    assert_eq!(ids(&loaded.chronology), ["b"]);
    let event = loaded.chronology.events().first().unwrap();
    assert_eq!((event.position.file, event.position.item), (0, 1));
}
