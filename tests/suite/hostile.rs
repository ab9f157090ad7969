//! Hostile text: nothing from a file reaches a cell as a control, and no text moves a border.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use dateline::format::export::EXPORTERS;
use dateline::model::text::is_safe;
use std::process::{Command, Stdio};

/// The titles of the corpus.
fn titles() -> Vec<String> {
    include_str!("../data/hostile-text.jsonl")
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["title"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// A chronology in which every text is hostile.
fn chronology() -> String {
    let written = |text: &str| format!("{text:?}").replace("\\u{301}", "\u{301}");
    let titles = titles();
    let events: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(nth, title)| {
            let text = written(title);
            format!(
                "(id: \"e{nth}\", date: \"2024\", title: {text}, summary: {text}, kind: {text}, status: Alleged, \
                 date_note: {text}, note: {text}, tags: [{text}], places: [\"p{nth}\"], \
                 actors: [(id: \"a{nth}\", role: {text})], cites: [(source: \"s\", at: {text}, quote: {text})])"
            )
        })
        .collect();
    let named = |prefix: &str, rest: &str| -> String {
        titles
            .iter()
            .enumerate()
            .map(|(nth, title)| format!("(id: \"{prefix}{nth}\", name: {}{rest}),", written(title)))
            .collect::<Vec<_>>()
            .concat()
    };
    let first = written(&titles[0]);
    format!(
        "Chronology(title: {first}, sources: [(id: \"s\", title: {first}, publisher: {first})], \
         actors: [{}], places: [{}], events: [{}])",
        named("a", ", kind: Person"),
        named("p", ""),
        events.join(",")
    )
}

#[test]
fn no_cell_holds_a_control_on_any_screen() {
    let text = chronology();
    for (width, height) in [(40, 12), (80, 24), (140, 45)] {
        let mut screen = Screen::text(&text, width, height);
        for _ in 0..titles().len() {
            for script in [
                "",
                "<Enter>",
                "<Enter>",
                "<Backspace> <Backspace>",
                "o",
                "<Backspace>",
                "w",
                "<Esc>",
                "j",
            ] {
                screen.press(script);
                let buffer = screen.buffer();
                for cell in &buffer.content {
                    assert!(is_safe(cell.symbol()), "{:?}", cell.symbol());
                }
            }
        }
    }
}

#[test]
fn searching_hostile_titles_never_panics() {
    let text = chronology();
    let mut screen = Screen::text(&text, 80, 24);
    for query in [
        "a",
        "adi",
        "lying",
        "minim",
        "istanbul",
        "strasse",
        "\u{1b}[2J",
        "é",
        "/[/",
        "က",
        "\\",
        "\"",
        "(((",
        "::",
    ] {
        screen.press("/");
        screen.send(dateline::explorer::Message::Paste(query.to_owned()));
        let _ = screen.buffer();
        screen.press("<C-u> <Esc>");
    }
}

#[test]
fn borders_stay_straight_beside_any_title() {
    let text = chronology();
    let screen = Screen::text(&text, 140, 45);
    let buffer = screen.buffer();
    let laid = screen.state.layout();
    for placed in laid.panes.iter().filter(|placed| placed.area.x > 0) {
        for y in placed.area.y + 1..placed.area.y + placed.area.height {
            assert_eq!(buffer[(placed.area.x, y)].symbol(), "│", "row {y}");
        }
    }
}

/// What would act on a terminal if an argument were printed as it is: a title, a colour, C1, a direction, a new line.
const ACTING: &str = "x\u{1b}]0;t\u{7}\u{1b}[35m\u{9b}32m\u{202e}\r\u{e0041}";

/// `printed` without the colours that the program itself sends.
fn without_colours(printed: &str) -> String {
    let mut parts = printed.split("\u{1b}[");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some(("0" | "1" | "4" | "31" | "32" | "33", text)) => rest.push_str(text),
            _ => rest.extend(["\u{1b}[", part]),
        }
    }
    rest
}

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("DATELINE_FILE").stdin(Stdio::null());
    command
}

#[test]
fn no_argument_acts_on_the_terminal() {
    for words in [
        "--@",
        "@",
        "@.ron --query a",
        "-f @ --query a",
        "--query a:@ events.ron",
        "--query police|'@' events.ron",
        "find --limit @ a",
        "find --sort @ a",
        "find --format @ a",
        "find (@",
        "find kind:@",
        "find during:@",
        "find police|@ --format json",
        "find police|@ --format jsonl",
        "find a @",
        "find a --@",
        "find polic|polize@",
        "show @",
        "show police-centre --format @",
        "actor @",
        "path @ China",
        "source @",
        "cite @",
        "cite police-centre --style @",
        "cite police-centre --locator @",
        "cite police-centre --accessed @",
        "check @",
        "check --format @",
        "brief @ --print",
        "brief --print --query police|@",
        "brief --print --query police|@ --format html",
        "brief --print --query police|@ --format plain",
        "export @ --to json",
        "export police|@ --to @",
        "export police|@ -o /nowhere/@.md",
        "completions @",
        "complete-words @",
        "man @",
        "pick --style @",
    ]
    .into_iter()
    .map(|words| words.replace('@', ACTING))
    .chain(
        EXPORTERS
            .iter()
            .map(|exporter| format!("export police|{ACTING} --to {}", exporter.name)),
    ) {
        // As on a terminal: clap keeps its colours.
        let output = dateline()
            .args(words.split(' '))
            .env("CLICOLOR_FORCE", "1")
            .output()
            .unwrap();
        for printed in [&output.stdout, &output.stderr] {
            let printed = without_colours(std::str::from_utf8(printed).unwrap());
            let printed = printed.replace("\r\n", "\n").replace('\t', " ");
            assert!(is_safe(&printed), "{words:?}: {printed:?}");
        }
    }
}

#[test]
fn neither_the_program_s_name_nor_a_variable_acts_on_the_terminal() {
    use std::os::unix::process::CommandExt;
    for words in ["--help", "--nothing", "--version", "find --help"] {
        let mut command = dateline();
        command
            .arg0(format!("/bin/{ACTING}"))
            .args(words.split(' '));
        let output = command.env("CLICOLOR_FORCE", "1").output().unwrap();
        let printed = [output.stdout, output.stderr].concat();
        let printed = without_colours(std::str::from_utf8(&printed).unwrap());
        assert!(is_safe(&printed), "{words}: {printed:?}");
    }
    for variable in ["DATELINE_FILE", "DATELINE_CONFIG"] {
        let output = dateline().env(variable, ACTING).output().unwrap();
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(is_safe(&printed), "{variable}: {printed:?}");
    }
}

#[test]
fn an_argument_that_is_no_text_is_refused_in_words() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"a\xff\x1b[31m");
    for words in [&["find"][..], &["show"], &["export", "--to", "json"]] {
        let output = dateline().args(words).arg(odd).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(is_safe(&told) && told.contains("UTF-8"), "{told:?}");
    }
}
