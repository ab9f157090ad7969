//! `dateline find`: the events that a query finds, in a line each.

use std::io;
use std::mem::ManuallyDrop;

use clap::{Args, ValueEnum};

use super::output::{Format, Target, document, parser, written};
use super::run_query::{Corrections, QueryRun, complain_of_nothing, run_query};
use super::{FileArgs, Outcome, arguments, write};
use crate::format::document::{Document, Item};
use crate::query::{self, highlights};

const EXAMPLES: &str = "\
Examples:
  dateline find police
  dateline find 'actor:\"Saw Chit Thu\" during:2023-10..2023-12'
  dateline find 'shwe kok' events.ron examples/handovers.ron
  dateline find 'tag:victims -is:undated' --sort date --reverse --limit 3
  dateline find kind:sanctions --format ids | xargs dateline cite --
  dateline find '' --format csv | head -3

Exit codes: 0 something matched, 1 nothing did, 2 the query or a file is wrong, 3 part of a file could not be read.";

/// What `find` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct FindArgs {
    /// What to look for, in the explorer's language; '' is everything
    #[arg(value_name = "QUERY", value_parser = arguments::query())]
    query: String,
    #[command(flatten)]
    files: FileArgs,
    /// How to write it; a table on a terminal, plain lines elsewhere
    #[arg(long, value_name = "FORMAT", value_parser = parser())]
    format: Option<&'static Format>,
    /// Write the first N only
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// In which order; by rank if the query has words, else by date
    #[arg(long, value_name = "ORDER")]
    sort: Option<Order>,
    /// Take a word that is nowhere as the nearest that is
    #[arg(long, alias = "fuzzy")]
    correct: bool,
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

/// Finds.
///
/// # Errors
///
/// If output can't be written.
pub fn find(args: &FindArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => {
            args.files.tell_of_quotes(&args.query);
            return Ok(outcome);
        }
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
    let target = Target::read();
    let document = Document {
        query: &args.query,
        has_period: query.has_period(),
        correction: found.correction(),
        found: found.len(),
        matched: target.look.is_some().then_some(&matched),
        ..document(&loaded, "find", items)
    };
    write(&written(&document, &loaded, args.format, &target))?;
    Ok(loaded.outcome(if found.is_empty() {
        complain_of_nothing(&asked, &args.query);
        Outcome::Negative
    } else {
        Outcome::Done
    }))
}
