//! Each style over each kind of source; and what other tools read out of the files that we write.

use super::*;
use crate::format;
use crate::model::Date;
use crate::model::build::build;

fn chronology() -> Chronology {
    let reading = format::read("tests.ron", include_bytes!("tests.ron"));
    assert_eq!(reading.diagnostics, []);
    build(reading.record.into_iter().collect()).chronology
}

fn style(name: &str) -> &'static Style {
    super::style(name).unwrap()
}

fn everything(style: &Style) -> String {
    let chronology = chronology();
    let subjects: Vec<Subject> = chronology.source_ids().map(Subject::Source).collect();
    cite_all(style, &chronology, &subjects, &Options::default())
}

fn event(style: &Style, id: &str, options: &Options) -> String {
    let chronology = chronology();
    let event = chronology
        .event_ids()
        .find(|event| &*chronology.event(*event).id == id)
        .unwrap();
    cite(style, &chronology, event, options)
}

#[test]
fn every_style_writes_every_kind() {
    for style in STYLES {
        let seen = Options {
            form: None,
            locator: Some("¶¶ 2–3".to_owned()),
            accessed: Some(Date::parse("2026-11-26").unwrap()),
        };
        let text = format!(
            "{}\n--- several\n{}\n--- several, ¶¶ 2–3, seen\n{}\n--- uncited\n{}\n",
            everything(style),
            event(style, "several", &Options::default()),
            event(style, "several", &seen),
            event(style, "uncited", &Options::default()),
        );
        insta::assert_snapshot!(style.name, text.replace('\r', "␍"));
    }
}

#[test]
fn no_style_name_stands_twice() {
    let mut names: Vec<&str> = STYLES.iter().map(|style| style.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), STYLES.len());
    assert!(STYLES.iter().all(|style| !style.help.is_empty()));
}

#[test]
fn a_bib_file_is_read_back() {
    use biblatex::{Bibliography, ChunksExt, PermissiveType};
    let text = everything(style("bibtex"));
    let read = Bibliography::parse(&text).unwrap();
    let chronology = chronology();
    assert_eq!(read.len(), chronology.sources().len());
    for (entry, source) in read.iter().zip(chronology.sources()) {
        let title = entry.title().unwrap().format_verbatim();
        assert_eq!(title, phrase::flat(&source.title), "{text}");
        let authors = entry.author().unwrap_or_default();
        assert_eq!(authors.len(), source.authors.len());
        if &*source.id == "article" {
            assert_eq!(authors[0].name, "Peck");
            assert_eq!(authors[0].given_name, "Grant");
            assert_eq!(authors[1].name, "Saw Chit Thu");
            assert_eq!(entry.url().unwrap(), &*source.origin);
            assert!(matches!(entry.date().unwrap(), PermissiveType::Typed(_)));
        }
    }
    let book = read.get("book").unwrap();
    let PermissiveType::Typed(date) = book.date().unwrap() else {
        panic!("the date of the book is not read");
    };
    assert!(date.approximate && !date.uncertain);
}

#[test]
fn csl_json_is_read_back() {
    let text = everything(style("csl-json"));
    let items: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let chronology = chronology();
    for (item, source) in items.iter().zip(chronology.sources()) {
        assert_eq!(item["id"], source.id.replace(' ', "-"));
        assert_eq!(item["title"], phrase::flat(&source.title));
    }
    for (nth, issued) in [
        (0, serde_json::json!({"date-parts": [[2023, 10, 17]]})),
        (1, serde_json::Value::Null),
        (2, serde_json::json!({"literal": "August 2023?"})),
        (
            3,
            serde_json::json!({"date-parts": [[2023, 1], [2025, 6, 30]]}),
        ),
        (
            4,
            serde_json::json!({"date-parts": [[1984]], "circa": true}),
        ),
        (6, serde_json::json!({"date-parts": [[2023]], "season": 2})),
    ] {
        assert_eq!(items[nth]["issued"], issued, "{nth}");
    }
    // The schema knows these properties and no others.
    let known = [
        "id",
        "type",
        "title",
        "genre",
        "author",
        "container-title",
        "publisher",
        "issued",
        "accessed",
        "URL",
        "source",
        "language",
        "note",
    ];
    for item in &items {
        for name in item.as_object().unwrap().keys() {
            assert!(known.contains(&name.as_str()), "{name}");
        }
    }
}

#[test]
fn ris_keeps_its_lines() {
    let text = everything(style("ris"));
    let mut open = false;
    let mut records = 0;
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        let bytes = line.as_bytes();
        assert!(bytes[0].is_ascii_uppercase());
        assert!(bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
        let (tag, value) = (line.get(..2).unwrap(), line.get(6..).unwrap());
        assert_eq!(line.get(2..6), Some("  - "));
        assert!(!value.contains(['\n', '\r']));
        match tag {
            "TY" => {
                assert!(!open);
                open = true;
            }
            "ER" => {
                assert!(open && value.is_empty());
                open = false;
                records += 1;
            }
            "PY" => assert!(value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit())),
            "DA" | "Y2" => {
                let parts: Vec<&str> = value.splitn(4, '/').collect();
                assert_eq!(parts.len(), 4, "{value}");
                assert_eq!(parts[0].len(), 4);
                assert!(parts[1].is_empty() || parts[1].len() == 2);
                assert!(parts[2].is_empty() || parts[2].len() == 2);
            }
            _ => assert!(open),
        }
    }
    assert!(!open);
    assert_eq!(records, chronology().sources().len());
}

#[test]
fn markdown_links_hold_no_markup_of_theirs() {
    let text = everything(style("md-link"));
    assert!(text.contains("[Police say \"it's over\" in the “new city”](https://news.example/a_b%28c%29?x=1&y=50%25#top)"));
    assert!(text.contains(r"Why 100% of \$5 \[bets\] \#fail\_ed \~ now?"));
}
