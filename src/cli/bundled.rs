//! The chronology that is built into the program, and the source notes that it cites.

/// Its text.
pub const EVENTS: &str = include_str!("../../events.ron");

/// What its diagnostics call it.
pub const NAME: &str = "events.ron (built in)";

/// Source notes: the path that the chronology names them by, and their text.
const NOTES: &[(&str, &str)] = &[(
    "seeds/partnership-report.md",
    include_str!("../../seeds/partnership-report.md"),
)];

/// The text of the bundled source note at that path.
pub fn note(path: &str) -> Option<&'static str> {
    NOTES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::loader::load_bundled;

    #[test]
    fn the_chronology_is_sound_and_its_notes_are_here() {
        let loaded = load_bundled();
        assert_eq!(*loaded.diagnostics(), []);
        for source in loaded.chronology.sources() {
            let note = loaded.note(&source.file).unwrap();
            assert!(note.find("¶1").is_some(), "{}", source.id);
        }
    }

    #[test]
    fn every_note_on_disk_is_here() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("seeds/{name}");
            assert!(name == "README.md" || note(&path).is_some(), "{path}");
        }
    }
}
