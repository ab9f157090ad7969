//! The lookup commands: what is typed, what comes out, and how it ends; on a pipe and on a terminal.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use crate::documents::root;
use crate::terminal::Setting;
use assert_cmd::Command;
use clap::CommandFactory;
use dateline::model::text::is_safe;

/// Words after `dateline`, standard input, exit code.
type Case = (&'static [&'static str], Option<&'static str>, i32);

/// A chronology in which every text is hostile.
const HOSTILE: &str = r#"Chronology(title: "=x", events: [(
    id: "-e", date: "2023-10", title: "=cmd|' \u{1b}[31m/C\"\r\n,calc\t\u{202e}<b>*[x](y)", status: Alleged,
    actors: [(id: "a", role: "@\u{7}\n")], tags: ["+1"], cites: [(source: "s", at: "\u{9b}2J")],
)], actors: [(id: "a", name: "-A\u{200b}, B", kind: Person)], sources: [(id: "s", title: "\\end{x}%\nER  - ")])"#;

fn dateline() -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command
        .current_dir(root())
        .env_remove("DATELINE_FILE")
        .env_remove("COLUMNS")
        .env("TERM", "xterm");
    command
}

/// What comes of each case, as one text.
fn transcript(cases: &[Case]) -> String {
    let mut text = String::new();
    for (words, stdin, code) in cases {
        let output = dateline()
            .args(*words)
            .write_stdin(stdin.unwrap_or_default())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(*code), "{words:?}");
        let (out, error) = (said(&output.stdout), said(&output.stderr));
        writeln!(text, "$ dateline {}", words.join(" ")).unwrap();
        text.push_str(&out.replace('\r', "␍"));
        for line in error.lines() {
            writeln!(text, "! {line}").unwrap();
        }
        writeln!(text, "→ {code}\n").unwrap();
    }
    text
}

fn snapshot(name: &str, cases: &[Case]) {
    insta::assert_snapshot!(name, transcript(cases));
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn find() {
    snapshot(
        "find",
        &[
            (&["find", "shwe kok"], None, 0),
            (&["find", "police"], None, 0),
            (&["find", "polcie"], None, 1),
            (&["find", "polcie", "--correct"], None, 0),
            (&["find", "during:2023-10", "--limit", "2"], None, 0),
            (
                &["find", "", "--sort", "date", "--reverse", "-n", "2"],
                None,
                0,
            ),
            (&["find", "during:2023-10", "--format", "table"], None, 0),
            (&["find", "during:2023-10", "--format", "md"], None, 0),
            (&["find", "police", "--format", "csv"], None, 0),
            (&["find", "is:undated", "--format", "ids"], None, 0),
            (&["find", "nothing-like-it"], None, 1),
            (&["find", "nothing-like-it", "--format", "json"], None, 1),
            (&["find", "police actr:x"], None, 2),
            (&["find", "police", "no-such.ron"], None, 2),
            (
                &[
                    "find",
                    "listing",
                    "-f",
                    "examples/handovers.ron",
                    "--format",
                    "ids",
                ],
                None,
                0,
            ),
            (
                &["find", "x", "-"],
                Some(
                    r#"Chronology(title: "T", events: [(id: "e", date: "", title: "x", status: Alleged)])"#,
                ),
                0,
            ),
        ],
    );
}

#[test]
fn show() {
    snapshot(
        "show",
        &[
            (&["show", "police-centre", "laukkai"], None, 0),
            (&["show", "thais-rescued", "--format", "table"], None, 0),
            (&["show", "saw-chit-thu", "--format", "md"], None, 0),
            (
                &[
                    "show",
                    "police-centre",
                    "saw-chit-thu",
                    "laukkai",
                    "partnership-report",
                    "--format",
                    "csv",
                ],
                None,
                0,
            ),
            (&["show", "overview", "--format", "ids"], None, 0),
            (
                &["show", "police-center", "police-centre", "--format", "ids"],
                None,
                3,
            ),
            (&["source", "partnership-report"], None, 0),
            (&["source", "police-centre"], None, 1),
        ],
    );
}

#[test]
fn actor_and_path() {
    snapshot(
        "actor_and_path",
        &[
            (&["actor", "MPS"], None, 0),
            (&["actor", "saw", "chit", "thu", "--format", "ids"], None, 0),
            (&["actor", "yatai", "UK", "--format", "ids"], None, 0),
            (&["actor", "sawchit", "--format", "ids"], None, 0),
            (&["actor", "chnia", "--format", "ids"], None, 0),
            (&["actor", "min"], None, 1),
            (&["actor", "zzzz"], None, 1),
            (&["actor", "yatai", "--format", "json"], None, 0),
            (&["path", "china", "yatai"], None, 0),
            (
                &["path", "police-centre", "she-zhijiang", "--format", "table"],
                None,
                0,
            ),
            (
                &["path", "police-centre", "she-zhijiang", "--format", "ids"],
                None,
                0,
            ),
            (&["path", "china", "PRC"], None, 1),
            (&["path", "china", "zzzz"], None, 1),
        ],
    );
}

#[test]
fn cite() {
    snapshot(
        "cite",
        &[
            (&["cite", "police-centre"], None, 0),
            (
                &[
                    "cite",
                    "laukkai-crackdown",
                    "police-centre",
                    "--style",
                    "chicago",
                ],
                None,
                0,
            ),
            (
                &["cite", "laukkai-crackdown", "--style", "footnote"],
                None,
                0,
            ),
            (
                &[
                    "cite",
                    "partnership-report",
                    "--style",
                    "apa",
                    "--locator",
                    "¶6",
                    "--accessed",
                    "26 nov 2026",
                ],
                None,
                0,
            ),
            (
                &[
                    "cite",
                    "xinhua-shine-2023-09-08",
                    "-f",
                    "examples/handovers.ron",
                    "-s",
                    "bibtex",
                ],
                None,
                0,
            ),
            (&["cite", "police-centre", "nobody"], None, 3),
            (&["cite", "saw-chit-thu"], None, 1),
        ],
    );
    for wrong in [["--style", "none"], ["--accessed", "03/04/2020"]] {
        dateline()
            .args(["cite", "police-centre"])
            .args(wrong)
            .assert()
            .code(2);
    }
}

#[test]
fn hostile_text_comes_out_clean_in_every_format() {
    for format in [
        "table", "plain", "md", "json", "jsonl", "csv", "ids", "vimgrep",
    ] {
        for words in [
            &["find", "", "-", "--format", format][..],
            &["show", "-f", "-", "--format", format, "--", "-e", "a", "s"],
            &["path", "-f", "-", "--format", format, "--", "-e", "a"],
        ] {
            // The TABs between fields are ours.
            let text = of_hostile(words).replace("\r\n", "\n").replace('\t', " ");
            assert!(!text.is_empty() && is_safe(&text), "{words:?}: {text:?}");
        }
    }
    for style in dateline::format::cite::STYLES {
        let text = of_hostile(&["cite", "-f", "-", "-s", style.name, "--", "-e", "s"]);
        let text = text.replace("\r\n", "\n");
        assert!(
            !text.is_empty() && is_safe(&text),
            "{}: {text:?}",
            style.name
        );
        assert!(style.name != "ris" || text.matches("\nER  - \n").count() == 1);
    }
    let text = of_hostile(&["find", "", "-", "--format", "csv"]);
    for line in text.trim_end().split("\r\n") {
        for cell in line.split(',') {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

/// What comes of these words, with the hostile file on standard input.
fn of_hostile(words: &[&str]) -> String {
    let mut command = dateline();
    command.args(words).write_stdin(HOSTILE);
    said(&command.output().unwrap().stdout)
}

#[test]
fn a_reader_that_leaves_is_no_error_and_a_full_disk_is_one() {
    let program = env!("CARGO_BIN_EXE_dateline");
    let run = |command: &str| {
        let status = Process::new("bash")
            .args(["-c", &command.replace("dateline", program)])
            .current_dir(root())
            .stderr(Stdio::null())
            .status();
        status.unwrap().code()
    };
    assert_eq!(
        run("set -o pipefail; dateline find '' --format json | head -1 >/dev/null"),
        Some(0)
    );
    assert_eq!(run("set -o pipefail; dateline find '' | true"), Some(0));
    if Path::new("/dev/full").exists() {
        assert_eq!(run("dateline find '' >/dev/full"), Some(2));
        assert_eq!(run("dateline cite police-centre >/dev/full"), Some(2));
    }
}

// ------------------------------------------------------------------ on a terminal

/// What a command writes on a terminal of that many columns.
fn on_terminal(words: &[&str], columns: u16, variable: (&'static str, &'static str)) -> String {
    let mut setting = Setting {
        size: (columns, 24),
        ..Setting::default()
    };
    setting
        .program
        .extend(words.iter().map(ToString::to_string));
    let mut terminal = setting.with(variable.0, variable.1).start();
    terminal.end();
    said(&terminal.bytes)
}

#[test]
fn a_table_fits_the_terminal_and_matches_are_lit() {
    for columns in [20, 40, 80, 140] {
        let text = on_terminal(&["find", "shwe during:2023"], columns, ("NO_COLOR", "1"));
        assert!(!text.contains("\x1b[3"), "{text:?}");
        let text = text.replace("\x1b[1;4m", "").replace("\x1b[0m", "");
        for line in text.lines() {
            let cells = dateline::explorer::base::wrap::width(line.trim_end());
            assert!(cells <= usize::from(columns).max(28), "{columns}: {line:?}");
        }
        // Nothing is cut: the whole title is there, and the id in one piece.
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = "[10 Oct ‥ 31 Dec 2023] ● Britain, the United States and Canada sanction three people involved in Shwe Kokko sanctions";
        assert!(words.contains(whole), "{columns}: {text}");
    }
    let lit = on_terminal(&["find", "shwe"], 80, ("TERM", "xterm"));
    assert!(lit.contains("\x1b[1;4;36mShwe\x1b[0m"), "{lit:?}");
    let dumb = on_terminal(&["find", "shwe"], 80, ("TERM", "dumb"));
    assert!(!dumb.contains('\x1b'), "{dumb:?}");
    let ascii = on_terminal(&["find", "shwe during:2023"], 80, ("LANG", "C"));
    assert!(ascii.is_ascii(), "{ascii:?}");
}

// ------------------------------------------------------------------ help, manual, completion

/// A stand-in for Pandoc: it shows what it was told, and writes a note where it gets a citation. That the real one reads what
/// we hand it is tried by docs/check-citations.sh.
const PANDOC: &str = r#"#!/bin/sh
text=$(cat)
for word in "$@"; do case $last in --bibliography) sources=$word ;; esac; last=$word; done
case $text in
*nocite*) printf 'args %s\n' "$*" | sed 's| --bibliography .*||'; grep -o '"literal": "[^"]*"' "$sources" || true ;;
*) printf '[1]\n\n[1] \033[31m%s\n' "$(printf %s "$text" | tail -n 1)" ;;
esac
"#;

#[test]
fn a_style_file_is_handed_to_pandoc_with_dates_in_words() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("pandoc");
    fs::write(&program, PANDOC).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let csl = folder.path().join("journal.csl");
    fs::write(&csl, "<style/>").unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let cite_id = |id: &str, words: &[&str], path: &str| {
        let output = dateline()
            .env("PATH", path)
            .args(["cite", "-f", "tests/data/citations.ron", id, "--csl"])
            .args(words)
            .output()
            .unwrap();
        let texts = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        (output.status.code(), texts)
    };
    let cite = |words: &[&str], path: &str| cite_id("e1", words, path);
    let style = csl.to_str().unwrap();

    let (code, [entry, _]) = cite_id("span", &[style], &path);
    let told = format!(
        "args --from=markdown --to=plain --wrap=none --citeproc --csl {style}\n\"literal\": \"ACLED\"\n\"literal\": \"2010 – ongoing\"\n"
    );
    assert_eq!((code, entry), (Some(0), told));

    let (code, [note, _]) = cite(&[style, "--form", "note"], &path);
    assert_eq!(
        (code, &*note),
        (
            Some(0),
            "␛[31m[@book1, pp. 23, 45–47; @inst, paras. 4, 5; @noauth, para. 2; @nodate, sec. 3]\n"
        )
    );

    for (words, path, reason) in [
        (
            &[style, "--form", "in-text"][..],
            &*path,
            "cites in notes: --form note",
        ),
        (&["nosuch.csl"][..], &path, "nosuch.csl: No such file"),
        (&[style][..], "/nowhere", "--csl needs pandoc 2.11 or later"),
    ] {
        let (code, [stdout, stderr]) = cite(words, path);
        assert_eq!((code, &*stdout), (Some(2), ""), "{stderr}");
        assert!(stderr.contains(reason), "{stderr}");
    }
}

/// Picking needs a terminal; its own tests give it one.
#[test]
fn examples_in_the_help_work() {
    let copy = tempfile::tempdir().unwrap();
    fs::copy(root().join("events.ron"), copy.path().join("events.ron")).unwrap();
    for folder in ["examples", "examples/seeds", "seeds"] {
        fs::create_dir(copy.path().join(folder)).unwrap();
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let from = entry.unwrap().path();
            if from.is_dir() {
                continue;
            }
            fs::copy(
                &from,
                copy.path().join(folder).join(from.file_name().unwrap()),
            )
            .unwrap();
        }
    }
    let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let mut path = vec![PathBuf::from(programs)];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let path = std::env::join_paths(path).unwrap();
    let mut run = 0;
    let program = dateline::cli::Cli::command();
    let subcommands = program.get_subcommands().cloned();
    for mut command in subcommands.chain([program.clone()]) {
        let help = command.render_long_help().to_string();
        let Some((_, examples)) = help.split_once("Examples:\n") else {
            continue;
        };
        let lines = examples.lines().take_while(|line| line.starts_with("  "));
        for line in lines.filter(|line| !line.contains("dateline pick")) {
            let output = Process::new("bash")
                .args(["-o", "pipefail", "-c", line])
                .current_dir(copy.path())
                .env("PATH", &path)
                .env_remove("DATELINE_FILE")
                .stdin(Stdio::null())
                .output()
                .unwrap();
            assert!(output.status.success(), "{line}: {}", said(&output.stderr));
            run += 1;
        }
    }
    assert!(run >= 25, "only {run} examples were found");
}

#[test]
fn every_lookup_command_has_examples() {
    for name in [
        "find",
        "show",
        "actor",
        "source",
        "path",
        "cite",
        "completions",
        "man",
    ] {
        let output = dateline().args([name, "--help"]).output().unwrap();
        assert!(said(&output.stdout).contains("Examples:\n"), "{name}");
    }
}

#[test]
fn manual_pages_are_pages() {
    for words in [&["man"][..], &["man", "find"]] {
        let output = dateline().args(words).output().unwrap();
        let page = said(&output.stdout);
        assert!(
            page.contains(".TH dateline") && page.contains(".SH SYNOPSIS"),
            "{page}"
        );
    }
    for heading in ["EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"] {
        let output = dateline().arg("man").output().unwrap();
        assert!(
            said(&output.stdout).contains(&format!(".SH {heading}\n")),
            "{heading}"
        );
    }
    dateline().args(["man", "nothing"]).assert().code(2);
}

#[test]
fn manual_pages_of_topics_are_those_of_the_guide() {
    for (topic, told) in [
        ("query", ".TP\n\\fBactor:\\fR\n"),
        ("dates", ".TP\n\\fB2023?\\-08\\fR\nAug 2023?;"),
    ] {
        let output = dateline().args(["man", topic]).output().unwrap();
        let page = said(&output.stdout);
        assert!(
            page.starts_with(&format!(".TH dateline-{topic} 7\n")),
            "{page}"
        );
        assert!(page.contains(told), "{page}");
    }
    let folder = tempfile::tempdir().unwrap();
    let man = folder.path().join("man");
    for _ in 0..2 {
        dateline()
            .args(["man", "--all"])
            .arg(&man)
            .assert()
            .success();
    }
    let mut names = Vec::new();
    for section in ["man1", "man7"] {
        let pages = fs::read_dir(man.join(section)).unwrap();
        names.extend(pages.map(|page| page.unwrap().file_name().into_string().unwrap()));
    }
    for name in [
        "dateline.1",
        "dateline-find.1",
        "dateline-query.7",
        "dateline-dates.7",
    ] {
        assert!(
            names.iter().any(|known| known == name),
            "{name} of {names:?}"
        );
    }
    assert!(!names.iter().any(|name| name.contains("complete-words")));
}

#[test]
fn bash_completes_ids_and_fields() {
    let script = dateline().args(["completions", "bash"]).output().unwrap();
    let program = env!("CARGO_BIN_EXE_dateline");
    for (words, expected) in [
        (&["show", "police"][..], "police-centre"),
        (&["actor", "saw"], "saw-chit-thu"),
        (&["source", "par"], "partnership-report"),
        (&["find", "dur"], "during:"),
        (&["find", "kind:sanc"], "kind:sanctions"),
        (&["brief", "over"], "overview"),
        (
            &["show", "-f", "examples/handovers.ron", "us-l"],
            "us-listing",
        ),
        (&["comp"], "completions"),
        (&["cite", "partn"], "partnership-report"),
        (&["cit"], "cite"),
        (&["cite", "x", "--style", "csl"], "csl-json"),
        (&["find", "x", "--format", "jsonl"], "jsonl"),
    ] {
        let all: Vec<String> = std::iter::once(program.to_owned())
            .chain(words.iter().map(ToString::to_string))
            .collect();
        let (last, before) = (&all[all.len() - 1], &all[all.len() - 2]);
        let ask = format!(
            "{}\nCOMP_WORDS=({}); COMP_CWORD={}; COMP_LINE='{}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDBREAKS=' '; _dateline_words {program} '{last}' '{before}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
            said(&script.stdout),
            all.join(" "),
            all.len() - 1,
            all.join(" ")
        );
        let output = Process::new("bash")
            .args(["-c", &ask])
            .current_dir(root())
            .output()
            .unwrap();
        let (out, error) = (said(&output.stdout), said(&output.stderr));
        let found: Vec<&str> = out.lines().map(str::trim_end).collect();
        assert_eq!(found, [expected], "{words:?}: {error}");
    }
}

#[test]
fn words_for_shells_are_plain() {
    let file = r#"Chronology(title: "T", actors: [(id: "$(touch x)", name: "N", kind: Person), (id: "ok", name: "O\tP", kind: Person)])"#;
    let output = dateline()
        .args(["complete-words", "actors", "-f", "-"])
        .write_stdin(file)
        .output()
        .unwrap();
    assert_eq!(said(&output.stdout), "ok\tO    P\n");
    for shell in ["zsh", "fish"] {
        let output = dateline().args(["completions", shell]).output().unwrap();
        assert!(said(&output.stdout).contains("complete-words"), "{shell}");
        // With `*::` zsh would complete no option behind the first argument.
        assert!(!said(&output.stdout).contains("\n'*::"), "{shell}");
    }
}

/// A wrong answer is worse than none: each of these said something with exit code 0, or nothing of use.
#[test]
fn no_wrong_answer_passes_for_the_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "this is no chronology").unwrap();
    let torn = folder.path().join("torn.ron");
    let text = r#"Chronology(title: "x", events: [(id: "a", date: "", title: "One raid"), (id: "b", title: 3)])"#;
    fs::write(&torn, text).unwrap();
    let (broken, torn) = (broken.to_str().unwrap(), torn.to_str().unwrap());
    for (words, code, told) in [
        (
            &["find", "police", "events.ron", "nofile.ron"][..],
            2,
            "there is no file `nofile.ron`",
        ),
        (&["find", "police", "events.ron", broken], 2, "broken.ron"),
        (&["find", "police", broken], 2, "broken.ron"),
        (&["show", "police-centre", "-f", broken], 2, "broken.ron"),
        (&["find", "raid", torn], 3, "2 errors"),
        (&["find", "nothing-like-this", torn], 3, "2 errors"),
        (
            &["find", "sanctoins", "events.ron"],
            1,
            "did you mean sanctoins → sanctions? --correct takes it so",
        ),
        (
            &["find", "sanctoins", "events.ron", "--correct"],
            0,
            "taken as sanctoins → sanctions",
        ),
        (
            &["export", "sanctoins", "events.ron", "--to", "md"],
            1,
            "did you mean",
        ),
        (
            &["find", "shwe", "kokko"],
            2,
            "a query of several words is quoted: 'shwe kokko'",
        ),
        (
            &["find", "-scam"],
            2,
            "a query that leaves a word out is written '!scam'",
        ),
        (
            &["fnd", "police"],
            2,
            "`fnd` is neither a file nor a command; did you mean dateline find?",
        ),
        (&["serve"], 2, "the command `serve` is not there yet"),
        (&["-f", "examples/handovers.ron", "find", "lists"], 0, ""),
        (&["--file=events.ron", "find", "police"], 0, ""),
    ] {
        let output = dateline().args(words).output().unwrap();
        let error = said(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {error}");
        assert!(error.contains(told), "{words:?}: {error}");
        assert!(code != 1 || output.stdout.is_empty(), "{words:?}");
    }
}

/// What finds nothing, or is no command, has one answer, which says what to write.
#[test]
fn nothing_found_has_one_answer() {
    let events = ["-f", "events.ron"];
    for (words, code, told) in [
        (
            &["find", "sanctoins"][..],
            1,
            "dateline: no event matches; did you mean sanctoins → sanctions? --correct takes it so\n",
        ),
        (
            &["cite", "--query", "sanctoins"],
            1,
            "dateline: no event matches; did you mean sanctoins → sanctions? --correct takes it so\n",
        ),
        (
            &["cite", "--query", "sanctoins", "--correct"],
            0,
            "dateline: taken as sanctoins → sanctions\n",
        ),
        (
            &["brief", "--print", "--query", "sanctoins"],
            1,
            "dateline: no event matches; did you mean sanctoins → sanctions?\n",
        ),
        (&["find", "iran"], 1, "dateline: no event matches\n"),
        (&["find", "-c", "sanctoins"], 1, ""),
        (
            &["find", "shwe", "kokko"],
            2,
            "dateline: a query of several words is quoted: 'shwe kokko'\n",
        ),
        (
            &["export", "shwe", "kokko", "--format", "md"],
            2,
            "dateline: a query of several words is quoted: 'shwe kokko'\n",
        ),
        (
            &["find", "-scam"],
            2,
            "dateline: unexpected argument '-s' found; a query that leaves a word out is written '!scam'\n",
        ),
        (
            &["show", "events.ron"],
            1,
            "dateline: no event or other thing has the id `events.ron`; it is a file, which is named by -f `events.ron`\n",
        ),
        (
            &["actor", "events.ron"],
            1,
            "dateline: no actor has the name, alias or id `events.ron`; it is a file, which is named by -f `events.ron`\n",
        ),
    ] {
        let output = dateline().args(words).args(events).output().unwrap();
        assert_eq!(said(&output.stderr), told, "{words:?}");
        assert_eq!(output.status.code(), Some(code), "{words:?}");
    }
    let output = dateline().args(["shwe", "kokko"]).output().unwrap();
    let told = "dateline: `shwe` is neither a file nor a command; dateline find 'shwe kokko' looks for it\n";
    assert_eq!(said(&output.stderr), told);
    // Scripts read it in a field.
    let words = ["find", "sanctoins", "--format", "json"];
    let output = dateline().args(words).args(events).output().unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(whole["did_you_mean"], "sanctoins → sanctions");
    assert_eq!(
        (&whole["found"], &whole["correction"]),
        (&0.into(), &serde_json::Value::Null)
    );
}

/// Words, standard input, exit code, standard output.
const SCRIPTED: &[(&[&str], &str, i32, &str)] = &[
    (&["find", "-c", "kind:sanctions"], "", 0, "1\n"),
    (&["find", "--count", "nothing-like-it"], "", 1, "0\n"),
    (&["find", "-q", "police"], "", 0, ""),
    (&["find", "-q", "nothing-like-it"], "", 1, ""),
    (
        &["find", "-0", "id:police-centre"],
        "",
        0,
        "police-centre\0",
    ),
    (
        &[
            "find",
            "id:police-centre",
            "-0",
            "--template",
            r"{id}\t{{{edtf}}}",
        ],
        "",
        0,
        "police-centre\t{2023?-08}\0",
    ),
    (&["find", "x", "--template", "{titel}"], "", 2, ""),
    (
        &["find", "x", "--template", "{id}", "--format", "csv"],
        "",
        2,
        "",
    ),
    (
        &["show", "--format", "ids"],
        "police-centre\nlaukkai\n",
        0,
        "police-centre\nlaukkai\n",
    ),
    (
        &["show", "-", "--format", "ids"],
        "police-centre\0laukkai\0",
        0,
        "police-centre\nlaukkai\n",
    ),
    (
        &["show", "--query", "id:police-centre", "--format", "ids"],
        "",
        0,
        "police-centre\n",
    ),
    (&["cite", "-s", "md-link", "--"], "", 1, ""),
    (&["cite", "--query", "nothing-like-it"], "", 1, ""),
    (&["cite", "--query", "x", "police-centre"], "", 2, ""),
];

#[test]
fn scripts_count_ask_and_pass_ids_on() {
    for (words, stdin, code, out) in SCRIPTED {
        let output = dateline()
            .args(*words)
            .args(["-f", "events.ron"])
            .write_stdin(*stdin)
            .output()
            .unwrap();
        let error = said(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{words:?}: {error}");
        assert_eq!(said(&output.stdout), *out, "{words:?}: {error}");
        assert!(!error.contains("Usage") || *code == 2, "{words:?}: {error}");
    }
}

/// `-o FILE` writes what would be printed, and the name tells the format.
#[test]
fn what_is_printed_can_be_written_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (words, name, format) in [
        (&["find", "police"][..], "a.json", Some("json")),
        (&["find", "police"], "a", None),
        (&["show", "police-centre"], "b.md", Some("md")),
        (&["actor", "yatai"], "c.csv", Some("csv")),
        (&["source", "partnership-report"], "d.jsonl", Some("jsonl")),
        (&["path", "china", "yatai"], "e.txt", None),
        (&["cite", "police-centre"], "f", None),
        (&["export", "police", "--format", "md"], "g", None),
        (&["export", "police", "--to", "md"], "h", None),
        (&["brief", "overview", "--print"], "i.md", None),
        (&["brief", "overview", "--print"], "j.html", Some("html")),
        (&["check"], "k", None),
        (&["man", "find"], "l", None),
        (&["completions", "bash"], "m", None),
    ] {
        let file = folder.path().join(name);
        let files: &[&str] = match words[0] {
            "man" | "completions" => &[],
            _ => &["-f", "events.ron"],
        };
        let format = format.map(|format| ["--format", format]);
        let mut printed = dateline();
        printed
            .args(words)
            .args(files)
            .args(format.into_iter().flatten());
        let printed = said(&printed.output().unwrap().stdout);
        let output = dateline()
            .args(words)
            .args(files)
            .arg("-o")
            .arg(&file)
            .output()
            .unwrap();
        assert!(
            output.status.success() && output.stdout.is_empty(),
            "{words:?}"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), printed, "{words:?}");
        // What is there is not written over.
        dateline()
            .args(words)
            .args(files)
            .arg("-o")
            .arg(&file)
            .assert()
            .code(2);
    }
}

/// The style of the configuration, and the files of the variable.
#[test]
fn configuration_and_variables_hold_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.ron");
    fs::write(&config, "(style: \"bibtex\")").unwrap();
    let mut cite = dateline();
    cite.args(["cite", "police-centre"])
        .env("DATELINE_CONFIG", &config);
    assert!(said(&cite.output().unwrap().stdout).starts_with('@'));
    let mut find = dateline();
    find.args(["find", "id:us-listing|id:police-centre", "--format", "ids"])
        .env("DATELINE_FILE", "events.ron:examples/handovers.ron");
    assert_eq!(said(&find.output().unwrap().stdout).lines().count(), 2);
}

#[test]
fn what_is_piped_in_is_read_and_what_is_built_in_says_so() {
    let ron = r#"Chronology(title: "x", events: [(id: "a", date: "", title: "One raid")])"#;
    let output = dateline()
        .args(["find", "raid"])
        .write_stdin(ron)
        .output()
        .unwrap();
    assert_eq!(said(&output.stdout).split('\t').next(), Some("a"));
    let elsewhere = tempfile::tempdir().unwrap();
    let output = dateline()
        .args(["find", "police"])
        .current_dir(&elsewhere)
        .output()
        .unwrap();
    assert!(said(&output.stderr).contains("this is of the chronology that is built in"));
    assert!(said(&output.stdout).starts_with("police-centre"));
    let output = dateline()
        .args([
            "find",
            "sanctoins",
            "events.ron",
            "--correct",
            "--format",
            "json",
        ])
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["correction"], "sanctoins → sanctions");
}
