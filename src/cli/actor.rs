//! `dateline actor`: everything known of an actor, by name, alias or id, or what is like one.

use std::io;

use clap::Args;

use super::output::OutputArgs;
use super::{FileFlag, Outcome, lookup};
use crate::format::document::Item;
use crate::model::{ActorId, Chronology};
use crate::query::resolve_actors;

const EXAMPLES: &str = "\
Examples:
  dateline actor \"Saw Chit Thu\"
  dateline actor saw chit thu
  dateline actor yatai britain --format md
  dateline actor MPS --format json

A name that may mean several actors shows none of them: they are listed, and the exit code is 1.";

/// What `actor` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ActorArgs {
    /// Names, aliases or ids, or the beginnings of their words
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
    #[command(flatten)]
    files: FileFlag,
    #[command(flatten)]
    output: OutputArgs,
}

/// Shows actors.
///
/// # Errors
///
/// If output can't be written.
pub fn actor(args: &ActorArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let found = meant(&loaded.chronology, &args.names);
    let is_complete = found.iter().all(Option::is_some);
    let mut actors: Vec<ActorId> = Vec::new();
    for actor in found.into_iter().flatten() {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    let items = actors.into_iter().map(Item::Actor).collect();
    lookup::written(
        &loaded,
        "actor",
        (items, is_complete),
        args.output.format,
        &args.output.destination,
    )
}

/// The actor that each name means; of one name without quotes, `saw chit thu`, the one that all words mean.
fn meant(chronology: &Chronology, names: &[String]) -> Vec<Option<ActorId>> {
    if names.len() > 1 {
        let whole = resolve_actors(chronology, &names.join(" "));
        if let ([only], false) = (whole.actors.as_slice(), whole.is_guess) {
            return vec![Some(*only)];
        }
    }
    names
        .iter()
        .map(|name| lookup::actor(chronology, name))
        .collect()
}
