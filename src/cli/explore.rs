//! `dateline [FILES]`: the explorer on a terminal; a plain list where there is none to draw on.

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::asking::{ask, outside};
use super::check::report;
use super::config::Config;
use super::files::Loaded;
use super::loader::News;
use super::{ExploreArgs, FileArgs, Outcome, complain, unkept, write};
use crate::axis;
use crate::explorer::state::CitationStyle;
use crate::explorer::wrap::width;
use crate::explorer::{Calendar, Fault, Message, NoteText, Opened, Size, State};
use crate::format::cite::STYLES;
use crate::format::diagnostic::{Diagnostic, Severity};
use crate::format::locate::place_of;
use crate::format::render::Style;
use crate::model::problem::{Hop, Site};
use crate::model::record::Position;
use crate::model::text::one_line;
use crate::model::{Chronology, EventId, Meeting, SourceId};
use crate::query::Index;
use crate::terminal::{self, End, Session};
use crate::view::Look;
use crate::wire::{Choice, Environment};

/// Explores.
///
/// # Errors
///
/// If output can't be written.
pub fn explore(args: &ExploreArgs) -> io::Result<Outcome> {
    let (environment, config) = match surroundings() {
        Ok(surroundings) => surroundings,
        Err(outcome) => return Ok(outcome),
    };
    match environment.choose() {
        Choice::Plain => list(args),
        Choice::Screen(look) => {
            let state = state(args.query.as_deref(), config);
            Ok(screen(args.files.clone(), state, environment, look))
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
    Ok((environment, config))
}

/// A state that asks `query` as soon as the files are open, with the person's own keys, queries and style.
pub fn state(query: Option<&str>, config: Config) -> State {
    // The terminal says its size first thing; until then any does.
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut state = State::new(size)
        .asking(query.unwrap_or_default())
        .outside(outside())
        .citing(styles())
        .keyed(config.keymap)
        .saving(config.queries);
    if let Some(style) = config.style {
        let at = state
            .styles
            .iter()
            .position(|known| known.name == style.name);
        state.style = at.unwrap_or_default();
    }
    state
}

/// The citation styles, as the explorer lists them.
pub fn styles() -> Vec<CitationStyle> {
    STYLES
        .iter()
        .map(|style| CitationStyle {
            name: style.name,
            help: style.help,
        })
        .collect()
}

/// Shows `state` on the terminal, with `files` loaded on a thread.
pub fn screen(files: FileArgs, state: State, environment: Environment, look: Look) -> Outcome {
    let shared = Arc::default();
    match terminal::run(session(files, state, (environment, look), &shared)) {
        Ok(ended) => match ended.end {
            End::Quit => Outcome::Done,
            End::Signal(signal) => Outcome::Ended(terminal::die_of(signal)),
        },
        Err(error) => {
            complain(&error.to_string());
            Outcome::Misused
        }
    }
}

/// A session that loads `files` on a thread into `shared`, and reads notes and finds lines in what was loaded.
pub fn session(
    files: FileArgs,
    state: State,
    (environment, look): (Environment, Look),
    shared: &Arc<OnceLock<Loaded>>,
) -> Session {
    let opening = Arc::clone(shared);
    let notes = Arc::clone(shared);
    let lines = Arc::clone(shared);
    Session {
        state,
        look,
        environment,
        load: Box::new(move |news| {
            let mut watch = |told| {
                news(match told {
                    News::Progress { done, of } => Message::Loading { done, of },
                    News::Preview(chronology) => {
                        Message::Preview(Box::new(opened(chronology, Vec::new())))
                    }
                });
            };
            let loaded = opening.get_or_init(|| files.load_watched(&mut watch));
            if loaded.is_unreadable() {
                return Err(report(loaded, Style::default()));
            }
            Ok(loaded.opened())
        }),
        read_note: Arc::new(move |_, source| {
            notes.get().map_or_else(
                || Err("The files are not open yet.".to_owned()),
                |loaded| loaded.note_of(source),
            )
        }),
        locate: Box::new(move |_, position| {
            lines.get().map_or_else(
                || Err("The files are not open yet.".to_owned()),
                |loaded| loaded.line_of(position),
            )
        }),
    }
}

/// A line an event: date, status, title.
fn list(args: &ExploreArgs) -> io::Result<Outcome> {
    let loaded = args.files.load();
    if loaded.has_faults() {
        complain(&report(&loaded, Style::default()));
    }
    if loaded.is_unreadable() {
        return Ok(Outcome::Misused);
    }
    let text = args.query.as_deref().unwrap_or_default();
    let found = match ask(&loaded, text) {
        Ok(asked) => asked.found,
        Err(outcome) => return Ok(outcome),
    };
    let rows: Vec<(EventId, String, Meeting)> = found
        .by_date()
        .iter()
        .map(|hit| {
            (
                hit.event,
                loaded.chronology.event(hit.event).date.shown(),
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
    Ok(if rows.is_empty() && !text.is_empty() {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// What the explorer opens.
pub fn opened(chronology: Arc<Chronology>, faults: Vec<Fault>) -> Opened {
    Opened {
        index: Arc::new(Index::new(Arc::clone(&chronology))),
        calendar: Arc::new(Calendar::new(&chronology)),
        extent: axis::extent(&chronology),
        chronology,
        faults,
    }
}

impl Loaded {
    /// Whether nothing could be read at all.
    pub(super) fn is_unreadable(&self) -> bool {
        self.unreadable > 0 && self.files.is_empty()
    }

    /// Whether anything is wrong that is worth more than a note.
    pub(super) fn has_faults(&self) -> bool {
        self.errors() + self.warnings() > 0
    }

    /// What the explorer opens. Slow for a large chronology: it is indexed here.
    pub fn opened(&self) -> Opened {
        let faults = self
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity != Severity::Note)
            .map(|diagnostic| self.fault(diagnostic))
            .collect();
        opened(Arc::clone(&self.chronology), faults)
    }

    fn fault(&self, diagnostic: &Diagnostic) -> Fault {
        let place = diagnostic.place.as_ref().and_then(|place| {
            let file = self.files.get(place.file)?;
            let at = file.line_column(place.range.start);
            Some(format!("{}:{}:{}", file.name(), at.line, at.column))
        });
        Fault {
            is_error: diagnostic.severity == Severity::Error,
            place: place.unwrap_or_default(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }

    /// The note of a source: from its file, or from the program where it is built in.
    ///
    /// # Errors
    ///
    /// Why it can't be read, in a sentence for the screen.
    pub fn note_of(&self, source: SourceId) -> Result<NoteText, String> {
        let path = &*self.chronology.source(source).file;
        if path.is_empty() {
            return Err("The source has no note.".to_owned());
        }
        let note = self
            .note(path)
            .map_err(|error| format!("The note {path} can't be read: {error}."))?;
        Ok(NoteText {
            fields: note.fields,
            paragraphs: note
                .paragraphs
                .into_iter()
                .map(|paragraph| (paragraph.locator, paragraph.text))
                .collect(),
        })
    }

    /// The file and the line (from 1) where an event is written.
    fn line_of(&self, position: Position) -> Result<(PathBuf, u32), String> {
        let file = usize::from(position.file);
        let unknown = || "It is not known where the event is written.".to_owned();
        let source = self.files.get(file).ok_or_else(unknown)?;
        let path = PathBuf::from(source.name());
        if !path.is_file() {
            return Err(format!("{} can't be edited: it is no file.", source.name()));
        }
        let item = usize::try_from(position.item).map_err(|_| unknown())?;
        let site = Site {
            file,
            path: vec![Hop::Field("events"), Hop::Item(item)],
            within: None,
        };
        let again = self.unkept.iter().find(|(unkept, _)| *unkept == file);
        let again = again.and_then(|(_, path)| unkept::read(path));
        let source = again.as_ref().unwrap_or(source);
        let place = place_of(&site, source);
        let line = source.line_column(place.range.start).line;
        Ok((path, u32::try_from(line).unwrap_or(1)))
    }
}
