//! `dateline check`: everything that is wrong with files, and what breaks the rules of `lint`, in one run.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use crate::explorer::pane::focused_page;
use crate::explorer::state::briefing::Brief;
use crate::explorer::{COMMANDS, Size, State};
use crate::format::render::Style;
use crate::format::{lines, sarif};

use super::lint::fix::{Fix, mend};
use super::lint::{ALL, Levels, Lint, RULES, lint};
use super::loaded::Loaded;
use super::output::Destination;
use super::{FileArgs, Outcome, complain};

const EXAMPLES: &str = "\
Examples:
  dateline check events.ron examples/
  dateline check events.ron --format plain
  dateline check events.ron --rehearse
  dateline check events.ron --deny single-source --allow no-status
  dateline check events.ron --format sarif | head -3

A file says itself which rules it need not keep: allow: [(rule: \"undated\", why: \"the report gives no dates\")]

Exit codes: 0 no errors, 1 errors, 2 a file can't be read or mended.";

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
    /// What breaks this rule is an error; `all` is every rule; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    deny: Vec<String>,
    /// What breaks this rule is not told; `all` is every rule; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    allow: Vec<String>,
    /// Mend in the files what has one right form: quotation marks, locators, addresses
    #[arg(long)]
    fix: bool,
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
    #[value(alias = "text")]
    Full,
    /// One line each: file, line, column, kind, message
    Plain,
    /// One JSON object each, a line each
    Json,
    /// A SARIF log, which code hosts and editors show
    Sarif,
    /// Commands that GitHub Actions shows beside a change
    Github,
}

/// Reads the name of a rule; the table is its help.
fn rules() -> PossibleValuesParser {
    let all = PossibleValue::new(ALL).help("every rule");
    let rules = RULES
        .iter()
        .map(|rule| PossibleValue::new(rule.name).help(rule.about));
    std::iter::once(all).chain(rules).collect::<Vec<_>>().into()
}

/// Reports everything that is wrong with files.
///
/// # Errors
///
/// If output can't be written.
pub fn check(args: &CheckArgs) -> io::Result<Outcome> {
    let (mut loaded, mut fixes) = checked(args);
    let mut mended = Outcome::Done;
    let to_mend = fixes.as_ref().filter(|fixes| args.fix && !fixes.is_empty());
    if let Some(to_mend) = to_mend {
        mended = mend(&loaded, to_mend);
        (loaded, fixes) = checked(args);
    }
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
        CheckFormat::Github => lines::github(found, &loaded.files),
        CheckFormat::Sarif => {
            let rules = RULES.iter().map(|rule| (rule.name, rule.about));
            sarif::log(found, &loaded.files, rules)
        }
    };
    if fixes.is_none() && args.format == CheckFormat::Full {
        text.push_str("rules are looked at once there is no error\n");
    }
    if args.rehearse {
        text.push_str(&rehearsed(&loaded));
    }
    let outcome = args.destination.write(&text, &loaded)?;
    if outcome != Outcome::Done {
        return Ok(outcome);
    }
    Ok(if mended != Outcome::Done {
        mended
    } else if loaded.unreadable > 0 {
        Outcome::Misused
    } else if loaded.errors() > 0 {
        Outcome::Negative
    } else {
        Outcome::Done
    })
}

/// The files, read, with all that is wrong with them, and how to mend what breaks rules: `None` if they wait for files without
/// errors.
fn checked(args: &CheckArgs) -> (Loaded, Option<Vec<Fix>>) {
    let mut loaded = args.files.load();
    loaded.check_notes();
    // What could not be read may be what a rule asks for.
    if loaded.errors() > 0 {
        return (loaded, None);
    }
    let levels = Levels {
        denied: &args.deny,
        allowed: &args.allow,
    };
    let Lint { problems, fixes } = lint(&loaded.chronology, &loaded.allowed, levels);
    loaded.add_problems(problems);
    (loaded, Some(fixes))
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
