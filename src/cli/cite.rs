//! `dateline cite`: the sources of events in a citation style.

use std::io;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::{FileFlag, Outcome, complain, lookup, write};
use crate::format::cite::{Options, STYLES, Style, Subject, cite_all};
use crate::format::document::Item;
use crate::model::Date;
use crate::model::date::parse_natural;
use crate::model::text::cleaned;

const EXAMPLES: &str = "\
Examples:
  dateline cite police-centre
  dateline cite police-centre --style chicago
  dateline cite partnership-report --style apa --locator '¶6' --accessed 2026-11-26
  dateline cite xinhua-shine-2023-09-08 -f examples/handovers.ron --style bibtex
  dateline find tag:victims --format ids | xargs dateline cite --style footnote --

Exit codes: 0 done, 1 an id is unknown or an event has no source, 2 wrong use.";

/// What `cite` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CiteArgs {
    /// Ids of events, whose sources are cited, or of sources
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    files: FileFlag,
    /// In which style
    #[arg(long, short = 's', value_name = "STYLE", default_value = "plain", value_parser = styles())]
    style: &'static Style,
    /// Where in the source, in place of what the citation says: "¶6", "p. 3"
    #[arg(long, value_name = "PLACE")]
    locator: Option<String>,
    /// When the source was seen, in place of what the file says
    #[arg(long, value_name = "DATE", value_parser = date)]
    accessed: Option<Date>,
}

/// Reads the name of a style.
pub fn styles() -> impl TypedValueParser<Value = &'static Style> {
    let names = STYLES
        .iter()
        .map(|style| PossibleValue::new(style.name).help(style.help));
    PossibleValuesParser::new(names).try_map(|name| Style::called(&name).ok_or("no such style"))
}

fn date(text: &str) -> Result<Date, String> {
    parse_natural(text).map_err(|error| cleaned(&error.to_string()))
}

/// Cites.
///
/// # Errors
///
/// If output can't be written.
pub fn cite(args: &CiteArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let chronology = &*loaded.chronology;
    let may_be_cited = |item: &Item| matches!(item, Item::Event(_) | Item::Source(_));
    let (items, is_complete) =
        lookup::with_ids(chronology, &args.ids, "event or source", may_be_cited);
    let mut has_all = is_complete;
    let mut subjects = Vec::new();
    for item in items {
        match item {
            Item::Event(id) => {
                let event = chronology.event(id);
                if event.cites.is_empty() {
                    has_all = false;
                    complain(&format!("dateline: {} cites no source", event.id));
                }
                subjects.push(Subject::Event(id));
            }
            Item::Source(id) => subjects.push(Subject::Source(id)),
            _ => {}
        }
    }
    let options = Options {
        locator: args.locator.as_deref().map(cleaned),
        accessed: args.accessed.clone(),
    };
    if !subjects.is_empty() {
        write(&cite_all(args.style, chronology, &subjects, &options))?;
    }
    Ok(if has_all {
        Outcome::Done
    } else {
        Outcome::Negative
    })
}
