//! A chronology as large as a test wants it, each event with words of its own.

use std::fmt::Write as _;

use tempfile::TempDir;

/// `count` words, other ones for each `seed`.
fn words(seed: usize, count: usize) -> String {
    const WORDS: [&str; 24] = [
        "states",
        "agree",
        "police",
        "centre",
        "warrants",
        "border",
        "town",
        "sanctions",
        "leader",
        "network",
        "asks",
        "returns",
        "suspects",
        "between",
        "talks",
        "weapons",
        "ministry",
        "announces",
        "crackdown",
        "river",
        "about",
        "compound",
        "workers",
        "freed",
    ];
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut chosen = Vec::new();
    for _ in 0..count {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        chosen.push(WORDS[(state >> 33) % WORDS.len()]);
    }
    chosen.join(" ")
}

/// A folder with a chronology of `count` events in `many.ron`, with a briefing.
pub fn many(count: usize) -> TempDir {
    let mut text = "Chronology(title: \"Many events\", sources: [(id: \"s\", title: \"A source\", \
                    reliability: B)], places: [(id: \"p\", name: \"A place\")], actors: [\n"
        .to_owned();
    for actor in 0..40 {
        writeln!(
            text,
            "(id: \"a{actor}\", name: \"Actor number {actor}\", kind: Organisation),"
        )
        .unwrap();
    }
    text += "], events: [\n";
    for event in 0..count {
        let (year, month, day) = (1960 + event / 336, event / 28 % 12 + 1, event % 28 + 1);
        writeln!(
            text,
            "(id: \"e{event}\", date: \"{year}-{month:02}-{day:02}\", title: \"{event:05} {}\", summary: \"{}. {}.\", \
             status: {}, actors: [(id: \"a{}\", role: \"{}\"), (id: \"a{}\", role: \"target\")], places: [\"p\"], \
             cites: [(source: \"s\", at: \"¶{}\", credibility: 2)]),",
            words(event, 8),
            words(event + 7, 14),
            words(event + 13, 11),
            ["Announced", "Reported", "Alleged"][event % 3],
            event % 40,
            words(event, 2),
            (event / 40 + event + 1) % 40,
            event % 9 + 1,
        )
        .unwrap();
    }
    text += "], briefings: [(id: \"way\", title: \"A way through\", steps: [\n";
    for step in 0..8 {
        writeln!(
            text,
            "(event: \"e{}\", note: \"{}. {}.\"),",
            step * count / 8,
            words(step + 3, 12),
            words(step + 5, 9)
        )
        .unwrap();
    }
    text += "])])";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("many.ron"), text).unwrap();
    folder
}
