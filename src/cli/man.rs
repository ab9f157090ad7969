//! `dateline man`: the manual pages of the program, of its subcommands, and of what it is told: queries and dates.
//!
//! Pages of commands are computed from the arguments, those of topics from the guide.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};

use super::markdown_page::page_of_markdown;
use super::output::Destination;
use super::save::save_apart;
use super::{Outcome, complain};

const EXAMPLES: &str = "\
Examples:
  dateline man > /dev/null
  dateline man find | head -3
  dateline man query | head -3";

/// What `man` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// A subcommand, or query or dates; without it, the program
    #[arg(value_name = "PAGE")]
    page: Option<String>,
    /// Write all pages into a folder, such as ~/.local/share/man
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["page", "output", "force"])]
    all: Option<PathBuf>,
    #[command(flatten)]
    destination: Destination,
}

/// A page that is about no command.
struct Topic {
    name: &'static str,
    about: &'static str,
    /// The guide's page.
    markdown: &'static str,
}

/// Every one.
const TOPICS: &[Topic] = &[
    Topic {
        name: "query",
        about: "how events are searched for",
        markdown: include_str!("../../docs/guide/src/queries.md"),
    },
    Topic {
        name: "dates",
        about: "how dates and periods are written, shown and compared",
        markdown: include_str!("../../docs/guide/src/dates.md"),
    },
];

/// What the environment changes.
const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "DATELINE_FILE",
        "the files to open where none is named, parted by colons",
    ),
    (
        "DATELINE_CONFIG",
        "the configuration, in place of the usual file",
    ),
    (
        "VISUAL, EDITOR",
        "what opens an event's file, run by sh as git does",
    ),
    ("NO_COLOR", "if it is set and not empty, no colours"),
    (
        "TERM, COLORTERM",
        "what the terminal can show; TERM=dumb means plain text",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "without UTF-8 in the first that is set, borders and marks are ASCII",
    ),
    (
        "COLUMNS",
        "how wide tables are where the terminal does not say",
    ),
];

/// What is read and written without being named.
const FILES: &[(&str, &str)] = &[
    (
        "events.ron",
        "in the working folder: opened where no file is named and DATELINE_FILE is not set",
    ),
    (
        "$XDG_CONFIG_HOME/dateline/config.ron",
        "the configuration; ~/.config unless XDG_CONFIG_HOME says otherwise",
    ),
];

/// How commands end.
const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "it is done, or something was found"),
    ("1", "nothing was found, or check found errors"),
    ("2", "wrong use, or a file that can't be read"),
    ("3", "only a part was found, read or written"),
    ("130", "pick was left without a choice"),
];

/// Prints a page of `program`, or writes all.
///
/// # Errors
///
/// If output can't be written.
pub fn man(args: &ManArgs, mut program: Command) -> io::Result<Outcome> {
    program.build();
    if let Some(folder) = &args.all {
        return write_all(folder, &program);
    }
    let page = match &args.page {
        None => program_page(program)?,
        Some(name) => {
            let topic = TOPICS
                .iter()
                .find(|topic| topic.name == name.trim_start_matches("dateline-"));
            match (topic, program.find_subcommand(name)) {
                (Some(topic), _) => topic_page(topic),
                (None, Some(command)) => command_page(command.clone())?,
                (None, None) => {
                    complain("dateline: there is no such page; see dateline man --help");
                    return Ok(Outcome::Misused);
                }
            }
        }
    };
    args.destination.write_apart(&page)
}

/// Writes every page into the folder of its section.
fn write_all(folder: &Path, program: &Command) -> io::Result<Outcome> {
    let mut pages = vec![("man1/dateline.1".to_owned(), program_page(program.clone())?)];
    let is_ours = |one: &&Command| !one.is_hide_set() && one.get_name() != "help";
    for command in program.get_subcommands().filter(is_ours) {
        let name = format!("man1/dateline-{}.1", command.get_name());
        pages.push((name, command_page(command.clone())?));
    }
    for topic in TOPICS {
        pages.push((format!("man7/dateline-{}.7", topic.name), topic_page(topic)));
    }
    for (name, page) in pages {
        let path = folder.join(name);
        if let Some(section) = path.parent() {
            std::fs::create_dir_all(section)?;
        }
        match save_apart(&path, &page, true) {
            Outcome::Done => {}
            other => return Ok(other),
        }
    }
    Ok(Outcome::Done)
}

fn program_page(program: Command) -> io::Result<String> {
    let mut page = command_page(program)?;
    for (heading, rows) in [
        ("EXIT STATUS", EXIT_STATUS),
        ("ENVIRONMENT", ENVIRONMENT),
        ("FILES", FILES),
    ] {
        page.extend([".SH ", heading, "\n"]);
        for (name, told) in rows {
            page.extend([".TP\n\\fB", name, "\\fR\n", told, "\n"]);
        }
    }
    page.push_str(".SH SEE ALSO\n");
    let topics: Vec<String> = TOPICS
        .iter()
        .map(|topic| format!("\\fBdateline\\-{}\\fR(7)", topic.name))
        .collect();
    page.push_str(&topics.join(", "));
    page.push('\n');
    Ok(page)
}

fn command_page(command: Command) -> io::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn topic_page(topic: &Topic) -> String {
    page_of_markdown(
        &format!("dateline-{}", topic.name),
        topic.about,
        topic.markdown,
    )
}
