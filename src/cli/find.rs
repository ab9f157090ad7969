//! `dateline find`: the events that a query finds, in a line each.

use std::io;
use std::mem::ManuallyDrop;

use clap::{Args, ValueEnum};

use super::output::{OutputArgs, document, write_document};
use super::query_help::with_query_language;
use super::run_query::{Corrections, QueryRun, complain_of_nothing, run_query};
use super::{FileArgs, Outcome, arguments};
use crate::format::document::template::{TEMPLATE_FIELDS, Template};
use crate::format::document::{Document, Item, ids};
use crate::query::{self, highlights};

const EXAMPLES: &str = "\
Examples:
  dateline find police
  dateline find 'actor:\"Saw Chit Thu\" during:2023-10..2023-12'
  dateline find 'shwe kok' events.ron examples/handovers.ron
  dateline find 'tag:victims -is:undated' --sort date --reverse --limit 3
  dateline find kind:sanctions --format ids | xargs dateline cite --
  dateline find '' --format csv | head -3
  dateline find police --template '{date}: {title} ({id})'
  dateline find -c kind:sanctions

Exit codes: 0 something matched, 1 nothing did, 2 the query or a file is wrong, 3 part of a file could not be read.";

/// The help of `--template`.
const TEMPLATE: &str = "Write each event as a line like this: '{date} {title}'";

/// What `find` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = with_query_language(EXAMPLES))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct FindArgs {
    /// What to look for, in the explorer's language; '' is everything
    #[arg(value_name = "QUERY", value_parser = arguments::query())]
    query: String,
    #[command(flatten)]
    files: FileArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Write the first N only
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// In which order; by rank if the query has words, else by date
    #[arg(long, value_name = "ORDER")]
    sort: Option<Order>,
    /// Take a word that is nowhere as the nearest that is
    #[arg(long, alias = "fuzzy")]
    correct: bool,
    /// Write how many there are, and no more
    #[arg(long, short = 'c', conflicts_with_all = ["format", "template", "quiet", "null"])]
    count: bool,
    /// Write nothing; the exit code tells whether anything matched
    #[arg(long, short = 'q', conflicts_with_all = ["format", "template", "null", "output"])]
    quiet: bool,
    /// Write ids, or lines of a template, each ended by a zero byte: for xargs -0
    #[arg(long, short = '0', conflicts_with = "format")]
    null: bool,
    #[arg(long, value_name = "TEMPLATE", value_parser = Template::parse, conflicts_with = "format", help = TEMPLATE, long_help = template_help())]
    template: Option<Template>,
    /// The other way round
    #[arg(long, short = 'r')]
    reverse: bool,
}

/// In which order events stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// Best first
    Rank,
    /// Earliest first
    Date,
}

/// The long help of `--template`, from the table of its fields.
fn template_help() -> String {
    let mut help = TEMPLATE.to_owned() + "\n\n";
    for field in TEMPLATE_FIELDS {
        help.extend([field.name, ": ", field.help, "\n"]);
    }
    help
}

/// Finds.
///
/// # Errors
///
/// If output can't be written.
pub fn find(args: &FindArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open_for(&args.query) {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let asked = match run_query(&loaded, &args.query, Corrections::taken_if(args.correct)) {
        // It is needed until the program ends; to take it apart then would take time.
        Ok(asked) => ManuallyDrop::new(asked),
        Err(outcome) => return Ok(outcome),
    };
    let QueryRun {
        index,
        query,
        found,
        offered,
        ..
    } = &*asked;
    let by_rank = match args.sort {
        Some(order) => order == Order::Rank,
        None => query.has_words(),
    };
    let hits = if by_rank {
        found.by_rank()
    } else {
        found.hits_by_date()
    };
    let row = |hit: &query::Hit| Item::Row(hit.event, hit.certainty);
    let most = args.limit.unwrap_or(usize::MAX);
    let items: Vec<Item> = if args.reverse {
        hits.iter().rev().take(most).map(row).collect()
    } else {
        hits.iter().take(most).map(row).collect()
    };
    let matched = |event, text: &str| highlights(index, query, event, text);
    let destination = &args.output.destination;
    let highlights_matches = destination.target().look.is_some();
    let count = items.len();
    let document = Document {
        query: &args.query,
        has_period: query.has_period(),
        correction: found.correction(),
        did_you_mean: offered.as_deref(),
        found: found.len(),
        matched: highlights_matches.then_some(&matched),
        ..document(&loaded, "find", items)
    };
    let lines = |text: String| {
        if args.null {
            text.replace('\n', "\0")
        } else {
            text
        }
    };
    let written = if args.quiet {
        Outcome::Done
    } else if args.count {
        destination.write(&format!("{count}\n"), &loaded)?
    } else if let Some(template) = &args.template {
        destination.write(&lines(template.write(&document)), &loaded)?
    } else if args.null {
        destination.write(&lines(ids::write(&document)), &loaded)?
    } else {
        write_document(&document, &loaded, args.output.format, destination)?
    };
    if written != Outcome::Done {
        return Ok(written);
    }
    Ok(loaded.outcome(if found.is_empty() {
        if !args.quiet && !args.count {
            complain_of_nothing(&asked, &args.query);
        }
        Outcome::Negative
    } else {
        Outcome::Done
    }))
}
