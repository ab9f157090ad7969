//! Files of other programs: what becomes of their dates, their columns and their faults; and that what we write reads back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use dateline::cli::loader::load_text;
use dateline::format::{FORMATS, ReadOptions, Reading, named, read, read_with, ron};
use dateline::model::Date;
use dateline::model::record::ChronologyRecord;

const FOLDER: &str = "tests/data/import";

fn file(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read(root.join(FOLDER).join(name)).unwrap()
}

fn text(name: &str, text: &str) -> Reading {
    read(name, text.as_bytes())
}

fn mapped(name: &str, bytes: &[u8], map: &[(&str, &str)]) -> Reading {
    let map = map
        .iter()
        .map(|(role, header)| ((*role).to_owned(), (*header).to_owned()));
    let options = ReadOptions {
        map: map.collect(),
        ..ReadOptions::default()
    };
    read_with(name, bytes, &options)
}

/// A line an event: id, date, title, and what else is there.
fn told(reading: &Reading) -> String {
    let mut told = String::new();
    for event in &reading.record.as_ref().unwrap().events {
        write!(told, "{} | {} | {}", event.id, event.date, event.title).unwrap();
        for (label, value) in [
            ("note", &*event.note),
            ("of the date", &event.date_note),
            ("kind", &event.kind),
        ] {
            if !value.is_empty() {
                write!(told, " | {label}: {}", value.replace('\n', " / ")).unwrap();
            }
        }
        let actors: Vec<String> = event
            .actors
            .iter()
            .map(|part| format!("{} ({})", part.id, part.role))
            .collect();
        if !actors.is_empty() {
            write!(told, " | {}", actors.join(", ")).unwrap();
        }
        told.push('\n');
    }
    for diagnostic in &reading.diagnostics {
        writeln!(told, "! {}", diagnostic.message).unwrap();
    }
    for remark in &reading.remarks {
        writeln!(told, "# {remark}").unwrap();
    }
    told
}

#[test]
fn every_odd_date_becomes_what_its_row_says() {
    let reading = mapped(
        "edge-dates.csv",
        &file("edge-dates.csv"),
        &[("date", "start"), ("skip", "edtf")],
    );
    let events = reading.record.unwrap().events;
    let told: Vec<usize> = reading
        .diagnostics
        .iter()
        .map(|one| {
            let at = one.span.as_ref().unwrap().range.start;
            reading.source.line_column(at).line
        })
        .collect();
    let rows = csv::Reader::from_reader(&*file("edge-dates.csv"))
        .into_records()
        .map(Result::unwrap)
        .collect::<Vec<_>>();
    assert_eq!(rows.len(), events.len());
    for (row, event) in rows.iter().zip(&events) {
        let (id, edtf, verdict) = (&row[0], &row[4], &row[5]);
        let line = rows.iter().position(|one| &one[0] == id).unwrap() + 2;
        match verdict {
            "ok" => assert_eq!((&*event.date, told.contains(&line)), (edtf, false), "{id}"),
            // Said once for the column, or at its row.
            "warn" => assert!(
                edtf.is_empty() == told.contains(&line)
                    && (edtf.is_empty() || &*event.date == edtf),
                "{id}"
            ),
            "undated" => assert_eq!(&*event.date, "", "{id}"),
            "error" => {
                assert!(told.contains(&line), "{id} is told");
                assert!(
                    Date::parse(&event.date).is_err() && *event.date == row[1],
                    "{id} is kept as it is written"
                );
            }
            _ => assert!(
                told.contains(&line) || Date::parse(&event.date).is_ok(),
                "{id}"
            ),
        }
    }
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.contains("day first, as `16/04/2020` in row 25")),
        "{:?}",
        reading.remarks
    );
}

#[test]
fn tables_of_other_programs_are_read() {
    for name in [
        "acled-columns-invented-rows.csv",
        "csv_timestamp_as_datetime.csv",
        "csv_timestamp_no_datetime.csv",
        "validate_time_precision_jsonl.jsonl",
        "vis-basic.json",
        "utf16le-bom.csv",
        "cp1252.csv",
        "cr-only.csv",
        "ragged.csv",
        "issue_1081_invalid_start_and_end.ics",
        "issue_218_bad_tzid.ics",
        "issue_237_fail_to_parse_timezone_with_non_ascii_tzid.ics",
        "multiple_timezones.ics",
        "rfc_7529.ics",
        "search-engines.mw",
        "stix-made.json",
        "misp-made.json",
        "ftm-entities.jsonl",
    ] {
        insta::assert_snapshot!(name, told(&read(name, file(name))));
    }
}

#[test]
fn shapes_of_text_are_told_apart() {
    for (name, body, titles) in [
        ("x.csv", "date,title\n2023,A\n\n2024,B", "A, B"),
        ("x.csv", "date;title\r\n2023;\"A, B\"\r\n", "A, B"),
        ("x.tsv", "date\ttitle\n2023\tA", "A"),
        (
            "x.json",
            r#"[{"date": "2023", "title": "A"}, {"title": "B"}]"#,
            "A, B",
        ),
        (
            "x.json",
            r#"{"title": "T", "rows": [{"title": "A"}], "other": []}"#,
            "A",
        ),
        (
            "x.jsonl",
            "{\"title\": \"A\"}\n{\"title\": \"B\"}\n",
            "A, B",
        ),
        // Without a name: standard input.
        ("<stdin>", r#"[{"title": "A"}]"#, "A"),
        (
            "<stdin>",
            "{\"title\": \"A\"}\n{\"title\": \"B\"}\n",
            "A, B",
        ),
        (
            "<stdin>",
            "Chronology(title: \"x\", events: [(id: \"a\", date: \"\", title: \"A\")])",
            "A",
        ),
        (
            "x.json",
            r#"{"events": [{"start_date": {"year": "-44", "month": "3"}, "text": {"headline": "<p>A</p>"}}]}"#,
            "A",
        ),
    ] {
        let reading = text(name, body);
        let events = reading.record.unwrap_or_default().events;
        let found: Vec<&str> = events.iter().map(|event| &*event.title).collect();
        assert_eq!(
            found.join(", "),
            titles,
            "{body}: {:?}",
            reading.diagnostics
        );
    }
    let caesar = text(
        "x.json",
        r#"{"events": [{"start_date": {"year": "-44", "month": "3", "day": "15"}, "text": {"headline": "A"}}]}"#,
    );
    assert_eq!(&*caesar.record.unwrap().events[0].date, "-0043-03-15");
}

#[test]
fn what_is_said_of_a_table_comes_first() {
    let table = b"when_it_was,what_it_was,secret\n03/04/2020,A,x\n1679614100,B,y\n";
    let reading = mapped(
        "x.csv",
        table,
        &[
            ("date", "when_it_was"),
            ("title", "What it was"),
            ("skip", "secret"),
        ],
    );
    assert_eq!(reading.record.as_ref().unwrap().events[0].note.len(), 0);
    assert_eq!(reading.diagnostics.len(), 2);
    let options = ReadOptions {
        number_order: Some(dateline::format::reading::NumberOrder::DayFirst),
        epoch: Some(dateline::format::reading::EpochUnit::Seconds),
        map: vec![
            ("date".into(), "when_it_was".into()),
            ("title".into(), "what_it_was".into()),
        ],
        ..ReadOptions::default()
    };
    let reading = read_with("x.csv", &table[..], &options);
    let dates: Vec<String> = reading
        .record
        .unwrap()
        .events
        .iter()
        .map(|event| event.date.to_string())
        .collect();
    assert_eq!(dates, ["2020-04-03", "2023-03-23T23:28:20Z"]);
    assert_eq!(reading.diagnostics, []);
    let wrong = mapped("x.csv", table, &[("title", "what_it_is")]);
    assert_eq!(
        wrong.diagnostics[0].help.as_deref(),
        Some("did you mean `what_it_was`?")
    );
}

#[test]
fn rows_that_are_no_objects_are_told_and_left_out() {
    let reading = text(
        "x.jsonl",
        "{\"title\": \"A\"}\nnot json\n{\"title\": \"B\"}\n",
    );
    assert_eq!(
        (
            reading.record.as_ref().unwrap().events.len(),
            reading.skipped
        ),
        (2, 1)
    );
    assert!(
        reading.diagnostics[0]
            .message
            .starts_with("line 2 is no JSON object")
    );
    let reading = text("x.json", "[{\"title\": \"A\"");
    assert!(
        reading.record.is_none()
            && reading.diagnostics[0]
                .message
                .starts_with("this is no JSON")
    );
}

/// The bundled files, as one.
fn bundled() -> ChronologyRecord {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = dateline(&["convert", "events.ron", "examples/handovers.ron"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success());
    read("x.ron", output.stdout).record.unwrap()
}

fn dateline(words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.args(words).env_remove("DATELINE_FILE");
    command
}

/// What a command says of a chronology on standard input.
fn said(words: &[&str], input: &str) -> String {
    let output = dateline(words).write_stdin(input).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn our_json_reads_back_as_it_was() {
    let ron = ron::write::write(&bundled());
    let json = said(&["export", "", "-", "--to", "json"], &ron);
    let again = said(&["convert", "-"], &json);
    for words in [
        &["find", "", "-", "--format", "json"][..],
        &["actor", "saw-chit-thu", "-f", "-", "--format", "json"],
        &["show", "laukkai", "-f", "-", "--format", "json"],
        &["export", "", "-", "--to", "csv"],
    ] {
        assert!(said(words, &again) == said(words, &ron), "{words:?}");
    }
    // Things stand in the order in which events name them.
    let sorted = |text: &str| {
        let whole: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut items = whole["items"].as_array().unwrap().clone();
        items.sort_by_key(ToString::to_string);
        items
    };
    let words = ["export", "", "-", "--to", "json"];
    assert_eq!(sorted(&json), sorted(&said(&words, &again)));
    let lines = said(&["find", "", "-", "--format", "jsonl"], &ron);
    let words = ["find", "", "-", "--format", "jsonl"];
    assert_eq!(said(&words, &lines), lines);
}

#[test]
fn our_csv_reads_back_but_for_what_a_table_has_no_cells_for() {
    let ron = ron::write::write(&bundled());
    let words = ["find", "", "-", "--format", "csv"];
    let table = said(&words, &ron);
    let again = said(&words, &table);
    let rows = |text: &str| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        (headers, rows)
    };
    let (headers, one) = rows(&table);
    let (_, two) = rows(&again);
    assert_eq!(one.len(), two.len());
    for (column, header) in headers.iter().enumerate() {
        // Grades need credibilities, and disputes the claims of each source: CSV has neither.
        if ["grade", "cites", "disputed", "certain"].contains(&header) {
            continue;
        }
        let cells = |rows: &[csv::StringRecord]| {
            rows.iter()
                .map(|row| row[column].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(&one), cells(&two), "{header}");
    }
}

#[test]
fn our_calendar_reads_back_but_for_what_a_calendar_has_no_lines_for() {
    let ron = ron::write::write(&bundled());
    let calendar = said(&["export", "", "-", "--to", "ics"], &ron);
    let record = read("x.ics", calendar.as_bytes()).record.unwrap();
    let mut read_back = 0;
    for event in &bundled().events {
        let Some(again) = record.events.iter().find(|again| again.id == event.id) else {
            continue;
        };
        read_back += 1;
        assert_eq!(
            (&again.date, &again.title, &again.summary, again.inferred),
            (&event.date, &event.title, &event.summary, event.inferred),
        );
        assert_eq!(
            (&again.date_note, &again.kind, again.status, &again.tags),
            (&event.date_note, &event.kind, event.status, &event.tags),
        );
    }
    assert!(read_back > 10, "{read_back}");
}

/// Reads hostile texts as `name`, and each of `sound` cut off at many places.
fn survives(name: &str, sound: &str, bodies: &[&str]) {
    let cuts = (0..sound.len())
        .step_by(sound.len() / 60 + 1)
        .filter(|at| sound.is_char_boundary(*at));
    let cuts = cuts.filter_map(|at| sound.get(..at));
    for body in bodies.iter().copied().chain(cuts) {
        let loaded = load_text(name, body);
        let most = body.len() / 8 + 2;
        assert!(
            loaded.chronology.events().len() <= most && loaded.diagnostics().len() <= most,
            "{name}: {body}"
        );
    }
}

#[test]
fn hostile_calendars_do_no_harm() {
    let sound = String::from_utf8(file("multiple_timezones.ics")).unwrap();
    survives(
        "x.ics",
        &sound,
        &[
            "",
            " ",
            "\r\n folded",
            ":",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "BEGIN:VEVENT\nBEGIN:VEVENT\nBEGIN:VALARM\nEND:VEVENT",
            "BEGIN:VEVENT\nDTSTART:99999999T999999Z\nDTEND:\nDURATION:P99999999999999999W\nGEO:1e999;NaN\nEND:VEVENT",
            "BEGIN:VEVENT\nDTSTART:20240101\nDURATION:P9223372036854775807D\nEND:VEVENT",
            "BEGIN:VEVENT\nSUMMARY:\\\nDTSTART;TZID=\":\u{202E}\nDTSTART;=;=:2024é\nEND:VEVENT",
            "BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:x\u{1b}[2J\rEND:VEVENT\r",
        ],
    );
}

#[test]
fn hostile_markwhen_does_no_harm() {
    let sound = String::from_utf8(file("search-engines.mw")).unwrap();
    survives(
        "x.mw",
        &sound,
        &[
            "",
            ":",
            "endGroup\nendGroup\n###### x\n2020:",
            "2020:::::::::: [x](y [a](location) [",
            "99999999999999999999999-now: x",
            "5/31/2020-\u{202E}: x\n31/31/2020: x",
            "- - - -: x\n2020-: x\n/: x\né: x",
            "title: \u{1b}[2J\n#: x\n2020: #\n_-_-_break_-_-_\n_-_-_break_-_-_",
        ],
    );
}

/// Actors, places and relations, a line each.
fn linked(reading: &Reading) -> String {
    let record = reading.record.as_ref().unwrap();
    let mut told = String::new();
    for actor in &record.actors {
        let about = actor.about.replace('\n', " / ");
        let word = actor.kind.word();
        let aliases: Vec<&str> = actor.aliases.iter().map(|alias| &**alias).collect();
        let aliases = aliases.join(", ");
        writeln!(told, "{} | {word} | {aliases} | {about}", actor.name).unwrap();
    }
    for place in &record.places {
        writeln!(told, "{} at {:?}", place.name, place.at).unwrap();
    }
    for relation in &record.relations {
        let (from, is, to) = (&relation.from, &relation.is, &relation.to);
        let (date, note) = (&relation.date, &relation.note);
        writeln!(told, "{from} {is} {to} | {date} | {note}").unwrap();
    }
    for source in &record.sources {
        writeln!(told, "{} | {}", source.description, source.origin).unwrap();
    }
    told
}

#[test]
fn linked_objects_become_actors_relations_and_places() {
    for name in ["stix-made.json", "misp-made.json", "ftm-entities.jsonl"] {
        let reading = read(name, file(name));
        insta::assert_snapshot!(format!("links-{name}"), linked(&reading));
        // What is not linked well is told, not an error of the whole.
        let text = String::from_utf8(file(name)).unwrap();
        let loaded = load_text(name, &text);
        let codes: Vec<&str> = loaded.diagnostics().iter().map(|one| one.code).collect();
        assert!(codes.iter().all(|code| *code == "bad-date"), "{codes:?}");
    }
}

#[test]
fn hostile_objects_do_no_harm() {
    for (name, format, bodies) in [
        (
            "stix-made.json",
            "stix",
            &[
                r#"{"id": "bundle--x", "objects": [1, null, "x", {}, {"type": "report"}]}"#,
                r#"{"id": "bundle--x", "objects": {"type": "location", "id": "a", "latitude": 1e300, "longitude": 0}}"#,
                r#"{"id": "bundle--x", "objects": [{"type": "report", "id": "a", "object_refs": ["a", "identity--a"], "name": "\u001b[2J"}]}"#,
                r#"{"id": "bundle--x", "objects": [{"type": "relationship", "source_ref": "a", "target_ref": "a"}, {"type": "campaign", "id": "a"}, {"type": "campaign", "id": "a"}]}"#,
            ][..],
        ),
        (
            "misp-made.json",
            "misp",
            &[
                r#"{"response": 1, "info": "\"Attribute\""}"#,
                r#"{"Event": [], "info": 7, "Attribute": [[]]}"#,
                r#"[{"Event": {"info": "", "Attribute": [{"first_seen": "x"}], "Tag": [{"name": "misp-galaxy:threat-actor=\""}]}}]"#,
            ][..],
        ),
        (
            "ftm-entities.jsonl",
            "ftm",
            &[
                r#"{"id": "a", "schema": "Event", "properties": {"involved": ["a", 3], "date": [[]]}}"#,
                r#"{"id": "a", "schema": "Ownership", "properties": {"owner": ["a", "b"], "asset": ["a"]}}"#,
                "{}\n[]\n{\"id\": 1, \"schema\": \"Event\", \"properties\": {}}",
            ][..],
        ),
    ] {
        let sound = String::from_utf8(file(name)).unwrap();
        survives(name, &sound, bodies);
        let found = FORMATS.iter().find(|one| (one.is_it)(&sound));
        assert_eq!(found.map(|one| one.name), Some(format));
    }
}

#[test]
fn lists_of_references_become_sources() {
    for (name, format) in [
        ("references.bib", "bibtex"),
        ("references.ris", "ris"),
        ("references-csl.json", "csl"),
    ] {
        let sound = String::from_utf8(file(name)).unwrap();
        let found = FORMATS.iter().find(|one| (one.is_it)(&sound));
        assert_eq!(found.map(|one| one.name), Some(format));
        let reading = read(name, sound.as_bytes());
        let mut told = String::new();
        for source in &reading.record.as_ref().unwrap().sources {
            let authors: Vec<&str> = source.authors.iter().map(|name| &**name).collect();
            let about = source.about.replace('\n', " / ");
            let (id, title, by) = (&source.id, &source.title, &source.publisher);
            let authors = authors.join("; ");
            let (when, seen, origin) = (&source.published, &source.accessed, &source.origin);
            writeln!(
                told,
                "{id} | {title} | {authors} | {by} | {when} | {seen} | {origin} | {about}"
            )
            .unwrap();
        }
        for diagnostic in &reading.diagnostics {
            writeln!(told, "! {}", diagnostic.message).unwrap();
        }
        insta::assert_snapshot!(name, told);
        survives(
            name,
            &sound,
            &[
                "@",
                "@a{",
                "@{}",
                "@a{=}",
                "@a{b, c = # # }",
                "TY  -",
                "ER  - \né  -",
                "[]",
                "[1]",
            ],
        );
        dateline(&["convert", "-", "--from", format])
            .write_stdin(sound)
            .assert()
            .code(0);
    }
}

#[test]
fn a_formula_s_guard_is_undone() {
    let ron =
        r#"Chronology(title: "x", events: [(id: "a", date: "", title: "=1+1", summary: "'tis")])"#;
    let table = said(&["find", "", "-", "--format", "csv"], ron);
    assert!(table.contains("'=1+1"));
    let record = text("x.csv", &table).record.unwrap();
    assert_eq!(
        (&*record.events[0].title, &*record.events[0].summary),
        ("=1+1", "'tis")
    );
}

#[test]
fn convert_says_how_it_went() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let sound = path("sound.csv", "date,title\n2023,A\n");
    let torn = path("torn.jsonl", "{\"title\": \"A\"}\n{\n{\"title\": \"B\"}\n");
    let empty = path("empty.csv", "date,title\n");
    let out = folder.path().join("out.ron").to_string_lossy().into_owned();
    dateline(&["convert", &sound, "-o", &out]).assert().code(0);
    dateline(&["check", &out]).assert().code(0);
    dateline(&["convert", &sound, "-o", &out]).assert().code(2);
    dateline(&["convert", &torn]).assert().code(3);
    dateline(&["convert", &torn, "--strict"])
        .assert()
        .code(2)
        .stdout("");
    dateline(&["convert", &empty]).assert().code(1);
    dateline(&["convert", "no-such-file.csv"]).assert().code(2);
    dateline(&["convert"]).assert().code(2);
    dateline(&["convert", &sound, "--map", "titel=title"])
        .assert()
        .code(2);
    // A folder opens what can be read in it; what was converted has the id that it has in the table.
    let found = dateline(&[
        "find",
        "",
        &folder.path().to_string_lossy(),
        "--format",
        "ids",
    ])
    .output()
    .unwrap();
    assert_eq!(String::from_utf8(found.stdout).unwrap().lines().count(), 3);
}

#[test]
fn faults_of_the_model_stand_at_their_rows() {
    let loaded = load_text("x.csv", "id,date,title\na,2023,A\nb,2023,\u{7}\n");
    let spans = loaded
        .diagnostics()
        .iter()
        .filter_map(|one| one.span.as_ref());
    for span in spans {
        assert_eq!(
            loaded
                .files
                .get(0)
                .unwrap()
                .line_column(span.range.start)
                .line,
            3
        );
    }
    assert!(named("csv").is_some() && named("xls").is_none());
}

#[test]
fn hostile_tables_do_no_harm() {
    let long = "a".repeat(100_000);
    for body in [
        "",
        "\n",
        ",",
        "\"",
        "\"a",
        "a,b\n\"",
        "date\n\u{0}\n",
        "date,title\n2023-02-30/..,\u{202E}x\n",
        "{",
        "[[[[",
        "[1, 2]",
        "{}",
        "{\"a\": [{}]}",
        "[{\"date\": {\"date\": {\"date\": []}}}]",
        &long,
        "lat,lon,place\n1e999,NaN,x\n",
        "year\n99999999999999999999\n",
    ] {
        for name in ["x.csv", "x.json", "x.jsonl"] {
            let loaded = load_text(name, body);
            assert!(loaded.chronology.events().len() <= 2, "{name}: {body}");
        }
    }
}
