//! The words of the command line → commands. What clap says of wrong ones quotes them, so it is cleaned as all that is said.
//!
//! Files keep the names that they have. Queries are cleaned as the texts are that they look for.

use std::ffi::OsString;

use clap::builder::{StringValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Command, Parser};

use super::outcome::{Outcome, complain};
use crate::model::text::{cleaned, one_line};

/// What the command line says. Help is printed, and what is wrong is said; then this is how the program ends.
///
/// # Errors
///
/// If there is nothing to run.
pub fn parse<Commands: Parser>() -> Result<Commands, Outcome> {
    let words = files_after(std::env::args_os().collect(), &Commands::command());
    Commands::try_parse_from(words.clone()).map_err(|error| {
        // The same words without anything that acts are refused in the same way; help has the first of them.
        let harmless = words.iter().map(harmless);
        let error = Commands::try_parse_from(harmless).err().unwrap_or(error);
        if !error.use_stderr() {
            error.exit();
        }
        let told = error.to_string();
        let told = told.strip_prefix("error: ").unwrap_or(&told);
        let word = words.iter().skip(2).find_map(|word| excluded(word));
        match word.filter(|_| error.kind() == ErrorKind::UnknownArgument) {
            Some(word) => {
                let told = told.lines().next().unwrap_or_default();
                complain(&format!(
                    "dateline: {told}; a query that leaves a word out is written '!{word}'"
                ));
            }
            None => complain(&format!("dateline: {told}")),
        }
        Outcome::Misused
    })
}

/// The words with `-f FILE` behind the subcommand that it stands before: it means the same there.
fn files_after(mut words: Vec<OsString>, commands: &Command) -> Vec<OsString> {
    let mut at = 1;
    while let Some(word) = words.get(at).and_then(|word| word.to_str()) {
        at += match word {
            "-f" | "--file" => 2,
            word if word.starts_with("--file=") || (word.starts_with("-f") && word.len() > 2) => 1,
            _ => break,
        };
    }
    let is_subcommand = |word: &OsString| {
        word.to_str()
            .is_some_and(|word| commands.find_subcommand(word).is_some())
    };
    if words.get(at).is_some_and(is_subcommand) {
        words.get_mut(1..=at).unwrap_or_default().rotate_right(1);
    }
    words
}

/// What stands behind the `-` of a word that is no option: "scam" of "-scam".
fn excluded(word: &OsString) -> Option<&str> {
    let rest = word.to_str()?.strip_prefix('-')?;
    (rest.chars().count() > 1 && rest.starts_with(char::is_alphabetic)).then_some(rest)
}

fn harmless(word: &OsString) -> OsString {
    let text = cleaned(&word.to_string_lossy());
    one_line(&text).into_owned().into()
}

/// Reads a query: cleaned, as every text is that it may find.
pub fn query() -> impl TypedValueParser<Value = String> {
    StringValueParser::new().map(|text| cleaned(&text))
}
