//! The project's Markdown, to be tested: its pages, and the code blocks and tables in them.

#![allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure; each test file uses a part"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The package's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A page: its path from the root, and its text.
pub struct Document {
    pub name: String,
    pub text: String,
}

/// A code block.
pub struct Block {
    /// The line of its first line of code, from 1.
    pub line: usize,
    pub text: String,
}

impl Document {
    /// The page at `name`, from the root.
    pub fn open(name: &str) -> Self {
        let text = fs::read_to_string(root().join(name)).unwrap();
        Self {
            name: name.to_owned(),
            text: text.replace("\r\n", "\n"),
        }
    }

    /// The pages of the guide.
    pub fn guide() -> Vec<Self> {
        let folder = "docs/guide/src";
        let mut names: Vec<PathBuf> = fs::read_dir(root().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        names.sort();
        names
            .iter()
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap();
                Self::open(&format!("{folder}/{name}"))
            })
            .collect()
    }

    /// Every page that people read.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = [
            "README.md",
            "ARCHITECTURE.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
        ]
        .map(Self::open)
        .into();
        all.extend(Self::guide());
        all
    }

    /// The code blocks in `language`.
    pub fn blocks(&self, language: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Option<(String, Block)> = None;
        for (line, text) in (1..).zip(self.text.lines()) {
            match (&mut open, text.strip_prefix("```")) {
                (None, Some(language)) => {
                    let block = Block {
                        line: line + 1,
                        text: String::new(),
                    };
                    open = Some((language.to_owned(), block));
                }
                (Some(_), Some(_)) => {
                    let (of, block) = open.take().unwrap();
                    if of == language {
                        blocks.push(block);
                    }
                }
                (Some((_, block)), None) => {
                    block.text.push_str(text);
                    block.text.push('\n');
                }
                (None, None) => {}
            }
        }
        blocks
    }

    /// The rows of the tables whose first heading is `heading`: their cells.
    pub fn rows(&self, heading: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let mut inside = false;
        for line in self.text.lines() {
            let Some(row) = line.strip_prefix("| ") else {
                inside &= line.starts_with("|--");
                continue;
            };
            let row = row.trim_end().trim_end_matches('|');
            let cells: Vec<String> = row
                .split(" | ")
                .map(|cell| cell.trim().to_owned())
                .collect();
            if cells[0] == heading {
                inside = true;
            } else if inside {
                rows.push(cells);
            }
        }
        rows
    }
}
