//! The checks of ids: there must be one, and it should be easy to type.

use super::super::super::letters::Short;
use super::super::super::problem::{Problem, quoted, with_article};
use super::super::super::text;
use super::{Checks, Spot};

impl Checks {
    /// An id, checked and cleaned. `noun` is "event", "actor".
    pub fn id(&mut self, written: impl Into<Box<str>>, noun: &str, spot: Spot) -> Box<str> {
        let id = self.line(written);
        if text::is_blank(&id) {
            let message = format!("{} has no id", with_article(noun));
            self.report(
                Problem::error("empty-id", spot.field("id"), message)
                    .label("an id is needed here")
                    .help(Some("an id is a short word: `karen-bgf`".into())),
            );
        } else if let Some(odd) = id.chars().find(|&c| !fits_id(c)) {
            let message = if odd.is_whitespace() {
                format!("the id {} has a blank in it", quoted(&id))
            } else {
                format!(
                    "the id {} has the character {} in it",
                    quoted(&id),
                    quoted(&odd.to_string())
                )
            };
            self.report(
                Problem::warning("odd-id", spot.field("id"), message)
                    .label("hard to type in a query or on a command line")
                    .help(Some(format!("write `{}`", slug(&id)))),
            );
        }
        id
    }

    /// As `id`, of an event.
    pub fn short_id(&mut self, written: Short, noun: &str, spot: Spot) -> Short {
        if text::is_line(&written) && written.chars().all(fits_id) {
            return written;
        }
        self.id(&*written, noun, spot).into()
    }
}

/// Whether a character is at home in an id: easy to type, and no part of the query language.
fn fits_id(character: char) -> bool {
    let is_letter = character.is_alphanumeric() || !character.is_ascii();
    (is_letter && !character.is_whitespace() && character != text::PLACEHOLDER)
        || matches!(character, '-' | '_' | '.')
}

/// An id made of `id` that has no odd characters.
fn slug(id: &str) -> String {
    let mut slug = String::new();
    for character in id.chars().take(60) {
        if fits_id(character) {
            slug.extend(character.to_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_matches('-');
    if trimmed.is_empty() {
        "an-id".into()
    } else {
        trimmed.into()
    }
}
