//! The destination: standard output, or the file that `-o` names. Every command that writes a document has these flags.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Format, Target};
use crate::cli::loaded::Loaded;
use crate::cli::loader::STDIN;
use crate::cli::save::{save, save_apart};
use crate::cli::{Outcome, write};

/// Where to write.
#[derive(Debug, Args)]
pub struct Destination {
    /// Write to this file, whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

impl Destination {
    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        let output = self.output.as_deref();
        output.filter(|path| *path != Path::new(STDIN))
    }

    /// What the name of the file ends in: "md".
    pub fn extension(&self) -> Option<&str> {
        self.file()?.extension()?.to_str()
    }

    /// The format that the name of the file tells.
    pub(super) fn format(&self) -> Option<&'static Format> {
        Format::called(self.extension()?)
    }

    /// What can be shown there. A file is no terminal.
    pub fn target(&self) -> Target {
        match self.file() {
            Some(_) => Target::file(),
            None => Target::read(),
        }
    }

    /// Writes `text`, which was made of no file.
    ///
    /// # Errors
    ///
    /// If standard output can't be written. What is wrong with a file is said.
    pub fn write_apart(&self, text: &str) -> io::Result<Outcome> {
        match self.file() {
            None => write(text).map(|()| Outcome::Done),
            Some(path) => Ok(save_apart(path, text, self.force)),
        }
    }

    /// Writes `text`, which was made of what is `loaded`.
    ///
    /// # Errors
    ///
    /// If standard output can't be written. What is wrong with a file is said.
    pub fn write(&self, text: &str, loaded: &Loaded) -> io::Result<Outcome> {
        match self.file() {
            None => write(text).map(|()| Outcome::Done),
            Some(path) => Ok(save(path, text, self.force, loaded)),
        }
    }
}
