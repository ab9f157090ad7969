//! `dateline cite`: the sources of events in a citation style.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::config::Config;
use super::csl::cite_by_csl;
use super::id_args::IdArgs;
use super::output::Destination;
use super::{FileFlag, Outcome, complain};
use crate::format::cite::{
    Form, KEYS, Options, STYLES, Style, StyleChoice, Subject, by_key, cite_all, style,
};
use crate::format::document::Item;
use crate::model::Date;
use crate::model::date::parse_natural;
use crate::model::text::cleaned;

const EXAMPLES: &str = "\
Examples:
  dateline cite police-centre
  dateline cite police-centre --style chicago
  dateline cite police-centre --style apa --form in-text
  dateline cite partnership-report --style apa --locator '¶6' --accessed today
  dateline cite police-centre --key pandoc
  dateline cite xinhua-shine-2023-09-08 -f examples/handovers.ron --style bibtex
  dateline cite --query 'kind:sanctions' --style apa
  dateline find tag:victims --format ids | xargs dateline cite --style footnote --

Exit codes: 0 all are cited, 1 none is, 2 wrong use or an unreadable file, 3 some are.

An event without a source has nothing to cite.";

/// What `cite` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CiteArgs {
    #[command(flatten)]
    ids: IdArgs,
    #[command(flatten)]
    files: FileFlag,
    #[command(flatten)]
    style: StyleFlags,
    /// In the style of a file of the Citation Style Language (.csl), which pandoc 2.11 or later formats
    #[arg(long, value_name = "FILE", conflicts_with_all = ["style", "key"])]
    csl: Option<PathBuf>,
    /// Where in the source, in place of what the citation says: "¶6", "p. 3"
    #[arg(long, value_name = "PLACE")]
    locator: Option<String>,
    /// When the source was seen, in place of what the file says: today, "26 Nov 2026"
    #[arg(long, value_name = "DATE", value_parser = date)]
    accessed: Option<Date>,
    #[command(flatten)]
    destination: Destination,
}

/// What says how a citation looks.
enum CitedBy<'a> {
    /// One of our styles.
    Style(&'static Style),
    /// A file of the Citation Style Language.
    File(&'a Path),
}

/// How to cite.
#[derive(Debug, Args)]
pub struct StyleFlags {
    /// In which style; that of the configuration, or plain
    #[arg(long, short = 's', value_name = "STYLE", value_parser = styles(), conflicts_with = "key")]
    style: Option<&'static Style>,
    /// In which form, of those that the style has
    #[arg(long, value_name = "FORM", value_parser = forms(), conflicts_with = "key")]
    form: Option<Form>,
    /// By the key that the source has in the exported bibliography, in the words of this program
    #[arg(long, value_name = "PROGRAM", value_parser = keys())]
    key: Option<&'static Style>,
}

impl StyleFlags {
    /// Whether any is given.
    pub fn is_given(&self) -> bool {
        self.style.or(self.key).is_some() || self.form.is_some()
    }

    /// The style and the form.
    ///
    /// # Errors
    ///
    /// If the style has no such form, or the configuration can't be read; then that is said, and this is how the command ends.
    pub fn chosen(&self) -> Result<(&'static Style, Option<Form>), Outcome> {
        let (style, usual) = match self.key.or(self.style) {
            Some(style) => (Some(style), None),
            None => match configured()? {
                Some(choice) => (Some(choice.style), choice.form),
                None => (STYLES.first(), None),
            },
        };
        let Some(style) = style else {
            return Err(Outcome::Misused);
        };
        let Some(form) = self.form else {
            return Ok((style, usual));
        };
        if style.forms().any(|known| known == form) {
            return Ok((style, Some(form)));
        }
        let having: Vec<&str> = STYLES
            .iter()
            .filter(|style| style.forms().any(|known| known == form))
            .map(|style| style.name)
            .collect();
        complain(&format!(
            "dateline: the style {} has no form {}; {} have",
            style.name,
            form.name(),
            having.join(", ")
        ));
        Err(Outcome::Misused)
    }
}

/// The style of the configuration.
fn configured() -> Result<Option<StyleChoice>, Outcome> {
    let config = Config::read().map_err(|told| {
        complain(&told);
        Outcome::Misused
    })?;
    Ok(config.style)
}

fn styles() -> impl TypedValueParser<Value = &'static Style> {
    named(STYLES).try_map(|name| style(&name).ok_or("no such style"))
}

fn keys() -> impl TypedValueParser<Value = &'static Style> {
    named(KEYS).try_map(|name| by_key(&name).ok_or("no such program"))
}

fn named(styles: &'static [Style]) -> PossibleValuesParser {
    let names = styles
        .iter()
        .map(|style| PossibleValue::new(style.name).help(style.help));
    PossibleValuesParser::new(names)
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let names = Form::ALL.map(|form| PossibleValue::new(form.name()).help(form.help()));
    PossibleValuesParser::new(names).try_map(|name| {
        let known = Form::ALL.into_iter().find(|form| form.name() == name);
        known.ok_or("no such form")
    })
}

/// A date as people type it; today is the day here.
fn date(text: &str) -> Result<Date, String> {
    let word = text.trim().to_lowercase();
    if ["today", "now"].contains(&word.as_str()) {
        let today = chrono::Local::now().format("%Y-%m-%d").to_string();
        return Date::parse(&today).map_err(|error| error.to_string());
    }
    parse_natural(text).map_err(|error| cleaned(&error.to_string()))
}

/// Cites.
///
/// # Errors
///
/// If output can't be written.
pub fn cite(args: &CiteArgs) -> io::Result<Outcome> {
    // A style file says itself which forms it has.
    let (chosen, form) = match &args.csl {
        Some(csl) => (CitedBy::File(csl), args.style.form),
        None => match args.style.chosen() {
            Ok((style, form)) => (CitedBy::Style(style), form),
            Err(outcome) => return Ok(outcome),
        },
    };
    let (loaded, items, mut has_all) = match args.ids.open_cited(&args.files) {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let chronology = &*loaded.chronology;
    let mut subjects = Vec::new();
    for item in items {
        match item {
            Item::Event(id) => {
                let event = chronology.event(id);
                if event.cites.is_empty() {
                    has_all = false;
                    complain(&format!("dateline: {} cites no source", event.id));
                    continue;
                }
                subjects.push(Subject::Event(id));
            }
            Item::Source(id) => subjects.push(Subject::Source(id)),
            _ => {}
        }
    }
    let options = Options {
        form,
        locator: args.locator.as_deref().map(cleaned),
        accessed: args.accessed.clone(),
    };
    if subjects.is_empty() {
        return Ok(loaded.outcome(Outcome::Negative));
    }
    let text = match chosen {
        CitedBy::Style(style) => cite_all(style, chronology, &subjects, &options),
        CitedBy::File(csl) => match cite_by_csl(csl, chronology, &subjects, &options) {
            Ok(text) => text,
            Err(reason) => {
                complain(&format!("dateline: {reason}"));
                return Ok(Outcome::Misused);
            }
        },
    };
    let outcome = args.destination.write(&text, &loaded)?;
    Ok(match outcome {
        Outcome::Done if !has_all => Outcome::Partial,
        outcome => loaded.outcome(outcome),
    })
}
