//! By key: how writers cite a source of the exported bibliography in Pandoc, LaTeX, Typst and Org.
//!
//! What a source claims against an event stands behind its place, what only gives context is "see also".

use super::chicago::DATES;
use super::dated::WORDS;
use super::form::Form;
use super::keys::Keys;
use super::locator::{Labels, SIGNS};
use super::phrase::joined;
use super::reference::{Reference, Work};
use super::style::{Style, Write};
use crate::format::document::escape::tex::escape;

/// Pandoc's and Quarto's Markdown.
pub(super) const PANDOC: Style = Style {
    name: "pandoc",
    help: "Pandoc and Quarto: [@key, para. 6]",
    forms: &[(Form::InText, Write::Keyed(pandoc))],
    listing: None,
};

/// LaTeX with biblatex.
pub(super) const LATEX: Style = Style {
    name: "latex",
    help: "LaTeX with biblatex: \\autocite[¶6]{key}",
    forms: &[(Form::InText, Write::Keyed(latex))],
    listing: None,
};

/// Typst.
pub(super) const TYPST: Style = Style {
    name: "typst",
    help: "Typst: @key[¶6]",
    forms: &[(Form::InText, Write::Keyed(typst))],
    listing: None,
};

/// Org mode.
pub(super) const ORG: Style = Style {
    name: "org",
    help: "Org: [cite:@key para. 6]",
    forms: &[(Form::InText, Write::Keyed(org))],
    listing: None,
};

/// The words before locators that citeproc knows, in English.
const TERMS: Labels = Labels {
    page: ("p. ", "pp. "),
    paragraph: ("para. ", "paras. "),
    section: ("sec. ", "secs. "),
    chapter: ("chap. ", "chaps. "),
};

/// biblatex says itself that a number is a page.
const BIBLATEX: Labels = Labels {
    page: ("", ""),
    ..SIGNS
};

/// `[@a, para. 6; but see @b, p. 2, which dates it to 5 May 2025]`.
fn pandoc(work: &Work<'_>, keys: &Keys<'_>) -> String {
    let chain = work.chain(&WORDS, markdown, |reference| {
        let places = markdown(&reference.places(&TERMS));
        joined(&[&format!("@{}", keys.get(reference.id)), &places], ", ")
    });
    around("[", &chain, "]")
}

/// `[cite:@a para. 6;but see @b p. 2]`.
fn org(work: &Work<'_>, keys: &Keys<'_>) -> String {
    let chain = work.chain(&WORDS, plain, |reference| {
        let places = plain(&reference.places(&TERMS));
        joined(&[&format!("@{}", keys.get(reference.id)), &places], " ")
    });
    around("[cite:", &chain, "]")
}

/// `\autocite[¶6]{a}`, or `\autocites[¶6]{a}[but see][2, which dates it to May 5, 2025]{b}` for several.
fn latex(work: &Work<'_>, keys: &Keys<'_>) -> String {
    let mut cites = Vec::new();
    for (before, references) in [
        ("", &work.supporting),
        ("but see", &work.contradicting),
        ("see also", &work.context),
    ] {
        for (nth, reference) in references.iter().enumerate() {
            let before = if nth == 0 { before } else { "" };
            let claim = match reference.claim(&DATES) {
                claim if claim.is_empty() => claim,
                claim => format!("which {claim}"),
            };
            let after = escape(&joined(&[&reference.places(&BIBLATEX), &claim], ", "));
            // A bracket would end the argument.
            let after = if after.contains(['[', ']']) {
                format!("{{{after}}}")
            } else {
                after
            };
            let notes = match (before.is_empty(), after.is_empty()) {
                (true, true) => String::new(),
                (true, false) => format!("[{after}]"),
                (false, _) => format!("[{before}][{after}]"),
            };
            cites.push(format!("{notes}{{{}}}", keys.get(reference.id)));
        }
    }
    let command = match cites.len() {
        0 => return String::new(),
        1 => "\\autocite",
        _ => "\\autocites",
    };
    format!("{command}{}", cites.concat())
}

/// `@a[¶6] @b`, "but see @c[p. 2], which dates it to 5 May 2025".
fn typst(work: &Work<'_>, keys: &Keys<'_>) -> String {
    let source = |reference: &Reference<'_>| {
        let key = keys.get(reference.id);
        match content(&reference.places(&SIGNS)) {
            places if places.is_empty() => format!("@{key}"),
            places => format!("@{key}[{places}]"),
        }
    };
    let supporting: Vec<String> = work.supporting.iter().map(source).collect();
    let others = Work {
        event: None,
        supporting: Vec::new(),
        contradicting: work.contradicting.clone(),
        context: work.context.clone(),
    };
    let others = others.chain(&WORDS, content, source);
    joined(&[&supporting.join(" "), &others], "; ")
}

fn around(open: &str, chain: &str, close: &str) -> String {
    if chain.is_empty() {
        String::new()
    } else {
        format!("{open}{chain}{close}")
    }
}

/// Text within brackets of Markdown: nothing in it ends them or begins another citation.
fn markdown(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if "\\[]{}@;*_`<>$^~".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Text within a citation of Org, which has no escapes: what would end it is left out.
fn plain(text: &str) -> String {
    text.replace(['[', ']', '@'], "").replace(';', ",")
}

/// Text as Typst's content.
fn content(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if "\\[]#*_`$<>@=-+/~'\"".contains(letter) && letter != '-' {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
