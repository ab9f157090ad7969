//! Queries as a person would type them, over the bundled chronology and the one that belongs to it: what is
//! found, in which order, what is an error and where, and what a brute-force reader would say.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that fails may panic"
)]

use crate::generate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use dateline::format;
use dateline::model::build::build;
use dateline::model::{Chronology, Day, Event, EventId, Meeting};
use dateline::query::completion::complete;
use dateline::query::edit::Choice;
use dateline::query::edit::{self, toggle};
use dateline::query::facets;
use dateline::query::{FIELDS, Index, Matches, Query, QueryContext, QueryError, Tier};
use dateline::query::{advise, as_typed, highlights, rank_reason, run, why};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use proptest::prelude::*;

fn chronology(files: &[(&str, &[u8])]) -> Arc<Chronology> {
    let records = files
        .iter()
        .enumerate()
        .map(|(nth, (name, bytes))| {
            let mut reading = format::read(name, *bytes);
            assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
            reading.set_file(u16::try_from(nth).expect("few files"));
            reading.record.expect("a record")
        })
        .collect();
    Arc::new(build(records).chronology)
}

static BUNDLED: LazyLock<Index> = LazyLock::new(|| {
    let file: &[u8] = include_bytes!("../../events.ron");
    Index::new(chronology(&[("events.ron", file)]))
});

static BOTH: LazyLock<Index> = LazyLock::new(|| {
    let first: &[u8] = include_bytes!("../../events.ron");
    let second: &[u8] = include_bytes!("../../examples/handovers.ron");
    Index::new(chronology(&[
        ("events.ron", first),
        ("handovers.ron", second),
    ]))
});

/// What the other two lack: accents, letters that do not decompose, names that clash, awkward dates.
static ODD: LazyLock<Index> = LazyLock::new(|| {
    let file: &[u8] = include_bytes!("../data/odd.ron");
    Index::new(chronology(&[("odd.ron", file)]))
});

/// Folding drops the stops of abbreviations; a pattern may still have them.
#[test]
fn a_pattern_with_stops_finds_abbreviations() {
    let file = br#"Chronology(title: "t", events: [
        (id: "a", date: "2021", title: "The U.S. lists three", summary: "Said the U.N.H.C.R. too."),
        (id: "b", date: "2022", title: "The US lists others"),
        (id: "c", date: "2023", title: "The status of buses: 2.5 u. s. w."),
    ])"#;
    let index = Index::new(chronology(&[("t.ron", file)]));
    for (text, ids) in [
        (r"/U\.S\./", "a b"),
        (r"/The U[.]S[.] lists/", "a b"),
        (r"title:/^the u\.s/", "a b"),
        (r"/U\.N\.H\.C\.R\./", "a"),
        (r"/2\.5/", "c"),
        (r"!/U\.S\./", "c"),
        (r"/U\.K\./", ""),
    ] {
        assert_eq!(
            by_date(&index, &found(&index, text)).join(" "),
            ids,
            "{text}"
        );
    }
    let query = Query::parse(r"/U\.S\./", index.vocabulary(), &outside()).expect("a query");
    let event = event_called(&index, "a");
    let lit = highlights(&index, &query, event, "The U.S. lists three");
    assert_eq!(lit.first(), Some(&(4..7)));
}

fn outside() -> QueryContext {
    QueryContext {
        today: Day::from_civil(2023, 12, 1),
        ..QueryContext::default()
    }
}

fn search(index: &Index, text: &str) -> Result<Matches, QueryError> {
    let query = Query::parse(text, index.vocabulary(), &outside())?;
    Ok(run(index, &query, &outside(), &AtomicBool::new(false)).expect("not stopped"))
}

fn found(index: &Index, text: &str) -> Matches {
    search(index, text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn id(index: &Index, event: EventId) -> &str {
    &index.chronology().event(event).id
}

fn by_rank<'a>(index: &'a Index, matches: &Matches) -> Vec<&'a str> {
    let hits = matches.by_rank().iter();
    hits.map(|hit| id(index, hit.event)).collect()
}

fn by_date<'a>(index: &'a Index, matches: &Matches) -> Vec<&'a str> {
    let hits = matches.by_date().iter();
    hits.map(|hit| id(index, hit.event)).collect()
}

fn event_called(index: &Index, wanted: &str) -> EventId {
    let mut events = index.chronology().event_ids();
    let found = events.find(|event| id(index, *event) == wanted);
    found.unwrap_or_else(|| panic!("no event {wanted}"))
}

/// Query → events, by date; those that are only possible have a `?`.
const TABLE: &[(&str, &str)] = &[
    (
        "",
        "police-centre laukkai-crackdown extradition-2317 thais-rescued sanctions thai-myanmar-talks thais-coerced china-warrants trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    (
        "   ",
        "police-centre laukkai-crackdown extradition-2317 thais-rescued sanctions thai-myanmar-talks thais-coerced china-warrants trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    // Words
    ("sanction", "sanctions trafficking-alleged"),
    ("laukkai negotiation", "thais-rescued"),
    ("negotiation laukkai", "thais-rescued"),
    ("NEGOTIATION  Laukkai ", "thais-rescued"),
    ("'negoti", "thais-rescued"),
    ("'gotiatin", "thais-rescued"),
    ("gotiatin -rescue", ""),
    (
        "^china",
        "police-centre extradition-2317 china-warrants new-cities junta-motives",
    ),
    (
        "title:^china",
        "police-centre extradition-2317 china-warrants",
    ),
    ("title:town$", "laukkai-crackdown"),
    ("title:\"^Crackdown\"", ""),
    ("^\"crackdown on\"", "laukkai-crackdown"),
    ("\"scam groups\"", "laukkai-crackdown relocation-fear"),
    ("\"scam group\"", ""),
    ("\"groups scam\"", ""),
    (
        "/scam (groups|suspects)/",
        "laukkai-crackdown extradition-2317 relocation-fear",
    ),
    ("/\\d,\\d{3}/", "extradition-2317"),
    (
        "title:/^THAI/",
        "thais-rescued thai-myanmar-talks thais-coerced",
    ),
    ("text:\"summer operation\"", "extradition-2317"),
    ("id:thai", "thais-rescued thai-myanmar-talks thais-coerced"),
    ("id:'sanctions", "sanctions"),
    ("saw-chit-thu", "sanctions trafficking-alleged"),
    // And, or, not
    ("laukkai -thai", "laukkai-crackdown"),
    ("laukkai !thai", "laukkai-crackdown"),
    ("laukkai - thai | sanctions", "ERROR"),
    (
        "sanctions | warrants",
        "sanctions china-warrants trafficking-alleged junta-motives",
    ),
    (
        "sanctions|warrants",
        "sanctions china-warrants trafficking-alleged junta-motives",
    ),
    (
        "laukkai (thai | crackdown)",
        "laukkai-crackdown thais-rescued thais-coerced relocation-fear",
    ),
    (
        "-(kind:talks | kind:sanctions) actor:thailand",
        "police-centre thais-rescued",
    ),
    ("--kind:talks", "thai-myanmar-talks"),
    (
        "kind:talks | kind:rescue | kind:warrant",
        "thais-rescued thai-myanmar-talks china-warrants",
    ),
    ("((kind:talks))", "thai-myanmar-talks"),
    // Fields
    ("actor:\"Saw Chit Thu\"", "sanctions trafficking-alleged"),
    ("actor:saw", "sanctions trafficking-alleged"),
    ("who:SAW-CHIT-THU", "sanctions trafficking-alleged"),
    ("actor:\"thu saw\"", "sanctions trafficking-alleged"),
    ("actor:BGF", "junta-motives"),
    ("actor:bgf | actor:kokang-bgf", "junta-motives"),
    (
        "actor:\"the regime\"",
        "laukkai-crackdown thais-rescued thai-myanmar-talks junta-motives",
    ),
    (
        "actor:china",
        "police-centre extradition-2317 china-warrants new-cities junta-motives",
    ),
    (
        "actor:^china",
        "police-centre extradition-2317 china-warrants new-cities junta-motives",
    ),
    (
        "actor:/junta$/",
        "laukkai-crackdown thais-rescued thai-myanmar-talks junta-motives",
    ),
    (
        "actor:\"wei san\" actor:\"bai suocheng\" -kind:warrant",
        "junta-motives",
    ),
    ("role:sanctioned", "sanctions"),
    ("role:\"takes part\"", "thai-myanmar-talks"),
    ("kind:talks", "thai-myanmar-talks"),
    ("kind:tal", "thai-myanmar-talks"),
    ("status:announced", "extradition-2317 sanctions"),
    ("status:ass", "relocation-fear junta-motives"),
    (
        "status:a",
        "extradition-2317 sanctions trafficking-alleged relocation-fear junta-motives",
    ),
    ("place:myawaddy", "thai-myanmar-talks"),
    (
        "place:\"Karen State\"",
        "sanctions thai-myanmar-talks new-cities",
    ),
    (
        "place:\"Kayin State\"",
        "sanctions thai-myanmar-talks new-cities",
    ),
    (
        "place:老街",
        "laukkai-crackdown thais-rescued thais-coerced relocation-fear",
    ),
    (
        "place:kokang",
        "laukkai-crackdown thais-rescued thais-coerced relocation-fear",
    ),
    (
        "place:myanmar -place:laukkai",
        "extradition-2317 sanctions thai-myanmar-talks trafficking-alleged new-cities",
    ),
    ("tag:victims", "thais-rescued thais-coerced"),
    ("tag:victims tag:cooperation", "thais-rescued"),
    (
        "source:partnership-report",
        "police-centre laukkai-crackdown extradition-2317 thais-rescued sanctions thai-myanmar-talks thais-coerced china-warrants trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    (
        "grade:C3",
        "laukkai-crackdown thais-coerced trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    ("grade:>=B2", ""),
    ("grade:>=C2 kind:talks", "thai-myanmar-talks"),
    (
        "grade:>C3",
        "police-centre extradition-2317 thais-rescued sanctions thai-myanmar-talks china-warrants",
    ),
    (
        "grade:<C2",
        "laukkai-crackdown thais-coerced trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    (
        "grade:3",
        "laukkai-crackdown thais-coerced trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    ("grade:<=d", ""),
    ("has:figure", "extradition-2317 sanctions"),
    ("-has:place", "police-centre china-warrants junta-motives"),
    (
        "has:date is:inferred",
        "police-centre laukkai-crackdown extradition-2317 thais-rescued sanctions thai-myanmar-talks",
    ),
    (
        "is:undated",
        "thais-coerced china-warrants trafficking-alleged new-cities relocation-fear junta-motives",
    ),
    ("is:ongoing", ""),
    ("is:disputed", ""),
    ("is:starred", ""),
    // Periods
    (
        "during:2023-10",
        "laukkai-crackdown? extradition-2317? thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    ("during:2023-09", ""),
    ("during:2023-Q4 kind:talks", "thai-myanmar-talks?"),
    ("during:\"oct 2023\" kind:talks", "thai-myanmar-talks?"),
    ("within:2023-Q4", ""),
    ("within:2023-10..2023-12", ""),
    ("during:2023-10/2023-12 is:certain", ""),
    (
        "during:2023-10/2023-12 is:possible",
        "laukkai-crackdown? extradition-2317? thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    (
        "-during:2023-10 has:date",
        "police-centre laukkai-crackdown? extradition-2317? thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    (
        "-during:2023-Q4 has:date",
        "police-centre laukkai-crackdown? extradition-2317? thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    ("before:2023-09", "police-centre?"),
    ("before:2023-10", "police-centre?"),
    ("during:<2023-10", "police-centre?"),
    ("during:<=2023-08", "police-centre?"),
    (
        "after:2023-10",
        "laukkai-crackdown? thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    ("during:>2023-12", "laukkai-crackdown?"),
    (
        "during:>=2023-12 -kind:crackdown",
        "thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    ("last:2w kind:talks", "thai-myanmar-talks?"),
    ("last:1y kind:agreement", "police-centre?"),
    (
        "last:\"2 months\"",
        "laukkai-crackdown? extradition-2317? thais-rescued? sanctions? thai-myanmar-talks?",
    ),
    ("during:today kind:talks", "thai-myanmar-talks?"),
];

#[test]
fn queries_find_what_they_say() {
    let index = &*BUNDLED;
    let mut wrong = Vec::new();
    for (text, wanted) in TABLE {
        let told = match search(index, text) {
            Ok(matches) => {
                let hits = matches.by_date().iter();
                let told = hits.map(|hit| {
                    let mark = match hit.certainty {
                        Meeting::Certain => "",
                        _ => "?",
                    };
                    format!("{}{mark}", id(index, hit.event))
                });
                told.collect::<Vec<_>>().join(" ")
            }
            Err(_) => "ERROR".to_owned(),
        };
        if told != *wanted {
            wrong.push(format!("{text}\n   wanted {wanted}\n   found  {told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a person who types this is looking for: both chronologies together, 20 events.
const JUDGEMENTS: &[(&str, &str)] = &[
    // Words of the title, whole and begun
    ("crackdown", "laukkai-crackdown"),
    ("crack", "laukkai-crackdown"),
    ("extradited", "extradition-2317"),
    ("extradition", "extradition-2317"),
    ("sanc", "eu-listing"),
    ("warrants", "china-warrants"),
    ("warr", "china-warrants"),
    ("syndicates", "relocation-fear"),
    ("scrutiny", "new-cities"),
    ("analysts", "junta-motives"),
    ("fraud farms", "uk-listing"),
    ("negotiation", "thais-rescued"),
    ("coerced", "thais-coerced"),
    ("police centre", "police-centre"),
    ("joint operation", "seizure-269"),
    ("seized", "seizure-269"),
    ("three groups", "handover-706"),
    ("european union", "eu-listing"),
    ("karen national army", "us-listing"),
    ("four states", "police-centre"),
    // Figures
    ("2,317", "extradition-2317"),
    ("2317", "extradition-2317"),
    ("1,207", "handover-1207"),
    ("1207", "handover-1207"),
    ("269", "seizure-269"),
    ("706", "handover-706"),
    ("2349", "handover-2349"),
    ("31,000", "total-31000"),
    ("31000", "total-31000"),
    ("307", "handover-307"),
    // Words in any order, from several fields
    ("wei san warrants", "china-warrants"),
    ("warrants san wei", "china-warrants"),
    ("shwe kokko sanction", "sanctions"),
    ("sanction kokko shwe", "sanctions"),
    ("laukkai rescue", "thais-rescued"),
    ("thai border syndicates", "relocation-fear"),
    ("talks myawaddy", "thai-myanmar-talks"),
    ("myawaddy talk", "thai-myanmar-talks"),
    ("pu'er 1,207", "handover-1207"),
    ("britain three", "sanctions"),
    ("britain nine", "uk-listing"),
    ("eu saw chit", "eu-listing"),
    ("china november", "total-31000"),
    ("canada saw chit thu", "sanctions"),
    // Names, aliases, ids
    ("saw chit thu", "eu-listing"),
    ("min aung hlaing", "thai-myanmar-talks"),
    ("jakkapong", "thai-myanmar-talks"),
    ("lt-gen jakkapong", "thai-myanmar-talks"),
    ("royal thai army", "thai-myanmar-talks"),
    ("bai suocheng", "china-warrants"),
    ("kokang bgf", "junta-motives"),
    ("tatmadaw", "new-cities"),
    ("mote thon", "eu-listing"),
    ("tin win", "eu-listing"),
    ("xishuangbanna", "seizure-269"),
    ("laojie", "laukkai-crackdown"),
    ("kayin", "sanctions"),
    ("yunnan", "handover-1207"),
    ("KNA", "us-listing"),
    ("EU", "eu-listing"),
    ("UK", "sanctions"),
    ("kk park", "new-cities"),
    ("the regime", "junta-motives"),
    ("kk-park", "new-cities"),
    ("china-warrants", "china-warrants"),
    ("handover-2349", "handover-2349"),
    ("us-listing", "us-listing"),
    ("police-centre", "police-centre"),
    // Ids, roles and kinds as words
    ("rescued thais", "thais-rescued"),
    ("thais rescued", "thais-rescued"),
    ("police centre", "police-centre"),
    // Slips
    ("crakdown", "laukkai-crackdown"),
    ("crackdwon", "laukkai-crackdown"),
    ("warant", "china-warrants"),
    ("jakapong", "thai-myanmar-talks"),
    // Abbreviations with dots
    ("U.S.", "sanctions"),
    ("usa", "sanctions"),
    // Initials
    ("sct", "eu-listing"),
    ("mah", "thai-myanmar-talks"),
    ("rta", "thai-myanmar-talks"),
    ("kkp", "new-cities"),
    // Letters left out, words run together
    ("sawchit", "eu-listing"),
    ("kkpark", "new-cities"),
    ("shwekokko", "new-cities"),
    ("crckdown", "laukkai-crackdown"),
    ("laukai", "laukkai-crackdown"),
    ("myawady", "thai-myanmar-talks"),
    ("extradtd", "extradition-2317"),
    ("warants", "china-warrants"),
    ("sindicates", "relocation-fear"),
    ("negotating", "thais-rescued"),
    ("nationalarmy", "us-listing"),
    // Slips
    ("polcie", "police-centre"),
    ("plice", "police-centre"),
    ("policce", "police-centre"),
    ("crakcdown", "laukkai-crackdown"),
    ("sanctoins", "eu-listing"),
    ("jakapong", "thai-myanmar-talks"),
    ("jakkaponk", "thai-myanmar-talks"),
    ("myawadyd", "thai-myanmar-talks"),
    ("warrnats", "china-warrants"),
    ("extraditde", "extradition-2317"),
    ("scrutniy", "new-cities"),
    ("anlaysts", "junta-motives"),
    ("europaen", "eu-listing"),
    ("coercd", "thais-coerced"),
    ("suochneg", "china-warrants"),
    // Accents and case
    ("SÁW CHÍT THU", "eu-listing"),
    ("Cráckdown", "laukkai-crackdown"),
    ("Pu’er 2,349", "handover-2349"),
    ("Thai–Myanmar border", "relocation-fear"),
    ("Thai-Myanmar border", "relocation-fear"),
    ("ｓａｎｃｔｉｏｎｓ Kokko", "sanctions"),
    // Other scripts
    ("老街", "laukkai-crackdown"),
    ("妙瓦底", "thai-myanmar-talks"),
    ("普洱", "handover-1207"),
    ("公安部", "extradition-2317"),
    ("果敢", "laukkai-crackdown"),
    ("缅北", "extradition-2317"),
    ("云南", "handover-1207"),
    ("เมียวดี", "thai-myanmar-talks"),
    ("ไทย", "police-centre"),
    ("မြဝတီ", "thai-myanmar-talks"),
    ("ရွှေကုက္ကို", "sanctions"),
    ("လောက်ကိုင်", "laukkai-crackdown"),
    ("မြန်မာ", "police-centre"),
];

#[test]
fn the_first_is_what_was_meant() {
    let index = &*BOTH;
    let mut wrong = Vec::new();
    let mut in_three = 0;
    for (text, wanted) in JUDGEMENTS {
        let matches = found(index, text);
        let ranked = by_rank(index, &matches);
        in_three += usize::from(ranked.iter().take(3).any(|id| id == wanted));
        if ranked.first() != Some(wanted) {
            let told = matches.by_rank().iter().take(4);
            let told: Vec<_> = told
                .map(|hit| format!("{} {:?} {}", id(index, hit.event), hit.tier, hit.score))
                .collect();
            wrong.push(format!("{text}: wanted {wanted}, found {told:?}"));
        }
    }
    println!(
        "{} of {} first, {in_three} in the first three",
        JUDGEMENTS.len() - wrong.len(),
        JUDGEMENTS.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A letter missing, doubled or swapped, also where the slip stands scattered through some title.
#[test]
fn slips_find_what_the_right_word_finds() {
    for (right, slips) in [
        (
            "myawaddy",
            &["myawady", "mayawaddy", "myawadyy", "mywaaddy"][..],
        ),
        (
            "crackdown",
            &["crakdown", "crackdwon", "crackkdown", "cracdown"],
        ),
        ("warrant", &["warant", "warrrant", "warratn"]),
        ("jakkapong", &["jakapong", "jakkkapong", "jakkapogn"]),
        ("trafficking", &["traficking", "trafficing", "traffikcing"]),
    ] {
        for index in [&*BUNDLED, &*BOTH] {
            let wanted = by_date(index, &found(index, right));
            for slip in slips {
                let matches = found(index, slip);
                let events = by_date(index, &matches);
                let lost: Vec<_> = wanted.iter().filter(|id| !events.contains(id)).collect();
                assert!(lost.is_empty(), "{slip} loses {lost:?}");
                let first = by_rank(index, &matches).first().copied();
                assert!(
                    first.is_some_and(|id| wanted.contains(&id)),
                    "{slip}: {first:?}"
                );
                assert_eq!(matches.correction(), Some(&*format!("{slip} → {right}")));
            }
        }
    }
}

#[test]
fn a_correction_can_be_undone() {
    let index = &*BUNDLED;
    for (text, typed) in [
        ("crakdown", "'crakdown"),
        (
            "kind:talks (crakdown | polcie) -x",
            "kind:talks ('crakdown | 'polcie) -x",
        ),
        ("police", "police"),
    ] {
        let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
        let _ = run(index, &query, &outside(), &AtomicBool::new(false));
        assert_eq!(as_typed(index, &query, text), typed);
        assert_eq!(found(index, typed).correction(), None, "{typed}");
    }
}

/// Events with the word in their titles come before those that only have an actor or a place of that name.
#[test]
fn titles_come_before_names() {
    for index in [&*BUNDLED, &*BOTH] {
        for word in ["myanmar", "china", "britain", "thailand", "laukkai"] {
            let ranked = by_rank(index, &found(index, word));
            let in_title = |id: &&str| {
                let event = event_called(index, id);
                let title = index.chronology().event(event).title.to_lowercase();
                title
                    .split(|letter: char| !letter.is_alphanumeric())
                    .any(|part| part == word)
            };
            let last = ranked.iter().rposition(in_title);
            let first = ranked
                .iter()
                .position(|id| !in_title(id))
                .unwrap_or(ranked.len());
            assert!(last < Some(first), "{word}: {ranked:?}");
        }
    }
}

#[test]
fn nothing_found_is_an_answer() {
    let index = &*BUNDLED;
    for (text, wanted) in [
        (
            "police xyzzy",
            vec![
                ("police alone finds 1 event; without it still none", None),
                (
                    "xyzzy alone finds nothing; without it 1 event",
                    Some("police"),
                ),
            ],
        ),
        (
            "police warrants",
            vec![
                (
                    "police alone finds 1 event; without it 2 events",
                    Some("warrants"),
                ),
                (
                    "warrants alone finds 2 events; without it 1 event",
                    Some("police"),
                ),
            ],
        ),
        (
            "disputed",
            // None of them is disputed.
            vec![],
        ),
        (
            "within:2023-11",
            vec![(
                "none certainly falls in the period; of those that may, during:2023-11 finds 4 events",
                Some("during:2023-11"),
            )],
        ),
        ("xyzzy", vec![]),
    ] {
        let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
        let never = AtomicBool::new(false);
        let advice = advise(index, (&query, text), &outside(), &never).expect("not stopped");
        let told: Vec<_> = advice
            .iter()
            .map(|advice| (&*advice.text, advice.query.as_deref()))
            .collect();
        assert_eq!(told, wanted, "{text}");
    }
    // A date in free words is offered as a period.
    let text = "oct 2023";
    let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
    let advice = advise(index, (&query, text), &outside(), &AtomicBool::new(false));
    let offered: Vec<_> = advice
        .into_iter()
        .flatten()
        .filter_map(|advice| advice.query)
        .collect();
    assert!(
        offered.contains(&"during:\"oct 2023\"".to_owned()),
        "{offered:?}"
    );
}

#[test]
fn a_rank_is_told_in_words() {
    let index = &*BUNDLED;
    for (text, this, that, wanted) in [
        (
            "myanmar",
            "relocation-fear",
            "sanctions",
            "‘myanmar’ stands in the title here, in ",
        ),
        (
            "thai-myanmar-talks",
            "thai-myanmar-talks",
            "thai-myanmar-talks",
            "they match alike",
        ),
        (
            "myanmar",
            "thai-myanmar-talks",
            "police-centre",
            "‘myanmar’ stands nearer the beginning of the title here",
        ),
    ] {
        let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
        let matches = run(index, &query, &outside(), &AtomicBool::new(false)).expect("not stopped");
        let hit = |id| matches.hit(event_called(index, id)).expect("found");
        let told = rank_reason(index, &query, (hit(this), hit(that)), &outside());
        assert!(told.starts_with(wanted), "{text}: {told}");
    }
}

/// The same words, asked of nucleo over the same titles: it sees no aliases, places and texts, as a pipe to a picker would not.
#[test]
fn a_picker_over_titles_is_behind() {
    let index = &*BOTH;
    let mut matcher = Matcher::new(Config::DEFAULT);
    let (mut first, mut in_three) = (0, 0);
    for (text, wanted) in JUDGEMENTS {
        let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
        let mut letters = Vec::new();
        let mut scored: Vec<_> = index
            .chronology()
            .event_ids()
            .filter_map(|event| {
                let title = &index.chronology().event(event).title;
                let score = pattern.score(Utf32Str::new(title, &mut letters), &mut matcher)?;
                Some((score, id(index, event)))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        first += usize::from(scored.first().is_some_and(|(_, id)| id == wanted));
        in_three += usize::from(scored.iter().take(3).any(|(_, id)| id == wanted));
    }
    println!(
        "nucleo: {first} of {} first, {in_three} in the first three",
        JUDGEMENTS.len()
    );
    assert!(first < JUDGEMENTS.len());
}

#[test]
fn odd_letters_are_found() {
    let index = &*ODD;
    for (text, wanted) in [
        ("istanbul", "minimal"),
        ("İSTANBUL", "minimal"),
        ("ISTANBUL", "minimal"),
        ("ıstanbul", "minimal"),
        ("constantinople", "minimal"),
        ("minimal", "minimal"),
        ("minim", "minimal"),
        ("mini\u{301}m", "minimal"),
        ("minimla", "minimal"),
        ("soren", "minimal"),
        ("Søren Ærø", "minimal"),
        ("aero", "minimal"),
        ("strasse", "street"),
        ("hauptstrasse", "street"),
        ("Straße", "street"),
        ("STRASSE", "street"),
        ("lodz", "street"),
        ("łódź", "street"),
        ("da nang", "all-of"),
        ("Đà Nẵng", "all-of"),
        ("danang", "all-of"),
        ("👩‍🔬", "zwj"),
        ("ides", "bc"),
        // An alias or a name that is another's id: both are meant, the name comes first.
        ("hermes", "bc"),
    ] {
        let matches = found(index, text);
        assert_eq!(by_rank(index, &matches).first(), Some(&wanted), "{text}");
    }
}

#[test]
fn odd_dates_and_grades_are_found() {
    let index = &*ODD;
    for (text, wanted) in [
        ("during:1998-05", "span decade minimal street all-of"),
        ("within:1998-05", "minimal street all-of"),
        ("within:1998-05-04", "street"),
        ("during:1998-05-04", "span decade minimal street"),
        ("during:1998 is:possible", "decade"),
        ("within:1999", "span all-of"),
        ("during:\"44 BC\"", "open bc"),
        ("before:0000", "open bc"),
        ("after:9999", "far"),
        ("during:1985", "open"),
        ("during:199X", "open span decade minimal street all-of"),
        ("is:disputed", "minimal"),
        ("grade:A1", "minimal"),
        ("grade:>=B2", "minimal street"),
        ("grade:<=D4", "minimal"),
        ("grade:E", "minimal"),
        ("source:\"good house\"", "minimal street"),
        ("source:poor", "minimal"),
        ("actor:\"John Smith\"", "decade street"),
        ("actor:john-smith", "street"),
        ("actor:mercury", "far bc"),
        ("actor:\"the \\\"fox\\\" \\\\ group\"", "decade"),
        ("tag:\"modern art\"", "minimal street"),
        ("tag:art", "minimal street"),
        ("-has:kind", "zwj"),
    ] {
        let matches = found(index, text);
        let found: BTreeSet<_> = by_date(index, &matches).into_iter().collect();
        let wanted: BTreeSet<_> = wanted.split(' ').collect();
        assert_eq!(found, wanted, "{text}");
    }
}

/// Query → column (from 1), a part of the message, a part of the help.
const ERRORS: &[(&str, usize, &str, &str)] = &[
    ("(", 1, "not closed", "add )"),
    ("(a", 1, "not closed", "add )"),
    ("a (b | (c d)", 3, "not closed", "add )"),
    (")", 1, "closes nothing", "in quotes"),
    ("a b)", 4, "closes nothing", "in quotes"),
    ("()", 1, "between these parentheses", ""),
    ("a ( )", 3, "between these parentheses", ""),
    ("|", 1, "before it", "a | b"),
    ("a |", 3, "after it", "a | b"),
    ("a | | b", 3, "after it", "a | b"),
    ("(a |) b", 4, "after it", "a | b"),
    ("| a", 1, "before it", ""),
    ("-", 1, "leave out", "-word"),
    ("a -", 3, "leave out", "-word"),
    ("a !| b", 3, "leave out", ""),
    ("'", 1, "word is to follow", "exact"),
    ("a ^", 3, "word is to follow", ""),
    ("\"", 1, "quote is not closed", "add \""),
    ("a \"b c", 3, "quote is not closed", "add \""),
    ("\"\"", 1, "nothing stands in this quote", ""),
    ("/", 1, "pattern is not closed", "add /"),
    ("a /b", 3, "pattern is not closed", "add /"),
    ("//", 1, "nothing stands in this pattern", ""),
    ("/(/", 1, "pattern is wrong: unclosed group", "in quotes"),
    ("ä /[z/", 3, "pattern is wrong", ""),
    ("/(a{1000}){1000}/", 1, "too large", ""),
    ("/a**b\\q/", 1, "pattern is wrong", ""),
    (
        "actor:",
        7,
        "`actor:` wants a value",
        "actor:\"Saw Chit Thu\"",
    ),
    ("x kind: y", 8, "`kind:` wants a value", "kind:talks"),
    ("actr:x", 1, "no field `actr`", "`actor:`"),
    ("x plase:y", 3, "no field `plase`", "`place:`"),
    ("zzzzz:y", 1, "no field `zzzzz`", "actor, role"),
    ("https://example.org", 1, "no field `https`", "in quotes"),
    (
        "actor:\"Saw Chit Tu\"",
        7,
        "no actor is called",
        "saw chit thu",
    ),
    ("actor:nobody-at-all", 7, "no actor is called", ""),
    ("老街 kind:tals", 9, "no kind is called `tals`", "`talks`"),
    ("place:myawady", 7, "no place is called", "`myawaddy`"),
    ("tag:polcing", 5, "no tag is called", "`policing`"),
    ("role:sanctoned", 6, "no role is called", "`sanctioned`"),
    ("source:nothing", 8, "no source is called", ""),
    (
        "status:anounced",
        8,
        "does not know `anounced`",
        "`announced`",
    ),
    ("status:zzz", 8, "does not know", "announced, confirmed"),
    ("is:certan", 4, "does not know `certan`", "`certain`"),
    ("is:possible", 1, "said of a period", "during:"),
    ("a | is:certain", 5, "said of a period", "during:"),
    ("has:colour", 5, "does not know", "actor, place"),
    ("grade:G", 7, "`G` is no grade", "A to F"),
    ("grade:>=", 9, "wants a value", "grade:>=B2"),
    ("grade:B7", 7, "no grade", ""),
    ("grade:2B", 7, "no grade", ""),
    ("kind:>talks", 6, "no more and less", "kind:talks"),
    ("before:>2023", 8, "no more and less", "before:"),
    ("during:", 8, "wants a value", "during:2023-10"),
    ("during:2023-13", 8, "`2023-13` is no period", ""),
    ("during:soon", 8, "`soon` is no period", ""),
    ("within:2023-02-30", 8, "is no period", ""),
    ("during:XXXX-12-25", 8, "needs a year", "2023-12-25"),
    ("during:2024-06-01T12:00:00Z", 8, "whole days", "2024-06-01"),
    ("during:\"2024-06-01 12:00\"", 8, "whole days", "2024-06-01"),
    ("during:oct", 8, "year is missing", "2023-10"),
    ("after:2023/..", 7, "has no last day", "ends on both sides"),
    ("before:../2023", 8, "has no first day", ""),
    ("last:", 6, "wants a value", "last:2w"),
    ("last:soon", 6, "no length of time", "10d"),
    ("last:0d", 6, "no length of time", "10d"),
    ("last:99999999999999999999d", 6, "no length of time", "10d"),
    ("\u{301}", 1, "no letter", ""),
];

#[test]
fn errors_point_at_their_place() {
    let index = &*BUNDLED;
    let mut wrong = Vec::new();
    for (text, column, message, help) in ERRORS {
        let told = match search(index, text) {
            Ok(matches) => format!("{} events", matches.len()),
            Err(error) => {
                let given = error.help.clone().unwrap_or_default();
                let length = text.chars().count();
                let good = error.at.start + 1 == *column
                    && error.at.start <= error.at.end
                    && error.at.end <= length
                    && error.message.contains(message)
                    && given.contains(help)
                    && !error.message.ends_with('.');
                if good {
                    continue;
                }
                error.to_string()
            }
        };
        wrong.push(format!(
            "{text}: wanted {column}: {message} ({help})\n    {told}"
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn last_needs_a_clock() {
    let error = Query::parse("last:2w", BUNDLED.vocabulary(), &QueryContext::default());
    let error = error.expect_err("no clock");
    assert_eq!(error.at, 5..7);
    assert!(error.message.contains("today"), "{error}");
}

#[test]
fn long_and_deep_queries_are_bounded() {
    let index = &*BUNDLED;
    for text in [
        "(".repeat(10_000),
        ")".repeat(10_000),
        "(a".repeat(5_000),
        format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000)),
        "-".repeat(10_000),
        format!("{}a", "-".repeat(9_999)),
        "a".repeat(10_000),
        "a ".repeat(5_000),
        "a | ".repeat(2_500),
        "\"".repeat(10_000),
        format!("/{}/", "(a|".repeat(3_000)),
        "/(a+)+$/ ".repeat(10),
        "kind:talks ".repeat(900),
        "x".repeat(1_000_000),
    ] {
        match search(index, &text) {
            Ok(_) => {}
            Err(error) => assert!(error.message.len() < 200, "{}", error.message.len()),
        }
    }
    let nested = format!("{}sanctions{}", "(".repeat(60), ")".repeat(60));
    assert_eq!(found(index, &nested).len(), found(index, "sanctions").len());
}

#[test]
fn a_stopped_search_finds_nothing() {
    let query = Query::default();
    let stopped = AtomicBool::new(true);
    assert!(run(&BUNDLED, &query, &outside(), &stopped).is_none());
}

#[test]
fn everything_is_everything() {
    let index = &*BUNDLED;
    let matches = found(index, "");
    assert!(Query::default().is_everything());
    assert_eq!(matches.len(), matches.total());
    assert_eq!(matches.hits_by_date(), matches.by_rank());
    assert!(matches.by_date().iter().all(|hit| hit.tier == Tier::Filter));
    let event = event_called(index, "sanctions");
    assert_eq!(matches.hit(event).map(|hit| hit.event), Some(event));
    assert!(found(index, "kind:talks").hit(event).is_none());
    for (text, everything, period, words) in [
        ("", true, false, false),
        ("a", false, false, true),
        ("during:2023", false, true, false),
        ("title:a", false, false, false),
        ("kind:talks (a | last:2w)", false, true, true),
    ] {
        let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
        assert_eq!(query.is_everything(), everything, "{text}");
        assert_eq!(query.has_period(), period, "{text}");
        assert_eq!(query.has_words(), words, "{text}");
    }
}

#[test]
fn a_blank_at_the_end_changes_nothing() {
    let index = &*BOTH;
    for (text, _) in JUDGEMENTS {
        let (plain, blank) = (found(index, text), found(index, &format!("{text} ")));
        assert_eq!(plain.by_rank(), blank.by_rank(), "{text}");
        assert_eq!(plain.correction(), blank.correction());
    }
}

#[test]
fn a_word_that_finds_nothing_is_corrected_and_told() {
    let index = &*BOTH;
    for (text, told) in [
        ("polcie", Some("polcie → police")),
        (
            "polcie scrutniy",
            Some("polcie → police, scrutniy → scrutiny"),
        ),
        ("POLCIE", Some("POLCIE → police")),
        ("police", None),
        ("'polcie", None),
        ("-polcie", None),
        ("title:polcie", None),
        ("zzzzzz", None),
        ("kind:talks polcie", Some("polcie → police")),
        // The word is found, only not together with the other: that is no slip.
        ("kind:talks police", None),
    ] {
        assert_eq!(found(index, text).correction(), told, "{text}");
    }
    let corrected = found(index, "polcie");
    assert!(
        corrected
            .by_rank()
            .iter()
            .all(|hit| hit.tier == Tier::Corrected)
    );
}

#[test]
fn stars_come_from_outside() {
    let index = &*BUNDLED;
    let outside = QueryContext {
        starred: Arc::new(BTreeSet::from([event_called(index, "new-cities")])),
        ..QueryContext::default()
    };
    let query = Query::parse("is:starred", index.vocabulary(), &outside).expect("a query");
    let matches = run(index, &query, &outside, &AtomicBool::new(false)).expect("not stopped");
    assert_eq!(by_date(index, &matches), ["new-cities"]);
}

fn lit<'a>(index: &Index, query: &str, event: &str, text: &'a str) -> Vec<&'a str> {
    let query = Query::parse(query, index.vocabulary(), &outside()).expect("a query");
    let _ = run(index, &query, &outside(), &AtomicBool::new(false));
    let ranges = highlights(index, &query, event_called(index, event), text);
    ranges.into_iter().map(|range| &text[range]).collect()
}

#[test]
fn what_matches_is_lit() {
    let title = "Crackdown on scam groups in Laukkai Town";
    let summary = "A large crackdown on online scams is under way in Laukkai.";
    for (query, text, wanted) in [
        ("scam", title, vec!["scam"]),
        ("LAUK crack", title, vec!["Crack", "Lauk"]),
        ("on", title, vec!["on"]),
        ("ow", title, vec!["ow", "ow"]),
        ("ow", summary, vec![]),
        ("scam", summary, vec!["scam"]),
        ("laukai", title, vec!["Laukkai"]),
        ("laukai", summary, vec!["Laukkai"]),
        ("laukaitwn", title, vec!["Lauk", "ai", "T", "wn"]),
        ("crakcdown", title, vec!["Crackdown"]),
        ("crakcdown", summary, vec!["crackdown"]),
        ("\"scam groups\"", title, vec!["scam groups"]),
        ("/s.am/", summary, vec!["scam"]),
        ("^crack", title, vec!["Crack"]),
        ("town$", title, vec!["Town"]),
        ("-scam crack", title, vec!["Crack"]),
        ("title:scam", title, vec!["scam"]),
        ("title:scam", summary, vec![]),
        ("text:cam", summary, vec!["cam"]),
        ("kind:crackdown", title, vec![]),
        ("scam cam am", title, vec!["scam"]),
    ] {
        assert_eq!(
            lit(&BUNDLED, query, "laukkai-crackdown", text),
            wanted,
            "{query} in {text}"
        );
    }
    let title = "Minímal art in İstanbul";
    assert_eq!(lit(&ODD, "minim", "minimal", title), ["Miním"]);
    assert_eq!(lit(&ODD, "istanbul", "minimal", title), ["İstanbul"]);
    assert_eq!(
        lit(&ODD, "strasse", "street", "Fire in the Hauptstraße"),
        ["straße"]
    );
    assert_eq!(
        lit(&BUNDLED, "sct", "sanctions", "Saw Chit Thu"),
        ["S", "C", "T"]
    );
    assert_eq!(lit(&BUNDLED, "老街", "laukkai-crackdown", "老街"), ["老街"]);
}

#[test]
fn a_row_says_why_it_is_here() {
    for (query, event, wanted) in [
        ("", "sanctions", ""),
        ("kind:talks", "sanctions", ""),
        (
            "actor:\"saw chit\"",
            "sanctions",
            "actor: Saw Chit Thu (sanctioned)",
        ),
        ("sanction", "sanctions", "‘sanction’ found in the title"),
        ("alleged", "sanctions", "‘alleged’ found in the summary"),
        (
            "sct",
            "sanctions",
            "letters of ‘sct’ found in the actor Saw Chit Thu",
        ),
        (
            "uk",
            "sanctions",
            "‘uk’ found in the actor Britain, also called UK",
        ),
        (
            "kayin",
            "thai-myanmar-talks",
            "‘kayin’ found in Kayin State, where Myawaddy lies",
        ),
        (
            "sanctionz",
            "sanctions",
            "‘sanction’ (for ‘sanctionz’) found in the title",
        ),
        (
            "place:karen-state",
            "sanctions",
            "place: Shwe Kokko, within Karen State",
        ),
        (
            "kind:talks | kind:sanctions",
            "sanctions",
            "kind: sanctions",
        ),
        (
            "-kind:talks status:announced",
            "sanctions",
            "not kind talks; status: announced",
        ),
        (
            "tag:sanc role:imposes",
            "sanctions",
            "tag: sanctions; role: imposes (Britain), imposes (United States), imposes (Canada)",
        ),
        (
            "grade:C2",
            "sanctions",
            "grade: C2, Thailand and Myanmar collaborate to combat cybercrime amidst surging online scams",
        ),
        (
            "has:figure is:inferred",
            "sanctions",
            "has figure; inferred",
        ),
        (
            "during:2023-10",
            "sanctions",
            "possible in Oct 2023: [on some day from 10 October to 31 December 2023]; its date is inferred; no source states it; its date allows days inside the period and others",
        ),
        (
            "during:2023-Q4",
            "sanctions",
            "possible in Q4 2023: [on some day from 10 October to 31 December 2023]; its date is inferred; no source states it",
        ),
        (
            "sanctions",
            "sanctions",
            "‘sanctions’ found in the id sanctions",
        ),
        (
            "rescued thais",
            "thais-rescued",
            "‘rescued’ found in the role of Thai workers coerced in Laukkai; ‘thais’ found in the id thais-rescued",
        ),
        (
            "trafficking",
            "sanctions",
            "‘trafficking’ found in the summary",
        ),
        (
            "china-warrants",
            "china-warrants",
            "‘china-warrants’ found in the id china-warrants",
        ),
    ] {
        let index = &*BUNDLED;
        let parsed = Query::parse(query, index.vocabulary(), &outside()).expect(query);
        let _ = run(index, &parsed, &outside(), &AtomicBool::new(false));
        let told = why(index, &parsed, event_called(index, event), &outside());
        assert_eq!(told.join("; "), wanted, "{query}");
    }
}

#[test]
fn chips_say_what_the_query_asks() {
    let index = &*BUNDLED;
    for (text, wanted) in [
        ("", vec![]),
        ("shwe \"kk park\" -a", vec![]),
        (
            "shwe actor:\"saw chit thu\"",
            vec![("actor Saw Chit Thu", "actor:\"saw chit thu\"")],
        ),
        (
            "who:saw-chit-thu",
            vec![("actor Saw Chit Thu", "who:saw-chit-thu")],
        ),
        ("-kind:talks x", vec![("not kind talks", "-kind:talks")]),
        (
            "(kind:talks | kind:rescue)",
            vec![("kind talks or rescue", "(kind:talks | kind:rescue)")],
        ),
        (
            "during:2023-10",
            vec![("possible in Oct 2023", "during:2023-10")],
        ),
        ("within:2023", vec![("certain in 2023", "within:2023")]),
        (
            "before:2023-10",
            vec![("possible before Oct 2023", "before:2023-10")],
        ),
        ("last:2w", vec![("possible in the last 2 weeks", "last:2w")]),
        ("grade:>=b2", vec![("grade B2 or better", "grade:>=b2")]),
        (
            "is:undated has:note",
            vec![("undated", "is:undated"), ("has note", "has:note")],
        ),
        (
            "status:announced place:老街",
            vec![
                ("status announced", "status:announced"),
                ("place Laukkai", "place:老街"),
            ],
        ),
        (
            "a | kind:talks",
            vec![("a or kind talks", "a | kind:talks")],
        ),
        (
            "-(tag:x \"a b\")",
            vec![("not tag x and \"a b\"", "-(tag:x \"a b\")")],
        ),
        ("kind:nothing", vec![("kind nothing", "kind:nothing")]),
        ("kind:", vec![]),
    ] {
        let chips = dateline::query::chips(text, index.vocabulary(), None);
        let told: Vec<_> = chips
            .iter()
            .map(|chip| (chip.label.as_str(), &text[chip.range.clone()]))
            .collect();
        assert_eq!(told, wanted, "{text}");
    }
    assert_eq!(edit::remove("a kind:x b", 2..8), "a b");
    assert_eq!(edit::remove("kind:x b", 0..6), "b");
    assert_eq!(edit::remove("kind:x", 0..6), "");
}

#[test]
fn what_could_stand_there_is_offered() {
    let index = &*BUNDLED;
    for (text, first, count) in [
        ("ki", "kind:", None),
        ("kind:", "kind:agreement", Some(1)),
        ("kind:ta", "kind:talks", Some(1)),
        ("x -sta", "x -status:", None),
        ("status:an", "status:announced", Some(2)),
        ("actor:saw", "actor:\"Saw Chit Thu\"", Some(2)),
        ("actor:\"saw ch", "actor:\"Saw Chit Thu\"", Some(2)),
        ("saw", "actor:\"Saw Chit Thu\"", Some(2)),
        ("(a | place:mya", "(a | place:Myanmar", Some(9)),
        ("place:老", "place:Laukkai", Some(4)),
        ("tag:", "tag:policing", Some(4)),
        ("source:", "source:partnership-report", Some(12)),
        ("is:un", "is:undated", None),
        ("grade:", "grade:>=A", None),
        ("during:", "during:2023", Some(6)),
        ("last:", "last:7d", None),
    ] {
        let offered = complete(index, text, text.len());
        let first_offer = offered
            .first()
            .unwrap_or_else(|| panic!("nothing for {text}"));
        let mut completed = text.to_owned();
        completed.replace_range(first_offer.replace.clone(), &first_offer.text);
        assert_eq!(
            (completed.as_str(), first_offer.count),
            (first, count),
            "{text}"
        );
        if count.is_some() && !text.starts_with('(') && !text.contains("during") {
            let matches = found(index, &completed);
            assert_eq!(Some(matches.len()), count, "{completed}");
        }
    }
    let all = complete(index, "", 0);
    assert_eq!(all.len(), FIELDS.len());
    assert!(complete(index, "ä", 1).is_empty());
}

/// The values that an event has of a facet's field, by label.
fn values(chronology: &Chronology, event: &Event, field: &str) -> BTreeSet<String> {
    let place_names = |place| {
        let chain = chronology.place_chain(place);
        chain
            .map(|place| place.name.to_string())
            .collect::<Vec<_>>()
    };
    match field {
        "actor" => {
            let parts = event.actors.iter();
            parts
                .map(|part| chronology.actor(part.actor).name.to_string())
                .collect()
        }
        "kind" => BTreeSet::from([event.kind.to_string()]),
        "status" => BTreeSet::from([event.status.word().to_owned()]),
        "place" => event
            .places
            .iter()
            .flat_map(|place| place_names(*place))
            .collect(),
        "tag" => event.tags.iter().map(ToString::to_string).collect(),
        "is" => [
            ("disputed", event.disputed),
            ("inferred", event.inferred),
            ("ongoing", event.date.is_ongoing()),
            ("undated", event.date.is_undated()),
            ("unreadable", event.date.is_unreadable()),
        ]
        .into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(word, _)| word.to_owned())
        .collect(),
        _ => {
            let cites = event.cites.iter();
            cites
                .map(|cite| chronology.source(cite.source).label().to_owned())
                .collect()
        }
    }
}

fn brute_counts(
    index: &Index,
    query: &Query,
    matches: &Matches,
    field: &str,
) -> BTreeMap<String, usize> {
    let chronology = index.chronology();
    let mut counts = BTreeMap::new();
    for hit in matches.by_date() {
        let event = chronology.event(hit.event);
        let mut told = values(chronology, event, field);
        if field == "is" && query.has_period() {
            let certain = hit.certainty == Meeting::Certain;
            told.insert(if certain { "certain" } else { "possible" }.to_owned());
        }
        for value in told {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}

/// What a query is without the choice of each field that has one.
type WithoutChoices = &'static [(&'static str, &'static str)];

#[test]
fn counts_are_exact() {
    let index = &*BOTH;
    let cases: &[(&str, WithoutChoices)] = &[
        ("", &[]),
        ("china", &[]),
        ("laukkai -tag:victims", &[]),
        ("kind:handover", &[("kind", "")]),
        (
            "suspects (kind:handover | kind:seizure)",
            &[("kind", "suspects")],
        ),
        ("-kind:handover", &[]),
        (
            "status:announced kind:sanctions",
            &[("kind", "status:announced"), ("status", "kind:sanctions")],
        ),
        ("actor:china during:2023-10", &[("actor", "during:2023-10")]),
        (
            "place:myawaddy status:reported",
            &[("status", "place:myawaddy"), ("place", "status:reported")],
        ),
        ("(tag:policing | tag:victims) china", &[("tag", "china")]),
        ("tag:policing tag:victims", &[]),
        ("is:inferred china", &[("is", "china")]),
        ("during:2023-10 is:possible", &[("is", "during:2023-10")]),
        ("kind:talks | tag:policing", &[]),
        ("zzzzqqqq", &[]),
    ];
    for (text, without) in cases.iter().copied() {
        let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
        let matches = found(index, text);
        for facet in facets::count(index, &query, &matches, &outside()) {
            let apart = without.iter().find(|(field, _)| *field == facet.field);
            let (of, counted_in) = match apart {
                Some((_, text)) => {
                    let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
                    (query, found(index, text))
                }
                None => (query.clone(), found(index, text)),
            };
            let wanted = brute_counts(index, &of, &counted_in, facet.field);
            let within: BTreeMap<String, usize> = facet
                .result()
                .iter()
                .filter(|value| value.count > 0)
                .map(|value| (value.label.clone(), value.count))
                .collect();
            if facet.field == "actor" {
                assert_eq!(
                    within,
                    brute_counts(index, &query, &matches, "actor"),
                    "{text}"
                );
            }
            let counted: BTreeMap<String, usize> = facet
                .values
                .iter()
                .filter(|value| value.count > 0)
                .map(|value| (value.label.clone(), value.count))
                .collect();
            assert_eq!(counted, wanted, "{} of {text}", facet.field);
            assert!(
                facet
                    .values
                    .iter()
                    .all(|value| value.count > 0 || value.choice != Choice::Off)
            );
            let order: Vec<_> = facet
                .values
                .iter()
                .map(|value| (std::cmp::Reverse(value.count), value.label.clone()))
                .collect();
            assert!(order.is_sorted(), "{order:?}");
        }
    }
}

/// Toggling a facet's value narrows the result to what its count says, and toggling it back restores the text.
#[test]
fn toggling_a_value_gives_its_count() {
    for index in [&*BOTH, &*ODD] {
        for text in ["", "suspects", "china | thai", "during:2023-10 -laukkai"] {
            let query = Query::parse(text, index.vocabulary(), &outside()).expect(text);
            let matches = found(index, text);
            for facet in facets::count(index, &query, &matches, &outside()) {
                for value in facet.values {
                    let with = toggle(text, facet.field, &value.key, Choice::With);
                    assert_eq!(found(index, &with).len(), value.count, "{with}");
                    let off = toggle(&with, facet.field, &value.key, Choice::Off);
                    assert_eq!(off, text, "{with}");
                    let without = toggle(text, facet.field, &value.key, Choice::Without);
                    let rest = matches.len() - value.count;
                    assert_eq!(found(index, &without).len(), rest, "{without}");
                    let chosen = Query::parse(&with, index.vocabulary(), &outside()).expect("it");
                    let again = facets::count(index, &chosen, &found(index, &with), &outside());
                    let shown = again
                        .iter()
                        .find(|other| other.field == facet.field)
                        .and_then(|facet| facet.values.iter().find(|v| v.key == value.key))
                        .expect("the value is still shown");
                    assert_eq!(shown.choice, Choice::With, "{with}");
                }
            }
        }
    }
}

/// Two names that are one need the id.
#[test]
fn names_that_clash_are_written_as_ids() {
    let index = &*ODD;
    let query = Query::default();
    let facets = facets::count(index, &query, &found(index, ""), &outside());
    let actors = facets
        .iter()
        .find(|facet| facet.field == "actor")
        .expect("actors");
    let keys: BTreeSet<_> = actors
        .values
        .iter()
        .map(|value| value.key.as_str())
        .collect();
    let wanted = [
        "Hermes",
        "\"Søren Ærø\"",
        "\"The \\\"Fox\\\" \\\\ Group\"",
        "john-smith",
        "john-smith-2",
        "venus",
    ];
    assert_eq!(keys, BTreeSet::from(wanted));
}

/// A way to write a date, and what it may mean: the days from first to last of its start, and of its end if it lasts.
fn date() -> impl Strategy<Value = (String, Range<i64>, Option<Range<i64>>, bool)> {
    let month = (2020i64..2023, 1u8..13).prop_map(|(year, month)| {
        let first = Day::from_civil(year, month, 1).expect("a day").number();
        let next = Day::from_civil(year + i64::from(month / 12), month % 12 + 1, 1);
        (
            format!("{year:04}-{month:02}"),
            first..next.expect("a day").number(),
        )
    });
    let day = (18_262i64..19_350).prop_map(|number| {
        let (year, month, day) = Day::new(number).civil();
        (format!("{year:04}-{month:02}-{day:02}"), number..number + 1)
    });
    let year = (2020i64..2023).prop_map(|year| {
        let first = |year| Day::from_civil(year, 1, 1).expect("a day").number();
        (format!("{year:04}"), first(year)..first(year + 1))
    });
    let one = prop_oneof![month, day, year].boxed();
    prop_oneof![
        one.clone()
            .prop_map(|(text, days)| (text, days, None, false)),
        one.clone()
            .prop_map(|(text, days)| (format!("{text}~"), days, None, true)),
        one.clone()
            .prop_map(|(text, days)| (format!("{text}?"), days, None, true)),
        (one.clone(), one).prop_filter_map("in order", |((a, start), (b, end))| {
            let in_order = start.end <= end.start;
            in_order.then(|| (format!("{a}/{b}"), start, Some(end), false))
        }),
    ]
}

/// What a reader says who tries every day.
fn meets(
    start: &Range<i64>,
    end: Option<&Range<i64>>,
    qualified: bool,
    period: &Range<i64>,
) -> Meeting {
    let (mut all, mut any) = (true, false);
    for first in start.clone() {
        let last = end.map_or(first..first + 1, Clone::clone);
        // Trying the two ends and the days about the period's is as good as trying all.
        let tries = [
            last.start,
            last.end - 1,
            period.start - 1,
            period.start,
            period.end,
        ];
        for last in tries.into_iter().filter(|day| last.contains(day)) {
            let inside = first < period.end && last >= period.start;
            all &= inside;
            any |= inside;
        }
    }
    match (all && !qualified, any) {
        (true, _) => Meeting::Certain,
        (false, true) => Meeting::Possible,
        (false, false) => Meeting::Never,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn during_and_within_agree_with_counting_days(
        dates in prop::collection::vec(date(), 1..20),
        period in date(),
    ) {
        let (written, start, end, _) = &period;
        let days = start.start..end.as_ref().map_or(start.end, |end| end.end);
        let events: Vec<String> = dates
            .iter()
            .enumerate()
            .map(|(nth, (date, ..))| format!("(id: \"e{nth}\", date: \"{date}\", title: \"t\", status: Reported),"))
            .collect();
        let file = format!("Chronology(title: \"t\", events: [{}])", events.concat());
        let index = Index::new(chronology(&[("t.ron", file.as_bytes())]));
        let during = found(&index, &format!("during:{written}"));
        let within = found(&index, &format!("within:{written}"));
        let before = found(&index, &format!("before:{written}"));
        let after = found(&index, &format!("after:{written}"));
        for (nth, (date, start, end, qualified)) in dates.iter().enumerate() {
            let event = event_called(&index, &format!("e{nth}"));
            let meeting = |matches: &Matches| {
                matches.hit(event).map_or(Meeting::Never, |hit| hit.certainty)
            };
            let told = |period: &Range<i64>| meets(start, end.as_ref(), *qualified, period);
            prop_assert_eq!(meeting(&during), told(&days), "{} during {}", date, written);
            let certain = told(&days) == Meeting::Certain;
            prop_assert_eq!(meeting(&within) == Meeting::Certain, certain, "{} within {}", date, written);
            prop_assert_eq!(meeting(&before), told(&(-1_000_000..days.start)), "{} before {}", date, written);
            prop_assert_eq!(meeting(&after), told(&(days.end..1_000_000)), "{} after {}", date, written);
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,40}") {
        let index = &*ODD;
        if let Ok(matches) = search(index, &text) {
            prop_assert!(matches.len() <= matches.total());
        } else if let Err(error) = search(index, &text) {
            prop_assert!(error.at.end <= text.chars().count());
        }
        dateline::query::chips(&text, index.vocabulary(), None);
        complete(index, &text, text.len() / 2);
    }

    #[test]
    fn queries_of_our_own_signs_are_read_or_refused(
        text in "([ |()!'^$\"/:<>=-]|actor:|kind:|during:|grade:|is:|a|minim|2023|B2|art|john){0,14}",
        event in 0usize..9,
    ) {
        let index = &*ODD;
        let Ok(query) = Query::parse(&text, index.vocabulary(), &outside()) else {
            return Ok(());
        };
        let matches = run(index, &query, &outside(), &AtomicBool::new(false)).expect("not stopped");
        prop_assert!(matches.by_date().is_sorted_by_key(|hit| hit.event));
        prop_assert!(matches.by_rank().iter().is_sorted_by_key(|hit| (hit.tier, -hit.score, hit.event)));
        prop_assert!(query.has_period() || matches.by_date().iter().all(|hit| hit.certainty == Meeting::Certain));
        let event = EventId::new(event);
        let told = why(index, &query, event, &outside());
        prop_assert!(query.is_everything() || told.is_empty() != matches.hit(event).is_some(), "{:?}", told);
        for text in [&index.chronology().event(event).title, &index.chronology().event(event).summary] {
            let mut end = 0;
            for range in highlights(index, &query, event, text) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
        for chip in dateline::query::chips(&text, index.vocabulary(), None) {
            prop_assert!(text.get(chip.range.clone()).is_some());
            let shorter = edit::remove(&text, chip.range);
            prop_assert!(Query::parse(&shorter, index.vocabulary(), &outside()).is_ok() || shorter.contains("is:"), "{}", shorter);
        }
    }
}

/// In a large chronology, a name is found first however it is typed: as it is, in another order, in capitals, without its last
/// letter, with two letters swapped, with a letter left out, run together.
#[test]
fn names_are_found_however_they_are_typed() {
    let mut bytes = Vec::new();
    generate::write_all(&mut bytes, 5_000, generate::Shape::new(None, None))
        .expect("a vector takes it");
    let index = Index::new(chronology(&[("generated.ron", &bytes)]));
    let (mut tried, mut first, mut in_three) = (0, 0, 0);
    let actors = index.chronology().actors().iter();
    for actor in actors.filter(|actor| !actor.events.is_empty()).take(60) {
        let name = &*actor.name;
        let words: Vec<&str> = name.split(' ').collect();
        let swapped: Vec<&str> = words.iter().rev().copied().collect();
        let mut letters: Vec<char> = name.chars().collect();
        letters.pop();
        let shorter: String = letters.iter().collect();
        let mut gapped = letters.clone();
        if gapped.len() > 8 {
            gapped.remove(3);
        }
        for typed in [
            name.to_owned(),
            swapped.join(" "),
            name.to_uppercase(),
            shorter,
            gapped.into_iter().collect(),
            words.concat(),
        ] {
            let has_it = |hit: &dateline::query::Hit| {
                let event = index.chronology().event(hit.event);
                let in_title = event.title.contains(name);
                in_title
                    || event
                        .actors
                        .iter()
                        .any(|part| index.chronology().actor(part.actor).name == actor.name)
            };
            let Ok(matches) = search(&index, &typed) else {
                panic!("{typed} is no query");
            };
            let top = matches.by_rank().iter().take(3);
            let good: Vec<bool> = top.map(has_it).collect();
            tried += 1;
            first += usize::from(good.first() == Some(&true));
            in_three += usize::from(good.contains(&true));
        }
    }
    println!("{first} of {tried} first, {in_three} in the first three");
    assert!(
        first * 100 >= tried * 95,
        "{first} of {tried} first, {in_three} in the first three"
    );
}

#[test]
fn saved_queries_are_queries() {
    for index in [&*BUNDLED, &*BOTH] {
        for saved in index.chronology().queries() {
            let query = Query::parse(&saved.query, index.vocabulary(), &outside());
            assert!(query.is_ok(), "{}: {query:?}", saved.name);
        }
    }
}

#[test]
fn a_wrong_value_is_answered_with_the_one_that_is_meant_past_fifty_thousand() {
    let mut text = "Chronology(title: \"Many\", actors: [".to_owned();
    for nth in 0..50_010 {
        write!(
            text,
            "(id: \"a{nth}\", name: \"Member {nth}\", kind: Person),"
        )
        .unwrap();
    }
    text += "(id: \"last\", name: \"Wolverhampton Wanderers\", kind: Group)], events: [";
    for nth in 0..50_010 {
        let kind = ["talks", "raid", "handover"][nth % 3];
        write!(
            text,
            "(id: \"e{nth}\", date: \"2001\", title: \"T\", kind: \"{kind}\", status: Reported),"
        )
        .unwrap();
    }
    text += "])";
    let index = Index::new(chronology(&[("many.ron", text.as_bytes())]));
    for (typed, help) in [
        ("kind:tlaks", "did you mean `talks`?"),
        ("kind:riad", "did you mean `raid`?"),
        ("status:reportde", "did you mean `reported`?"),
        (
            "actor:\"Wolvrehampton Wanderers\"",
            "did you mean `wolverhampton wanderers`?",
        ),
        ("kind:zzzzzz", "there are handover, raid, talks"),
    ] {
        let error = search(&index, typed).expect_err(typed);
        assert_eq!(error.help.as_deref(), Some(help), "{typed}");
    }
}
