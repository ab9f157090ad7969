//! `dateline check`: everything that is wrong with files, in one run.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};

use crate::explorer::pane::focused_page;
use crate::explorer::state::briefing::Brief;
use crate::explorer::{COMMANDS, Size, State};
use crate::format::lines;
use crate::format::render::Style;

use super::loaded::Loaded;
use super::output::Destination;
use super::{FileArgs, Outcome, complain};

const EXAMPLES: &str = "\
Examples:
  dateline check events.ron examples/
  dateline check events.ron --format plain
  dateline check events.ron --rehearse

Exit codes: 0 no errors, 1 errors, 2 a file can't be read.";

/// What `check` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    #[command(flatten)]
    files: FileArgs,
    /// How to show what is found
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: CheckFormat,
    /// Show the first 1,000 errors, warnings and notes each, not the first 100 only
    #[arg(long)]
    all: bool,
    /// Warn of steps of briefings that 80×24 can't show at once
    #[arg(long)]
    rehearse: bool,
    #[command(flatten)]
    destination: Destination,
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// With the line and a caret
    Full,
    /// One line each: file, line, column, kind, message
    Plain,
    /// One JSON object each, a line each
    Json,
}

/// Reports everything that is wrong with files.
///
/// # Errors
///
/// If output can't be written.
pub fn check(args: &CheckArgs) -> io::Result<Outcome> {
    let mut loaded = args.files.load();
    loaded.check_notes();
    let style = Style {
        colour: colour() && args.destination.file().is_none(),
        most: if args.all {
            usize::MAX
        } else {
            Style::default().most
        },
        ..Style::default()
    };
    let found = loaded.diagnostics();
    let rest = found.total() - found.len();
    if rest > 0 && args.format != CheckFormat::Full {
        complain(&format!("dateline: {rest} more are counted, not listed"));
    }
    let mut text = match args.format {
        CheckFormat::Full => loaded.report(style),
        CheckFormat::Plain => lines::plain(found, &loaded.files),
        CheckFormat::Json => lines::json(found, &loaded.files),
    };
    if args.rehearse {
        text.push_str(&rehearsed(&loaded));
    }
    let outcome = args.destination.write(&text, &loaded)?;
    if outcome != Outcome::Done {
        return Ok(outcome);
    }
    Ok(if loaded.unreadable > 0 {
        Outcome::Misused
    } else if loaded.errors() > 0 {
        Outcome::Negative
    } else {
        Outcome::Done
    })
}

/// The screen that briefings are rehearsed on.
const REHEARSED: Size = Size {
    width: 80,
    height: 24,
};

/// A line for each step that is longer than the screen of most projectors.
fn rehearsed(loaded: &Loaded) -> String {
    let mut told = String::new();
    let mut state = State::new(REHEARSED, COMMANDS);
    state.opened = loaded.opened();
    for id in loaded.chronology.briefing_ids() {
        state.brief = Brief::of(&loaded.chronology, id);
        let steps = state.brief.as_ref().map_or(0, |brief| brief.steps.len());
        for at in 0..steps {
            if let Some(brief) = &mut state.brief {
                brief.at = at;
            }
            let (page, height) = focused_page(&state);
            let more = page.len().saturating_sub(height);
            if more > 0 {
                let briefing = loaded.chronology.briefing(id);
                let lines = if more == 1 { "line" } else { "lines" };
                // Writing to a String can't fail.
                let _ = writeln!(
                    told,
                    "{}: step {} has {more} {lines} more than 80×24 shows; they scroll",
                    briefing.id,
                    at + 1
                );
            }
        }
    }
    told
}

/// Whether standard output is to be coloured.
fn colour() -> bool {
    let says = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    io::stdout().is_terminal()
        && says("NO_COLOR").is_none()
        && says("TERM").is_some_and(|term| term != "dumb")
}
