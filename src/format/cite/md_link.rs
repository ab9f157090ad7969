//! Markdown links: each source's title, linked to its address if it has one.

use super::phrase::{flat, joined};
use super::reference::{Reference, Work};
use super::{Style, Write};

/// The style.
pub(super) const STYLE: Style = Style {
    name: "md-link",
    help: "Markdown: each title as a link, then publisher, date and locator",
    write: Write::Work(links),
};

fn links(work: &Work<'_>) -> String {
    let links: Vec<String> = work.references.iter().map(link).collect();
    links.join("; ")
}

fn link(reference: &Reference<'_>) -> String {
    let source = reference.source;
    let title = escaped(&flat(source.label()));
    let linked = match reference.url() {
        Some(url) => format!("[{title}]({})", address(url)),
        None => title,
    };
    let published = if source.published.is_undated() {
        String::new()
    } else {
        escaped(&source.published.shown())
    };
    let seen = if reference.accessed.is_undated() {
        String::new()
    } else {
        escaped(&format!("seen {}", reference.accessed.shown()))
    };
    joined(
        &[
            &linked,
            &escaped(&flat(&source.publisher)),
            &published,
            &escaped(&reference.locators.signs()),
            &seen,
        ],
        ", ",
    )
}

/// `text` so that Markdown (`CommonMark`) takes nothing in it for markup.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (nth, letter) in text.chars().enumerate() {
        let begins_block = nth == 0 && "-+=".contains(letter);
        if begins_block || "\\`*_[]<>#|~$&".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// An address so that it can stand in the brackets of a link.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            other => out.push(other),
        }
    }
    out
}
