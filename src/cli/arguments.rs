//! The words of the command line → commands. What clap says of wrong ones quotes them; on a terminal they would act.
//!
//! Files keep the names that they have. Queries are cleaned as the texts are that they look for.

use std::ffi::OsString;

use clap::Parser;
use clap::builder::{StringValueParser, TypedValueParser};

use super::outcome::{Outcome, complain};
use crate::model::text::{cleaned, one_line};

/// What the command line says. Help is printed, and what is wrong is said; then this is how the program ends.
///
/// # Errors
///
/// If there is nothing to run.
pub fn parse<Commands: Parser>() -> Result<Commands, Outcome> {
    Commands::try_parse().map_err(|error| {
        // Clap styles its own words, so its message can't be cleaned as a whole. The same words without anything
        // that acts are refused in the same way.
        let harmless = std::env::args_os().map(|word| harmless(&word));
        if let Err(error) = Commands::try_parse_from(harmless) {
            error.exit();
        }
        complain(&error.to_string());
        Outcome::Misused
    })
}

fn harmless(word: &OsString) -> OsString {
    let text = cleaned(&word.to_string_lossy());
    one_line(&text).into_owned().into()
}

/// Reads a query: cleaned, as every text is that it may find.
pub fn query() -> impl TypedValueParser<Value = String> {
    StringValueParser::new().map(|text| cleaned(&text))
}
