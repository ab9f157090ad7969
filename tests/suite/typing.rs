//! Typing: a query letter by letter and backwards, many queries one after another. What refines the last query must find
//! what a fresh search finds, and nothing may pile up.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails may panic"
)]

use crate::generate;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use dateline::format;
use dateline::model::Day;
use dateline::model::build::build;
use dateline::query::facets::{self, Counter};
use dateline::query::{Index, Query, QueryContext, Refining, run};
use proptest::prelude::*;

/// Two indexes of the same events, so that neither knows the other's corrections.
struct Twins {
    refined: Index,
    fresh: Index,
}

fn twins(bytes: &[u8]) -> Twins {
    let reading = format::read("typed.ron", bytes);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let chronology = Arc::new(build(reading.record.into_iter().collect()).chronology);
    Twins {
        refined: Index::new(Arc::clone(&chronology)),
        fresh: Index::new(chronology),
    }
}

fn generated(events: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    generate::write_all(&mut bytes, events, generate::Shape::new(None, None))
        .expect("a vector takes it");
    bytes
}

static BUNDLED: LazyLock<Twins> = LazyLock::new(|| twins(include_bytes!("../../events.ron")));
static ODD: LazyLock<Twins> = LazyLock::new(|| twins(include_bytes!("../data/odd.ron")));
/// More than a slice.
static LARGE: LazyLock<Twins> = LazyLock::new(|| twins(&generated(5_000)));

fn outside() -> QueryContext {
    QueryContext {
        today: Day::from_civil(2023, 12, 1),
        ..QueryContext::default()
    }
}

fn parse(text: &str, index: &Index) -> Option<Query> {
    Query::parse(text, index.vocabulary(), &outside()).ok()
}

/// Types `texts` one after another, those that are queries, and says how many refined the one before.
fn typed<'a>(twins: &Twins, texts: impl IntoIterator<Item = &'a str>) -> usize {
    let (never, outside) = (AtomicBool::new(false), outside());
    let mut refining = Refining::default();
    let mut counter = Counter::default();
    let mut refined = 0;
    let mut before = "";
    for text in texts {
        let Some(query) = parse(text, &twins.refined) else {
            continue;
        };
        refined += usize::from(refining.is_refined_by(&twins.refined, &query, &outside));
        let found = refining.run(&twins.refined, &query, &outside, &never);
        let found = found.expect("not stopped");
        let fresh = run(&twins.fresh, &query, &outside, &never).expect("not stopped");
        let context = format!("{text:?} after {before:?}");
        // Not `assert_eq`: thousands of hits tell nothing.
        let differ = found
            .by_date()
            .iter()
            .zip(fresh.by_date())
            .find(|(one, other)| one != other);
        assert_eq!(found.len(), fresh.len(), "{context}: {differ:?}");
        assert!(differ.is_none(), "{context}: {differ:?}");
        assert!(found.by_rank() == fresh.by_rank(), "{context}");
        assert_eq!(found.correction(), fresh.correction(), "{context}");
        assert_eq!(found.best().as_ref(), found.by_rank().first(), "{context}");
        let facets = counter.count(&twins.refined, &query, &found, &outside, &never);
        let again = facets::count(&twins.fresh, &query, &fresh, &outside);
        assert_eq!(facets.expect("not stopped"), again, "{context}");
        before = text;
    }
    refined
}

/// The beginnings of `text`, and then those again, backwards.
fn there_and_back(text: &str) -> Vec<&str> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let mut beginnings: Vec<&str> = ends.filter_map(|end| text.get(..end)).collect();
    let back: Vec<&str> = beginnings.iter().rev().copied().collect();
    beginnings.extend(back);
    beginnings
}

#[test]
fn counts_that_remember_are_those_of_a_fresh_search() {
    let texts = [
        "",
        "kind:talks",
        "",
        "scam",
        "scam kind:talks",
        "scam kind:talks status:alleged",
        "scam status:alleged",
        "scam",
        "-kind:talks",
        "-police",
        "-police (kind:talks | kind:raid)",
        "-police -during:2003",
        "a",
        "a kind:zzz",
        "kind:talks during:2003",
        "during:2003",
        "e -status:alleged",
    ];
    for twins in [&*LARGE, &*BUNDLED, &*ODD] {
        typed(twins, texts);
        typed(twins, texts.into_iter().rev());
        typed(twins, texts.into_iter().skip(4));
    }
}

#[test]
fn counting_stops_when_it_is_told_to() {
    let (stopped, outside) = (AtomicBool::new(true), outside());
    let index = &LARGE.fresh;
    for text in ["", "scam", "kind:talks", "-police"] {
        let query = parse(text, index).expect("a query");
        let found = run(index, &query, &outside, &AtomicBool::new(false)).expect("not stopped");
        let counted = Counter::default().count(index, &query, &found, &outside, &stopped);
        assert_eq!(counted, None, "{text}");
    }
}

#[test]
fn each_letter_finds_what_a_fresh_search_finds() {
    for (twins, texts, least) in [
        (
            &*LARGE,
            &[
                "the border police operation against scam networks",
                "polcie trafficking ransomm",
                "xingthu sawchi shelling",
                "actor-11 event-12 event-4999",
                "kind:talks during:2003-10 extradi",
                "-police -(scam | fraud) casino",
                "scam casino | fraud ransom | warr",
                "'casin convoy \"river market\" shel",
                "မြဝတီ ရန်ကုန်",
                "老街 妙瓦底",
                "during:2003 is:possible raid",
            ][..],
            100,
        ),
        (
            &*BUNDLED,
            &[
                "saw chit thu shwe kokko sanctions",
                "sawchitthu",
                "sanctions",
                "extradition-2317 transfer",
                "sct kkpark bgf",
                "กองกำลัง เมียวดี",
            ],
            20,
        ),
        (&*ODD, &["ecole zurich", "straße", "dup"], 0),
    ] {
        let texts = texts.iter();
        let refined: usize = texts.map(|text| typed(twins, there_and_back(text))).sum();
        assert!(refined >= least, "only {refined} were refined");
    }
}

#[test]
fn a_new_file_is_searched_anew() {
    let (never, outside) = (AtomicBool::new(false), outside());
    let mut refining = Refining::default();
    let (old, new) = (&LARGE.fresh, &BUNDLED.fresh);
    let mut ask = |index: &Index, text: &str| {
        let query = parse(text, index).expect("a query");
        refining
            .run(index, &query, &outside, &never)
            .expect("not stopped")
            .len()
    };
    assert!(ask(old, "warran") > 0);
    assert_eq!(ask(new, "warrants"), 2);
}

/// What is typed at a time.
fn stroke() -> impl Strategy<Value = String> {
    let words = [
        "sc",
        "scam",
        "casino",
        "pol",
        "ice",
        "the",
        "tor",
        "aung",
        "zaw",
        "mya",
        "wadd",
        "event-1",
        "actor-1",
        "place-",
        "talks",
        "老街",
        "မြဝ",
        "é",
        "tra",
        "ffick",
        "xing",
        "shel",
        "s",
        "k",
        "2",
        "-",
        "'",
        "\"",
        " | ",
        "(",
        ")",
        "^",
        "$",
        "/",
        "kind:",
        "during:2003",
        "is:possible",
        "has:place",
        "status:",
    ];
    prop_oneof![
        5 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        3 => "[a-z]",
        2 => Just(" ".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Strokes at the end, or, one in six, at the front.
    #[test]
    fn refined_is_as_fresh(strokes in prop::collection::vec((stroke(), 0..6_u8), 1..12)) {
        let mut text = String::new();
        let mut texts = Vec::new();
        for (stroke, place) in strokes {
            if place == 0 {
                text.insert_str(0, &stroke);
            } else {
                text.push_str(&stroke);
            }
            texts.push(text.clone());
        }
        for twins in [&*LARGE, &*BUNDLED] {
            typed(twins, texts.iter().map(String::as_str));
        }
    }
}

/// The resident pages of this process, in bytes of 4 KiB pages; `None` where the system does not say.
fn resident() -> Option<usize> {
    let told = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: usize = told.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[test]
fn ten_thousand_queries_leave_nothing_behind() {
    let index = &BUNDLED.fresh;
    let (never, outside) = (AtomicBool::new(false), outside());
    let mut refining = Refining::default();
    let mut counter = Counter::default();
    let mut ask = |nth: usize| {
        // Words that find nothing are what is remembered; each is another one.
        let text = match nth % 4 {
            0 => format!("wrong{nth}"),
            1 => format!("polcie{nth} | sanctions"),
            2 => format!("actor:china -x{nth}"),
            _ => format!("warrants {}", nth % 97),
        };
        let query = parse(&text, index).expect("a query");
        let found = refining
            .run(index, &query, &outside, &never)
            .expect("not stopped");
        let facets = counter.count(index, &query, &found, &outside, &never);
        found.by_rank().len() + facets.expect("not stopped").len()
    };
    LazyLock::force(&LARGE);
    LazyLock::force(&ODD);
    let mut seen = 0;
    (0..1_000).for_each(|nth| seen += ask(nth));
    let before = resident();
    (1_000..11_000).for_each(|nth| seen += ask(nth));
    assert!(seen > 0);
    // Other tests run in this process too; their indexes are made above, what else they hold is small.
    if let (Some(before), Some(after)) = (before, resident()) {
        let more = after.saturating_sub(before);
        assert!(more < 8 << 20, "{more} bytes more than before");
    }
}
