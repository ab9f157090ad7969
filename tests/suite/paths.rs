//! Paths between two actors: all shortest ones, in the order of how they are known, on the screen and on standard output.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::cli::loader::load_text;
use dateline::explorer::state::panes::{PaneKind, Screen as MainScreen};
use dateline::model::shortest_paths::{PathNode, ShortestPaths};

/// From Ann to Ben in two steps each: over Kai (one step only alleged), Lee, a joint event, and an event that is denied.
const FEW: &str = r#"Chronology(title: "Few", sources: [(id: "s", title: "The source", published: "2020", reliability: B)],
actors: [
    (id: "ann", name: "Ann", kind: Person), (id: "ben", name: "Ben", kind: Person), (id: "kai", name: "Kai", kind: Person),
    (id: "lee", name: "Lee", kind: Person), (id: "far", name: "Nobody's friend", kind: Person),
],
relations: [
    (from: "ann", is: "pays", to: "kai", status: Alleged, cites: [(source: "s", at: "¶1", credibility: 2)]),
    (from: "ben", is: "owns", inverse: "is owned by", to: "kai"),
    (from: "lee", is: "taught", to: "ann", date: "2019", cites: [(source: "s", at: "¶2", credibility: 2)]),
    (from: "lee", is: "knows", to: "ben"),
],
events: [
    (id: "denied", date: "2020-01", title: "They are said to have met", status: Denied, actors: [(id: "ann", role: ""), (id: "ben", role: "")]),
    (id: "joint", date: "2021-05-04", title: "Both sign", status: Reported,
        actors: [(id: "ann", role: "signs"), (id: "ann", role: "hosts"), (id: "ben", role: "witness")],
        cites: [(source: "s", at: "¶3", credibility: 2)]),
])"#;

/// The rows of the pane of paths, without what stands beside it.
fn path_rows(screen: &Screen) -> Vec<String> {
    let letters = screen.letters();
    let rows = letters.lines().skip(4);
    let rows = rows.take_while(|row| !row.starts_with('─'));
    let words = |row: &str| row.split_whitespace().collect::<Vec<_>>().join(" ");
    rows.map(words).filter(|row| !row.is_empty()).collect()
}

/// From the first actor of the selected event to another.
fn connect(screen: &mut Screen, to: &str) {
    screen.press("P");
    assert_eq!(screen.state.focused(), PaneKind::PathEnds);
    screen.write(to).press("<Enter>");
}

#[test]
fn all_shortest_paths_show_the_best_known_first_and_each_label_reads_on() {
    let mut screen = Screen::text(FEW, 80, 60);
    connect(&mut screen, "ben");
    assert_eq!(
        path_rows(&screen),
        [
            "4 shortest paths, of 2 steps each.",
            "Relations stand before events, what is alleged or denied last.",
            "1 Ann",
            "→ Lee taught Ann 2019 ¶2 B2",
            "Lee",
            "→ knows",
            "Ben",
            "2 Ann",
            "→ pays alleged ¶1 B2",
            "Kai",
            "→ is owned by",
            "Ben",
            "3 Ann",
            "→ signs, hosts in reported ¶3 B2",
            "• Both sign 4 May 2021",
            "→ with, as witness,",
            "Ben",
            "4 Ann",
            "→ takes part in denied",
            "× They are said to have met Jan 2020",
            "→ with",
            "Ben",
        ]
    );
}

#[test]
fn each_actor_event_and_source_of_a_path_can_be_followed_and_back_returns_to_its_line() {
    let mut screen = Screen::text(FEW, 80, 60);
    connect(&mut screen, "ben");
    let MainScreen::Paths(ann, ben) = screen.state.screen else {
        unreachable!()
    };
    // To the joint event: its row selects it.
    screen.press("] ] j j");
    let chronology = screen.state.opened.chronology.clone();
    let selected = screen.state.selection.event.unwrap();
    assert_eq!(&*chronology.event(selected).title, "Both sign");
    let line = screen.state.cursor(PaneKind::Paths).line;
    screen.press("<Enter>");
    assert_eq!(screen.state.screen, MainScreen::Chronology);
    screen.press("<Backspace>");
    assert_eq!(screen.state.screen, MainScreen::Paths(ann, ben));
    assert_eq!(screen.state.cursor(PaneKind::Paths).line, line);
    // Its source, one line up.
    screen.press("k <Enter>");
    assert!(matches!(screen.state.screen, MainScreen::Source(..)));
    screen.press("<Backspace> j j <Enter>");
    assert_eq!(screen.state.screen, MainScreen::Dossier(ben));
}

#[test]
fn where_nothing_connects_two_it_is_said_and_a_name_like_none_finds_no_actor() {
    let mut screen = Screen::text(FEW, 80, 24);
    connect(&mut screen, "nobody");
    assert!(path_rows(&screen).contains(&"No events or relations connect them.".to_owned()));
    screen.press("P").write("qqqqqq");
    assert!(
        screen
            .letters()
            .contains("No other actor has a name like this.")
    );
    screen.press("<Esc>");
    assert_eq!(screen.state.focused(), PaneKind::Paths);
}

/// Actors in layers, each taking part with all of the next layer: `width` to the power of the layers between are the paths.
fn layered(layers: usize, width: usize) -> String {
    let mut text = "Chronology(title: \"Layers\", actors: [".to_owned();
    let of_layer = |layer: usize| {
        if layer == 0 || layer == layers + 1 {
            1
        } else {
            width
        }
    };
    for layer in 0..=layers + 1 {
        for nth in 0..of_layer(layer) {
            write!(
                text,
                "(id: \"{layer}-{nth}\", name: \"N {layer} {nth}\", kind: Person),"
            )
            .unwrap();
        }
    }
    text += "], relations: [";
    for layer in 0..=layers {
        for from in 0..of_layer(layer) {
            for to in 0..of_layer(layer + 1) {
                write!(
                    text,
                    "(from: \"{layer}-{from}\", is: \"{from} to {to}\", to: \"{}-{to}\"),",
                    layer + 1
                )
                .unwrap();
            }
        }
    }
    text + "], events: [(id: \"e\", title: \"One\", date: \"2020\", status: Reported, actors: [(id: \"0-0\", role: \"\")])])"
}

#[test]
fn every_number_has_a_path_of_its_own() {
    let loaded = load_text("test.ron", &layered(3, 4));
    let chronology = &*loaded.chronology;
    let node = |id: &str| {
        let mut actors = chronology.actor_ids();
        PathNode::Actor(
            actors
                .find(|actor| &*chronology.actor(*actor).id == id)
                .unwrap(),
        )
    };
    let paths = ShortestPaths::between(chronology, node("0-0"), node("4-0")).unwrap();
    assert_eq!((paths.count(), paths.steps()), (64, 4));
    let all: Vec<_> = paths.paths(0..100).collect();
    assert_eq!(all.len(), 64);
    for (nth, path) in all.iter().enumerate() {
        assert!(!all[..nth].contains(path));
        let joined = path.windows(2).all(|pair| pair[0].to == pair[1].from);
        assert!(joined && path[0].from == node("0-0") && path[3].to == node("4-0"));
    }
}

#[test]
fn more_paths_than_can_be_listed_are_counted_and_cost_what_shows() {
    let mut screen = Screen::text(&layered(40, 6), 80, 24);
    connect(&mut screen, "N 41 0");
    let told = path_rows(&screen)[..2].join(" ");
    assert_eq!(
        told,
        "More shortest paths than can be counted, of 41 steps each; the first 100,000 are listed."
    );
    screen.press("G");
    assert!(path_rows(&screen).contains(&"N 41 0".to_owned()));
    screen.press("[ ]");
    assert!(path_rows(&screen).contains(&"100,000 N 0 0".to_owned()));
}
