//! `dateline path`: how two actors or events are connected, by all paths of the fewest steps, each step said.

use std::io;

use clap::Args;

use super::output::OutputArgs;
use super::{FileFlag, Outcome, complain, lookup};
use crate::format::document::Item;
use crate::format::document::words::counted;
use crate::model::Chronology;
use crate::model::shortest_paths::{PathNode, ShortestPaths};

const EXAMPLES: &str = "\
Examples:
  dateline path china yatai
  dateline path \"Saw Chit Thu\" britain
  dateline path police-centre she-zhijiang --format json
  dateline path china myanmar --limit 1

Exit codes: 0 they are connected, 1 they are not or a name is unclear, 2 wrong use.";

/// What `path` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct PathArgs {
    /// An event's id, or an actor's name, alias or id
    #[arg(value_name = "A")]
    from: String,
    /// Another
    #[arg(value_name = "B")]
    to: String,
    #[command(flatten)]
    files: FileFlag,
    #[command(flatten)]
    output: OutputArgs,
    /// Write the first N paths only; all have the fewest steps, those over relations first
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(1..))]
    limit: u64,
}

/// Shows the paths.
///
/// # Errors
///
/// If output can't be written.
pub fn path(args: &PathArgs) -> io::Result<Outcome> {
    let loaded = match args.files.open() {
        Ok(loaded) => loaded,
        Err(outcome) => return Ok(outcome),
    };
    let chronology = &*loaded.chronology;
    let ends = [&args.from, &args.to].map(|name| node(chronology, name));
    let [Some(from), Some(to)] = ends else {
        return Ok(Outcome::Negative);
    };
    if from == to {
        complain("dateline: both are one and the same");
        return Ok(Outcome::Negative);
    }
    let Some(paths) = ShortestPaths::between(chronology, from, to) else {
        complain("dateline: no events or relations connect them");
        return Ok(Outcome::Negative);
    };
    let (count, limit) = (paths.count(), args.limit);
    if count > limit {
        complain(&format!(
            "dateline: the first {limit} of {count} paths of {}; --limit writes more",
            counted(paths.steps(), "step", "steps")
        ));
    }
    let shown = (1..).zip(paths.paths(0..limit));
    let items = shown.flat_map(|(path, steps)| {
        let steps = steps.into_iter();
        steps.map(move |step| Item::Hop { path, step })
    });
    let items = items.collect();
    lookup::written(
        &loaded,
        "path",
        (items, true),
        args.output.format,
        &args.output.destination,
    )
}

/// The event of that id, else the actor that is meant.
fn node(chronology: &Chronology, name: &str) -> Option<PathNode> {
    let event = chronology
        .event_ids()
        .find(|id| &*chronology.event(*id).id == name);
    event
        .map(PathNode::Event)
        .or_else(|| lookup::actor(chronology, name).map(PathNode::Actor))
}
