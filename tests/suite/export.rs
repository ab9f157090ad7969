//! Exports: each format as a snapshot of two events, read back over the chronologies of the project by a reader that is not
//! ours, and fed hostile text; and how the command writes files.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use assert_cmd::Command;
use dateline::cli::loaded::Loaded;
use dateline::cli::loader::{load, load_text};
use dateline::format::export::{EXPORTERS, ExportOptions, Exported, Extract, Made, named};
use dateline::model::text::is_safe;
use dateline::model::{Day, EventId, Meeting};
use dateline::query::{self, Index, Query, QueryContext};
use icalendar::{CalendarComponent, Component};
use quick_xml::events::Event as Xml;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn both() -> Loaded {
    load(&[
        root().join("events.ron"),
        root().join("examples/handovers.ron"),
    ])
}

fn export(loaded: &Loaded, asked: &str, to: &str) -> Exported {
    export_with(loaded, asked, to, ExportOptions::default())
}

fn export_with(loaded: &Loaded, asked: &str, to: &str, options: ExportOptions<'_>) -> Exported {
    let outside = QueryContext::default();
    let index = Index::new(Arc::clone(&loaded.chronology));
    let query = Query::parse(asked, index.vocabulary(), &outside).unwrap();
    let found = query::run(&index, &query, &outside, &AtomicBool::new(false)).unwrap();
    let events: Vec<(EventId, Meeting)> = found
        .by_date()
        .iter()
        .map(|hit| (hit.event, hit.certainty))
        .collect();
    named(to).unwrap().write(&Extract {
        chronology: &loaded.chronology,
        events: &events,
        asked,
        has_period: query.has_period(),
        made: Some(Made {
            day: Day::from_civil(2026, 11, 26).unwrap(),
            second: 36_000,
        }),
        options,
    })
}

// ------------------------------------------------------------------ what is written

/// An event that says everything that an event can, and one that says next to nothing.
const TWO: &str = r#"Chronology(
    title: "Two events", about: "What is *shown*.\nIn two lines.",
    sources: [
        (id: "report", title: "A report", kind: Report, authors: ["Peck, Grant"], publisher: "A publisher",
         published: "2023-12-12", origin: "https://news.example/a", reliability: C, about: "Of the time."),
        (id: "list", description: "a list of 2025", published: "2025-05-05", reliability: B, numbered: ours),
    ],
    places: [(id: "state", name: "A state"), (id: "town", name: "A town", within: "state", at: (16.7, 98.5))],
    actors: [
        (id: "doe", name: "Jane Doe", kind: Person, aliases: ["J. D."], about: "A person."),
        (id: "us", name: "United States", kind: State),
    ],
    relations: [(from: "doe", is: "leads", to: "us", inverse: "is led by", date: "2020/..", status: Alleged, note: "It is said.",
                 cites: [(source: "report", at: "¶4", credibility: 2)])],
    events: [
        (id: "full", date: "[2023-10-10..2023-12-31]", date_note: "from October to December", inferred: true,
         title: "All is said & done", summary: "What happened.\nIn two lines.", kind: "sanctions", status: Announced,
         actors: [(id: "doe", role: "sanctioned", note: "by name"), (id: "us", role: "imposes")],
         places: ["town"], tags: ["one", "two"], note: "Anything else.",
         cites: [
             (source: "report", at: "¶9", credibility: 2, says: "Three were named.", quote: "three individuals", figure: "3"),
             (source: "list", at: "¶2", bearing: Contradicts, date: "2025-05-05", figure: "1"),
         ]),
        (id: "bare", date: "", title: "Nothing is known"),
    ],
)"#;

#[test]
fn two_events_in_every_format() {
    let loaded = load_text("two.ron", TWO);
    assert_eq!(loaded.diagnostics().len(), 0, "{:?}", loaded.diagnostics());
    for exporter in EXPORTERS {
        let exported = export(&loaded, "", exporter.name);
        insta::assert_snapshot!(format!("{}-two", exporter.name), settled(&exported));
    }
}

/// What was exported, without our own style, script and version, which are no result.
fn settled(Exported { text, remarks }: &Exported) -> String {
    let text = text
        .replace(
            include_str!("../../src/format/export/html/page.css"),
            "/* page.css */",
        )
        .replace(
            include_str!("../../src/format/export/html/page.js"),
            "/* page.js */",
        )
        .replace(
            include_str!("../../src/format/export/svg/style.css"),
            "/* style.css */\n",
        )
        .replace(env!("CARGO_PKG_VERSION"), "VERSION")
        .replace("\r\n", "␍\n");
    format!("{}\n{}", without_policy(&text), remarks.join("\n"))
}

/// The hashes of style and script change with them.
fn without_policy(text: &str) -> String {
    let mut kept = String::new();
    for line in text.lines() {
        if !line.contains("Content-Security-Policy") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[test]
fn a_period_tells_certain_from_possible() {
    let loaded = both();
    let asked = "during:2023-10 actor:china";
    let table = export(&loaded, asked, "csv").text;
    let rows = rows(&table);
    let meets: Vec<&str> = rows.iter().map(|row| &*row["meets"]).collect();
    assert!(meets.contains(&"certain") && meets.contains(&"possible"));
    let possible = meets.iter().filter(|meets| **meets == "possible").count();
    let json: serde_json::Value =
        serde_json::from_str(&export(&loaded, asked, "json").text).unwrap();
    let told: Vec<&str> = of_type(&json, "event")
        .map(|one| one["meets"].as_str().unwrap())
        .collect();
    assert_eq!(told, meets);
    for (to, mark) in [
        ("md", "· *possible*"),
        ("html", "data-possible=\"\""),
        ("ics", "possible\\, not certain"),
        ("timelinejs", "possible in the period asked for"),
    ] {
        let text = export(&loaded, asked, to).text.replace("\r\n ", "");
        assert_eq!(text.matches(mark).count(), possible, "{to}");
    }
    for row in self::rows(&export(&loaded, "", "csv").text) {
        assert_eq!(row["meets"], "");
    }
}

#[test]
fn odd_dates_come_out_as_they_are_known() {
    let loaded = odd_dates();
    for to in ["svg", "mermaid"] {
        let exported = export(&loaded, "", to);
        insta::assert_snapshot!(format!("{to}-dates"), settled(&exported));
    }
    for (to, left_out) in [("ics", 4), ("timelinejs", 2)] {
        let remarks = export(&loaded, "", to).remarks;
        assert!(
            remarks[0].starts_with(&format!("{left_out} events left out")),
            "{remarks:?}"
        );
    }
}

fn odd_dates() -> Loaded {
    let mut events = String::new();
    for (nth, date) in [
        "-0043-03-15",
        "2023?-08",
        "2023-10~",
        "2023-10/..",
        "2023-10/",
        "../2023",
        "2023-09/2023-11-05",
        "[2023-10-10..2023-12-31]",
        "{2023-01,2023-03}",
        "2023-XX-05",
        "XXXX-12-25",
        "202X",
        "2024-06-01T00:30:00+09:00",
        "Y12023",
        "",
    ]
    .iter()
    .enumerate()
    {
        let written = write!(
            events,
            "(id: \"e{nth}\", date: \"{date}\", title: \"Dated {date}\", status: Reported, cites: [(source: \"s\")]),"
        );
        written.unwrap();
    }
    load_text(
        "dates.ron",
        &format!(
            "Chronology(title: \"Dates\", sources: [(id: \"s\", title: \"A source\")], events: [{events}])"
        ),
    )
}

// ------------------------------------------------------------------ read back

#[test]
fn calendars_are_read_back() {
    let text = export(&both(), "", "ics").text;
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let events: Vec<&icalendar::Event> = calendar
        .iter()
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect();
    assert_eq!(events.len(), 15);
    assert_eq!(calendar.property_value("X-DATELINE-LEFT-OUT"), Some("6"));
    let sanctions = events
        .iter()
        .find(|event| event.get_uid().unwrap().starts_with("sanctions."))
        .unwrap();
    assert!(text.contains("\r\nURL:https://"));
    assert_eq!(sanctions.property_value("DTSTART"), Some("20231010"));
    assert_eq!(sanctions.property_value("DTEND"), Some("20240101"));
    let summary = sanctions.get_summary().unwrap();
    assert!(
        summary.contains("([10 Oct ‥ 31 Dec 2023]; ≠ disputed)"),
        "{summary}"
    );
    let description = sanctions.get_description().unwrap();
    assert!(description.contains("it happened once"), "{description}");
}

/// The items of that type.
fn of_type<'a>(
    whole: &'a serde_json::Value,
    name: &'a str,
) -> impl Iterator<Item = &'a serde_json::Value> {
    let items = whole["items"].as_array().unwrap().iter();
    items.filter(move |item| item["type"] == name)
}

#[test]
fn json_is_read_back_and_refers_to_what_it_holds() {
    let text = export(&both(), "actor:\"Saw Chit Thu\"", "json").text;
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["dateline"], 1);
    let ids = |list: &str| -> Vec<String> {
        let all = of_type(&json, list);
        all.map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (actors, sources, places) = (ids("actor"), ids("source"), ids("place"));
    let has = |ids: &[String], id: &serde_json::Value| ids.iter().any(|known| id == known);
    for event in of_type(&json, "event") {
        assert!(
            event["actors"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| has(&actors, &one["id"]))
        );
        assert!(
            event["places"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| has(&places, &one["id"]))
        );
        assert!(
            event["cites"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| has(&sources, &one["source"]))
        );
    }
    let date = &of_type(&json, "event").nth(1).unwrap()["date"];
    assert_eq!(date["written"], "[2023-12-01..2023-12-10]");
    assert_eq!(date["shown"], "1 ‥ 10 Dec 2023");
    assert_eq!(date["earliest"], "2023-12-01");
    assert_eq!(date["latest"], "2023-12-10");
    assert_eq!(date["precision"], "set");
}

/// The rows of a table by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn tables_have_a_row_an_event() {
    let loaded = both();
    let rows = rows(&export(&loaded, "", "csv").text);
    assert_eq!(rows.len(), loaded.chronology.events().len());
    for row in &rows {
        let event = loaded
            .chronology
            .events()
            .iter()
            .find(|event| *event.id == *row["id"])
            .unwrap();
        assert_eq!(row["date"], event.date.written());
        assert_eq!(row["shown"], event.date_shown());
        assert_eq!(row["title"], *event.title);
        assert_eq!(row["status"], event.status.word());
        assert_eq!(row["disputed"], event.disputed.to_string());
        assert_eq!(row["cites"].matches(" [").count(), event.cites.len());
    }
}

#[test]
fn tables_hold_no_formula() {
    let loaded = hostile();
    let rows = rows(&export(&loaded, "", "csv").text);
    assert_eq!(rows.len(), loaded.chronology.events().len());
    let cells: Vec<&String> = rows.iter().flat_map(BTreeMap::values).collect();
    for cell in &cells {
        assert!(!cell.starts_with(['\t', '\r', '\n']), "{cell:?}");
        let begins = cell.trim_start();
        assert!(
            !begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
            "{cell:?}"
        );
    }
    assert!(cells.iter().any(|cell| *cell == "'=cmd|' /C calc'!A0"));
}

#[test]
fn graphs_diagrams_and_slides_have_every_event_or_relation() {
    let loaded = both();
    let all = &loaded.chronology;
    let graph = export(&loaded, "", "dot").text;
    assert_eq!(graph.matches(" -> ").count(), all.relations().len());
    let diagram = export(&loaded, "", "mermaid").text;
    assert_eq!(diagram.matches(" : ").count(), all.events().len());
    let Exported { text, remarks } = export(&loaded, "", "timelinejs");
    let slides: serde_json::Value = serde_json::from_str(&text).unwrap();
    let slides = slides["events"].as_array().unwrap();
    let left_out: usize = remarks[0].split(' ').next().unwrap().parse().unwrap();
    assert_eq!(slides.len() + left_out, all.events().len());
    for slide in slides {
        assert!(slide["start_date"]["year"].is_i64() && slide["display_date"].is_string());
    }
}

#[test]
fn pages_and_drawings_are_well_formed_and_fetch_nothing() {
    for loaded in [both(), hostile(), odd_dates()] {
        for to in ["html", "svg"] {
            let text = export(&loaded, "", to).text;
            let elements = well_formed(&text);
            for (name, attributes) in &elements {
                assert!(
                    ![
                        "img",
                        "image",
                        "link",
                        "iframe",
                        "object",
                        "embed",
                        "base",
                        "use",
                        "foreignObject"
                    ]
                    .contains(&name.as_str()),
                    "{name}"
                );
                for (attribute, value) in attributes {
                    assert!(!attribute.starts_with("on"), "{attribute}");
                    assert!(!["src", "srcset", "style", "action"].contains(&attribute.as_str()));
                    let is_link = name == "a" && attribute == "href";
                    let is_web = value.starts_with("https://") || value.starts_with("http://");
                    assert!(!is_link || value.starts_with('#') || is_web, "{value}");
                }
            }
            let scripts = elements.iter().filter(|(name, _)| name == "script").count();
            assert_eq!(scripts, usize::from(to == "html"));
            for word in [
                "<script src",
                "@import",
                "url(http",
                "url(//",
                "javascript:void",
            ] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}

/// Every element of a document, and its attributes; panics where a tag is not closed.
fn well_formed(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    let mut depth = 0_i32;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Xml::Start(element) | Xml::Empty(element) => {
                depth += i32::from(matches!(event, Xml::Start(_)));
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    (name, value.unwrap().into_owned())
                });
                let name = element.name().as_ref().to_owned();
                elements.push((name, attributes.collect()));
            }
            Xml::End(_) => depth -= 1,
            Xml::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    elements
}

#[test]
fn the_page_has_what_a_reader_needs() {
    let text = export(&both(), "", "html").text;
    let elements = well_formed(&text);
    let count = |name: &str| elements.iter().filter(|(other, _)| other == name).count();
    for (name, least) in [
        ("main", 1),
        ("nav", 1),
        ("h1", 1),
        ("article", 20),
        ("time", 10),
    ] {
        assert!(count(name) >= least, "{name}");
    }
}

/// What HTML allows in these elements: the standard's content model, as far as our pages have need of it.
const CHILDREN: [(&str, &[&str]); 8] = [
    ("html", &["head", "body"]),
    ("head", &["meta", "title", "style"]),
    ("ul", &["li"]),
    ("ol", &["li"]),
    ("dl", &["dt", "dd"]),
    ("select", &["option"]),
    ("figure", &["figcaption", "section"]),
    ("table", &["thead", "tbody", "tr", "caption"]),
];

/// What stands in paragraphs, headings and the like; anything else would end them.
const PHRASING: [&str; 21] = [
    "a", "abbr", "br", "button", "cite", "code", "em", "input", "label", "option", "output", "q",
    "script", "select", "small", "span", "strong", "svg", "time", "b", "i",
];

/// Elements that hold phrasing only.
const PHRASES: [&str; 13] = [
    "p", "h1", "h2", "h3", "h4", "a", "span", "strong", "em", "abbr", "cite", "label", "time",
];

/// Pages are valid by their structure: elements stand where HTML has them, ids are unique, and what names an id finds one.
#[test]
fn pages_are_valid_html() {
    let mut pages: Vec<String> = [both(), hostile(), odd_dates()]
        .iter()
        .map(|loaded| export(loaded, "", "html").text)
        .collect();
    let handout = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args([
            "brief",
            "overview",
            "--print",
            "--notes",
            "--format",
            "html",
            "-f",
            "events.ron",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    pages.push(String::from_utf8(handout.stdout).unwrap());
    for page in pages {
        assert!(page.starts_with("<!DOCTYPE html>"));
        let elements = well_formed(&page);
        let mut reader = quick_xml::Reader::from_str(&page);
        let mut open: Vec<String> = Vec::new();
        loop {
            let event = reader.read_event().unwrap();
            match &event {
                Xml::Start(element) | Xml::Empty(element) => {
                    let name = element.name().as_ref().to_owned();
                    let is_drawn = open.iter().any(|outer| outer == "svg");
                    if let Some(outer) = open.last().filter(|_| !is_drawn) {
                        let children = CHILDREN.iter().find(|(of, _)| of == outer);
                        assert!(
                            children.is_none_or(|(_, allowed)| allowed.contains(&name.as_str())),
                            "{name} in {outer}"
                        );
                        let is_phrase = PHRASES.contains(&outer.as_str());
                        assert!(
                            !is_phrase || PHRASING.contains(&name.as_str()),
                            "{name} in {outer}"
                        );
                        assert!(
                            name != "a" || !open.iter().any(|outer| outer == "a"),
                            "a link in a link"
                        );
                    }
                    if matches!(event, Xml::Start(_)) {
                        open.push(name);
                    }
                }
                Xml::End(_) => {
                    open.pop();
                }
                Xml::Eof => break,
                _ => {}
            }
        }
        let all = |wanted: &str| -> Vec<&str> {
            let attributes = elements.iter().flat_map(|(_, attributes)| attributes);
            attributes
                .filter(|(name, _)| name == wanted)
                .map(|(_, value)| value.as_str())
                .collect()
        };
        let ids = all("id");
        let once: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "an id stands twice");
        for id in &ids {
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{id:?}"
            );
        }
        for link in all("href").iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(ids.contains(&link), "{link}");
        }
        for name in ["for", "aria-labelledby", "aria-describedby"] {
            for named in all(name).iter().flat_map(|named| named.split(' ')) {
                assert!(ids.contains(&named), "{name}: {named}");
            }
        }
    }
}

#[test]
fn what_an_export_is_told_is_done() {
    let loaded = both();
    let with = |to: &str, options| export_with(&loaded, "", to, options).text;
    let options = ExportOptions {
        title: Some("My own <title>"),
        width: Some(700),
        lanes: Some(2),
        style: dateline::format::cite::style("chicago"),
        bom: true,
    };
    let drawing = with("svg", options);
    assert!(drawing.contains(">My own &lt;title&gt;</text>"));
    assert!(drawing.contains("width=\"700\"") && drawing.contains(" other actors</text>"));
    assert!(with("csv", options).starts_with("\u{FEFF}type,"));
    assert!(with("html", options).contains("<h1 dir=\"auto\">My own &#60;title&#62;</h1>"));
    let note = with("md", options);
    assert!(note.contains("# My own \\<title\\>"), "{note}");
    let (_, sources) = note.split_once("## Sources").unwrap();
    assert_eq!(
        sources.matches("\n- ").count(),
        loaded.chronology.sources().len()
    );
    insta::assert_snapshot!("md-chicago", sources);
    let used = ["--width", "--lanes", "--style", "--bom"];
    for (option, value) in used.iter().zip([Some("600"), Some("3"), Some("apa"), None]) {
        let refused = dateline(&["", "--to", "json", option])
            .args(value)
            .output()
            .unwrap();
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(option), "{}", said(&refused));
    }
}

#[test]
fn anchors_and_calendar_ids_stay_when_others_are_added() {
    let (one, two) = (load(&[root().join("events.ron")]), both());
    let anchors = |loaded: &Loaded| -> BTreeSet<String> {
        let page = export(loaded, "", "html").text;
        let articles = page.split("<article id=\"").skip(1);
        articles
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    assert!(anchors(&one).is_subset(&anchors(&two)));
    let uids = |asked: &str| -> BTreeSet<String> {
        let text = export(&one, asked, "ics").text.replace("\r\n ", "");
        let lines = text.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    assert!(uids("actor:china").is_subset(&uids("")) && !uids("actor:china").is_empty());
}

// ------------------------------------------------------------------ hostile text

/// A chronology in which every text is hostile: the corpus, and markup of each format.
fn hostile() -> Loaded {
    load_text("hostile.ron", &hostile_ron())
}

/// The same, as it is written.
fn hostile_ron() -> String {
    let mut titles: Vec<String> = include_str!("../data/hostile-text.jsonl")
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["title"].as_str().unwrap().to_owned()
        })
        .collect();
    titles.extend(
        [
            "</script><script>alert(1)</script>",
            "</title></style><img src=x onerror=alert(1)>",
            "\" onload=\"alert(1)",
            "]]><svg onload=alert(1)>",
            "[click](javascript:alert(1)) ![](http://x) <b>*bold*</b>",
            "# heading\n- item\n1. one\n```\n[^1]: foot",
            "a: b; c # d %% e\nsection f : g",
            "\"]; evil [label=\"\\",
            "x\nEND:VEVENT\nBEGIN:VALARM",
            "\u{FFFE}\u{FFFF}",
            "    four blanks",
            "\tTAB\n\n\tand again\n---",
            "\n=1+1",
            "＝1+1",
            "    @SUM(1)",
            "(1) one\n\niv. four\n\n10) ten",
        ]
        .map(str::to_owned),
    );
    let mut events = String::new();
    let mut actors = String::new();
    let mut relations = String::new();
    let mut steps = String::new();
    for (nth, title) in titles.iter().enumerate() {
        let text = serde_json::to_string(title).unwrap();
        let text = ron_text(&text);
        write!(
            events,
            "(id: \"e{nth}\", date: \"2024-01\", title: {text}, summary: {text}, kind: {text}, status: Alleged, \
             date_note: {text}, note: {text}, tags: [{text}], places: [\"p{nth}\"], \
             actors: [(id: \"a{nth}\", role: {text}, note: {text})], \
             cites: [(source: \"s\", at: {text}, quote: {text}, figure: {text}), (source: \"s\", figure: \"2\")]),"
        )
        .unwrap();
        write!(
            actors,
            "(id: \"a{nth}\", name: {text}, kind: Group, about: {text}, aliases: [{text}]),"
        )
        .unwrap();
        write!(
            relations,
            "(from: \"a{nth}\", is: {text}, to: \"a0\", note: {text}, cites: [(source: \"s\", at: {text})]),"
        )
        .unwrap();
    }
    for (nth, title) in titles.iter().enumerate() {
        let text = ron_text(&serde_json::to_string(title).unwrap());
        write!(steps, "(event: \"e{nth}\", note: {text}),").unwrap();
    }
    let places = actors
        .replace("(id: \"a", "(id: \"p")
        .replace(", kind: Group", "");
    let first = ron_text(&serde_json::to_string(&titles[0]).unwrap());
    format!(
        "Chronology(title: {first}, about: {first}, \
         sources: [(id: \"s\", title: {first}, publisher: {first}, origin: \"javascript:alert(1)\")], \
         places: [{places}], actors: [{actors}], relations: [{relations}], events: [{events}], \
         briefings: [(id: \"b\", title: {first}, steps: [{steps}])])"
    )
}

/// A JSON string as RON writes it: escapes of four digits get braces.
fn ron_text(json: &str) -> String {
    let text: String = serde_json::from_str(json).unwrap();
    let mut written = String::from("\"");
    for character in text.chars() {
        if matches!(character, '"' | '\\') || character.is_control() {
            write!(written, "\\u{{{:x}}}", u32::from(character)).unwrap();
        } else {
            written.push(character);
        }
    }
    written.push('"');
    written
}

#[test]
fn hostile_text_stays_text() {
    let loaded = hostile();
    assert!(
        loaded.chronology.events().len() > 40,
        "{:?}",
        loaded.diagnostics()
    );
    for exporter in EXPORTERS {
        let text = export(&loaded, "", exporter.name)
            .text
            .replace("\r\n", "\n");
        let control = text.lines().find(|line| !is_safe(line));
        assert_eq!(control, None, "{}", exporter.name);
    }
    let page = export(&loaded, "", "html").text;
    assert!(!page.contains("<script>alert") && !page.contains("<img"));
    let calendar = export(&loaded, "", "ics").text;
    assert!(!calendar.contains("\r\nBEGIN:VALARM"));
    let slides: serde_json::Value =
        serde_json::from_str(&export(&loaded, "", "timelinejs").text).unwrap();
    for slide in slides["events"].as_array().unwrap() {
        assert!(
            !slide["text"]["headline"]
                .as_str()
                .unwrap()
                .contains("<script")
        );
    }
    let graph = export(&loaded, "", "dot").text;
    assert!(
        !graph
            .lines()
            .any(|line| line.trim_start().starts_with("evil"))
    );
    let diagram = export(&loaded, "", "mermaid").text;
    for line in diagram.lines().skip(2) {
        let is_section = line.starts_with("    section ");
        assert!(is_section || line.matches(" : ").count() == 1, "{line}");
    }
}

#[test]
fn notes_hold_no_markup_but_ours() {
    use pulldown_cmark::{Event as Md, HeadingLevel, LinkType, Options, Parser, Tag};
    for loaded in [both(), hostile()] {
        let note = export(&loaded, "", "md").text;
        let options =
            Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        let (mut titles, mut feet) = (0, 0);
        for event in Parser::new_ext(&note, options) {
            match event {
                Md::Start(Tag::Heading { level, .. }) => {
                    titles += usize::from(level == HeadingLevel::H3);
                }
                Md::Start(Tag::FootnoteDefinition(_)) => feet += 1,
                Md::Start(Tag::Link { link_type, .. }) => assert_eq!(link_type, LinkType::Autolink),
                Md::Start(
                    Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Strikethrough,
                )
                | Md::Html(_)
                | Md::InlineHtml(_)
                | Md::Code(_)
                | Md::InlineMath(_)
                | Md::DisplayMath(_)
                | Md::Rule => panic!("{event:?}"),
                _ => {}
            }
        }
        let events = loaded.chronology.events();
        assert_eq!(titles, events.len());
        let of_relations = loaded.chronology.relations().iter();
        let of_relations = of_relations.flat_map(|one| one.cites.iter());
        let cites = events.iter().flat_map(|one| one.cites.iter());
        // One a place in a source.
        let places: BTreeSet<_> = cites
            .chain(of_relations)
            .map(|cite| (cite.source, cite.bearing.word(), &*cite.at))
            .collect();
        assert_eq!(feet, places.len());
        assert!(
            !note
                .lines()
                .any(|line| line.starts_with("# heading") || line.starts_with("```"))
        );
    }
}

#[test]
fn no_markdown_that_commands_print_has_markup_of_the_data() {
    use pulldown_cmark::{Event as Md, LinkType, Options, Parser, Tag};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hostile.ron");
    fs::write(&file, hostile_ron()).unwrap();
    let loaded = hostile();
    let ids = |prefix: &str| -> Vec<String> {
        let all = 0..loaded.chronology.events().len();
        all.map(|nth| format!("{prefix}{nth}")).collect()
    };
    let shown: Vec<String> = [vec!["s".into(), "b".into()], ids("e"), ids("a"), ids("p")].concat();
    for (command, ids) in [
        (&["find", "", "--format", "md"][..], vec![]),
        (&["show", "--format", "md"], shown),
        (&["brief", "b", "--print", "--notes"], vec![]),
        (
            &["brief", "--print", "--query", "e | \"- # (1) [a](b)\""],
            vec![],
        ),
        (&["cite", "--style", "md-link"], ids("e")),
    ] {
        let output = Command::cargo_bin("dateline")
            .unwrap()
            .args(command)
            .args(ids)
            .arg("-f")
            .arg(&file)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.len() > 500, "{command:?}: {text}");
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Md::Start(Tag::Link { link_type, .. }) => assert_eq!(link_type, LinkType::Autolink),
                Md::Start(
                    Tag::Image { .. }
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::Strikethrough
                    | Tag::Table(_)
                    | Tag::FootnoteDefinition(_)
                    | Tag::DefinitionList
                    | Tag::MetadataBlock(_)
                    | Tag::List(Some(_)),
                )
                | Md::Html(_)
                | Md::InlineHtml(_)
                | Md::Code(_)
                | Md::InlineMath(_)
                | Md::DisplayMath(_)
                | Md::FootnoteReference(_)
                | Md::Rule => panic!("{command:?}: {event:?}"),
                _ => {}
            }
        }
    }
}

// ------------------------------------------------------------------ the command

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command
        .current_dir(root())
        .env("SOURCE_DATE_EPOCH", "1764151200")
        .arg("export")
        .args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    dateline(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn nothing_found_writes_nothing_and_exits_1() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.md");
    let output = run(&[
        "actor:china kind:rescue 'xyzzy",
        "-o",
        file.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(output.stdout.is_empty() && !file.exists());
}

#[test]
fn wrong_use_exits_2() {
    for arguments in [
        &["''", "--to", "pdf"][..],
        &["kind:"],
        &["during:nonsense", "--to", "md"],
        &["", "-o", "file.unknown"],
        &["", "--to", "md", "no-such-file.ron"],
    ] {
        let output = run(arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            said(&output)
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn an_unreadable_date_is_exported_only_by_force_and_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.ron");
    let text = r#"Chronology(title: "t", events: [(id: "a", date: "2020-02-30~", title: "A", status: Reported)])"#;
    fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    for exporter in EXPORTERS {
        let refused = run(&["", "--to", exporter.name, file]);
        assert_eq!(refused.status.code(), Some(2), "{}", exporter.name);
        assert!(refused.stdout.is_empty());
        assert!(
            said(&refused).contains("can't be read"),
            "{}",
            said(&refused)
        );
        let forced = run(&["", "--to", exporter.name, file, "--force"]);
        assert_eq!(forced.status.code(), Some(0), "{}", said(&forced));
    }
    for (name, told) in [
        ("md", "unreadable: 2020-02-30\\~"),
        ("html", "unreadable: 2020-02-30~"),
        ("csv", "unreadable: 2020-02-30~"),
        ("json", "February 2020 has 29 days"),
    ] {
        let forced = run(&["", "--to", name, file, "--force"]);
        let text = String::from_utf8(forced.stdout).unwrap();
        assert!(text.contains(told), "{name}: {text}");
    }
}

#[test]
fn files_are_written_whole_and_over_others_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("note.html");
    let path = file.to_str().unwrap();
    assert!(run(&["", "-o", path]).status.success());
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.starts_with("<!DOCTYPE html>") && first.ends_with("</html>"));

    let refused = run(&["actor:china", "-o", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--force"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(&file).unwrap(), first);

    assert!(
        run(&["actor:china", "-o", path, "--force"])
            .status
            .success()
    );
    assert_ne!(fs::read_to_string(&file).unwrap(), first);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "something is left over");
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let output = run(&["", "-o", "no-such-folder/note.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("no-such-folder"),
        "{}",
        said(&output)
    );
}

#[cfg(unix)]
#[test]
fn links_stay_and_rights_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("real.csv");
    let link = folder.path().join("link.csv");
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    assert!(
        run(&["", "-o", link.to_str().unwrap(), "--force"])
            .status
            .success()
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().starts_with("type,id,"));
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_reader_that_goes_is_none() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(root())
        .args(["export", "", "--to", "json"])
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
    assert!(
        !run(&["", "--to", "json", "-o", "/dev/full"])
            .status
            .success()
    );
    let script = format!(
        "{} export '' --to json | head -c 10; echo",
        env!("CARGO_BIN_EXE_dateline")
    );
    let output = std::process::Command::new("sh")
        .current_dir(root())
        .args(["-c", &script])
        .output()
        .unwrap();
    assert_eq!(said(&output), "");
}

#[test]
fn much_is_announced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.ron");
    let summary = "words ".repeat(2_000_000);
    let text = format!(
        "Chronology(title:\"t\",events:[(id:\"e\",date:\"\",title:\"x\",summary:\"{summary}\")])"
    );
    fs::write(&path, text).unwrap();
    let output = run(&["", "--format", "json", path.to_str().unwrap()]);
    assert!(output.status.success());
    assert!(output.stdout.len() > 12_000_000);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "dateline: 12 MB of json are written\n");
}
