//! `dateline [FILES]`: the explorer on a terminal; a plain list where there is none to draw on.

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, CommandFactory};
use etcetera::BaseStrategy;

use super::config::Config;
use super::loaded::{Loaded, opened};
use super::loader::News;
use super::open_files::{FilesOnDisk, OpenFiles};
use super::run_query::{Corrections, complain_of_nothing, outside, run_query};
use super::{FileArgs, Outcome, arguments, complain, threads, write};
use crate::explorer::base::wrap::width;
use crate::explorer::state::current::CitationStyle;
use crate::explorer::{COMMANDS, Message, Size, State};
use crate::format::cite::style_choices;
use crate::format::render::Style;
use crate::model::problem::quoted;
use crate::model::suggest::nearest;
use crate::model::text::one_line;
use crate::model::{Chronology, EventId, Meeting};
use crate::terminal::{self, LiveFiles, Session, SessionEnd};
use crate::view::Look;
use crate::wire::{Environment, Presentation};

/// What the explorer is told.
#[derive(Debug, Args)]
pub struct ExploreArgs {
    #[command(flatten)]
    files: FileArgs,
    /// Run no program and write no file: no editor, no shell to stop to, for guests
    #[arg(long)]
    no_shell: bool,
    /// Do not read files again when they are saved
    #[arg(long)]
    no_watch: bool,
    /// Show only what this query finds
    #[arg(long, value_name = "QUERY", value_parser = arguments::query())]
    query: Option<String>,
}

/// Explores.
///
/// # Errors
///
/// If output can't be written.
pub fn explore(args: &ExploreArgs) -> io::Result<Outcome> {
    let (mut environment, config) = match surroundings() {
        Ok(surroundings) => surroundings,
        Err(outcome) => return Ok(outcome),
    };
    environment.without_shell = args.no_shell;
    match environment.presentation() {
        Presentation::Plain => list(args),
        Presentation::Screen(look) => {
            let watches = config.watch && !args.no_watch;
            let state = state(args.query.as_deref(), config);
            let open = OpenFiles::default();
            let session = session(&args.files, state, (environment, look), &open);
            Ok(screen(live(session, &args.files, &open, watches)))
        }
    }
}

/// The environment and the configuration.
///
/// # Errors
///
/// If the configuration can't be read: then it is said, and this is how the command ends.
pub fn surroundings() -> Result<(Environment, Config), Outcome> {
    let config = Config::read().map_err(|told| {
        complain(&told);
        Outcome::Misused
    })?;
    let mut environment = Environment::read();
    environment.config = config.colours;
    environment.without_mouse = !config.mouse;
    Ok((environment, config))
}

/// A state that asks `query` as soon as the files are open, with the person's own keys, queries and style.
pub fn state(query: Option<&str>, config: Config) -> State {
    // The terminal says its size first thing; until then any does.
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut state = State::new(size, COMMANDS)
        .asking(query.unwrap_or_default())
        .outside(outside())
        .citing(styles())
        .keyed(config.keymap)
        .saving(config.queries);
    state.notice = config.told;
    if let Some(choice) = config.style {
        let name = choice.name();
        let at = state.styles.iter().position(|known| *known.name == *name);
        state.style = at.unwrap_or_default();
    }
    state
}

/// The citation styles, as the explorer lists them.
pub fn styles() -> Vec<CitationStyle> {
    style_choices()
        .map(|choice| CitationStyle {
            name: choice.name().into(),
            help: choice.help(),
        })
        .collect()
}

/// Shows a session on the terminal.
pub fn screen(session: Session) -> Outcome {
    // Here, where the pool may use this thread if there are no others: then there is no screen either, and that is said.
    threads::start();
    match terminal::run(session) {
        Ok(ended) => match ended.end {
            SessionEnd::Quit => Outcome::Done,
            SessionEnd::Signal(signal) => Outcome::Ended(terminal::die_of(signal)),
        },
        Err(error) => {
            complain(&error.to_string());
            Outcome::Misused
        }
    }
}

/// The same session, whose files are read again: when they are saved if it `watches`, and after the person edited one.
pub fn live(session: Session, files: &FileArgs, open: &OpenFiles, watches: bool) -> Session {
    let live: Box<dyn LiveFiles> = Box::new(FilesOnDisk {
        files: files.clone(),
        open: open.clone(),
    });
    Session {
        live: Some(live),
        watches,
        ..session
    }
}

/// A session that loads `files` on a thread into `open`, unless they are there already, and reads notes and finds lines in
/// what was loaded.
pub fn session(
    files: &FileArgs,
    state: State,
    (environment, look): (Environment, Look),
    open: &OpenFiles,
) -> Session {
    let (opening, files) = (open.clone(), files.clone());
    let notes = open.clone();
    let lines = open.clone();
    let stages = if environment.without_shell {
        None
    } else {
        stages()
    };
    Session {
        state,
        look,
        environment,
        live: None,
        watches: false,
        load: Box::new(move |news| {
            if let Some(loaded) = opening.get() {
                return Ok(loaded.opened());
            }
            let mut watch = |told| {
                news(match told {
                    News::Progress { done, of } => Message::Loading { done, of },
                    News::Preview(chronology) => Message::Preview(Box::new(opened(chronology))),
                });
            };
            let loaded = files.load_watched(&mut watch);
            if loaded.is_unreadable() {
                return Err(loaded.report(Style::default()));
            }
            let opened = loaded.opened();
            opening.set(loaded);
            Ok(opened)
        }),
        read_note: Arc::new(move |chronology, source| {
            loaded_as(&notes, chronology)?.note_of(source)
        }),
        stages,
        locate: Box::new(move |chronology, position| {
            loaded_as(&lines, chronology)?.line_of(position)
        }),
    }
}

/// What was loaded, if the ids and positions of `chronology` mean something in it: it may have been read again just now.
fn loaded_as(open: &OpenFiles, chronology: &Chronology) -> Result<Arc<Loaded>, String> {
    let loaded = open.get();
    let same = loaded.filter(|loaded| std::ptr::eq(Arc::as_ptr(&loaded.chronology), chronology));
    same.ok_or_else(|| "The files are being read.".to_owned())
}

/// The folder for the socket between the stage of a briefing and the speaker's screen.
fn stages() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    // Nobody's home is made.
    if !folders.home_dir().is_dir() {
        return None;
    }
    Some(folders.state_dir()?.join("dateline").join("stages"))
}

/// A command that is to come.
const NOT_YET: &str = "serve";

/// What to say where the first file is none, but a command that is to come or nearly one that is there.
pub fn no_command(args: &ExploreArgs) -> Option<String> {
    let paths = args.files.paths();
    let first = paths.first()?;
    if first.exists() {
        return None;
    }
    let word = first.to_str()?;
    if word == NOT_YET {
        return Some(format!(
            "dateline: the command {} is not there yet",
            quoted(word)
        ));
    }
    let commands = super::Cli::command();
    let names = commands
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(clap::Command::get_name);
    let help = match (nearest(word, names), args.files.words()) {
        (Some(near), _) => format!("did you mean dateline {near}?"),
        (None, Some(words)) => format!("dateline find '{words}' looks for it"),
        (None, None) => return None,
    };
    Some(format!(
        "dateline: {} is neither a file nor a command; {help}",
        quoted(word)
    ))
}

/// A line an event: date, status, title.
fn list(args: &ExploreArgs) -> io::Result<Outcome> {
    let loaded = args.files.load();
    if loaded.has_faults() {
        complain(&loaded.report(Style::default()));
    }
    if loaded.is_unreadable() {
        return Ok(Outcome::Misused);
    }
    let text = args.query.as_deref().unwrap_or_default();
    let run = match run_query(&loaded, text, Corrections::Offered) {
        Ok(run) => run,
        Err(outcome) => return Ok(outcome),
    };
    let found = &run.found;
    if found.is_empty() && !text.is_empty() {
        complain_of_nothing(&run, text);
        return Ok(Outcome::Negative);
    }
    let rows: Vec<(EventId, String, Meeting)> = found
        .by_date()
        .iter()
        .map(|hit| {
            (
                hit.event,
                loaded.chronology.event(hit.event).date_shown(),
                hit.certainty,
            )
        })
        .collect();
    let column = rows
        .iter()
        .map(|(_, date, _)| width(date))
        .max()
        .unwrap_or(0);
    let mut lines = String::new();
    for (id, date, certainty) in &rows {
        let event = loaded.chronology.event(*id);
        let pad = " ".repeat(column - width(date));
        let possible = if *certainty == Meeting::Possible {
            "possible  "
        } else {
            ""
        };
        let disputed = if event.disputed { ", disputed" } else { "" };
        // A text can't be shorter for a failed write to a String: there is none.
        let _ = writeln!(
            lines,
            "{date}{pad}  {possible}{}  ({}{disputed})",
            one_line(&event.title),
            event.status.word(),
        );
    }
    write(&lines)?;
    Ok(Outcome::Done)
}
