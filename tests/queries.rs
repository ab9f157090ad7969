//! Queries as a person would type them, over the bundled chronology.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline::format;
use dateline::model::{Chronology, Meeting, build::build};
use dateline::query::{Index, Matches, Outside, Query, QueryError, run};

fn chronology(files: &[&str]) -> Arc<Chronology> {
    let records = files
        .iter()
        .enumerate()
        .map(|(nth, name)| {
            let bytes = std::fs::read(name).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut reading = format::read(name, &bytes);
            assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
            reading.place_in_file(u16::try_from(nth).expect("few files"));
            reading.record.expect("a record")
        })
        .collect();
    let built = build(records);
    Arc::new(built.chronology)
}

fn bundled() -> Index {
    Index::new(chronology(&["events.ron"]))
}

fn search(index: &Index, text: &str) -> Result<Matches, QueryError> {
    let outside = Outside::default();
    let query = Query::parse(text, index.chronology(), &outside)?;
    Ok(run(index, &query, &outside, &AtomicBool::new(false)).expect("not stopped"))
}

fn ids<'a>(index: &'a Index, matches: &Matches) -> Vec<&'a str> {
    let hits = matches.by_rank().iter();
    hits.map(|hit| &*index.chronology().event(hit.event).id)
        .collect()
}

#[test]
fn show_me() {
    let index = bundled();
    for text in std::env::var("Q").unwrap_or_default().split(';') {
        match search(&index, text) {
            Ok(matches) => {
                println!("{text:?}: {} {:?}", matches.len(), matches.correction());
                for hit in matches.by_rank() {
                    println!(
                        "    {:?} {} {:?} {}",
                        hit.tier,
                        hit.score,
                        hit.certainty,
                        index.chronology().event(hit.event).id
                    );
                }
            }
            Err(error) => println!("{text:?}: {error}"),
        }
    }
    let _ = Meeting::Certain;
}
