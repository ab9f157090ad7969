//! `dateline export QUERY --format FORMAT`: what a query finds, as a document.

use std::io;

use chrono::{DateTime, Datelike, Timelike, Utc};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::output::Destination;
use super::run_query::{Corrections, QueryRun, complain_of_nothing, run_query};
use super::{FileArgs, Outcome, arguments, complain};
use crate::format::cite::{Style, style};
use crate::format::export::{
    EXPORTERS, ExportOptions, Exported, Exporter, Extract, Made, NOTE_STYLES, named, of_extension,
};
use crate::model::date::Day;
use crate::model::{EventId, Meeting};

/// The variable that says when an export is made, in seconds since 1970, so that builds can be repeated
/// (reproducible-builds.org).
const MADE_VARIABLE: &str = "SOURCE_DATE_EPOCH";

const EXAMPLES: &str = "\
Examples:
  dateline export 'kind:sanctions' --format md
  dateline export '' --format csv events.ron examples/handovers.ron
  dateline export 'during:2023-10' -o october.html --force && ls october.html
  dateline export 'actor:\"Saw Chit Thu\"' --format svg

Exit codes: 0 it is written, 1 nothing matched, 2 the query or a file is wrong.";

/// What `--force` does here.
const FORCE: &str = "Write over a file that is there; write also where a date can't be read";

/// What `export` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("force", |force| force.help(FORCE)))]
pub struct ExportArgs {
    /// What to export, in the words of the search; '' is everything
    #[arg(value_name = "QUERY", value_parser = arguments::query(), allow_hyphen_values = true)]
    query: String,
    #[command(flatten)]
    files: FileArgs,
    /// In which format; else the ending of the output file tells
    #[arg(long, alias = "to", value_name = "FORMAT", value_parser = formats(), required_unless_present = "output")]
    format: Option<&'static Exporter>,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    shape: ShapeArgs,
    /// Take a word that is nowhere as the nearest that is
    #[arg(long, alias = "fuzzy")]
    correct: bool,
}

/// What some formats can be told.
#[derive(Debug, Args)]
struct ShapeArgs {
    /// A title of your own, in place of the chronology's
    #[arg(long, value_name = "TEXT", value_parser = arguments::query())]
    title: Option<String>,
    /// How wide the drawing is, in pixels (svg, html)
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u16).range(480..=20_000))]
    width: Option<u16>,
    /// Give a lane only to so many actors, those with most events (svg, html)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    lanes: Option<u16>,
    /// The style of the citations in the notes (md)
    #[arg(long, value_name = "STYLE", value_parser = styles())]
    style: Option<&'static Style>,
    /// Begin with the mark by which Excel knows UTF-8 (csv)
    #[arg(long)]
    bom: bool,
}

impl ShapeArgs {
    /// The first option that this format has no use for.
    fn unused(&self, exporter: &Exporter) -> Option<&'static str> {
        let is_drawn = ["svg", "html"].contains(&exporter.name);
        [
            ("--width", self.width.is_some() && !is_drawn),
            ("--lanes", self.lanes.is_some() && !is_drawn),
            ("--style", self.style.is_some() && exporter.name != "md"),
            ("--bom", self.bom && exporter.name != "csv"),
        ]
        .into_iter()
        .find_map(|(name, is_unused)| is_unused.then_some(name))
    }

    fn options(&self) -> ExportOptions<'_> {
        ExportOptions {
            title: self.title.as_deref(),
            width: self.width,
            lanes: self.lanes.map(usize::from),
            style: self.style,
            bom: self.bom,
        }
    }
}

/// Reads the name of a style that notes can have.
fn styles() -> impl TypedValueParser<Value = &'static Style> {
    PossibleValuesParser::new(
        NOTE_STYLES
            .iter()
            .filter_map(|name| style(name))
            .map(|style| PossibleValue::new(style.name).help(style.help)),
    )
    .try_map(|name| style(&name).ok_or("there is no such style"))
}

/// Reads the name of an exporter; the table is its help.
fn formats() -> impl TypedValueParser<Value = &'static Exporter> {
    PossibleValuesParser::new(
        EXPORTERS
            .iter()
            .map(|exporter| PossibleValue::new(exporter.name).help(exporter.about)),
    )
    .try_map(|name| named(&name).ok_or("there is no such format"))
}

/// From so many bytes on it is said how much is written.
const BIG: usize = 10_000_000;

/// Exports.
///
/// # Errors
///
/// If output can't be written.
pub fn export(args: &ExportArgs) -> io::Result<Outcome> {
    let Some(exporter) = args
        .format
        .or_else(|| of_extension(args.destination.extension()?))
    else {
        complain("dateline: say with --format in which format: the ending of the file tells none");
        return Ok(Outcome::Misused);
    };
    if let Some(option) = args.shape.unused(exporter) {
        complain(&format!(
            "dateline: {option} means nothing to {}",
            exporter.name
        ));
        return Ok(Outcome::Misused);
    }
    let loaded = match args.files.open_for(&args.query) {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let run = match run_query(&loaded, &args.query, Corrections::taken_if(args.correct)) {
        Ok(run) => run,
        Err(outcome) => return Ok(outcome),
    };
    if run.found.is_empty() {
        complain_of_nothing(&run, &args.query);
        return Ok(Outcome::Negative);
    }
    let QueryRun {
        index,
        query,
        found,
        ..
    } = run;
    // It takes as much memory as what is written.
    drop(index);
    let events: Vec<(EventId, Meeting)> = found
        .by_date()
        .iter()
        .map(|hit| (hit.event, hit.certainty))
        .collect();
    let unreadable = events.iter().filter(|(id, _)| {
        let event = loaded.chronology.event(*id);
        event.date.is_unreadable()
    });
    let unreadable = unreadable.count();
    if unreadable > 0 && !args.destination.force {
        complain(&format!(
            "dateline: {unreadable} of the dates can't be read, so nothing is written; `dateline check` says where, --force exports them as unreadable"
        ));
        return Ok(Outcome::Misused);
    }
    let Exported { text, remarks } = exporter.write(&Extract {
        chronology: &loaded.chronology,
        events: &events,
        asked: args.query.trim(),
        has_period: query.has_period(),
        made: made(),
        options: args.shape.options(),
    });
    if text.len() >= BIG {
        complain(&format!(
            "dateline: {} MB of {} are written",
            text.len() / 1_000_000,
            exporter.name
        ));
    }
    let outcome = args.destination.write(&text, &loaded)?;
    if outcome == Outcome::Done {
        for remark in remarks {
            complain(&format!("dateline: {remark}"));
        }
    }
    Ok(outcome)
}

/// Now, or what stands for it.
pub(super) fn made() -> Option<Made> {
    let said = std::env::var(MADE_VARIABLE)
        .ok()
        .and_then(|said| DateTime::from_timestamp(said.parse().ok()?, 0));
    let now = said.unwrap_or_else(Utc::now);
    let part = |number: u32| u8::try_from(number).ok();
    Some(Made {
        day: Day::from_civil(i64::from(now.year()), part(now.month())?, part(now.day())?)?,
        second: now.num_seconds_from_midnight(),
    })
}
