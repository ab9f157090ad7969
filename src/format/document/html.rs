//! HTML: what every page has. It fetches nothing, and its policy names its own style and script by their hashes, so that
//! no text of a chronology can run. A page is a template that extends `base.html`.

use std::fmt::Write as _;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::handout::Handout;

/// The style of a handout.
const STYLE: &str = include_str!("html/handout.css");

#[derive(Template)]
#[template(path = "handout.html")]
struct Page<'a> {
    title: &'a str,
    handout: &'a Handout<'a>,
    style: &'static str,
    policy: String,
}

/// A handout as a page to print.
pub fn handout(handout: &Handout<'_>) -> String {
    let page = Page {
        title: handout.title,
        handout,
        style: STYLE,
        policy: format!("default-src 'none'; style-src '{}'", hash(STYLE)),
    };
    // Writing to a String can't fail.
    page.render().unwrap_or_default()
}

/// How a policy names an inline style or script.
pub fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The anchor of a thing: the same as long as its id is, and different for different ids. Letters, digits, `-` and `_` stand for
/// themselves, all else as `.2e.`.
pub fn anchor(kind: &str, id: &str) -> String {
    let mut anchor = format!("{kind}-");
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') {
            anchor.push(letter);
        } else {
            let _ = write!(anchor, ".{:x}.", u32::from(letter));
        }
    }
    anchor
}
