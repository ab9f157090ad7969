//! The rules of `check`: each finds what breaks it and nothing else, can be denied and allowed, and mends what has one right form.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use dateline::cli::lint::RULES;

use crate::terminal::processes::dateline;

/// A sound file that keeps every rule: two sources support its only event.
const SOUND: &str = r#"Chronology(
    title: "T",
    sources: [
        (id: "s", title: "S", kind: Article),
        (id: "t", title: "T", kind: WebPage, origin: "https://example.org/t", accessed: "2024-01-05"),
    ],
    places: [(id: "here", name: "Here")],
    actors: [(id: "anna", name: "Anna Bauer", kind: Person)],
    events: [(
        id: "e", date: "2023-10-10", title: "Something happens here", status: Reported,
        actors: [(id: "anna", role: "acts")], places: ["here"],
        cites: [(source: "s", at: "p. 3", says: "It happened."), (source: "t", at: "¶6", quote: "It did.")],
    )],
    // more
)
"#;

/// More records of a list that stands in `SOUND`, put before its own.
fn with(list: &str, more: &str) -> String {
    let head = format!("    {list}: [");
    if SOUND.contains(&head) {
        SOUND.replacen(&head, &format!("{head}{more}, "), 1)
    } else {
        SOUND.replacen("    // more", &format!("{head}{more}],\n    // more"), 1)
    }
}

/// `SOUND` with one text in place of another.
fn but(was: &str, now: &str) -> String {
    assert!(SOUND.contains(was), "{was}");
    SOUND.replacen(was, now, 1)
}

fn event(id: &str, fields: &str) -> String {
    format!(
        "(id: \"{id}\", title: \"Event {id}\", status: Reported, cites: [(source: \"s\"), (source: \"t\")], {fields})"
    )
}

/// The codes of what `check` says of a text.
fn codes(text: &str, flags: &[&str]) -> (i32, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    fs::write(&file, text).unwrap();
    let mut words = vec!["check", file.to_str().unwrap(), "--format", "json"];
    words.extend(flags);
    let (code, out, _) = dateline(&words);
    let codes = out.lines().map(|line| {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        told.get("code").unwrap().as_str().unwrap().to_owned()
    });
    (code, codes.collect())
}

fn days(dates: &[&str]) -> String {
    let events: Vec<String> = dates
        .iter()
        .enumerate()
        .map(|(nth, date)| event(&format!("day-{nth}"), &format!("date: \"{date}\"")))
        .collect();
    with("events", &events.join(", "))
}

/// Rules, each with a text that breaks it and no other.
fn broken() -> Vec<(&'static str, String)> {
    let new_years = ["2001-01-01", "2002-01-01", "2003-01-01", "2004-01-01"];
    let firsts = ["2001-02-01", "2002-03-01", "2003-04-01", "2004-05-01"];
    let born = |relation: &str| {
        let life = event(
            "life",
            "date: \"1970-03-05\", kind: \"birth\", actors: [(id: \"anna\", role: \"born\")]",
        );
        with("events", &life).replacen(
            "    // more",
            &format!("    relations: [(from: \"anna\", is: \"leads\", to: \"other\", date: \"{relation}\")],"),
            1,
        ).replacen("actors: [", "actors: [(id: \"other\", name: \"Something else\"), ", 1)
    };
    vec![
        ("undated", but("2023-10-10", "")),
        ("suspicious-precision", days(&new_years)),
        ("suspicious-precision", days(&firsts)),
        (
            "certain-inferred",
            but(
                "date: \"2023-10-10\"",
                "date: \"2023-10-10\", inferred: true",
            ),
        ),
        (
            "certain-inferred",
            but("date: \"2023-10-10\"", "date: \"2023-10\", inferred: true").replacen(
                "at: \"p. 3\"",
                "at: \"p. 3\", date: \"2023-10\"",
                1,
            ),
        ),
        (
            "no-source",
            with(
                "events",
                "(id: \"x\", date: \"2001\", title: \"X\", status: Reported)",
            ),
        ),
        (
            "alleged-without-source",
            with(
                "events",
                "(id: \"x\", date: \"2001\", title: \"X\", status: Alleged)",
            ),
        ),
        (
            "single-source",
            but(", (source: \"t\", at: \"¶6\", quote: \"It did.\")", ""),
        ),
        ("no-status", but(" status: Reported,", "")),
        (
            "quoted-paraphrase",
            but("says: \"It happened.\"", "says: \"“It happened.”\""),
        ),
        (
            "doubled-quotation-marks",
            but("quote: \"It did.\"", "quote: \"\\\"It did.\\\"\""),
        ),
        ("odd-locator", but("\"p. 3\"", "\"page 3\"")),
        (
            "address-without-scheme",
            but("https://example.org/t", "www.example.org/t"),
        ),
        ("no-access-date", but(", accessed: \"2024-01-05\"", "")),
        (
            "unused-actor",
            with("actors", "(id: \"x\", name: \"Nobody at all\")"),
        ),
        ("relation-outside-life", born("1960")),
        (
            "similar-actors",
            with("actors", "(id: \"x\", name: \"Anna Bauern\")").replacen(
                "role: \"acts\")",
                "role: \"acts\"), (id: \"x\", role: \"acts\")",
                1,
            ),
        ),
        (
            "similar-places",
            with(
                "places",
                "(id: \"one\", name: \"Laukkai\"), (id: \"two\", name: \"Laukkaing\")",
            ),
        ),
        (
            "similar-events",
            with(
                "events",
                "(id: \"x\", date: \"2023-10\", title: \"Something happens, here\", status: Reported, cites: [(source: \"s\"), (source: \"t\")])",
            ),
        ),
    ]
}

#[test]
fn each_rule_finds_what_breaks_it_and_nothing_else() {
    let cases = broken();
    assert_eq!(codes(SOUND, &[]), (0, Vec::new()));
    for rule in RULES {
        let tried = cases.iter().any(|(name, _)| *name == rule.name);
        assert!(tried, "{} is not tried", rule.name);
    }
    for (rule, text) in &cases {
        let found = (0, vec![(*rule).to_owned()]);
        assert_eq!(codes(text, &[]), found, "{text}");
        let found = (1, vec![(*rule).to_owned()]);
        assert_eq!(codes(text, &["--deny", rule]), found, "{rule}");
        assert_eq!(codes(text, &["--deny", "all"]), found, "{rule}");
        let none = (0, Vec::new());
        assert_eq!(codes(text, &["--allow", rule]), none, "{rule}");
        assert_eq!(codes(text, &["--allow", "all"]), none, "{rule}");
        let allowed = text.replacen(
            "    title: \"T\",",
            &format!("    title: \"T\", allow: [(rule: \"{rule}\", why: \"we know\")],"),
            1,
        );
        assert_eq!(codes(&allowed, &[]), none, "{rule}");
    }
}

#[test]
fn what_is_sound_breaks_no_rule() {
    let later = |relation: &str| {
        with(
            "relations",
            &format!("(from: \"anna\", is: \"leads\", to: \"other\", date: \"{relation}\")"),
        )
        .replacen(
            "actors: [",
            "actors: [(id: \"other\", name: \"Something else\"), ",
            1,
        )
    };
    for text in [
        // Some days are the first of a month by chance.
        days(&["2001-02-01", "2002-03-01", "2003-04-02", "2004-05-01"]),
        // In doubt, and said so.
        but(
            "date: \"2023-10-10\"",
            "date: \"2023-10-10?\", inferred: true",
        ),
        but("\"p. 3\"", "\"row 12\""),
        but("https://example.org/t", "FO 371/123"),
        but("says: \"It happened.\"", "says: \"“Yes” and “no”.\""),
        later("1999"),
        // One name, other days; one title and day, other figures.
        with("events", &event("x", "date: \"2020\"")),
        days(&["2001-02-03", "2001-02-03"]),
    ] {
        assert_eq!(codes(&text, &[]), (0, Vec::new()), "{text}");
    }
}

#[test]
fn rules_wait_until_there_is_no_error() {
    let text = but("2023-10-10", "").replacen("kind: Person", "kind: Persn", 1);
    assert_eq!(
        codes(&text, &["--deny", "all"]),
        (1, vec!["unknown-word".to_owned()])
    );
}

#[test]
fn what_a_file_allows_is_checked_too() {
    for (allow, codes_told) in [
        ("(rule: \"undatd\", why: \"x\")", "unknown-rule"),
        ("(rule: \"undated\", why: \"x\")", "unused-allow"),
        (
            "(rule: \"undated\", ids: [\"x\"], why: \"x\")",
            "unused-allow",
        ),
    ] {
        let text = with("allow", allow);
        assert_eq!(codes(&text, &[]).1, [codes_told], "{allow}");
    }
    let undated = but("2023-10-10", "");
    let blank = undated.replacen("// more", "allow: [(rule: \"undated\", why: \" \")],", 1);
    assert_eq!(codes(&blank, &[]).1, ["empty-reason"]);
    let other = undated.replacen(
        "// more",
        "allow: [(rule: \"undated\", ids: [\"e\"], why: \"x\")],",
        1,
    );
    assert_eq!(codes(&other, &[]).1, [""; 0]);
}

#[test]
fn an_unknown_rule_is_refused_with_the_names() {
    let (code, _, told) = dateline(&["check", "--deny", "undatd"]);
    assert_eq!(code, 2);
    assert!(told.contains("'undated'"), "{told}");
}

#[test]
fn fixes_change_the_strings_concerned_and_nothing_else() {
    let broken = [
        ("says: \"It happened.\"", "says: \"“It \\\"happened\\\".”\""),
        ("quote: \"It did.\"", "quote: r\"“It did.”\""),
        ("\"p. 3\"", "\"page 3\""),
        ("https://example.org/t", "www.example.org/t"),
    ]
    .iter()
    .fold(SOUND.to_owned(), |text, (was, now)| {
        text.replacen(was, now, 1)
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    fs::write(&file, format!("\u{FEFF}{}", broken.replace('\n', "\r\n"))).unwrap();
    let (code, out, told) = dateline(&["check", file.to_str().unwrap(), "--fix"]);
    assert_eq!(code, 0, "{out}{told}");
    assert!(told.contains("4 places mended in"), "{told}");
    assert!(out.starts_with("no problems in 1 file"), "{out}");
    let now = SOUND
        .replacen("It happened.", "It \\\"happened\\\".", 1)
        .replacen("https://example.org/t", "https://www.example.org/t", 1);
    let mended = fs::read_to_string(&file).unwrap();
    assert_eq!(mended, format!("\u{FEFF}{}", now.replace('\n', "\r\n")));
}

/// The text of a large file is not kept when it is read.
#[test]
fn a_large_file_is_mended_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.ron");
    let about = "words ".repeat(200_000);
    let text = format!(
        "Chronology(title: \"T\", about: \"{about}\", sources: [(id: \"s\", title: \"S\")], events: [\n  \
         (id: \"e\", date: \"2023\", title: \"E\", status: Reported, cites: [(source: \"s\", says: \"«It is»\")]),\n])"
    );
    assert!(text.len() > 1 << 20);
    fs::write(&file, &text).unwrap();
    let (code, out, told) = dateline(&["check", file.to_str().unwrap(), "--fix"]);
    assert_eq!(code, 0, "{out}{told}");
    assert!(told.contains("1 place mended in"), "{told}");
    let mended = fs::read_to_string(&file).unwrap();
    assert_eq!(mended, text.replace("«It is»", "It is"));
}

#[test]
fn a_file_that_is_no_chronology_is_not_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    let text = "id,date,title,url\na,2001-02-03,A,www.example.org/x\n";
    fs::write(&file, text).unwrap();
    dateline(&["check", file.to_str().unwrap(), "--fix"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn sarif_and_github_name_the_place_and_escape_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a b,c.ron");
    fs::write(&file, but("2023-10-10", "")).unwrap();
    let path = file.to_str().unwrap();
    let (_, out, _) = dateline(&["check", path, "--format", "github"]);
    let name = path.replace(',', "%2C");
    let told =
        format!("::notice file={name},line=10,col=24,title=undated::the event `e` has no date\n");
    assert_eq!(out, told);

    let (_, out, _) = dateline(&["check", path, "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(
        run["tool"]["driver"]["rules"].as_array().unwrap().len(),
        RULES.len()
    );
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "undated");
    assert_eq!(result["level"], "note");
    let place = &result["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.ends_with("/a%20b%2Cc.ron"), "{uri}");
    assert_eq!(place["region"]["startLine"], 10);
    assert_eq!(place["region"]["startColumn"], 24);
    assert_eq!(place["region"]["endColumn"], 26);
}

#[test]
fn our_own_files_keep_the_rules_or_say_why_not() {
    for files in [&["events.ron"][..], &["events.ron", "examples"]] {
        let mut words = vec!["check", "--deny", "all"];
        words.extend(files.iter().filter(|file| Path::new(file).exists()));
        let (code, out, _) = dateline(&words);
        assert_eq!(code, 0, "{out}");
    }
}

#[test]
fn the_starter_file_keeps_every_rule_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.ron");
    let path = file.to_str().unwrap();
    assert_eq!(dateline(&["init", path]).0, 0);
    let (code, out, _) = dateline(&["check", path, "--deny", "all", "--format", "plain"]);
    assert_eq!((code, &*out), (0, ""));
    fs::write(&file, "mine").unwrap();
    let (code, _, told) = dateline(&["init", path]);
    assert_eq!(code, 2);
    assert!(told.contains("is there already"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
