//! Which things a command is about: ids as arguments or from standard input, or the events that a query finds.

use std::io::{self, Read};

use clap::Args;

use super::file_args::has_piped_data;
use super::loaded::Loaded;
use super::loader::STDIN;
use super::run_query::{Corrections, complain_of_nothing, run_query};
use super::{FileFlag, Outcome, arguments, complain, lookup};
use crate::format::document::Item;

/// The most bytes of ids that are read from standard input.
const LARGEST: u64 = 1 << 26;

/// Which things.
#[derive(Debug, Args)]
pub struct IdArgs {
    /// Ids, as `find --format ids` prints them; - reads them from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The events that this query finds, in place of ids
    #[arg(long, value_name = "QUERY", value_parser = arguments::query(), conflicts_with = "ids")]
    query: Option<String>,
    /// Take a word of the query that is nowhere as the nearest that is
    #[arg(long, alias = "fuzzy", requires = "query")]
    correct: bool,
}

impl IdArgs {
    /// Reads the files and finds the things that are `wanted` in them; `sort` is what they are called: "source". The flag says
    /// whether each was found. Ids on standard input are read first, so that they are not taken for a chronology.
    ///
    /// # Errors
    ///
    /// If there is nothing to look for or nothing to look in. That is said, and this is how the command ends.
    pub(super) fn open(
        &self,
        files: &FileFlag,
        sort: &str,
        wanted: fn(&Item) -> bool,
    ) -> Result<(Loaded, Vec<Item>, bool), Outcome> {
        if let Some(query) = &self.query {
            let loaded = files.open()?;
            let run = run_query(&loaded, query, Corrections::taken_if(self.correct))?;
            if run.found.is_empty() {
                complain_of_nothing(&run, query);
                return Err(Outcome::Negative);
            }
            let items = run.found.by_date().iter().map(|hit| Item::Event(hit.event));
            let items = items.collect();
            return Ok((loaded, items, true));
        }
        let ids = self.ids()?;
        if ids.is_empty() {
            complain("dateline: no id was given; name ids, or what to find with --query");
            return Err(Outcome::Negative);
        }
        let loaded = files.open()?;
        let (items, is_complete) = lookup::with_ids(&loaded.chronology, &ids, sort, wanted);
        Ok((loaded, items, is_complete))
    }

    /// The same for events and sources: what cites, and what is cited.
    pub(super) fn open_cited(
        &self,
        files: &FileFlag,
    ) -> Result<(Loaded, Vec<Item>, bool), Outcome> {
        let is_cited = |item: &Item| matches!(item, Item::Event(_) | Item::Source(_));
        self.open(files, "event or source", is_cited)
    }

    /// The ids, those of standard input in the place of `-`, or where there are no others.
    fn ids(&self) -> Result<Vec<String>, Outcome> {
        let is_stdin = |id: &String| id == STDIN;
        let is_piped = self.ids.is_empty() && has_piped_data();
        if !is_piped && !self.ids.iter().any(is_stdin) {
            return Ok(self.ids.clone());
        }
        let mut text = String::new();
        let read = io::stdin().lock().take(LARGEST).read_to_string(&mut text);
        if let Err(error) = read {
            complain(&format!("dateline: can't read standard input: {error}"));
            return Err(Outcome::Misused);
        }
        let piped = text.split(['\n', '\0']).map(str::trim);
        let piped: Vec<String> = piped
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
            .collect();
        if self.ids.is_empty() {
            return Ok(piped);
        }
        let ids = self.ids.iter().map(|id| {
            if is_stdin(id) {
                piped.clone()
            } else {
                vec![id.clone()]
            }
        });
        Ok(ids.flatten().collect())
    }
}
