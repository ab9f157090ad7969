//! `dateline init`: a chronology to start from, with a comment at each part.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::loader::shown;
use super::save::save_apart;
use super::{Outcome, complain};

const EXAMPLES: &str = "\
Examples:
  dateline init started.ron && dateline check started.ron

A file that is there already is never written over.";

/// What `init` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct InitArgs {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "events.ron")]
    file: PathBuf,
}

/// The file that is written: `check` finds nothing to say of it.
pub const STARTER: &str = r#"// A chronology. `dateline check` says what is wrong with it, `dateline` opens it.
Chronology(
    title: "My chronology",
    about: "",

    sources: [
        // One a document. Reliability is A (reliable) to F (can't be judged).
        (
            id: "first-report", title: "The title of a report", kind: Report, publisher: "Who published it",
            published: "2024-01-15", language: "en", origin: "https://example.org/report", reliability: C,
        ),
    ],

    places: [
        // `within` is the id of a place that it lies in.
        (id: "country", name: "A country"),
        (id: "town", name: "A town", aliases: ["Its other name"], within: "country"),
    ],

    actors: [
        // Person, Organisation, State or Group.
        (id: "someone", name: "Some One", kind: Person, about: "Who that is."),
        (id: "company", name: "A company", kind: Organisation),
    ],

    relations: [
        // A date may be a span: 2020/.. lasts, 2020/ ends nobody knows when.
        (from: "someone", is: "leads", inverse: "is led by", to: "company", date: "2020/..", cites: [(source: "first-report", at: "p. 2")]),
    ],

    events: [
        (
            // Dates are EDTF: 2023-10-10, 2023-10, 2023?, 2023-10~ (about), [2023-10-10..2023-12-31] (on some day between). Empty is undated.
            id: "agreement", date: "2023-10", title: "Some One agrees to something",
            summary: "What happened, in a paragraph.",
            // Announced, Reported, Alleged, Assessed, Confirmed or Denied.
            kind: "agreement", status: Reported,
            actors: [(id: "someone", role: "party"), (id: "company", role: "party")],
            places: ["town"], tags: ["example"],
            // `says` is in your own words, `quote` is word for word. Credibility is 1 (confirmed) to 6 (can't be judged).
            cites: [(source: "first-report", at: "p. 3", says: "They agreed in October.", credibility: 2)],
        ),
    ],

    // What `dateline brief` shows, one step a screen.
    briefings: [
        (id: "overview", title: "What happened", steps: [(event: "agreement", note: "What to say about it.")]),
    ],

    // Rules of `check` that this file need not keep, and why.
    allow: [
        (rule: "single-source", why: "There is one report so far."),
    ],
)
"#;

/// Writes a starter file.
///
/// # Errors
///
/// Never: what is wrong is said.
pub fn init(args: &InitArgs) -> io::Result<Outcome> {
    let file: &Path = &args.file;
    // A link that leads nowhere is there too.
    if file.symlink_metadata().is_ok() {
        complain(&format!(
            "dateline: {} is there already; it is not written over",
            shown(file)
        ));
        return Ok(Outcome::Misused);
    }
    let outcome = save_apart(file, STARTER, false);
    if outcome == Outcome::Done {
        complain(&format!(
            "dateline: {} is written; dateline check says what is wrong with it",
            shown(file)
        ));
    }
    Ok(outcome)
}
