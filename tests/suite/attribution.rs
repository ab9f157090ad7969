//! Every output says what the sources say, no more: one event a case, through every screen, format, style and export.
//!
//! A case is a chronology of one event. What must and must not stand in an output is said once, for all of them; an
//! output that says a thing in its own way is named with the reason.

#![allow(clippy::unwrap_used, reason = "tests: a panic is the failure")]

use std::collections::BTreeMap;

use assert_cmd::Command;
use dateline::format::export::EXPORTERS;

use super::support::Screen;

/// The sources of every case: C and supporting in most, B and later, A and numbered by us.
const SOURCES: &str = r#"
        (id: "report", title: "A report", publisher: "Agency", published: "2023-12-12", reliability: C),
        (id: "list", title: "A list", publisher: "Office", published: "2025-05-05", reliability: B),
        (id: "book", description: "a book that we numbered", published: "2024", reliability: A, numbered: ours),"#;

const SUPPORT: &str = r#"(source: "report", at: "¶3", credibility: 2)"#;

/// A chronology with one event of these fields and citations, an actor in it, a relation, and a briefing that shows it.
fn chronology(fields: &str, cites: &str) -> String {
    format!(
        r#"Chronology(title: "One", sources: [{SOURCES}],
    actors: [(id: "doe", name: "Jane Doe", kind: Person), (id: "force", name: "The Force", kind: Organisation)],
    relations: [(from: "force", is: "shields", to: "doe", date: "", status: Alleged, note: "Said once.",
                 cites: [(source: "report", at: "¶5", credibility: 2)])],
    events: [(id: "one", {fields}, title: "The event", actors: [(id: "doe", role: "speaks")], cites: [{cites}])],
    briefings: [(id: "all", title: "All", steps: [(event: "one")])])"#
    )
}

fn dateline() -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command
        .env_remove("DATELINE_FILE")
        .env_remove("COLUMNS")
        .env("SOURCE_DATE_EPOCH", "1764151200");
    command
}

/// What every output says of the only event, by the output's name.
fn outputs(ron: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut say = |name: String, words: &[&str]| {
        let output = dateline().args(words).write_stdin(ron).output().unwrap();
        all.insert(name, String::from_utf8(output.stdout).unwrap());
    };
    for format in ["table", "plain", "md", "json", "jsonl", "csv"] {
        say(
            format!("find {format}"),
            &["find", "", "-", "--format", format],
        );
        say(
            format!("show {format}"),
            &["show", "one", "-f", "-", "--format", format],
        );
    }
    say("actor".into(), &["actor", "doe", "-f", "-"]);
    say("source".into(), &["source", "report", "-f", "-"]);
    say("path".into(), &["path", "doe", "one", "-f", "-"]);
    for style in dateline::format::cite::STYLES {
        say(
            format!("cite {}", style.name),
            &["cite", "one", "-f", "-", "-s", style.name],
        );
    }
    for format in ["md", "html", "plain"] {
        say(
            format!("handout {format}"),
            &["brief", "all", "--print", "-f", "-", "--format", format],
        );
    }
    for exporter in EXPORTERS {
        say(
            format!("export {}", exporter.name),
            &["export", "", "-", "--force", "--to", exporter.name],
        );
    }
    for (name, keys, width, height) in [
        ("screen", "", 80, 40),
        ("wide screen", "", 140, 45),
        ("dossier", "a <Enter>", 140, 45),
        ("slide", "b <Enter>", 80, 24),
    ] {
        let mut screen = Screen::text(ron, width, height);
        all.insert(name.into(), screen.press(keys).letters());
    }
    all
}

/// Outputs that name no citation, or no date, or no status; each for a reason of its format.
mod silent {
    /// A bibliography names works, not what happened; a graph has relations alone.
    pub fn of_events(name: &str) -> bool {
        let is_bibliography = ["export bibtex", "export csl-json", "export ris"].contains(&name);
        let is_citation = name.starts_with("cite ") && name != "cite plain";
        name == "export dot" || is_bibliography || is_citation
    }

    /// Nor do these list what an event rests on.
    pub fn of_citations(name: &str) -> bool {
        ["find table", "find plain", "find md"].contains(&name)
            || ["actor", "source", "path", "dossier"].contains(&name)
            || ["export mermaid", "export dot", "export svg"].contains(&name)
    }
}

/// Fails, with the whole output, unless `holds`.
fn expect(outputs: &BTreeMap<String, String>, what: &str, holds: impl Fn(&str, &str) -> bool) {
    let failing: Vec<String> = outputs
        .iter()
        .filter(|(name, text)| !holds(name, text))
        .map(|(name, text)| format!("── {name}\n{text}"))
        .collect();
    assert!(failing.is_empty(), "{what}:\n{}", failing.join("\n"));
}

/// Whether a line of a drawing or page speaks of no event: how far the axis goes, the legend of the marks, a filter.
fn is_about_none(line: &str) -> bool {
    line.starts_with("<desc")
        || line.starts_with("<svg")
        || line.contains(r#"class="q""#)
        || line.contains("<select")
}

/// Without the escapes of Markdown, HTML, JSON and calendars, and unwrapped, so that words are found wherever they stand.
fn bare(text: &str) -> String {
    let text = text.replace("\r\n ", "").replace(['\\', '│'], "");
    let body = text.split_once("<body>").map_or(&*text, |(_, body)| body);
    let body = body.split("<script").next().unwrap_or_default();
    let body = body.split_once("</style>").map_or(body, |(_, drawn)| drawn);
    // The days that a date allows are not the date.
    let body = match body.split_once("· earliest") {
        Some((before, after)) => {
            let after = after.split_once("</span>").map_or("", |(_, after)| after);
            [before, after].concat()
        }
        None => body.to_owned(),
    };
    let told: Vec<&str> = body.lines().filter(|line| !is_about_none(line)).collect();
    let text = told.join("\n");
    let text = text
        .replace("&#91;", "[")
        .replace("&#93;", "]")
        .replace("&#39;", "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_inferred_date_stands_in_brackets_wherever_it_stands() {
    for (date, shown) in [
        ("2023-03-01", "1 Mar 2023"),
        ("2023-03", "Mar 2023"),
        ("[2023-03-01..2023-03-09]", "1 ‥ 9 Mar 2023"),
        ("2023-03-01~", "c. 1 Mar 2023"),
    ] {
        let fields = format!(r#"date: "{date}", inferred: true, status: Reported"#);
        let all = outputs(&chronology(&fields, SUPPORT));
        let bracketed = format!("[{shown}]");
        expect(
            &all,
            &format!("{date} is bracketed wherever it stands"),
            |_, text| {
                let text = bare(text);
                text.matches(shown).count() == text.matches(&bracketed).count()
            },
        );
        expect(&all, &format!("{date} is said to be ours"), |name, text| {
            let text = bare(text);
            let in_full = bracketed.replace("Mar", "March");
            // A citation stands in a sentence.
            let in_words = text.contains("[between 1 and 9 Mar 2023]") && name == "cite plain";
            let rows = ["screen", "wide screen", "dossier"].contains(&name);
            silent::of_events(name)
                || rows
                || in_words
                || text.contains(&bracketed)
                || text.contains(&in_full)
        });
        expect(&all, &format!("{date} is not certain"), |name, text| {
            let is_data =
                name.ends_with("json") || name.ends_with("jsonl") || name.ends_with("csv");
            let dates = if name.ends_with("csv") {
                text.contains(",true,reported") || text.contains("true,,reported")
            } else {
                text.contains(r#""inferred": true"#) || text.contains(r#""inferred":true"#)
            };
            !is_data || silent::of_events(name) || dates
        });
    }
}

#[test]
fn what_contradicts_is_told_beside_and_backs_nothing() {
    let cites = r#"(source: "report", at: "¶3", credibility: 2, says: "In May.", date: "2023-05-01"),
           (source: "list", at: "p. 2", credibility: 1, bearing: Contradicts, date: "2025-05-05"),
           (source: "book", at: "¶9", credibility: 1, bearing: Context)"#;
    let all = outputs(&chronology(
        r#"date: "2023-05-01", status: Announced"#,
        cites,
    ));
    expect(&all, "the dispute is named", |name, text| {
        silent::of_events(name) || text.contains('≠') || text.contains("disputed")
    });
    expect(
        &all,
        "the source against it is led in by its bearing",
        |name, text| {
            let text = bare(text).to_lowercase();
            let says = text.contains("but see") || text.contains(r#""contradicts""#);
            silent::of_citations(name) || !text.contains("a list") || says
        },
    );
    expect(&all, "both claims stand side by side", |name, text| {
        let text = bare(text);
        let both =
            text.contains("5 May 2025") || text.contains("2025-05-05") || text.contains("2025/05");
        silent::of_citations(name) || name.starts_with("cite") || both || name.ends_with("csv")
    });
    expect(&all, "the grade is that of what supports", |_, text| {
        let text = bare(text);
        ![
            "announced · B1",
            "announced · A1",
            r#""grade":"A1","actors"#,
            ",true,B1,",
        ]
        .iter()
        .any(|wrong| text.contains(wrong))
    });
    expect(
        &all,
        "context is told as context, or not at all",
        |name, text| {
            let text = bare(text).to_lowercase();
            let told = text.contains("context ¶9") || text.contains("for context see");
            let told = told || text.contains(r#""context""#) || text.contains("see also");
            silent::of_citations(name) || !text.contains("a book that we numbered") || told
        },
    );
    expect(&all, "our numbers are not the work's", |name, text| {
        let text = bare(text);
        let data = name.contains("json") || name.contains("csv");
        data || !text.contains("a book that we numbered, 2024, ¶9")
            && !text.contains("a book that we numbered, ¶9")
    });
}

#[test]
fn a_source_that_is_not_the_source_of_the_date_is_found_by_what_it_supports() {
    let ron = chronology(
        r#"date: "2023-05-01", status: Announced"#,
        r#"(source: "report", at: "¶3", credibility: 2, date: "2023-05-01"),
           (source: "list", at: "p. 2", credibility: 1, bearing: Contradicts, date: "2025-05-05")"#,
    );
    for (query, code) in [
        ("grade:>=B2", 1),
        ("grade:C2", 0),
        ("is:disputed", 0),
        ("within:2023", 1),
        ("during:2023", 0),
    ] {
        let asked = ["find", query, "-"];
        dateline()
            .args(asked)
            .write_stdin(&*ron)
            .assert()
            .code(code);
    }
}

#[test]
fn only_a_quotation_stands_in_quotation_marks() {
    let cites = r#"(source: "report", at: "¶7", credibility: 2, says: "She is said to have left.", quote: "I never left")"#;
    let all = outputs(&chronology(r#"date: "2023-08-01", status: Alleged"#, cites));
    let quoted = |text: &str, words: &str| {
        ["“", "\"", "‘", "<q>", "«"]
            .iter()
            .any(|mark| text.contains(&format!("{mark}{words}")))
    };
    expect(&all, "a paraphrase is not quoted", |name, text| {
        let is_data = name.contains("json") || name.contains("csv");
        is_data || !quoted(&bare(text), "She is said")
    });
    expect(&all, "a quotation is", |_, text| {
        let text = bare(text);
        !text.contains("I never left") || quoted(&text, "I never left")
    });
    expect(&all, "what is alleged says so", |name, text| {
        silent::of_events(name)
            || bare(text).contains("alleged")
            || text.contains("? The event")
            || text.contains("?  The event")
    });
}

#[test]
fn an_event_without_a_status_has_none() {
    let all = outputs(&chronology(r#"date: "2023-09-01""#, SUPPORT));
    expect(&all, "it is not told as anything", |name, text| {
        let text = bare(text).replace("alleged", "");
        ["reported", "announced", "confirmed", "assessed", "denied"]
            .iter()
            .all(|word| !text.contains(word) || name == "screen" || name == "wide screen")
    });
    expect(&all, "and says so", |name, text| {
        let text = bare(text);
        let says = text.contains("status not stated")
            || text.contains(r#""status": null"#)
            || text.contains(r#""status":null"#);
        let by_its_blank_mark = ["find table", "export svg", "dossier"].contains(&name);
        silent::of_events(name) || by_its_blank_mark || says
    });
}

#[test]
fn an_unreadable_date_is_never_told_as_none() {
    // A calendar and slides have days; they leave it out and say so on standard error.
    let needs_days = |name: &str| ["export ics", "export timelinejs"].contains(&name);
    let all = outputs(&chronology(
        r#"date: "2020-02-30~", status: Reported"#,
        SUPPORT,
    ));
    let unreadable = chronology(r#"date: "2020-02-30~""#, SUPPORT);
    for (query, code) in [("is:unreadable", 0), ("is:undated", 1), ("has:date", 1)] {
        let asked = ["find", query, "-"];
        let mut command = dateline();
        command
            .args(asked)
            .write_stdin(&*unreadable)
            .assert()
            .code(code);
    }
    expect(&all, "it stands as written", |name, text| {
        silent::of_events(name) || needs_days(name) || bare(text).contains("2020-02-30~")
    });
    expect(&all, "and is called unreadable", |name, text| {
        silent::of_events(name)
            || needs_days(name)
            || bare(text).to_lowercase().contains("unreadable")
            || text.contains("can't be read")
    });
}

#[test]
fn each_status_is_told_in_every_output() {
    for (status, word, mark) in [
        ("Announced", "announced", "●"),
        ("Confirmed", "confirmed", "●"),
        ("Reported", "reported", "•"),
        ("Alleged", "alleged", "?"),
        ("Assessed", "assessed", "~"),
        ("Denied", "denied", "×"),
    ] {
        let fields = format!(r#"date: "2023-09-01", status: {status}"#);
        let all = outputs(&chronology(&fields, SUPPORT));
        expect(&all, status, |name, text| {
            let marked = [
                format!("{mark} The event"),
                format!("{mark}  The event"),
                format!("{mark}   The event"),
            ];
            silent::of_events(name)
                || bare(text).contains(word)
                || marked.iter().any(|marked| text.contains(marked))
        });
    }
}
