//! What ids and names on the command line mean, and what to say where they mean nothing or too much.

use std::io;
use std::path::Path;

use super::loaded::Loaded;
use super::output::{Destination, Format, document, write_document};
use super::{Outcome, complain};
use crate::format::document::Item;
use crate::model::problem::quoted;
use crate::model::suggest::nearest;
use crate::model::text::cleaned;
use crate::model::{ActorId, Chronology};
use crate::query::resolve_actors;

/// The most names that are listed.
const MOST: usize = 20;

/// Writes what was meant; the command found all of it or not.
///
/// # Errors
///
/// If output can't be written.
pub(super) fn written(
    loaded: &Loaded,
    command: &'static str,
    (items, is_complete): (Vec<Item>, bool),
    format: Option<&'static Format>,
    destination: &Destination,
) -> io::Result<Outcome> {
    if items.is_empty() {
        return Ok(loaded.outcome(Outcome::Negative));
    }
    let document = document(loaded, command, items);
    let outcome = write_document(&document, loaded, format, destination)?;
    Ok(match outcome {
        Outcome::Done if !is_complete => Outcome::Partial,
        outcome => loaded.outcome(outcome),
    })
}

/// Everything that has an id, with it.
pub(super) fn all(chronology: &Chronology) -> impl Iterator<Item = (&str, Item)> {
    let events = chronology
        .event_ids()
        .map(|id| (&*chronology.event(id).id, Item::Event(id)));
    let actors = chronology
        .actor_ids()
        .map(|id| (&*chronology.actor(id).id, Item::Actor(id)));
    let places = chronology
        .place_ids()
        .map(|id| (&*chronology.place(id).id, Item::Place(id)));
    let sources = chronology
        .source_ids()
        .map(|id| (&*chronology.source(id).id, Item::Source(id)));
    let briefings = chronology
        .briefing_ids()
        .map(|id| (&*chronology.briefing(id).id, Item::Briefing(id)));
    events
        .chain(actors)
        .chain(places)
        .chain(sources)
        .chain(briefings)
}

/// The things with these ids that are `wanted`, in their order, and whether each was found. What was not is said, `sort`
/// being what they are called: "source".
pub(super) fn with_ids(
    chronology: &Chronology,
    ids: &[String],
    sort: &str,
    wanted: fn(&Item) -> bool,
) -> (Vec<Item>, bool) {
    let known = || all(chronology).filter(|(_, item)| wanted(item));
    let mut items = Vec::new();
    for id in ids {
        let found: Vec<Item> = known()
            .filter(|(known, _)| known == id)
            .map(|(_, item)| item)
            .collect();
        if found.is_empty() {
            let help = of_file(id).or_else(|| {
                let near = nearest(id, known().map(|(id, _)| id))?;
                Some(format!("; did you mean {}?", quoted(near)))
            });
            complain(&format!(
                "dateline: no {sort} has the id {}{}",
                quoted(id),
                help.unwrap_or_default()
            ));
        }
        items.push(found);
    }
    let is_complete = items.iter().all(|found| !found.is_empty());
    (items.concat(), is_complete)
}

/// What to write where a file stands in the place of an id: "; it is a file: -f events.ron".
fn of_file(word: &str) -> Option<String> {
    Path::new(word)
        .exists()
        .then(|| format!("; it is a file, which is named by -f {}", quoted(word)))
}

/// The one actor that `name` means. Where it is none or several, they are said: never the wrong one in silence.
pub(super) fn actor(chronology: &Chronology, name: &str) -> Option<ActorId> {
    let meant = resolve_actors(chronology, name);
    match meant.actors.as_slice() {
        [] => {
            complain(&format!(
                "dateline: no actor has the name, alias or id {}{}",
                quoted(name),
                of_file(name).unwrap_or_default()
            ));
            None
        }
        [only] => {
            if meant.is_guess {
                let taken = cleaned(&chronology.actor(*only).name);
                complain(&format!("dateline: {} is taken as {taken}", quoted(name)));
            }
            Some(*only)
        }
        several => {
            complain(&format!("dateline: {} may be", quoted(name)));
            for id in several.iter().take(MOST) {
                let actor = chronology.actor(*id);
                complain(&format!("  {}  {}", quoted(&actor.id), quoted(&actor.name)));
            }
            if several.len() > MOST {
                complain(&format!("  and {} more", several.len() - MOST));
            }
            None
        }
    }
}
