//! Mends what breaks a rule in the text of its file: only the strings concerned, whole or not at all; all other bytes stay.

use std::collections::BTreeMap;
use std::fs;

use crate::cli::loaded::Loaded;
use crate::cli::save::save_apart;
use crate::cli::{Outcome, complain};
use crate::format::locate::locator_of;
use crate::format::ron;
use crate::format::ron::edit::{Edit, edited};
use crate::model::problem::{Site, quoted};

/// A text that should be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Where it stands.
    pub site: Site,
    /// What it says.
    pub was: String,
    /// What it should say.
    pub now: String,
}

/// Writes the fixes into the files, and says what was mended; the worst that came of it.
pub(crate) fn mend(loaded: &Loaded, fixes: &[Fix]) -> Outcome {
    let mut by_file: BTreeMap<usize, Vec<&Fix>> = BTreeMap::new();
    for fix in fixes {
        by_file.entry(fix.site.file).or_default().push(fix);
    }
    loaded.restore_texts();
    let mut worst = Outcome::Done;
    for (file, fixes) in by_file {
        let (Some(source), Some(origin)) = (loaded.files.get(file), loaded.origins.get(file))
        else {
            continue;
        };
        let name = quoted(source.name());
        if source.format() != ron::FORMAT.name || !origin.path.is_file() || loaded.is_bundled {
            complain(&format!(
                "dateline: {name} is no chronology in a file; it is not mended"
            ));
            continue;
        }
        let mut locator = locator_of(source);
        let edits: Vec<Edit> = fixes
            .iter()
            .map(|fix| Edit {
                range: locator.find(&fix.site.path, fix.site.within),
                was: fix.was.clone(),
                now: fix.now.clone(),
            })
            .collect();
        let bytes = fs::read(&origin.path).unwrap_or_default();
        // Where the file is written otherwise than in UTF-8, or was changed meanwhile, places in it would not be those found.
        let mark = if bytes.starts_with("\u{FEFF}".as_bytes()) {
            "\u{FEFF}"
        } else {
            ""
        };
        if bytes.strip_prefix(mark.as_bytes()) != Some(source.text().as_bytes()) {
            complain(&format!(
                "dateline: {name} is not in UTF-8, or has changed; it is not mended"
            ));
            worst = Outcome::Misused;
            continue;
        }
        let (text, count) = edited(source.text(), edits);
        if count == 0 {
            continue;
        }
        match save_apart(&origin.path, &[mark, &text].concat(), true) {
            Outcome::Done => {
                let places = if count == 1 { "place" } else { "places" };
                complain(&format!("dateline: {count} {places} mended in {name}"));
            }
            outcome => worst = outcome,
        }
    }
    worst
}
