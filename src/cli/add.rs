//! `dateline add`: an event is appended to a file. Every other byte of it stays, and what `check` would refuse is not written.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::loader::{load_named, shown};
use super::save::save_apart;
use super::{Outcome, complain, write};
use crate::format::render::Style;
use crate::format::ron::edit::with_event;
use crate::model::record::{CitationRecord, EventRecord, ParticipationRecord, Position};
use crate::model::{Chronology, Status};
use crate::query::fold;

const EXAMPLES: &str = "\
Examples:
  dateline add --date 2023-10 --title Raid --status reported --dry-run
  dateline add -f events.ron --title 'A meeting' --actor china=party --dry-run

On a terminal, without --title, it asks for what an event needs.

Exit codes: 0 it is added, 2 it would not be sound, or the file can't be written.";

/// What `add` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArgs {
    /// The chronology that it is added to
    #[arg(short, long, value_name = "FILE", default_value = "events.ron")]
    file: PathBuf,
    /// What happened, in a line
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// When (EDTF); without one, it is undated
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// No source states the date
    #[arg(long)]
    inferred: bool,
    /// The event's id; else made of the title
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// What happened, in a paragraph
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// What kind of event it is, in one word
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// How sure it is
    #[arg(long, value_name = "STATUS", value_parser = statuses())]
    status: Option<Status>,
    /// An actor and its role; may be repeated
    #[arg(long, value_name = "ID=ROLE", value_parser = participation)]
    actor: Vec<(String, String)>,
    /// The id of a place; may be repeated
    #[arg(long, value_name = "ID")]
    place: Vec<String>,
    /// A free word; may be repeated
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,
    /// The id of the source that it rests on
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Where in the source: ¶6, p. 3
    #[arg(long, value_name = "LOCATOR", requires = "source")]
    at: Option<String>,
    /// What the source says there, in your own words
    #[arg(long, value_name = "TEXT", requires = "source")]
    says: Option<String>,
    /// The source's own words
    #[arg(long, value_name = "TEXT", requires = "source")]
    quote: Option<String>,
    /// How credible that is, 1 to 6
    #[arg(long, value_name = "FIGURE", requires = "source")]
    credibility: Option<u8>,
    /// Print the file as it would be, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

fn statuses() -> impl TypedValueParser<Value = Status> {
    let named = Status::ALL.iter().filter_map(|status| status.code());
    PossibleValuesParser::new(named).try_map(|name| {
        let found = Status::ALL
            .iter()
            .find(|status| status.code() == Some(&*name));
        found.copied().ok_or("there is no such status")
    })
}

/// Reads "china=party".
fn participation(words: &str) -> Result<(String, String), &'static str> {
    let (id, role) = words.split_once('=').ok_or("write it as ID=ROLE")?;
    Ok((id.to_owned(), role.to_owned()))
}

/// Appends an event.
///
/// # Errors
///
/// If output can't be written, or a question not asked.
pub fn add(args: &AddArgs) -> io::Result<Outcome> {
    let Some(text) = read(&args.file) else {
        return Ok(Outcome::Misused);
    };
    let (mark, body) = match text.strip_prefix('\u{FEFF}') {
        Some(body) => ("\u{FEFF}", body),
        None => ("", &*text),
    };
    let name = args.file.to_string_lossy();
    let loaded_of = |text: &str| load_named([(&*name, &*args.file, text.as_bytes())].into_iter());
    let loaded = loaded_of(body);
    if loaded.errors() > 0 {
        complain(&loaded.report(Style::default()));
        complain("dateline: nothing is added to a file with errors");
        return Ok(Outcome::Misused);
    }
    let Some(event) = event(args, &loaded.chronology)? else {
        complain("dateline: --title says what happened");
        return Ok(Outcome::Misused);
    };
    let Some(with) = with_event(body, &event) else {
        complain(&format!(
            "dateline: {} is no chronology in RON",
            shown(&args.file)
        ));
        return Ok(Outcome::Misused);
    };
    let after = loaded_of(&with);
    if after.errors() > 0 {
        complain(&after.report(Style::default()));
        complain("dateline: so it would be; nothing is written");
        return Ok(Outcome::Misused);
    }
    if after.chronology.events().len() != loaded.chronology.events().len() + 1 {
        complain(&format!(
            "dateline: nothing can be added to {}",
            shown(&args.file)
        ));
        return Ok(Outcome::Misused);
    }
    let with = [mark, &with].concat();
    if args.dry_run {
        return write(&with).map(|()| Outcome::Done);
    }
    let outcome = save_apart(&args.file, &with, true);
    if outcome == Outcome::Done {
        complain(&format!(
            "dateline: {} is added to {}",
            &*event.id,
            shown(&args.file)
        ));
    }
    Ok(outcome)
}

/// The text of the file; why there is none is said.
fn read(file: &Path) -> Option<String> {
    let why = match fs::read(file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(_) => "it is not in UTF-8".to_owned(),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            "there is no such file; dateline init writes one".to_owned()
        }
        Err(error) => error.to_string(),
    };
    complain(&format!("dateline: can't add to {}: {why}", shown(file)));
    None
}

/// The event that flags or answers tell; `None` without a title.
fn event(args: &AddArgs, chronology: &Chronology) -> io::Result<Option<EventRecord>> {
    let (mut title, mut date) = (args.title.clone(), args.date.clone());
    let mut source = args.source.clone();
    if title.is_none() && io::stdin().is_terminal() && io::stderr().is_terminal() {
        title = asked("What happened, in a line: ")?;
        if title.is_some() {
            date = match date {
                Some(date) => Some(date),
                None => asked("When, as 2023-10-10, 2023-10 or 2023~; empty if not known: ")?,
            };
            source = match source {
                Some(source) => Some(source),
                None => asked("The id of the source that says so; empty if there is none: ")?,
            };
        }
    }
    let Some(title) = title else {
        return Ok(None);
    };
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let words = |words: &[String]| words.iter().map(|word| word.as_str().into()).collect();
    let id = args.id.clone().unwrap_or_else(|| id_of(&title, chronology));
    Ok(Some(EventRecord {
        id: id.as_str().into(),
        date: date.unwrap_or_default().as_str().into(),
        date_note: "".into(),
        inferred: args.inferred,
        title: title.into(),
        summary: or_empty(&args.summary).into(),
        kind: or_empty(&args.kind).as_str().into(),
        status: args.status.unwrap_or_default(),
        actors: args
            .actor
            .iter()
            .map(|(id, role)| ParticipationRecord {
                id: id.as_str().into(),
                role: role.as_str().into(),
                note: "".into(),
            })
            .collect(),
        places: words(&args.place),
        tags: words(&args.tag),
        cites: source
            .iter()
            .map(|source| CitationRecord {
                source: source.as_str().into(),
                at: or_empty(&args.at).as_str().into(),
                says: or_empty(&args.says).into(),
                quote: or_empty(&args.quote).into(),
                credibility: args.credibility,
                ..CitationRecord::default()
            })
            .collect(),
        note: "".into(),
        position: Position::default(),
        is_date_told: false,
    }))
}

/// The answer to a question on the terminal; `None` if it is blank.
fn asked(question: &str) -> io::Result<Option<String>> {
    let mut error = io::stderr();
    error.write_all(question.as_bytes())?;
    error.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let answer = answer.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}

/// How many words of a title an id has.
const ID_WORDS: usize = 5;

/// An id of the first words of a title, that no event has.
fn id_of(title: &str, chronology: &Chronology) -> String {
    let folded = fold(title);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(ID_WORDS)
        .collect();
    let first = if words.is_empty() {
        "event".to_owned()
    } else {
        words.join("-")
    };
    let known: HashSet<&str> = chronology.events().iter().map(|event| &*event.id).collect();
    let more = (2_u64..).map(|nth| format!("{first}-{nth}"));
    std::iter::once(first.clone())
        .chain(more)
        .find(|id| !known.contains(&**id))
        .unwrap_or(first)
}
