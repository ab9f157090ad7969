//! The person's own configuration: `dateline/config.ron` in the configuration folder.
//!
//! The file that `DATELINE_CONFIG` names comes first; without any file, nothing
//! is configured. A file that can't be read as one is an error: half a
//! configuration would be a surprise.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use ron::extensions::Extensions;
use serde::Deserialize;

use crate::explorer::COMMANDS;
use crate::explorer::state::keymap::Keymap;
use crate::format::cite::{self, StyleChoice};
use crate::model::SavedQuery;
use crate::model::text::cleaned;
use crate::view::Colours;

/// The variable that names the file.
const VARIABLE: &str = "DATELINE_CONFIG";

/// The longest message of an error that is shown, in characters.
const LONGEST: usize = 300;

/// How much of the file is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What may stand in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Config")]
struct Record {
    colours: Option<ColoursRecord>,
    style: Option<String>,
    mouse: Option<bool>,
    watch: Option<bool>,
    keys: BTreeMap<String, Vec<String>>,
    queries: Vec<QueryRecord>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
enum ColoursRecord {
    Mono,
    Sixteen,
    Indexed,
    True,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QueryRecord {
    name: String,
    query: String,
}

/// The configuration, checked.
#[derive(Debug)]
pub struct Config {
    /// How many colours to use, in place of what the environment says.
    pub colours: Option<Colours>,
    /// The usual citation style.
    pub style: Option<StyleChoice>,
    /// Whether the mouse is for the explorer; else it stays the terminal's own.
    pub mouse: bool,
    /// Whether files are read again when they are saved.
    pub watch: bool,
    /// Keys.
    pub keymap: Keymap,
    /// What to say of them: keys that run another command than one may think.
    pub told: Option<String>,
    /// Saved queries.
    pub queries: Vec<SavedQuery>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            colours: None,
            style: None,
            mouse: true,
            watch: true,
            keymap: Keymap::default(),
            told: None,
            queries: Vec::new(),
        }
    }
}

impl Config {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where, for standard error.
    pub fn read() -> Result<Self, String> {
        let Some(path) = path() else {
            return Ok(Self::default());
        };
        match text(&path) {
            Ok(text) => Self::of(&text).map_err(|error| {
                let name = path.display().to_string();
                cleaned(&format!("dateline: {name}{error}"))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(cleaned(&format!("dateline: {}: {error}", path.display()))),
        }
    }

    /// What `text` configures; an error begins with `:line:column: ` where that is known.
    fn of(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let says_nothing = |line: &str| line.trim().is_empty() || line.trim().starts_with("//");
        if text.lines().all(says_nothing) {
            return Ok(Self::default());
        }
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let record: Record = options.from_str(text).map_err(|error| {
            let at = error.span.start;
            let told: String = error.code.to_string().chars().take(LONGEST).collect();
            format!(":{}:{}: {told}", at.line, at.col)
        })?;
        let style = match &record.style {
            None => None,
            Some(name) => {
                let choice = cite::style_choices().find(|choice| choice.name() == *name);
                Some(choice.ok_or_else(|| unknown_style(name))?)
            }
        };
        let keys = record
            .keys
            .iter()
            .map(|(name, keys)| (name.as_str(), &**keys));
        let keymap = Keymap::new(COMMANDS, keys).map_err(|error| format!(": {error}"))?;
        let told = keymap.shadowed(COMMANDS);
        let clean = |text: &str| cleaned(text).into_boxed_str();
        Ok(Self {
            colours: record.colours.map(|colours| match colours {
                ColoursRecord::Mono => Colours::Mono,
                ColoursRecord::Sixteen => Colours::Sixteen,
                ColoursRecord::Indexed => Colours::Indexed,
                ColoursRecord::True => Colours::True,
            }),
            style,
            mouse: record.mouse.unwrap_or(true),
            watch: record.watch.unwrap_or(true),
            told: (!told.is_empty()).then(|| format!("config.ron: {}", told.join("; "))),
            keymap,
            queries: record
                .queries
                .iter()
                .map(|saved| SavedQuery {
                    name: clean(&saved.name),
                    query: clean(&saved.query),
                })
                .collect(),
        })
    }
}

fn unknown_style(name: &str) -> String {
    let name: String = name.chars().take(40).collect();
    let mut told = format!(": no citation style is called \"{name}\"; there are ");
    let names: Vec<String> = cite::style_choices().map(|choice| choice.name()).collect();
    told.push_str(&names.join(", "));
    told
}

/// The text of the file at `path`. A pipe or a device might never end, or never begin; `/dev/null` is empty.
fn text(path: &Path) -> io::Result<String> {
    if path == Path::new("/dev/null") {
        return Ok(String::new());
    }
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut text = String::new();
    fs::File::open(path)?
        .take(LARGEST)
        .read_to_string(&mut text)?;
    Ok(text)
}

/// Where the file is, if anywhere.
fn path() -> Option<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(path) if !path.is_empty() => Some(path.into()),
        _ => {
            let folders = etcetera::choose_base_strategy().ok()?;
            Some(folders.config_dir().join("dateline").join("config.ron"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_can_be_configured() {
        let config = Config::of(
            "Config(colours: Mono, style: \"apa\", keys: {\"quit\": [\"Q\"]}, \
             queries: [(name: \"mine\", query: \"is:undated\")])",
        )
        .unwrap();
        assert_eq!(config.colours, Some(Colours::Mono));
        assert_eq!(config.style.unwrap().name(), "apa");
        assert_eq!(&*config.queries[0].query, "is:undated");
        for nothing in [
            "()",
            "",
            " \n",
            "// nothing yet\n",
            "\u{FEFF}",
            "\u{FEFF}Config()",
        ] {
            let config = Config::of(nothing).unwrap();
            assert!(config.style.is_none() && config.mouse);
        }
        for style in ["apa in-text", "pandoc"] {
            let config = Config::of(&format!("(style: \"{style}\")")).unwrap();
            assert_eq!(config.style.unwrap().name(), style);
        }
        let config = Config::of("\u{FEFF}Config(style: \"apa\", mouse: false)").unwrap();
        assert_eq!(config.style.unwrap().name(), "apa");
        assert!(!config.mouse);
    }

    #[test]
    fn the_example_of_the_guide_is_one() {
        let guide = include_str!("../../docs/guide/src/configuration.md");
        let (_, after) = guide.split_once("```ron\n").unwrap();
        let (example, _) = after.split_once("```").unwrap();
        let config = Config::of(example).unwrap();
        assert_eq!(config.style.unwrap().name(), "chicago");
        assert_eq!(config.queries.len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, told) in [
            ("(colour: Mono)", ":1:"),
            ("(style: \"harvard\")", "there are plain"),
            ("(keys: {\"dwon\": [\"x\"]})", "did you mean \"down\"?"),
            ("(", ":1:1:"),
        ] {
            let error = Config::of(text).unwrap_err();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
