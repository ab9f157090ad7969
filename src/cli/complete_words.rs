//! `dateline complete-words`: words for completion scripts, one a line, each with a TAB and what it stands for.
//!
//! Only words that no shell takes for anything else are printed: a file's ids are not to be trusted.

use std::io;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{FileFlag, Outcome, lookup, write};
use crate::format::document::Item;
use crate::model::text::one_line;
use crate::query::completion::complete;
use crate::query::{FIELDS, Index};

/// What `complete-words` is told.
#[derive(Debug, Args)]
pub struct CompleteWordsArgs {
    /// Which words
    kind: Kind,
    /// What is typed of the word, where that decides what may follow
    #[arg(default_value = "", allow_hyphen_values = true)]
    typed: String,
    #[command(flatten)]
    files: FileFlag,
}

/// Which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Ids of everything
    Ids,
    /// Ids of events and sources
    Citable,
    /// Ids of actors
    Actors,
    /// Ids of actors and events
    Nodes,
    /// Ids of sources
    Sources,
    /// Ids of briefings
    Briefings,
    /// Fields of the query language, and values after a field's colon
    Query,
}

/// Prints words.
///
/// # Errors
///
/// If output can't be written.
pub fn complete_words(args: &CompleteWordsArgs) -> io::Result<Outcome> {
    let mut text = String::new();
    if args.kind == Kind::Query && !args.typed.contains(':') {
        for field in FIELDS {
            text.extend([field.name, ":\t", field.help, "\n"]);
        }
        write(&text)?;
        return Ok(Outcome::Done);
    }
    // Nobody wants to hear of faults while pressing TAB.
    let loaded = args.files.load();
    let chronology = &loaded.chronology;
    if args.kind == Kind::Query {
        let index = Index::for_once(Arc::clone(chronology));
        for found in complete(&index, &args.typed, args.typed.len()) {
            let before = args.typed.get(..found.replace.start).unwrap_or_default();
            let word = [before, &*found.text].concat();
            if word.split(':').all(is_plain) {
                text.extend([&*word, "\t", &one_line(&found.label), "\n"]);
            }
        }
    }
    for (id, item) in lookup::all(chronology) {
        let (is_wanted, told) = match item {
            Item::Event(id) => (
                matches!(args.kind, Kind::Ids | Kind::Citable | Kind::Nodes),
                &*chronology.event(id).title,
            ),
            Item::Source(id) => (
                matches!(args.kind, Kind::Ids | Kind::Citable | Kind::Sources),
                chronology.source(id).label(),
            ),
            Item::Actor(id) => (
                matches!(args.kind, Kind::Ids | Kind::Actors | Kind::Nodes),
                &*chronology.actor(id).name,
            ),
            Item::Place(id) => (args.kind == Kind::Ids, &*chronology.place(id).name),
            Item::Briefing(id) => (
                matches!(args.kind, Kind::Ids | Kind::Briefings),
                &*chronology.briefing(id).title,
            ),
            Item::Row(..) | Item::Hop { .. } => continue,
        };
        if is_wanted && is_plain(id) {
            text.extend([id, "\t", &one_line(told), "\n"]);
        }
    }
    write(&text)?;
    Ok(Outcome::Done)
}

fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    !word.starts_with('-') && word.chars().all(plain)
}
