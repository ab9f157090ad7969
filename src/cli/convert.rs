//! `dateline convert FILES -o OUT`: files of any format that can be read → a chronology in RON, or any format that can be written.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::export::made;
use super::loader::load_records;
use super::output::Destination;
use super::{FileArgs, Outcome, complain};
use crate::format::export::{
    EXPORTERS, ExportOptions, Exported, Exporter, Extract, named, of_extension,
};
use crate::format::render::Style;
use crate::format::ron;
use crate::model::record::{ActorRecord, ChronologyRecord, PlaceRecord, SourceRecord};
use crate::model::schema::Described;
use crate::model::{EventId, Meeting};

const EXAMPLES: &str = "\
Examples:
  dateline convert events.ron --format csv | head -2
  dateline convert events.ron examples/handovers.ron | head -5
  dateline find '' --format jsonl | dateline convert - --from jsonl | head -5

Exit codes: 0 all of it is written, 1 there was no event, 2 a file is wrong, 3 some rows were left out.";

/// What `convert` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ConvertArgs {
    #[command(flatten)]
    files: FileArgs,
    /// Into which format; else the ending of the output file tells, and without one it is ron
    #[arg(long, alias = "to", value_name = "FORMAT", value_parser = targets())]
    format: Option<Target>,
    #[command(flatten)]
    destination: Destination,
    /// Write nothing if a row can't be read
    #[arg(long)]
    strict: bool,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
enum Target {
    /// Records, with every field.
    Ron,
    /// A document.
    Document(&'static Exporter),
}

fn targets() -> impl TypedValueParser<Value = Target> {
    let ron = PossibleValue::new(ron::FORMAT.name).help(ron::FORMAT.about);
    let documents = EXPORTERS
        .iter()
        .map(|exporter| PossibleValue::new(exporter.name).help(exporter.about));
    PossibleValuesParser::new(std::iter::once(ron).chain(documents)).map(|name| {
        match named(&name) {
            Some(exporter) => Target::Document(exporter),
            None => Target::Ron,
        }
    })
}

/// Converts.
///
/// # Errors
///
/// If output can't be written.
pub fn convert(args: &ConvertArgs) -> io::Result<Outcome> {
    let paths = args.files.paths();
    if paths.is_empty() {
        complain("dateline: name the files to convert; - is standard input");
        return Ok(Outcome::Misused);
    }
    let (loaded, records) = load_records(&paths, &args.files.options());
    for remark in &loaded.remarks {
        complain(&format!("dateline: {remark}"));
    }
    if loaded.has_faults() {
        complain(loaded.report(Style::default()).trim_end());
    }
    if loaded.unreadable > 0 || records.is_empty() {
        return Ok(Outcome::Misused);
    }
    if args.strict && (loaded.skipped > 0 || loaded.has_faults()) {
        complain("dateline: something could not be read, so nothing is written (--strict)");
        return Ok(Outcome::Misused);
    }
    let by_ending = || of_extension(args.destination.extension()?).map(Target::Document);
    let chronology = &loaded.chronology;
    let text = match args.format.or_else(by_ending).unwrap_or(Target::Ron) {
        Target::Ron => {
            let folder = args
                .destination
                .file()
                .and_then(Path::parent)
                .unwrap_or(Path::new(""));
            ron::write::write(&merged(records, folder))
        }
        Target::Document(exporter) => {
            let events: Vec<(EventId, Meeting)> = chronology
                .event_ids()
                .map(|id| (id, Meeting::Certain))
                .collect();
            let Exported { text, remarks } = exporter.write(&Extract {
                chronology,
                events: &events,
                asked: "",
                has_period: false,
                made: made(),
                options: ExportOptions::default(),
            });
            for remark in remarks {
                complain(&format!("dateline: {remark}"));
            }
            text
        }
    };
    let outcome = args.destination.write(&text, &loaded)?;
    Ok(match outcome {
        Outcome::Done if loaded.skipped > 0 => Outcome::Partial,
        Outcome::Done if chronology.events().is_empty() && chronology.sources().is_empty() => {
            Outcome::Negative
        }
        outcome => outcome,
    })
}

/// The records of several files as those of one that stands in `folder`. What two of them say of one thing is said once.
fn merged(records: Vec<ChronologyRecord>, folder: &Path) -> ChronologyRecord {
    let mut all = ChronologyRecord::default();
    for mut record in records {
        if all.title.is_empty() {
            all.title = std::mem::take(&mut record.title);
            all.about = std::mem::take(&mut record.about);
        }
        for source in &mut record.sources {
            source.file = relative(&source.file, folder);
        }
        all.sources.append(&mut record.sources);
        all.places.append(&mut record.places);
        all.actors.append(&mut record.actors);
        all.relations.append(&mut record.relations);
        all.events.append(&mut record.events);
        all.events.extend(record.event_slices.into_iter().flatten());
        all.claims.append(&mut record.claims);
        all.briefings.append(&mut record.briefings);
        all.queries.append(&mut record.queries);
        all.allow.append(&mut record.allow);
    }
    all.sources = united(std::mem::take(&mut all.sources), |one: &SourceRecord| {
        &one.id
    });
    all.places = united(std::mem::take(&mut all.places), |one: &PlaceRecord| &one.id);
    all.actors = united(std::mem::take(&mut all.actors), |one: &ActorRecord| &one.id);
    all
}

/// Each thing once: what the first record of it leaves out is taken from the others.
fn united<T: Described>(records: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<T> {
    let mut places = HashMap::new();
    let mut all: Vec<T> = Vec::new();
    for record in records {
        let first = places.get(id(&record)).copied();
        if let Some(first) = first.and_then(|place: usize| all.get_mut(place)) {
            first.fill(record);
        } else {
            places.insert(id(&record).clone(), all.len());
            all.push(record);
        }
    }
    all
}

/// The path of a note as a file in `folder` writes it, where it lies below that.
fn relative(note: &str, folder: &Path) -> String {
    let below = Path::new(note).strip_prefix(folder).ok();
    below.map_or_else(
        || note.to_owned(),
        |below| below.to_string_lossy().into_owned(),
    )
}
