//! The guide is true: what can be made from the program's own tables is made from them, and the rest is tried.
//!
//! A part between `<!-- made: … -->` and `<!-- end -->` is compared with what the program says now.
//! `RENEW_GUIDE=1 cargo test --test suite guide` writes it anew.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::documents::{Document, root};
use clap::CommandFactory;
use dateline::cli::loader::{load, load_text};
use dateline::explorer::command::COMMANDS;
use dateline::explorer::state::command::Scope;
use dateline::model::DISPUTED_MARK;
use dateline::model::date::Date;
use dateline::model::record::ChronologyRecord;
use dateline::model::schema::{Described, Holds, Schema};
use dateline::model::{Credibility, Reliability, Status};
use dateline::query::{FIELDS, SYNTAX};

// ------------------------------------------------------------------ what is made

#[test]
fn made_parts_are_what_the_program_says() {
    let renew = env::var_os("RENEW_GUIDE").is_some();
    let mut old = Vec::new();
    for page in Document::guide() {
        let renewed = made_anew(&page.text);
        if renewed != page.text {
            if renew {
                fs::write(root().join(&page.name), renewed).unwrap();
            }
            old.push(page.name);
        }
    }
    assert!(
        renew || old.is_empty(),
        "{} are out of date; renew them:\n\n    RENEW_GUIDE=1 cargo test --test suite guide\n",
        old.join(", ")
    );
}

fn made_anew(text: &str) -> String {
    let mut renewed = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!-- made: ") {
        let (what, after) = after.split_once(" -->\n").unwrap();
        let (_, after) = after.split_once("<!-- end -->").unwrap();
        let made = made(what, text);
        write!(
            renewed,
            "{before}<!-- made: {what} -->\n\n{made}\n<!-- end -->"
        )
        .unwrap();
        rest = after;
    }
    renewed + rest
}

fn made(what: &str, page: &str) -> String {
    match what {
        "commands" => commands(),
        "keys" => keys(),
        "fields" => fields(),
        "syntax" => syntax(),
        "marks" => marks(),
        "grades" => grades(),
        "formats" => formats(),
        "roles" => code(dateline::format::import::role_names()) + "\n",
        "check" => check(page),
        "rules" => rules(),
        other => match other.strip_prefix("record ") {
            Some(record) => record_table(record),
            None => panic!("nobody makes `{other}`"),
        },
    }
}

fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = format!(
        "| {} |\n|{}\n",
        headings.join(" | "),
        "---|".repeat(headings.len())
    );
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        writeln!(table, "| {} |", cells.join(" | ")).unwrap();
    }
    table
}

/// Words in code marks, parted by blanks.
fn code<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words.join(" ")
}

/// The help of the program and of each subcommand that is not hidden.
fn commands() -> String {
    let mut program = dateline::cli::Cli::command().term_width(90);
    program.build();
    let help = |command: &clap::Command| {
        let help = command.clone().render_long_help().to_string();
        let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
        format!("```text\n{}\n```\n", lines.join("\n"))
    };
    let mut text = format!("## dateline\n\n{}", help(&program));
    for command in program.get_subcommands() {
        if !command.is_hide_set() && command.get_name() != "help" {
            let name = command.get_name();
            write!(text, "\n## dateline {name}\n\n{}", help(command)).unwrap();
        }
    }
    text
}

fn formats() -> String {
    let rows = dateline::format::FORMATS.iter().map(|format| {
        let endings: Vec<String> = format
            .extensions
            .iter()
            .map(|end| format!(".{end}"))
            .collect();
        vec![
            code([format.name]),
            code(endings.iter().map(String::as_str)),
            format.about.to_owned(),
        ]
    });
    table(&["`--from`", "ends in", "is"], rows)
}

fn keys() -> String {
    let scopes = Scope::ALL.map(|scope| {
        let commands = COMMANDS.iter().filter(|command| command.scope == scope);
        let rows = commands.map(|command| {
            vec![
                code(command.keys.iter().copied()),
                command.help.to_owned(),
                code([command.name]),
            ]
        });
        let table = table(&["key", "does", "command"], rows);
        format!("## {}\n\n{table}", scope.title())
    });
    scopes.join("\n")
}

fn syntax() -> String {
    let rows = SYNTAX.iter().map(|(written, means)| {
        let written = written.split(", ").collect::<Vec<_>>();
        vec![code(written.iter().copied()), (*means).to_owned()]
    });
    table(&["written", "means"], rows)
}

fn fields() -> String {
    let rows = FIELDS.iter().map(|field| {
        let words = match field.words().as_slice() {
            [] => String::new(),
            words => format!(" ({})", words.join(", ")),
        };
        vec![
            code([format!("{}:", field.name).as_str()]),
            format!("{}{words}", field.help),
            code([field.example]),
            code(field.aliases.iter().copied()),
        ]
    });
    table(&["field", "finds events of which", "such as", "also"], rows)
}

fn marks() -> String {
    let statuses = Status::ALL.map(|status| {
        let (mark, ascii) = status.mark();
        vec![
            code([mark]),
            code([ascii]),
            status.word().to_owned(),
            status.meaning().to_owned(),
        ]
    });
    let disputed = vec![
        code([DISPUTED_MARK.0]),
        code([DISPUTED_MARK.1]),
        "disputed".to_owned(),
        "its sources claim dates or figures that can't all be right".to_owned(),
    ];
    let rows = statuses.into_iter().chain([disputed]);
    table(&["mark", "in ASCII", "status", "means"], rows)
}

fn grades() -> String {
    use Reliability::{A, B, C, D, E, F};
    let letters = [A, B, C, D, E, F].map(|letter| (letter.letter().to_string(), letter.meaning()));
    let figures = (1..=6).map(|figure| {
        (
            figure.to_string(),
            Credibility::new(figure).unwrap().meaning(),
        )
    });
    let rows = letters
        .into_iter()
        .chain(figures)
        .map(|(sign, meaning)| vec![sign, meaning.to_owned()]);
    table(&["grade", "means"], rows)
}

/// What `dateline check` says about the page's first chronology.
fn check(page: &str) -> String {
    let page = Document {
        name: String::new(),
        text: page.to_owned(),
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("broken.ron"),
        &page.blocks("ron")[0].text,
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["check", "broken.ron"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    format!(
        "```text\n{}```\n",
        String::from_utf8(output.stdout).unwrap()
    )
}

/// What `check` holds files to, besides what can't be read.
fn rules() -> String {
    let rows = dateline::cli::lint::RULES.iter().map(|rule| {
        let severity = dateline::format::lines::word(rule.severity);
        vec![
            code([rule.name]),
            severity.to_owned(),
            rule.about.to_owned(),
        ]
    });
    table(&["rule", "is", "broken where"], rows)
}

fn record_table(record: &str) -> String {
    let records = records();
    let Some(schema) = records.iter().find(|schema| schema.name == record) else {
        panic!("there is no record `{record}`");
    };
    let rows = schema.fields.iter().map(|field| {
        let needed = if field.required { "yes" } else { "" };
        let help = field.help.trim_end_matches('.');
        vec![code([field.name]), needed.to_owned(), help.to_owned()]
    });
    table(&["field", "needed", "holds"], rows)
}

/// Every record that a file can hold.
fn records() -> Vec<&'static Schema> {
    let mut records = vec![ChronologyRecord::SCHEMA];
    let mut seen = 0;
    while let Some(record) = records.get(seen) {
        for field in record.fields {
            if let Holds::Records(inner) = field.holds
                && records.iter().all(|known| known.name != inner.name)
            {
                records.push(inner);
            }
        }
        seen += 1;
    }
    records
}

// ------------------------------------------------------------------ what is tried

#[test]
fn every_record_and_field_is_there_with_an_example() {
    let page = Document::open("docs/guide/src/file-format.md");
    let examples: String = page
        .blocks("ron")
        .into_iter()
        .map(|block| block.text)
        .collect();
    for record in records() {
        assert!(
            page.text
                .contains(&format!("<!-- made: record {} -->", record.name)),
            "{} is not in the guide",
            record.name
        );
        for field in record.fields {
            assert!(
                examples.contains(&format!("{}: ", field.name)),
                "no example has `{}` of {}",
                field.name,
                record.name
            );
        }
    }
}

#[test]
fn the_examples_of_records_make_a_sound_chronology() {
    let page = Document::open("docs/guide/src/file-format.md");
    let (claims, lists): (Vec<String>, Vec<String>) = page
        .blocks("ron")
        .into_iter()
        .map(|block| block.text)
        .partition(|text| text.starts_with("claims:"));
    let sources = lists
        .iter()
        .find(|text| text.starts_with("sources:"))
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.ron");
    let second = folder.path().join("second.ron");
    fs::write(&first, format!("Chronology({})", lists.concat())).unwrap();
    fs::write(
        &second,
        format!(
            "Chronology(title: \"Second\", {sources}{})",
            claims.concat()
        ),
    )
    .unwrap();
    let loaded = load(&[first, second]);
    assert_eq!(*loaded.diagnostics(), []);
    assert_eq!(loaded.chronology.events().len(), 2);
    assert!(
        loaded
            .chronology
            .events()
            .iter()
            .all(|event| event.disputed)
    );
}

#[test]
fn whole_chronologies_are_sound() {
    for page in Document::all() {
        if page.name.ends_with("diagnostics.md") {
            continue;
        }
        for block in page.blocks("ron") {
            if block.text.starts_with("Chronology(") {
                let loaded = load_text("example.ron", &block.text);
                assert_eq!(*loaded.diagnostics(), [], "{}:{}", page.name, block.line);
            }
        }
    }
}

#[test]
fn dates_are_shown_as_the_tables_say() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for row in Document::open("docs/guide/src/dates.md").rows("written") {
        let written = match row[0].trim_matches('`') {
            "(empty)" => "",
            written => written,
        };
        let date = Date::parse(written).unwrap();
        let (shown, told) = (date.shown(), date.describe());
        if shown != row[1] || told != row[2] {
            wrong.push(format!("`{written}` | {shown} | {told}"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "shown otherwise:\n{}", wrong.join("\n"));
    assert!(seen > 12, "only {seen} dates");
}

#[test]
fn names_of_faults_are_those_of_the_sources() {
    let page = Document::open("docs/guide/src/diagnostics.md");
    let told: BTreeSet<String> = page
        .rows("name")
        .iter()
        .flat_map(|row| row[0].split(", "))
        .map(|name| name.trim_matches('`').to_owned())
        .collect();
    let mut text = String::new();
    for folder in ["src/format", "src/model", "src/cli"] {
        gather(&root().join(folder), &mut text);
    }
    let unknown: Vec<&String> = told
        .iter()
        .filter(|name| !text.contains(&format!("\"{name}\"")))
        .collect();
    assert_eq!(
        unknown,
        Vec::<&String>::new(),
        "the sources know no such name"
    );
    let mut missing = BTreeSet::new();
    for opening in ["::error(", "::warning(", "::note(", ".error(", ".warning("] {
        for after in text.split(opening).skip(1) {
            let name = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|after| after.split('"').next());
            if let Some(name) = name
                && !told.contains(name)
            {
                missing.insert(name.to_owned());
            }
        }
    }
    assert_eq!(missing, BTreeSet::new(), "the guide does not tell these");
}

/// Every source below `folder`, without its tests.
fn gather(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, text);
        } else {
            let source = fs::read_to_string(path).unwrap();
            text.push_str(source.split("#[cfg(test)]").next().unwrap());
        }
    }
}

#[test]
fn what_is_said_about_people_is_cited() {
    let paths = ["events.ron", "examples/handovers.ron"].map(|path| root().join(path));
    let loaded = load(&paths);
    let chronology = &loaded.chronology;
    let events = chronology
        .events()
        .iter()
        .map(|event| (&event.id, &event.cites));
    for (id, cites) in events {
        assert!(!cites.is_empty(), "{id} cites nothing");
        assert!(
            cites.iter().all(|cite| !cite.at.is_empty()),
            "{id} names no paragraph"
        );
    }
    for relation in chronology.relations() {
        assert!(!relation.cites.is_empty(), "{relation:?} cites nothing");
    }
}

#[test]
fn links_lead_somewhere() {
    let mut dead = Vec::new();
    for page in Document::all() {
        let folder = Path::new(&page.name).parent().unwrap();
        for link in page
            .text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = link.split('#').next().unwrap();
            if !link.contains("://") && !path.is_empty() && !root().join(folder).join(path).exists()
            {
                dead.push(format!("{}: {link}", page.name));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
}

#[test]
fn files_that_developers_are_told_of_are_there() {
    let page = Document::open("ARCHITECTURE.md");
    let both = page.text.clone() + &Document::open("CONTRIBUTING.md").text.replace("```", "");
    let code = both.split('`').skip(1).step_by(2);
    let files: Vec<&str> = code
        .filter(|code| code.starts_with("src/") || code.starts_with("tests/"))
        .collect();
    assert!(files.len() > 20);
    let mut gone: Vec<&str> = files
        .into_iter()
        .filter(|file| !root().join(file).exists())
        .collect();
    // In the two paths, files stand without `src/`, behind an arrow and a word.
    let steps = page
        .blocks("text")
        .into_iter()
        .map(|block| block.text)
        .collect::<String>();
    for step in steps.split_whitespace().filter(|word| word.contains('/')) {
        if !root().join("src").join(step).exists() {
            gone.push(step);
        }
    }
    assert_eq!(gone, Vec::<&str>::new());
}

#[test]
fn the_summary_names_every_page() {
    let summary = Document::open("docs/guide/src/SUMMARY.md");
    for page in Document::guide() {
        let name = page.name.rsplit('/').next().unwrap();
        assert!(
            name == "SUMMARY.md" || summary.text.contains(&format!("]({name})")),
            "{name} is not in the summary"
        );
    }
}
